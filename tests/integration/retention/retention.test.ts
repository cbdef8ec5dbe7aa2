import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as disclosureRecords from "@/features/disclosures/records/service";
import type * as disclosures from "@/features/disclosures/service";
import type * as supportCases from "@/features/economy-support/service";
import type * as programmes from "@/features/programmes/service";
import type * as deadlines from "@/features/projects/deadlines/service";
import type { ProjectInput } from "@/features/projects/schema";
import { reportDue } from "@/features/retention/report";
import { readDueFilter, readHoldFilter, type RuleInput } from "@/features/retention/schema";
import type * as retentionService from "@/features/retention/service";
import type * as visits from "@/features/visits/service";
import { wordsFor } from "@/messages/words";
import type { Surroundings } from "@/server/record-contents";
import { deadlineInput } from "../../factories/deadlines.ts";
import { requestInput } from "../../factories/disclosures.ts";
import { caseInput } from "../../factories/economy-support.ts";
import { programmeInput } from "../../factories/programmes.ts";
import { ruleInput } from "../../factories/retention.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let retention: typeof retentionService;
let services: { visits: typeof visits; programmes: typeof programmes; deadlines: typeof deadlines; cases: typeof supportCases; disclosures: typeof disclosures; records: typeof disclosureRecords };
let administrator: Actor;
let auditor: Actor;
let around: Surroundings;

beforeAll(async () => {
  house = await openDecisions("varberg");
  retention = await import("@/features/retention/service");
  services = {
    visits: await import("@/features/visits/service"),
    programmes: await import("@/features/programmes/service"),
    deadlines: await import("@/features/projects/deadlines/service"),
    cases: await import("@/features/economy-support/service"),
    disclosures: await import("@/features/disclosures/service"),
    records: await import("@/features/disclosures/records/service"),
  };
  const { registers, places } = await import("@/registers");
  around = { registers, places };
  [administrator, auditor] = [await house.someone("ADMINISTRATOR"), await house.someone("AUDITOR")];
});
afterAll(() => house.close());

const rulesNow = () => retention.listRules(house.office, around, NOON);
const versionOf = async (kind: string) => (await retention.getRule(house.office, kind, around)).version;
const write = async (more: Partial<RuleInput>, actor = administrator, version?: number, key: string = randomUUID()) => {
  const rule = ruleInput(more);
  return retention.setRule(actor, { key, version: version ?? (await versionOf(rule.kind)), rule }, around, {}, NOON);
};
const due = async (parameters: Record<string, string>, actor = house.office) => (await retention.listDue(actor, readDueFilter(parameters).filter, around, NOON)).rows;
const find = async (id: string, on: string, actor = house.office) => (await due({ on }, actor)).find((row) => row.id === id) ?? null;
const visit = async (endsOn: string, title = `Besök ${randomUUID()}`) =>
  valueOf(await services.visits.announceVisit(house.office, visitInput({ unitId: house.unit, title, starts: { on: endsOn, precision: "DAY" }, ends: { on: endsOn, precision: "DAY" } }), randomUUID(), {}, NOON)).id;
const project = (more: Partial<ProjectInput> = {}) => house.project({ title: `Projekt ${randomUUID()}`, status: "CLOSED", starts: { on: "2012-01-01", precision: "DAY" }, ends: { on: "2014-06-30", precision: "DAY" }, ...more });
const programme = async (keepYears: number, keepFrom: "PROJECT_END" | "FINAL_PAYMENT") => valueOf(await services.programmes.addProgramme(house.office, programmeInput({ nameSv: `Program ${randomUUID()}`, nameEn: `Programme ${randomUUID()}`, keepYears, keepFrom }), randomUUID())).id;
const hold = (id: string, kind = "visit", actor = house.office, key: string = randomUUID()) => retention.placeHold(actor, { key, hold: { subject: { kind, id }, reason: "Tvist om bidraget" } }, around, NOON);

