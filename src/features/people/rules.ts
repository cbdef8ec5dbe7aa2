import type { Role } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { liesWithinTerm } from "@/features/terms-of-office/rules";

export type PersonRefusal =
  | "personArchived"
  | "personNotArchived"
  | "personHoldsAssignments"
  | "roleNeedsBody"
  | "roleNeedsUnit"
  | "roleNeedsOrgan"
  | "roleBodyNotThere"
  | "roleEndsBeforeStart"
  | "roleOverlaps"
  | "roleAlreadyEnded"
  | "roleLastAdministrator"
  | "seatNotInThisBody"
  | "seatBodyNotThere"
  | "seatEndsBeforeStart"
  | "seatOutsideTerm"
  | "seatOverlaps"
  | "seatAlreadyEnded";

export interface BodyState {
  kind: string;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

interface Span {
  from: PlainDate;
  to: PlainDate | null;
}

const UNITS = ["OFFICE", "DEPARTMENT", "COMPANY"];
const ORGANS = ["COUNCIL", "COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD", "EXECUTIVE_BOARD_PRESIDIUM", "COMMITTEE", "COMPANY"];
const SEATED = [...ORGANS, "MANAGEMENT_GROUP"];

/** The fields of a person's details, in the order they are shown. */
export const PERSON_FIELDS = ["name", "title", "email", "phone"] as const;

/** Whether a role is held for a body: always a unit, always an organ, or as one likes. */
export function bodyOfRole(role: Role): "unit" | "organ" | "any" {
  if (role === "UNIT_MANAGER") return "unit";
  return role === "BOARD_SECRETARY" ? "organ" : "any";
}

function overlapsLife(span: Span, body: BodyState): boolean {
  return (body.validTo === null || span.from <= body.validTo) && (body.validFrom === null || span.to === null || span.to >= body.validFrom);
}

/** Judges a role: it has the body it needs, that body is there during some of its time, and it does not end before it starts. */
export function judgeRole(role: Role, body: BodyState | null, isPersonArchived: boolean, span: Span): Result<null, PersonRefusal> {
  if (isPersonArchived) return refuse("personArchived");
  if (span.to !== null && span.to < span.from) return refuse("roleEndsBeforeStart");
  const needed = bodyOfRole(role);
  if (body === null) return needed === "any" ? succeed(null) : refuse("roleNeedsBody");
  if (needed === "unit" && !UNITS.includes(body.kind)) return refuse("roleNeedsUnit");
  if (needed === "organ" && !ORGANS.includes(body.kind)) return refuse("roleNeedsOrgan");
  return overlapsLife(span, body) ? succeed(null) : refuse("roleBodyNotThere");
}

/** Judges a seat: in an organ that is there during some of its time, within its term of office, not ending before it starts. */
export function judgeSeat(body: BodyState, term: { startsOn: PlainDate; endsOn: PlainDate } | null, isPersonArchived: boolean, span: Span): Result<null, PersonRefusal> {
  if (isPersonArchived) return refuse("personArchived");
  if (span.to !== null && span.to < span.from) return refuse("seatEndsBeforeStart");
  if (!SEATED.includes(body.kind)) return refuse("seatNotInThisBody");
  if (term !== null && !liesWithinTerm(span, term)) return refuse("seatOutsideTerm");
  return overlapsLife(span, body) ? succeed(null) : refuse("seatBodyNotThere");
}

/** Judges the last day of a role: not before its first, earlier than one it already has, and not the last administrator's. */
export function judgeRoleEnd(span: Span, to: PlainDate, isLastAdministrator: boolean): Result<null, PersonRefusal> {
  if (to < span.from) return refuse("roleEndsBeforeStart");
  if (span.to !== null && span.to <= to) return refuse("roleAlreadyEnded");
  return isLastAdministrator ? refuse("roleLastAdministrator") : succeed(null);
}

/** A role that a person has, had or will have, as it is stored. */
export interface GivenRole {
  id: string;
  version: number;
  role: Role;
  bodyId: string | null;
  from: PlainDate;
  to: PlainDate | null;
}

/** What follows from what the provider says of a person: roles that begin today, and roles with the last day that each now has. */
export interface RoleChanges {
  give: Role[];
  end: { id: string; version: number; role: Role; to: PlainDate }[];
}

/**
 * Works out what follows from a person's app roles, of the roles that app roles decide. One that concerns the whole municipality is given and ended by them. One
 * that needs a body is ended by them, and given by the office, who says for which body. A role ends the day before; one that began today ends with the day.
 */
export function followRoles(app: ReadonlyMap<string, Role>, said: ReadonlySet<string>, held: readonly GivenRole[], today: PlainDate): RoleChanges {
  const decided = new Set(app.values());
  const meant = new Set([...app].flatMap(([name, role]) => (said.has(name) ? [role] : [])));
  const current = held.filter(({ from, to }) => from <= today && (to === null || to >= today));
  const give = [...meant].filter((role) => bodyOfRole(role) === "any" && !current.some((one) => one.role === role && one.bodyId === null));
  const end = current.filter(({ role }) => decided.has(role) && !meant.has(role)).map(({ id, version, role, from }) => ({ id, version, role, to: from < today ? addDays(today, -1) : today }));
  return { give, end: end.filter(({ id, to }) => current.find((one) => one.id === id)?.to !== to) };
}

/** Judges the last day of a seat: not before its first, and earlier than one it already has. */
export function judgeSeatEnd(span: Span, to: PlainDate): Result<null, PersonRefusal> {
  if (to < span.from) return refuse("seatEndsBeforeStart");
  return span.to !== null && span.to <= to ? refuse("seatAlreadyEnded") : succeed(null);
}

/** Judges whether a person may be archived: someone who still holds anything, today or later, must leave it first. */
export function judgeArchiving(isArchived: boolean, holdsAssignments: boolean): Result<null, PersonRefusal> {
  if (isArchived) return refuse("personArchived");
  return holdsAssignments ? refuse("personHoldsAssignments") : succeed(null);
}

/** A person's details as the form shows them. */
export function detailsAsValues(details: { name: string; title: string | null; email: string | null; phone: string | null }): Values {
  return { name: details.name, title: details.title ?? "", email: details.email ?? "", phone: details.phone ?? "" };
}
