import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import type { TaskPlace } from "@/features/tasks/schema";
import * as tasks from "@/features/tasks/service";
import { registers } from "@/registers";

/*
 * What there is to do as its pages and forms reach it: with the registers, which cannot be sent from another process.
 */
const around = { registers };

/** Where the actor's task of a key stands; null where the actor has none. */
export async function find(actor: Actor, key: string): Promise<{ place: TaskPlace; standing: string; handover: { id: string; version: number; toId: string } | null } | null> {
  const task = (await tasks.listTasks(actor, around)).find((each) => each.key === key);
  return task === undefined ? null : { place: { register: task.register, taskId: task.id, unitId: null }, standing: task.standing, handover: task.handover };
}

/** Hands a task over. */
export async function handOver(actor: Actor, key: string, place: TaskPlace, version: number, toId: string) {
  return tasks.handOver(actor, { key, place, version, toId }, around);
}

/** Takes a task back. */
export async function takeBack(actor: Actor, id: string, version: number) {
  return tasks.takeBack(actor, { id, version });
}

/** Puts a task off. */
export async function snooze(actor: Actor, place: TaskPlace, until: PlainDate) {
  return tasks.snooze(actor, { place, until }, around);
}
