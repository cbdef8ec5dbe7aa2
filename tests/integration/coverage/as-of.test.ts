import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { asOfYear, type AsOf, type Evidence, type Registers } from "@/domain/registers";
import * as coverage from "@/features/coverage/service";
import { readDecisionFilter } from "@/features/decisions/schema";
import { readVisitFilter } from "@/features/visits/schema";
import type { PlainDate } from "@/domain/plain-date";
import { decisionInput } from "../../factories/decisions.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";
import { visitInput } from "../../factories/visits.ts";
import { TODAY } from "../people/house.ts";

let house: RegisterHouse;
let registers: Registers;

const onDay = (on: PlainDate): AsOf => ({ year: Number(on.slice(0, 4)), on, begunBy: on, isOver: false });
const evidenceOf = async (asOf: AsOf, actor: Actor = house.office) => (await Promise.all(registers.map((register) => register.evidence(actor, asOf)))).flat();
const parametersOf = (path: string) => Object.fromEntries(new URL(path, "http://own.invalid").searchParams);

/** How many records the list holds that an address leads to, as that list itself counts them. */
async function countListed(path: string, actor: Actor = house.office): Promise<number> {
  const { listDecisions } = await import("@/features/decisions/service");
  const { listVisits } = await import("@/features/visits/service");
  const parameters = parametersOf(path);
  if (path.startsWith("/projects?")) return (await house.list(actor, parameters)).total;
  if (path.startsWith("/decisions?")) return (await listDecisions(actor, readDecisionFilter(parameters).filter)).total;
  if (path.startsWith("/visits?")) return (await listVisits(actor, readVisitFilter(parameters).filter, NOON)).total;
  throw new Error(`No list at ${path}.`);
}

beforeAll(async () => {
  house = await openRegister();
  ({ registers } = await import("@/registers"));
  const { announceVisit } = await import("@/features/visits/service");
  const { recordDecision } = await import("@/features/decisions/service");
  const [from, to] = [(on: PlainDate) => ({ on, precision: "DAY" as const }), (on: PlainDate) => ({ on, precision: "DAY" as const })];
  await house.log({ title: "Ett", starts: from("2024-02-01"), ends: to("2025-06-30"), municipalGoals: ["Ett mål"] });
  await house.log({ title: "Två", starts: from("2024-09-01"), ends: to("2024-12-31"), municipalGoals: [] });
  await house.log({ title: "Tre", starts: from("2026-01-01"), ends: to("2026-12-31"), municipalGoals: [] });
  await house.log({ title: "Hemligt", starts: from("2024-01-01"), ends: to("2024-12-31"), isConfidential: true, confidentialityProvision: "OSL 21 kap. 1 §" });
  for (const on of ["2024-03-01", "2024-10-01", "2026-03-01"]) await announceVisit(house.office, visitInput({ unitId: house.unit, starts: from(on), ends: to(on) }), randomUUID(), {}, NOON);
  const council = await house.body("COUNCIL", "Kommunfullmäktige");
  for (const decidedOn of ["2011-03-15", "2024-05-02"]) {
    valueOf(await recordDecision(house.office, decisionInput({ bodyId: council, decidedOn, matter: "ADOPT_GOVERNING_DOCUMENT", facts: { documentType: "POLICY" } }), randomUUID(), { registers }, NOON));
  }
});
afterAll(() => house.close());

