import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll } from "@/server/permit";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { termsPolicy } from "./policy";
import * as repository from "./repository";
import { judgeTerm, type TermRefusal } from "./rules";
import type { ChangeTermInput, TermInput } from "./schema";

export type { SeatInTerm, StoredTerm } from "./repository";

export interface TermInDetail extends repository.StoredTerm {
  seats: repository.SeatInTerm[];
}

class Refused extends Error {
  constructor(readonly reason: TermRefusal) {
    super(reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, TermRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return refuse(error.reason);
    if (sqlStateOf(error) === "23P01") return refuse("termOverlaps");
    throw error;
  }
}

/** Adds a term of office and returns its id; the same key again returns the same. Refused: termInOrder, termOverlaps. */
export async function addTermOfOffice(actor: Actor, input: TermInput, key: string): Promise<Result<{ id: string }, TermRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "termsOfOffice.add", key, input, async () => {
        const permit = authorizeAll(termsPolicy, "add", actor);
        const verdict = judgeTerm(input, []);
        if (!verdict.ok) throw new Refused(verdict.reason);
        const id = await repository.insertTerm(tx, permit, input);
        await recordAudit(tx, { actor, action: "termsOfOffice.added", subject: { kind: "termOfOffice", id } });
        return { id };
      }),
    ),
  );
}

/**
 * Corrects a term's first and last day. When someone else has done so since, throws CONFLICT. Refused: termInOrder,
 * termOverlaps, termLeavesSeatOutside (a seat that has been given in it would fall outside).
 */
export async function changeTermOfOffice(actor: Actor, input: ChangeTermInput): Promise<Result<{ id: string }, TermRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await repository.lockTerm(tx, input.id);
      if (stored === null) throw new AppError("NOT_FOUND");
      const permit = authorize(termsPolicy, "change", actor, stored);
      if (stored.version !== input.version) throw new AppError("CONFLICT");
      if (stored.startsOn === input.term.startsOn && stored.endsOn === input.term.endsOn) return { id: stored.id };
      const verdict = judgeTerm(input.term, await repository.listSeatsOf(tx, stored.id));
      if (!verdict.ok) throw new Refused(verdict.reason);
      await repository.updateTerm(tx, permit, stored.id, input.version, input.term);
      await recordAudit(tx, { actor, action: "termsOfOffice.changed", subject: { kind: "termOfOffice", id: stored.id } });
      return { id: stored.id };
    }),
  );
}

/** All terms of office, the latest first, each with how many seats have been given in it. */
export async function listTermsOfOffice(actor: Actor): Promise<repository.StoredTerm[]> {
  authorizeAll(termsPolicy, "view", actor);
  return repository.listTerms(reading());
}

/** A term of office with the seats given in it, body by body, or null. */
export async function findTermOfOffice(actor: Actor, id: string): Promise<TermInDetail | null> {
  const read = reading();
  const stored = await repository.findTerm(read, id);
  if (stored === null) return null;
  authorize(termsPolicy, "view", actor, stored);
  return { ...stored, seats: await repository.listSeatsOf(read, id) };
}

/** A term's acts, latest first, at most a hundred. Throws NOT_FOUND. */
export async function listTermHistory(actor: Actor, id: string): Promise<HistoryEntry[]> {
  const stored = await repository.findTerm(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(termsPolicy, "view", actor, stored);
  return readHistory(id, { limit: 100 });
}
