import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { listBodiesOn } from "@/features/bodies/service";
import { appointWithin, endAppointmentsOfPersons } from "@/features/contact-persons/service";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { personImportFields, readPersonRow } from "../import";
import { peoplePolicy } from "../policy";
import { addPersonWithin, giveRoleWithin } from "../service";
import * as repository from "./repository";
import { addressOf, bodyOfHolding, judgePersonList, parseHolding, type NumberedPersonRow, type PeopleAround } from "./rules";

const EVERYONE = { id: "*", unitIds: [] };

/** The fields of a list of people, with the bodies that are there to be something for. */
export async function listPersonImportFields(handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  const today = dateInStockholm(now);
  const bodies = (await listBodiesOn(actor, today, handle)).filter(({ mergedIntoId, validTo }) => mergedIntoId === null && (validTo === null || validTo >= today));
  return personImportFields({ bodies, today });
}

async function lookAround(read: Read, rows: readonly NumberedPersonRow[], now: Date): Promise<PeopleAround> {
  const today = dateInStockholm(now);
  const known = await repository.selectKnown(read, rows.map(({ person }) => addressOf(person.email)), today);
  const [bodies, contactPersons] = [await repository.selectBodies(read), await repository.selectContactPersons(read, today)];
  return { known: new Map(known.map((one) => [one.email, one])), bodies: new Map(bodies.map((body) => [body.id, body])), contactPersonOf: new Map(contactPersons.map(({ unitId, name }) => [unitId, name])) };
}

/** What rows of a list of people come to: somebody who is there already by the e-mail address, or new with what the row makes of them (V20a). */
export async function judgePersonRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  authorize(peoplePolicy, "bring", actor, EVERYONE);
  const read = rows.map(({ row, values }) => ({ row, read: readPersonRow(values, dateInStockholm(now)) }));
  const right = read.flatMap(({ row, read: one }): NumberedPersonRow[] => ("person" in one ? [{ row, ...one }] : []));
  const found = judgePersonList(right, await lookAround(tx, right, now));
  return read.map(({ row, read: one }, place): RowFinding => {
    const title = textOf(rows[place]?.values ?? {}, "name");
    if ("issues" in one) return { outcome: "FAULT", title, issues: one.issues };
    return found.get(row) ?? { outcome: "FAULT", title, issues: [] };
  });
}

/** Adds people from the rows of a list, each with the roles and appointments that its rows give; nobody is told, since nobody can sign in yet. The administrator's alone. */
export async function addPersonRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const adding = authorize(peoplePolicy, "add", actor, EVERYONE);
  await repository.lockAddresses(tx, adding);
  const ids = new Map<string, string>();
  const written: { id: string; entries: AuditEntry[] }[] = [];
  for (const { values } of rows) {
    const read = readPersonRow(values, dateInStockholm(now));
    if ("issues" in read) throw new Error("a row that cannot be read was to be added");
    const entries: AuditEntry[] = [];
    const email = addressOf(read.person.email);
    const before = ids.get(email);
    const added = before === undefined ? await addPersonWithin(tx, actor, read.person) : null;
    const id = before ?? added?.id ?? "";
    if (added !== null) entries.push(added.entry);
    ids.set(email, id);
    for (const holding of read.holdings) entries.push(...(await give(tx, actor, id, { ...read, holding }, before !== undefined)));
    written.push({ id, entries });
  }
  return written;
}

async function give(tx: Tx, actor: Actor, personId: string, { holding, bodyId, from }: { holding: NumberedPersonRow["holdings"][number]; bodyId: string | null; from: string }, isAgain: boolean): Promise<AuditEntry[]> {
  const [parsed, ofBody] = [parseHolding(holding), bodyOfHolding(holding, bodyId)];
  if (parsed.is === "appointment") {
    if (ofBody === null) throw new Error("somebody was to be appointed for nothing");
    const { entry } = await appointWithin(tx, actor, { unitId: ofBody, personId, kind: parsed.kind, from, to: null, appointedOn: null, appointedBy: null, timePercent: null }, { isSilent: true });
    return [entry];
  }
  // A role for the whole municipality may stand in each of a person's rows, and is given once.
  if (isAgain && ofBody === null && (await repository.holdsRole(tx, personId, parsed.role))) return [];
  return [(await giveRoleWithin(tx, actor, { personId, role: parsed.role, bodyId: ofBody, from, to: null })).entry];
}

/** The persons, among these, that something points to besides what came with them, or who have been appointed since. */
export async function listPointedToPersons(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes persons who came with a list out of the register: what they hold ends on the day, and they are archived; part of another use case, which writes the audit trail. */
export async function takeBackPersons(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const [today, each] = [dateInStockholm(now), [...new Set(ids)]];
  const there = new Set(await repository.holdPersons(tx, each));
  const permits = each.map((id) => {
    if (!there.has(id)) throw new AppError("NOT_FOUND");
    const thing = { id, unitIds: [] };
    return { ending: authorize(peoplePolicy, "endRole", actor, thing), archiving: authorize(peoplePolicy, "archive", actor, thing) };
  });
  const roles = await repository.endRoles(tx, permits.map(({ ending }) => ending), each, today);
  const appointments = await endAppointmentsOfPersons(tx, actor, each, today);
  await repository.archiveAll(tx, permits.map(({ archiving }) => archiving), each, now);
  return [
    ...roles.map(({ id, personId, role, to }): AuditEntry => ({ action: "people.roleEnded", subject: { kind: "person", id: personId }, details: { roleAssignmentId: id, role, to } })),
    ...appointments,
    ...each.map((id): AuditEntry => ({ action: "people.archived", subject: { kind: "person", id } })),
  ];
}
