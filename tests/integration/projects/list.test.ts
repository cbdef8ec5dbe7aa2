import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import { PAGE_SIZE, type ProjectStatus } from "@/features/projects/schema";
import { programmeInput } from "../../factories/programmes.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

const packThat = (prioritises: boolean) => packs.find((pack) => (pack.modules.childrenAndYouth.state === "required") === prioritises)!.id;

let house: RegisterHouse;
let programmeId: string;

beforeAll(async () => {
  process.env["UTBLICK_PACK"] = packThat(true);
  house = await openRegister();
  const programmes = await import("@/features/programmes/service");
  programmeId = valueOf(
    await programmes.addProgramme(house.system, programmeInput(), randomUUID()),
  ).id;
});
afterAll(() => house.close());

const titles = async (parameters: Record<string, string>, actor: Actor = house.reader) => (await house.list(actor, parameters)).rows.map(({ title }) => title);
const day = (on: string) => ({ on, precision: "DAY" as const });

describe("the order of the list", () => {
  it("puts å, ä and ö last, in names and in units", async () => {
    for (const title of ["Ökenprov", "Ängsprov", "Åkerprov", "Zebraprov", "approv", "Eprov"]) await house.log({ title, caseNumber: "ORDNING" });
    expect(await titles({ q: "ORDNING", sort: "title" })).toEqual(["approv", "Eprov", "Zebraprov", "Åkerprov", "Ängsprov", "Ökenprov"]);
    expect(await titles({ q: "ORDNING", sort: "-title" })).toEqual(["Ökenprov", "Ängsprov", "Åkerprov", "Zebraprov", "Eprov", "approv"]);
    for (const name of ["Örtkontoret", "Zonkontoret", "Åkontoret", "Älgkontoret"]) await house.log({ title: name, caseNumber: "ENHETER", unitId: await house.body("OFFICE", name, { parentId: house.board }) }, house.office);
    expect(await titles({ q: "ENHETER", sort: "unit" })).toEqual(["Zonkontoret", "Åkontoret", "Älgkontoret", "Örtkontoret"]);
  });

  it("follows the way of a project for status, and leaves what is not known last for dates and money", async () => {
    for (const [index, status] of (["CLOSED", "IDEA", "GRANTED"] satisfies ProjectStatus[]).entries()) {
      await house.log({ title: status, status, caseNumber: "VÄGEN", ends: index === 0 ? null : day(`202${index + 6}-01-01`), funding: index === 1 ? [] : [{ kind: "EU", funder: null, year: null, amountMinor: BigInt(index + 1) * 100n }] });
    }
    expect(await titles({ q: "VÄGEN", sort: "status" })).toEqual(["IDEA", "GRANTED", "CLOSED"]);
    expect(await titles({ q: "VÄGEN", sort: "ends" })).toEqual(["IDEA", "GRANTED", "CLOSED"]);
    expect(await titles({ q: "VÄGEN" })).toEqual(["GRANTED", "IDEA", "CLOSED"]);
    expect(await titles({ q: "VÄGEN", sort: "external" })).toEqual(["CLOSED", "GRANTED", "IDEA"]);
    expect(await titles({ q: "VÄGEN", sort: "-external" })).toEqual(["GRANTED", "CLOSED", "IDEA"]);
    expect(await titles({ q: "VÄGEN", sort: "-own" })).toHaveLength(3);
  });
});

describe("children and youth", () => {
  beforeAll(async () => {
    await house.log({ title: "Vuxna sent", caseNumber: "FÖRTUR", ends: day("2030-01-01") });
    await house.log({ title: "Unga tidigt", caseNumber: "FÖRTUR", ends: day("2027-01-01"), reachesChildrenAndYouth: true, childrenAndYouthCount: 10 });
    await house.log({ title: "Unga utan slut", caseNumber: "FÖRTUR", reachesChildrenAndYouth: true });
  });

  it("V13: stand first in the list where the governing document gives them priority, and the list says so", async () => {
    const { rows, youthFirst } = await house.list(house.reader, { q: "FÖRTUR" });
    expect([rows.map(({ title, youth }) => [title, youth]), youthFirst]).toEqual([[["Unga tidigt", true], ["Unga utan slut", true], ["Vuxna sent", false]], true]);
    expect(await house.list(house.reader, { q: "FÖRTUR", sort: "title" })).toMatchObject({ youthFirst: false });
  });

  it("V13: do not stand first where the governing document says nothing of it", async () => {
    vi.resetModules();
    vi.stubEnv("UTBLICK_PACK", packThat(false));
    const { listProjects } = await import("@/features/projects/lists/service");
    const { rows, youthFirst } = await listProjects(house.reader, house.filter({ q: "FÖRTUR" }), NOON);
    expect([rows.map(({ title }) => title), youthFirst]).toEqual([["Vuxna sent", "Unga tidigt", "Unga utan slut"], false]);
    vi.unstubAllEnvs();
  });

  it("V13: can be listed by themselves", async () => {
    expect(await titles({ q: "FÖRTUR", youth: "1", sort: "title" })).toEqual(["Unga tidigt", "Unga utan slut"]);
  });
});

