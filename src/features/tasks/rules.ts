import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import type { Task, TaskOwner } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import type { TaskDue, TaskStanding } from "./schema";

/** Why something is a person's to do: of a unit whose contact person or deputy it is, of a unit that the office follows, or by what else it is. */
export type Why =
  | { kind: "CONTACT_PERSON" | "DEPUTY" | "FOLLOWED"; unitId: string }
  | { kind: "OFFICE" | "MINUTES" | "PRESIDIUM" | "OWN" | "UNIT" }
  | { kind: "HANDED_OVER"; by: string | null };

/** Says which appointment, role or seat makes something the actor's to do. */
export function whyTheirs(actor: Actor, owner: TaskOwner): Why {
  switch (owner.kind) {
    case "UNIT": {
      const { unitId } = owner;
      const unit = actor.units.find(({ id, predecessorIds }) => id === unitId || predecessorIds.includes(unitId));
      if (unit !== undefined) return { kind: unit.kind === "PRIMARY" ? "CONTACT_PERSON" : "DEPUTY", unitId: unit.id };
      return isCoordinator(actor) ? { kind: "FOLLOWED", unitId } : { kind: "UNIT" };
    }
    case "OFFICE":
      return { kind: "OFFICE" };
    case "BODY":
      return isCoordinator(actor) ? { kind: "OFFICE" } : { kind: "MINUTES" };
    case "PRESIDIUM":
      return { kind: "PRESIDIUM" };
    case "PERSON":
      return { kind: "OWN" };
  }
}

/** Tells whether the actor may do, on a unit's behalf or the office's, what is that owner's to do; what belongs to a body or a person is handed over in ways of its own. */
export function mayDoFor(actor: Actor, owner: TaskOwner): boolean {
  if (owner.kind === "UNIT") return isCoordinator(actor) || answersForUnit(actor, owner.unitId);
  return owner.kind === "OFFICE" && isCoordinator(actor);
}

export const LONGEST_SNOOZE_DAYS = 366;

export type SnoozeRefusal = "taskSnoozedToPast" | "taskSnoozedTooLong";

/** Judges the day until which something is put off: it comes, and within a year. */
export function judgeSnooze(until: PlainDate, today: PlainDate): Result<PlainDate, SnoozeRefusal> {
  if (until <= today) return refuse("taskSnoozedToPast", { field: "until" });
  return until > addDays(today, LONGEST_SNOOZE_DAYS) ? refuse("taskSnoozedTooLong", { field: "until" }) : succeed(until);
}

/** Where a task stands for its reader. */
export interface Standing {
  standing: TaskStanding;
  /** The first day on which what has been put off is there again. */
  until: PlainDate | null;
}

/** Says where a task stands: with somebody else, put off until a day that is still to come, or to be done. */
export function standingOf(readerId: string, today: PlainDate, until: PlainDate | null, toId: string | null): Standing {
  if (toId !== null && toId !== readerId) return { standing: "handed", until: null };
  return until !== null && until > today ? { standing: "snoozed", until } : { standing: "open", until: null };
}

type Dated = Pick<Task, "dueOn">;

const isDue: Readonly<Record<TaskDue, (task: Dated, today: PlainDate) => boolean>> = {
  late: ({ dueOn }, today) => dueOn !== null && dueOn < today,
  month: ({ dueOn }, today) => dueOn !== null && dueOn.slice(0, 7) === today.slice(0, 7),
};

/** Puts those due first first, and what has no day last. */
export function inOrder<Each extends Dated>(tasks: readonly Each[]): Each[] {
  const day = ({ dueOn }: Dated) => dueOn ?? "9999-12-31";
  return [...tasks].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** The tasks that a filter asks for. */
export function pickTasks<Each extends Dated & Standing & { register: string }>(tasks: readonly Each[], wish: { standing: TaskStanding; due: TaskDue | null; register: string | null }, today: PlainDate): Each[] {
  return tasks.filter((task) => task.standing === wish.standing && (wish.due === null || isDue[wish.due](task, today)) && (wish.register === null || task.register === wish.register));
}

/** How many are to be done, how many of those are past their day or due this month, and how many have been put off or are with somebody else. */
export function countTasks(tasks: readonly (Dated & Standing)[], today: PlainDate): Record<TaskStanding | TaskDue, number> {
  const open = tasks.filter(({ standing }) => standing === "open");
  const count = (due: TaskDue) => open.filter((task) => isDue[due](task, today)).length;
  const of = (wanted: TaskStanding) => tasks.filter(({ standing }) => standing === wanted).length;
  return { open: open.length, late: count("late"), month: count("month"), snoozed: of("snoozed"), handed: of("handed") };
}
