"use server";

import { defineAction } from "@/server/action";
import { addTermSchema, changeTermSchema } from "./schema";
import { addTermOfOffice, changeTermOfOffice } from "./service";

export const add = defineAction({ form: "term-add", input: addTermSchema, run: (actor, { key, term }) => addTermOfOffice(actor, term, key), next: () => "/terms-of-office?done=added" });
export const change = defineAction({ form: "term-change", input: changeTermSchema, run: changeTermOfOffice, next: (_output, input) => `/terms-of-office/${input.id}?done=changed` });
