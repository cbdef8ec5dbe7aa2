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
