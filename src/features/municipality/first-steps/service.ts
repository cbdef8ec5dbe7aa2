import "server-only";
import { randomUUID } from "node:crypto";
import { isAdministrator, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { listGaps } from "@/features/contact-persons/service";
import { contactPersonDuty } from "@/features/contact-persons/rules";
import { readPackInForce } from "@/features/governing-documents/service";
import { notify } from "@/features/notifications/service";
import { getPerson } from "@/features/people/service";
import { addProgramme } from "@/features/programmes/service";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { getSettings } from "@/server/env";
import { once } from "@/server/idempotency";
import { mailMode } from "@/server/mail";
import { authorizeAll } from "@/server/permit";
import { limitRate } from "@/server/rate-limit";
import { inTransaction } from "@/server/transaction";
import { firstStepsPolicy } from "./policy";
import * as repository from "./repository";
import { judgeFirstSteps, type JudgedStep } from "./rules";

export type FirstStepsRefusal = "mailIsOff" | "mailNeedsAddress";

/** The first steps of a new municipality, each as the database says that it stands today. Throws NOT_FOUND for anyone but the administrator. */
export async function readFirstSteps(actor: Actor, now = new Date()): Promise<JudgedStep[]> {
  authorizeAll(firstStepsPolicy, "view", actor);
  const today = dateInStockholm(now);
  const [counted, pack, gaps] = await Promise.all([repository.countFacts(reading(), actor.personId, today), readPackInForce(actor, today), listGaps(actor, today)]);
  const isAsked = pack !== null && contactPersonDuty(pack) !== null;
  return judgeFirstSteps({ ...counted, hasDocument: pack !== null, withoutContactPerson: isAsked ? gaps.length : null, mailMode: mailMode(), signIn: getSettings().UTBLICK_OIDC_ISSUER === undefined ? "local" : "provider" });
}

/** Tells whether the actor is the administrator of a municipality that has not logged a project yet. */
export async function isBeginning(actor: Actor): Promise<boolean> {
  return isAdministrator(actor) && !actor.isSystem && repository.lacksProject(reading());
}

const CERTAINTIES = { high: "HIGH", medium: "MEDIUM", low: "LOW" } as const;

/** Adds the programmes that come with the governing document in force, but for those that are there; each by itself, so that what was broken off goes on. Throws NOT_FOUND for others. */
export async function bringProgrammes(actor: Actor, now = new Date()): Promise<{ added: number }> {
  authorizeAll(firstStepsPolicy, "bringProgrammes", actor);
  let added = 0;
  for (const { code, sv, en, keep, certainty, ...stated } of (await readPackInForce(actor, dateInStockholm(now)))?.programmes ?? []) {
    const programme = { ...stated, nameSv: sv, nameEn: en, keepYears: keep?.years ?? null, keepFrom: keep?.from ?? null, website: null, certainty: CERTAINTIES[certainty] };
    if ((await addProgramme(actor, programme, randomUUID(), { code })).ok) added += 1;
  }
  return { added };
}

/** Sends the actor a mail, to see that mails arrive; the same key sends one. Throws NOT_FOUND for others, RATE_LIMITED beyond ten an hour. Refused: mailIsOff, mailNeedsAddress. */
export async function tryMail(actor: Actor, key: string, now = new Date()): Promise<Result<{ id: string }, FirstStepsRefusal>> {
  authorizeAll(firstStepsPolicy, "tryMail", actor);
  if (mailMode() === "off") return refuse("mailIsOff");
  if ((await getPerson(actor, actor.personId, dateInStockholm(now))).email === null) return refuse("mailNeedsAddress");
  await limitRate(`try mail ${actor.personId}`, 10, 3_600, now);
  await inTransaction((tx) =>
    once(tx, actor, "firstSteps.tryMail", key, {}, async () => {
      await notify(tx, actor, { kind: "MAIL_TRIED", to: [actor.personId], subject: null, path: "/first-steps", isToldToSelf: true }, now);
      await recordAudit(tx, { actor, action: "firstSteps.mailTried", subject: { kind: "person", id: actor.personId } });
      return { id: actor.personId };
    }),
  );
  return succeed({ id: actor.personId });
}
