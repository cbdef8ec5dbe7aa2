import "server-only";
import type { Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll, type Permit } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { disclosurePolicy, mayAnswerRequests } from "./policy";
import * as repository from "./repository";
import { ASKER_DAYS, askerErasedFrom, judgeOpen, judgeReopen, judgeRequest, type RequestRefusal } from "./rules";
import type { ChangeRequestInput, RequestFilter, RequestInput } from "./schema";

export type { RequestRow, StoredRequest } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

type Act = "registered" | "changed" | "picked" | "dropped" | "examined" | "answered" | "withdrawn" | "reopened" | "fetched" | "askerErased";
/** What an entry says besides: ids, counts and hashes, never who asked or what was masked. */
type Details = Readonly<Record<string, string | number>>;

const audit = (tx: Tx, actor: Actor, id: string, action: Act, details: Details = {}): Promise<void> => recordAudit(tx, { actor, action: `disclosures.${action}`, subject: { kind: "disclosureRequest", id }, details });

/** Registers a request for public documents; the same key registers it once. Refused: disclosureInFuture. */
export async function registerRequest(actor: Actor, request: RequestInput, key: string, about: { isDemonstration?: boolean } = {}, now = new Date()): Promise<Result<{ id: string }, RequestRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "disclosures.register", key, request, async () => {
        const id = repository.newId();
        const permit = authorize(disclosurePolicy, "register", actor, { id });
        must(judgeRequest(request, today(now)));
        await repository.insertRequest(tx, permit, id, request, about.isDemonstration ?? false, today(now), now);
        await audit(tx, actor, id, "registered");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredRequest> {
  const stored = await repository.lockRequest(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Changes what a request says. When someone else has changed it since, throws CONFLICT with `baseVersion` and `currentVersion`. Refused: disclosureInFuture. */
export async function changeRequest(actor: Actor, { id, version, request }: ChangeRequestInput, now = new Date()): Promise<Result<{ id: string }, RequestRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(disclosurePolicy, "change", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      must(judgeRequest(request, today(now)));
      await repository.updateRequest(tx, permit, id, version, request, now);
      await audit(tx, actor, id, "changed");
      return { id };
    }),
  );
}

/** Closes a request that the asker has withdrawn. Throws CONFLICT when something has become of it since. Refused: disclosureClosed. */
export async function withdrawRequest(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, RequestRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(disclosurePolicy, "withdraw", actor, stored);
      must(judgeOpen(stored.state));
      if (stored.version !== version) throw new AppError("CONFLICT");
      await repository.withdrawRequest(tx, permit, id, version, today(now), now);
      await audit(tx, actor, id, "withdrawn");
      return { id };
    }),
  );
}

/** Opens a new examination of a request that has been answered, whose answer stands; one that was withdrawn goes on. Throws CONFLICT when something has become of it since. Refused: disclosureOpen. */
export async function reopenRequest(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, RequestRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(disclosurePolicy, "reopen", actor, stored);
      must(judgeReopen(stored.state));
      if (stored.version !== version) throw new AppError("CONFLICT");
      await repository.reopenRequest(tx, permit, stored, await repository.hasAnswer(tx, stored.examination.id), today(now), now);
      await audit(tx, actor, id, "reopened");
      return { id };
    }),
  );
}

const AT_A_TIME = 5_000;

/** Erases who asked in all requests that have been closed for two years (GDPR art. 5.1 e), each in a transaction of its own; answers how many. For the program itself. Throws NOT_FOUND, FORBIDDEN. */
export async function eraseOldAskers(actor: Actor, now = new Date()): Promise<number> {
  authorizeAll(disclosurePolicy, "eraseAsker", actor);
  const due = addDays(today(now), -ASKER_DAYS);
  let erased = 0;
  for (const { id } of await repository.selectOldAskers(reading(), due, AT_A_TIME)) {
    erased += await inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(disclosurePolicy, "eraseAsker", actor, stored);
      // Opened again since, or erased by another instance.
      const from = askerErasedFrom(stored);
      if (from === null || from > today(now) || !(await repository.isAskerKnown(tx, id))) return 0;
      await repository.eraseAsker(tx, permit, id);
      await audit(tx, actor, id, "askerErased");
      return 1;
    });
  }
  return erased;
}

