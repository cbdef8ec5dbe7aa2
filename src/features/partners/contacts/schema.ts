import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";

export const LAWFUL_BASES = ["PUBLIC_INTEREST", "LEGAL_OBLIGATION", "CONTRACT", "CONSENT"] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

/** What may be known of a person at a partner: no more than what it takes to get in touch. */
export interface ContactDetails {
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
}

export interface ContactInput extends ContactDetails {
  lawfulBasis: LawfulBasis;
  /** The last day on which the details are needed. */
  neededUntil: PlainDate;
}

const optionalEmail = () => field<string | null>((text) => (text === "" ? { value: null } : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254 ? { value: text } : { message: "partnerContacts.errors.email" }));

const facts = {
  name: requiredText(120, "partnerContacts.errors.nameMissing"),
  title: optionalText(120),
  email: optionalEmail(),
  phone: optionalText(60),
  lawfulBasis: requiredChoice(LAWFUL_BASES, "partnerContacts.errors.lawfulBasisMissing"),
  neededUntil: requiredDate("partnerContacts.errors.neededUntilMissing"),
};

export interface AddContactInput {
  partnerId: string;
  unitId: string;
  contact: ContactInput;
}

/** The form in which a unit adds someone whom it is in touch with at a partner. */
export const addContactSchema = z
  .object({ _key: requiredId("fields.choice"), partnerId: requiredId("fields.choice"), unitId: requiredId("partnerContacts.errors.unitMissing"), ...facts })
  .transform(({ _key, partnerId, unitId, ...contact }): { key: string; input: AddContactInput } => ({ key: _key, input: { partnerId, unitId, contact } }));

export interface ChangeContactInput {
  id: string;
  partnerId: string;
  version: number;
  contact: ContactInput;
}

/** The form in which a contact is changed, or needed for longer. */
export const changeContactSchema = z
  .object({ id: requiredId("fields.choice"), partnerId: requiredId("fields.choice"), _version: version(), ...facts })
  .transform(({ id, partnerId, _version, ...contact }): ChangeContactInput => ({ id, partnerId, version: _version, contact }));

/** The button that erases a contact's details at once. */
export const eraseContactSchema = z.object({ id: requiredId("fields.choice"), partnerId: requiredId("fields.choice"), _version: version() }).transform(({ id, partnerId, _version }) => ({ id, partnerId, version: _version }));
