import { describe, expect, it } from "vitest";
import { influenceInput, monitoringInput, readinessInput } from "../../../tests/factories/eu-monitoring";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms";
import { addInfluenceSchema, readInfluenceFilter, writeInfluenceFilter } from "./influence/schema";
import { addReadinessSchema } from "./readiness/schema";
import { reportInfluence, reportItems } from "./report";
import { asksForReadiness, isMeasureLate, judgeDay, judgeItem, lacksOf, searchTextOf, stateOf, writeInfluence, writeItem, writeReadiness } from "./rules";
import { changeItemSchema, logItemSchema, readItemFilter, writeItemFilter } from "./schema";

const TODAY = "2026-11-22";
const item = monitoringInput({ unitId: FORM_ID });
const formOf = (values: object) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
const complaints = (more: Record<string, string>) => issuesIn(logItemSchema, { _key: FORM_ID, ...formOf(writeItem(item)), ...more });

describe("something that a unit follows", () => {
  it("H6: is late from the day after it was to be looked at, and ended from the day after its last one", () => {
    expect(stateOf({ endedOn: null, nextCheckOn: TODAY }, TODAY)).toBe("FOLLOWED");
    expect(stateOf({ endedOn: null, nextCheckOn: "2026-11-21" }, TODAY)).toBe("LATE");
    expect(stateOf({ endedOn: TODAY, nextCheckOn: null }, TODAY)).toBe("FOLLOWED");
    expect(stateOf({ endedOn: "2026-11-21", nextCheckOn: "2026-11-01" }, TODAY)).toBe("ENDED");
  });

  it("H6: lacks somebody who sees to it and a day to look again, until it is followed no longer", () => {
    const bare = { ...item, responsible: null, nextCheckOn: null, isReady: false };
    expect(lacksOf(bare, TODAY)).toEqual(["RESPONSIBLE", "CHECK", "READINESS"]);
    expect(lacksOf({ ...bare, responsible: "VA-chefen", nextCheckOn: TODAY, isReady: true }, TODAY)).toEqual([]);
    expect(lacksOf({ ...bare, endedOn: "2026-11-01" }, TODAY)).toEqual([]);
  });

  it("H8: asks for readiness unless it hardly concerns the unit", () => {
    expect((["HIGH", "MEDIUM", "LOW"] as const).map((relevance) => asksForReadiness({ relevance }))).toEqual([true, true, false]);
  });

  it("has begun and been judged, today at the latest and in that order", () => {
    expect(judgeItem({ begunOn: "2026-11-23", assessedOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "monitoringInFuture", field: "begunOn" });
    expect(judgeItem({ begunOn: TODAY, assessedOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "monitoringInFuture", field: "assessedOn" });
    expect(judgeDay(TODAY, "actedOn", TODAY)).toMatchObject({ ok: true });
    expect(complaints({ assessedOn: "2026-09-30" })).toEqual(["assessedOn euMonitoring.errors.assessedBeforeBegun"]);
    expect(complaints({ nextCheckOn: "2026-10-01" })).toEqual(["nextCheckOn euMonitoring.errors.checkBeforeAssessed"]);
    expect(complaints({ endedOn: "2026-09-30" })).toEqual(["endedOn euMonitoring.errors.endedBeforeBegun"]);
  });

  it("says what to write where something is missing", () => {
    expect(complaints({ unitId: "", title: " ", stage: "", relevance: "", begunOn: "", assessedBy: "", assessedOn: "" })).toEqual(
      ["unitId unitMissing", "title titleMissing", "stage stageMissing", "relevance relevanceMissing", "begunOn begunOnMissing", "assessedBy assessedByMissing", "assessedOn assessedOnMissing"].map((line) => line.replace(" ", " euMonitoring.errors.")),
    );
  });

  it("is read from its form as it was written, and found by what it says", () => {
    expect(changeItemSchema.parse({ id: FORM_ID, _version: "3", ...writeItem(item) })).toEqual({ id: FORM_ID, version: 3, item });
    expect(searchTextOf({ ...item, reference: "COM(2022) 541" })).toBe("Avloppsdirektivet\nCOM(2022) 541\nVA-chefen");
  });

  it("is listed as it stands on the day", () => {
    const { unitId: _, ...said } = item;
    const { columns, rows } = reportItems([{ ...said, id: "1", unit: "VA", isReady: true, actions: 2 }], (key) => key, TODAY);
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
    const divided = reportItems([{ ...said, id: "1", unit: "VA", isReady: true, actions: 2 }], (key) => key, TODAY, "Bevakning");
    expect([divided.columns.length, divided.rows[0]?.[divided.columns.findIndex(({ key }) => key === "area")]]).toEqual([columns.length + 1, "Bevakning"]);
    expect(rows[0]?.slice(0, 5)).toEqual(["Avloppsdirektivet", null, "VA", "euMonitoring.stage.PROPOSED", "euMonitoring.relevance.HIGH"]);
  });
});

describe("influence and readiness", () => {
  const whose = { _key: FORM_ID, itemId: FORM_ID };

  it("H7: is read from its form as it was written, and says what is missing", () => {
    const action = influenceInput({ networkId: FORM_ID, position: "Längre tid" });
    expect(addInfluenceSchema.parse({ ...whose, ...writeInfluence(action) })).toEqual({ key: FORM_ID, itemId: FORM_ID, action });
    expect(issuesIn(addInfluenceSchema, { ...whose, kind: "", title: "", actedOn: "" })).toEqual(["kind influence.errors.kindMissing", "title influence.errors.titleMissing", "actedOn influence.errors.actedOnMissing"]);
    const { columns, rows } = reportInfluence([{ ...action, id: "1", item: "Avlopp", unit: "VA", network: null, priority: "Kust" }], (key) => key);
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
    const divided = reportInfluence([{ ...action, id: "1", item: "Avlopp", unit: "VA", network: null, priority: "Kust" }], (key) => key, "Bevakning");
    expect([divided.columns.length, divided.rows[0]?.[divided.columns.findIndex(({ key }) => key === "area")]]).toEqual([columns.length + 1, "Bevakning"]);
  });

  it("H8: says what is to be done, unless nothing needs to be, and is late from the day after", () => {
    const readiness = readinessInput({ dueOn: TODAY });
    expect(addReadinessSchema.parse({ ...whose, ...writeReadiness(readiness) })).toEqual({ key: FORM_ID, itemId: FORM_ID, readiness });
    expect(issuesIn(addReadinessSchema, { ...whose, ...formOf(writeReadiness(readiness)), measure: "" })).toEqual(["measure readiness.errors.measureMissing"]);
    expect(issuesIn(addReadinessSchema, { ...whose, ...formOf(writeReadiness(readiness)), measure: "", state: "NOT_NEEDED" })).toEqual([]);
    expect([isMeasureLate(readiness, TODAY), isMeasureLate(readiness, "2026-11-23"), isMeasureLate({ ...readiness, state: "DONE" }, "2026-11-23")]).toEqual([false, true, false]);
  });
});

describe("the lists' addresses", () => {
  it("are read as they were written, and name what they do not understand", () => {
    const filter = readItemFilter({ q: "avlopp", unit: FORM_ID, year: "2026", until: TODAY, state: "LATE", stage: "ADOPTED", relevance: "LOW", lacks: "CHECK", ready: "1", sort: "-unit", page: "2" }).filter;
    const back = Object.fromEntries(new URLSearchParams(writeItemFilter(filter)));
    expect(readItemFilter(back)).toEqual({ filter, ignored: [] });
    expect(readItemFilter({ lacks: "X", colour: "blue" }).ignored.toSorted()).toEqual(["colour", "lacks"]);
    const acted = readInfluenceFilter({ q: "svar", unit: FORM_ID, year: "2026", until: TODAY, kind: "LETTER", serves: "NONE", sort: "title", page: "3" }).filter;
    expect(readInfluenceFilter(Object.fromEntries(new URLSearchParams(writeInfluenceFilter(acted))))).toEqual({ filter: acted, ignored: [] });
    expect(readInfluenceFilter({ serves: "X" }).ignored).toEqual(["serves"]);
  });
});
