import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvOf } from "../factories/lists.ts";
import { networkInput } from "../factories/networks.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, NoAnswer, Refusal } from "./harness/instance.ts";
import { openLooker, settleTown, valueOf, type Town } from "./harness/town.ts";
import { untilHeldUp, untilOthersAreGone } from "./harness/waits.ts";

const ROWS = 2_000;
/** Moments at which the program is killed, spread over as long as reading in takes. */
const KILLS = Number(process.env["FAULT_KILLS"] ?? 4);

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let standing: Instance;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 1, shared: 0 });
  looker = await openLooker(database.ownerUrl);
  standing = new Instance(database.appUrl);
  await standing.ready();
});
afterAll(async () => {
  await standing.stop();
  await looker.end();
  await database.drop();
});

const word = () => randomUUID().slice(0, 13);
const listOf = (token: string, rows: number) => csvOf([["Partner", "Typ", "Land"], ...Array.from({ length: rows }, (_none, index) => [`${token} ${word()} ${String(index)}`, "Företag", "Danmark"])]);
const hand = async (token: string, rows = ROWS, bytes = listOf(token, rows)) => valueOf(await standing.call("imports", "uploadList", town.officeId, { kind: "partner", draftId: null, fileName: `${token}.csv`, bytes })).id;
const digestOf = (id: string) => standing.call("imports", "digestOf", town.officeId, id);
const countOf = async (token: string) => (await looker.query("SELECT 1 FROM partner WHERE name LIKE $1 AND archived_at IS NULL", [`${token}%`])).rowCount ?? 0;
const entriesOf = async (token: string) => (await looker.query("SELECT 1 FROM audit_entry a JOIN partner p ON p.id = a.subject_id WHERE a.action = 'partners.added' AND p.name LIKE $1", [`${token}%`])).rowCount ?? 0;

/** The list is read in by the same button once more, and stands once, each row with its entry and its source. */
async function expectWhole(token: string, id: string, digest: string): Promise<void> {
  valueOf(await standing.call("imports", "runImport", town.officeId, { id, digest }));
  expect([await countOf(token), await entriesOf(token)]).toEqual([ROWS, ROWS]);
  expect((await looker.query("SELECT 1 FROM sourced_fact f JOIN partner p ON p.id = f.subject_id WHERE p.name LIKE $1 AND f.source LIKE 'Importerad från %, rad %'", [`${token}%`])).rowCount).toBe(ROWS);
  expect((await looker.query("SELECT 1 FROM list_import WHERE file_name = $1", [`${token}.csv`])).rowCount).toBe(1);
  expect((await looker.query("SELECT 1 FROM import_draft WHERE id = $1", [id])).rowCount).toBe(0);
}

describe("a program that is killed in the midst of reading in a list of 2,000 rows", () => {
  // Where it is held up, so that the kill surely comes there.
  it.each([
    ["between the partners and what is said of them", "LOCK TABLE sourced_fact IN SHARE MODE"],
    ["when the rows are written and the list is not", "LOCK TABLE list_import IN SHARE MODE"],
    ["when all is written and only the audit is left", "LOCK TABLE audit_entry IN SHARE MODE"],
  ])("%s leaves none of them, and the same list is then read in whole", { timeout: 120_000 }, async (_moment, lock) => {
    const token = word();
    const id = await hand(token);
    const digest = await digestOf(id);
    const doomed = new Instance(database.appUrl);
    await doomed.ready();
    await looker.query("BEGIN");
    await looker.query(lock);
    const read = doomed.call("imports", "runImport", town.officeId, { id, digest });
    read.catch(() => undefined);
    await untilHeldUp(looker);
    await doomed.kill();
    await looker.query("COMMIT");
    await expect(read).rejects.toThrow(NoAnswer);
    await untilOthersAreGone(looker);
    expect([await countOf(token), await entriesOf(token)]).toEqual([0, 0]);
    await expectWhole(token, id, digest);
  });

  it("at any moment leaves all of them or none", { timeout: Math.max(300_000, KILLS * 40_000) }, async () => {
    const began = Date.now();
    const first = word();
    const once = await hand(first);
    const digest = await digestOf(once);
    const from = Date.now();
    await expectWhole(first, once, digest);
    const usual = Date.now() - from;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const token = word();
      const id = await hand(token);
      const shown = await digestOf(id);
      const doomed = new Instance(database.appUrl);
      await doomed.ready();
      const read = doomed.call("imports", "runImport", town.officeId, { id, digest: shown }).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, (usual * 1.2 * (kill + 0.5)) / KILLS));
      await doomed.kill();
      await read;
      await untilOthersAreGone(looker);
      expect([0, ROWS]).toContain(await countOf(token));
      await expectWhole(token, id, shown);
    }
    console.log(`${String(KILLS + 1)} lists of ${String(ROWS)} rows in ${String(Date.now() - began)} ms; one takes ${String(usual)} ms.`);
    expect(await findViolations(looker, [])).toEqual([]);
  });
});

