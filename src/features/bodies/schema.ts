import { z } from "zod";
import { readOrganisationNumber } from "@/domain/organisation-number";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalChoice, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

export const BODY_KINDS = [
  "COUNCIL",
  "COUNCIL_PRESIDIUM",
  "EXECUTIVE_BOARD",
  "EXECUTIVE_BOARD_PRESIDIUM",
  "COMMITTEE",
  "MANAGEMENT_GROUP",
  "OFFICE",
  "DEPARTMENT",
  "COMPANY",
  "WORKPLACE",
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** The kinds that can answer for a record: what a form calls förvaltning or bolag. */
export const UNIT_KINDS = ["OFFICE", "DEPARTMENT", "COMPANY"] as const satisfies readonly BodyKind[];
export type UnitKind = (typeof UNIT_KINDS)[number];

export const CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

const LONGEST_NAME = 120;
const LONGEST_SHORT_NAME = 40;
export const LONGEST_SOURCE = 300;

/** A name and the time it is used, both days included; a missing end is open. */
export interface NameOverTime {
  name: string;
  shortName: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
}

export interface BodyInput {
  kind: BodyKind;
  /** The oldest first. */
  names: NameOverTime[];
  parentId: string | null;
  /** Share of a company that the municipality owns, in percent with at most two decimals. */
  ownershipPercent: number | null;
  boundByOther: string | null;
  /** A company's own number, its ten digits. */
  organisationNumber: string | null;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
  certainty: Certainty;
  source: string | null;
  isDemonstration: boolean;
}

/** What a company is besides its name and place. */
export interface DescribeInput extends Pick<BodyInput, "ownershipPercent" | "boundByOther" | "organisationNumber"> {
  bodyId: string;
  version: number;
}

export interface RenameInput {
  bodyId: string;
  version: number;
  name: string;
  shortName: string | null;
  from: PlainDate;
}

export interface MoveInput {
  bodyId: string;
  version: number;
  parentId: string | null;
  from: PlainDate;
}

export interface CloseInput {
  bodyId: string;
  version: number;
  validTo: PlainDate;
}

export interface MergeInput {
  bodyId: string;
  version: number;
  intoId: string;
  /** The first day on which the other body answers alone. */
  on: PlainDate;
}

function optionalShare() {
  return field<number | null>((text) => {
    if (text === "") return { value: null };
    const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
    const share = match ? Number(`${match[1] ?? "0"}.${match[2] ?? "0"}`) : NaN;
    return share > 0 && share <= 100 ? { value: share } : { message: "bodies.errors.share" };
  });
}

function optionalNumber() {
  return field<string | null>((text) => {
    const number = text === "" ? null : readOrganisationNumber(text);
    return text === "" || number !== null ? { value: number } : { message: "bodies.errors.organisationNumber" };
  });
}

/** What a company is besides its name and place, in the forms that add one and change it. */
const companyFields = { ownershipPercent: optionalShare(), boundByOther: optionalText(LONGEST_NAME), organisationNumber: optionalNumber() };

/** The form in which a body is added; its name holds for as long as the body. */
export const addBodySchema = z
  .object({
    _key: requiredId("fields.choice"),
    kind: requiredChoice(BODY_KINDS, "bodies.errors.kindMissing"),
    name: requiredText(LONGEST_NAME, "bodies.errors.nameMissing"),
    shortName: optionalText(LONGEST_SHORT_NAME),
    parentId: optionalId(),
    ...companyFields,
    validFrom: optionalDate(),
    validTo: optionalDate(),
    certainty: optionalChoice(CERTAINTIES),
    source: optionalText(LONGEST_SOURCE),
  })
  .superRefine((form, context) => {
    if (form.validFrom !== null && form.validTo !== null && form.validTo < form.validFrom) {
      context.addIssue({ code: "custom", path: ["validTo"], message: "bodies.errors.endsBeforeStart" });
    }
  }, whenRead("validFrom", "validTo"))
  .transform(({ _key, name, shortName, certainty, ...rest }): { key: string; body: BodyInput } => ({
    key: _key,
    body: { ...rest, names: [{ name, shortName, from: null, to: null }], certainty: certainty ?? "HIGH", isDemonstration: false },
  }));

/** The form in which a company's own facts are changed. */
export const describeBodySchema = z.object({ bodyId: requiredId("fields.choice"), _version: version(), ...companyFields }).transform(({ _version, ...rest }): DescribeInput => ({ ...rest, version: _version }));

/** The form in which a body gets a new name from a day on. */
export const renameBodySchema = z
  .object({
    bodyId: requiredId("fields.choice"),
    _version: version(),
    name: requiredText(LONGEST_NAME, "bodies.errors.nameMissing"),
    shortName: optionalText(LONGEST_SHORT_NAME),
    from: requiredDate("bodies.errors.fromMissing"),
  })
  .transform(({ _version, ...rest }): RenameInput => ({ ...rest, version: _version }));

/** The form in which a body is placed under another one from a day on. */
export const moveBodySchema = z
  .object({ bodyId: requiredId("fields.choice"), _version: version(), parentId: optionalId(), from: requiredDate("bodies.errors.fromMissing") })
  .transform(({ _version, ...rest }): MoveInput => ({ ...rest, version: _version }));

/** The form in which a body is closed; `validTo` is its last day. */
export const closeBodySchema = z
  .object({ bodyId: requiredId("fields.choice"), _version: version(), validTo: requiredDate("bodies.errors.lastDayMissing") })
  .transform(({ _version, ...rest }): CloseInput => ({ ...rest, version: _version }));

/** The form in which a body goes up into another one. */
export const mergeBodySchema = z
  .object({
    bodyId: requiredId("fields.choice"),
    _version: version(),
    intoId: requiredId("bodies.errors.intoMissing"),
    on: requiredDate("bodies.errors.mergeDayMissing"),
  })
  .transform(({ _version, ...rest }): MergeInput => ({ ...rest, version: _version }));
