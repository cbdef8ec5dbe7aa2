import { z } from "zod";
import type { ApproximateDate } from "@/domain/plain-date";
import { field, optionalAmount, optionalCount, optionalId, optionalText, requiredApproximateDate, requiredChoice, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";
import type { PlainDate } from "@/domain/plain-date";

/** Whom an exchange is of use to: professions (V12a), associations (V12b), residents (V12c). */
export const BENEFICIARY_GROUPS = ["PROFESSION", "ASSOCIATIONS", "RESIDENTS"] as const;
export type BeneficiaryGroup = (typeof BENEFICIARY_GROUPS)[number];

export const LONGEST_BENEFIT = 2000;

/** All that a person states about an exchange: numbers of people, never names. */
export interface ActivityInput {
  relationId: string;
  /** The unit that answers for it. */
  unitId: string;
  title: string;
  held: ApproximateDate;
  /** In the order in which they are listed, at least one. */
  groups: readonly BeneficiaryGroup[];
  participantCount: number | null;
  reachesChildrenAndYouth: boolean;
  childrenAndYouthCount: number | null;
  association: string | null;
  /** A grant to the association, in öre, and the unit that pays it. */
  grantOre: bigint | null;
  payerUnitId: string | null;
  benefit: string;
  source: string | null;
}

const groups = () =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value, context): BeneficiaryGroup[] => {
      const given = typeof value === "string" ? [value] : (value ?? []);
      const chosen = BENEFICIARY_GROUPS.filter((group) => given.includes(group));
      if (chosen.length > 0 && given.every((one) => BENEFICIARY_GROUPS.some((group) => group === one))) return chosen;
      context.addIssue({ code: "custom", message: chosen.length === 0 ? "townActivities.errors.groupsMissing" : "fields.choice", params: {} });
      return z.NEVER;
    });

const facts = {
  relationId: requiredId("townActivities.errors.relationMissing"),
  unitId: requiredId("townActivities.errors.unitMissing"),
  title: requiredText(200, "townActivities.errors.titleMissing"),
  held: requiredApproximateDate("townActivities.errors.heldMissing"),
  groups: groups(),
  participantCount: optionalCount(0, 100_000),
  reachesChildrenAndYouth: requiredChoice(["yes", "no"], "townActivities.errors.youthMissing"),
  childrenAndYouthCount: optionalCount(0, 100_000),
  association: optionalText(200),
  grant: optionalAmount(),
  payerUnitId: optionalId(),
  benefit: requiredText(LONGEST_BENEFIT, "townActivities.errors.benefitMissing"),
  source: optionalText(400),
};

type ActivityForm = { [Name in keyof typeof facts]: z.output<(typeof facts)[Name]> };

/** What an exchange's fields must say together: a grant has a payer and a receiver, and those who are young are some of those who took part. */
function agree(form: ActivityForm, context: z.RefinementCtx): void {
  const fault = (name: keyof ActivityForm, message: string) => {
    context.addIssue({ code: "custom", path: [name], message: `townActivities.errors.${message}` });
  };
  const grant = form.grant ?? 0n;
  if (grant > 0n && form.payerUnitId === null) fault("payerUnitId", "payerMissing");
  if (grant > 0n && form.association === null) fault("association", "associationMissing");
  if (form.association !== null && !form.groups.includes("ASSOCIATIONS")) fault("groups", "associationOutside");
  const young = form.childrenAndYouthCount ?? 0;
  if (form.reachesChildrenAndYouth === "no" && young > 0) fault("childrenAndYouthCount", "youthCountWithoutYouth");
  else if (form.participantCount !== null && young > form.participantCount) fault("childrenAndYouthCount", "moreYouthThanParticipants");
}
const factsRead = whenRead(...Object.keys(facts));

const toInput = ({ grant, reachesChildrenAndYouth, ...form }: ActivityForm): ActivityInput => ({
  ...form,
  reachesChildrenAndYouth: reachesChildrenAndYouth === "yes",
  childrenAndYouthCount: reachesChildrenAndYouth === "yes" ? form.childrenAndYouthCount : null,
  grantOre: grant === 0n ? null : grant,
  payerUnitId: (grant ?? 0n) > 0n ? form.payerUnitId : null,
});

/** The form in which an exchange is logged. */
export const logActivitySchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(agree, factsRead)
  .transform(({ _key, ...form }): { key: string; activity: ActivityInput } => ({ key: _key, activity: toInput(form) }));

export interface ChangeActivityInput {
  id: string;
  version: number;
  activity: ActivityInput;
}

/** The form in which an exchange is changed. */
export const changeActivitySchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...facts })
  .superRefine(agree, factsRead)
  .transform(({ id, _version, ...form }): ChangeActivityInput => ({ id, version: _version, activity: toInput(form) }));

/** A button that takes an exchange out of the register, or puts it back. */
export const activityVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const ACTIVITY_SORTS = ["held", "title", "relation", "participants"] as const;
export type ActivitySort = (typeof ACTIVITY_SORTS)[number];
export const ACTIVITIES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface ActivityFilter {
  q: string;
  relationId: string | null;
  group: BeneficiaryGroup | null;
  unitId: string | null;
  year: number | null;
  /** Held on this day at the latest. */
  until: PlainDate | null;
  youth: boolean;
  sort: ActivitySort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "relation", "group", "unit", "year", "until", "youth", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readActivityFilter(parameters: ListAddress): { filter: ActivityFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(ACTIVITY_SORTS)(written.replace(/^-/, "")));
  const filter: ActivityFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    relationId: known("relation", anId),
    group: known("group", among(BENEFICIARY_GROUPS)),
    unitId: known("unit", anId),
    year: known("year", within(1900, 2199)),
    until: known("until", aDay),
    youth: known("youth", ticked) ?? false,
    sort: order ?? "held",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeActivityFilter(filter: ActivityFilter, changes: Partial<ActivityFilter> = {}): string {
  const { q, relationId, group, unitId, year, until, youth, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, relation: relationId, group, unit: unitId, year, until, youth, ...writePlace(order, "held") });
}

const aYear = field<number | null>((text) => (/^\d{4}$/.test(text) ? { value: Number(text) } : { value: null }));
/** The year that the ledger is opened at, from its address; null where it names none. */
export function readLedgerYear(written: string | string[] | undefined): number | null {
  return aYear.parse(written);
}
