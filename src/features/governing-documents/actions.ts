"use server";

import { defineAction } from "@/server/action";
import { LARGEST_PACK_BYTES } from "./import";
import { archiveSchema, changeVersionSchema, copySchema, importSchema, inForceSchema } from "./schema";
import { archiveVersion, changeVersion, copyVersion, importVersion, putInForce as putVersionInForce } from "./service";

const led = (what: string) => (output: { ok: boolean; value?: { id: string } }) => `/governing-documents/${output.value?.id ?? ""}?done=${what}`;

export const change = defineAction({ form: "document-change", input: changeVersionSchema, run: changeVersion, next: led("changed") });
export const take = defineAction({ form: "document-import", uploads: { file: LARGEST_PACK_BYTES }, input: importSchema, run: (actor, { key, input }) => importVersion(actor, input, key), next: led("imported") });
export const copy = defineAction({ form: "document-copy", input: copySchema, run: (actor, { key, input }) => copyVersion(actor, input, key), next: led("copied") });
export const putInForce = defineAction({ form: "document-in-force", input: inForceSchema, run: (actor, { key, input }) => putVersionInForce(actor, input, key), next: led("inForce") });
export const archive = defineAction({ form: "document-archive", input: archiveSchema, run: (actor, input) => archiveVersion(actor, input, true), next: led("archived") });
export const restore = defineAction({ form: "document-archive", input: archiveSchema, run: (actor, input) => archiveVersion(actor, input, false), next: led("restored") });
