"use server";

import { defineAction } from "@/server/action";
import { endSessionsOf } from "../service";
import { endAllSchema, endSessionSchema } from "./schema";
import { endSession } from "./service";

export const end = defineAction({ form: "session-end", input: endSessionSchema, run: (actor, session) => endSession(actor, session), next: () => "/sessions?done=ended" });
export const endAll = defineAction({ form: "session-end", input: endAllSchema, run: (actor, { personId }) => endSessionsOf(actor, personId), next: () => "/sessions?done=allEnded" });
// On the page of one's own.
export const endOwn = defineAction({ form: "session-end", input: endSessionSchema, run: (actor, session) => endSession(actor, session), next: () => "/account?done=sessionEnded#sessions" });
export const endAllOwn = defineAction({ form: "session-end", input: endAllSchema, run: (actor, { personId }) => endSessionsOf(actor, personId), next: () => "/account" });