/** Does something about the examination of a request that is held meanwhile and then under examination, and logs it; part of the use cases of its records. Throws NOT_FOUND. Refused: disclosureClosed. */
export async function examineWithin<Answer>(
  tx: Tx,
  actor: Actor,
  { id, action }: { id: string; action: "picked" | "dropped" | "examined" },
  now: Date,
  work: (request: repository.StoredRequest, permit: Permit<"disclosures.examine">) => Promise<{ answer: Answer; details: Details }>,
): Promise<Answer> {
  const stored = await hold(tx, id);
  const permit = authorize(disclosurePolicy, "examine", actor, stored);
  must(judgeOpen(stored.state));
  await repository.markExamined(tx, permit, stored, now);
  const { answer, details } = await work(stored, permit);
  await audit(tx, actor, id, action, details);
  return answer;
}

/** Answers a request that is held meanwhile, with its version as the actor saw it, and logs it; part of the use case of answering. Throws NOT_FOUND, CONFLICT. Refused: disclosureClosed. */
export async function answerWithin<Answer>(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
  now: Date,
  work: (request: repository.StoredRequest, permit: Permit<"disclosures.answer">) => Promise<{ answer: Answer; details: Details }>,
): Promise<Answer> {
  const stored = await hold(tx, id);
  const permit = authorize(disclosurePolicy, "answer", actor, stored);
  must(judgeOpen(stored.state));
  if (stored.version !== version) throw new AppError("CONFLICT");
  const { answer, details } = await work(stored, permit);
  await repository.markAnswered(tx, permit, id, version, now);
  await audit(tx, actor, id, "answered", details);
  return answer;
}

/** Keeps that a file of an answer was fetched, to be handed over; throws NOT_FOUND when the request isn't the actor's to see. */
export async function noteFetched(actor: Actor, id: string, file: { answerId: string; kind: string; sha256: string }): Promise<void> {
  await getRequest(actor, id);
  await inTransaction((tx) => audit(tx, actor, id, "fetched", file));
}

/** A request; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getRequest(actor: Actor, id: string): Promise<repository.StoredRequest> {
  const stored = await repository.findRequest(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(disclosurePolicy, "view", actor, stored);
  return stored;
}

/** A request as it was in one of its versions, with who made it and when; throws NOT_FOUND. */
export async function getRequestVersion(actor: Actor, id: string, version: number): Promise<{ byName: string | null; at: Date; request: RequestInput }> {
  await getRequest(actor, id);
  const found = await repository.findRequestVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** One page of the requests; throws NOT_FOUND for whoever doesn't answer them. */
export async function listRequests(actor: Actor, filter: RequestFilter): Promise<{ rows: repository.RequestRow[]; total: number }> {
  authorizeAll(disclosurePolicy, "view", actor);
  return repository.selectRequests(reading(), filter);
}

/** The years in which requests came in, latest first; throws NOT_FOUND for whoever doesn't answer them. */
export async function listRequestYears(actor: Actor): Promise<number[]> {
  authorizeAll(disclosurePolicy, "view", actor);
  return repository.selectYears(reading());
}

/** The requests that wait for their answer, the oldest first; none for whoever doesn't answer them. */
export async function listOpenRequests(actor: Actor): Promise<Pick<repository.StoredRequest, "id" | "asked" | "receivedOn">[]> {
  return mayAnswerRequests(actor) ? repository.selectOpen(reading()) : [];
}

/** What has been done about a request, latest first; throws NOT_FOUND when it isn't the actor's to see. */
export async function listRequestHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  await getRequest(actor, id);
  return readHistory(id, { ...options, hidden: ["choices", "log", "examined_sha256"] });
}