describe("evidence of a year and of a day", () => {
  const of = (evidence: readonly Evidence[], kind: string, unitId: string | null = house.unit) => evidence.find((each) => each.kind === kind && each.unitId === unitId);

  it("counts the year's projects, and on a day of it those that had begun", async () => {
    const counted = async (asOf: AsOf) => of(await evidenceOf(asOf), "LOGGED_PROJECT")?.count ?? 0;
    expect(await Promise.all([2023, 2024, 2025, 2026].map((year) => counted(asOfYear(year, TODAY))))).toEqual([0, 3, 1, 1]);
    expect(await Promise.all((["2024-01-31", "2024-02-01", "2024-09-01"] as const).map((on) => counted(onDay(on))))).toEqual([1, 2, 3]);
  });

  it("V8a: tells of how many projects the goal is stated and of how many it is not", async () => {
    const found = of(await evidenceOf(asOfYear(2024, TODAY)), "PROJECTS_LINKED_TO_MUNICIPAL_GOAL");
    const stated = await countListed(found!.path);
    expect(found).toMatchObject({ count: stated, lacking: { count: 3 - stated } });
    expect(stated).toBeGreaterThan(0);
  });

  it("every figure is the number of records that its link lists, whatever the year or the day and whoever asks", async () => {
    let compared = 0;
    for (const asOf of [asOfYear(2024, TODAY), asOfYear(2026, TODAY), onDay("2024-05-13"), onDay("2024-05-01"), onDay("2026-06-30")]) {
      for (const actor of [house.office, house.reader]) {
        for (const { count, path, lacking } of await evidenceOf(asOf, actor)) {
          for (const figure of [{ count, path }, lacking].filter((each) => each !== undefined)) {
            if (!/^\/(projects|visits|decisions)\?/.test(figure.path)) continue;
            expect(await countListed(figure.path, actor), `${figure.path} as of ${asOf.on}`).toBe(figure.count);
            compared += 1;
          }
        }
        for (const { activity } of registers) {
          for (const { count, path } of (await activity?.countByUnit(actor, asOf.year, asOf.begunBy)) ?? []) expect(await countListed(path, actor), path).toBe(count);
        }
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it("V14a: a decision is evidence from its day on", async () => {
    const adopted = async (asOf: AsOf) => of(await evidenceOf(asOf), "ADOPTED_DOCUMENT", null)?.count ?? 0;
    expect([await adopted(onDay("2011-03-14")), await adopted(asOfYear(2011, TODAY)), await adopted(onDay("2024-05-01")), await adopted(onDay("2024-05-02"))]).toEqual([0, 1, 1, 2]);
  });

  it("V20a, V20b: a contact person is evidence while appointed, and the time from the day that it was confirmed", async () => {
    const { confirmTime } = await import("@/features/contact-persons/service");
    const [appointment] = await house.query<{ id: string; version: number }>("SELECT id, version FROM contact_person_appointment WHERE unit_id = $1 AND kind = 'PRIMARY'", [house.unit]);
    valueOf(await confirmTime(house.office, { id: appointment!.id, version: appointment!.version, timePercent: 20, on: "2024-05-02" }, TODAY));
    const current = async (asOf: AsOf) => {
      const evidence = await evidenceOf(asOf);
      return ["CURRENT_CONTACT_PERSON", "CONFIRMED_CONTACT_PERSON_TIME"].map((kind) => of(evidence, kind)?.count ?? 0);
    };
    expect([await current(onDay("2019-12-31")), await current(onDay("2024-05-01")), await current(onDay("2024-05-02")), await current(asOfYear(2026, TODAY))]).toEqual([[0, 0], [1, 0], [1, 1], [1, 1]]);
  });

  it("V15: a year that goes on lacks representatives for the visits to come, a year that is over for its own", async () => {
    const allocated = async (asOf: AsOf) => of(await evidenceOf(asOf), "ALLOCATED_VISIT", null);
    expect((await allocated(asOfYear(2024, TODAY)))?.lacking).toMatchObject({ count: 2 });
    expect((await allocated(onDay("2024-05-01")))?.lacking).toMatchObject({ count: 1 });
    expect((await allocated(asOfYear(2026, TODAY)))?.lacking).toEqual({ count: 0, path: "/visits?when=coming&allocation=open" });
  });
});

describe("the coverage and the policy of a year and of a day", () => {
  it("shows the units that were there then, under the document that was in force then", async () => {
    await house.body("DEPARTMENT", "Nedlagda förvaltningen", { parentId: house.board, validTo: "2024-12-31" });
    const namesOf = async (asOf: AsOf) => (await coverage.readCoverage(house.reader, registers, asOf))!.groups.flatMap(({ rows }) => rows.map(({ unit }) => unit.name)).sort();
    expect(await namesOf(asOfYear(2024, TODAY))).toEqual(["Hamnförvaltningen", "Nedlagda förvaltningen", "Ängsförvaltningen"]);
    expect(await namesOf(asOfYear(2026, TODAY))).toEqual(["Hamnförvaltningen", "Ängsförvaltningen"]);
  });

  it("says that no document was in force, where none was", async () => {
    expect(await coverage.readCoverage(house.reader, registers, asOfYear(2024, TODAY), Promise.resolve(null))).toBeNull();
    expect(await coverage.readPolicyInPractice(house.reader, registers, asOfYear(2024, TODAY), Promise.resolve(null))).toBeNull();
  });

  it("does not show the same count twice, as evidence asked for and as what is logged", async () => {
    const { columns } = (await coverage.readCoverage(house.reader, registers, asOfYear(2024, TODAY)))!;
    expect(columns.filter((column) => column.of === "evidence" && column.evidence === "LOGGED_PROJECT")).toHaveLength(1);
    expect(columns.flatMap((column) => (column.of === "activity" ? [column.label] : []))).toEqual(["visits.activity", "townActivities.activity"]);
  });
});
