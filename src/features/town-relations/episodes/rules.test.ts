import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MandateAnswer } from "@/domain/mandate";
import { answerMandate } from "@/domain/mandate";
import { closeBefore, episodeBefore, episodeOn, findUnaccounted, inOrder, judgeEntering, judgeStanding, judgeTimeline, mattersOf, reopenWithout, statesAfter, type LinkedDecision, type Placed } from "./rules";
import { TOWN_RELATION_STATES, type EpisodeInput, type TownRelationState } from "./schema";

const rule = (id: string, clause: string, matter: LinkedDecision["matter"], holder: "COUNCIL" | "EXECUTIVE_BOARD", relationKind: string) => ({ id, clause, matters: [matter], effect: "DECIDES" as const, holders: [holder], when: { op: "=" as const, fact: "relationKind" as const, value: relationKind }, exceptionFrom: [], steps: [], consultations: [], notices: [], delegations: [], validFrom: null, validTo: null });
const packOf = (...mandateRules: ReturnType<typeof rule>[]) => ({ clauses: mandateRules.map(({ clause }) => ({ number: clause, quotation: "Fullmäktige beslutar" })), mandateRules });
// One document that lets the council enter twin towns and says nothing of ending them, and one that says who does what.
const silent = packOf(rule("new", "V14b", "ENTER_TOWN_RELATION", "COUNCIL", "TWIN_TOWN"));
const spoken = packOf(
  rule("enter", "H12a", "ENTER_TOWN_RELATION", "COUNCIL", "TWIN_TOWN"),
  rule("end", "H12b", "END_TOWN_RELATION", "COUNCIL", "TWIN_TOWN"),
  rule("agree", "H14", "ENTER_TOWN_RELATION", "EXECUTIVE_BOARD", "COOPERATION_AGREEMENT"),
  rule("partner", "H15", "ENTER_TOWN_RELATION", "EXECUTIVE_BOARD", "MUNICIPAL_PARTNERSHIP"),
);

const placed = (state: TownRelationState, startsOn: string, endsOn: string | null): Placed => ({ state, startsOn, endsOn });
const episode = (state: TownRelationState, more: Partial<EpisodeInput> = {}): EpisodeInput => ({ state, starts: { on: "2026-05-01", precision: "DAY" }, ends: null, basis: "NONE", decisionId: null, ownBasis: null, note: null, source: null, ...more });
const decision = (matter: LinkedDecision["matter"], more: Partial<LinkedDecision> = {}): LinkedDecision => ({ matter, verdict: "RIGHT_BODY", relationKind: "TWIN_TOWN", decidedOn: "2026-04-20", ...more });
const answer = (pack: Parameters<typeof answerMandate>[0], matter: LinkedDecision["matter"], relationKind = "TWIN_TOWN"): MandateAnswer => answerMandate(pack, { matter, facts: { relationKind }, on: "2026-05-01", steps: [] });
const reasonOf = (result: ReturnType<typeof judgeEntering>) => (result.ok ? "ok" : result.reason);

