"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { changeDocumentSchema, documentVersionSchema } from "./schema";
import { archiveDocument, changeDocument } from "./service";

const at = (id: string, done: string) => `/documents/${id}?done=${done}`;

export const change = defineAction({ form: "document-change", input: changeDocumentSchema, run: (actor, input) => changeDocument(actor, input, { registers }), next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "document-step", input: documentVersionSchema, run: (actor, input) => archiveDocument(actor, input, true, { registers }), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "document-step", input: documentVersionSchema, run: (actor, input) => archiveDocument(actor, input, false, { registers }), next: (_output, { id }) => at(id, "restored") });
