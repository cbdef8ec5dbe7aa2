import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { recordAudits } from "@/server/audit";
import { AppError } from "@/server/errors";
import { getSettings } from "@/server/env";
import { log } from "@/server/log";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { peoplePolicy } from "../policy";
import * as repository from "../repository";
import { giveRoleWithin } from "../service";
import { follow } from "./rules";

/**
 * Gives and ends a person's roles as the provider's app roles say, when the person comes in by it (A.7). The last administrator is kept, and the log says so: a
 * municipality that nobody administers could not mend what was wrong with its sign-in. Throws NOT_FOUND.
 */
export async function followAppRoles(actor: Actor, { personId, said }: { personId: string; said: ReadonlySet<string> }, now = new Date()): Promise<void> {
  authorize(peoplePolicy, "follow", actor, { id: personId, unitIds: [] });
  const app = getSettings().UTBLICK_OIDC_ROLES;
  if (app.size === 0) return;
  const today = dateInStockholm(now);
  await inTransaction(async (tx) => {
    const person = await repository.lockPerson(tx, personId);
    if (person === null) throw new AppError("NOT_FOUND");
    if (person.isArchived) return;
    const permit = authorize(peoplePolicy, "endRole", actor, person);
    const { give, end } = follow(app, said, await repository.listRoles(tx, personId, today), today);
    const entries = [];
    for (const { id, role, to } of end) {
      const stored = await repository.lockRole(tx, id);
      if (stored === null) throw new AppError("NOT_FOUND");
      if (role === "ADMINISTRATOR" && !(await repository.hasOtherAdministrator(tx, id, to))) {
        log.error({ event: "last administrator kept", personId, reason: "the provider no longer says that the person is administrator, and nobody else is" });
        continue;
      }
      await repository.setRoleEnd(tx, permit, stored, stored.version, to);
      entries.push({ action: "people.roleEnded", subject: { kind: "person", id: personId }, details: { roleAssignmentId: id, role, to, byProvider: true } });
    }
    for (const role of give) {
      const { entry } = await giveRoleWithin(tx, actor, { personId, role, bodyId: null, from: today, to: null });
      entries.push({ ...entry, details: { ...entry.details, byProvider: true } });
    }
    if (entries.length > 0) await recordAudits(tx, actor, entries);
  });
}
