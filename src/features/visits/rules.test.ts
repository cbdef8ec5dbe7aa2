import { describe, expect, it } from "vitest";
import { makeActor } from "../../../tests/factories/actors";
import type { MandateRule } from "@/domain/mandate";
import { askedOf, clashesOf, consultationOf, isMemberOf, isSecretaryOf, isUrgent, judgeAnswers, judgeNotice, judgeResponsibility, judgeTaking, rulesByDay, rulesOn, twelveMonthsFrom, visitRulesOf, type Matter, type Presidium, type VisitPack } from "./rules";

const matter = (more: Partial<Matter> = {}): Matter => ({ direction: "INCOMING", needsRepresentation: null, concernsUnitDirectly: null, ...more });
const sharing = { by: ["COUNCIL_PRESIDIUM" as const, "EXECUTIVE_BOARD_PRESIDIUM" as const], when: "ASKED_FOR" as const, clause: "V15", otherwise: null };
/** Both presidia share visits in and out, and events, where the municipality is to be represented. */
const shared: VisitPack = { representation: { INCOMING: sharing, OUTGOING: sharing, EVENT: sharing }, modules: { visitInformation: { state: "off", clause: null } } };
/** The board's presidium answers for official visits here, and units for their own once the office has been told; nothing else is regulated. */
const notified: VisitPack = {
  representation: { INCOMING: { by: ["EXECUTIVE_BOARD_PRESIDIUM"], when: "NOT_DIRECT", clause: "H18", otherwise: "H22b" }, OUTGOING: null, EVENT: null },
  modules: { visitInformation: { state: "required", clause: "H22a" } },
};
const both = ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"];

describe("whose matter a visit is", () => {
  it.each(["INCOMING", "OUTGOING", "EVENT"] as const)("V15: both presidia share the task of representing at what is %s, when the municipality is to be represented", (direction) => {
    expect(judgeResponsibility(matter({ direction, needsRepresentation: true }), shared)).toEqual({ answer: "PRESIDIA", by: both, clause: "V15" });
    expect(judgeResponsibility(matter({ direction, needsRepresentation: false }), shared)).toEqual({ answer: "NOT_NEEDED" });
    expect(judgeResponsibility(matter({ direction }), shared)).toEqual({ answer: "UNANSWERED" });
  });

  it("H18: the executive board's presidium answers for official visits to the municipality", () => {
    expect(judgeResponsibility(matter({ concernsUnitDirectly: false }), notified)).toEqual({ answer: "PRESIDIA", by: ["EXECUTIVE_BOARD_PRESIDIUM"], clause: "H18" });
    expect(judgeResponsibility(matter(), notified)).toEqual({ answer: "UNANSWERED" });
  });

  it("H22b: a unit answers for the visits that concern its own field directly", () => {
    expect(judgeResponsibility(matter({ concernsUnitDirectly: true }), notified)).toEqual({ answer: "UNIT", clause: "H22b" });
  });

  it.each(["OUTGOING", "EVENT"] as const)("H18: what is %s is not regulated, so nobody is claimed", (direction) => {
    for (const concernsUnitDirectly of [true, false, null]) expect(judgeResponsibility(matter({ direction, concernsUnitDirectly, needsRepresentation: true }), notified)).toEqual({ answer: "NOT_REGULATED" });
  });

  it("asks only what its document needs to know", () => {
    expect(askedOf(shared)).toEqual({ representation: ["INCOMING", "OUTGOING", "EVENT"], direct: [] });
    expect(askedOf(notified)).toEqual({ representation: [], direct: ["INCOMING"] });
    expect(judgeAnswers(matter(), shared)).toMatchObject({ ok: false, reason: "visitRepresentationUnanswered", field: "needsRepresentation" });
    expect(judgeAnswers(matter(), notified)).toMatchObject({ ok: false, reason: "visitDirectUnanswered", field: "concernsUnitDirectly" });
    expect(judgeAnswers(matter({ direction: "OUTGOING" }), notified)).toMatchObject({ ok: true });
  });
});

