import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalId, requiredDate, requiredId, version } from "@/lib/fields";
import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** open: what is to be done now · snoozed: what the reader has put off · handed: what somebody else has taken on. */
export const TASK_STANDINGS = ["open", "snoozed", "handed"] as const;
export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** late: past their day · month: those whose day is in this month. */
export const TASK_DUES = ["late", "month"] as const;
export type TaskDue = (typeof TASK_DUES)[number];

export const TASKS_A_PAGE = 50;

/** A list's filter and page, as the address holds them; with a unit it is that unit's list, and otherwise the reader's own. */
export interface TaskFilter {
  standing: TaskStanding;
  due: TaskDue | null;
  register: string | null;
  unitId: string | null;
  page: number;
}

const REGISTER = /^[a-zA-Z]{1,40}$/;
const TASK = /^[0-9a-f]{32}$/;
const NAMES = new Set(["show", "due", "register", "unit", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readTaskFilter(parameters: ListAddress): { filter: TaskFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  const filter: TaskFilter = {
    standing: known("show", among(TASK_STANDINGS)) ?? "open",
    due: known("due", among(TASK_DUES)),
    register: known("register", (written) => (REGISTER.test(written) ? written : null)),
    unitId: known("unit", anId),
    page: known("page", within(1, 1_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeTaskFilter(filter: TaskFilter, changes: Partial<TaskFilter> = {}): string {
  const { standing, due, register, unitId, page } = { ...filter, ...changes };
  return writeListAddress({ show: standing === "open" ? null : standing, due, register, unit: unitId, page: page > 1 ? page : null });
}

/** One task: by its register and what it is known by, and by the unit whose list it was found in where that is not the reader's own. */
export interface TaskPlace {
  register: string;
  taskId: string;
  unitId: string | null;
}

/** Reads the address of a task's own page; null where it names none. */
export function readTaskPlace({ register, task, unit }: ListAddress): TaskPlace | null {
  if (typeof register !== "string" || !REGISTER.test(register) || typeof task !== "string" || !TASK.test(task)) return null;
  const unitId = typeof unit === "string" ? anId(unit) : null;
  return { register, taskId: task, unitId };
}

/** The address of a task's own page. */
export function writeTaskPlace({ register, taskId, unitId }: TaskPlace): string {
  return `/tasks/one${writeListAddress({ register, task: taskId, unit: unitId })}`;
}

const written = (pattern: RegExp) => field<string>((text) => (pattern.test(text) ? { value: text } : { message: "fields.choice" }));
const place = { register: written(REGISTER), task: written(TASK), unit: optionalId() };

/** The form in which somebody puts a task off until a day. */
export const snoozeSchema = z
  .object({ ...place, until: requiredDate("tasks.errors.untilMissing") })
  .transform(({ register, task, unit, until }): { place: TaskPlace; until: PlainDate } => ({ place: { register, taskId: task, unitId: unit }, until }));

/** A button that takes up again what was put off. */
export const wakeSchema = z.object({ task: written(TASK) }).transform(({ task }) => ({ taskId: task }));

export interface HandOverInput {
  key: string;
  place: TaskPlace;
  /** The version of the handover that the page showed; 0 where the task was with nobody else. */
  version: number;
  toId: string;
}

/** The form in which somebody hands a task over. */
export const handOverSchema = z
  .object({ _key: requiredId("fields.choice"), _version: version(), ...place, to: requiredId("tasks.errors.toMissing") })
  .transform(({ _key, _version, register, task, unit, to }): HandOverInput => ({ key: _key, place: { register, taskId: task, unitId: unit }, version: _version, toId: to }));

/** A button that takes back what was handed over, or hands it back. */
export const takeBackSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));
