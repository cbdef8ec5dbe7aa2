"use server";

import { defineAction } from "@/server/action";
import { receiveHandoverSchema, saveHandoverSchema } from "./schema";
import { receiveHandover, saveHandover } from "./service";

const at = (appointmentId: string, done: string) => `/contact-persons/${appointmentId}/hand-over?done=${done}`;

export const save = defineAction({ form: "appointment-handover", input: saveHandoverSchema, run: saveHandover, next: (_output, { appointmentId }) => at(appointmentId, "handoverWritten") });
export const receive = defineAction({ form: "appointment-handover-receive", input: receiveHandoverSchema, run: receiveHandover, next: (_output, { appointmentId }) => at(appointmentId, "handoverReceived") });