describe("a list of visits", () => {
  const HEADINGS = ["Besök", "Slag", "Förvaltning", "Datum", "Representation", "Gäller verksamheten direkt", "Barn och unga"];
  const visitsThere = async (token: string) => (await looker.query("SELECT 1 FROM visit WHERE title LIKE $1 AND archived_at IS NULL", [`${token}%`])).rowCount ?? 0;
  const handVisits = async (token: string, count: number) => {
    const { rows } = await looker.query<{ name: string }>("SELECT name FROM body_name WHERE body_id = $1 AND valid_to IS NULL LIMIT 1", [town.unitId]);
    const bytes = csvOf([HEADINGS, ...Array.from({ length: count }, (_none, index) => [`${token} ${String(index)}`, "Besök hit", rows[0]?.name ?? "", "2024-05-12", "Ja", "Nej", "Nej"])]);
    return valueOf(await standing.call("imports", "uploadList", town.officeId, { kind: "visit", draftId: null, fileName: `${token}.csv`, bytes })).id;
  };

  it("V15: is not there when the program is killed in the midst, is then read in whole, and by two once", { timeout: 120_000 }, async () => {
    const token = word();
    const id = await handVisits(token, 500);
    const digest = await digestOf(id);
    const doomed = new Instance(database.appUrl);
    await doomed.ready();
    await looker.query("BEGIN");
    await looker.query("LOCK TABLE sourced_fact IN SHARE MODE");
    const read = doomed.call("imports", "runImport", town.officeId, { id, digest });
    read.catch(() => undefined);
    await untilHeldUp(looker);
    await doomed.kill();
    await looker.query("COMMIT");
    await expect(read).rejects.toThrow(NoAnswer);
    await untilOthersAreGone(looker);
    expect(await visitsThere(token)).toBe(0);
    const other = new Instance(database.appUrl);
    await other.ready();
    const both = await Promise.all([standing, other].map((instance) => instance.call("imports", "runImport", town.officeId, { id, digest })));
    expect(valueOf(both[0]!)).toEqual(valueOf(both[1]!));
    expect(await visitsThere(token)).toBe(500);
    expect((await looker.query("SELECT 1 FROM audit_entry a JOIN visit v ON v.id = a.subject_id WHERE a.action = 'visits.announced' AND v.title LIKE $1", [`${token}%`])).rowCount).toBe(500);
    const list = valueOf(both[0]!).id;
    const undone = await Promise.all([standing, other].map((instance) => instance.call("imports", "undoImport", town.officeId, { id: list, version: 1 })));
    expect(undone.map((one) => (one.ok ? "undone" : one.reason)).sort()).toEqual(["importUndoneAlready", "undone"]);
    expect(await visitsThere(token)).toBe(0);
    await other.stop();
    expect(await findViolations(looker, [])).toEqual([]);
  });
});

describe("a list that the worker reads in", () => {
  it("is not there when the worker is killed in the midst, and is read in whole by the next one, once, whoever comes first", { timeout: 180_000 }, async () => {
    const token = word();
    const id = await hand(token);
    const digest = await digestOf(id);
    const doomed = new Instance(database.appUrl);
    await doomed.ready();
    const asked = await Promise.all([standing, doomed].map((instance) => instance.call("imports", "startImport", town.officeId, { id, digest })));
    const [runId, same] = asked.map((one) => valueOf(one).runId);
    expect(same).toBe(runId);
    await looker.query("BEGIN");
    await looker.query("LOCK TABLE audit_entry IN SHARE MODE");
    const read = doomed.readLists();
    read.catch(() => undefined);
    await untilHeldUp(looker);
    // Meanwhile nobody else takes it, and nothing more is told of it.
    expect(await standing.readLists()).toBe(0);
    await expect(standing.call("imports", "tellColumns", town.officeId, { id, revision: 1, columns: { name: 0 }, defaults: {} })).rejects.toMatchObject({ code: "CONFLICT" });
    await doomed.kill();
    await looker.query("COMMIT");
    await expect(read).rejects.toThrow(NoAnswer);
    await untilOthersAreGone(looker);
    expect([await countOf(token), await entriesOf(token)]).toEqual([0, 0]);
    expect((await looker.query("SELECT state, attempts FROM import_run WHERE id = $1", [runId])).rows).toEqual([{ state: "WAITING", attempts: 1 }]);

    const other = new Instance(database.appUrl);
    await other.ready();
    const ended = await Promise.all([standing, other].map((instance) => instance.readLists()));
    expect(ended.sort()).toEqual([0, 1]);
    await other.stop();
    expect([await countOf(token), await entriesOf(token)]).toEqual([ROWS, ROWS]);
    expect((await looker.query("SELECT 1 FROM list_import WHERE file_name = $1", [`${token}.csv`])).rowCount).toBe(1);
    expect((await looker.query("SELECT r.state, n.kind FROM import_run r JOIN notification n ON n.subject_id = r.import_id WHERE r.id = $1", [runId])).rows).toEqual([{ state: "READ", kind: "LIST_READ" }]);
    // The button that is pressed once more leads to the same.
    expect(valueOf(await standing.call("imports", "startImport", town.officeId, { id, digest })).runId).toBe(runId);
    expect(await standing.readLists()).toBe(0);
    expect(await findViolations(looker, [])).toEqual([]);
  });
});

