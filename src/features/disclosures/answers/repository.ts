import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { LoggedRecord } from "./report";
import { DISCLOSURE_FILES, type AnswerInput, type DisclosureFileKind, type DisclosureOutcome } from "./schema";

/** An answer as stored, with its files' hashes. */
export interface StoredAnswer {
  id: string;
  requestId: string;
  /** The number of the examination that it ended. */
  number: number;
  outcome: DisclosureOutcome;
  decidedBy: string;
  decidedOn: string;
  reason: string | null;
  recordCount: number;
  releasedCount: number;
  maskedCount: number;
  log: LoggedRecord[];
  answeredAt: Date;
  answeredByName: string | null;
  files: { kind: DisclosureFileKind; sha256: string; size: number }[];
}

const select = Prisma.sql`
  SELECT a.id, a.request_id AS "requestId", e.number::int AS number, a.outcome::text AS outcome, a.decided_by AS "decidedBy", a.decided_on::text AS "decidedOn", a.reason, a.record_count AS "recordCount",
    a.released_count AS "releasedCount", a.masked_count AS "maskedCount", a.log, a.answered_at AS "answeredAt", (SELECT d.name FROM person_details d WHERE d.person_id = a.answered_by_id) AS "answeredByName",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'sha256', f.sha256, 'size', octet_length(f.bytes)) ORDER BY f.kind), '[]') FROM disclosure_file f WHERE f.answer_id = a.id) AS files
  FROM disclosure_answer a JOIN disclosure_examination e ON e.id = a.examination_id`;

/** Reads a request's answers, the latest first. */
export async function selectAnswers(read: Read, requestId: string): Promise<StoredAnswer[]> {
  return queryRows<StoredAnswer>(read, Prisma.sql`${select} WHERE a.request_id = ${requestId}::uuid ORDER BY e.number DESC`);
}

/** Reads an answer; null when there is none. */
export async function findAnswer(read: Read, id: string): Promise<StoredAnswer | null> {
  const [row] = await queryRows<StoredAnswer>(read, Prisma.sql`${select} WHERE a.id = ${id}::uuid`);
  return row ?? null;
}

/** Reads what was released as a file, byte for byte as it was stored; null when there is none. */
export async function findFile(read: Read, answerId: string, kind: DisclosureFileKind): Promise<{ sha256: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const [row] = await queryRows<{ sha256: string; bytes: Uint8Array<ArrayBuffer> }>(read, Prisma.sql`SELECT sha256, bytes FROM disclosure_file WHERE answer_id = ${answerId}::uuid AND kind = ${kind}::"DisclosureFileKind"`);
  return row ?? null;
}

export interface NewAnswer extends Pick<AnswerInput, "outcome" | "decidedBy" | "decidedOn" | "reason"> {
  examinationId: string;
  weighed: { records: number; released: number; masked: number };
  log: LoggedRecord[];
  files: Readonly<Record<DisclosureFileKind, Uint8Array<ArrayBuffer>>>;
}

/** Stores an answer with its files, for good; gives its id and the files' hashes. */
export async function insertAnswer(tx: Tx, permit: Permit<"disclosures.answer">, requestId: string, answer: NewAnswer, now: Date): Promise<{ id: string; hashes: Record<string, string> }> {
  requirePermitFor(permit, requestId);
  const [client, id] = [clientOf(tx), randomUUID()];
  const { weighed } = answer;
  await client.$executeRaw`
    INSERT INTO disclosure_answer (id, request_id, examination_id, outcome, decided_by, decided_on, reason, record_count, released_count, masked_count, log, answered_at, answered_by_id)
    VALUES (${id}::uuid, ${requestId}::uuid, ${answer.examinationId}::uuid, ${answer.outcome}::"DisclosureOutcome", ${answer.decidedBy}, ${answer.decidedOn}::date, ${answer.reason},
      ${weighed.records}::int, ${weighed.released}::int, ${weighed.masked}::int, ${JSON.stringify(answer.log)}::jsonb, ${now}, ${permit.actor.personId}::uuid)`;
  const hashes: Record<string, string> = {};
  for (const kind of DISCLOSURE_FILES) {
    const bytes = answer.files[kind];
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    hashes[kind] = sha256;
    await client.$executeRaw`INSERT INTO disclosure_file (answer_id, kind, sha256, bytes) VALUES (${id}::uuid, ${kind}::"DisclosureFileKind", ${sha256}, ${bytes})`;
  }
  return { id, hashes };
}