describe("filters", () => {
  beforeAll(async () => {
    await house.log({ title: "Ett", caseNumber: "FILTER", status: "ONGOING", programmeId, starts: day("2024-12-31"), ends: day("2026-01-01") });
    await house.log({ title: "Två", caseNumber: "FILTER", starts: day("2027-01-01") });
    await house.log({ title: "Tre", caseNumber: "FILTER", ends: { on: "2025-12-31", precision: "YEAR" }, unitId: house.otherUnit }, house.stranger);
    await house.log({ title: "Fyra", caseNumber: "FILTER" });
  });

  it.each([
    [{ status: "ONGOING" }, ["Ett"]],
    [{ year: "2024" }, ["Ett"]],
    [{ year: "2025" }, ["Ett", "Tre"]],
    [{ year: "2026" }, ["Ett"]],
    [{ year: "2027" }, ["Två"]],
    [{ year: "2023" }, []],
    [{ status: "ONGOING", year: "2027" }, []],
    [{}, ["Ett", "Fyra", "Tre", "Två"]],
  ])("%j keeps what it says", async (parameters, expected) => {
    expect(await titles({ q: "FILTER", sort: "title", ...parameters })).toEqual(expected);
  });

  it("keep a unit's, or a programme's", async () => {
    expect(await titles({ q: "FILTER", unit: house.otherUnit })).toEqual(["Tre"]);
    expect(await titles({ q: "FILTER", programme: programmeId })).toEqual(["Ett"]);
    expect(await titles({ q: "FILTER", unit: randomUUID() })).toEqual([]);
  });

  it("say the total of what they keep, with free text and without", async () => {
    expect((await house.list(house.reader, { q: "FILTER" })).total).toBe(4);
    const [{ count }] = (await house.query<{ count: string }>("SELECT count(*) FROM project WHERE archived_at IS NULL AND status = 'ONGOING'")) as [{ count: string }];
    expect((await house.list(house.reader, { status: "ONGOING" })).total).toBe(Number(count));
  });

  it("offer the years from the first start to the last end", async () => {
    const { years, programmes } = await house.projectLists.listFilterChoices(house.reader);
    expect(years).toEqual([...years].sort((a, b) => b - a));
    expect(years).toEqual(expect.arrayContaining([2024, 2025, 2026, 2027, 2030]));
    expect(programmes.map(({ id }) => id)).toContain(programmeId);
  });
});

describe("a unit that others have been merged into", () => {
  it("E.4.10: is found with what they logged before, step by step", async () => {
    const merge = async (id: string, intoId: string, on: string) => {
      const { version } = await house.bodies.getBody(house.system, id, "2026-11-22");
      valueOf(await house.bodies.mergeBody(house.system, { bodyId: id, version, intoId, on }));
    };
    const [first, second, third] = [await house.body("OFFICE", "Gamla kontoret", { parentId: house.board }), await house.body("OFFICE", "Mellankontoret", { parentId: house.board }), await house.body("OFFICE", "Nya kontoret", { parentId: house.board })];
    for (const unitId of [first, second, third]) await house.log({ title: unitId, caseNumber: "SAMMAN", unitId }, house.office);
    await merge(first, second, "2020-01-01");
    await merge(second, third, "2024-01-01");
    expect((await titles({ unit: third })).sort()).toEqual([first, second, third].sort());
    expect((await titles({ unit: second })).sort()).toEqual([first, second].sort());
    expect((await house.list(house.reader, { unit: third })).rows.find(({ title }) => title === first)?.unit).toBe("Gamla kontoret");
    expect((await house.bodies.listIdsWithPredecessors(house.reader, third, "2026-11-22")).sort()).toEqual([first, second, third].sort());
  });
});

