import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { reportEntries } from "@/features/audit-trail/report";
import { readAuditFilter, writeAuditFilter } from "@/features/audit-trail/schema";
import type * as Trail from "@/features/audit-trail/service";
import { wordsFor } from "@/messages/words";
import type * as Db from "@/server/db";
import { isAppError } from "@/server/errors";
import { log } from "@/server/log";
import type * as RequestContext from "@/server/request-context";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let trail: typeof Trail;
let around: Parameters<typeof Trail.listEntries>[2];
let withRequest: typeof RequestContext.withRequest;
let readAtLength: typeof Db.readAtLength;
let auditor: Actor;
let administrator: Actor;

beforeAll(async () => {
  house = await openRegister();
  trail = await import("@/features/audit-trail/service");
  around = await import("@/registers");
  ({ withRequest } = await import("@/server/request-context"));
  ({ readAtLength } = await import("@/server/db"));
  auditor = await house.someone("AUDITOR");
  administrator = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

const list = (address: Record<string, string>, actor: Actor = auditor) => trail.listEntries(actor, readAuditFilter(address).filter, around);
const exported = async (address: Record<string, string>) => {
  const rows = [];
  for await (const piece of trail.exportEntries(auditor, readAuditFilter(address).filter, around)) rows.push(...piece);
  return rows;
};
const check = async () => {
  const found = await trail.findLatestCheck(auditor);
  if (found === null) throw new Error("no check has been asked for");
  return found;
};

describe("Issue's own words: “audit log with search and export”", () => {
  it("says who did what to which record, for whom and under which reference", async () => {
    const id = await withRequest("ABCD2345", () => house.log({ title: "Skutor och segel" }, house.office));
    const { rows } = await list({ record: id });
    expect(rows).toEqual([
      expect.objectContaining({ action: "projects.logged", actorId: house.office.personId, actorName: "COORDINATOR Provsson", onBehalf: true, unit: "Hamnförvaltningen", title: "Skutor och segel", path: `/projects/${id}`, subjectKind: "project", requestId: "ABCD2345" }),
    ]);
    expect(reportEntries(rows, wordsFor("sv")).rows[0]?.slice(2, 10)).toEqual(["COORDINATOR Provsson", "Hamnförvaltningen", "Loggade projektet", "Projekt", "Skutor och segel", id, "Hamnförvaltningen", "ABCD2345"]);
    expect(reportEntries(rows, wordsFor("en")).rows[0]?.slice(4, 6)).toEqual(["Logged the project", "Project"]);
  });

  it("finds by person, kind of record, act, unit, record, reference and day, each alone and together", async () => {
    const reference = "WXYZ6789";
    const id = await withRequest(reference, () => house.log({ unitId: house.otherUnit }, house.stranger));
    await house.log({}, house.contact);
    const { from, to } = (await house.query<{ from: string; to: string }>("SELECT (min(at) AT TIME ZONE 'Europe/Stockholm')::date::text AS from, (max(at) AT TIME ZONE 'Europe/Stockholm')::date::text AS to FROM audit_entry"))[0]!;
    const shows = async (address: Record<string, string>, holds: (row: Awaited<ReturnType<typeof list>>["rows"][number]) => boolean) => {
      const { rows, count } = await list(address);
      expect(rows.length, JSON.stringify(address)).toBeGreaterThan(0);
      expect(rows.filter((row) => !holds(row)), JSON.stringify(address)).toEqual([]);
      expect(count).toBe(rows.length);
      expect(rows.some(({ subjectId }) => subjectId === id), JSON.stringify(address)).toBe(true);
    };
    await shows({ who: house.stranger.personId }, ({ actorId }) => actorId === house.stranger.personId);
    await shows({ kind: "project" }, ({ subjectKind }) => subjectKind === "project");
    await shows({ action: "projects.logged" }, ({ action }) => action === "projects.logged");
    await shows({ unit: house.otherUnit }, ({ unitId }) => unitId === house.otherUnit);
    await shows({ record: id }, ({ subjectId }) => subjectId === id);
    await shows({ reference: "wxyz 6789" }, ({ requestId }) => requestId === reference);
    await shows({ who: house.stranger.personId, kind: "project", action: "projects.logged", unit: house.otherUnit, record: id, reference, from, to }, () => true);
    const everything = await list({ from, to });
    expect(everything.count).toBe((await list({})).count);
    expect((await list({ to: "2020-01-01" })).rows).toEqual([]);
    expect((await list({ from: "2099-01-01" })).rows).toEqual([]);
    expect((await list({ who: "program" })).rows.every(({ actorId }) => actorId === null)).toBe(true);
    const choices = await trail.listEntryChoices(auditor);
    expect(choices.people.map(({ id: personId }) => personId)).toEqual(expect.arrayContaining([house.stranger.personId, house.contact.personId]));
    expect(choices.kinds).toEqual(expect.arrayContaining(["body", "person", "project"]));
    expect(choices.actions).toContain("projects.logged");
  });

  it("takes a day from midnight to midnight in Sweden", async () => {
    const [{ day, next }] = (await house.query<{ day: string; next: string }>("SELECT (max(at) AT TIME ZONE 'Europe/Stockholm')::date::text AS day, ((max(at) AT TIME ZONE 'Europe/Stockholm')::date + 1)::text AS next FROM audit_entry")) as [{ day: string; next: string }];
    expect((await list({ to: day })).count).toBe((await list({})).count);
    expect((await list({ from: next })).count).toBe(0);
  });

  it("leads page by page through every entry once, back and forth, while others go on writing", async () => {
    for (let left = 120; left > 0; left -= 1) await house.log({}, house.contact);
    const address = { who: house.contact.personId };
    const forth: string[] = [];
    let page = await list(address);
    expect([page.hasNewer, page.hasOlder]).toEqual([false, true]);
    const { count } = page;
    for (;;) {
      forth.push(...page.rows.map(({ seq }) => seq));
      if (!page.hasOlder) break;
      await house.log({}, house.contact);
      page = await list({ ...address, before: page.rows.at(-1)!.seq });
      expect(page.hasNewer).toBe(true);
    }
    expect(forth).toEqual([...new Set(forth)]);
    expect(forth).toHaveLength(count);
    expect(forth.map(Number)).toEqual(forth.map(Number).sort((one, other) => other - one));
    const back = [...page.rows.map(({ seq }) => seq)];
    while (page.hasNewer) {
      page = await list({ ...address, after: page.rows[0]!.seq });
      back.unshift(...page.rows.map(({ seq }) => seq));
    }
    expect(back.slice(-count)).toEqual(forth);
  });

  it("is exported as it is shown, every page of it", async () => {
    const address = { kind: "project" };
    const rows = await exported(address);
    let page = await list(address);
    const shown = [...page.rows];
    while (page.hasOlder) {
      page = await list({ ...address, before: page.rows.at(-1)!.seq });
      shown.push(...page.rows);
    }
    expect(rows).toEqual(shown);
    expect(rows.length).toBeGreaterThan(50);
  });

  it("never tells the title of a record that the reader may not see, on the page or in the file, and logs no attempt", async () => {
    const title = `Hemligt ${randomUUID()}`;
    const id = await house.log({ title, isConfidential: true, confidentialityProvision: "19 kap. 3 § OSL" });
    for (const reader of [auditor, administrator]) {
      const { rows } = await list({ record: id }, reader);
      expect(rows).toEqual([expect.objectContaining({ title: null, path: null, subjectKind: "project", subjectId: id })]);
    }
    expect(JSON.stringify(await exported({ record: id }))).not.toContain(title);
    const personId = await house.person("Båda Provsson");
    for (const role of ["AUDITOR", "COORDINATOR"] as const) expect(await house.people.giveRole(house.system, { personId, role, bodyId: null, from: "2020-01-01", to: null }, randomUUID())).toMatchObject({ ok: true });
    expect((await list({ record: id }, await house.actor(personId))).rows[0]).toMatchObject({ title, path: `/projects/${id}` });
  });

  it("names a record out of its register only to who may see it there", async () => {
    const id = await house.log({ title: "Undanlagt projekt" });
    await house.projects.archiveProject(house.contact, { id, _version: 1 }, true);
    expect((await list({ record: id })).rows.map(({ title }) => title)).toEqual([null, null]);
  });

  it("is not there for anybody else", async () => {
    for (const actor of [house.office, house.contact, house.reader, house.nobody]) {
      for (const ask of [() => list({}, actor), () => trail.exportEntries(actor, readAuditFilter({}).filter, around).next(), () => trail.listEntryChoices(actor), () => trail.findLatestCheck(actor), () => trail.requestCheck(actor)]) {
        await expect(ask()).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
      }
    }
  });

  it("has an address that says what it shows, and says what it did not understand", () => {
    const address = { from: "2026-01-02", to: "2026-12-31", who: randomUUID(), kind: "project", action: "projects.logged", unit: randomUUID(), record: randomUUID(), reference: "ABCD2345", before: "17" };
    expect(Object.fromEntries(new URLSearchParams(writeAuditFilter(readAuditFilter(address).filter)))).toEqual(address);
    expect(readAuditFilter({ from: "3/5 2027" }).filter.from).toBe("2027-05-03");
    expect(readAuditFilter({ from: "i våras", who: "x' OR 1=1", kind: "pro;ject", action: "alla", unit: "1", record: "*", reference: "kort", before: "-1", after: "1e9", colour: "blue" }).ignored.sort()).toEqual(["action", "after", "before", "colour", "from", "kind", "record", "reference", "unit", "who"]);
  });
});

describe("Issue's own words: “the chain's state”, recounted when asked", () => {
  it("is whole when nothing has been changed, and says how many entries it is made of", async () => {
    await trail.requestCheck(auditor);
    expect(await check()).toMatchObject({ finishedAt: null, entries: null, byName: "AUDITOR Provsson" });
    const [{ count }] = (await house.query<{ count: number }>("SELECT count(*)::int AS count FROM audit_entry")) as [{ count: number }];
    expect(await trail.carryOutCheck(house.system)).toBe(true);
    expect(await check()).toMatchObject({ entries: count, problemCount: 0, problems: [] });
    expect((await check()).finishedAt).not.toBeNull();
    expect(await trail.carryOutCheck(house.system)).toBe(false);
  });

  it("is asked for once, however often and by however many", async () => {
    const { value: ids, entries } = await house.recorded(() => Promise.all([trail.requestCheck(auditor), trail.requestCheck(administrator), trail.requestCheck(auditor), trail.requestCheck(administrator)]));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(entries.map(({ action }) => action)).toEqual(["auditTrail.checkRequested"]);
    expect((await house.query("SELECT 1 FROM pgboss.job WHERE name = 'check-audit' AND state = 'created'")).length).toBeGreaterThan(0);
    const done = await Promise.all([trail.carryOutCheck(house.system), trail.carryOutCheck(house.system)]);
    expect(done.sort()).toEqual([false, true]);
  });

  it("is taken over from a worker that fell, and given up when that goes on", async () => {
    const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const { id } = await trail.requestCheck(auditor);
    await house.query("UPDATE audit_check SET started_at = now(), attempts = 1 WHERE id = $1", [id]);
    expect(await trail.carryOutCheck(house.system)).toBe(false);
    expect(await trail.carryOutCheck(house.system, later(25))).toBe(true);
    expect(await check()).toMatchObject({ id, problemCount: 0 });
    const { id: next } = await trail.requestCheck(auditor);
    await house.query("UPDATE audit_check SET started_at = now(), attempts = 3 WHERE id = $1", [next]);
    expect(await trail.carryOutCheck(house.system, later(25))).toBe(true);
    expect(await check()).toMatchObject({ id: next, entries: null, problemCount: null });
    expect((await check()).finishedAt).not.toBeNull();
  });

  it("keeps nobody waiting: others write and read while a long reading goes on", async () => {
    let isOver = false;
    const long = readAtLength(30_000, (ask) => ask(Prisma.sql`SELECT pg_sleep(1.5)::text AS slept, count(*)::int AS entries FROM audit_entry`)).finally(() => (isOver = true));
    await house.log();
    await list({});
    expect(isOver).toBe(false);
    await expect(long).resolves.toHaveLength(1);
    await expect(readAtLength(30_000, (ask) => ask(Prisma.sql`INSERT INTO audit_entry (action, subject_kind) VALUES ('prov.x', 'prov')`))).rejects.toMatchObject({ code: "25006" });
    await expect(readAtLength(100, (ask) => ask(Prisma.sql`SELECT pg_sleep(5)`))).rejects.toMatchObject({ code: "57014" });
    await house.log();
  });

  it("is not whole when an entry has been changed past the program, and says which", async () => {
    const id = await house.log();
    const [{ seq }] = (await house.query<{ seq: string }>("SELECT seq FROM audit_entry WHERE subject_id = $1", [id])) as [{ seq: string }];
    await house.query("ALTER TABLE audit_entry DISABLE TRIGGER ALL");
    await house.query("UPDATE audit_entry SET action = 'projects.changed' WHERE seq = $1", [seq]);
    await house.query("ALTER TABLE audit_entry ENABLE TRIGGER ALL");
    await trail.requestCheck(administrator);
    const said: unknown[] = [];
    const error = log.error.bind(log);
    log.error = (line: unknown) => said.push(line);
    await trail.carryOutCheck(house.system).finally(() => (log.error = error));
    const found = await check();
    expect(found.problemCount).toBeGreaterThan(0);
    expect(found.problems.map((one) => one.seq)).toContain(seq);
    expect(said).toEqual([expect.objectContaining({ event: "audit chain broken" })]);
  });
});
