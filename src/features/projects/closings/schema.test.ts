import { describe, expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { readLessonFilter, saveClosingSchema, writeLessonFilter } from "./schema";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";

describe("a closing as it is typed in", () => {
  const complaints = (form: Record<string, string | string[]>) => {
    const parsed = saveClosingSchema.safeParse({ projectId: ID, _key: ID, _version: "0", ...form });
    return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message]);
  };

  it("V5a: says of what benefit the project was and for whom, and may be silent about the rest", () => {
    expect(complaints({ wouldDoAgain: "KANSKE" })).toEqual([
      ["toldOn", "closings.errors.toldOnMissing"],
      ["addedValue", "closings.errors.addedValueMissing"],
      ["benefit", "closings.errors.benefitMissing"],
      ["wouldDoAgain", "fields.choice"],
    ]);
    expect(complaints({ toldOn: "2026-10-01", addedValue: ["RESIDENTS"], benefit: "Fler ängar" })).toEqual([]);
    expect(complaints({ toldOn: "2026-10-01", addedValue: ["KUNGEN"], benefit: "Fler ängar" })).toEqual([["addedValue", "fields.choice"]]);
  });
});

describe("the list's address", () => {
  it("is read and written back the same", () => {
    const query = `?q=hav&unit=${ID}&programme=${ID}&year=2026&until=2026-06-30&value=RESIDENTS&goals=PARTLY&again=NO&states=competence&sort=-title&page=3`;
    const { filter, ignored } = readLessonFilter(Object.fromEntries(new URLSearchParams(query)));
    expect(ignored).toEqual([]);
    expect(writeLessonFilter(filter)).toBe(query);
    expect(writeLessonFilter(readLessonFilter({}).filter)).toBe("");
  });

  it("names what it does not understand", () => {
    expect(readLessonFilter({ value: "ALLA", year: "i år", farg: "blå" }).ignored).toEqual(["farg", "year", "value"]);
  });
});