describe("free text", () => {
  beforeAll(async () => {
    await house.log({ title: "100% förnybart", summary: "O'Brien sa \"hej\" i C:\\hamn_a", caseNumber: "SÖK" });
    await house.log({ title: "100 procent", summary: "Xhamnxa", partners: [{ name: "Göteborgs hamn", town: "Göteborg", country: "SE", isLead: false }], acronym: "ÅÄÖ", caseNumber: "SÖK" });
  });

  it.each([
    ["100%", ["100% förnybart"]],
    ["hamn_a", ["100% förnybart"]],
    ["_", ["100% förnybart"]],
    ["%", ["100% förnybart"]],
    ["c:\\hamn", ["100% förnybart"]],
    ["\\", ["100% förnybart"]],
    ["o'brien", ["100% förnybart"]],
    ['"hej"', ["100% förnybart"]],
    ["'; DROP TABLE project; --", []],
    ["åäö", ["100 procent"]],
    ["GÖTEBORG", ["100 procent"]],
    ["go\u0308teborg", ["100 procent"]],
    ["hamn 100", ["100 procent", "100% förnybart"]],
    ["procent förnybart", []],
    ["   ", ["100 procent", "100% förnybart"]],
  ])("%j is looked for as it stands", async (q, expected) => {
    expect(await titles({ q: `SÖK ${q}`, sort: "title" })).toEqual(expected);
  });

  it("follows a project when its words change", async () => {
    const id = await house.log({ title: "Innan sökning" });
    const draftId = await house.edit(house.contact, id, "about", { title: "Efter sökning" });
    await house.projectDrafts.submitEdit(house.contact, draftId);
    expect([await titles({ q: "Innan sökning" }), await titles({ q: "Efter sökning" })]).toEqual([[], ["Efter sökning"]]);
  });
});

describe("pages", () => {
  beforeAll(async () => {
    for (let number = 0; number < PAGE_SIZE + 3; number += 1) await house.log({ title: `Sida ${String(number).padStart(3, "0")}`, caseNumber: "SIDOR", status: "RESERVE_LIST" });
  });

  it("hold fifty each, none twice and none left out, with the same total", async () => {
    for (const parameters of [{ q: "SIDOR", sort: "title" }, { status: "RESERVE_LIST", sort: "unit" }] as Record<string, string>[]) {
      const [first, second, third] = [await house.list(house.reader, parameters), await house.list(house.reader, { ...parameters, page: "2" }), await house.list(house.reader, { ...parameters, page: "3" })];
      expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([PAGE_SIZE, 3, 0]);
      expect([first.total, second.total, third.total]).toEqual([PAGE_SIZE + 3, PAGE_SIZE + 3, PAGE_SIZE + 3]);
      expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(PAGE_SIZE + 3);
    }
  });

  it("answer page 1 000 000 000 with nothing and the total, with free text and without", async () => {
    expect(await house.list(house.reader, { status: "RESERVE_LIST", page: "1000000000" })).toMatchObject({ rows: [], total: PAGE_SIZE + 3 });
    expect(await house.list(house.reader, { q: "SIDOR", page: "2000000000" })).toMatchObject({ rows: [], total: PAGE_SIZE + 3 });
  });
});

