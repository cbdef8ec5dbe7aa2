import type { Actor } from "@/domain/actor";
import type { Upload } from "@/features/imports/schema";
import * as imports from "@/features/imports/service";
import { importables } from "@/registers";
import { wordsOf } from "../../../prisma/demo/words.ts";

/** Lists with what their forms give them, since registers and words cannot be sent between processes. */
const around = { importables, languages: [wordsOf("sv"), wordsOf("en")] };

export const uploadList = (actor: Actor, upload: Upload) => imports.uploadList(actor, upload, around);
export const tellColumns = (actor: Actor, choice: Parameters<typeof imports.tellColumns>[1]) => imports.tellColumns(actor, choice, around);
export const previewList = (actor: Actor, id: string) => imports.previewList(actor, id, around);
export const runImport = (actor: Actor, sent: { id: string; digest: string }) => imports.runImport(actor, sent, around);
export const undoImport = (actor: Actor, list: { id: string; version: number }) => imports.undoImport(actor, list, around);
