import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { holderOf } from "@/domain/registers";
import type { PartInput, PartKind } from "@/features/visits/parts/schema";
import type * as partsService from "@/features/visits/parts/service";
import type * as publicService from "@/features/visits/public/service";
import type * as reportsService from "@/features/visits/reports/service";
import { enterInput } from "../../factories/town-relations.ts";
import { giftInput, participantInput, itemInput, reportInput } from "../../factories/visits.ts";
import { NOON, openVisits, valueOf, type VisitsHouse } from "./house.ts";

let house: VisitsHouse;
let parts: typeof partsService;
let reports: typeof reportsService;
let open: typeof publicService;
let owner: pg.Client;
beforeAll(async () => {
  house = await openVisits("varberg");
  parts = await import("@/features/visits/parts/service");
  reports = await import("@/features/visits/reports/service");
  open = await import("@/features/visits/public/service");
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const save = (visitId: string, part: PartInput, { actor = house.maja, changed = null, key = randomUUID() }: { actor?: Actor; changed?: { id: string; version: number } | null; key?: string } = {}, now = NOON) => parts.savePart(actor, { key, visitId, changed, part }, now);
const saved = async (visitId: string, part: PartInput, more: Parameters<typeof save>[2] = {}, now = NOON) => valueOf(await save(visitId, part, more, now)).id;
const held = (visitId: string, actor: Actor = house.maja) => parts.listParts(actor, visitId, {}, NOON);
const remove = (visitId: string, kind: PartKind, id: string, version = 1) => parts.removePart(house.maja, { visitId, kind, id, version }, NOON);
const past = () => house.announce({ starts: { on: "2026-11-18", precision: "DAY" }, ends: { on: "2026-11-20", precision: "DAY" } });

describe("the parts of a visit", () => {
  it("are added once for a key, changed from the version that was shown, and taken away without leaving the history", async () => {
    const id = await house.announce();
    const key = randomUUID();
    const [once, twice] = await Promise.all([saved(id, itemInput(), { key }), saved(id, itemInput(), { key })]);
    expect(once).toBe(twice);
    expect((await held(id)).programme).toMatchObject([{ id: once, day: "2027-05-12", from: "09:30", to: "11:00", startsAt: new Date("2027-05-12T07:30:00Z"), version: 1 }]);
    const change = (what: string) => save(id, itemInput({ what }), { changed: { id: once, version: 1 } });
    const outcomes = await Promise.allSettled([change("Mitt"), change("Ditt")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    valueOf(await remove(id, "programme", once, 2));
    await expect(remove(id, "programme", once, 2)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await held(id)).programme).toEqual([]);
    expect((await house.visits.listVisitHistory(house.maja, id, { limit: 10 })).map(({ action }) => action)).toEqual(["visits.programmeRemoved", "visits.programmeSaved", "visits.programmeSaved", "visits.announced"]);
  });

  it("are refused in words outside the visit's days, in an hour that is not there, and of those who are not there", async () => {
    const id = await house.announce({ starts: { on: "2027-03-27", precision: "DAY" }, ends: { on: "2027-03-29", precision: "DAY" } });
    expect(await save(id, itemInput({ day: "2027-03-30" }))).toMatchObject({ reason: "visitItemOutside", field: "day", about: { from: "2027-03-27", to: "2027-03-29" } });
    expect(await save(id, itemInput({ day: "2027-03-28", from: "02:30", to: null }))).toMatchObject({ reason: "visitTimeNotThere", field: "from" });
    expect(await save(id, participantInput({ personId: randomUUID() }))).toMatchObject({ reason: "visitPersonNotThere", field: "personId" });
    expect(await save(id, { kind: "cost", costKind: "TRAVEL", payerId: house.board, amountOre: 1n, note: null })).toMatchObject({ reason: "visitPayerNotThere", field: "payerId" });
    expect(await save(id, { kind: "action", what: "Skicka", ownerId: randomUUID(), dueOn: "2027-06-01" })).toMatchObject({ reason: "visitPersonNotThere", field: "ownerId" });
    expect(await save(id, { kind: "hospitality", servedOn: "2027-03-28", what: "Lunch", purpose: "Hälsning", participantIds: [randomUUID()] })).toMatchObject({ reason: "visitParticipantNotThere" });
    expect(await save(id, { kind: "link", subjectKind: "project", subjectId: randomUUID() })).toMatchObject({ reason: "visitLinkNotThere" });
    await expect(save(id, participantInput(), { actor: house.gunnel })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(save(randomUUID(), participantInput())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(owner.query("INSERT INTO visit_gift (visit_id, direction, what) VALUES ($1, 'RECEIVED', 'Skål')", [id])).rejects.toThrow(/visit_gift_received_is_kept/);
  });

  it("keep the costs' sums the same by kind, by payer and in all", async () => {
    const id = await past();
    const cost = (costKind: "TRAVEL" | "LODGING" | "HOSPITALITY", payerId: string, amountOre: bigint) => saved(id, { kind: "cost", costKind, payerId, amountOre, note: null });
    await cost("TRAVEL", house.unit, 100_001n);
    await cost("TRAVEL", house.otherUnit, 49_999n);
    await cost("LODGING", house.unit, 80_000n);
    const wrong = await cost("HOSPITALITY", house.unit, 999_999n);
    valueOf(await remove(id, "cost", wrong));
    const { sums } = await held(id);
    const sum = (which: (one: (typeof sums)[number]) => boolean) => sums.filter(which).reduce((all, { ore }) => all + ore, 0n);
    expect([sum(({ costKind }) => costKind !== null), sum(({ payerId }) => payerId !== null), sum(({ costKind, payerId }) => costKind === null && payerId === null)]).toEqual([230_000n, 230_000n, 230_000n]);
    expect((await open.listPublicVisits(house.office, { q: "", year: null, direction: null, unitId: null, page: 1 }, NOON)).rows.find((row) => row.id === id)?.costOre).toBe(230_000n);
  });

  it("belong with a relation on both records, once, and show a confidential project to nobody who may not see it", async () => {
    const { enterRelation } = await import("@/features/town-relations/service");
    const { logProject } = await import("@/features/projects/service");
    const { projectInput } = await import("../../factories/projects.ts");
    const id = await house.announce({ title: "Besök som hör ihop" });
    const relation = valueOf(await enterRelation(house.office, enterInput({ unitId: house.unit, name: "Nystad" }), randomUUID())).id;
    await saved(id, { kind: "link", subjectKind: "townRelation", subjectId: relation });
    expect(await save(id, { kind: "link", subjectKind: "townRelation", subjectId: relation })).toMatchObject({ reason: "visitLinkTwice" });
    const { id: projectId } = await logProject(house.maja, projectInput({ unitId: house.unit, title: "Hemligt", isConfidential: true }), randomUUID());
    await saved(id, { kind: "link", subjectKind: "project", subjectId: projectId });
    expect((await held(id)).links.map(({ title, path }) => [title, path])).toEqual([["Hemligt", `/projects/${projectId}`], ["Nystad", `/town-relations/${relation}`]]);
    expect((await held(id, house.gunnel)).links.map(({ title }) => title)).toEqual(["Nystad"]);
    const loaded = holderOf("Nystad", house.unit, { mayEdit: false, mayArchive: false });
    expect(await parts.listVisitsOf(house.gunnel, { kind: "townRelation", id: relation }, { loaded })).toMatchObject({ total: 1, visits: [{ id, title: "Besök som hör ihop" }] });
    expect(await parts.listVisitsOf(house.gunnel, { kind: "partner", id: relation }, { loaded })).toEqual({ visits: [], total: 0 });
  });

  it("come to whoever is to do something because of it, until it is done", async () => {
    const id = await past();
    const actionId = await saved(id, { kind: "action", what: "Skicka boken", ownerId: house.bo.personId, dueOn: "2026-11-21" });
    const tasks = async (actor: Actor) => (await house.visitRegister.tasks(actor, "2026-11-22")).filter(({ key }) => key === `visit action ${actionId}`);
    expect(await tasks(house.bo)).toMatchObject([{ state: "late", dueOn: "2026-11-21", path: `/visits/${id}#action` }]);
    expect(await tasks(house.gunnel)).toEqual([]);
    await expect(parts.settleAction(house.gunnel, { visitId: id, id: actionId, version: 1, isDone: true }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await parts.settleAction(house.bo, { visitId: id, id: actionId, version: 1, isDone: true }, NOON);
    expect(await tasks(house.bo)).toEqual([]);
    expect((await held(id)).actions).toMatchObject([{ doneOn: "2026-11-22", maySettle: true }]);
  });
});

describe("the names of those from elsewhere", () => {
  const placesOf = async (name: string) => {
    const { rows } = await owner.query<{ place: string }>(
      `SELECT 'details' AS place FROM visit_participant_details WHERE name LIKE $1 UNION ALL SELECT 'version' FROM record_version WHERE row::text LIKE $1 UNION ALL SELECT 'audit' FROM audit_entry WHERE details::text LIKE $1`,
      [`%${name}%`],
    );
    return rows.map(({ place }) => place);
  };

  it("are for the unit, the office and the presidia", async () => {
    const id = await past();
    await saved(id, participantInput({ name: "Sunniva Provsdatter", title: "Rektor" }));
    const reader = await house.someone("READER");
    expect(await Promise.all([house.maja, house.office, house.gunnel, reader].map(async (actor) => (await held(id, actor)).participant[0]?.name))).toEqual(["Sunniva Provsdatter", "Sunniva Provsdatter", "Sunniva Provsdatter", null]);
    expect(JSON.stringify(await open.listPublicVisits(house.office, { q: "", year: null, direction: null, unitId: null, page: 1 }, NOON), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain("Sunniva");
  });

  it("are erased from their versions too when that is asked, and the chain of the audit trail still holds", async () => {
    const id = await past();
    const participant = await saved(id, participantInput({ name: "Halldis Raderad" }));
    await saved(id, participantInput({ name: "Halldis Raderad II" }), { changed: { id: participant, version: 1 } });
    await expect(parts.eraseName(house.gunnel, { visitId: id, id: participant, version: 2 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await parts.eraseName(house.maja, { visitId: id, id: participant, version: 2 }, NOON);
    expect(await placesOf("Halldis")).toEqual([]);
    expect((await held(id)).participant).toMatchObject([{ name: null, organisation: "Nystads stad", isAnonymised: true }]);
    expect((await owner.query("SELECT * FROM audit_verify()")).rows).toEqual([]);
  });

  it("are erased by the program when the visit has been over for two years, once though two do it, and the one that was taken away as well", async () => {
    const id = await past();
    await saved(id, participantInput({ name: "Vigdis Gammal" }));
    const taken = await saved(id, participantInput({ name: "Vigdis Borttagen" }));
    valueOf(await remove(id, "participant", taken));
    expect(await parts.eraseOldNames(house.system, new Date("2028-11-20T02:17:00Z"))).toBe(0);
    const late = new Date("2028-11-22T02:17:00Z");
    await Promise.all([parts.eraseOldNames(house.system, late), parts.eraseOldNames(house.system, late)]);
    expect(await placesOf("Vigdis")).toEqual([]);
    expect(await parts.eraseOldNames(house.system, late)).toBe(0);
  });
});

describe("V5a: a visit's report", () => {
  it("V5a: is told once for a key and asked for before the visit is closed, after which nothing of it is changed until it is opened", async () => {
    const id = await past();
    const close = (version: number, closed = true) => reports.closeVisit(house.maja, { id, version }, closed, NOON);
    expect(await close(1)).toMatchObject({ reason: "visitReportMissing" });
    const key = randomUUID();
    const tell = (version: number, more: Parameters<typeof reportInput>[0] = {}, withKey = randomUUID()) => reports.saveReport(house.maja, { visitId: id, key: withKey, version, report: reportInput({ toldOn: "2026-11-21", ...more }) }, NOON);
    expect(await Promise.all([tell(0, {}, key), tell(0, {}, key)])).toEqual([{ ok: true, value: { id } }, { ok: true, value: { id } }]);
    await expect(tell(0)).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await tell(1, { outcome: "Ändrat" }));
    valueOf(await close(1));
    expect((await house.see(id)).closedOn).toBe("2026-11-22");
    expect(await save(id, giftInput())).toMatchObject({ reason: "visitClosed" });
    expect(await tell(2)).toMatchObject({ reason: "visitClosed" });
    expect(await house.visits.changeVisit(house.maja, { id, version: 2, visit: house.input() }, NOON)).toMatchObject({ reason: "visitClosed" });
    await expect(house.visits.cancelVisit(house.maja, { id, version: 2 }, true, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await close(2, false));
    await saved(id, giftInput());
    expect((await reports.getReport(house.gunnel, id, {}, NOON)).report).toMatchObject({ outcome: "Ändrat", version: 2 });
  });

  it("is waited for from the day after the visit, late after thirty days, and what is missing of one that begins soon is said", async () => {
    const listed = async (report: string) => (await house.list({ report, q: "Utan rapport" })).rows.map(({ id }) => id);
    const bare = await house.announce({ title: "Utan rapport", starts: { on: "2026-11-19", precision: "DAY" } });
    expect([await listed("missing"), await listed("told")]).toEqual([[bare], []]);
    valueOf(await reports.saveReport(house.maja, { visitId: bare, key: randomUUID(), version: 0, report: reportInput({ toldOn: "2026-11-21" }) }, NOON));
    expect([await listed("missing"), await listed("told")]).toEqual([[], [bare]]);
    const [over, soon] = [await past(), await house.announce({ purpose: "Hamnen", starts: { on: "2026-12-06", precision: "DAY" } })];
    await house.announce({ starts: { on: "2026-12-07", precision: "DAY" } });
    const tasks = async (day: string, key: string) => (await house.visitRegister.tasks(house.maja, day)).find((task) => task.key === key);
    expect(await tasks("2026-11-20", `visit report ${over}`)).toBeUndefined();
    expect(await tasks("2026-11-21", `visit report ${over}`)).toMatchObject({ state: "todo", dueOn: "2026-12-20" });
    expect(await tasks("2026-12-21", `visit report ${over}`)).toMatchObject({ state: "late" });
    expect(await tasks("2026-11-22", `visit information ${soon}`)).toMatchObject({ text: { params: { count: 3 } } });
    expect((await reports.getReport(house.maja, soon, {}, NOON)).lacking).toEqual(["counterpart", "hosts", "places"]);
    await saved(soon, participantInput());
    await saved(soon, participantInput({ role: "HOST" }));
    await saved(soon, itemInput({ day: "2026-12-06" }));
    expect(await tasks("2026-11-22", `visit information ${soon}`)).toBeUndefined();
    expect((await reports.listAwaited(house.gunnel, "2026-12-21")).unreported).toEqual([]);
  });
});

describe("the public register", () => {
  it("says who met whom, why and what it cost, and leaves out and counts what is dealt with separately, what is to come and what was cancelled", async () => {
    const of = (title: string, more = {}) => house.announce({ title: `Öppet ${title}`, starts: { on: "2026-11-19", precision: "DAY" }, purpose: "Om hamnen", counterpart: "Nystads stad", ...more });
    const shown = await of("visat");
    await of("skilt", { isHandledSeparately: true });
    await of("kommande", { starts: { on: "2026-12-24", precision: "DAY" } });
    await house.visits.cancelVisit(house.maja, { id: await of("inställt"), version: 1 }, true, NOON);
    await saved(shown, participantInput({ name: "Namn Namnsson", title: "Borgmästare" }));
    await saved(shown, participantInput({ organisation: "Hamnen i Nystad", headcount: 11 }));
    await saved(shown, participantInput({ role: "HOST", personId: house.bo.personId, standing: "ELECTED", organisation: null }));
    await saved(shown, giftInput({ direction: "RECEIVED", what: "Skål", valueOre: 30_000n, keptWhere: "Rådhuset" }));
    await saved(shown, { kind: "cost", costKind: "HOSPITALITY", payerId: house.unit, amountOre: 450_000n, note: null });
    const filter = { q: "Öppet", year: 2026, direction: null, unitId: null, page: 1 };
    const page = await open.listPublicVisits(house.gunnel, filter, NOON);
    expect(page).toMatchObject({ total: 1, leftOut: 1, costOre: 450_000n });
    expect(page.rows).toMatchObject([{ id: shown, guests: 12, own: 1, representatives: ["Bo Provsson"], met: ["Hamnen i Nystad", "Nystads stad, Borgmästare"], gifts: [{ what: "Skål", valueOre: 30_000n, keptWhere: "Rådhuset" }], costOre: 450_000n }]);
    const exported = [];
    for await (const piece of open.exportPublicVisits(house.gunnel, filter, NOON)) exported.push(...piece);
    expect(exported).toEqual(page.rows);
  });
});