describe("what the rules about who decides say of visits", () => {
  const rule = (id: string, more: Partial<MandateRule>): MandateRule => ({ id, clause: id, matters: ["RECEIVE_VISIT"], effect: "DECIDES", holders: ["EXECUTIVE_BOARD_PRESIDIUM"], when: null, exceptionFrom: [], steps: [], consultations: [], notices: [], delegations: [], validFrom: null, validTo: null, ...more });
  const ON = "2027-05-12";
  const incoming = (...rules: MandateRule[]) => visitRulesOf({ mandateRules: rules, clauses: rules.map(({ clause }) => ({ number: clause, quotation: clause })), modules: shared.modules }, ON);
  const direct = (value: boolean) => ({ op: "=" as const, fact: "concernsUnitDirectly" as const, value });

  it("is whose matter each is, and nothing of a direction that they do not name", () => {
    const official = rule("official", { when: direct(false) });
    const own = rule("own", { when: direct(true), holders: ["OWN_POLITICAL_BODY"] });
    expect(incoming(official, own).representation).toEqual({ INCOMING: { by: ["EXECUTIVE_BOARD_PRESIDIUM"], when: "NOT_DIRECT", clause: "official", otherwise: "own" }, OUTGOING: null, EVENT: null });
    expect(incoming(official).representation.INCOMING).toMatchObject({ clause: "official", otherwise: null });
  });

  it("lets a unit answer for its own visits though nobody is named for the others", () => {
    const own = incoming(rule("own", { when: direct(true), holders: ["OWN_POLITICAL_BODY"] }));
    expect(judgeResponsibility(matter({ concernsUnitDirectly: true }), own)).toEqual({ answer: "UNIT", clause: "own" });
    expect(judgeResponsibility(matter({ concernsUnitDirectly: false }), own)).toEqual({ answer: "NOT_REGULATED" });
    expect(askedOf(own)).toEqual({ representation: [], direct: ["INCOMING"] });
  });

  it("H19: names the presidium that is consulted, by its own clause, about visits that are a presidium's alone", () => {
    const official = rule("official", { when: direct(false), consultations: [{ party: "COUNCIL_PRESIDIUM", need: "WHEN_NEEDED", clause: "ask" }] });
    const own = rule("own", { when: direct(true), holders: ["OWN_POLITICAL_BODY"] });
    const asking = visitRulesOf({ mandateRules: [official, own], clauses: ["official", "own", "ask"].map((number) => ({ number, quotation: number })), modules: shared.modules }, ON);
    expect(consultationOf(matter({ concernsUnitDirectly: false }), asking)).toEqual({ party: "COUNCIL_PRESIDIUM", clause: "ask" });
    expect(consultationOf(matter({ concernsUnitDirectly: true }), asking)).toBeNull();
    expect(consultationOf(matter({ direction: "OUTGOING", concernsUnitDirectly: false }), asking)).toBeNull();
    expect(consultationOf(matter({ needsRepresentation: true }), shared)).toBeNull();
    // Nobody consults themselves.
    expect(consultationOf(matter(), incoming(rule("both", { holders: ["EXECUTIVE_BOARD_PRESIDIUM", "COUNCIL_PRESIDIUM"], consultations: [{ party: "COUNCIL_PRESIDIUM", need: "WHEN_NEEDED" }] })))).toBeNull();
  });

  it("asks nothing where the presidia always represent", () => {
    const always = incoming(rule("always", { holders: ["EXECUTIVE_BOARD_PRESIDIUM", "COUNCIL_PRESIDIUM"] }));
    expect(judgeResponsibility(matter(), always)).toEqual({ answer: "PRESIDIA", by: ["EXECUTIVE_BOARD_PRESIDIUM", "COUNCIL_PRESIDIUM"], clause: "always" });
    expect(askedOf(always)).toEqual({ representation: [], direct: [] });
  });

  it("names nobody where no presidium is named, where it hangs on what a visit is not asked, and on other days", () => {
    expect(incoming(rule("board", { holders: ["EXECUTIVE_BOARD"] })).representation.INCOMING).toBeNull();
    expect(incoming(rule("dear", { when: { op: ">", fact: "amountOre", value: 100 } })).representation.INCOMING).toBeNull();
    expect(incoming(rule("old", { validTo: "2027-05-11" })).representation.INCOMING).toBeNull();
    expect(incoming(rule("new", { validFrom: ON })).representation.INCOMING).toMatchObject({ clause: "new" });
  });
});

