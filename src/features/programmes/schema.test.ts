import { describe, expect, it } from "vitest";
import { programmeInput } from "../../../tests/factories/programmes.ts";
import { writeProgramme } from "./rules";
import { addProgrammeSchema, changeProgrammeSchema, readProgrammeFilter, writeProgrammeFilter } from "./schema";

const id = "20000000-0000-4000-8000-000000000001";
const least = { _key: id, nameSv: "Interreg Nordsjön", certainty: "HIGH" };
const read = (values: Record<string, string>) => addProgrammeSchema.parse({ ...least, ...values }).programme;
const issues = (values: Record<string, string>) => addProgrammeSchema.safeParse({ ...least, ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

describe("a programme's form", () => {
  it("states no more than was typed, and calls the programme the same in English", () => {
    expect(addProgrammeSchema.parse(least)).toEqual({ key: id, programme: programmeInput({ nameSv: "Interreg Nordsjön", nameEn: "Interreg Nordsjön" }) });
  });

  it.each([
    ["60", 60],
    ["62,5", 62.5],
    ["62.55 %", 62.55],
    [" 100%", 100],
  ])("reads the share %s", (typed, percent) => {
    expect(read({ maxRatePercent: typed }).maxRatePercent).toBe(percent);
  });

  it.each([
    ["2021–2027", "2021–2027"],
    ["2021-2027", "2021–2027"],
    ["2021 — 2027", "2021–2027"],
  ])("reads the period %s", (typed, period) => {
    expect(read({ period: typed }).period).toBe(period);
  });

  it("says at each field what to write instead", () => {
    expect(issues({ nameSv: " ", certainty: "" })).toEqual(["nameSv programmes.errors.nameMissing", "certainty programmes.errors.certaintyMissing"]);
    expect(issues({ maxRatePercent: "sextio" })).toEqual(["maxRatePercent programmes.errors.percent"]);
    expect(issues({ maxRatePercent: "0" })).toEqual(["maxRatePercent programmes.errors.percentRange"]);
    expect(issues({ maxRatePercent: "101" })).toEqual(["maxRatePercent programmes.errors.percentRange"]);
    expect(issues({ maxRatePercent: "60,555" })).toEqual(["maxRatePercent programmes.errors.percent"]);
    expect(issues({ period: "2021" })).toEqual(["period programmes.errors.period"]);
    expect(issues({ period: "2027–2021" })).toEqual(["period programmes.errors.periodBackwards"]);
    expect(issues({ website: "nordsjön" })).toEqual(["website programmes.errors.website"]);
    expect(issues({ website: "javascript:alert(1)" })).toEqual(["website programmes.errors.website"]);
    expect(issues({ finalReportMonths: "61", keepYears: "0", keepFrom: "PROJECT_END" })).toEqual(["finalReportMonths fields.countRange", "keepYears fields.countRange"]);
  });

  it("asks for how long and from when records are kept together", () => {
    expect(issues({ keepYears: "5" })).toEqual(["keepFrom programmes.errors.keepFromMissing"]);
    expect(issues({ keepFrom: "FINAL_PAYMENT" })).toEqual(["keepYears programmes.errors.keepYearsMissing"]);
    expect(read({ keepYears: "5", keepFrom: "FINAL_PAYMENT" })).toMatchObject({ keepYears: 5, keepFrom: "FINAL_PAYMENT" });
  });

  it("is read again as it was written", () => {
    const whole = programmeInput({ nameEn: "North Sea", fund: "ERUF", period: "2021–2027", maxRatePercent: 62.5, size: "173,8 miljoner euro", regions: "Nordsjön", coversMunicipality: false, rules: "Minst tre länder.", finalReportMonths: 0, finalPaymentMonths: 4, keepYears: 5, keepFrom: "PROJECT_END", website: "https://example.org/", source: "Handboken", certainty: "LOW", note: "Rad ett\nrad två" });
    for (const programme of [whole, programmeInput()]) expect(changeProgrammeSchema.parse({ id, _version: "3", ...writeProgramme(programme) })).toEqual({ id, version: 3, programme });
  });
});

it("a list's address says what it does not understand", () => {
  expect(readProgrammeFilter({ q: " hav ", fund: "ERUF", place: "outside" })).toEqual({ filter: { q: "hav", fund: "ERUF", place: "outside" }, ignored: [] });
  expect(readProgrammeFilter({ place: "nära", farg: "bla" })).toEqual({ filter: { q: "", fund: null, place: null }, ignored: ["farg", "place"] });
  expect(writeProgrammeFilter({ q: "hav", fund: "ERUF", place: null }, { fund: null })).toBe("?q=hav");
});
