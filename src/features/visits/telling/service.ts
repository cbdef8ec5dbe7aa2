import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, lastDayOf } from "@/domain/plain-date";
import type { CalendarDays, NotificationInput } from "@/features/notifications/schema";
import { notify } from "@/features/notifications/service";
import type { Tx } from "@/server/db";
import { getPack } from "@/server/pack";
import { judgeResponsibility, visitRulesOf } from "../rules";
import type { VisitInput } from "../schema";

/** What there is to say of a visit. */
export interface ToldVisit extends Pick<VisitInput, "unitId" | "direction" | "needsRepresentation" | "concernsUnitDirectly" | "starts" | "ends"> {
  id: string;
  representative: { personId: string } | null;
}

/** waits: for someone who represents · taken, asked, substitute, declined, released: by a member of a presidium · changed: what it says · off, on: that it is not to be, or after all. */
export type VisitNews =
  | { news: "waits" | "released" | "off" | "on" }
  | { news: "changed"; before: Pick<VisitInput, "starts" | "ends"> }
  | { news: "taken"; by: string }
  | { news: "asked" | "substitute"; whom: string }
  | { news: "declined"; to: string };

type Message = Omit<NotificationInput, "subject" | "path">;

/** Tells those concerned of what happens to a visit that is not over, inside the transaction in which it happens; whoever represents has it in the calendar, when its days are known. */
export async function tellOfVisit(tx: Tx, actor: Actor, visit: ToldVisit, news: VisitNews, now = new Date()): Promise<void> {
  const today = dateInStockholm(now);
  if (lastDayOf(visit.ends ?? visit.starts) < today) return;
  const responsibility = judgeResponsibility(visit, visitRulesOf(getPack(), today));
  const presidia = responsibility.answer === "PRESIDIA" ? [{ bodyKinds: responsibility.by }] : [];
  for (const message of messagesOf(visit, news, presidia)) await notify(tx, actor, { ...message, subject: { kind: "visit", id: visit.id }, path: `/visits/${visit.id}` }, now);
}

function messagesOf(visit: ToldVisit, news: VisitNews, presidia: NotificationInput["to"]): Message[] {
  const { representative } = visit;
  const unit = { unitId: visit.unitId };
  const waiting: Message[] = representative === null ? [{ kind: "VISIT_ANNOUNCED", to: presidia, dedupeKey: `visit waits ${visit.id}` }] : [];
  const invite = (kind: Message["kind"], personId: string): Message => ({ kind, to: [personId], isToldToSelf: true, calendar: daysOf(visit, "REQUEST") });
  const uninvite: Message[] = representative === null ? [] : [{ kind: "VISIT_CANCELLED", to: [representative.personId], isToldToSelf: true, calendar: daysOf(visit, "CANCEL") }];
  switch (news.news) {
    case "waits":
      return waiting;
    case "changed":
      return representative === null ? waiting : isSameDays(visit, news.before) ? [] : [invite("VISIT_CHANGED", representative.personId)];
    case "taken":
      return [...uninvite, invite("VISIT_REPRESENT", news.by), { kind: "VISIT_TAKEN", to: [unit] }];
    case "released":
      return [...uninvite, { kind: "VISIT_RELEASED", to: [unit, ...presidia] }];
    case "asked":
      return [{ kind: "VISIT_ASKED", to: [news.whom] }];
    case "substitute":
      return [{ kind: "VISIT_SUBSTITUTE", to: [news.whom] }];
    case "declined":
      return [{ kind: "VISIT_DECLINED", to: [news.to] }];
    case "off":
      return uninvite;
    case "on":
      return representative === null ? waiting : [invite("VISIT_REPRESENT", representative.personId)];
  }
}

const isSameDays = (visit: ToldVisit, before: Pick<VisitInput, "starts" | "ends">) => JSON.stringify([visit.starts, visit.ends]) === JSON.stringify([before.starts, before.ends]);

/** A visit whose days are not known to the day is in no calendar yet, or no longer. */
function daysOf({ id, starts, ends }: ToldVisit, method: CalendarDays["method"]): CalendarDays {
  const isKnown = starts.precision === "DAY" && (ends === null || ends.precision === "DAY");
  return { method: isKnown ? method : "CANCEL", of: { kind: "visit", id }, startsOn: starts.on, endsOn: lastDayOf(ends ?? starts) };
}
