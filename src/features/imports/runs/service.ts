import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { reading } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { ringForList } from "@/server/jobs";
import { log } from "@/server/log";
import { findOutage, findOutageReason } from "@/server/outage";
import { refreshPack } from "@/server/pack";
import { authorize, type Permit } from "@/server/permit";
import { actAsRecipient } from "@/server/recipient";
import { must, orRefuse } from "@/server/refused";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { judgeAnew, openDraft, type Surroundings } from "../drafts/service";
import { importRunPolicy } from "../policy";
import { countJudged } from "../rows/service";
import { isLong, judgeList, MOST_ATTEMPTS, type ImportRefusal } from "../rules";
import { LONG_WORK } from "../schema";
import { readIn, runImport } from "../service";
import * as repository from "./repository";

export type { ImportRun } from "./repository";

/** SQLSTATE: what was to be held is another's, and that isn't waited for. */
const LOCK_NOT_AVAILABLE = "55P03";

interface Sent {
  id: string;
  digest: string;
}

/**
 * Has the worker read a list in, as it was shown. However often it is sent, it is asked once. Throws NOT_FOUND. Refused: importChangedMeanwhile,
 * importHasFaults, importHasQuestions, importNothingNew.
 */
export async function startImport(actor: Actor, { id, digest }: Sent): Promise<Result<{ runId: string }, ImportRefusal>> {
  return inTransaction(async (tx) => {
    const asked = await repository.findRunOf(tx, id);
    if (asked !== null && asked.personId === actor.personId) return succeed({ runId: asked.id });
    const { draft, permit } = await openDraft(tx, actor, id, { isAwaited: true });
    // Whoever pressed the button at the same time had the list until now.
    if (draft.runId !== null) return succeed({ runId: draft.runId });
    if (draft.digest !== digest) return refuse("importChangedMeanwhile");
    const counts = await countJudged(tx, permit, id);
    const judged = judgeList(counts);
    if (!judged.ok) return judged;
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const runId = await repository.insertRun(tx, permit, { draftId: id, kind: draft.kind, fileName: draft.fileName, digest, allSteps: rows + counts.NEW + counts.CHANGED });
    await ringForList(tx);
    return succeed({ runId });
  });
}

/** Reads a list in at once, or has the worker do it where nobody is to wait for so many rows. Throws and refuses as those two do. */
export async function readList(actor: Actor, sent: Sent, around: Surroundings, now = new Date()): Promise<Result<{ importId: string } | { runId: string }, ImportRefusal>> {
  if ((await repository.findRunOf(reading(), sent.id)) !== null || (await isLongDraft(actor, sent.id))) return startImport(actor, sent);
  const ran = await runImport(actor, sent, around, now);
  return ran.ok ? succeed({ importId: ran.value.id }) : ran;
}

/** Whether a draft is that of a long list; one that is there no longer may have been read in a moment ago. */
async function isLongDraft(actor: Actor, id: string): Promise<boolean> {
  try {
    return await inTransaction(async (tx) => isLong((await openDraft(tx, actor, id, { isAwaited: true })).draft));
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return false;
    throw error;
  }
}

/** What the worker was asked to read in, how far it has come and how it ended; throws NOT_FOUND for another's. */
export async function getRun(actor: Actor, id: string): Promise<repository.ImportRun> {
  const run = await repository.findRun(reading(), id);
  if (run === null) throw new AppError("NOT_FOUND");
  authorize(importRunPolicy, "view", actor, run);
  return run;
}

/**
 * Has a list that waits for the worker, or that it is reading in, come to nothing; the rows can be shown and read in anew. However often it is asked, it is done once.
 * Throws NOT_FOUND. Refused: importRunEnded, where it has ended already or is just being stored.
 */
export async function cancelImport(actor: Actor, id: string, now = new Date()): Promise<Result<{ id: string }, ImportRefusal>> {
  try {
    return await inTransaction(async (tx) => {
      const run = await repository.findRun(tx, id);
      if (run === null) throw new AppError("NOT_FOUND");
      const permit = authorize(importRunPolicy, "cancel", actor, run);
      return run.state === "CANCELLED" || (await repository.cancelRun(tx, permit, id, now)) ? succeed({ id }) : refuse("importRunEnded");
    });
  } catch (error) {
    if (sqlStateOf(error) === LOCK_NOT_AVAILABLE) return refuse("importRunEnded");
    throw error;
  }
}

