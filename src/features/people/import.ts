/** Lists of people, as a municipality keeps them: who it is, how to reach them, and what they are to be in the work. */
import { z } from "zod";
import { ROLES } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import type { Issue, Values } from "@/domain/values";
import { CONTACT_PERSON_KINDS } from "@/features/contact-persons/schema";
import type { ImportField } from "@/features/imports/import";
import { codes, issuesOf, optionalDate, optionalId } from "@/lib/fields";
import { addPersonSchema, type PersonInput } from "./schema";

/** What a list can make somebody: contact person or deputy of a unit, or the holder of a role. */
export const HOLDINGS = [...CONTACT_PERSON_KINDS, ...ROLES] as const;
export type Holding = (typeof HOLDINGS)[number];

const HOLDING_WORDS: Readonly<Record<Holding, readonly string[]>> = {
  PRIMARY: ["kontaktperson", "contact person"],
  DEPUTY: ["ersättare", "ersättare för kontaktperson", "deputy"],
  UNIT_MANAGER: ["chef", "förvaltningschef", "vd", "manager"],
  BOARD_SECRETARY: ["sekreterare", "nämndsekreterare", "secretary"],
  COORDINATOR: ["samordnare", "coordinator"],
  EXECUTIVE_BOARD_MEMBER: ["ledamot i kommunstyrelsen", "executive board member"],
  COUNCIL_MEMBER: ["ledamot i fullmäktige", "council member"],
  AUDITOR: ["revisor", "granskare", "auditor"],
  READER: ["läsare", "reader"],
  ADMINISTRATOR: ["administratör", "administrator"],
};

const isContactPerson = (holding: Holding): holding is (typeof CONTACT_PERSON_KINDS)[number] => (CONTACT_PERSON_KINDS as readonly string[]).includes(holding);

/** The key of the words for what somebody is made. */
const wordOf = (holding: Holding) => (isContactPerson(holding) ? `people.contactKinds.${holding}` : `people.roles.${holding}`);

/** The fields of a list of people, with the bodies that they can be something for. */
export function personImportFields({ bodies, today }: { bodies: readonly { id: string; name: string; shortName: string | null }[]; today: PlainDate }): ImportField[] {
  const field = (name: string, label: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `people.${label}`, headings, isRequired: false, type, ...more });
  return [
    field("name", "name", "text", ["person", "för- och efternamn", "full name"], { isRequired: true }),
    field("email", "email", "text", ["e-postadress", "epost", "mejl", "mail", "email"], { isRequired: true }),
    field("title", "personTitle", "text", ["befattning", "job title", "title"]),
    field("phone", "phone", "text", ["telefonnummer", "tel", "mobil"]),
    field("holdings", "holds", "choices", ["roll", "roller", "uppdrag", "role", "roles"], { choices: HOLDINGS.map((value) => ({ value, label: (words) => words(wordOf(value)), words: HOLDING_WORDS[value] })) }),
    field("bodyId", "roleBody", "choice", ["verksamhet", "förvaltning", "organ", "enhet", "unit", "body", "department"], {
      choices: bodies.map(({ id, name, shortName }) => ({ value: id, label: () => name, words: shortName === null ? [] : [shortName] })),
    }),
    field("from", "fromDay", "date", ["från", "från och med", "gäller från", "start", "from"], { requiredWith: "holdings", usual: today }),
  ];
}

/** A row of such a list. */
export interface PersonRow {
  person: PersonInput & { email: string };
  holdings: Holding[];
  bodyId: string | null;
  from: PlainDate;
}

const rowSchema = z.object({ holdings: codes(null), bodyId: optionalId(), from: optionalDate() });

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** Reads a row as the forms of a person and of a role read them; a person in a list is known by the e-mail address. */
export function readPersonRow(values: Values, today: PlainDate): PersonRow | { issues: Issue[] } {
  const [person, rest] = [addPersonSchema.safeParse({ ...values, _key: NO_KEY }), rowSchema.safeParse({ bodyId: "", from: "", ...values })];
  const issues = [...(person.success ? [] : issuesOf(person.error)), ...(rest.success ? [] : issuesOf(rest.error))];
  if (!person.success || !rest.success) return { issues };
  const { email } = person.data.person;
  if (email === null) return { issues: [{ field: "email", message: "people.imports.emailMissing", params: {} }] };
  return { person: { ...person.data.person, email }, holdings: HOLDINGS.filter((one) => rest.data.holdings.includes(one)), bodyId: rest.data.bodyId, from: rest.data.from ?? today };
}
