import "server-only";
import type { Actor } from "@/domain/actor";
import { clientOf, type Tx } from "./db";
import { currentRequestId } from "./request-context";

export interface AuditFacts {
  actor: Actor;
  /** `feature.pastTense`, such as `projects.logged`. */
  action: string;
  subject: { kind: string; id: string | null };
  unitId?: string | null;
  /** Set when the office acted for a unit. */
  onBehalf?: boolean;
  /** Ids, counts and names of fields; never personal data. */
  details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Writes the act's entry, as the transaction's last statement: the chain is locked from here to commit. */
export async function recordAudit(tx: Tx, facts: AuditFacts): Promise<void> {
  await clientOf(tx).$executeRaw`
    INSERT INTO audit_entry (actor_id, action, subject_kind, subject_id, unit_id, on_behalf, request_id, details)
    VALUES (${facts.actor.isSystem ? null : facts.actor.personId}::uuid, ${facts.action}, ${facts.subject.kind}, ${facts.subject.id}::uuid,
            ${facts.unitId ?? null}::uuid, ${facts.onBehalf ?? false}, ${currentRequestId() ?? null}, ${JSON.stringify(facts.details ?? {})}::jsonb)`;
}

const PIECE = 500;

/** Writes the entries of an act that concerns many records, each its own, as the transaction's last statements: the chain is locked from here to commit. */
export async function recordAudits(tx: Tx, actor: Actor, entries: readonly Omit<AuditFacts, "actor">[]): Promise<void> {
  const requestId = currentRequestId() ?? null;
  for (let from = 0; from < entries.length; from += PIECE) {
    const rows = entries.slice(from, from + PIECE).map(({ action, subject, unitId, onBehalf, details }) => ({ action, kind: subject.kind, id: subject.id, unit: unitId ?? null, behalf: onBehalf ?? false, details: details ?? {} }));
    await clientOf(tx).$executeRaw`
      INSERT INTO audit_entry (actor_id, action, subject_kind, subject_id, unit_id, on_behalf, request_id, details)
      SELECT ${actor.isSystem ? null : actor.personId}::uuid, e.action, e.kind, e.id, e.unit, e.behalf, ${requestId}, e.details
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (action text, kind text, id uuid, unit uuid, behalf boolean, details jsonb)) WITH ORDINALITY AS e(action, kind, id, unit, behalf, details, place) ORDER BY e.place`;
  }
}
