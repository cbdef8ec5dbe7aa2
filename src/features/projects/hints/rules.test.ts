import { describe, expect, it } from "vitest";
import { PROJECT_STATUSES } from "../schema";
import { groupHints, HINT_KINDS, hintSubjectOf, isHelped, ON_PROGRAMME, partnerNamesOf, pathOf, townsOf, type Hint } from "./rules";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const hint = (more: Partial<Hint>): Hint => ({ kind: "BEEN_THERE", id: "a", title: "A", unit: "Hamnen", through: null, on: null, ...more });

describe("what hints are looked for by", () => {
  it("is read out of a half-written form: programme, unit, partners and their towns, each once", () => {
    const subject = hintSubjectOf({ title: "Hav", programmeId: ID, unitId: "x", "partners.0.name": "Riga skola", "partners.0.town": "Riga", "partners.1.name": "RIGA SKOLA", "partners.1.town": " riga", "partners.2.name": "", "partners.2.town": "Gent" }, null);
    expect(subject).toMatchObject({ projectId: null, unitId: null, programmeId: ID, title: "Hav", partnerIds: [] });
    expect([partnerNamesOf(subject), townsOf(subject)]).toEqual([["riga skola"], ["riga"]]);
    expect(townsOf({ partners: [{ name: "A", town: "Å", country: null }, { name: "B", town: null, country: null }] })).toEqual([]);
  });

  it("is asked while there is something left to do, and competes with those that are beyond the idea", () => {
    expect(PROJECT_STATUSES.filter((status) => !isHelped(status))).toEqual(["REJECTED", "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED", "CANCELLED"]);
    expect(ON_PROGRAMME).not.toContain("IDEA");
    expect(ON_PROGRAMME).toContain("ONGOING");
  });
});

describe("hints", () => {
  it("lead each to the record that they stand on, and lessons to the closing", () => {
    expect(HINT_KINDS.map((kind) => pathOf({ kind, id: "7" }))).toEqual(["/projects/7", "/projects/7", "/projects/7", "/partners/7", "/visits/7", "/town-relations/7", "/projects/7/closing"]);
  });

  it("stand by kind in one order, each record once, but for each unit that knows someone", () => {
    const groups = groupHints([hint({ kind: "LESSONS" }), hint({}), hint({}), hint({ kind: "KNOWS_SOMEONE" }), hint({ kind: "KNOWS_SOMEONE", unit: "Skolan" })]);
    expect(groups.map(({ kind, hints }) => [kind, hints.length])).toEqual([["KNOWS_SOMEONE", 2], ["BEEN_THERE", 1], ["LESSONS", 1]]);
  });
});
