import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { optionalCount, requiredId, version } from "@/lib/fields";
import { aDay, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const MOST_STAFF = 100_000;

export interface StaffInput {
  /** How many of the unit's staff it was offered to, contact persons aside, and how many of them took part. */
  offered: number;
  tookPart: number;
}

export interface TellStaffInput extends StaffInput {
  key: string;
  activityId: string;
  unitId: string;
  /** Zero until the unit's numbers have been told. */
  version: number;
}

const count = (missing: string) =>
  optionalCount(0, MOST_STAFF).transform((number, context): number => {
    if (number !== null) return number;
    context.addIssue({ code: "custom", message: missing, params: {} });
    return z.NEVER;
  });

/** The form in which a unit tells how many of its staff an activity was offered to, and how many took part. */
export const tellStaffSchema = z
  .object({ _key: requiredId("fields.choice"), activityId: requiredId("fields.choice"), unitId: requiredId("competence.errors.unitMissing"), _version: version(), offered: count("staffParticipations.errors.offeredMissing"), tookPart: optionalCount(0, MOST_STAFF) })
  .superRefine(({ offered, tookPart }, context) => {
    if ((tookPart ?? 0) > offered) context.addIssue({ code: "custom", path: ["tookPart"], message: "staffParticipations.errors.moreThanOffered" });
  })
  .transform(({ _key, _version, tookPart, ...rest }): TellStaffInput => ({ ...rest, key: _key, version: _version, tookPart: tookPart ?? 0 }));

export const STAFF_A_PAGE = 100;

/** A list's filter and page, as the address holds them. */
export interface StaffFilter {
  unitId: string | null;
  year: number | null;
  until: PlainDate | null;
  page: number;
}

const NAMES = new Set(["unit", "year", "until", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readStaffFilter(parameters: ListAddress): { filter: StaffFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { filter: { unitId: known("unit", anId), year: known("year", within(1990, 2199)), until: known("until", aDay), page: known("page", within(1, 1_000_000)) ?? 1 }, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeStaffFilter(filter: StaffFilter, changes: Partial<StaffFilter> = {}): string {
  const { unitId, year, until, page } = { ...filter, ...changes };
  return writeListAddress({ unit: unitId, year, until, page: page > 1 ? page : null });
}
