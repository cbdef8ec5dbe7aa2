import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import type { SubjectRecord } from "@/domain/registers";
import type { Subject } from "@/features/documents/schema";
import { getDocument, getHolder, type DocumentView } from "@/features/documents/service";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
  throw error;
};

/** A document by the id of an address, or the page that says that there is none. */
export async function loadDocument(actor: Actor, id: string): Promise<DocumentView> {
  if (!isId(id)) notFound();
  return getDocument(actor, id, { registers }).catch(orNotFound);
}

/** The same, for who may change it. */
export async function loadChangeable(actor: Actor, id: string): Promise<DocumentView> {
  const view = await loadDocument(actor, id);
  if (!view.mayEdit) notFound();
  return view;
}

/** The record that an address wants a document attached to, for who may attach one. */
export async function loadSubject(actor: Actor, { kind, id }: Parameters): Promise<{ subject: Subject; holder: SubjectRecord; path: string }> {
  const register = registers.find((one) => one.kind === kind);
  if (register === undefined || typeof id !== "string" || !isId(id)) notFound();
  const subject = { kind: register.kind, id };
  return { subject, holder: await getHolder(actor, subject, { registers }).catch(orNotFound), path: register.path(id) };
}