describe("two instances", () => {
  it("read in the same list once, and answer the same to the button that is pressed twice", { timeout: 120_000 }, async () => {
    const other = new Instance(database.appUrl);
    await other.ready();
    const token = word();
    const id = await hand(token, 300);
    const digest = await digestOf(id);
    const both = await Promise.all([standing, other].map((instance) => instance.call("imports", "runImport", town.officeId, { id, digest })));
    expect(valueOf(both[0]!)).toEqual(valueOf(both[1]!));
    expect(await countOf(token)).toBe(300);

    const [same, bytes] = [word(), listOf(word(), 200)];
    const drafts = [await hand(same, 200, bytes), await hand(same, 200, bytes)];
    const digests = await Promise.all(drafts.map(digestOf));
    const raced = await Promise.all([standing, other].map((instance, index) => instance.call("imports", "runImport", town.officeId, { id: drafts[index]!, digest: digests[index]! })));
    expect(raced.map((one) => (one.ok ? "read in" : one.reason)).sort()).toEqual(["importChangedMeanwhile", "read in"]);

    const list = raced.flatMap((one) => (one.ok ? [one.value.id] : []))[0]!;
    const undone = await Promise.all([standing, other].map((instance) => instance.call("imports", "undoImport", town.officeId, { id: list, version: 1 })));
    expect(undone.map((one) => (one.ok ? "undone" : one.reason)).sort()).toEqual(["importUndoneAlready", "undone"]);
    await other.stop();
    expect(await findViolations(looker, [])).toEqual([]);
  });

  it("wait for each other for longer than a statement may take", { timeout: 60_000 }, async () => {
    const token = word();
    const id = await hand(token, 5);
    const digest = await digestOf(id);
    const turns = [`import of ${id}`, "import partner"];
    for (const turn of turns) await looker.query("SELECT pg_advisory_lock(hashtextextended($1, 11))", [turn]);
    const read = [standing, standing].map((instance) => instance.call("imports", "runImport", town.officeId, { id, digest }));
    // One more second than the limit of a statement, and then as long again where the register is waited for.
    for (const turn of turns) {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      await looker.query("SELECT pg_advisory_unlock(hashtextextended($1, 11))", [turn]);
    }
    const [one, same] = await Promise.all(read);
    expect(valueOf(one!)).toEqual(valueOf(same!));
    expect(await countOf(token)).toBe(5);
  });

  it("refuse what an older window tells of a list's columns", async () => {
    const other = new Instance(database.appUrl);
    await other.ready();
    const id = await hand(word(), 5);
    const told = await Promise.allSettled([standing, other].map((instance, index) => instance.call("imports", "tellColumns", town.officeId, { id, revision: 1, columns: { name: index }, defaults: {} })));
    const refused = told.flatMap((one) => (one.status === "rejected" && one.reason instanceof Refusal ? [one.reason.code] : []));
    expect(refused).toEqual(["CONFLICT"]);
    await other.stop();
  });

  it("merge two networks one way only, whichever of them does it", { timeout: 60_000 }, async () => {
    const other = new Instance(database.appUrl);
    await other.ready();
    const add = async () => valueOf(await standing.call("networks", "addNetwork", town.officeId, { network: networkInput({ unitId: town.unitId, name: `Nätverk ${randomUUID()}` }), key: randomUUID(), isAnother: true })).id;
    const [one, two] = [await add(), await add()];
    const raced = await Promise.allSettled([
      standing.call("networks/merging", "mergeNetwork", town.officeId, { id: one, version: 1, intoId: two, isHistoryChosen: false }),
      other.call("networks/merging", "mergeNetwork", town.officeId, { id: two, version: 1, intoId: one, isHistoryChosen: false }),
    ]);
    expect(raced.filter((result) => result.status === "fulfilled" && result.value.ok)).toHaveLength(1);
    expect((await looker.query("SELECT 1 FROM network WHERE id = ANY ($1) AND merged_into_id IS NOT NULL", [[one, two]])).rowCount).toBe(1);
    await other.stop();
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
