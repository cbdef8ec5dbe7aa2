import "server-only";
import { isAdministrator, type Actor, type Role } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse as refusing } from "@/server/refused";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { peoplePolicy } from "./policy";
import * as repository from "./repository";
import { judgeArchiving, judgeRole, judgeRoleEnd, judgeSeat, judgeSeatEnd, type PersonRefusal } from "./rules";
import type { ChangePersonInput, EndInput, PersonInput, RoleInput, SeatInput, VersionInput } from "./schema";

export type { DetailsVersion, PersonInList, StoredRole, StoredSeat } from "./repository";

export const PEOPLE_PER_PAGE = 50;

const EVERYONE = { id: "*", unitIds: [] };

export interface PeopleFilter {
  text?: string | undefined;
  role?: Role | "CONTACT_PERSON" | "PRESIDIUM" | undefined;
  includeArchived?: boolean | undefined;
  on: PlainDate;
  /** The first page is 1. */
  page?: number | undefined;
}

export interface PersonInDetail {
  id: string;
  version: number;
  detailsVersion: number;
  name: string;
  title: string | null;
  /** Null also where the actor may not see it. */
  email: string | null;
  phone: string | null;
  /** Whether the actor may see how to reach the person. */
  showsContacts: boolean;
  isArchived: boolean;
  isDemonstration: boolean;
  unitIds: readonly string[];
  roles: repository.StoredRole[];
  seats: repository.StoredSeat[];
  appointments: repository.StoredAppointment[];
}

/** Answers with what the work comes to; that a time overlaps another is found by the database. */
async function orRefuse<Value>(work: () => Promise<Value>, onOverlap: PersonRefusal): Promise<Result<Value, PersonRefusal>> {
  try {
    return await refusing<Value, PersonRefusal>(work);
  } catch (error) {
    if (["23P01", "23505"].includes(sqlStateOf(error) ?? "")) return refuse(onOverlap);
    throw error;
  }
}

/** Adds a person and returns its id; the same key again returns the same. */
export async function addPerson(actor: Actor, input: PersonInput, key: string): Promise<{ id: string }> {
  return inTransaction((tx) =>
    once(tx, actor, "people.add", key, input, async () => {
      const { id, entry } = await addPersonWithin(tx, actor, input);
      await recordAudit(tx, { actor, ...entry });
      return { id };
    }),
  );
}

/** Adds a person as a part of another use case, which writes the entry. */
export async function addPersonWithin(tx: Tx, actor: Actor, input: PersonInput): Promise<{ id: string; entry: Omit<AuditFacts, "actor"> }> {
  const id = await repository.insertPerson(tx, authorize(peoplePolicy, "add", actor, EVERYONE), input);
  return { id, entry: { action: "people.added", subject: { kind: "person", id } } };
}

/**
 * Changes a person's name and contact details. When someone else has changed them since, throws CONFLICT with `baseVersion`
 * (what the change began from) and `currentVersion`, both of which `getDetailsVersion` returns.
 */
export async function changePerson(actor: Actor, input: ChangePersonInput): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockPerson(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(peoplePolicy, "change", actor, stored);
    if (stored.detailsVersion !== input.version) throw new AppError("CONFLICT", { baseVersion: input.version, currentVersion: stored.detailsVersion });
    const changed = (["name", "title", "email", "phone"] as const).filter((field) => stored[field] !== input.person[field]);
    if (changed.length === 0) return { id: stored.id };
    await repository.updateDetails(tx, permit, stored.id, input.version, input.person);
    await recordAudit(tx, { actor, action: "people.changed", subject: { kind: "person", id: stored.id }, details: { fields: changed } });
    return { id: stored.id };
  });
}

/** Archives a person, who can then neither sign in nor be appointed. Refused while it holds anything today or later: personHoldsAssignments. */
export async function archivePerson(actor: Actor, input: VersionInput, today: PlainDate = dateInStockholm(new Date())): Promise<Result<{ id: string }, PersonRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockPerson(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(peoplePolicy, "archive", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeArchiving(stored.isArchived, await repository.holdsAssignments(tx, stored.id, today));
    if (!verdict.ok) return verdict;
    await repository.setArchived(tx, permit, stored.id, input.version, true);
    await recordAudit(tx, { actor, action: "people.archived", subject: { kind: "person", id: stored.id } });
    return succeed({ id: stored.id });
  });
}

/** Brings an archived person back. Refused: personNotArchived. */
export async function restorePerson(actor: Actor, input: VersionInput): Promise<Result<{ id: string }, PersonRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockPerson(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(peoplePolicy, "archive", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    if (!stored.isArchived) return refuse("personNotArchived");
    await repository.setArchived(tx, permit, stored.id, input.version, false);
    await recordAudit(tx, { actor, action: "people.restored", subject: { kind: "person", id: stored.id } });
    return succeed({ id: stored.id });
  });
}

/** What is over when it is written down is told to nobody. */
const isNews = ({ to }: { to: PlainDate | null }) => to === null || to >= dateInStockholm(new Date());

