/** Who is asking: a person with the roles held today. Only the server's sign-in can make one. */

declare const actorBrand: unique symbol;

export const ROLES = [
  "UNIT_MANAGER",
  "BOARD_SECRETARY",
  "COORDINATOR",
  "EXECUTIVE_BOARD_MEMBER",
  "COUNCIL_MEMBER",
  "AUDITOR",
  "READER",
  "ADMINISTRATOR",
] as const;
export type Role = (typeof ROLES)[number];

/** A role held today; `bodyId` is null when the role concerns the whole municipality. */
export interface HeldRole {
  role: Role;
  bodyId: string | null;
}

export interface HeldUnit {
  id: string;
  name: string;
  kind: "PRIMARY" | "DEPUTY";
  /** Units that have gone up into this one, step by step: it answers for what they left behind. */
  predecessorIds: readonly string[];
}

export interface HeldSeat {
  bodyId: string;
  bodyKind: string;
  position: string;
}

export interface ActorFacts {
  personId: string;
  name: string;
  /** Roles held today, those that follow from appointments and seats left out. */
  roles: readonly HeldRole[];
  /** Units that are there today and whose contact person or deputy the actor is today; those below them are not among them. */
  units: readonly HeldUnit[];
  seats: readonly HeldSeat[];
  /** Set for the program's own work (demonstration data, jobs), which has no person. */
  isSystem: boolean;
  /** Whether the person has shown who it is so lately that weighty acts are open. */
  isConfirmed: boolean;
}

export type Actor = Readonly<ActorFacts> & { readonly [actorBrand]: true };

declare const clientSystemBrand: unique symbol;

/**
 * Another system that reads through the API: no person, with no role, who sees what is open in the registers that its token names and can be
 * handed to no use case of a person's. Only the server's door for systems can make one.
 */
export type ClientSystem = Readonly<{ tokenId: string; name: string; registers: readonly string[] }> & { readonly [clientSystemBrand]: true };

/** Tells whether a system's token names the register. */
export function mayReadRegister(system: ClientSystem, register: string): boolean {
  return system.registers.includes(register);
}

/** Tells whether the actor holds the role, for the given body where the role is scoped to one. */
export function hasRole(actor: Actor, role: Role, bodyId?: string): boolean {
  return actor.roles.some((held) => held.role === role && (bodyId === undefined || held.bodyId === null || held.bodyId === bodyId));
}

/** Tells whether the actor works at the coordinating office, which may write on every unit's behalf. */
export function isCoordinator(actor: Actor): boolean {
  return actor.isSystem || hasRole(actor, "COORDINATOR");
}

/** Tells whether the actor administers people, roles and bodies. */
export function isAdministrator(actor: Actor): boolean {
  return actor.isSystem || hasRole(actor, "ADMINISTRATOR");
}

/** Tells whether the actor is contact person or deputy today of the unit, or of the one that it has gone up into. */
export function answersForUnit(actor: Actor, unitId: string | null): boolean {
  return unitId !== null && actor.units.some((unit) => unit.id === unitId || unit.predecessorIds.includes(unitId));
}

/** Tells whether what the actor does with something of a unit's is done on the unit's behalf by somebody who doesn't answer for it. */
export function isOnBehalf(actor: Actor, unitId: string | null): boolean {
  return !actor.isSystem && !answersForUnit(actor, unitId);
}

/** Tells whether the actor leads the very body or keeps its minutes, by a role for it; a company has both a manager and a secretary. */
export function actsForBody(actor: Actor, bodyId: string | null): boolean {
  return bodyId !== null && actor.roles.some((held) => (held.role === "UNIT_MANAGER" || held.role === "BOARD_SECRETARY") && held.bodyId === bodyId);
}

/** The ids of all units that the actor answers for: those it holds today, and those that have gone up into them. */
export function unitIdsAnsweredFor(actor: Actor): string[] {
  return [...new Set(actor.units.flatMap((unit) => [unit.id, ...unit.predecessorIds]))];
}

export const HOMES = ["unit", "office", "presidium", "board", "council", "body", "audit", "reader", "administration"] as const;
export type Home = (typeof HOMES)[number];

/** What the actor is here as: the word under the name, the unit it belongs with, and the first screen that serves it. */
export interface ActorDescription {
  role: Role | "CONTACT_PERSON" | "DEPUTY" | "PRESIDIUM_MEMBER" | "PRESIDIUM_SECRETARY" | "NONE";
  unit: string | null;
  home: Home;
}

/** Describes an actor by what it most has to do; the first that fits of: contact person, office, presidium, administrator, manager or secretary, board, auditor, council, reader. */
export function describeActor(actor: Actor): ActorDescription {
  const held = (role: Role) => actor.roles.some((candidate) => candidate.role === role);
  const unit = actor.units[0];
  if (held("COORDINATOR")) return { role: "COORDINATOR", unit: null, home: "office" };
  if (unit) return { role: unit.kind === "PRIMARY" ? "CONTACT_PERSON" : "DEPUTY", unit: unit.name, home: "unit" };
  const seat = actor.seats.find((candidate) => candidate.bodyKind.endsWith("_PRESIDIUM"));
  if (seat) return { role: seat.position === "SECRETARY" ? "PRESIDIUM_SECRETARY" : "PRESIDIUM_MEMBER", unit: null, home: "presidium" };
  if (held("ADMINISTRATOR")) return { role: "ADMINISTRATOR", unit: null, home: "administration" };
  if (held("UNIT_MANAGER")) return { role: "UNIT_MANAGER", unit: null, home: "body" };
  if (held("BOARD_SECRETARY")) return { role: "BOARD_SECRETARY", unit: null, home: "body" };
  if (held("EXECUTIVE_BOARD_MEMBER")) return { role: "EXECUTIVE_BOARD_MEMBER", unit: null, home: "board" };
  if (held("AUDITOR")) return { role: "AUDITOR", unit: null, home: "audit" };
  if (held("COUNCIL_MEMBER")) return { role: "COUNCIL_MEMBER", unit: null, home: "council" };
  if (held("READER")) return { role: "READER", unit: null, home: "reader" };
  return { role: "NONE", unit: null, home: "reader" };
}