describe("the notice to the coordinating office", () => {
  const own = (officeNotifiedOn: string | null, starts = { on: "2027-05-12", precision: "DAY" as "DAY" | "MONTH" }) => ({ ...matter({ concernsUnitDirectly: true }), starts, officeNotifiedOn });

  it.each([
    ["2027-05-13", "LATE"],
    ["2027-05-12", "SAME_DAY"],
    ["2027-05-11", "IN_TIME"],
    [null, "MISSING"],
  ])("E.4.3: of a unit's own visit on 12 May, told on %s, is %s", (on, state) => {
    expect(judgeNotice(own(on), notified)).toEqual({ state, clause: "H22a" });
  });

  it("E.4.3: is not asked for when the visit is official, nor for a journey", () => {
    expect(judgeNotice({ ...own("2027-05-13"), concernsUnitDirectly: false }, notified)).toBeNull();
    expect(judgeNotice({ ...own(null), direction: "OUTGOING" }, notified)).toBeNull();
  });

  it("H22a: is not asked for where the document says nothing of it", () => {
    expect(judgeNotice({ ...own(null), needsRepresentation: false }, shared)).toBeNull();
  });

  it("H22a: cannot be judged within a month of which the day is not known", () => {
    const may = { on: "2027-05-01", precision: "MONTH" as const };
    expect(judgeNotice(own("2027-04-30", may), notified)?.state).toBe("IN_TIME");
    expect(judgeNotice(own("2027-05-31", may), notified)?.state).toBe("UNCLEAR");
    expect(judgeNotice(own("2027-06-01", may), notified)?.state).toBe("LATE");
  });
});

