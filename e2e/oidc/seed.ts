/**
 * Fills a database with the people of the provider's journeys, through the services:
 * `node --conditions=react-server --import tsx seed.ts <issuer>`.
 */
import { randomUUID } from "node:crypto";
import { addOidcIdentity, disableAccount } from "@/features/accounts/service";
import { addPerson, giveRole } from "@/features/people/service";
import { database } from "@/server/db";
import { systemActor } from "@/server/session";

const issuer = process.argv[2] ?? "";
const system = systemActor();

async function addWithIdentity(name: string, subject: string, held: "READER" | "ADMINISTRATOR" | "AUDITOR" = "READER", another?: string): Promise<string> {
  const { id: personId } = await addPerson(system, { name, title: null, email: null, phone: null, isDemonstration: true }, randomUUID());
  const role = await giveRole(system, { personId, role: held, bodyId: null, from: "2020-01-01", to: null }, randomUUID());
  const account = await addOidcIdentity(system, { personId, issuer, subject }, randomUUID());
  if (another !== undefined) await addOidcIdentity(system, { personId, issuer, subject: another }, randomUUID());
  if (!role.ok || !account.ok) throw new Error(`${name} could not be given a way in.`);
  return account.value.id;
}

await addWithIdentity("Karin Provsson", "subject-of-karin");
await addWithIdentity("Asta Provsson", "subject-of-asta", "ADMINISTRATOR");
// Whose app roles are others when he signs in the next time.
await addWithIdentity("Otto Provsson", "subject-of-otto", "AUDITOR", "subject-of-otto-moved");
const closed = await disableAccount(system, { id: await addWithIdentity("Love Slutarsson", "subject-of-a-leaver"), version: 1 });
if (!closed.ok) throw new Error("The account could not be closed.");
await database().$disconnect();
