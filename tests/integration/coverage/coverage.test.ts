import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import { type Actor, hasRole } from "@/domain/actor";
import { asOfYear, type Evidence, type Register, type UnitActivity } from "@/domain/registers";
import * as coverage from "@/features/coverage/service";
import type { PolicyPack } from "@packs/pack";
import { openHouse, TODAY, type House } from "../people/house.ts";

let house: House;
let reader: Actor;
let office: Actor;
let school: string;
let library: string;
let harbour: string;

beforeAll(async () => {
  house = await openHouse();
  reader = await house.someone("READER");
  office = await house.someone("COORDINATOR");
  const committee = await house.body("COMMITTEE", "Bildningsnämnden");
  school = await house.body("DEPARTMENT", "Skolförvaltningen", { parentId: committee });
  library = await house.body("DEPARTMENT", "Biblioteksförvaltningen", { parentId: committee });
  await house.body("DEPARTMENT", "Nedlagda förvaltningen", { parentId: committee, validTo: "2025-12-31" });
  harbour = await house.body("COMPANY", "Hamnen AB", { boundByOther: "Grannstaden" });
});
afterAll(() => house.close());

/** A register made up for a test: it answers what it is given, to those who may see it. */
const register = (answers: { evidence?: Evidence[]; counted?: UnitActivity[] }, maySee: (actor: Actor) => boolean = () => true): Register & { asked: { year?: number; times: number } } => {
  const asked: { year?: number; times: number } = { times: 0 };
  return {
    asked,
    kind: "madeUp",
    path: (id) => `/made-up/${id}`,
    titleOf: () => Promise.resolve(""),
    hiddenColumns: () => Promise.resolve([]),
    tasks: () => Promise.resolve([]),
    gaps: () => Promise.resolve([]),
    activity: {
      label: "projects.title",
      countByUnit: (actor, year) => {
        asked.year = year;
        asked.times += 1;
        return Promise.resolve(maySee(actor) ? (answers.counted ?? []) : []);
      },
    },
    evidence: (actor) => {
      asked.times += 1;
      return Promise.resolve(maySee(actor) ? (answers.evidence ?? []) : []);
    },
  };
};

const logged = (unitId: string, count: number): Evidence => ({ kind: "LOGGED_PROJECT", unitId, count, path: `/projects?unit=${unitId}` });
const counted = (unitId: string, count: number): UnitActivity => ({ unitId, count, childrenAndYouth: 0, path: `/projects?unit=${unitId}&year=2026` });
const THIS_YEAR = asOfYear(2026, TODAY);
const readPractice = async (pack: PolicyPack, actor: Actor, registers: readonly Register[]) => (await coverage.readPolicyInPractice(actor, registers, THIS_YEAR, Promise.resolve(pack)))!.view;
const readMatrix = async (pack: PolicyPack, actor: Actor, registers: readonly Register[], asOf = THIS_YEAR) => (await coverage.readCoverage(actor, registers, asOf, Promise.resolve(pack)))!;
const rowsOf = async (pack: PolicyPack, actor: Actor, registers: readonly Register[]) => (await readPractice(pack, actor, registers)).chapters.flatMap(({ rows }) => rows);

describe.each(packs.map((pack) => [pack.id, pack] as const))("under the pack %s", (_id, pack) => {
  it("every clause stands in the document's order, and says what it asks for or who decides", async () => {
    const { duties, met, gaps, nothing, chapters } = await readPractice(pack, reader, []);
    const rows = chapters.flatMap((chapter) => chapter.rows);
    expect(rows.map((row) => row.clause.number)).toEqual(pack.clauses.map((clause) => clause.number));
    expect([met, gaps, nothing]).toEqual([0, 0, duties]);
    expect(rows.filter((row) => row.state === "mandate").map((row) => row.clause.holder)).not.toContain(undefined);
    expect(rows.filter((row) => row.state === "free").map((row) => row.clause.kind)).not.toContain("duty");
  });

  it("what one unit has logged is evidence for it, and a gap for the unit that has not", async () => {
    const rows = await rowsOf(pack, reader, [register({ evidence: [logged(school, 2)] })]);
    const asking = pack.obligations.filter((obligation) => obligation.evidence === "LOGGED_PROJECT");
    expect(asking.length).toBeGreaterThan(0);
    expect(rows.flatMap((row) => row.outcomes).filter((outcome) => outcome.evidence === "LOGGED_PROJECT")).toEqual(
      asking.map(() => ({ of: "units", evidence: "LOGGED_PROJECT", having: 1, partly: 0, asked: 2, lacking: [{ id: library, name: "Biblioteksförvaltningen" }] })),
    );
  });

  it("E.4.5: a unit without a contact person is a gap only where the document asks for one", async () => {
    const registers = [register({ evidence: [{ kind: "CURRENT_CONTACT_PERSON", unitId: school, count: 1, path: `/bodies/${school}` }] })];
    const lacking = (await rowsOf(pack, reader, registers)).flatMap((row) => row.outcomes).flatMap((outcome) => (outcome.of === "units" && outcome.evidence === "CURRENT_CONTACT_PERSON" ? outcome.lacking.map(({ id }) => id) : []));
    expect(lacking).toEqual(pack.modules.contactPersons.state === "required" ? [library] : []);
  });
});

describe("the coverage of the units that are there today", () => {
  const pack = packs[0]!;

  it("E.4.11: leaves out those that have ended and those that another owner's document binds", async () => {
    const matrix = await readMatrix(pack, reader, [register({ evidence: [logged(harbour, 9)], counted: [counted(harbour, 9)] })]);
    expect(matrix.groups.flatMap(({ rows }) => rows).map((row) => row.unit.name)).toEqual(["Biblioteksförvaltningen", "Skolförvaltningen"]);
    expect(matrix.boundByOthers).toEqual([{ id: harbour, name: "Hamnen AB" }]);
  });

  it("asks each register once for all units, and for the year of the day", async () => {
    const asked = [register({}), register({})];
    await readMatrix(pack, reader, asked, asOfYear(2027, "2027-01-01"));
    expect(asked.map((each) => each.asked)).toEqual([
      { year: 2027, times: 2 },
      { year: 2027, times: 2 },
    ]);
  });

  it("counts what the actor may see and no more: to others a closed register is as empty as one with nothing in it", async () => {
    const closed = register({ evidence: [logged(school, 3)], counted: [counted(school, 3)] }, (actor) => hasRole(actor, "COORDINATOR"));
    const cellsOf = async (actor: Actor) => (await readMatrix(pack, actor, [closed])).groups.flatMap(({ rows }) => rows).find((row) => row.unit.id === school)?.cells ?? [];
    expect((await cellsOf(office)).at(-1)).toMatchObject({ state: "have", count: 3, path: `/projects?unit=${school}&year=2026` });
    expect(await cellsOf(reader)).toEqual((await readMatrix(pack, reader, [register({})])).groups.flatMap(({ rows }) => rows).find((row) => row.unit.id === school)?.cells);
    expect(JSON.stringify(await cellsOf(reader))).not.toContain("/projects");
    expect((await readPractice(pack, reader, [closed])).nothing).toBe((await readPractice(pack, reader, [])).duties);
  });
});