describe("the episodes of a relation", () => {
  it("follow each other", () => {
    const history = [placed("ACTIVE", "1947-01-01", "1999-12-31"), placed("DORMANT", "2000-01-01", "2009-12-31"), placed("ACTIVE", "2010-01-01", null)];
    expect(judgeTimeline(history).ok).toBe(true);
    expect(judgeTimeline([...history].reverse()).ok).toBe(true);
    expect(episodeOn(history, "2005-06-01")?.state).toBe("DORMANT");
    expect(episodeOn(history, "1946-12-31")).toBeNull();
  });

  it.each([
    ["overlap by a day", [placed("ACTIVE", "2001-01-01", "2010-01-01"), placed("PAUSED", "2010-01-01", null)], "townEpisodesOverlap"],
    ["go on when the next begins", [placed("ACTIVE", "2001-01-01", null), placed("PAUSED", "2010-01-01", null)], "townEpisodesOverlap"],
    ["begin on the same day", [placed("ACTIVE", "2001-01-01", null), placed("PAUSED", "2001-01-01", null)], "townEpisodesSameStart"],
    ["lead nowhere", [placed("ENDED", "2001-01-01", "2009-12-31"), placed("PAUSED", "2010-01-01", null)], "townEpisodeOrder"],
    ["propose what is there", [placed("ACTIVE", "2001-01-01", "2009-12-31"), placed("PROPOSED", "2010-01-01", null)], "townEpisodeOrder"],
  ])("are refused when they %s", (_how, history, reason) => {
    const judged = judgeTimeline(history);
    expect(judged.ok ? "ok" : judged.reason).toBe(reason);
  });

  it("are closed the day before the next begins, unless they have an end of their own", () => {
    const history = [placed("ACTIVE", "2001-01-01", null)];
    expect(closeBefore(history, "2010-03-01")).toMatchObject({ endsOn: "2010-02-28" });
    expect(closeBefore(history, "2001-01-01")).toBeNull();
    expect(closeBefore([placed("ACTIVE", "2001-01-01", "2005-12-31")], "2010-03-01")).toBeNull();
  });

  it("go on again when the one that closed them is taken away", () => {
    const [first, second] = [placed("ACTIVE", "2001-01-01", "2010-02-28"), placed("PAUSED", "2010-03-01", null)];
    expect(reopenWithout([first, second], second)).toBe(first);
    expect(reopenWithout([first, second], first)).toBeNull();
    expect(reopenWithout([placed("ACTIVE", "2001-01-01", "2009-12-31"), second], second)).toBeNull();
  });

  it("leave times of which nothing is said, which are found to the day", () => {
    expect(findUnaccounted([placed("ACTIVE", "2001-01-01", "2005-12-31"), placed("ENDED", "2006-01-01", null)])).toEqual([]);
    expect(findUnaccounted([placed("ACTIVE", "2001-01-01", "2005-12-31"), placed("PAUSED", "2007-01-01", null)])).toEqual([{ from: "2006-01-01", to: "2006-12-31" }]);
  });

  it("that are in order cover each day once or not at all, whatever they are", () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 4000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(days, fc.array(fc.constantFrom(...TOWN_RELATION_STATES), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 4000 }), (cuts, states, at) => {
        const day = (number: number) => new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10);
        const sorted = [...cuts].sort((a, b) => a - b);
        const history = sorted.slice(0, -1).map((from, place) => placed(states[place] ?? "ACTIVE", day(from), day((sorted[place + 1] ?? 0) - 1)));
        const covering = history.filter(({ startsOn, endsOn }) => startsOn <= day(at) && day(at) <= (endsOn ?? "9"));
        expect(covering.length).toBeLessThanOrEqual(1);
        expect(episodeOn(history, day(at))).toBe(covering[0] ?? null);
        expect(findUnaccounted(history)).toEqual([]);
        expect(inOrder([...history].reverse())).toEqual(history);
      }),
    );
  });
});

describe("what a state needs decided", () => {
  it.each([
    [null, "PROPOSED", null],
    ["PROPOSED", "ACTIVE", "ENTER_TOWN_RELATION"],
    ["DORMANT", "ACTIVE", null],
    ["PAUSED", "ACTIVE", "RENEW_TOWN_RELATION"],
    ["ACTIVE", "DORMANT", null],
    [null, "DORMANT", "ENTER_TOWN_RELATION"],
    ["ACTIVE", "PAUSED", "PAUSE_TOWN_RELATION"],
    ["ACTIVE", "COUNTERPART_GONE", null],
    ["ACTIVE", "NOTICE_GIVEN", "END_TOWN_RELATION"],
    ["NOTICE_GIVEN", "ENDED", null],
    ["PROPOSED", "ENDED", null],
    ["ACTIVE", "ENDED", "END_TOWN_RELATION"],
  ] as const)("from %s to %s: %s", (before, to, matter) => {
    expect(mattersOf(before, to)?.[0] ?? null).toBe(matter);
  });

  it("leads from each state somewhere, and never from a state to itself", () => {
    for (const state of TOWN_RELATION_STATES) {
      expect(statesAfter(state).length).toBeGreaterThan(0);
      expect(statesAfter(state)).not.toContain(state);
    }
  });

  it("knows what came before an episode by its day", () => {
    const history = [placed("ACTIVE", "2001-01-01", "2005-12-31"), placed("PAUSED", "2006-01-01", null)];
    expect(episodeBefore(history, "2006-01-01")?.state).toBe("ACTIVE");
    expect(episodeBefore(history, "2001-01-01")).toBeNull();
  });
});

