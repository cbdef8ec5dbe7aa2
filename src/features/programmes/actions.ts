"use server";

import { defineAction } from "@/server/action";
import { addProgrammeSchema, changeProgrammeSchema, programmeVersionSchema } from "./schema";
import { addProgramme, archiveProgramme, changeProgramme } from "./service";

const at = (id: string, done: string) => `/programmes/${id}?done=${done}`;

export const add = defineAction({ form: "programme-add", input: addProgrammeSchema, run: (actor, { key, programme }) => addProgramme(actor, programme, key), next: (output) => at(output.ok ? output.value.id : "", "added") });
export const change = defineAction({ form: "programme-change", input: changeProgrammeSchema, run: changeProgramme, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "programme-step", input: programmeVersionSchema, run: (actor, programme) => archiveProgramme(actor, programme, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "programme-step", input: programmeVersionSchema, run: (actor, programme) => archiveProgramme(actor, programme, false), next: (_output, { id }) => at(id, "restored") });
