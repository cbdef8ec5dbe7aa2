"use server";

import { defineAction } from "@/server/action";
import { choiceSchema, readAllSchema, readOneSchema } from "./schema";
import { choose, markAllRead, markRead } from "./service";

export const read = defineAction({ form: "notifications", input: readOneSchema, run: (actor, one) => markRead(actor, one), next: () => "/notifications?done=read" });
export const readAll = defineAction({ form: "notifications", input: readAllSchema, run: (actor, { until }) => markAllRead(actor, until), next: () => "/notifications?done=allRead" });
export const chooseDelivery = defineAction({ form: "notification-choice", input: choiceSchema, run: choose, next: () => "/account?done=chosen" });
