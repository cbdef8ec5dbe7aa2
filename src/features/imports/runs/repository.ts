import "server-only";
import { Prisma } from "@db/client";
import type { RefusalDetails } from "@/domain/result";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ImportRefusal } from "../rules";

/** That a list is to be read in by the worker. */
export interface ImportRun {
  id: string;
  draftId: string;
  personId: string;
  kind: string;
  fileName: string;
  digest: string;
  state: "WAITING" | "READ" | "REFUSED" | "FAILED" | "CANCELLED";
  doneSteps: number;
  allSteps: number;
  refusal: ImportRefusal | null;
  about: NonNullable<RefusalDetails["about"]>;
  importId: string | null;
  createdAt: Date;
}

const run = Prisma.sql`SELECT x.id, x.draft_id AS "draftId", x.person_id AS "personId", x.kind, x.file_name AS "fileName", x.digest, x.state, x.done_steps AS "doneSteps", x.all_steps AS "allSteps", x.refusal, x.about, x.import_id AS "importId", x.created_at AS "createdAt" FROM import_run x`;

/** Reads what was asked of the worker; null when there is no such thing. */
export async function findRun(read: Read, id: string): Promise<ImportRun | null> {
  return (await queryRows<ImportRun>(read, Prisma.sql`${run} WHERE x.id = ${id}::uuid`))[0] ?? null;
}

/** Reads what the worker was last asked about a draft and has not refused: what waits, or the list that it has become. */
export async function findRunOf(read: Read, draftId: string): Promise<ImportRun | null> {
  return (await queryRows<ImportRun>(read, Prisma.sql`${run} WHERE x.draft_id = ${draftId}::uuid AND x.state IN ('WAITING', 'READ')`))[0] ?? null;
}

/** Reads what a person waits for, or everyone for null, the oldest first. */
export async function selectWaiting(read: Read, personId: string | null): Promise<ImportRun[]> {
  return queryRows<ImportRun>(read, Prisma.sql`${run} WHERE x.state = 'WAITING' AND (${personId}::uuid IS NULL OR x.person_id = ${personId}::uuid) ORDER BY x.created_at, x.id`);
}

/** Stores that a list is to be read in, as many steps as it takes, and returns the id. */
export async function insertRun(tx: Tx, permit: Permit<"importDrafts.change">, { draftId, kind, fileName, digest, allSteps }: Pick<ImportRun, "draftId" | "kind" | "fileName" | "digest" | "allSteps">): Promise<string> {
  requirePermitFor(permit, draftId);
  const [row] = await queryRows<{ id: string }>(tx, Prisma.sql`
    INSERT INTO import_run (draft_id, person_id, kind, file_name, digest, all_steps) VALUES (${draftId}::uuid, ${permit.actor.personId}::uuid, ${kind}, ${fileName}, ${digest}, ${allSteps}::int) RETURNING id`);
  if (row === undefined) throw new Error("what the worker is to do could not be stored");
  return row.id;
}

/** Takes what waits for as long as the transaction lasts, so that one worker alone does it; false where another has it, or where it waits no longer. */
export async function takeRun(tx: Tx, _permit: Permit<"importRuns.carryOut">, id: string): Promise<boolean> {
  const [held] = await clientOf(tx).$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended(${`import run ${id}`}, 12)) AS held`;
  return held?.held === true && (await findRun(tx, id))?.state === "WAITING";
}

/** Counts that a worker begins, from the beginning, and returns how often one has. */
export async function beginAttempt(tx: Tx, _permit: Permit<"importRuns.carryOut">, id: string): Promise<number> {
  const [row] = await clientOf(tx).$queryRaw<{ attempts: number }[]>`UPDATE import_run SET attempts = attempts + 1, done_steps = 0 WHERE id = ${id}::uuid RETURNING attempts`;
  return row?.attempts ?? 0;
}

/** Stores how far the worker has come; false where nobody waits for it any more. */
export async function storeProgress(tx: Tx, _permit: Permit<"importRuns.carryOut">, id: string, doneSteps: number): Promise<boolean> {
  return (await clientOf(tx).$executeRaw`UPDATE import_run SET done_steps = ${doneSteps}::int WHERE id = ${id}::uuid AND state = 'WAITING'`) > 0;
}

/** Stores that what waits, or is under way, is to come to nothing; false where it has ended. Fails with 55P03 where the worker is storing its end, which may take long. */
export async function cancelRun(tx: Tx, permit: Permit<"importRuns.cancel">, id: string, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`SET LOCAL lock_timeout = '2s'`;
  return (await clientOf(tx).$executeRaw`UPDATE import_run SET state = 'CANCELLED', finished_at = ${now} WHERE id = ${id}::uuid AND state = 'WAITING'`) > 0;
}

/** How what the worker was asked has ended. */
export type RunEnd = { state: "READ"; importId: string } | { state: "REFUSED"; refusal: ImportRefusal; about: ImportRun["about"] } | { state: "FAILED" };

/** Stores how what waited has ended; false where it had ended already. */
export async function endRun(tx: Tx, _permit: Permit<"importRuns.carryOut">, id: string, end: RunEnd, now: Date): Promise<boolean> {
  const [importId, refusal, about] = [end.state === "READ" ? end.importId : null, end.state === "REFUSED" ? end.refusal : null, end.state === "REFUSED" ? end.about : {}];
  const ended = await clientOf(tx).$executeRaw`
    UPDATE import_run SET state = ${end.state}::"ImportRunState", import_id = ${importId}::uuid, refusal = ${refusal}, about = ${JSON.stringify(about)}::jsonb, finished_at = ${now} WHERE id = ${id}::uuid AND state = 'WAITING'`;
  return ended > 0;
}
