"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { handOverSchema, snoozeSchema, takeBackSchema, wakeSchema } from "./schema";
import * as tasks from "./service";

const around = { registers };
const backTo = (unitId: string | null, done: string) => `/tasks?${unitId === null ? "" : `unit=${unitId}&`}done=${done}`;

export const snooze = defineAction({ form: "task-snooze", input: snoozeSchema, run: (actor, input) => tasks.snooze(actor, input, around), next: () => "/tasks?done=snoozed" });
export const wake = defineAction({ form: "task-step", input: wakeSchema, run: tasks.wake, next: () => "/tasks?done=woken" });
export const handOver = defineAction({ form: "task-hand-over", input: handOverSchema, run: (actor, input) => tasks.handOver(actor, input, around), next: (_output, { place }) => backTo(place.unitId, "handedOver") });
export const takeBack = defineAction({ form: "task-step", input: takeBackSchema, run: (actor, input) => tasks.takeBack(actor, input), next: () => "/tasks?done=takenBack" });
