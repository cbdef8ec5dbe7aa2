import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { StoredRecords, Subject } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit, recordAudits, type AuditFacts } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll, grantScope } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { retentionPolicy } from "../policy";
import { findDueWithin, type Around } from "../service";
import * as repository from "./repository";
import { judgeCarryingOut, judgeDecision, judgeWithdrawal, obstacleOf, type DisposalRefusal } from "./rules";
import type { DisposalDecision, ProposalInput } from "./schema";

export type { DisposalOfRecord, StoredDisposal, StoredRecord } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);
const scopeOf = (actor: Actor) => grantScope("retention", actor, isCoordinator(actor));
const subjectOf = (id: string) => ({ kind: "disposal", id });

/** The kinds whose records can be disposed of: those of which the database knows all that a record consists of. */
export function listDisposableKinds(_actor: Actor, { registers }: Around): string[] {
  return registers.filter(({ retention }) => retention?.isDisposable === true).map(({ kind }) => kind);
}

function storedOf(kind: string, { registers }: Around): StoredRecords {
  const stored = registers.find((register) => register.kind === kind)?.holding?.stored;
  if (stored === undefined) throw new Error(`a disposal is about ${kind}, of which there is no register`);
  return stored;
}

/**
 * Proposes that the records of a kind whose time is over on a day, and which nothing keeps, are disposed of; the same key does so once. Throws NOT_FOUND.
 * Refused: disposalKindUnknown, disposalNothingDue, disposalOpenAlready.
 */
export async function proposeDisposal(actor: Actor, { key, proposal }: { key: string; proposal: ProposalInput }, around: Around, now = new Date()): Promise<Result<{ id: string }, DisposalRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "retention.proposeDisposal", key, proposal, async () => {
        const id = repository.newId();
        const permit = authorize(retentionPolicy, "proposeDisposal", actor, { id });
        if (!listDisposableKinds(actor, around).includes(proposal.kind)) must(refuse("disposalKindUnknown" as const, { field: "kind" }));
        const { rule, rows } = await findDueWithin(tx, actor, { ...proposal, ids: null }, around);
        const free = rows.filter(({ keptBy }) => keptBy.length === 0);
        if (free.length === 0 || rule.years === null || rule.source === null) return must(refuse("disposalNothingDue" as const));
        if (!(await repository.insertDisposal(tx, permit, id, proposal, { years: rule.years, source: rule.source }, free, now))) must(refuse("disposalOpenAlready" as const));
        await recordAudit(tx, { actor, action: "retention.disposalProposed", subject: subjectOf(id), details: { recordKind: proposal.kind, dueOn: proposal.on, records: free.length } });
        return { id };
      }),
    ),
  );
}

async function open(tx: Tx, id: string): Promise<repository.StoredDisposal> {
  const stored = await repository.lockDisposal(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Writes down who has decided on a disposal, when and in which matter. Throws NOT_FOUND, and CONFLICT when something has become of it since. Refused: disposalNotProposed, disposalDecidedAhead. */
export async function decideDisposal(actor: Actor, { id, version, decision }: { id: string; version: number; decision: DisposalDecision }, now = new Date()): Promise<Result<{ id: string }, DisposalRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await open(tx, id);
      const permit = authorize(retentionPolicy, "decideDisposal", actor, stored);
      must(judgeDecision(stored.state, decision.decidedOn, today(now)));
      await repository.updateDecided(tx, permit, id, version, decision);
      await recordAudit(tx, { actor, action: "retention.disposalDecided", subject: subjectOf(id), details: { recordKind: stored.kind, caseNumber: decision.caseNumber } });
      return { id };
    }),
  );
}

/** Withdraws a disposal of which nothing has been carried out. Throws NOT_FOUND, and CONFLICT when something has become of it since. Refused: disposalNotProposed, disposalBegun. */
export async function withdrawDisposal(actor: Actor, { id, version }: { id: string; version: number }): Promise<Result<{ id: string }, DisposalRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await open(tx, id);
      const permit = authorize(retentionPolicy, "proposeDisposal", actor, stored);
      must(judgeWithdrawal(stored.state, stored.disposed + stored.left));
      await repository.updateWithdrawn(tx, permit, id, version);
      await recordAudit(tx, { actor, action: "retention.disposalWithdrawn", subject: subjectOf(id), details: { recordKind: stored.kind } });
      return { id };
    }),
  );
}

/** So many records are settled in one transaction, all of them or none. */
const AT_ONCE = 25;
/** Whoever has pressed the button waits no longer than this, and presses again for the rest. */
const LONGEST_MS = 15_000;

/**
 * Carries out a decided disposal, for good: each record is judged anew, and either emptied, from all its versions too, or left with the reason. Answers how many are still to be
 * settled, where they are more than anybody waits for; doing it again goes on where it stopped, and once all are settled changes nothing. Nothing is disposed of in the name of
 * somebody who isn't there, so no worker does it. Throws NOT_FOUND, FORBIDDEN, UNCONFIRMED, and CONFLICT when something has become of the disposal since.
 * Refused: disposalNotDecided, disposalTooEarly.
 */
