import { describe, expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { examineSchema } from "./examinations/schema";
import { changeInitiativeSchema, logInitiativeSchema, nameProjectSchema, readInitiativeFilter, writeInitiativeFilter } from "./schema";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const OTHER = "3f6f4c1e-0000-4000-8000-000000000002";
const complaints = (parsed: ReturnType<typeof examineSchema.safeParse>) => (parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message]));

describe("an initiative as it is typed in", () => {
  it("is read with what is left empty as null", () => {
    expect(logInitiativeSchema.parse({ _key: ID, unitId: OTHER, title: " Tång ", begunOn: "2026-10-01", takenBy: "" })).toEqual({ key: ID, initiative: { unitId: OTHER, title: "Tång", text: null, begunOn: "2026-10-01", takenBy: null }, opportunityId: null });
    expect(changeInitiativeSchema.parse({ id: ID, _version: "3", unitId: OTHER, title: "Tång", begunOn: "2026-10-01" })).toMatchObject({ id: ID, version: 3 });
    expect(nameProjectSchema.parse({ id: ID, _version: "3", projectId: "" })).toEqual({ id: ID, version: 3, projectId: null });
  });

  it("says what to write where something is missing", () => {
    const parsed = logInitiativeSchema.safeParse({ _key: ID, takenBy: "KUNGEN" });
    expect(parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message])).toEqual([
      ["unitId", "initiatives.errors.unitMissing"],
      ["title", "initiatives.errors.titleMissing"],
      ["begunOn", "initiatives.errors.begunOnMissing"],
      ["takenBy", "fields.choice"],
    ]);
  });
});

describe("an examination as it is typed in", () => {
  const form = { _key: ID, id: OTHER, _version: "1", question: "FUNDING", examinedOn: "2026-10-12", examinedBy: "Ledningsgruppen", result: "NOT_RELEVANT" };

  it("E.4.6: is taken without a reason too, so that what is known is kept", () => {
    expect(examineSchema.parse(form)).toMatchObject({ key: ID, id: OTHER, version: 1, examination: { question: "FUNDING", programmeIds: [], otherSources: null, reason: null } });
    expect(examineSchema.parse({ ...form, programmeIds: [ID, OTHER], reason: "För litet" }).examination).toMatchObject({ programmeIds: [ID, OTHER], reason: "För litet" });
  });

  it("V10a, V10b: says when, by whom and with what result, and names programmes where money is examined alone", () => {
    expect(complaints(examineSchema.safeParse({ _key: ID, id: OTHER, _version: "1", question: "COOPERATION", programmeIds: [ID] }))).toEqual([
      ["examinedOn", "examinations.errors.examinedOnMissing"],
      ["examinedBy", "examinations.errors.examinedByMissing"],
      ["result", "examinations.errors.resultMissing"],
      ["question", "examinations.errors.programmesOfFunding"],
    ]);
    expect(complaints(examineSchema.safeParse({ ...form, question: "COOPERATION", otherSources: "En stiftelse" }))).toEqual([["question", "examinations.errors.programmesOfFunding"]]);
  });
});

describe("a list's address", () => {
  it("is read and written back the same", () => {
    const query = `?q=hav&unit=${ID}&year=2026&until=2026-06-30&lacks=REASON&tried=FUNDING&cooperation=SOUGHT&funding=NOT_RELEVANT&taker=UNKNOWN&applied=1&project=1&sort=-title&page=3`;
    const { filter, ignored } = readInitiativeFilter(Object.fromEntries(new URLSearchParams(query)));
    expect(ignored).toEqual([]);
    expect(writeInitiativeFilter(filter)).toBe(query);
    expect(writeInitiativeFilter(readInitiativeFilter({}).filter)).toBe("");
  });

  it("names what it does not understand", () => {
    expect(readInitiativeFilter({ lacks: "ALLT", unit: "x", year: "i år", farg: "blå" }).ignored).toEqual(["farg", "unit", "year", "lacks"]);
  });
});
