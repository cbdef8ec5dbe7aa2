import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { ownedBy } from "@/domain/registers";
import { actorOfUnit, actorWithRole, makeActor } from "../../../tests/factories/actors";
import { handoverPolicy, taskPolicy } from "./policy";
import { countTasks, inOrder, judgeSnooze, LONGEST_SNOOZE_DAYS, mayDoFor, pickTasks, standingOf, whyTheirs } from "./rules";

const UNIT = "30000000-0000-4000-8000-000000000001";
const OTHER = "30000000-0000-4000-8000-000000000002";
const TODAY = "2026-11-22";
const office = actorWithRole("COORDINATOR");

describe("why something is a person's to do", () => {
  it("names the appointment for a unit, also for one that has gone up into it", () => {
    expect(whyTheirs(actorOfUnit(UNIT), ownedBy(UNIT))).toEqual({ kind: "CONTACT_PERSON", unitId: UNIT });
    expect(whyTheirs(actorOfUnit(UNIT, "DEPUTY"), ownedBy(UNIT))).toEqual({ kind: "DEPUTY", unitId: UNIT });
    expect(whyTheirs(actorOfUnit(UNIT, "PRIMARY", [OTHER]), ownedBy(OTHER))).toEqual({ kind: "CONTACT_PERSON", unitId: UNIT });
  });

  it("says of the office whether it follows a unit or the task is its own", () => {
    expect(whyTheirs(office, ownedBy(UNIT))).toEqual({ kind: "FOLLOWED", unitId: UNIT });
    expect(whyTheirs(office, ownedBy(null))).toEqual({ kind: "OFFICE" });
    expect(whyTheirs(office, { kind: "BODY" })).toEqual({ kind: "OFFICE" });
  });

  it("names what else it is: minutes, a presidium, or one's own", () => {
    const secretary = actorWithRole("BOARD_SECRETARY", OTHER);
    expect([whyTheirs(secretary, { kind: "BODY" }), whyTheirs(makeActor(), { kind: "PRESIDIUM" }), whyTheirs(makeActor(), { kind: "PERSON" })].map(({ kind }) => kind)).toEqual(["MINUTES", "PRESIDIUM", "OWN"]);
  });
});

describe("who may do a task for another", () => {
  it("is the unit's people and the office for a unit's, and the office alone for the office's", () => {
    expect([actorOfUnit(UNIT), office, actorOfUnit(OTHER), actorWithRole("UNIT_MANAGER", UNIT)].map((actor) => mayDoFor(actor, ownedBy(UNIT)))).toEqual([true, true, false, false]);
    expect([actorOfUnit(UNIT), office].map((actor) => mayDoFor(actor, ownedBy(null)))).toEqual([false, true]);
  });

  it("is nobody for what belongs to a body, a presidium or a person", () => {
    for (const kind of ["BODY", "PRESIDIUM", "PERSON"] as const) expect(mayDoFor(office, { kind })).toBe(false);
  });
});

describe("putting off", () => {
  it("takes a day that comes, within a year", () => {
    expect(judgeSnooze("2026-11-23", TODAY)).toEqual({ ok: true, value: "2026-11-23" });
    expect(judgeSnooze(addDays(TODAY, LONGEST_SNOOZE_DAYS), TODAY).ok).toBe(true);
  });

  it("refuses today, what has been, and more than a year", () => {
    expect(judgeSnooze(TODAY, TODAY)).toMatchObject({ ok: false, reason: "taskSnoozedToPast", field: "until" });
    expect(judgeSnooze("2020-01-01", TODAY)).toMatchObject({ reason: "taskSnoozedToPast" });
    expect(judgeSnooze(addDays(TODAY, LONGEST_SNOOZE_DAYS + 1), TODAY)).toMatchObject({ reason: "taskSnoozedTooLong" });
  });

  it("ends by itself on its day", () => {
    expect(standingOf("me", TODAY, "2026-11-23", null)).toEqual({ standing: "snoozed", until: "2026-11-23" });
    expect(standingOf("me", "2026-11-23", "2026-11-23", null)).toEqual({ standing: "open", until: null });
  });

  it("says nothing of what is with somebody else, and something of what is with oneself", () => {
    expect(standingOf("me", TODAY, "2026-11-23", "them")).toEqual({ standing: "handed", until: null });
    expect(standingOf("me", TODAY, null, "me")).toEqual({ standing: "open", until: null });
    expect(standingOf("me", TODAY, "2026-11-23", "me").standing).toBe("snoozed");
  });
});

