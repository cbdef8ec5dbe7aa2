import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { visitPolicy } from "../policy";
import { consultationOf, isMemberOf, isSecretaryOf, judgeResponsibility, visitRulesOf, type PresidiumKind } from "../rules";
import { getVisit, listPresidia, openVisit, type OpenedVisit, type PresidiumSeat, type VisitView } from "../service";
import * as repository from "./repository";

export type { StoredConsultation } from "./repository";

export type ConsultationRefusal = "consultationNotRegulated" | "consultationWrongPresidium" | "consultationOpen" | "consultationClosed" | "visitCancelled" | "visitPast";

const today = (now: Date): PlainDate => dateInStockholm(now);

type Presidium = Pick<PresidiumSeat, "id" | "kind" | "name" | "parentId">;

/** The actor's own of some presidia: where it is a member, or acts as the secretary. */
const ownOf = (actor: Actor, presidia: readonly Presidium[]) => presidia.find((presidium) => isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium));

/** Which presidia consult about a visit, and which is consulted; null where the document in force names none. */
function partiesOf(visit: OpenedVisit["stored"], seats: readonly PresidiumSeat[], now: Date): { by: Presidium[]; to: Presidium; clause: string } | null {
  const rules = visitRulesOf(getPack(), today(now));
  const [asked, responsibility] = [consultationOf(visit, rules), judgeResponsibility(visit, rules)];
  const kinds: readonly PresidiumKind[] = responsibility.answer === "PRESIDIA" ? responsibility.by : [];
  const to = seats.find(({ kind }) => kind === asked?.party);
  const by = [...new Map(seats.filter(({ kind }) => kinds.includes(kind)).map((seat) => [seat.id, seat])).values()];
  return asked === null || to === undefined || by.length === 0 ? null : { by, to, clause: asked.clause };
}

const namesOf = (presidia: readonly Presidium[]) => presidia.map(({ name }) => name).join(", ");

async function say(actor: Actor, state: "ASKED" | "NOT_NEEDED", { id, said }: { id: string; said: string }, key: string, now: Date): Promise<Result<{ id: string }, ConsultationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, seats, thing } = await openVisit(tx, actor, id, now);
      const permit = authorize(visitPolicy, "consult", actor, thing);
      return once(tx, actor, `visits.consultation.${state}`, key, { id, said }, async () => {
        if (stored.cancelledOn !== null) must(refuse("visitCancelled"));
        if (stored.endsOn < today(now)) must(refuse("visitPast"));
        const parties = partiesOf(stored, seats, now);
        if (parties === null) return must<{ id: string }, ConsultationRefusal>(refuse("consultationNotRegulated"));
        const own = ownOf(actor, parties.by);
        if (own === undefined) return must<{ id: string }, ConsultationRefusal>(refuse("consultationWrongPresidium", { about: { name: namesOf(parties.by) } }));
        const open = (await repository.selectConsultations(tx, id, today(now))).find((one) => one.state === "ASKED");
        if (open !== undefined) must(refuse("consultationOpen", { about: { name: open.toBodyName } }));
        await repository.insertConsultation(tx, permit, id, { state, bodyId: own.id, toBodyId: parties.to.id, said }, now);
        await recordAudit(tx, { actor, action: state === "ASKED" ? "visits.consulted" : "visits.consultationNotNeeded", subject: { kind: "visit", id }, unitId: stored.unitId, details: { bodyId: own.id } });
        return { id };
      });
    }),
  );
}

/**
 * Has the presidium whose matter a visit is ask the other one about it (H19), which hinders nothing; a secretary does so for its members. The same key asks once.
 * Refused: consultationNotRegulated, consultationWrongPresidium (with whose it is), consultationOpen, visitCancelled, visitPast.
 */
export async function askConsultation(actor: Actor, asked: { id: string; said: string }, key: string, now = new Date()): Promise<Result<{ id: string }, ConsultationRefusal>> {
  return say(actor, "ASKED", asked, key, now);
}

/** Notes that the presidium whose matter a visit is sees no need to consult, and why (H19); the same key notes it once. Refused as asking is. */
export async function waiveConsultation(actor: Actor, waived: { id: string; said: string }, key: string, now = new Date()): Promise<Result<{ id: string }, ConsultationRefusal>> {
  return say(actor, "NOT_NEEDED", waived, key, now);
}

/** Answers a consultation for the presidium that was asked (H19). Throws CONFLICT when someone has answered it since. Refused: consultationWrongPresidium (with whose answer it waits for), consultationClosed. */
export async function answerConsultation(actor: Actor, { id, consultationId, version, answer }: { id: string; consultationId: string; version: number; answer: string }, now = new Date()): Promise<Result<{ id: string }, ConsultationRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, seats, thing } = await openVisit(tx, actor, id, now);
      const permit = authorize(visitPolicy, "consult", actor, thing);
      const asked = (await repository.selectConsultations(tx, id, today(now))).find((one) => one.id === consultationId);
      if (asked === undefined) return must<{ id: string }, ConsultationRefusal>(refuse("consultationClosed"));
      if (ownOf(actor, seats.filter((seat) => seat.id === asked.toBodyId)) === undefined) must(refuse("consultationWrongPresidium", { about: { name: asked.toBodyName } }));
      if (asked.state !== "ASKED") must(refuse("consultationClosed"));
      await repository.updateAnswered(tx, permit, id, { id: consultationId, version, answer }, now);
      await recordAudit(tx, { actor, action: "visits.consultationAnswered", subject: { kind: "visit", id }, unitId: stored.unitId, details: { bodyId: asked.toBodyId } });
      return { id };
    }),
  );
}

export interface Consultations {
  /** Who consults and who is consulted, by which clause; null where the document names none and nothing has been said before. */
  parties: { by: string; to: string; clause: string } | null;
  rows: (repository.StoredConsultation & { mayAnswer: boolean })[];
  /** Whether the actor may ask, or note that there is no need to. */
  mayAsk: boolean;
}

/** A visit's consultations and what the actor may do (H19); who has the visit at hand already hands it over. Throws NOT_FOUND when it isn't the actor's to see. */
export async function listConsultations(actor: Actor, visitId: string, { loaded }: { loaded?: Pick<VisitView, "visit" | "seats" | "thing"> } = {}, now = new Date()): Promise<Consultations> {
  const { visit, seats, thing } = loaded ?? (await getVisit(actor, visitId, now));
  const rows = await repository.selectConsultations(reading(), visitId, today(now));
  const parties = partiesOf(visit, seats, now);
  const mayConsult = may(visitPolicy, "consult", actor, thing);
  const isAhead = visit.cancelledOn === null && visit.endsOn >= today(now);
  return {
    parties: parties === null ? null : { by: namesOf(parties.by), to: parties.to.name, clause: parties.clause },
    rows: rows.map((row) => ({ ...row, mayAnswer: mayConsult && row.state === "ASKED" && ownOf(actor, seats.filter(({ id }) => id === row.toBodyId)) !== undefined })),
    mayAsk: mayConsult && isAhead && parties !== null && ownOf(actor, parties.by) !== undefined && rows.every(({ state }) => state !== "ASKED"),
  };
}

/** The consultations that wait for the answer of the actor's presidia, about visits to come. */
export async function listAwaitedConsultations(actor: Actor, day: PlainDate): Promise<{ id: string; visitId: string; title: string; startsOn: PlainDate; askedBy: string }[]> {
  const own = (await listPresidia(actor, day)).filter((presidium) => isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium)).map(({ id }) => id);
  return own.length === 0 ? [] : repository.selectAwaited(reading(), own, day);
}
