"use server";

import { defineAction } from "@/server/action";
import { appointSchema, confirmTimeSchema, endAppointmentSchema } from "./schema";
import { appointContactPerson, confirmTime as confirmTimeService, endAppointment } from "./service";

export const appoint = defineAction({ form: "contact-person", input: appointSchema, run: (actor, { key, appointment }) => appointContactPerson(actor, appointment, key), next: (_output, input) => `/bodies/${input.appointment.unitId}?done=appointed` });
export const end = defineAction({ form: "contact-person-end", input: endAppointmentSchema, run: endAppointment, next: (_output, input) => `/bodies/${input.unitId}?done=appointmentEnded` });
export const confirmTime = defineAction({ form: "contact-person-time", input: confirmTimeSchema, run: (actor, input) => confirmTimeService(actor, input), next: (_output, input) => `/bodies/${input.unitId}?done=timeConfirmed` });