const task = (dueOn: string | null, more: { standing?: "open" | "snoozed" | "handed"; register?: string } = {}) => ({ dueOn, standing: "open" as const, until: null, register: "project", ...more });

describe("the list", () => {
  it("puts what is due first first, and what has no day last, whatever it is given", () => {
    expect(inOrder([task(null), task("2027-01-01"), task("2026-01-01")]).map(({ dueOn }) => dueOn)).toEqual(["2026-01-01", "2027-01-01", null]);
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2020-01-01", days)))), (days) => {
        const sorted = inOrder(days.map((day) => task(day))).map(({ dueOn }) => dueOn ?? "9999");
        expect(sorted).toEqual([...sorted].sort());
        expect(sorted).toHaveLength(days.length);
      }),
    );
  });

  const all = [task("2026-11-21"), task("2026-11-22"), task("2026-11-30", { register: "visit" }), task("2026-12-01"), task(null), task("2026-11-01", { standing: "snoozed" }), task("2026-11-01", { standing: "handed" })];

  it("is filtered by standing, by what is late or due this month, and by register", () => {
    const pick = (wish: Partial<Parameters<typeof pickTasks>[1]>) => pickTasks(all, { standing: "open", due: null, register: null, ...wish }, TODAY).map(({ dueOn }) => dueOn);
    expect(pick({})).toEqual(["2026-11-21", "2026-11-22", "2026-11-30", "2026-12-01", null]);
    expect(pick({ due: "late" })).toEqual(["2026-11-21"]);
    expect(pick({ due: "month" })).toEqual(["2026-11-21", "2026-11-22", "2026-11-30"]);
    expect(pick({ due: "month", register: "visit" })).toEqual(["2026-11-30"]);
    expect(pick({ standing: "snoozed" })).toEqual(["2026-11-01"]);
  });

  it("is counted as its filters show it", () => {
    expect(countTasks(all, TODAY)).toEqual({ open: 5, late: 1, month: 3, snoozed: 1, handed: 1 });
  });
});

describe("the policy", () => {
  const unit = { id: UNIT, personId: null, unitId: UNIT };
  const own = (personId: string) => ({ id: personId, personId, unitId: null });

  it("keeps a person's list to that person, the office and the administrator not excepted", () => {
    const stranger = own("10000000-0000-4000-8000-000000000009");
    for (const actor of [office, actorWithRole("ADMINISTRATOR"), actorOfUnit(UNIT)]) {
      expect(may(taskPolicy, "view", actor, stranger)).toBe(false);
      expect(may(taskPolicy, "snooze", actor, own(actor.personId))).toBe(true);
      expect(may(taskPolicy, "forget", actor, own(actor.personId))).toBe(false);
    }
  });

  it("shows a unit's list to its people and the office, and to who leads it without what may be confidential", () => {
    const shown = [actorOfUnit(UNIT), office, actorWithRole("UNIT_MANAGER", UNIT), actorOfUnit(OTHER), actorWithRole("AUDITOR"), makeActor()];
    expect(shown.map((actor) => may(taskPolicy, "view", actor, unit))).toEqual([true, true, true, false, false, false]);
    expect(shown.map((actor) => may(taskPolicy, "viewConfidential", actor, unit))).toEqual([true, true, false, false, false, false]);
    expect(shown.map((actor) => may(taskPolicy, "snooze", actor, unit))).toEqual([false, false, false, false, false, false]);
  });

  it("lets a handover be ended by those who may do it, gave it or got it, and made by those who may do it alone", () => {
    const handover = { id: "x", unitId: UNIT, byId: "10000000-0000-4000-8000-000000000008", toId: makeActor().personId };
    expect(may(handoverPolicy, "end", makeActor(), handover)).toBe(true);
    expect(may(handoverPolicy, "handOver", makeActor(), handover)).toBe(false);
    const stranger = makeActor({ personId: "10000000-0000-4000-8000-000000000007" });
    expect(may(handoverPolicy, "end", stranger, handover)).toBe(false);
    expect(may(handoverPolicy, "handOver", actorOfUnit(UNIT), { ...handover, unitId: null })).toBe(false);
    expect(may(handoverPolicy, "handOver", office, { ...handover, unitId: null })).toBe(true);
  });
});