describe("what a state stands on", () => {
  it("V14b: a new twin town is not active without the council's decision", () => {
    const asked = answer(silent, "ENTER_TOWN_RELATION");
    const entering = (more: Partial<EpisodeInput>, by: LinkedDecision | null) => judgeEntering("PROPOSED", episode("ACTIVE", more), by, "TWIN_TOWN", asked);
    expect(entering({}, null)).toMatchObject({ ok: false, reason: "townEpisodeNeedsDecision", about: { clause: "V14b" } });
    expect(reasonOf(entering({ basis: "OWN", ownBasis: "Vi ville" }, null))).toBe("townEpisodeNeedsDecision");
    expect(reasonOf(entering({ basis: "DECISION", decisionId: "d" }, decision("ENTER_TOWN_RELATION", { verdict: "WRONG_BODY" })))).toBe("townEpisodeDecisionFlagged");
    expect(reasonOf(entering({ basis: "DECISION", decisionId: "d" }, decision("ENTER_TOWN_RELATION")))).toBe("ok");
    expect(reasonOf(entering({ basis: "UNKNOWN", source: "Vänortsskylten" }, null))).toBe("ok");
  });

  it("H12a: a twin town agreement is not entered without the council's decision", () => {
    expect(judgeEntering("PROPOSED", episode("ACTIVE"), null, "TWIN_TOWN", answer(spoken, "ENTER_TOWN_RELATION"))).toMatchObject({ ok: false, about: { clause: "H12a" } });
  });

  it("H14, H15: a cooperation agreement and a municipal partnership are the board's", () => {
    expect(judgeEntering("PROPOSED", episode("ACTIVE"), null, "COOPERATION_AGREEMENT", answer(spoken, "ENTER_TOWN_RELATION", "COOPERATION_AGREEMENT"))).toMatchObject({ ok: false, about: { clause: "H14" } });
    expect(judgeEntering("PROPOSED", episode("ACTIVE"), null, "MUNICIPAL_PARTNERSHIP", answer(spoken, "ENTER_TOWN_RELATION", "MUNICIPAL_PARTNERSHIP"))).toMatchObject({ ok: false, about: { clause: "H15" } });
  });

  it("H12b: notice of a twin town agreement needs the council's decision, and only where the document says so", () => {
    const own = episode("NOTICE_GIVEN", { basis: "OWN", ownBasis: "Fullmäktige har ställt sig bakom" });
    expect(judgeEntering("ACTIVE", own, null, "TWIN_TOWN", answer(spoken, "END_TOWN_RELATION"))).toMatchObject({ ok: false, reason: "townEpisodeNeedsDecision", about: { clause: "H12b" } });
    expect(reasonOf(judgeEntering("ACTIVE", own, null, "TWIN_TOWN", answer(silent, "END_TOWN_RELATION")))).toBe("ok");
    // Where nothing is regulated, a basis of one's own is asked for all the same.
    expect(judgeEntering("ACTIVE", episode("NOTICE_GIVEN"), null, "TWIN_TOWN", answer(silent, "END_TOWN_RELATION"))).toMatchObject({ ok: false, reason: "townEpisodeLacksBasis" });
  });

  it("is a decision in the matter of the step, about a relation of this kind, taken before it", () => {
    const pausing = (by: LinkedDecision | null, more: Partial<EpisodeInput> = {}) => reasonOf(judgeEntering("ACTIVE", episode("PAUSED", { basis: "DECISION", decisionId: "d", ...more }), by, "TWIN_TOWN", answer(silent, "PAUSE_TOWN_RELATION")));
    expect(pausing(decision("PAUSE_TOWN_RELATION", { verdict: "NOT_REGULATED" }))).toBe("ok");
    expect(pausing(null)).toBe("townEpisodeOtherMatter");
    expect(pausing(decision("ENTER_TOWN_RELATION"))).toBe("townEpisodeOtherMatter");
    expect(pausing(decision("PAUSE_TOWN_RELATION", { relationKind: "LETTER_OF_INTENT" }))).toBe("townEpisodeOtherKind");
    expect(pausing(decision("PAUSE_TOWN_RELATION", { decidedOn: "2026-05-02" }))).toBe("townEpisodeBeforeDecision");
    expect(pausing(decision("PAUSE_TOWN_RELATION", { decidedOn: "2026-05-02" }), { starts: { on: "2026-05-01", precision: "MONTH" } })).toBe("ok");
  });

  it("asks what the rules need to know before it lets a basis of one's own do", () => {
    const asked: MandateAnswer = { kind: "needsFacts", ask: ["amountOre"], considered: [] };
    expect(reasonOf(judgeEntering("ACTIVE", episode("PAUSED", { basis: "OWN", ownBasis: "Vi" }), null, "TWIN_TOWN", asked))).toBe("townEpisodeAskFirst");
  });

  it("is judged anew when the decision is corrected, and missing when it is gone", () => {
    const standing = (by: LinkedDecision | null, more: Partial<EpisodeInput> = { basis: "DECISION" }) => judgeStanding("PROPOSED", episode("ACTIVE", more), by, "TWIN_TOWN");
    expect(standing(decision("ENTER_TOWN_RELATION"))).toBe("DECIDED");
    expect(standing(decision("ENTER_TOWN_RELATION", { verdict: "NOT_REGULATED" }))).toBe("OWN");
    expect(standing(decision("ENTER_TOWN_RELATION", { verdict: "WRONG_BODY" }))).toBe("FLAGGED");
    expect(standing(decision("ENTER_TOWN_RELATION", { relationKind: "LETTER_OF_INTENT" }))).toBe("FLAGGED");
    expect(standing(decision("PAUSE_TOWN_RELATION"))).toBe("MISSING");
    expect(standing(null)).toBe("MISSING");
    expect(standing(null, { basis: "OWN" })).toBe("OWN");
    expect(standing(null, { basis: "UNKNOWN" })).toBe("UNKNOWN");
    expect(judgeStanding("ACTIVE", episode("DORMANT"), null, "TWIN_TOWN")).toBe("NOT_NEEDED");
  });
});
