/** Gives an empty installation its first administrator, after whom everything is done in the app. */
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { dateInStockholm } from "@/domain/plain-date";
import { SHORTEST_PASSWORD } from "@/features/accounts/schema";
import { addLocalAccount, addOidcIdentity } from "@/features/accounts/service";
import { addPerson, giveRole, listPeople } from "@/features/people/service";
import { database } from "@/server/db";
import { systemActor } from "@/server/session";

const USAGE = `Usage:
  npm run first-administrator -- --name "Name" --email address             a local account; asks for a password
  npm run first-administrator -- --name "Name" --issuer … --subject …      an identity at your provider`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { name: { type: "string" }, email: { type: "string" }, issuer: { type: "string" }, subject: { type: "string" } } });
  const { name, email, issuer, subject } = values;
  if (name === undefined || (email === undefined) === (issuer === undefined || subject === undefined)) throw new Error(USAGE);
  const actor = systemActor();
  const today = dateInStockholm(new Date());
  const { total } = await listPeople(actor, { role: "ADMINISTRATOR", on: today });
  if (total > 0) throw new Error("Someone is administrator already. Ask that person, or end the role in the app first.");
  const password = email === undefined ? null : await ask(`Password, at least ${SHORTEST_PASSWORD} characters: `);
  if (password !== null && [...password].length < SHORTEST_PASSWORD) throw new Error(`The password is too short: give at least ${SHORTEST_PASSWORD} characters.`);
  const { id: personId } = await addPerson(actor, { name, title: null, email: email ?? null, phone: null }, randomUUID());
  const account =
    email !== undefined && password !== null
      ? await addLocalAccount(actor, { personId, email, password }, randomUUID())
      : await addOidcIdentity(actor, { personId, issuer: issuer ?? "", subject: subject ?? "" }, randomUUID());
  if (!account.ok) throw new Error(`The account could not be made: ${account.reason}.`);
  const role = await giveRole(actor, { personId, role: "ADMINISTRATOR", bodyId: null, from: today, to: null }, randomUUID());
  if (!role.ok) throw new Error(`The role could not be given: ${role.reason}.`);
  process.stdout.write(`${name} is administrator and can sign in.\n`);
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(question);
  lines.close();
  return answer;
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => database().$disconnect());
