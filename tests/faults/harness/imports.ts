import type { Actor } from "@/domain/actor";
import type { Upload } from "@/features/imports/schema";
import * as drafts from "@/features/imports/drafts/service";
import * as runs from "@/features/imports/runs/service";
import * as imports from "@/features/imports/service";
import { importables } from "@/registers";
import { systemActor } from "@/server/session";
import { wordsOf } from "../../../prisma/demo/words.ts";
import { EVERY_ROW } from "../../factories/lists.ts";

/** Lists with what their forms give them, since registers and words cannot be sent between processes. */
const around = { importables, languages: [wordsOf("sv"), wordsOf("en")] };

export const uploadList = (actor: Actor, upload: Upload) => drafts.uploadList(actor, upload, around);
export const tellColumns = (actor: Actor, choice: Parameters<typeof drafts.tellColumns>[1]) => drafts.tellColumns(actor, choice, around);
/** What stands for the list as it is now; its fields hold words in functions. */
export const digestOf = async (actor: Actor, id: string) => (await drafts.previewList(actor, id, EVERY_ROW, around)).digest;
export const runImport = (actor: Actor, sent: { id: string; digest: string }) => imports.runImport(actor, sent, around);
export const undoImport = (actor: Actor, list: { id: string; version: number }) => imports.undoImport(actor, list, around);
export const startImport = (actor: Actor, sent: { id: string; digest: string }) => runs.startImport(actor, sent);
/** What the worker does when it is rung for: no person's. */
export const carryOut = () => runs.carryOutRuns(systemActor(), around);
