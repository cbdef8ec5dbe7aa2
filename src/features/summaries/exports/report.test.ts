import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { writeCanonical } from "../rules";
import { layOutMemo, layOutResidents, layOutWord, tabulateSummary, type Source } from "./report";
import { exportedSchema } from "./schema";

/** Frozen by an earlier version of the program, and never made anew. */
const written: unknown = JSON.parse(gunzipSync(readFileSync("tests/fixtures/edition-in-first-form.json.gz")).toString("utf8"));
const { edition, data } = exportedSchema.parse(written);
const words = wordsFor("sv");
const source: Source = { edition: { number: 1, caseNumber: edition?.caseNumber ?? null, frozenOn: "2026-11-22", dataSha256: edition?.dataSha256 ?? "", templateSha256: edition?.templateSha256 ?? "" }, addenda: [], madeAt: new Date("2026-11-22T12:00:00Z"), madeOn: "2026-11-22", colour: "#12436a" };

describe("an edition that an earlier version froze", () => {
  it("V16c: still has the hash that it was sealed with", () => {
    expect(createHash("sha256").update(writeCanonical(data)).digest("hex")).toBe(edition?.dataSha256);
    expect(data.form).toBe(1);
  });

  it("is still laid out in every form, with what it says and nothing of what it never held", () => {
    const said = data as Parameters<typeof layOutWord>[0];
    const report = layOutWord(said, source, words);
    expect(report.blocks.filter((block) => block.type === "heading" && block.level === 1).map((block) => ("text" in block ? block.text : ""))).not.toContain(words("summaries.print.chapter.years"));
    expect(JSON.stringify(report)).toContain("Ett gott år.");
    expect(layOutMemo(said, source, words).blocks.length).toBeGreaterThan(10);
    expect(layOutResidents(said, words).figures).toHaveLength(3);
    expect(tabulateSummary(said, words)).toHaveLength(5);
  });

  it("V16c: is laid out for editing with what has been decided of it since", () => {
    const decided = { number: 1, kind: "DECISION" as const, text: "Styrelsen godkänner.\n\nOch lägger till.", decidedBy: "Kommunstyrelsen", decidedOn: "2026-03-10", paragraph: "41", caseNumber: "KS 2026/1" };
    const { blocks } = layOutWord(data, { ...source, addenda: [decided] }, words);
    const at = blocks.findIndex((block) => block.type === "heading" && block.text === words("summaries.addenda.title"));
    expect(blocks[at + 2]).toEqual({ type: "text", texts: ["Kommunstyrelsen, 10 mars 2026, § 41, Dnr KS 2026/1", "Styrelsen godkänner.", "Och lägger till."] });
  });
});
