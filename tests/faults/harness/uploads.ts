import type { Actor } from "@/domain/actor";
import type { AttachInput, ReviseInput } from "@/features/documents/schema";
import * as documents from "@/features/documents/service";
import { registers } from "@/registers";
import { keepFile } from "@/server/attachments/receive";

/** Attaches a file to a record, whose content comes as base64: an open file cannot be sent to another process. */
export async function attach(actor: Actor, input: AttachInput, content: string) {
  return withFile(content, (file) => documents.attachDocument(actor, input, file, { registers }));
}

/** Gives a document its next version. */
export async function revise(actor: Actor, input: ReviseInput, content: string) {
  return withFile(content, (file) => documents.reviseDocument(actor, input, file, { registers }));
}

/** Changes what is stated of a document. */
export async function change(actor: Actor, input: Parameters<typeof documents.changeDocument>[1]) {
  return documents.changeDocument(actor, input, { registers });
}

/** Takes a document away, or puts it back. */
export async function archive(actor: Actor, input: { id: string; version: number }, archived: boolean) {
  return documents.archiveDocument(actor, input, archived, { registers });
}

async function withFile<Value>(content: string, work: (file: Awaited<ReturnType<typeof keepFile>>) => Promise<Value>): Promise<Value> {
  const file = await keepFile("avtal.pdf", Buffer.from(content, "base64"));
  return work(file).finally(() => file.handle.close());
}