/** Gives a person a role for a time, for a body where the role is scoped, and returns its id. Refused: personArchived, roleNeedsBody, roleNeedsUnit, roleNeedsOrgan, roleBodyNotThere, roleEndsBeforeStart, roleOverlaps. */
export async function giveRole(actor: Actor, input: RoleInput, key: string): Promise<Result<{ id: string }, PersonRefusal>> {
  const work = () =>
    inTransaction((tx) =>
      once(tx, actor, "people.giveRole", key, input, async () => {
        const { id, entry } = await giveRoleWithin(tx, actor, input);
        if (isNews(input)) await notify(tx, actor, { kind: "ROLE_GIVEN", to: [input.personId], subject: null, path: "/account", params: { role: input.role } });
        await recordAudit(tx, { actor, ...entry });
        return { id };
      }),
    );
  return orRefuse(work, "roleOverlaps");
}

/** Gives a person a role as a part of another use case, which writes the entry, and tells nobody. Throws NOT_FOUND. Undone by the refusals of `giveRole`. */
export async function giveRoleWithin(tx: Tx, actor: Actor, input: RoleInput): Promise<{ id: string; entry: Omit<AuditFacts, "actor"> }> {
  const stored = await repository.lockPerson(tx, input.personId);
  if (stored === null) throw new AppError("NOT_FOUND");
  const permit = authorize(peoplePolicy, "giveRole", actor, stored);
  const body = input.bodyId === null ? null : await repository.lockBodyState(tx, input.bodyId);
  if (input.bodyId !== null && body === null) throw new AppError("NOT_FOUND");
  must(judgeRole(input.role, body, stored.isArchived, input));
  const id = await repository.insertRole(tx, permit, input);
  return { id, entry: { action: "people.roleGiven", subject: { kind: "person", id: stored.id }, details: { roleAssignmentId: id, role: input.role, bodyId: input.bodyId, from: input.from, to: input.to } } };
}

/** Gives a role its last day; it stays in the history. Refused: roleEndsBeforeStart, roleAlreadyEnded, roleLastAdministrator. */
export async function endRole(actor: Actor, input: EndInput): Promise<Result<{ personId: string }, PersonRefusal>> {
  return inTransaction(async (tx) => {
    const ended = await endRoleWithin(tx, actor, input);
    if (!ended.ok) return ended;
    await recordAudit(tx, { actor, ...ended.value.entry });
    return succeed({ personId: ended.value.personId });
  });
}

/** Gives a role its last day as a part of another use case, which writes the entry. Throws NOT_FOUND, CONFLICT. Refused as `endRole`. */
export async function endRoleWithin(tx: Tx, actor: Actor, input: EndInput): Promise<Result<{ personId: string; entry: Omit<AuditFacts, "actor"> }, PersonRefusal>> {
  const role = await repository.lockRole(tx, input.id);
  const person = role === null ? null : await repository.findPerson(tx, role.personId);
  if (role === null || person === null) throw new AppError("NOT_FOUND");
  const permit = authorize(peoplePolicy, "endRole", actor, person);
  if (role.version !== input.version) throw new AppError("CONFLICT");
  const isLast = role.role === "ADMINISTRATOR" && !(await repository.hasOtherAdministrator(tx, role.id, input.to));
  const verdict = judgeRoleEnd(role, input.to, isLast);
  if (!verdict.ok) return verdict;
  await repository.setRoleEnd(tx, permit, role, input.version, input.to);
  return succeed({ personId: person.id, entry: { action: "people.roleEnded", subject: { kind: "person", id: person.id }, details: { roleAssignmentId: role.id, role: role.role, to: input.to } } });
}

/** The roles of a person that is there and not archived, for the program to follow what the provider says; the person is held until the transaction ends. Throws NOT_FOUND. */
export async function openRoles(tx: Tx, actor: Actor, personId: string, on: PlainDate): Promise<repository.StoredRole[]> {
  const person = await repository.lockPerson(tx, personId);
  if (person === null || person.isArchived) throw new AppError("NOT_FOUND");
  authorize(peoplePolicy, "follow", actor, person);
  return repository.listRoles(tx, personId, on);
}

/** Gives a person a seat in a body for a time and returns its id. Refused: personArchived, seatNotInThisBody, seatBodyNotThere, seatEndsBeforeStart, seatOutsideTerm, seatOverlaps. */
export async function giveSeat(actor: Actor, input: SeatInput, key: string): Promise<Result<{ id: string }, PersonRefusal>> {
  const work = () =>
    inTransaction((tx) =>
      once(tx, actor, "people.giveSeat", key, input, async () => {
        const stored = await repository.lockPerson(tx, input.personId);
        const body = await repository.lockBodyState(tx, input.bodyId);
        const term = input.termId === null ? null : await repository.lockTermDays(tx, input.termId);
        if (stored === null || body === null || (input.termId !== null && term === null)) throw new AppError("NOT_FOUND");
        const permit = authorize(peoplePolicy, "giveSeat", actor, stored);
        const verdict = judgeSeat(body, term, stored.isArchived, input);
        must(verdict);
        const id = await repository.insertSeat(tx, permit, input);
        if (isNews(input)) await notify(tx, actor, { kind: "SEAT_GIVEN", to: [stored.id], subject: null, path: "/account" });
        await recordAudit(tx, {
          actor,
          action: "people.seatGiven",
          subject: { kind: "person", id: stored.id },
          details: { seatId: id, bodyId: input.bodyId, position: input.position, from: input.from, to: input.to },
        });
        return { id };
      }),
    );
  return orRefuse(work, "seatOverlaps");
}

