import { describe, expect, it } from "vitest";
import { endOf, judgeUnits, lacksOf, pickUnits, type Holder, type UnitContacts } from "./rules";

const TODAY = "2026-11-30";
const holder = (more: Partial<Holder> = {}): Holder => ({ appointmentId: "a", personId: "p", personName: "Åsa Provsson", kind: "PRIMARY", from: "2024-01-01", to: null, appointedOn: null, appointedBy: null, timePercent: 20, timeConfirmedOn: "2024-01-10", space: "YES", ...more });
const unit = (...holders: Holder[]): UnitContacts => ({ unitId: "u", unitName: "Kontoret", isAsked: true, holders, next: null, lastEndedOn: null });

describe("what a unit lacks", () => {
  it("V20a: is a contact person where there is only a deputy, and nothing where the document asks nothing of it", () => {
    expect(lacksOf(unit(), 2026, TODAY)).toEqual(["PERSON"]);
    expect(lacksOf(unit(holder({ kind: "DEPUTY" })), 2026, TODAY)).toEqual(["PERSON"]);
    expect(lacksOf({ ...unit(), isAsked: false }, 2026, TODAY)).toEqual([]);
    expect(lacksOf(unit(holder()), 2026, TODAY)).toEqual([]);
  });

  it("V20a: is said where two are contact persons at once, and not of a deputy", () => {
    expect(lacksOf(unit(holder(), holder({ appointmentId: "b" })), 2026, TODAY)).toEqual(["SEVERAL"]);
    expect(lacksOf(unit(holder(), holder({ kind: "DEPUTY" })), 2026, TODAY)).toEqual([]);
  });

  it("V20b: is confirmed time, an answer of the year, and room where the answer says so", () => {
    expect(lacksOf(unit(holder({ timeConfirmedOn: null })), 2026, TODAY)).toEqual(["TIME"]);
    expect(lacksOf(unit(holder({ space: null })), 2026, TODAY)).toEqual(["ANSWER"]);
    expect(lacksOf(unit(holder({ space: "PARTLY" })), 2026, TODAY)).toEqual(["ROOM"]);
    expect(lacksOf(unit(holder({ space: null, from: "2027-01-01" })), 2026, TODAY)).toEqual([]);
  });

  it("V20a: is a successor within ninety days of the last day, until somebody comes the day after", () => {
    expect([endOf(unit(holder({ to: "2027-02-28" })), TODAY), endOf(unit(holder({ to: "2027-03-01" })), TODAY), endOf(unit(holder({ to: "2026-12-31" }), holder()), TODAY)]).toEqual(["2027-02-28", null, null]);
    const ending = unit(holder({ to: "2026-12-31" }));
    expect(endOf({ ...ending, next: { from: "2027-01-01" } }, TODAY)).toBeNull();
    expect(endOf({ ...ending, next: { from: "2027-01-02" } }, TODAY)).toBe("2026-12-31");
    expect(lacksOf(ending, 2026, TODAY)).toEqual(["ENDING"]);
  });
});

describe("a reader", () => {
  const units = [unit(holder({ space: "NO" })), { ...unit(), unitId: "v", unitName: "Hamnen" }, { ...unit(holder({ space: null, timeConfirmedOn: null, personName: "Örjan Provsson" })), unitId: "w", unitName: "Ateljén" }];
  it("V20b: is told what somebody has answered, or that nobody has, only where it may see the answers", () => {
    const judged = (showsAnswers: boolean) => judgeUnits(units, { year: 2026, today: TODAY, showsAnswers }).map(({ unitId, lacks, holders }) => [unitId, lacks.join(" "), holders[0]?.space ?? null]);
    expect(judged(true)).toEqual([["v", "PERSON", null], ["w", "TIME ANSWER", null], ["u", "ROOM", "NO"]]);
    expect(judged(false)).toEqual([["v", "PERSON", null], ["w", "TIME", null], ["u", "", null]]);
  });

  it("finds units by what they lack, and by a part of the unit's or the person's name", () => {
    const all = judgeUnits(units, { year: 2026, today: TODAY, showsAnswers: true });
    const found = (q: string, lacks: "PERSON" | "ROOM" | null = null) => pickUnits(all, { q, lacks }).map(({ unitId }) => unitId);
    expect([found("hamn"), found("örjan"), found("", "ROOM"), found("hamn", "ROOM"), found("")]).toEqual([["v"], ["w"], ["u"], [], ["v", "w", "u"]]);
  });
});
