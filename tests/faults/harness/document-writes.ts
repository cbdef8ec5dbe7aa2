import { randomUUID } from "node:crypto";
import { attachInput, pdfOf } from "../../factories/documents.ts";
import type { Instance } from "./instance.ts";
import { Refusal } from "./instance.ts";
import { counting, planKeyed, type KeyedPlan } from "./keyed.ts";
import { projectInput } from "./town.ts";
import type { Write } from "./writes.ts";

/** A file of several pieces, like no other. */
const fileOf = (token: string): string => Buffer.from(pdfOf(1, token, `% ${"x".repeat(900_000)}`)).toString("base64");
const logged = async (instance: Instance, personId: string, town: Parameters<typeof projectInput>[0]) => (await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID())).id;

/** Attaches a file of several pieces to a project that is logged for it, with its idempotency key. */
export const attachDocument: Write<KeyedPlan & { projectId: string }> = {
  kind: "attach a document",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), projectId: await logged(instance, personId, town) }),
  send: async (instance, { personId }, { token, key, projectId }) => {
    const result = await instance.call("uploads", "attach", personId, { ...attachInput({ kind: "project", id: projectId }, { title: token }), key }, fileOf(token));
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // With its file and every piece of that, or not at all.
  count: counting(`
    SELECT d.title AS token FROM attached_document d JOIN attached_file f ON f.document_id = d.id JOIN file_piece p ON p.file_id = f.id
    WHERE d.title = ANY ($1) GROUP BY d.title, f.id, f.size_bytes, f.sha256 HAVING sum(length(p.bytes)) = f.size_bytes AND encode(sha256(string_agg(p.bytes, ''::bytea ORDER BY p.place)), 'hex') = f.sha256`),
};

/** Gives a document that is attached for it its next version, with its idempotency key. */
export const reviseDocument: Write<KeyedPlan & { id: string }> = {
  kind: "revise a document",
  plan: async (instance, { personId, town }) => {
    const attached = await instance.call("uploads", "attach", personId, attachInput({ kind: "project", id: await logged(instance, personId, town) }, { title: randomUUID() }), fileOf(randomUUID()));
    return attached.ok ? { ...(await planKeyed()), id: attached.value.id } : null;
  },
  send: async (instance, { personId }, { token, key, id }) => {
    const result = await instance.call("uploads", "revise", personId, { key, id, version: 1, note: token, fileName: "ny.pdf" }, fileOf(token));
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT f.note AS token FROM attached_file f WHERE f.note = ANY ($1) AND f.size_bytes = (SELECT sum(length(p.bytes)) FROM file_piece p WHERE p.file_id = f.id)"),
};