/** Gives a seat its last day; it stays in the history. Refused: seatEndsBeforeStart, seatAlreadyEnded. */
export async function endSeat(actor: Actor, input: EndInput): Promise<Result<{ personId: string }, PersonRefusal>> {
  return inTransaction(async (tx) => {
    const seat = await repository.lockSeat(tx, input.id);
    const person = seat === null ? null : await repository.findPerson(tx, seat.personId);
    if (seat === null || person === null) throw new AppError("NOT_FOUND");
    const permit = authorize(peoplePolicy, "endSeat", actor, person);
    if (seat.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeSeatEnd(seat, input.to);
    if (!verdict.ok) return verdict;
    await repository.setSeatEnd(tx, permit, seat, input.version, input.to);
    await recordAudit(tx, { actor, action: "people.seatEnded", subject: { kind: "person", id: person.id }, details: { seatId: seat.id, to: input.to } });
    return succeed({ personId: person.id });
  });
}

/** People by name with å, ä and ö last, fifty a page, with what they hold on the day; contact details are never in a list. */
export async function listPeople(actor: Actor, filter: PeopleFilter): Promise<{ people: repository.PersonInList[]; total: number; page: number }> {
  authorize(peoplePolicy, "view", actor, EVERYONE);
  const text = filter.text?.trim().normalize("NFC") ?? "";
  const wanted = {
    pattern: text === "" ? null : `%${text.replace(/[\\%_]/g, "\\$&")}%`,
    role: filter.role ?? null,
    includeArchived: filter.includeArchived ?? false,
    on: filter.on,
    limit: PEOPLE_PER_PAGE,
  };
  const page = Math.min(Math.max(1, Math.trunc(filter.page ?? 1)), 100_000);
  const found = await repository.listPeople(reading(), { ...wanted, offset: (page - 1) * PEOPLE_PER_PAGE });
  if (found.people.length > 0 || page === 1) return { ...found, page };
  // A page beyond the last is the last one.
  const { total } = await repository.listPeople(reading(), { ...wanted, offset: 0 });
  const last = Math.max(1, Math.ceil(total / PEOPLE_PER_PAGE));
  return { ...(await repository.listPeople(reading(), { ...wanted, offset: (last - 1) * PEOPLE_PER_PAGE })), page: last };
}

/** Everyone who is not archived, by name with å, ä and ö last, for forms that choose a person. */
export async function listEveryone(actor: Actor): Promise<{ id: string; name: string; title: string | null }[]> {
  authorize(peoplePolicy, "view", actor, EVERYONE);
  return repository.listNames(reading());
}

/** A person with everything held, past and present, or null; contact details only for those who may see them. */
export async function findPerson(actor: Actor, id: string, on: PlainDate): Promise<PersonInDetail | null> {
  const read = reading();
  const stored = await repository.findPerson(read, id);
  if (stored === null) return null;
  authorize(peoplePolicy, "view", actor, stored);
  const showsContacts = may(peoplePolicy, "viewContacts", actor, stored);
  return {
    ...stored,
    email: showsContacts ? stored.email : null,
    phone: showsContacts ? stored.phone : null,
    showsContacts,
    roles: await repository.listRoles(read, id, on),
    seats: await repository.listSeats(read, id, on),
    appointments: await repository.listAppointments(read, id, on),
  };
}

/** A person with everything held, as `findPerson`; throws NOT_FOUND when there is none. */
export async function getPerson(actor: Actor, id: string, on: PlainDate): Promise<PersonInDetail> {
  const person = await findPerson(actor, id, on);
  if (person === null) throw new AppError("NOT_FOUND");
  return person;
}

/** A person's acts, latest first, at most a hundred; contact details and sign-in only for those who may see them. Throws NOT_FOUND. */
export async function listPersonHistory(actor: Actor, id: string): Promise<HistoryEntry[]> {
  const stored = await repository.findPerson(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(peoplePolicy, "view", actor, stored);
  const hidden = may(peoplePolicy, "viewContacts", actor, stored) ? [] : ["email", "phone"];
  const entries = await readHistory(id, { limit: 100, hidden: [...hidden, "issuer", "subject"] });
  return isAdministrator(actor) ? entries : entries.filter(({ action }) => !action.startsWith("accounts.") && !action.startsWith("notifications."));
}

/** One version of a person's details with who made it and when, for those who may change them. Throws NOT_FOUND. */
export async function getDetailsVersion(actor: Actor, id: string, version: number): Promise<repository.DetailsVersion> {
  const read = reading();
  const stored = await repository.findPerson(read, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(peoplePolicy, "change", actor, stored);
  const found = await repository.findDetailsVersion(read, id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}
