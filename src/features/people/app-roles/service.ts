import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { recordAudits, type AuditFacts } from "@/server/audit";
import { getSettings } from "@/server/env";
import { log } from "@/server/log";
import { inTransaction } from "@/server/transaction";
import { followRoles } from "../rules";
import { endRoleWithin, giveRoleWithin, openRoles } from "../service";

/**
 * Gives and ends a person's roles as the provider's app roles say, when the person comes in by it (A.7); for the program alone. The last administrator is kept, and the
 * log says so: a municipality that nobody administers could not mend what was wrong with its sign-in. Throws NOT_FOUND.
 */
export async function followAppRoles(actor: Actor, { personId, said }: { personId: string; said: ReadonlySet<string> }, now = new Date()): Promise<void> {
  const today = dateInStockholm(now);
  await inTransaction(async (tx) => {
    const held = await openRoles(tx, actor, personId, today);
    const { give, end } = followRoles(getSettings().UTBLICK_OIDC_ROLES, said, held, today);
    const entries: Omit<AuditFacts, "actor">[] = [];
    for (const input of end) {
      const ended = await endRoleWithin(tx, actor, input);
      if (ended.ok) entries.push(ended.value.entry);
      else log.error({ event: "role kept", personId, role: input.role, reason: ended.reason });
    }
    for (const role of give) entries.push((await giveRoleWithin(tx, actor, { personId, role, bodyId: null, from: today, to: null })).entry);
    await recordAudits(tx, actor, entries.map((entry) => ({ ...entry, details: { ...entry.details, byProvider: true } })));
  });
}
