import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, requiredChoice, requiredId, version } from "@/lib/fields";
import { readListAddress, ticked, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const NOTIFICATION_KINDS = [
  "STATEMENT_RETURNED",
  "STATEMENT_APPROVED",
  "STATEMENT_SUBMITTED",
  "ROUND_OPENED",
  "VISIT_ANNOUNCED",
  "VISIT_TAKEN",
  "VISIT_RELEASED",
  "VISIT_REPRESENT",
  "VISIT_ASKED",
  "VISIT_DECLINED",
  "VISIT_CHANGED",
  "VISIT_CANCELLED",
  "COORDINATION_ASSIGNED",
  "APPOINTED",
  "ROLE_GIVEN",
  "SEAT_GIVEN",
  "TASK_DUE",
  "TASK_HANDED_OVER",
  "TASK_TAKEN_BACK",
  "MENTIONED",
  "LIST_READ",
  "LIST_NOT_READ",
  "APPOINTMENT_ENDED",
  "TIME_CONFIRMED",
  "HANDOVER_WRITTEN",
  "GROUP_CALLED",
  "GROUP_CHANGED",
  "GROUP_CANCELLED",
  "GROUP_ACTION",
  "ROUND_REMINDED",
  "COMPETENCE_INVITED",
  "COMPETENCE_ENROLLED",
  "COMPETENCE_CHANGED",
  "COMPETENCE_WITHDRAWN",
  "COMPETENCE_CANCELLED",
  "VISIT_SUBSTITUTE",
  "OPPORTUNITY_FORWARDED",
  "MAIL_TRIED",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const NOTIFICATION_DELIVERIES = ["AT_ONCE", "DAILY", "WEEKLY", "IN_APP"] as const;
export type NotificationDelivery = (typeof NOTIFICATION_DELIVERIES)[number];

export const LANGUAGES = ["SV", "EN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a notification's words are to name; never a person. */
export type NotificationParams = Readonly<Record<string, string | number>>;

/** A notification as it is stored, its words not yet chosen. */
export interface StoredNotification {
  id: string;
  personId: string;
  kind: NotificationKind;
  subjectKind: string | null;
  subjectId: string | null;
  path: string;
  params: NotificationParams;
  createdAt: Date;
  readAt: Date | null;
}

/** Whole days that go into the reader's calendar, or out of it; with times where they are known. */
export interface CalendarDays {
  method: "REQUEST" | "CANCEL";
  /** What stands there under one id for as long as it is the same. */
  of: { kind: string; id: string };
  startsOn: PlainDate;
  endsOn: PlainDate;
  at?: { startsAt: Date; endsAt: Date; place: string | null };
}

/** Who holds a role, answers for a unit, sits in bodies of some kinds, or answers for a body of any kind: those who do on the day. */
export type Audience = { role: "COORDINATOR" } | { unitId: string } | { bodyKinds: readonly string[] } | { bodyId: string };

/** What a use case tells of, to whom. */
export interface NotificationInput {
  kind: NotificationKind;
  /** People by id, and audiences. */
  to: readonly (string | Audience)[];
  /** Whether also who does it is told, as of what goes into the own calendar. */
  isToldToSelf?: boolean;
  /** The record that it is about; permission to it is asked again whenever its title is shown. */
  subject: { kind: string; id: string | null } | null;
  path: string;
  params?: NotificationParams;
  /** Told once to each person, for ever. */
  dedupeKey?: string;
  calendar?: CalendarDays;
}

/** How a person wants to be told. */
export interface NotificationChoice {
  delivery: NotificationDelivery;
  language: Language;
}

/** Until a person has chosen. */
export const USUAL_CHOICE: NotificationChoice = { delivery: "AT_ONCE", language: "SV" };

/** The form in which a person chooses; 0 is the version of a choice that hasn't been made yet. */
export const choiceSchema = z
  .object({ _version: version(), delivery: requiredChoice(NOTIFICATION_DELIVERIES, "fields.choice"), language: requiredChoice(LANGUAGES, "fields.choice") })
  .transform(({ _version, ...choice }) => ({ version: _version, choice }));

/** A button that marks one notification as read. */
export const readOneSchema = z.object({ id: requiredId("fields.choice") });

/** A button that marks all as read that had come when its page was made. */
export const readAllSchema = z.object({
  until: field<Date>((text) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)) ? { value: new Date(text) } : { message: "fields.choice" })),
});

export const NOTIFICATIONS_A_PAGE = 20;

export interface NotificationFilter {
  unread: boolean;
  page: number;
}

const NAMES = new Set(["unread", "page", "done", "form", "problem"]);

/** Reads the address of the page of notifications. */
export function readNotificationFilter(parameters: ListAddress): { filter: NotificationFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { filter: { unread: known("unread", ticked) ?? false, page: known("page", within(1, 1_000_000)) ?? 1 }, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeNotificationFilter({ unread, page }: NotificationFilter): string {
  return writeListAddress({ unread, page: page > 1 ? page : null });
}
