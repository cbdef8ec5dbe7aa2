import { z } from "zod";
import { NETWORK_SCOPES, type NetworkScope } from "@/domain/matter";
import { settleConflict } from "@/domain/merge";
import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { field, ids, optionalApproximateDate, optionalCount, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, tick, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const NETWORK_LEVELS = ["LOCAL", "NATIONAL", "NORDIC", "EU", "GLOBAL"] as const;
export type NetworkLevel = (typeof NETWORK_LEVELS)[number];

export const MEMBERSHIP_STATUSES = ["CANDIDATE", "MEMBER", "NOTICE_GIVEN", "LEFT", "DECLINED"] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

export const LONGEST_NETWORK_TEXT = 4000;

/** All that a person states about a network and the municipality's membership in it. */
export interface NetworkInput {
  name: string;
  acronym: string | null;
  level: NetworkLevel;
  about: string | null;
  website: string | null;
  relevance: string | null;
  scope: NetworkScope;
  through: string | null;
  /** The unit that answers for it. */
  unitId: string;
  /** Those that are to take part, in the order of their ids. */
  unitIds: readonly string[];
  joined: ApproximateDate | null;
  renewsOn: PlainDate | null;
  noticeMonths: number | null;
  noticeBy: PlainDate | null;
  membershipNumber: string | null;
  representative: string | null;
  contact: string | null;
  workingGroups: string | null;
  priorityId: string | null;
  outsideReason: string | null;
  source: string | null;
}

/** The fields of a network's form, in the order they are shown. */
export const NETWORK_FIELDS = [
  "name", "acronym", "level", "about", "website", "relevance", "scope", "through", "unitId", "unitIds", "joined", "renewsOn", "noticeMonths", "noticeBy",
  "membershipNumber", "representative", "contact", "workingGroups", "priorityId", "outsideReason", "source",
] as const;
export type NetworkField = (typeof NETWORK_FIELDS)[number];

const website = () => field<string | null>((text) => (text === "" ? { value: null } : /^https?:\/\/[^\s/$.?#][^\s]*$/iu.test(text) && text.length <= 300 ? { value: text } : { message: "networks.errors.website" }));

const facts = {
  name: requiredText(200, "networks.errors.nameMissing"),
  acronym: optionalText(40),
  level: requiredChoice(NETWORK_LEVELS, "networks.errors.levelMissing"),
  about: optionalText(LONGEST_NETWORK_TEXT),
  website: website(),
  relevance: optionalText(LONGEST_NETWORK_TEXT),
  scope: requiredChoice(NETWORK_SCOPES, "networks.errors.scopeMissing"),
  through: optionalText(200),
  unitId: requiredId("networks.errors.unitMissing"),
  unitIds: ids(),
  joined: optionalApproximateDate(),
  renewsOn: optionalDate(),
  noticeMonths: optionalCount(0, 60),
  noticeBy: optionalDate(),
  membershipNumber: optionalText(60),
  representative: optionalText(120),
  contact: optionalText(120),
  workingGroups: optionalText(1000),
  priorityId: optionalId(),
  outsideReason: optionalText(1000),
  source: optionalText(300),
};

const agree = (form: { renewsOn: PlainDate | null; noticeBy: PlainDate | null; priorityId: string | null; outsideReason: string | null }, context: z.RefinementCtx) => {
  if (form.renewsOn !== null && form.noticeBy !== null && form.noticeBy > form.renewsOn) context.addIssue({ code: "custom", path: ["noticeBy"], message: "networks.errors.noticeAfterRenewal" });
  if (form.priorityId !== null && form.outsideReason !== null) context.addIssue({ code: "custom", path: ["outsideReason"], message: "networks.errors.bothInsideAndOutside" });
};
const read = whenRead("renewsOn", "noticeBy", "priorityId", "outsideReason");
const toInput = (form: NetworkInput): NetworkInput => ({ ...form, unitIds: [...form.unitIds].sort() });

export interface AddNetworkInput {
  key: string;
  network: NetworkInput;
  /** That it is another network than those with a like name. */
  isAnother: boolean;
}

/** The form in which a network is added. */
export const addNetworkSchema = z
  .object({ _key: requiredId("fields.choice"), isAnother: tick(), ...facts })
  .superRefine(agree, read)
  .transform(({ _key, isAnother, ...form }): AddNetworkInput => ({ key: _key, isAnother, network: toInput(form) }));

export interface ChangeNetworkInput {
  id: string;
  version: number;
  network: NetworkInput;
}

/** The form in which a network is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeNetworkSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(agree, read))
  .transform(({ id, _version, ...form }): ChangeNetworkInput => ({ id, version: _version, network: toInput(form) }));

export interface MembershipStepInput {
  id: string;
  version: number;
  to: MembershipStatus;
  on: PlainDate;
}

/** The form in which a membership moves a step in its life cycle. */
export const membershipStepSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), to: requiredChoice(MEMBERSHIP_STATUSES, "fields.choice"), on: requiredDate("networks.errors.dayMissing") })
  .transform(({ id, _version, to, on }): MembershipStepInput => ({ id, version: _version, to, on }));

/** A button that takes a network out of the register, or puts it back. */
export const networkVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const NETWORK_SORTS = ["name", "status", "unit", "joined"] as const;
export type NetworkSort = (typeof NETWORK_SORTS)[number];
export const NETWORKS_A_PAGE = 50;
/** Whether those that are to take part in a year have; some have not, or some have. */
export const TAKING_PART = ["some", "none"] as const;
export const BASES = ["there", "missing"] as const;
/** Whether it says why it matters and has been evaluated. */
export const WORTHS = ["there", "missing"] as const;
export const IN_PRIORITIES = ["stated", "missing"] as const;
/** What a unit has found of its needs; any of them, or one. */
export const NEED_FILTERS = ["any", "JOIN", "WATCH", "NO"] as const;

/** A list's filter, order and page, as the address holds them. */
export interface NetworkFilter {
  q: string;
  unitId: string | null;
  scope: NetworkScope | null;
  status: MembershipStatus | null;
  level: NetworkLevel | null;
  /** Memberships held in the year. */
  year: number | null;
  /** Memberships held on the day. */
  on: PlainDate | null;
  taking: (typeof TAKING_PART)[number] | null;
  basis: (typeof BASES)[number] | null;
  priority: (typeof IN_PRIORITIES)[number] | null;
  need: (typeof NEED_FILTERS)[number] | null;
  worth: (typeof WORTHS)[number] | null;
  /** Those that the unit has paid for, in the year where one is given. */
  payerId: string | null;
  sort: NetworkSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "unit", "scope", "status", "level", "year", "on", "taking", "basis", "priority", "need", "worth", "payer", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readNetworkFilter(parameters: ListAddress): { filter: NetworkFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(NETWORK_SORTS)(written.replace(/^-/, "")));
  const filter: NetworkFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    scope: known("scope", among(NETWORK_SCOPES)),
    status: known("status", among(MEMBERSHIP_STATUSES)),
    level: known("level", among(NETWORK_LEVELS)),
    year: known("year", within(1950, 2100)),
    on: known("on", aDay),
    taking: known("taking", among(TAKING_PART)),
    basis: known("basis", among(BASES)),
    priority: known("priority", among(IN_PRIORITIES)),
    need: known("need", among(NEED_FILTERS)),
    worth: known("worth", among(WORTHS)),
    payerId: known("payer", anId),
    sort: order ?? "name",
    descending: order === null ? false : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeNetworkFilter(filter: NetworkFilter, changes: Partial<NetworkFilter> = {}): string {
  const { q, unitId, scope, status, level, year, on, taking, basis, priority, need, worth, payerId, ...order } = { ...filter, ...changes };
  const isUsual = order.sort === "name" && !order.descending;
  return writeListAddress({ q, unit: unitId, scope, status, level, year, on, taking, basis, priority, need, worth, payer: payerId, ...writePlace(order, ""), ...(isUsual ? { sort: null } : {}) });
}
