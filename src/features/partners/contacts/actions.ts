"use server";

import { defineAction } from "@/server/action";
import { addContactSchema, changeContactSchema, eraseContactSchema } from "./schema";
import { addContact, changeContact, eraseContact } from "./service";

const at = (partnerId: string, done: string) => `/partners/${partnerId}?done=${done}#people`;

export const add = defineAction({ form: "partner-contact-add", input: addContactSchema, run: addContact, next: (_output, { input }) => at(input.partnerId, "contactAdded") });
export const change = defineAction({ form: "partner-contact-change", input: changeContactSchema, run: changeContact, next: (_output, { partnerId }) => at(partnerId, "contactChanged") });
export const erase = defineAction({ form: "partner-contact-erase", input: eraseContactSchema, run: eraseContact, next: (_output, { partnerId }) => at(partnerId, "contactErased") });
