import { randomUUID } from "node:crypto";
import type { Result } from "@/domain/result";
import { addOidcIdentity } from "@/features/accounts/service";
import { appointContactPerson } from "@/features/contact-persons/service";
import { addPerson } from "@/features/people/service";
import { systemActor } from "@/server/session";

/** Adds so many people who stand in for the units' contact persons, through the services like anybody's; the subjects that they sign in by begin with `subject`. */
export async function addCrowd(people: number, unitIds: readonly string[], subject: string): Promise<void> {
  const system = systemActor();
  for (let number = 1; number <= people; number += 1) {
    const { id: personId } = await addPerson(system, { name: `Sam Ställföreträdare ${String(number)}`, title: null, email: null, phone: null, isDemonstration: true }, randomUUID());
    must(await addOidcIdentity(system, { personId, issuer: "https://login.utblick.example", subject: `${subject}${String(number)}` }, randomUUID()));
    must(await appointContactPerson(system, { unitId: unitIds[number % unitIds.length] ?? "", personId, kind: "DEPUTY", from: "2020-01-01", to: null, appointedOn: null, appointedBy: null, timePercent: null }, randomUUID()));
  }
}

function must(result: Result<unknown, string>): void {
  if (!result.ok) throw new Error(`the crowd could not be added: ${result.reason}`);
}
