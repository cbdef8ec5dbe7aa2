import { describe, expect, it } from "vitest";
import { attachSchema, changeDocumentSchema, isDocumentAwaited, readDocumentFilter, reviseSchema, writeDocumentFilter } from "./schema";
import { issuesOf } from "@/lib/fields";

const ID = "00000000-0000-4000-8000-000000000001";
const whole = { _key: ID, subjectKind: "project", subjectId: ID, kind: "REPORT", "_file.problem": "", "_file.name": "a.pdf" };
const wrong = (more: Record<string, string>) => {
  const read = attachSchema.safeParse({ ...whole, ...more });
  return read.success ? [] : issuesOf(read.error).map(({ field, message }) => [field, message]);
};

describe("the form of a document", () => {
  it("needs a kind and a file, and leaves the title to the file", () => {
    expect(attachSchema.parse(whole)).toMatchObject({ subject: { kind: "project", id: ID }, fileName: "a.pdf", document: { kind: "REPORT", title: null, isConfidential: false } });
    expect(wrong({ kind: "", "_file.problem": "missing" })).toEqual([["kind", "documents.errors.kindMissing"], ["file", "documents.errors.fileMissing"]]);
    expect([wrong({ "_file.problem": "blank" }), wrong({ "_file.problem": "tooLarge" })]).toEqual([[["file", "documents.errors.fileEmpty"]], [["file", "documents.errors.fileTooLarge"]]]);
    expect(reviseSchema.safeParse({ _key: ID, id: ID, _version: "1" }).success).toBe(false);
  });

  it("needs a provision for what is confidential, and keeps none for what is not", () => {
    expect(wrong({ isConfidential: "on" })).toEqual([["confidentialityProvision", "documents.errors.provisionMissing"]]);
    expect(attachSchema.parse({ ...whole, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityBy: "Någon" }).document).toMatchObject({ confidentialityProvision: null, confidentialityBy: null });
  });

  it("settles a conflict by what was picked", () => {
    expect(changeDocumentSchema.parse({ id: ID, _version: "3", kind: "REPORT", "pick.title": "theirs", "mine.title": "Mitt", "theirs.title": "Deras" })).toMatchObject({ version: 3, document: { title: "Deras" } });
  });

  it("is about a record of a kind, whatever is sent", () => {
    for (const subjectKind of ["", "../x", "a b", "x".repeat(41), "project;drop"]) expect(wrong({ subjectKind })).toEqual([["subjectKind", "fields.choice"]]);
  });
});

describe("the list's address", () => {
  it("is written as it is read, and names what it does not understand", () => {
    const query = "?q=avtal&kind=AGREEMENT&with=decision&unit=00000000-0000-4000-8000-000000000001&year=2026&until=2026-11-29&unregistered=1&sort=title&page=2";
    const { filter, ignored } = readDocumentFilter(Object.fromEntries(new URLSearchParams(query)));
    expect(ignored).toEqual([]);
    expect(writeDocumentFilter(filter)).toBe(query);
    expect(readDocumentFilter({ kind: "x", with: "1", year: "1", colour: "blue" }).ignored).toEqual(["colour", "kind", "with", "year"]);
    expect(writeDocumentFilter(readDocumentFilter({}).filter)).toBe("");
  });

  it("says of decisions and agreements that a document is awaited", () => {
    expect(["decision", "townAgreement", "project"].map(isDocumentAwaited)).toEqual([true, true, false]);
  });
});