describe("taking a visit", () => {
  const visit = (more: Partial<Matter> & { endsOn?: string; cancelledOn?: string | null } = {}) => ({ ...matter({ needsRepresentation: true, concernsUnitDirectly: false }), endsOn: "2027-05-12", cancelledOn: null, ...more });

  it("V15: is open to both presidia until its last day has passed", () => {
    for (const kind of ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"] as const) expect(judgeTaking(visit(), kind, shared, "2027-05-12")).toMatchObject({ ok: true });
    expect(judgeTaking(visit(), "COUNCIL_PRESIDIUM", shared, "2027-05-13")).toMatchObject({ reason: "visitPast" });
    expect(judgeTaking(visit({ cancelledOn: "2027-01-01" }), "COUNCIL_PRESIDIUM", shared, "2027-01-02")).toMatchObject({ reason: "visitCancelled" });
    expect(judgeTaking(visit({ needsRepresentation: false }), "COUNCIL_PRESIDIUM", shared, "2027-01-02")).toMatchObject({ reason: "visitRepresentationNotNeeded" });
  });

  it("H18: is the executive board's presidium's alone where it is official", () => {
    expect(judgeTaking(visit(), "EXECUTIVE_BOARD_PRESIDIUM", notified, "2027-01-01")).toMatchObject({ ok: true });
    expect(judgeTaking(visit(), "COUNCIL_PRESIDIUM", notified, "2027-01-01")).toMatchObject({ reason: "visitNotForPresidium" });
    expect(judgeTaking(visit({ concernsUnitDirectly: true }), "EXECUTIVE_BOARD_PRESIDIUM", notified, "2027-01-01")).toMatchObject({ reason: "visitIsTheUnits" });
  });

  it("H18: bars nobody where nothing is regulated", () => {
    for (const kind of ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"] as const) expect(judgeTaking(visit({ direction: "OUTGOING" }), kind, notified, "2027-01-01")).toMatchObject({ ok: true });
  });

  it("E.4.4: a visit that nobody has taken is late from fourteen days before", () => {
    expect(isUrgent("2027-05-15", "2027-05-01")).toBe(true);
    expect(isUrgent("2027-05-16", "2027-05-01")).toBe(false);
  });
});

describe("which document's rules a visit is under", () => {
  const [first, second] = [{ ...notified, mandateRules: [], clauses: [] }, { ...shared, mandateRules: [], clauses: [] }];
  const today = "2026-11-22";

  it("is that of its first day for a visit that has begun, and today's for one to come", () => {
    const before = [{ from: "2015-01-01", to: "2021-12-31", pack: first }, { from: "2022-01-01", to: null, pack: second }] as const;
    const byDay = rulesByDay(before, second, today);
    expect(byDay.map(({ from, to }) => [from, to])).toEqual([["2015-01-01", "2021-12-31"], ["2022-01-01", null]]);
    expect((["2015-01-01", "2021-12-31", "2022-01-01", "2030-01-01"] as const).map((day) => rulesOn(byDay, day).modules.visitInformation.state)).toEqual(["required", "required", "off", "off"]);
    expect(rulesOn(byDay, "2014-12-31")).toEqual({ representation: { INCOMING: null, OUTGOING: null, EVENT: null }, modules: { visitInformation: { state: "off", clause: null } } });
  });

  it("is another from the day on which another came into force, and from today where the latest has been changed since", () => {
    expect(rulesByDay([{ from: null, to: "2026-11-21", pack: first }], second, today).map(({ from, to }) => [from, to])).toEqual([[null, "2026-11-21"], [today, null]]);
    expect(rulesByDay([{ from: null, to: null, pack: first }], second, today).map(({ from, to }) => [from, to])).toEqual([[null, "2026-11-21"], [today, null]]);
    expect(rulesByDay([], second, today).map(({ from, to }) => [from, to])).toEqual([[today, null]]);
  });
});

describe("who acts for a presidium", () => {
  const presidium: Presidium = { id: "p", kind: "COUNCIL_PRESIDIUM", parentId: "council" };
  const seated = (position: string) => makeActor({ seats: [{ bodyId: "p", bodyKind: "COUNCIL_PRESIDIUM", position }] });

  it("its members, its secretary, and the secretary of its council or board", () => {
    expect([isMemberOf(seated("CHAIR"), presidium), isSecretaryOf(seated("CHAIR"), presidium)]).toEqual([true, false]);
    expect([isMemberOf(seated("SECRETARY"), presidium), isSecretaryOf(seated("SECRETARY"), presidium)]).toEqual([false, true]);
    expect(isSecretaryOf(makeActor({ roles: [{ role: "BOARD_SECRETARY", bodyId: "council" }] }), presidium)).toBe(true);
    expect(isSecretaryOf(makeActor({ roles: [{ role: "BOARD_SECRETARY", bodyId: "another" }] }), presidium)).toBe(false);
    expect(isMemberOf(makeActor({ roles: [{ role: "COORDINATOR", bodyId: null }] }), presidium)).toBe(false);
  });
});

describe("what clashes", () => {
  it("is what goes into the same days, and never the visit itself", () => {
    const visit = (id: string, startsOn: string, endsOn = startsOn) => ({ id, startsOn, endsOn });
    const all = [visit("a", "2027-05-10", "2027-05-12"), visit("b", "2027-05-12"), visit("c", "2027-05-13"), visit("d", "2027-05-01", "2027-05-31")];
    expect(all.map((one) => clashesOf(one, all).map(({ id }) => id).join())).toEqual(["b,d", "a,d", "d", "a,b,c"]);
  });
});

describe("the twelve months", () => {
  it("begin with the day's own and cross the year", () => {
    const months = twelveMonthsFrom("2026-11-22");
    expect([months[0], months[1], months[2], months[11], months.length]).toEqual(["2026-11", "2026-12", "2027-01", "2027-10", 12]);
  });
});
