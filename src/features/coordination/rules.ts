import { daysBetween, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { CoordinationKind, EntryInput } from "./schema";

/** What decides how an entry stands. */
export interface Standing {
  kind: CoordinationKind;
  dueOn: PlainDate | null;
  doneOn: PlainDate | null;
}

/** OPEN: a task to be done · LATE: an open task past its day · DONE: a task that is done · NOTED: no task. */
export type EntryState = "OPEN" | "LATE" | "DONE" | "NOTED";

/** How an entry stands on a day (V16a, H13): a task is late the day after it was due. */
export function stateOf(entry: Standing, day: PlainDate): EntryState {
  if (entry.kind !== "TASK") return "NOTED";
  if (entry.doneOn !== null && entry.doneOn <= day) return "DONE";
  return entry.dueOn !== null && entry.dueOn < day ? "LATE" : "OPEN";
}

/** How many days before its day a task is asked for on the first screen. */
export const ASKED_DAYS = 14;

/** Tells whether a task stands among what there is to do: late, soon due, or without a day. */
export function isAskedFor(dueOn: PlainDate | null, today: PlainDate): boolean {
  return dueOn === null || daysBetween(today, dueOn) <= ASKED_DAYS;
}

export type DoneRefusal = "coordinationNotTask" | "coordinationDoneAlready" | "coordinationDoneInFuture" | "coordinationDoneTooEarly";

/** Judges that a task was done on a day. Refused: coordinationNotTask, coordinationDoneAlready, coordinationDoneInFuture, coordinationDoneTooEarly. */
export function judgeDone(entry: Standing & { notedOn: PlainDate }, on: PlainDate, today: PlainDate): Result<null, DoneRefusal> {
  if (entry.kind !== "TASK") return refuse("coordinationNotTask");
  if (entry.doneOn !== null) return refuse("coordinationDoneAlready");
  if (on > today) return refuse("coordinationDoneInFuture", { field: "on" });
  return on < entry.notedOn ? refuse("coordinationDoneTooEarly", { field: "on" }) : succeed(null);
}

export type EntryRefusal = "coordinationInFuture" | "coordinationResponsibleNotThere" | "coordinationUnitNotThere" | "coordinationPriorityNotThere" | "coordinationDoneIsTask" | "coordinationDoneBefore";

/** Judges the days of an entry, by what has been stored of it. Refused: coordinationInFuture, coordinationDoneIsTask, coordinationDoneBefore. */
export function judgeDays(entry: Pick<EntryInput, "kind" | "notedOn">, doneOn: PlainDate | null, today: PlainDate): Result<null, EntryRefusal> {
  if (entry.notedOn > today) return refuse("coordinationInFuture", { field: "notedOn" });
  if (doneOn === null) return succeed(null);
  if (entry.kind !== "TASK") return refuse("coordinationDoneIsTask", { field: "kind" });
  return doneOn < entry.notedOn ? refuse("coordinationDoneBefore", { field: "notedOn", about: { day: doneOn } }) : succeed(null);
}

/** Writes an entry as its form holds it. */
export function writeEntry(entry: EntryInput): Values {
  return {
    kind: entry.kind,
    notedOn: entry.notedOn,
    title: entry.title,
    text: entry.text ?? "",
    responsibleId: entry.responsibleId,
    unitIds: [...entry.unitIds].sort(),
    priorityId: entry.priorityId ?? "",
    dueOn: entry.dueOn ?? "",
  };
}

/** What free text finds an entry by. */
export function searchTextOf(entry: EntryInput): string {
  return [entry.title, entry.text].filter((text) => text !== null).join(" ");
}
