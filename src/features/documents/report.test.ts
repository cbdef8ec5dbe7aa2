import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { reportDocuments, type ReportedDocument } from "./report";

const ONE: ReportedDocument = {
  id: "00000000-0000-4000-8000-000000000001",
  title: "Avtal",
  kind: "AGREEMENT",
  subject: { kind: "townRelation", id: "00000000-0000-4000-8000-000000000002" },
  holderTitle: "Kedjan",
  unit: "Staben",
  documentOn: "2026-03-17",
  caseNumber: "KS 2026/62",
  registeredIn: null,
  isConfidential: true,
  addedAt: new Date("2026-11-28T23:30:00Z"),
  fileName: "avtal.pdf",
  number: 2,
};

describe("documents as a table", () => {
  it.each(["sv", "en"] as const)("has a heading for each column, and every word, in %s", (locale) => {
    const { columns, rows } = reportDocuments([ONE], wordsFor(locale));
    expect(columns.map(({ label }) => label).join()).not.toContain("⟦");
    expect(rows.flat().join()).not.toContain("⟦");
    expect(rows[0]).toHaveLength(columns.length);
  });

  it("tells the day in Stockholm, and where each lies", () => {
    const { columns, rows } = reportDocuments([ONE], wordsFor("sv"));
    const cell = (key: string) => rows[0]?.[columns.findIndex((column) => column.key === key)];
    expect([cell("addedOn"), cell("register"), cell("holder"), cell("kind"), cell("confidential"), cell("version")]).toEqual(["2026-11-29", "Vänortsrelationer", "Kedjan", "Avtal", "Ja", 2]);
  });
});
