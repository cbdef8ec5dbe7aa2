import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePack, evidenceKindSchema, moduleKeySchema, policyPackSchema } from "@packs/pack";
import { addDays, isWithin, type PlainDate } from "@/domain/plain-date";
import { actorOfUnit, actorWithRole } from "../../../tests/factories/actors.ts";
import { shippedPacks as packs } from "../../../tests/factories/packs.ts";
import { wordsFor } from "@/messages/words";
import { answersForReview, versionsPolicy } from "./policy";
import { comparePacks, judgeSpan, listUnknown, planTakeover, reviewState, stateOf } from "./rules";

const version = (id: string, validFrom: PlainDate | null, validTo: PlainDate | null) => ({ id, label: `Version ${id}`, validFrom, validTo });
const facts = {
  type: "POLICY" as const,
  title: "Policy",
  responsibleOffice: { id: null, name: null },
  label: "1",
  adoptedBy: { id: null, name: null },
  adoptedOn: null,
  minutesParagraph: null,
  caseNumber: null,
  validFrom: null,
  validTo: null,
  reviewOn: null,
  remindOn: null,
  note: null,
};

describe("a version on a day", () => {
  it("is a draft, to come, in force or past, its first and last day included", () => {
    const span = { isDraft: false, validFrom: "2020-01-01", validTo: "2020-12-31" };
    expect(["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"].map((day) => stateOf(span, day))).toEqual(["coming", "inForce", "inForce", "earlier"]);
    expect(stateOf({ isDraft: false, validFrom: null, validTo: null }, "1950-01-01")).toBe("inForce");
    expect(stateOf({ isDraft: true, validFrom: null, validTo: null }, "2020-01-01")).toBe("draft");
  });

  it("says what is not known of it, and asks a draft for no first day", () => {
    expect(listUnknown({ ...facts, isDraft: false })).toEqual(["responsibleOffice", "adoptedBy", "adoptedOn", "minutesParagraph", "caseNumber", "validFrom", "reviewOn"]);
    const known = { ...facts, isDraft: true, responsibleOffice: { id: null, name: "Kontoret" }, adoptedBy: { id: "x", name: null }, adoptedOn: "2020-01-01", minutesParagraph: "§ 1", caseNumber: "KS 1", reviewOn: "2024-01-01" };
    expect(listUnknown(known)).toEqual([]);
  });
});

