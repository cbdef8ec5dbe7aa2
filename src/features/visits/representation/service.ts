import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import type { Tx } from "@/server/db";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { visitPolicy } from "../policy";
import { isSecretaryOf, judgeTaking, visitRulesOf, type TakingRefusal } from "../rules";
import { openVisit, type OpenedVisit, type PresidiumSeat, type StoredVisit } from "../service";
import { tellOfVisit } from "../telling/service";
import * as repository from "./repository";

export type RepresentationRefusal = TakingRefusal | "visitTaken" | "visitNoMember" | "visitNotYourMember" | "visitAskedAlready" | "visitAskedHimself" | "visitQuestionClosed" | "visitSubstituteHimself" | "visitAnotherRepresents";

const today = (now: Date): PlainDate => dateInStockholm(now);

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: RepresentationRefusal }) {
    super(result.reason);
  }
}

async function orRefuse<Value>(work: () => Promise<Value>): Promise<Result<Value, RepresentationRefusal>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** The seat from which a person may represent at the visit; refused when there is none or the visit is not its presidium's. */
function seatFor({ stored, seats }: OpenedVisit, personId: string, now: Date): PresidiumSeat {
  const held = seats.filter((seat) => seat.personId === personId && seat.position !== "SECRETARY");
  const judged = held.map((seat) => ({ seat, verdict: judgeTaking(stored, seat.kind, visitRulesOf(getPack(), today(now)), today(now)) }));
  const fit = judged.find(({ verdict }) => verdict.ok);
  if (fit !== undefined) return fit.seat;
  const verdict = judged[0]?.verdict;
  throw new Refused(verdict === undefined || verdict.ok ? refuse("visitNoMember") : verdict);
}

const audit = (tx: Tx, actor: Actor, stored: StoredVisit, action: string, details: Record<string, string> = {}) =>
  recordAudit(tx, { actor, action, subject: { kind: "visit", id: stored.id }, unitId: stored.unitId, details });

/**
 * Lets a member of a presidium represent at a visit; a secretary takes it for the member that `personId` names. Of two who take it at once one
 * succeeds, and the other is told who. Refused: visitTaken, visitPast, visitCancelled, visitNotForPresidium, visitRepresentationNotNeeded, visitIsTheUnits, visitNoMember, visitNotYourMember.
 */
export async function takeVisit(actor: Actor, input: { id: string; personId: string | null }, key: string, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "visits.take", key, input, async () => {
        const opened = await openVisit(tx, actor, input.id, now);
        const { stored } = opened;
        const permit = authorize(visitPolicy, "take", actor, opened.thing);
        const personId = input.personId ?? actor.personId;
        if (stored.representative !== null && stored.representative.personId !== personId) throw new Refused(refuse("visitTaken", { about: { name: stored.representative.name } }));
        const seat = seatFor(opened, personId, now);
        if (personId !== actor.personId && !isSecretaryOf(actor, seat)) throw new Refused(refuse("visitNotYourMember"));
        if (stored.representative !== null) return { id: stored.id };
        await repository.insertAssignment(tx, permit, stored.id, { personId, bodyId: seat.id }, now);
        await repository.closeHandover(tx, permit, stored.id, "WITHDRAWN", now);
        await tellOfVisit(tx, actor, stored, { news: "taken", by: personId }, now);
        await audit(tx, actor, stored, "visits.taken", { personId, bodyId: seat.id });
        return { id: stored.id };
      }),
    ),
  );
}

/** Gives a visit back, so that anyone in the presidia may take it; what has been asked of others is asked no more. Refused: visitPast. */
export async function releaseVisit(actor: Actor, { id }: { id: string }, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return inTransaction(async (tx) => {
    const { stored, thing } = await openVisit(tx, actor, id, now);
    const permit = authorize(visitPolicy, "release", actor, thing);
    if (stored.endsOn < today(now)) return refuse("visitPast");
    await repository.endAssignment(tx, permit, id, now);
    await repository.closeHandover(tx, permit, id, "WITHDRAWN", now);
    await tellOfVisit(tx, actor, stored, { news: "released" }, now);
    await audit(tx, actor, stored, "visits.released");
    return succeed({ id });
  });
}

/**
 * Asks a member of a presidium to represent at a visit, instead of who does so now or where nobody does; the same key asks once. Refused:
 * visitAskedAlready, visitAskedHimself, visitNoMember, and what taking the visit would be refused for.
 */
export async function askToTakeOver(
  actor: Actor,
  input: { id: string; toPersonId: string; message: string | null },
  key: string,
  now = new Date(),
): Promise<Result<{ id: string; handoverId: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "visits.ask", key, input, async () => {
        const opened = await openVisit(tx, actor, input.id, now);
        const { stored } = opened;
        const permit = authorize(visitPolicy, "ask", actor, opened.thing);
        const seat = seatFor(opened, input.toPersonId, now);
        if (stored.question !== null) throw new Refused(refuse("visitAskedAlready", { about: { name: stored.question.toName } }));
        if (input.toPersonId === (stored.representative?.personId ?? actor.personId)) throw new Refused(refuse("visitAskedHimself", { field: "toPersonId" }));
        const question = { fromPersonId: stored.representative?.personId ?? null, toPersonId: input.toPersonId, toBodyId: seat.id, message: input.message };
        const handoverId = await repository.insertHandover(tx, permit, stored.id, question, now);
        await tellOfVisit(tx, actor, stored, { news: "asked", whom: input.toPersonId }, now);
        await audit(tx, actor, stored, "visits.asked", { personId: input.toPersonId });
        return { id: stored.id, handoverId };
      }),
    ),
  );
}

