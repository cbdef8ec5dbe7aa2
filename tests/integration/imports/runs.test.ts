import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as runsService from "@/features/imports/runs/service";
import type * as importsService from "@/features/imports/service";
import type * as notificationsService from "@/features/notifications/service";
import { wordsFor } from "@/messages/words";
import { csvOf, EVERY_ROW } from "../../factories/lists.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let imports: typeof draftsService & typeof importsService & typeof runsService;
let notifications: typeof notificationsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")), ...(await import("@/features/imports/runs/service")) };
  notifications = await import("@/features/notifications/service");
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const ROWS = 2_100;
const upload = async (rows: readonly string[][]) => valueOf(await imports.uploadList(house.office, { kind: "partner", draftId: null, fileName: "partner.csv", bytes: csvOf([["Partner", "Typ", "Land"], ...rows]) }, around, NOON)).id;
const partners = (start: string, count = ROWS) => Array.from({ length: count }, (_, index) => [`${start} ${crypto.randomUUID()} ${String(index)}`, "Företag", "Danmark"]);
const shown = async (id: string) => ({ id, digest: (await imports.previewList(house.office, id, { outcome: null, from: 0, most: 0 }, around, NOON)).digest });
const work = () => imports.carryOutRuns(house.system, around, NOON);
const told = async () => (await notifications.listNotifications(house.office, { unread: false, page: 1 }, (await import("@/registers")).registers, NOON)).rows.map(({ kind, title, path }) => ({ kind, title, path }));
const named = async (start: string) => (await house.client.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM partner WHERE name LIKE ${`${start} %`} AND archived_at IS NULL`)[0]?.count;
const started = async (sent: { id: string; digest: string }) => {
  const answer = valueOf(await imports.readList(house.office, sent, around, NOON));
  if (!("runId" in answer)) throw new Error("nobody asked the worker");
  return answer.runId;
};

describe("a list of thousands of rows", { timeout: 120_000 }, () => {
  it("is asked of the worker once, stands still meanwhile, and is told of when it has been read in", async () => {
    const sent = await shown(await upload(partners("Ask")));
    const runId = await started(sent);
    expect(await started(sent)).toBe(runId);
    expect(await imports.getRun(house.office, runId)).toMatchObject({ state: "WAITING", fileName: "partner.csv", doneSteps: 0, allSteps: 2 * ROWS });
    expect((await imports.listRuns(house.office)).map(({ id }) => id)).toEqual([runId]);
    expect((await imports.listImports(house.office)).drafts).toEqual([]);
    expect(await imports.getDraft(house.office, sent.id, around, NOON)).toMatchObject({ runId });
    for (const change of [() => imports.tellColumns(house.office, { id: sent.id, revision: 1, columns: { name: 0 }, defaults: {} }, around, NOON), () => imports.discardList(house.office, sent.id), () => shown(sent.id)]) await expect(change()).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(imports.getRun(house.maja, runId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await named("Ask")).toBe(0);

    expect(await work()).toBe(1);
    const run = await imports.getRun(house.office, runId);
    expect(run).toMatchObject({ state: "READ", refusal: null });
    const list = await imports.getImport(house.office, run.importId ?? "", { from: 50, most: 50 });
    expect([list.addedCount, list.rowCount, list.rows.length, list.rows[0]?.row, list.mayUndo]).toEqual([ROWS, ROWS, 50, 52, true]);
    expect(await named("Ask")).toBe(ROWS);
    expect(await told()).toContainEqual({ kind: "LIST_READ", title: "partner.csv", path: `/imports/${list.id}` });
    expect([await work(), await started(sent)]).toEqual([0, runId]);
    expect(await imports.listRuns(house.office)).toEqual([]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("is refused as a whole when the register has changed since it was shown, and can then be shown anew", async () => {
    const rows = partners("Bask");
    const sent = await shown(await upload(rows));
    const runId = await started(sent);
    valueOf(await imports.runImport(house.office, await shown(await upload(rows.slice(0, 1))), around, NOON));
    expect(await work()).toBe(1);
    expect(await imports.getRun(house.office, runId)).toMatchObject({ state: "REFUSED", refusal: "importChangedMeanwhile", importId: null });
    expect(await named("Bask")).toBe(1);
    expect(await told()).toContainEqual({ kind: "LIST_NOT_READ", title: null, path: `/imports/runs/${runId}` });
    const again = await imports.previewList(house.office, sent.id, EVERY_ROW, around, NOON);
    expect(again.counts).toMatchObject({ NEW: ROWS - 1, SAME: 1 });
    const next = await started({ id: sent.id, digest: again.digest });
    expect(next).not.toBe(runId);
    expect(await work()).toBe(1);
    expect(await named("Bask")).toBe(ROWS);
  });

  it("is not asked of the worker as something else than was shown, nor with a fault in it", async () => {
    const sent = await shown(await upload(partners("Cask")));
    expect(await imports.readList(house.office, { ...sent, digest: "0".repeat(64) }, around, NOON)).toMatchObject({ reason: "importChangedMeanwhile" });
    const faulty = await shown(await upload([...partners("Cask"), ["Cask fel", "Rymdskepp", "Danmark"]]));
    expect(await imports.readList(house.office, faulty, around, NOON)).toMatchObject({ reason: "importHasFaults", about: { count: 1 } });
    expect(await work()).toBe(0);
    expect(await named("Cask")).toBe(0);
  });

  it("that ends the worker each time is given up, and told of", async () => {
    const runId = await started(await shown(await upload(partners("Dask"))));
    await house.client.$executeRaw`UPDATE import_run SET attempts = 3 WHERE id = ${runId}::uuid`;
    expect(await work()).toBe(1);
    expect(await imports.getRun(house.office, runId)).toMatchObject({ state: "FAILED", importId: null });
    expect(await told()).toContainEqual({ kind: "LIST_NOT_READ", title: null, path: `/imports/runs/${runId}` });
    expect([await work(), await named("Dask")]).toEqual([0, 0]);
  });

  it("comes to nothing where whoever asked cancels it: before the worker begins, and while it is reading", async () => {
    const sent = await shown(await upload(partners("Eask")));
    const runId = await started(sent);
    await expect(imports.cancelImport(house.maja, runId, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect([valueOf(await imports.cancelImport(house.office, runId, NOON)), valueOf(await imports.cancelImport(house.office, runId, NOON))]).toEqual([{ id: runId }, { id: runId }]);
    expect([await work(), (await imports.getRun(house.office, runId)).state, await named("Eask")]).toEqual([0, "CANCELLED", 0]);

    const again = await started(await shown(sent.id));
    expect(again).not.toBe(runId);
    const working = work();
    // As soon as the worker has taken it, which it counts.
    while ((await house.client.$queryRaw<{ attempts: number }[]>`SELECT attempts FROM import_run WHERE id = ${again}::uuid`)[0]?.attempts === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    valueOf(await imports.cancelImport(house.office, again, NOON));
    expect([await working, (await imports.getRun(house.office, again)).state, await named("Eask")]).toEqual([1, "CANCELLED", 0]);
    expect((await told()).filter(({ path }) => path?.endsWith(runId) === true || path?.endsWith(again) === true)).toEqual([]);

    const last = await started(await shown(sent.id));
    expect([await work(), await named("Eask")]).toEqual([1, ROWS]);
    expect(await imports.cancelImport(house.office, last, NOON)).toMatchObject({ ok: false, reason: "importRunEnded" });
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("is the worker's, and a short one is read in at once", async () => {
    await expect(imports.carryOutRuns(house.office, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const answer = valueOf(await imports.readList(house.office, await shown(await upload(partners("Fask", 3))), around, NOON));
    expect("importId" in answer && (await imports.getImport(house.office, answer.importId, EVERY_ROW)).addedCount).toBe(3);
  });
});
