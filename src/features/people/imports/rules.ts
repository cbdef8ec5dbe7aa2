import type { Role } from "@/domain/actor";
import type { Issue } from "@/domain/values";
import { judgeAppointment } from "@/features/contact-persons/rules";
import type { ContactPersonKind } from "@/features/contact-persons/schema";
import type { RowFinding } from "@/features/imports/rules";
import { foldText } from "@/lib/folded-names";
import type { Holding, PersonRow } from "../import";
import { bodyOfRole, judgeRole, type BodyState } from "../rules";

/** A row of the list as it has been read, with its number in the file. */
export interface NumberedPersonRow extends PersonRow {
  row: number;
}

/** Somebody who is in the register under an e-mail address, with what they are for any body, as `kind body`. */
export interface KnownPerson {
  id: string;
  name: string;
  email: string;
  isArchived: boolean;
  holds: readonly string[];
}

/** What the rows are judged against: who is known by which address, the bodies that there are, and the contact persons that units have already. */
export interface PeopleAround {
  known: ReadonlyMap<string, KnownPerson>;
  bodies: ReadonlyMap<string, BodyState>;
  /** The name of each unit's contact person, who is there on the day or later. */
  contactPersonOf: ReadonlyMap<string, string>;
}

/** How addresses are compared. */
export const addressOf = (email: string) => email.trim().toLowerCase();

/** What is made of somebody is an appointment or a role. */
export function parseHolding(holding: Holding): { is: "appointment"; kind: ContactPersonKind } | { is: "role"; role: Role } {
  return holding === "PRIMARY" || holding === "DEPUTY" ? { is: "appointment", kind: holding } : { is: "role", role: holding };
}

/** The body that a holding is for: a role that may be for the whole municipality is, in a list. */
export function bodyOfHolding(holding: Holding, bodyId: string | null): string | null {
  const parsed = parseHolding(holding);
  return parsed.is === "appointment" || bodyOfRole(parsed.role) !== "any" ? bodyId : null;
}

/** A holding and its body, as a text. */
export const holdingKey = (holding: Holding, bodyId: string | null) => `${holding} ${bodyOfHolding(holding, bodyId) ?? ""}`;

/**
 * Judges the rows of a list of people, as the forms judge one: a row is about one person, known by the e-mail address, and what they are for one body. Somebody who is in
 * the register already is left as they are, with what the list says more told.
 */
export function judgePersonList(rows: readonly NumberedPersonRow[], { known, bodies, contactPersonOf }: PeopleAround): Map<number, RowFinding> {
  const names = new Map<string, string>();
  const primaries = new Map<string, { row: number; email: string }>();
  return new Map(
    rows.map((row): [number, RowFinding] => {
      const { person, holdings, bodyId } = row;
      const email = addressOf(person.email);
      const about = { identity: `${email} ${bodyId ?? ""}`, title: person.name };
      const is = known.get(email);
      if (is !== undefined && is.isArchived) return [row.row, { outcome: "FAULT", title: person.name, issues: [{ field: "email", message: "people.imports.archived", params: { name: is.name } }] }];
      if (is !== undefined) {
        const lacks = holdings.filter((holding) => !is.holds.includes(holdingKey(holding, bodyId)));
        return [row.row, { ...about, outcome: "SAME", of: { id: is.id, name: is.name }, ...(lacks.length === 0 ? {} : { notes: [{ field: "holdings", message: "people.imports.holdingsLeft", params: {} }] }) }];
      }
      const first = names.get(email);
      names.set(email, first ?? person.name);
      if (first !== undefined && foldText(first) !== foldText(person.name)) return [row.row, { outcome: "FAULT", title: person.name, issues: [{ field: "email", message: "people.imports.otherName", params: { name: first } }] }];
      const issues = holdings.flatMap((holding) => faultsOf(holding, row, { bodies, contactPersonOf, primaries }));
      return [row.row, issues.length === 0 ? { ...about, outcome: "NEW" } : { outcome: "FAULT", title: person.name, issues: issues.slice(0, 1) }];
    }),
  );
}

function faultsOf(holding: Holding, { row, person, bodyId, from }: NumberedPersonRow, { bodies, contactPersonOf, primaries }: Omit<PeopleAround, "known"> & { primaries: Map<string, { row: number; email: string }> }): Issue[] {
  const parsed = parseHolding(holding);
  const ofBody = bodyOfHolding(holding, bodyId);
  const body = ofBody === null ? null : (bodies.get(ofBody) ?? null);
  const fault = (message: string, params: Record<string, string | number> = {}): Issue[] => [{ field: "bodyId", message, params }];
  if (parsed.is === "role") {
    const verdict = judgeRole(parsed.role, body, false, { from, to: null });
    return verdict.ok ? [] : fault(`refusals.${verdict.reason}`);
  }
  if (body === null || ofBody === null) return fault("people.imports.unitMissing");
  const verdict = judgeAppointment(body, false, { from, to: null });
  if (!verdict.ok) return fault(`refusals.${verdict.reason}`);
  if (parsed.kind === "DEPUTY") return [];
  const sitting = contactPersonOf.get(ofBody);
  if (sitting !== undefined) return fault("people.imports.hasContactPerson", { name: sitting });
  const before = primaries.get(ofBody);
  primaries.set(ofBody, before ?? { row, email: addressOf(person.email) });
  return before !== undefined && before.email !== addressOf(person.email) ? fault("people.imports.twoContactPersons", { row: before.row }) : [];
}
