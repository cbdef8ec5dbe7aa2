import type { OwnTime, Task } from "@/domain/registers";
import type { VisitDays } from "@/features/visits/calendar-days/schema";
import type { CalendarEntry } from "@/lib/calendar-file";
import { calendarKind as invitedTo } from "@/features/notifications/schedules/rules";
import type { CalendarFeedKind } from "./schema";

type Words = (key: string, parameters?: Record<string, string | number>) => string;

/** What an entry is written for. */
export interface Reader {
  words: Words;
  /** The address that links begin with, without a slash behind. */
  origin: string;
  /** Makes a name of what it names, like no other anywhere. */
  nameEntry: (what: string) => string;
  kind: CalendarFeedKind;
  personId: string;
  /** The units whose visits are the person's own. */
  unitIds: readonly string[];
  /** What the person has been invited to by mail, by what it is (`kind id`): it keeps its name, so that it stands there once. */
  invitations: ReadonlyMap<string, { uid: string; sequence: number }>;
}

/** A visit as an entry of a calendar: off when it is cancelled, out of the register, or no longer whose calendar it is; of one that is out of the register no more than that is said. */
export function layOutVisit(visit: VisitDays, reader: Reader): CalendarEntry {
  const { words, origin, nameEntry, kind, personId, unitIds, invitations } = reader;
  const { representative } = visit;
  const isLeft = kind === "PERSONAL" && representative?.personId !== personId && !unitIds.includes(visit.unitId);
  const shared = {
    ...((kind === "PERSONAL" ? invitations.get(`visit ${visit.id}`) : undefined) ?? { uid: nameEntry(`visit-${visit.id}`), sequence: visit.change }),
    stamp: visit.changedAt,
    when: { from: visit.startsOn, to: visit.endsOn },
    isCancelled: visit.isCancelled || isLeft,
  };
  if (visit.title === null) return { ...shared, title: words("mails.calendarGone"), description: "", url: `${origin}/visits` };
  const url = `${origin}/visits/${visit.id}`;
  const said = [
    words(`visits.direction.${visit.direction}`),
    ...(visit.counterpart === null ? [] : [words("calendars.counterpart", { counterpart: visit.counterpart })]),
    words("calendars.unit", { unit: visit.unit }),
    ...(representative === null ? [] : [words("calendars.represents", { name: representative.name, body: representative.bodyName })]),
    url,
  ];
  const title = kind === "PRESIDIUM" && representative === null && !shared.isCancelled ? words("calendars.open", { title: visit.title }) : visit.title;
  return { ...shared, title, description: said.join("\n"), place: visit.places, url };
}

/** Something at a time of its own that the person is called or has signed up to: off where it is, or is no longer the person's; of one that is out of the register no more than that is said. */
export function layOutOwnTime(time: OwnTime, { kind, path }: { kind: string; path: string }, { words, origin, nameEntry, invitations }: Pick<Reader, "words" | "origin" | "nameEntry" | "invitations">): CalendarEntry {
  const url = `${origin}${path}`;
  const shared = {
    ...(invitations.get(`${kind} ${time.id}`) ?? { uid: nameEntry(`${kind}-${time.id}`), sequence: time.change }),
    stamp: time.changedAt,
    when: { from: time.startsAt, to: time.endsAt },
    isCancelled: time.isOff,
    url,
  };
  if (time.title === null) return { ...shared, title: words("mails.calendarGone"), description: "" };
  return { ...shared, title: time.title, description: [words(time.text.message, time.text.params), url].join("\n"), place: time.place };
}

/** A task that has its day, as an entry on that day; without its words where they are to stay in the house. */
export function layOutTask(task: Task & { dueOn: string }, about: { kind: string; mayLeave: boolean; since: Date }, { words, origin, nameEntry, invitations }: Pick<Reader, "words" | "origin" | "nameEntry" | "invitations">): CalendarEntry {
  const url = `${origin}${task.path}`;
  const text = about.mayLeave && task.text !== undefined ? [words(task.text.message, task.text.params)] : [];
  const invited = task.calendarId === undefined ? undefined : invitations.get(`${invitedTo(about.kind)} ${task.calendarId}`);
  return {
    ...(invited ?? { uid: nameEntry(`task-${about.kind}-${task.key.replace(/[^A-Za-z0-9]+/g, "-")}`), sequence: 0 }),
    stamp: about.since,
    title: about.mayLeave ? words("calendars.task", { title: words(task.title.message, task.title.params) }) : words("calendars.hiddenTask"),
    description: [...text, url].join("\n"),
    url,
    when: { from: task.dueOn, to: task.dueOn },
    isCancelled: false,
  };
}

/** Names a calendar to the person who may follow it. */
export function nameCalendar({ kind }: { kind: CalendarFeedKind }, bodyName: string | null, words: Words): string {
  return words(`calendars.choice.${kind}`, { name: bodyName ?? "" });
}