export async function carryOutDisposal(actor: Actor, { id, version }: { id: string; version: number }, around: Around, now = new Date()): Promise<Result<{ id: string; remaining: number }, DisposalRefusal>> {
  const began = Date.now();
  for (;;) {
    const settled = await orRefuse<number, DisposalRefusal>(() => inTransaction((tx) => settleSome(tx, actor, { id, version }, around, now)));
    if (!settled.ok) return settled;
    if (settled.value === 0 || Date.now() - began > LONGEST_MS) return succeed({ id, remaining: settled.value });
  }
}

/** Settles the next records of a disposal; answers how many are left then. */
async function settleSome(tx: Tx, actor: Actor, { id, version }: { id: string; version: number }, around: Around, now: Date): Promise<number> {
  const stored = await open(tx, id);
  const permit = authorize(retentionPolicy, "carryOutDisposal", actor, stored);
  // Sent twice, or by two: whoever comes last finds that it is done.
  if (stored.state === "CARRIED_OUT") return 0;
  must(judgeCarryingOut(stored.state, stored.dueOn, today(now)));
  if (stored.version !== version) throw new AppError("CONFLICT");
  const held = await repository.holdUnsettled(tx, id, storedOf(stored.kind, around), AT_ONCE);
  const ids = held.map(({ subjectId }) => subjectId);
  const { rows } = await findDueWithin(tx, actor, { kind: stored.kind, on: today(now), ids }, around);
  const due = new Map(rows.map((row) => [row.id, row]));
  const judged = held.map((record) => ({ ...record, subject: { kind: stored.kind, id: record.subjectId }, obstacle: obstacleOf(due.get(record.subjectId)) }));
  for (const { id: recordId, obstacle } of judged) if (obstacle !== null) await repository.leaveRecord(tx, permit, id, recordId, obstacle, now);
  await repository.disposeRecords(tx, permit, id, judged.filter(({ obstacle }) => obstacle === null).map((record) => record.id), now);
  const remaining = stored.total - stored.disposed - stored.left - held.length;
  if (remaining === 0) await repository.updateCarriedOut(tx, permit, id, now);
  const entries = judged.map(({ subject, unitId, obstacle }): Omit<AuditFacts, "actor"> => ({
    action: obstacle === null ? "retention.recordDisposed" : "retention.recordLeft",
    subject,
    unitId,
    details: obstacle === null ? { disposalId: id } : { disposalId: id, obstacle },
  }));
  await recordAudits(tx, actor, remaining === 0 ? [...entries, { action: "retention.disposalCarriedOut", subject: subjectOf(id), details: { recordKind: stored.kind } }] : entries);
  return remaining;
}

/** A page of the disposals, the latest first. Throws NOT_FOUND for who doesn't follow them. */
export async function listDisposals(actor: Actor, page: number): Promise<{ rows: repository.StoredDisposal[]; total: number }> {
  authorizeAll(retentionPolicy, "view", actor);
  return repository.selectDisposals(reading(), page);
}

/** What the actor may do with a disposal as it stands. */
export interface DisposalView {
  disposal: repository.StoredDisposal;
  mayDecide: boolean;
  mayCarryOut: boolean;
  mayWithdraw: boolean;
}

async function load(actor: Actor, id: string, now: Date): Promise<DisposalView> {
  const disposal = await repository.findDisposal(reading(), id);
  if (disposal === null) throw new AppError("NOT_FOUND");
  authorize(retentionPolicy, "view", actor, disposal);
  const day = today(now);
  return {
    disposal,
    mayDecide: judgeDecision(disposal.state, day, day).ok && may(retentionPolicy, "decideDisposal", actor, disposal),
    mayCarryOut: judgeCarryingOut(disposal.state, disposal.dueOn, day).ok && may(retentionPolicy, "carryOutDisposal", actor, disposal),
    mayWithdraw: judgeWithdrawal(disposal.state, disposal.disposed + disposal.left).ok && may(retentionPolicy, "proposeDisposal", actor, disposal),
  };
}

/** A disposal with a page of its records and what the actor may do with it; a title only of a record that is there and that the actor may see. Throws NOT_FOUND. */
export async function getDisposal(actor: Actor, id: string, page: number, around: Around, now = new Date()): Promise<DisposalView & { records: repository.StoredRecord[] }> {
  const view = await load(actor, id, now);
  return { ...view, records: await repository.selectRecords(reading(), id, storedOf(view.disposal.kind, around), scopeOf(actor), page, today(now)) };
}

/** The whole record of a disposal (gallringsprotokoll), piece by piece from one state of it. Throws NOT_FOUND. */
export async function* exportDisposal(actor: Actor, id: string, around: Around, now = new Date()): AsyncGenerator<(repository.StoredRecord & { disposal: repository.StoredDisposal })[], void, undefined> {
  const { disposal } = await load(actor, id, now);
  const pieces = readSnapshot((tx) => repository.streamRecords(tx, id, storedOf(disposal.kind, around), scopeOf(actor), today(now)));
  for await (const rows of pieces) yield rows.map((row) => ({ ...row, disposal }));
}

/** By which decision a record has been disposed of, which everyone signed in may know; null for one that has not been. */
export async function findDisposalOf(_actor: Actor, subject: Subject): Promise<repository.DisposalOfRecord | null> {
  return repository.findDisposalOf(reading(), subject);
}