describe("what the documents say", () => {
  it.each(["varberg", "halmstad"])("is little: the pack of %s has the frozen summary preserved and regulates nothing else, with how sure that is", async (packId) => {
    const { packs } = await import("@packs/all");
    const retentionRules = packs.find((pack) => pack.id === packId)?.retentionRules ?? [];
    expect(retentionRules.map(({ kind, outcome, years, certainty }) => [kind, outcome, years, certainty])).toEqual([["edition", "PRESERVE", null, "medium"]]);
  });

  it("lets nothing go that isn't regulated, however old", async () => {
    await visit("1990-05-01");
    await project();
    const rules = await rulesNow();
    expect(rules.filter(({ outcome }) => outcome !== "UNREGULATED").map(({ kind, outcome, origin }) => [kind, outcome, origin])).toEqual([["edition", "PRESERVE", "PACK"]]);
    expect(rules.every(({ free, held }) => free === 0 && held === 0)).toBe(true);
    expect(await due({ on: "2200-01-01" })).toEqual([]);
  });
});

describe("a rule of the municipality's own", () => {
  it("has a record kept through so many whole calendar years after the one in which it was over, and no day longer", async () => {
    const id = await visit("2020-06-01");
    valueOf(await write({ kind: "visit", years: 5 }));
    expect(await find(id, "2025-12-31")).toBeNull();
    expect(await find(id, "2026-01-01")).toMatchObject({ kind: "visit", endedOn: "2020-06-01", keptUntil: "2025-12-31", decidedBy: "RULE", keptBy: [], unit: "Hamnförvaltningen" });
    const [rule] = (await rulesNow()).filter(({ kind }) => kind === "visit");
    expect(rule).toMatchObject({ outcome: "DISPOSE", years: 5, origin: "OWN", certainty: "HIGH", source: "Dokumenthanteringsplanen, punkt 4.2" });
    expect(rule?.free).toBe((await due({ kind: "visit", state: "FREE" })).length);
  });

  it("holds before the pack's, and can say that nothing is regulated again", async () => {
    valueOf(await write({ kind: "groupMeeting", years: 3 }));
    expect(await retention.getRule(auditor, "groupMeeting", around)).toMatchObject({ outcome: "DISPOSE", years: 3, version: 1 });
    valueOf(await write({ kind: "groupMeeting", outcome: "UNREGULATED", years: null }));
    expect(await retention.getRule(auditor, "groupMeeting", around)).toMatchObject({ outcome: "UNREGULATED", years: null, version: 2 });
  });

  it("is written once however often it is sent, and not over what somebody else has written since", async () => {
    const key = randomUUID();
    const first = await Promise.all([1, 2, 3].map(() => write({ kind: "network", years: 4 }, administrator, 0, key)));
    expect(first.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await versionOf("network")).toBe(1);
    await expect(write({ kind: "network", years: 9 }, administrator, 0)).rejects.toMatchObject({ code: "CONFLICT" });
    const together = await Promise.allSettled([5, 6, 7].map((years) => write({ kind: "network", years }, administrator, 1)));
    expect(together.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const entries = await house.client.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM audit_entry WHERE action = 'retention.ruleSet' AND details ->> 'recordKind' = 'network'`;
    expect([await versionOf("network"), entries[0]?.count]).toEqual([2, 2]);
  });

  it("needs to know when a record's matter is over, and a register that there is", async () => {
    expect(await write({ kind: "decision" })).toMatchObject({ ok: false, reason: "retentionEndUnknown", field: "outcome" });
    expect((await write({ kind: "decision", outcome: "PRESERVE", years: null })).ok).toBe(true);
    expect(await write({ kind: "nothing" }, administrator, 0)).toMatchObject({ ok: false, reason: "retentionKindUnknown" });
  });
});

describe("what keeps a project", () => {
  beforeAll(async () => {
    valueOf(await write({ kind: "project", years: 1 }));
  });

  /** The last day that the project's own page says. */
  const longestOnItsPage = async (id: string) => {
    const { deadlines } = await services.deadlines.getDeadlines(house.office, id);
    return deadlines.filter(({ kind }) => kind === "KEEP_RECORDS").map(({ dueOn }) => dueOn).sort().at(-1);
  };

  it("is the longest of its rule, its programme, its own agreement and the municipality's minimum, and the list says which", async () => {
    const cases = [
      // Nothing but the minimum of seven years, which is longer than the rule's one.
      [await project(), "2021-12-31", "MUNICIPALITY"],
      [await project({ programmeId: await programme(12, "PROJECT_END") }), "2026-12-31", "PROGRAMME"],
      [await project({ programmeId: await programme(2, "PROJECT_END") }), "2021-12-31", "MUNICIPALITY"],
    ] as const;
    for (const [id, until, by] of cases) {
      expect(await find(id, until), by).toBeNull();
      expect(await find(id, `${Number(until.slice(0, 4)) + 1}-01-01`)).toMatchObject({ keptUntil: until, decidedBy: by });
      expect(await longestOnItsPage(id)).toBe(until);
    }
    const agreed = cases[0][0];
    await services.deadlines.addDeadline(house.maja, { deadline: deadlineInput({ projectId: agreed, kind: "KEEP_RECORDS", title: null, dueOn: "2030-03-31" }), key: randomUUID() }, NOON);
    expect(await find(agreed, "2030-03-31")).toBeNull();
    expect(await find(agreed, "2030-04-01")).toMatchObject({ keptUntil: "2030-03-31", decidedBy: "AGREEMENT" });
    expect(await longestOnItsPage(agreed)).toBe("2030-03-31");
  });

  it("is the rule where that is the longest", async () => {
    valueOf(await write({ kind: "project", years: 40 }));
    const id = await project();
    expect(await find(id, "2055-01-01")).toMatchObject({ keptUntil: "2054-12-31", decidedBy: "RULE" });
    valueOf(await write({ kind: "project", years: 1 }));
  });

  it("has no end where its programme counts from a payment that nobody has noted", async () => {
    expect(await find(await project({ programmeId: await programme(1, "FINAL_PAYMENT") }), "2999-01-01")).toBeNull();
  });

  it("goes on for as long as the project does, and holds nothing of one that was turned down", async () => {
    for (const status of ["ONGOING", "FINAL_PAYMENT_RECEIVED", "IDEA"] as const) expect(await find(await project({ status }), "2999-01-01"), status).toBeNull();
    expect(await find(await project({ status: "REJECTED", programmeId: await programme(12, "PROJECT_END") }), "2016-01-01")).toMatchObject({ decidedBy: "RULE", keptUntil: "2015-12-31" });
  });

  it("counts from the day on which it was closed, where that is after its last", async () => {
    const id = await project({ status: "ONGOING" });
    const { changeStatus } = await import("@/features/projects/steps/service");
    const { version } = (await house.projects.getProject(house.maja, id)).project;
    valueOf(await changeStatus(house.maja, { id, _version: version, to: "CANCELLED", on: "2017-03-01", note: "Partnern drog sig ur" }, NOON));
    expect(await find(id, "2999-01-01")).toMatchObject({ endedOn: "2017-03-01" });
  });

  it("is not shown to who may not see the project", async () => {
    const id = await project({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2014-01-01", confidentialityBy: "Förvaltningschefen" });
    expect(await find(id, "2999-01-01")).not.toBeNull();
    for (const actor of [administrator, auditor]) expect(await find(id, "2999-01-01", actor)).toBeNull();
  });
});

describe("a record whose time is over and that something keeps", () => {
  it("is one that somebody has said must be kept, until that is lifted with a reason", async () => {
    const id = await visit("2001-01-31");
    const held = valueOf(await hold(id)).id;
    expect(await find(id, "2026-11-22")).toMatchObject({ keptBy: [{ by: "HOLD", reason: "Tvist om bidraget" }] });
    expect((await due({ state: "FREE" })).some((row) => row.id === id)).toBe(false);
    expect((await due({ state: "HELD" })).some((row) => row.id === id)).toBe(true);
    const lift = (version: number) => retention.liftHold(house.office, { id: held, version, liftReason: "Tvisten är slut" }, NOON);
    await expect(lift(7)).rejects.toMatchObject({ code: "CONFLICT" });
    const both = await Promise.all([lift(1), lift(1)]);
    expect(both.map((each) => (each.ok ? "done" : each.reason)).sort()).toEqual(["done", "retentionHoldLifted"]);
    expect((await find(id, "2026-11-22"))?.keptBy).toEqual([]);
    const listed = (await retention.listHolds(auditor, readHoldFilter({ state: "LIFTED" }).filter, around)).rows.find((row) => row.id === held);
    expect(listed).toMatchObject({ subject: { kind: "visit", id }, liftReason: "Tvisten är slut" });
    expect(listed?.record?.path).toBe(`/visits/${id}`);
  });

  it("is held once however often the form is sent, and only if it is there to be seen", async () => {
    const id = await visit("2001-01-31");
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => hold(id, "visit", house.office, key)));
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.reason))).size).toBe(1);
    expect(await hold(randomUUID())).toMatchObject({ ok: false, reason: "retentionRecordNotThere" });
    expect(await hold(id, "nothing")).toMatchObject({ ok: false, reason: "retentionRecordNotThere" });
    const secret = await project({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2014-01-01", confidentialityBy: "Förvaltningschefen" });
    expect(await hold(secret, "project", administrator)).toMatchObject({ ok: false, reason: "retentionRecordNotThere" });
    const ofSecret = valueOf(await hold(secret, "project")).id;
    expect((await retention.listHolds(administrator, readHoldFilter({}).filter, around)).rows.find((row) => row.id === ofSecret)).toMatchObject({ record: null, reason: null });
    expect((await retention.listHolds(house.office, readHoldFilter({}).filter, around)).rows.find((row) => row.id === ofSecret)).toMatchObject({ reason: "Tvist om bidraget" });
  });

  it("is one that somebody has asked to see, until the request has been withdrawn or answered", async () => {
    const id = await visit("2001-01-31");
    const requestId = valueOf(await services.disclosures.registerRequest(house.office, requestInput(), randomUUID(), {}, NOON)).id;
    valueOf(await services.records.pickRecords(house.office, { key: randomUUID(), requestId, subjects: [{ kind: "visit", id }], ids: [] }, around, NOON));
    expect(await find(id, "2026-11-22")).toMatchObject({ keptBy: [{ by: "REQUEST" }] });
    const { version } = await services.disclosures.getRequest(house.office, requestId);
    valueOf(await services.disclosures.withdrawRequest(house.office, { id: requestId, version }, NOON));
    expect((await find(id, "2026-11-22"))?.keptBy).toEqual([]);
  });

  it("is one of a project that goes on", async () => {
    valueOf(await write({ kind: "supportCase", years: 1 }));
    const cases = [["ONGOING", [{ by: "PROJECT" }]], ["CLOSED", []]] as const;
    for (const [status, keptBy] of cases) {
      const projectId = await project({ status });
      const id = valueOf(await services.cases.logCase(house.office, caseInput({ unitId: house.unit, projectId, title: `Stöd ${randomUUID()}`, askedOn: "2013-01-01", answeredOn: "2013-02-01", answer: "Så här.", givenBy: "Ekonomen" }), randomUUID(), {}, NOON)).id;
      expect((await find(id, "2026-11-22"))?.keptBy, status).toEqual(keptBy);
    }
  });
});

describe("the list", () => {
  it("is filtered by kind and unit, leaves out nothing that has been taken out of its register, and is the same as a file", async () => {
    const id = await visit("2002-02-02");
    await services.visits.archiveVisit(house.office, { id, version: 1 }, true, NOON);
    expect(await find(id, "2026-11-22")).not.toBeNull();
    const ofUnit = await due({ unit: house.unit, kind: "visit" });
    expect(ofUnit.some((row) => row.id === id)).toBe(true);
    expect(ofUnit.every(({ kind }) => kind === "visit")).toBe(true);
    expect((await due({ unit: house.company })).some((row) => row.id === id)).toBe(false);
    const rows = await due({ kind: "visit" });
    const exported: unknown[][] = [];
    for await (const piece of retention.exportDue(auditor, readDueFilter({ kind: "visit" }).filter, around, NOON)) exported.push(...reportDue(piece, wordsFor("sv")).rows.map((row) => [...row]));
    expect(exported.map((row) => row.at(-1))).toEqual(rows.map((row) => row.id));
    expect(exported[0]?.slice(5, 9)).toEqual(["Regeln för registret", "Dokumenthanteringsplanen, punkt 4.2", "Bekräftad", "Får gallras"]);
  });
});
