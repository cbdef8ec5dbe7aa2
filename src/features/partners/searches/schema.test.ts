import { describe, expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { concludeSearchSchema, logSearchSchema, readSearchFilter, writeSearchFilter } from "./schema";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const OTHER = "3f6f4c1e-0000-4000-8000-000000000002";
const form = { _key: ID, direction: "SENT", unitId: OTHER, title: "Skola söks", searchedOn: "2026-10-01" };
const told = { id: ID, _version: "1" };
const complaints = (values: Record<string, string>) => {
  const parsed = concludeSearchSchema.safeParse({ ...told, ...values });
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message]);
};

describe("a search as it is typed in", () => {
  it("is read with what is left empty as null", () => {
    expect(logSearchSchema.parse(form)).toEqual({ key: ID, search: { direction: "SENT", unitId: OTHER, title: "Skola söks", text: null, counterpart: null, programmeId: null, call: null, searchedOn: "2026-10-01", deadline: null } });
  });

  it("has a last day that is not before its own", () => {
    const parsed = logSearchSchema.safeParse({ ...form, deadline: "2026-09-30" });
    expect(parsed.success ? [] : issuesOf(parsed.error)).toMatchObject([{ field: "deadline", message: "partnerSearches.errors.deadlineBefore" }]);
    expect(logSearchSchema.safeParse({ ...form, deadline: "2026-10-01" }).success).toBe(true);
  });
});

describe("what came of a search", () => {
  it.each([
    [{ answer: "INTERESTED" }, ["answeredOn", "answeredOnMissing"]],
    [{ answeredOn: "2026-10-02" }, ["answer", "answerMissing"]],
    [{ answerText: "Ja" }, ["answer", "answerMissing"]],
    [{ outcome: "PARTNER_FOUND" }, ["partner", "partnerMissing"]],
    [{ outcome: "PROJECT_FORMED", partner: "Haderslev" }, ["project", "projectMissing"]],
    [{ partner: "Haderslev" }, ["outcome", "outcomeMissing"]],
    [{ outcome: "NO_PARTNER", project: "Ung kust" }, ["outcome", "outcomeMissing"]],
    [{ outcome: "PARTNER_FOUND", partner: "Haderslev", project: "Ung kust" }, ["outcome", "projectFormedInstead"]],
  ] as const)("says of %o what is missing", (values, [field, message]) => {
    expect(complaints(values)).toEqual([[field, `partnerSearches.errors.${message}`]]);
  });

  it.each<Record<string, string>>([{}, { answer: "DECLINED", answeredOn: "2026-10-02" }, { outcome: "NO_PARTNER" }, { outcome: "PARTNER_FOUND", partner: "Haderslev" }, { outcome: "PROJECT_FORMED", project: "Ung kust" }])("takes %o", (values) => {
    expect(complaints(values)).toEqual([]);
  });

  it("asks anew which partner is meant when another name has been written since", () => {
    const asked = (partner: string) => concludeSearchSchema.parse({ ...told, outcome: "PARTNER_FOUND", partner, partnerId: OTHER, partnerAsked: "Haderslev" }).partner;
    expect(asked("Haderslev")).toEqual({ text: "Haderslev", id: OTHER });
    expect(asked("Vejle")).toEqual({ text: "Vejle", id: null });
  });
});

describe("a list's address", () => {
  it("is read and written back the same", () => {
    const query = `?q=hav&unit=${ID}&direction=SENT&state=OVERDUE&outcome=NO_PARTNER&programme=${OTHER}&year=2026&until=2026-06-30&active=1&sort=-title&page=3`;
    const { filter, ignored } = readSearchFilter(Object.fromEntries(new URLSearchParams(query)));
    expect(ignored).toEqual([]);
    expect(writeSearchFilter(filter)).toBe(query);
    expect(writeSearchFilter(readSearchFilter({}).filter)).toBe("");
  });

  it("names what it does not understand", () => {
    expect(readSearchFilter({ state: "SOVER", unit: "x", year: "i år", farg: "blå" }).ignored).toEqual(["farg", "unit", "state", "year"]);
  });
});
