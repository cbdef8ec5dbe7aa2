import { z } from "zod";
import { ROLES, type Role } from "@/domain/actor";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { field, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

export const SEAT_POSITIONS = ["CHAIR", "FIRST_VICE_CHAIR", "SECOND_VICE_CHAIR", "MEMBER", "SECRETARY"] as const;
export type SeatPosition = (typeof SEAT_POSITIONS)[number];

const LONGEST_PERSON_NAME = 120;
const LONGEST_TITLE = 120;
export const LONGEST_EMAIL = 254;
const LONGEST_PHONE = 40;

export interface PersonInput {
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  isDemonstration?: boolean;
}

export interface ChangePersonInput {
  id: string;
  /** The version of the details that the change began from. */
  version: number;
  person: Omit<PersonInput, "isDemonstration">;
}

export interface RoleInput {
  personId: string;
  role: Role;
  bodyId: string | null;
  from: PlainDate;
  /** The last day, or null while it goes on. */
  to: PlainDate | null;
}

export interface SeatInput {
  personId: string;
  bodyId: string;
  position: SeatPosition;
  termId: string | null;
  from: PlainDate;
  to: PlainDate | null;
}

export interface EndInput {
  id: string;
  version: number;
  to: PlainDate;
}

export interface VersionInput {
  id: string;
  version: number;
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** An e-mail address, null when left empty. */
export function optionalEmail() {
  return field<string | null>((text) => {
    if (text === "") return { value: null };
    if ([...text].length > LONGEST_EMAIL) return { message: "fields.tooLong", params: { max: LONGEST_EMAIL, length: [...text].length } };
    return EMAIL.test(text) ? { value: text } : { message: "people.errors.email" };
  });
}

function optionalPhone() {
  return field<string | null>((text) => {
    if (text === "") return { value: null };
    return text.length <= LONGEST_PHONE && /^\+?[\d\s()/.-]{3,}$/.test(text) ? { value: text } : { message: "people.errors.phone" };
  });
}

const personFields = {
  name: requiredText(LONGEST_PERSON_NAME, "people.errors.nameMissing"),
  title: optionalText(LONGEST_TITLE),
  email: optionalEmail(),
  phone: optionalPhone(),
};

/** The form in which a person is added. */
export const addPersonSchema = z
  .object({ _key: requiredId("fields.choice"), ...personFields })
  .transform(({ _key, ...person }): { key: string; person: PersonInput } => ({ key: _key, person }));

/** The form in which a person's details are changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changePersonSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...personFields }))
  .transform(({ _version, id, ...person }): ChangePersonInput => ({ id, version: _version, person }));

/** The form in which a person is archived, or brought back. */
export const personVersionSchema = z
  .object({ id: requiredId("fields.choice"), _version: version() })
  .transform(({ _version, id }): VersionInput => ({ id, version: _version }));

const inOrder = (form: { from: PlainDate; to: PlainDate | null }, context: z.RefinementCtx) => {
  if (form.to !== null && form.to < form.from) context.addIssue({ code: "custom", path: ["to"], message: "people.errors.endsBeforeStart" });
};

const daysRead = whenRead("from", "to");

/** The form in which a person is given a role. */
export const giveRoleSchema = z
  .object({
    _key: requiredId("fields.choice"),
    personId: requiredId("fields.choice"),
    role: requiredChoice(ROLES, "people.errors.roleMissing"),
    bodyId: optionalId(),
    from: requiredDate("people.errors.fromMissing"),
    to: optionalDate(),
  })
  .superRefine(inOrder, daysRead)
  .transform(({ _key, ...role }): { key: string; role: RoleInput } => ({ key: _key, role }));

/** The form in which a person is given a seat in a body. */
export const giveSeatSchema = z
  .object({
    _key: requiredId("fields.choice"),
    personId: requiredId("fields.choice"),
    bodyId: requiredId("people.errors.bodyMissing"),
    position: requiredChoice(SEAT_POSITIONS, "people.errors.positionMissing"),
    termId: optionalId(),
    from: requiredDate("people.errors.fromMissing"),
    to: optionalDate(),
  })
  .superRefine(inOrder, daysRead)
  .transform(({ _key, ...seat }): { key: string; seat: SeatInput } => ({ key: _key, seat }));

/** The form in which a role or a seat gets its last day. */
export const endSchema = z
  .object({ id: requiredId("fields.choice"), personId: requiredId("fields.choice"), _version: version(), to: requiredDate("people.errors.lastDayMissing") })
  .transform(({ _version, ...rest }): EndInput & { personId: string } => ({ ...rest, version: _version }));
