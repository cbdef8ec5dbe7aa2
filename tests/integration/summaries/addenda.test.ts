import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Addenda from "@/features/summaries/addenda/service";
import type { AddendumInput } from "@/features/summaries/schema";
import type * as Editions from "@/features/summaries/editions/service";
import type { Surroundings } from "@/features/summaries/service";
import { wordsFor } from "@/messages/words";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";

let register: Awaited<ReturnType<typeof openRegister>>;
let addenda: typeof Addenda;
let editions: typeof Editions;
const YEAR = 2025;
const decision: AddendumInput = { year: YEAR, number: 1, kind: "DECISION", text: "Kommunstyrelsen godkänner sammanställningen.", decidedBy: "Kommunstyrelsen", decidedOn: "2026-03-10", paragraph: "41", caseNumber: "KS 2026/0100" };

beforeAll(async () => {
  register = await openRegister();
  addenda = await import("@/features/summaries/addenda/service");
  editions = await import("@/features/summaries/editions/service");
  const around: Surroundings = { registers: (await import("@/registers")).registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  valueOf(await editions.freezeSummary(register.office, around, { year: YEAR, version: 0, caseNumber: null }, randomUUID(), NOON));
});
afterAll(async () => {
  await register.close();
});

describe("what is added to an edition", () => {
  it("V16c: stands beside it with its own decision, once for each key, and leaves the edition as it is", async () => {
    const before = await editions.getEdition(register.reader, YEAR, 1);
    const key = randomUUID();
    const { entries } = await register.recorded(async () => valueOf(await addenda.addAddendum(register.office, decision, key, NOON)));
    expect(entries.map((entry) => entry.action)).toEqual(["editions.added"]);
    expect(valueOf(await addenda.addAddendum(register.office, decision, key, NOON))).toEqual({ number: 1 });
    expect(valueOf(await addenda.addAddendum(register.office, { ...decision, kind: "CORRECTION", text: "Ett belopp var fel.", paragraph: null }, randomUUID(), NOON))).toEqual({ number: 2 });
    expect(await addenda.listAddenda(register.reader, YEAR, 1)).toMatchObject([{ number: 1, kind: "DECISION", decidedOn: "2026-03-10", paragraph: "41", isWhole: true }, { number: 2, kind: "CORRECTION", isWhole: true }]);
    expect(await editions.getEdition(register.reader, YEAR, 1)).toEqual(before);
    expect((await editions.verifyEdition(register.reader, YEAR, 1)).ok).toBe(true);
  });

  it("V16c: stands in what is made of the edition afterwards, and its papers lie with it", async () => {
    const { exportEdition } = await import("@/features/summaries/exports/service");
    const { exportedSchema } = await import("@/features/summaries/exports/schema");
    const words = { sv: wordsFor("sv"), en: wordsFor("en") };
    const json = exportedSchema.parse(JSON.parse(new TextDecoder().decode((await exportEdition(register.reader, { words }, { year: YEAR, number: 1, file: "data.json" })).bytes)));
    expect(json.edition?.addenda).toMatchObject([{ number: 1, kind: "DECISION", text: decision.text, decidedOn: "2026-03-10", paragraph: "41" }, { number: 2, kind: "CORRECTION" }]);
    const { summaryRegister } = await import("@/features/summaries/register");
    const { id } = await editions.getEdition(register.reader, YEAR, 1);
    expect(summaryRegister.path(id)).toBe(`/year/editions/${id}`);
    expect(await summaryRegister.holding?.find(register.office, id)).toMatchObject({ title: `${String(YEAR)}:1`, mayWrite: true });
    expect(await summaryRegister.holding?.find(register.reader, id)).toMatchObject({ mayWrite: false });
  });

  it("gets its own number when two add at once", async () => {
    const numbers = await Promise.all([1, 2, 3].map(async (each) => valueOf(await addenda.addAddendum(register.office, { ...decision, text: `Samtidigt ${String(each)}` }, randomUUID(), NOON)).number));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([3, 4, 5]);
  });

  it("is refused for a decision that has not been made, and to those who may not add", async () => {
    expect(await addenda.addAddendum(register.office, { ...decision, decidedOn: "2099-01-01" }, randomUUID(), NOON)).toEqual({ ok: false, reason: "decisionAhead" });
    await expect(addenda.addAddendum(register.reader, decision, randomUUID(), NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(addenda.addAddendum(register.office, { ...decision, number: 9 }, randomUUID(), NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("can be changed by nobody through the program, and what is changed past it is found", async () => {
    for (const statement of ["UPDATE edition_addendum SET text = 'x'", "DELETE FROM edition_addendum"]) await expect(register.query(statement)).rejects.toThrow(/kept as they are/);
    await register.query("ALTER TABLE edition_addendum DISABLE TRIGGER USER");
    await register.query("UPDATE edition_addendum SET text = 'Kommunstyrelsen avslår.' WHERE number = 1");
    const after = await addenda.listAddenda(register.reader, YEAR, 1);
    expect(after.filter((each) => !each.isWhole).map(({ number }) => number)).toEqual([1]);
  });
});