/** What the actor waits for the worker to read in, the oldest first. */
export async function listRuns(actor: Actor): Promise<repository.ImportRun[]> {
  return repository.selectWaiting(reading(), actor.personId);
}

type CarryOut = Permit<"importRuns.carryOut">;

/**
 * Reads in the lists that wait for it, one after the other, in the name of whoever asked and by what that person may today: all of a list or nothing. Of several workers
 * each list is one's; of one that falls nothing is left, and another begins anew. The person is told how it went. Answers with how many have ended.
 */
export async function carryOutRuns(actor: Actor, around: Surroundings, now = new Date()): Promise<number> {
  const permit = authorize(importRunPolicy, "carryOut", actor, { id: "*", personId: "" });
  let ended = 0;
  for (const run of await repository.selectWaiting(reading(), null)) {
    await refreshPack(now);
    if (await carryOut(actor, permit, run, around, now)) ended += 1;
  }
  return ended;
}

async function carryOut(system: Actor, permit: CarryOut, run: repository.ImportRun, around: Surroundings, now: Date): Promise<boolean> {
  let attempts = 0;
  try {
    const outcome = await orRefuse<boolean, ImportRefusal>(() =>
      inTransaction(async (tx) => {
        if (!(await repository.takeRun(tx, permit, run.id))) return false;
        // Kept also when this one is undone, or never comes to its end.
        attempts = await inTransaction((own) => repository.beginAttempt(own, permit, run.id));
        if (attempts > MOST_ATTEMPTS) throw new Error("the list has been begun with too often");
        const reader = await actAsRecipient(system, run.personId);
        if (reader === null) throw new AppError("NOT_FOUND");
        await readIn(tx, reader, { id: run.draftId, digest: run.digest }, around, now, {
          progress: tellProgress(permit, run.id),
          finish: async (importId) => {
            if (!(await repository.endRun(tx, permit, run.id, { state: "READ", importId }, now))) must(refuse("importCancelled"));
            await notify(tx, system, { kind: "LIST_READ", to: [run.personId], subject: { kind: "listImport", id: importId }, path: `/imports/${importId}` }, now);
          },
        });
        return true;
      }, LONG_WORK),
    );
    if (outcome.ok) return outcome.value;
    await end(system, permit, run, { state: "REFUSED", refusal: outcome.reason, about: outcome.about ?? {} }, now);
    if (outcome.reason === "importChangedMeanwhile") await forgetWhatWasShown(system, run, now);
    return true;
  } catch (error) {
    // A database that is away is waited for, and a fault may be gone the next time; the rights that somebody has lost, and the list that is gone, don't come back.
    if (findOutage(error) !== null) {
      log.warn({ event: "list put off", runId: run.id, attempts, reason: findOutageReason(error) });
      return false;
    }
    log.error({ event: "list not read in", runId: run.id, attempts, error: error instanceof Error ? error.message.slice(0, 300) : "unknown" });
    if (!isAppError(error) && attempts < MOST_ATTEMPTS) return false;
    return end(system, permit, run, { state: "FAILED" }, now);
  }
}

/** How far a list has come is told no more often than somebody looks. */
const TOLD_EVERY_MS = 1_000;

function tellProgress(permit: CarryOut, id: string): (rows: number) => Promise<void> {
  let [done, told] = [0, Date.now()];
  return async (rows) => {
    done += rows;
    if (Date.now() - told < TOLD_EVERY_MS) return;
    told = Date.now();
    if (!(await inTransaction((own) => repository.storeProgress(own, permit, id, done)))) must(refuse("importCancelled"));
  };
}

async function end(system: Actor, permit: CarryOut, run: repository.ImportRun, how: repository.RunEnd, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const ended = await repository.endRun(tx, permit, run.id, how, now);
    if (ended) await notify(tx, system, { kind: "LIST_NOT_READ", to: [run.personId], subject: null, path: `/imports/runs/${run.id}` }, now);
    return ended;
  });
}

/** What was shown is not so any more, and is found anew for the next look. */
async function forgetWhatWasShown(system: Actor, run: repository.ImportRun, now: Date): Promise<void> {
  const reader = await actAsRecipient(system, run.personId);
  if (reader !== null) await judgeAnew(reader, run.draftId, now);
}
