import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { reportMoney } from "./report";

const project = { id: "1", title: "Ung kust", unit: "Kultur", programme: { sv: "Interreg Nordsjön", en: "Interreg North Sea" }, fund: "ERUF", eu: 1n, other: 2n, cash: 3n, inKind: 4n, received: 5n };

describe("a report of a year's money", () => {
  it("has every amount in öre, with sums that are those of their parts", () => {
    const { columns, rows } = reportMoney([project], false, wordsFor("sv"));
    expect(Object.fromEntries(columns.map(({ label }, index) => [label, rows[0]?.[index]]))).toEqual({ Projekt: "Ung kust", Verksamhet: "Kultur", Program: "Interreg Nordsjön", Fond: "ERUF", "EU-bidrag (kr)": 1n, "Andra finansiärer (kr)": 2n, "Bidrag (kr)": 3n, "Egna pengar (kr)": 3n, "Egen arbetstid (kr)": 4n, "Egen del (kr)": 7n, "Utbetalt (kr)": 5n, "Id i Utblick": "1" });
  });

  it("of one payer has what that one pays and no other amount", () => {
    const { columns, rows } = reportMoney([{ ...project, programme: null, fund: null, inKind: 0n }], true, wordsFor("en"));
    expect(columns.map(({ key }) => key)).toEqual(["title", "unit", "programme", "fund", "own", "id"]);
    expect(rows).toEqual([["Ung kust", "Kultur", null, null, 3n, "1"]]);
  });
});