describe("a confidential project", () => {
  const CANARY = "KANARIEFÅGEL";
  let id: string;
  let member: Actor;

  beforeAll(async () => {
    id = await house.log({ title: CANARY, summary: CANARY, caseNumber: CANARY, isConfidential: true, confidentialityProvision: "OSL 19:1", ends: day("2099-12-31"), status: "IN_MODIFICATION", reachesChildrenAndYouth: true, partners: [{ name: CANARY, town: null, country: null, isLead: false }] });
    member = await house.actor(await house.person("Invigd Provsson"));
    await house.projects.nameMember(house.contact, { projectId: id, personId: member.personId });
  });

  const insiders = () => [house.contact, house.deputy, house.office, member];
  const outsiders = () => [house.stranger, house.reader, house.nobody];

  it("is there for its unit, its members and the office, and for nobody else, whatever is asked", async () => {
    for (const actor of insiders()) {
      expect((await house.projects.getProject(actor, id, NOON)).project.title).toBe(CANARY);
      expect(await house.list(actor, { q: CANARY })).toMatchObject({ total: 1, rows: [{ id, isConfidential: true }] });
      expect((await house.projects.listProjectHistory(actor, id, { limit: 5 })).length).toBe(2);
    }
    for (const actor of outsiders()) {
      const answers = await Promise.allSettled([
        house.projects.getProject(actor, id, NOON),
        house.projects.listProjectHistory(actor, id, { limit: 5 }),
        house.projectDrafts.startEdit(actor, id),
        house.projectDrafts.startLog(house.stranger, { copyOf: id }),
        house.projectSteps.changeStatus(actor, { id, _version: 1, to: "CANCELLED", on: "2026-11-22", note: null }, NOON),
        house.projects.nameMember(actor, { projectId: id, personId: actor.personId }),
        house.projects.archiveProject(actor, { id, _version: 1 }, true, NOON),
      ]);
      for (const answer of answers) expect(answer).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
      const shown = [await house.list(actor, { q: CANARY }), await house.list(actor, { year: "2099" }), await house.list(actor, { youth: "1", unit: house.unit }), await house.list(actor, { status: "IN_MODIFICATION" }), await house.projectDrafts.listProjectDrafts(actor), await house.projectLists.listUnreported(actor, NOON)];
      expect(JSON.stringify(shown, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))).not.toContain(CANARY);
      expect((await house.list(actor, { q: CANARY })).total).toBe(0);
      expect((await house.list(actor, { year: "2099" })).total).toBe(0);
    }
  });

  it("is counted for those alone who see it, and does not stretch the years of the others", async () => {
    const counts = async (actor: Actor) => house.projectLists.countProjects(actor);
    const [inside, outside] = [await counts(house.contact), await counts(house.reader)];
    expect([inside.all - outside.all, inside.ongoing - outside.ongoing]).toEqual([1, 1]);
    expect(await counts(member)).toEqual(inside);
    for (const actor of [house.contact, house.reader]) {
      let listed = 0;
      for (let page = 1; ; page += 1) {
        const { rows, total } = await house.list(actor, { sort: "title", page: String(page) });
        listed += rows.length;
        if (rows.length === 0) {
          expect([total, (await counts(actor)).all]).toEqual([listed, listed]);
          break;
        }
      }
    }
    expect((await house.projectLists.listFilterChoices(house.contact)).years).toContain(2099);
    expect((await house.projectLists.listFilterChoices(house.reader)).years).not.toContain(2099);
  });

  it("stretches the years of nobody once it has been taken out of the register", async () => {
    const gone = await house.log({ starts: { on: "1991-01-01", precision: "YEAR" }, ends: { on: "2100-12-31", precision: "YEAR" } });
    expect((await house.projectLists.listFilterChoices(house.reader)).years[0]).toBe(2100);
    await house.projects.archiveProject(house.contact, { id: gone, _version: 1 }, true, NOON);
    for (const actor of [house.contact, house.office, house.reader]) expect((await house.projectLists.listFilterChoices(actor)).years).not.toContain(2100);
  });

  it("is exported for those alone who see it", async () => {
    const exported = async (actor: Actor) => {
      const found: string[] = [];
      for await (const piece of house.projectLists.exportProjects(actor, house.filter({ q: CANARY }), NOON)) found.push(...piece.map((project) => project.id));
      return found;
    };
    for (const actor of insiders()) expect(await exported(actor)).toEqual([id]);
    for (const actor of outsiders()) expect(await exported(actor)).toEqual([]);
  });

  it("is gone for a member the moment the membership ends", async () => {
    const short = await house.actor(await house.person("Kortvarig Provsson"));
    await house.projects.nameMember(house.contact, { projectId: id, personId: short.personId });
    expect((await house.list(short, { q: CANARY })).total).toBe(1);
    await house.projects.dismissMember(house.contact, { projectId: id, personId: short.personId });
    expect((await house.list(short, { q: CANARY })).total).toBe(0);
    await expect(house.projects.getProject(short, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
