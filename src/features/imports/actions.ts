"use server";

import { wordsFor } from "@/messages/words";
import { importables } from "@/registers";
import { defineAction } from "@/server/action";
import { answerSchema, columnSchema, discardSchema, LARGEST_LIST_BYTES, runSchema, sheetSchema, undoSchema, uploadSchema } from "./schema";
import { answerRows, chooseSheet, discardList, tellColumns, uploadList } from "./drafts/service";
import { cancelImport, readList } from "./runs/service";
import { undoImport } from "./service";

const around = { importables, languages: [wordsFor("sv"), wordsFor("en")] };
const draft = (id: string, done: string) => `/imports/drafts/${id}?done=${done}`;
const preview = (id: string, done = "") => `/imports/drafts/${id}/preview${done}`;

export const upload = defineAction({ form: "import-upload", files: { file: LARGEST_LIST_BYTES }, input: uploadSchema, run: (actor, input) => uploadList(actor, input, around), next: (output, { draftId }) => (draftId === null ? draft(output.ok ? output.value.id : "", "uploaded") : preview(draftId)) });
export const choose = defineAction({ form: "import-sheet", input: sheetSchema, run: (actor, input) => chooseSheet(actor, input, around), next: (_output, { id }) => draft(id, "chosen") });
export const tell = defineAction({ form: "import-columns", input: columnSchema, run: (actor, input) => tellColumns(actor, input, around), next: (_output, { id }) => preview(id) });
export const answer = defineAction({ form: "import-answers", input: answerSchema, run: (actor, input) => answerRows(actor, input, around), next: (_output, { id }) => preview(id, "?done=answered") });
const where = (read: { importId: string } | { runId: string }) => ("runId" in read ? `/imports/runs/${read.runId}` : `/imports/${read.importId}?done=run`);
export const run = defineAction({ form: "import-run", input: runSchema, run: (actor, input) => readList(actor, input, around), next: (output) => (output.ok ? where(output.value) : "/imports") });
export const cancel = defineAction({ form: "import-cancel", input: discardSchema, run: (actor, { id }) => cancelImport(actor, id), next: (_output, { id }) => `/imports/runs/${id}` });
export const discard = defineAction({ form: "import-discard", input: discardSchema, run: (actor, { id }) => discardList(actor, id), next: () => "/imports?done=discarded" });
export const undo = defineAction({ form: "import-undo", input: undoSchema, run: (actor, input) => undoImport(actor, input, around), next: (_output, { id }) => `/imports/${id}?done=undone` });
