import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { getAppointment, type AppointmentFacts } from "../service";
import { spacePolicy } from "./policy";
import * as repository from "./repository";
import { askedYear, judgeYear, type SpaceRefusal } from "./rules";
import type { AnswerSpaceInput } from "./schema";

export type { StoredSpace } from "./repository";

/** What a contact person has answered of the room that was given, year by year, the latest first (V20b). Throws NOT_FOUND to anybody but the person and the office. */
export async function getSpace(actor: Actor, appointmentId: string, now = new Date()): Promise<{ appointment: AppointmentFacts; answers: repository.StoredSpace[] }> {
  const appointment = await getAppointment(actor, appointmentId, now);
  authorize(spacePolicy, "view", actor, appointment);
  return { appointment, answers: await repository.selectAnswers(reading(), appointmentId) };
}

/**
 * Answers for a year, in whole percent of full time, whether a contact person was given the room that the task takes, or changes the answer; the office may do so
 * on the person's behalf; the same key answers once. Throws NOT_FOUND, and CONFLICT when it has been answered or changed since. Refused: spaceYearNotHeld, spaceYearToCome. Clause V20b.
 */
export async function answerSpace(actor: Actor, { key, appointmentId, year, version, space }: AnswerSpaceInput, now = new Date()): Promise<Result<{ id: string }, SpaceRefusal>> {
  const today = dateInStockholm(now);
  const appointment = await getAppointment(actor, appointmentId, now);
  const permit = authorize(spacePolicy, "answer", actor, appointment);
  return orRefuse(async () => {
    must(judgeYear(appointment, year, today));
    return inTransaction((tx) =>
      once(tx, actor, "contactPersons.answerSpace", key, { appointmentId, year, version, space }, async () => {
        await repository.writeAnswer(tx, permit, { appointmentId, year, version }, space, today, now);
        const onBehalf = !actor.isSystem && actor.personId !== appointment.personId;
        await recordAudit(tx, { actor, action: "contactPersons.spaceAnswered", subject: { kind: "contactPersonAppointment", id: appointmentId }, unitId: appointment.unitId, onBehalf, details: { year } });
        return { id: appointmentId };
      }),
    );
  });
}

/** The actor's own appointments as contact person of which the year's question has no answer, with that year (V20b). */
export async function listOpenQuestions(actor: Actor, today: PlainDate): Promise<{ year: number; open: repository.OpenQuestion[] }> {
  const year = askedYear(today);
  return { year, open: actor.units.length === 0 ? [] : await repository.selectUnanswered(reading(), actor.personId, year, today) };
}
