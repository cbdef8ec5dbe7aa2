import { describe, expect, it } from "vitest";
import { initiativeInput } from "../../../tests/factories/initiatives";
import type { ExaminationResult } from "./examinations/schema";
import { hitRate, isTried, judgeExamination, judgeInitiative, latestOf, projectValuesOf, questionsLeft, searchTextOf, writeInitiative, type Finding } from "./rules";

const TODAY = "2026-11-22";
const found = (result: ExaminationResult, reason: string | null = null): Finding => ({ result, reason });

describe("what counts as examined", () => {
  it("E.4.6: is a no with its reason, and neither a no without one nor silence", () => {
    expect(isTried(found("NOT_RELEVANT", "Gäller en lokal."))).toBe(true);
    expect(isTried(found("NOT_RELEVANT"))).toBe(false);
    expect(isTried(null)).toBe(false);
  });

  it.each(["TO_BE_SOUGHT", "SOUGHT", "OBTAINED", "REFUSED"] as const)("E.4.6: is %s, which says what was done about it", (result) => {
    expect(isTried(found(result))).toBe(true);
  });

  it("V10a: leaves international cooperation to be examined until somebody has", () => {
    expect(questionsLeft({ COOPERATION: null, FUNDING: found("SOUGHT") })).toEqual(["COOPERATION"]);
    expect(questionsLeft({ COOPERATION: found("NOT_RELEVANT"), FUNDING: found("SOUGHT") })).toEqual(["COOPERATION"]);
    expect(questionsLeft({ COOPERATION: found("NOT_RELEVANT", "Lokalt."), FUNDING: found("SOUGHT") })).toEqual([]);
  });

  it("V10b: leaves external co-financing to be examined until somebody has", () => {
    expect(questionsLeft({ COOPERATION: found("SOUGHT"), FUNDING: null })).toEqual(["FUNDING"]);
    expect(questionsLeft({ COOPERATION: found("SOUGHT"), FUNDING: found("REFUSED") })).toEqual([]);
  });

  it("V18b, V18c: leaves both to a unit that has examined nothing", () => {
    expect(questionsLeft({ COOPERATION: null, FUNDING: null })).toEqual(["COOPERATION", "FUNDING"]);
  });

  it("is the latest examination of each question", () => {
    const all = [{ question: "FUNDING", ...found("REFUSED") }, { question: "COOPERATION", ...found("SOUGHT") }, { question: "FUNDING", ...found("SOUGHT") }] as const;
    expect(latestOf([...all])).toEqual({ COOPERATION: all[1], FUNDING: all[0] });
    expect(latestOf([])).toEqual({ COOPERATION: null, FUNDING: null });
  });
});

describe("the days", () => {
  it("have come", () => {
    expect(judgeInitiative({ begunOn: TODAY }, TODAY).ok).toBe(true);
    expect(judgeInitiative({ begunOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "initiativeInFuture", field: "begunOn" });
    expect(judgeExamination({ examinedOn: TODAY }, TODAY).ok).toBe(true);
    expect(judgeExamination({ examinedOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "examinationInFuture", field: "examinedOn" });
  });
});

describe("what came of initiatives", () => {
  it("V20d: counts as hits those granted of those answered", () => {
    expect(hitRate({ obtained: 2, refused: 1 })).toEqual({ hits: 2, of: 3 });
    expect(hitRate({ obtained: 0, refused: 0 })).toBeNull();
  });
});

describe("a project that an initiative becomes", () => {
  const initiative = { id: "i", ...initiativeInput({ unitId: "u", title: "Tång blir jord", text: "Badstränder ska hållas fria." }) };

  it("begins with what the initiative says and what was found", () => {
    expect(projectValuesOf(initiative, { findings: { COOPERATION: found("OBTAINED"), FUNDING: found("SOUGHT") }, programmeIds: ["p"] })).toEqual({
      initiativeId: "i", title: "Tång blir jord", summary: "Badstränder ska hållas fria.", unitId: "u", kinds: ["INTERNATIONAL", "EXTERNAL"], programmeId: "p", status: "EXAMINED",
    });
  });

  it("says nothing of what was not found: neither kind nor programme", () => {
    const values = projectValuesOf(initiative, { findings: { COOPERATION: found("NOT_RELEVANT", "Lokalt."), FUNDING: found("REFUSED") }, programmeIds: ["p"] });
    expect(values).toMatchObject({ status: "EXAMINED" });
    expect(values).not.toHaveProperty("kinds");
    expect(values).not.toHaveProperty("programmeId");
    expect(projectValuesOf(initiative, { findings: { COOPERATION: null, FUNDING: found("SOUGHT") }, programmeIds: ["p", "q"] })).toMatchObject({ kinds: ["EXTERNAL"], status: "IDEA" });
    expect(projectValuesOf(initiative, { findings: { COOPERATION: null, FUNDING: found("SOUGHT") }, programmeIds: ["p", "q"] })).not.toHaveProperty("programmeId");
  });
});

it("writes an initiative as its form holds it, and what free text finds it by", () => {
  const initiative = initiativeInput({ unitId: "u", text: "Kameror och bojar", takenBy: "STAFF" });
  expect(writeInitiative(initiative)).toEqual({ unitId: "u", title: "Digital tillsyn av badplatser", text: "Kameror och bojar", begunOn: "2026-10-01", takenBy: "STAFF" });
  expect(searchTextOf(initiative)).toBe("Digital tillsyn av badplatser Kameror och bojar");
});