describe("the days of versions", () => {
  const others = [version("a", null, "2019-12-31"), version("b", "2020-01-01", null)];

  it("may not run into each other, and the one that is in the way is named", () => {
    expect(judgeSpan({ id: "c", validFrom: "2025-01-01", validTo: null }, others, "2026-01-01")).toEqual({ ok: false, reason: "versionOverlaps", field: "validFrom", about: { label: "Version b" } });
    expect(judgeSpan({ id: "a", validFrom: null, validTo: "2020-01-01" }, others, "2026-01-01")).toMatchObject({ reason: "versionOverlaps", about: { label: "Version b" } });
    expect(judgeSpan({ id: "a", validFrom: "2001-01-01", validTo: "2019-12-31" }, others, "2026-01-01")).toEqual({ ok: true, value: null });
  });

  it("may not leave today without one that had one", () => {
    expect(judgeSpan({ id: "b", validFrom: "2020-01-01", validTo: "2025-12-31" }, others, "2026-01-01")).toEqual({ ok: false, reason: "versionLeavesToday", field: "validTo" });
    expect(judgeSpan({ id: "b", validFrom: "2020-01-01", validTo: "2026-01-01" }, others, "2026-01-01").ok).toBe(true);
    expect(judgeSpan({ id: "a", validFrom: null, validTo: "2010-01-01" }, [version("a", null, "2019-12-31")], "2026-01-01").ok).toBe(true);
  });

  it("are given to a draft so that one version is in force on each day, and those that come later keep theirs", () => {
    expect(planTakeover(others, "2027-01-01")).toEqual({ ok: true, value: { ends: { id: "b", label: "Version b", validTo: "2026-12-31" }, validTo: null } });
    expect(planTakeover(others, "2010-05-01")).toEqual({ ok: true, value: { ends: { id: "a", label: "Version a", validTo: "2010-04-30" }, validTo: "2019-12-31" } });
    expect(planTakeover([version("b", "2020-01-01", "2020-12-31")], "2025-01-01")).toEqual({ ok: true, value: { ends: null, validTo: null } });
    expect(planTakeover(others, "2020-01-01")).toMatchObject({ ok: false, reason: "versionBeginsThen", about: { label: "Version b" } });
  });

  it("never overlap after any number of takeovers, and every day after the first has one", () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays("2020-01-01", offset));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (days) => {
        let all: { id: string; label: string; validFrom: PlainDate | null; validTo: PlainDate | null }[] = [];
        days.forEach((from, index) => {
          const planned = planTakeover(all, from);
          if (!planned.ok) return;
          const { ends, validTo } = planned.value;
          all = [...all.map((one) => (one.id === ends?.id ? { ...one, validTo: ends.validTo } : one)), version(String(index), from, validTo)];
        });
        const began = [...days].sort()[0] ?? "";
        for (let offset = 0; offset <= 420; offset += 1) {
          const on = addDays("2020-01-01", offset);
          expect(all.filter((one) => isWithin(on, one.validFrom, one.validTo))).toHaveLength(on < began ? 0 : 1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("two packs", () => {
  const [first] = packs;
  it("differ by what has come, gone and changed", () => {
    if (first === undefined) throw new Error("there is no pack");
    expect(comparePacks(first, first)).toEqual({ clauses: { added: [], removed: [], changed: [] }, obligations: { added: [], removed: [], changed: [] }, modules: [], rules: { added: [], removed: [], changed: [] } });
    const other = policyPackSchema.parse(structuredClone(first));
    const [gone, moved] = other.obligations.splice(0, 1).concat([]);
    expect(moved).toBeUndefined();
    const [clause] = other.clauses.filter((one) => one.kind === "context");
    if (clause !== undefined) clause.kind = "goal";
    other.modules.partnerSearch = { state: other.modules.partnerSearch.state === "off" ? "optional" : "optional", clause: null };
    const difference = comparePacks(first, definePack(other));
    expect(difference.obligations).toEqual({ added: [], removed: [`${gone?.clause ?? ""} ${gone?.evidence ?? ""}`], changed: [] });
    expect(difference.clauses).toEqual({ added: [], removed: [], changed: [clause?.number] });
    expect(difference.modules).toEqual(first.modules.partnerSearch.state === "optional" ? [] : [{ key: "partnerSearch", before: first.modules.partnerSearch.state, after: "optional" }]);
    expect(comparePacks(null, first).clauses.added).toHaveLength(first.clauses.length);
  });
});

describe("a review", () => {
  it("is asked for from the day of the reminder, or its own day, and is overdue the day after", () => {
    const asked = { reviewOn: "2027-06-30", remindOn: "2027-05-01" };
    expect(["2027-04-30", "2027-05-01", "2027-06-30", "2027-07-01"].map((day) => reviewState(asked, day))).toEqual(["notYet", "soon", "soon", "overdue"]);
    expect(reviewState({ ...asked, remindOn: null }, "2027-06-29")).toBe("notYet");
    expect(reviewState({ reviewOn: null, remindOn: null }, "2027-06-29")).toBe("notYet");
  });

  it("is for the people of the office that keeps the document, and the coordinating office", () => {
    const office = "20000000-0000-4000-8000-000000000001";
    expect([actorOfUnit(office), actorWithRole("UNIT_MANAGER", office), actorWithRole("COORDINATOR")].map((actor) => answersForReview(actor, office))).toEqual([true, true, true]);
    expect([actorOfUnit("30000000-0000-4000-8000-000000000001"), actorWithRole("UNIT_MANAGER", null), actorWithRole("ADMINISTRATOR"), actorWithRole("READER")].map((actor) => answersForReview(actor, office))).toEqual([false, false, false, false]);
    expect(answersForReview(actorOfUnit(office), null)).toBe(false);
  });
});

describe("a draft", () => {
  it("is the administrator's and the office's to see", () => {
    const draft = { id: "x", isDraft: true };
    expect((["ADMINISTRATOR", "COORDINATOR", "READER", "COUNCIL_MEMBER"] as const).map((role) => versionsPolicy.rules.view(actorWithRole(role), draft))).toEqual([true, true, false, false]);
  });
});

it("whatever a pack may name has words in both languages", () => {
  const keys = [...evidenceKindSchema.options.map((kind) => `governingDocuments.evidenceKinds.${kind}`), ...moduleKeySchema.options.map((key) => `governingDocuments.modules.${key}`)];
  for (const locale of ["sv", "en"] as const) expect(keys.filter((key) => !wordsFor(locale).has(key))).toEqual([]);
});
