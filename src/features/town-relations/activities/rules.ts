import { writeAmount } from "@/domain/money";
import { writeApproximateDate, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import type { ActivityInput, BeneficiaryGroup } from "./schema";
import { BENEFICIARY_GROUPS } from "./schema";

/** What one group had of a relation in a year. */
export interface LedgerEntry {
  relationId: string;
  group: BeneficiaryGroup;
  year: number;
  activities: number;
  participants: number;
  childrenAndYouth: number;
}

/** A line of the ledger: what each group had, in the order in which the groups are listed. */
export interface LedgerLine<Head> {
  head: Head;
  groups: { group: BeneficiaryGroup; activities: number; participants: number; childrenAndYouth: number }[];
}

const of = (entries: readonly LedgerEntry[], group: BeneficiaryGroup) => {
  const found = entries.filter((entry) => entry.group === group);
  const sum = (name: "activities" | "participants" | "childrenAndYouth") => found.reduce((total, entry) => total + entry[name], 0);
  return { group, activities: sum("activities"), participants: sum("participants"), childrenAndYouth: sum("childrenAndYouth") };
};

/** Lays the ledger out with a line for each head, those with nothing included (V12a, V12b, V12c). */
export function layOutLedger<Head>(heads: readonly Head[], entries: readonly LedgerEntry[], isOf: (entry: LedgerEntry, head: Head) => boolean): LedgerLine<Head>[] {
  return heads.map((head) => {
    const own = entries.filter((entry) => isOf(entry, head));
    return { head, groups: BENEFICIARY_GROUPS.map((group) => of(own, group)) };
  });
}

/** The groups that a relation has given nothing in the years from one to another, both included (V12a, V12b, V12c). */
export function groupsWithout(entries: readonly LedgerEntry[], from: number, to: number): BeneficiaryGroup[] {
  const reached = new Set(entries.filter(({ year, activities }) => year >= from && year <= to && activities > 0).map(({ group }) => group));
  return BENEFICIARY_GROUPS.filter((group) => !reached.has(group));
}

/** The first day of the time of `years` years that ends on a day: what happened before it is longer ago than that. */
export function yearsBefore(day: PlainDate, years: number): PlainDate {
  const [year = "", month = "", date = ""] = day.split("-");
  const there = `${String(Number(year) - years)}-${month}-${date}`;
  return month === "02" && date === "29" && new Date(`${there}T00:00:00Z`).getUTCDate() !== 29 ? `${String(Number(year) - years)}-02-28` : there;
}

/**
 * Tells whether a relation has been of use to none of the three groups for so many years (V12a, V12b, V12c). One that has not been there as long is
 * given its time; `latestOn` is the last day of the latest exchange.
 */
export function isIdle(relation: { sinceOn: PlainDate | null; latestOn: PlainDate | null }, day: PlainDate, years: number): boolean {
  const from = yearsBefore(day, years);
  return relation.sinceOn !== null && relation.sinceOn < from && (relation.latestOn === null || relation.latestOn < from);
}

/** Writes an exchange as its form holds it. */
export function writeActivity(activity: ActivityInput): Values {
  return {
    relationId: activity.relationId,
    unitId: activity.unitId,
    title: activity.title,
    held: writeApproximateDate(activity.held),
    groups: [...activity.groups],
    participantCount: activity.participantCount === null ? "" : String(activity.participantCount),
    reachesChildrenAndYouth: activity.reachesChildrenAndYouth ? "yes" : "no",
    childrenAndYouthCount: activity.childrenAndYouthCount === null ? "" : String(activity.childrenAndYouthCount),
    association: activity.association ?? "",
    grant: activity.grantOre === null ? "" : writeAmount(activity.grantOre),
    payerUnitId: activity.payerUnitId ?? "",
    benefit: activity.benefit,
    source: activity.source ?? "",
  };
}

/** What free text finds an exchange by. */
export function searchTextOf(activity: Pick<ActivityInput, "title" | "association" | "benefit">): string {
  return [activity.title, activity.association, activity.benefit].filter((text) => text !== null).join(" ");
}