/**
 * Answers a question to take a visit over. Accepted, the earlier assignment ends and the new one begins in the same transaction. Refused:
 * visitQuestionClosed (answered or withdrawn meanwhile), and what taking the visit would be refused for.
 */
export async function answerHandover(actor: Actor, input: { id: string; handoverId: string; answer: "ACCEPTED" | "DECLINED" }, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const opened = await openVisit(tx, actor, input.id, now);
      const { stored } = opened;
      if (stored.question?.id !== input.handoverId) {
        authorize(visitPolicy, "take", actor, opened.thing);
        throw new Refused(refuse("visitQuestionClosed"));
      }
      const permit = authorize(visitPolicy, "answer", actor, opened.thing);
      if (input.answer === "ACCEPTED") {
        const seat = seatFor(opened, stored.question.toPersonId, now);
        await repository.endAssignment(tx, permit, stored.id, now);
        await repository.insertAssignment(tx, permit, stored.id, { personId: seat.personId, bodyId: seat.id }, now);
      }
      await repository.closeHandover(tx, permit, stored.id, input.answer, now);
      await tellOfVisit(tx, actor, stored, input.answer === "ACCEPTED" ? { news: "taken", by: stored.question.toPersonId } : { news: "declined", to: stored.question.askedById }, now);
      await audit(tx, actor, stored, input.answer === "ACCEPTED" ? "visits.handedOver" : "visits.declined", { personId: stored.question.toPersonId });
      return { id: stored.id };
    }),
  );
}

/** Asks no longer. Refused: visitQuestionClosed, when it has been answered meanwhile. */
export async function withdrawHandover(actor: Actor, input: { id: string; handoverId: string }, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, thing } = await openVisit(tx, actor, input.id, now);
      if (stored.question?.id !== input.handoverId) {
        authorize(visitPolicy, "take", actor, thing);
        throw new Refused(refuse("visitQuestionClosed"));
      }
      const permit = authorize(visitPolicy, "withdraw", actor, thing);
      await repository.closeHandover(tx, permit, stored.id, "WITHDRAWN", now);
      await audit(tx, actor, stored, "visits.withdrawn", { personId: stored.question.toPersonId });
      return { id: stored.id };
    }),
  );
}

/** The assignment that the actor's page was about, while it is still the visit's; refused with the name of whoever represents since. */
function currentOf({ representative }: StoredVisit, assignmentId: string): NonNullable<StoredVisit["representative"]> {
  if (representative?.assignmentId === assignmentId) return representative;
  throw new Refused(refuse("visitAnotherRepresents", { about: { name: representative?.name ?? "none" } }));
}

/**
 * Says who goes to a visit when its representative can't, or that nobody is named; told to whom it is. Refused: visitAnotherRepresents (who represents
 * has changed meanwhile), visitSubstituteHimself, visitPast, and what taking the visit would be refused for.
 */
export async function nameSubstitute(actor: Actor, input: { id: string; assignmentId: string; personId: string | null }, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const opened = await openVisit(tx, actor, input.id, now);
      const { stored } = opened;
      if (may(visitPolicy, "take", actor, opened.thing)) currentOf(stored, input.assignmentId);
      const permit = authorize(visitPolicy, "nameSubstitute", actor, opened.thing);
      const { substitute, personId } = currentOf(stored, input.assignmentId);
      if (stored.endsOn < today(now)) throw new Refused(refuse("visitPast"));
      if (input.personId === personId) throw new Refused(refuse("visitSubstituteHimself", { field: "personId" }));
      if (input.personId === (substitute?.personId ?? null)) return { id: stored.id };
      const seat = input.personId === null ? null : seatFor(opened, input.personId, now);
      await repository.updateSubstitute(tx, permit, stored.id, seat === null ? null : { personId: seat.personId, bodyId: seat.id });
      if (seat !== null) await tellOfVisit(tx, actor, stored, { news: "substitute", whom: seat.personId }, now);
      await audit(tx, actor, stored, seat === null ? "visits.substituteRemoved" : "visits.substituteNamed", { personId: seat?.personId ?? substitute?.personId ?? "" });
      return { id: stored.id };
    }),
  );
}

/**
 * Lets the substitute, or the secretary who acts for them, go instead of the representative: the earlier assignment ends and the new one begins in
 * the same transaction. Refused: visitAnotherRepresents, and what taking the visit would be refused for.
 */
export async function stepIn(actor: Actor, input: { id: string; assignmentId: string }, now = new Date()): Promise<Result<{ id: string }, RepresentationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const opened = await openVisit(tx, actor, input.id, now);
      const { stored } = opened;
      if (may(visitPolicy, "take", actor, opened.thing)) currentOf(stored, input.assignmentId);
      const permit = authorize(visitPolicy, "stepIn", actor, opened.thing);
      const seat = seatFor(opened, currentOf(stored, input.assignmentId).substitute?.personId ?? "", now);
      await repository.endAssignment(tx, permit, stored.id, now);
      await repository.insertAssignment(tx, permit, stored.id, { personId: seat.personId, bodyId: seat.id }, now);
      await repository.closeHandover(tx, permit, stored.id, "WITHDRAWN", now);
      await tellOfVisit(tx, actor, stored, { news: "taken", by: seat.personId }, now);
      await audit(tx, actor, stored, "visits.steppedIn", { personId: seat.personId, bodyId: seat.id });
      return { id: stored.id };
    }),
  );
}
