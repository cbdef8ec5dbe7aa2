import type { Role } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { bodyOfRole } from "../rules";

export interface HeldRole {
  id: string;
  role: Role;
  bodyId: string | null;
  from: PlainDate;
  to: PlainDate | null;
}

/** What follows from what the provider says of a person: roles that begin today, and roles with the last day that each now has. */
export interface Following {
  give: Role[];
  end: { id: string; role: Role; to: PlainDate }[];
}

/**
 * Works out what follows from a person's app roles, of the roles that app roles decide. One that concerns the whole municipality is given and ended by them. One
 * that needs a body is ended by them, and given by the office, who says for which body. A role ends the day before; one that began today ends with the day.
 */
export function follow(app: ReadonlyMap<string, Role>, said: ReadonlySet<string>, held: readonly HeldRole[], today: PlainDate): Following {
  const decided = new Set(app.values());
  const meant = new Set([...app].flatMap(([name, role]) => (said.has(name) ? [role] : [])));
  const current = held.filter(({ from, to }) => from <= today && (to === null || to >= today));
  const give = [...meant].filter((role) => bodyOfRole(role) === "any" && !current.some((one) => one.role === role && one.bodyId === null));
  const end = current.filter(({ role }) => decided.has(role) && !meant.has(role)).map(({ id, role, from }) => ({ id, role, to: from < today ? addDays(today, -1) : today }));
  return { give, end: end.filter(({ id, to }) => current.find((one) => one.id === id)?.to !== to) };
}
