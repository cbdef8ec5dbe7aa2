import { judgeStep, stepsFrom, type LifeCycle, type OpenStep } from "@/domain/life-cycle";
import type { Facts, MatterKind, NetworkScope } from "@/domain/matter";
import { addDays, writeApproximateDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { carries, type Basis } from "@/features/decisions/rules";
import { MEMBERSHIP_STATUSES, type MembershipStatus, type NetworkInput } from "./schema";

/** What a step may lack: a decision to be a member as the membership now stands, or one to leave. */
export type MembershipRequirement = "JOINING" | "LEAVING";

/** A membership is entered and left on decisions (H16, H21b); what was left by mistake may be taken up again. */
export const MEMBERSHIP_LIFE_CYCLE: LifeCycle<MembershipStatus, MembershipRequirement> = {
  states: MEMBERSHIP_STATUSES,
  steps: [
    { from: ["CANDIDATE"], to: "MEMBER", requires: ["JOINING"] },
    { from: ["CANDIDATE"], to: "DECLINED", requires: [] },
    { from: ["DECLINED"], to: "CANDIDATE", requires: [] },
    { from: ["MEMBER"], to: "NOTICE_GIVEN", requires: ["LEAVING"] },
    { from: ["MEMBER"], to: "LEFT", requires: ["LEAVING"] },
    { from: ["NOTICE_GIVEN"], to: "LEFT", requires: [] },
    { from: ["NOTICE_GIVEN", "LEFT"], to: "MEMBER", requires: ["JOINING"] },
  ],
};

/** What decides which decision a membership needs. */
export interface Membership {
  id: string;
  name: string;
  status: MembershipStatus;
  scope: NetworkScope;
  scopeBefore: NetworkScope | null;
  through: string | null;
  unitId: string;
  /** The latest year's fee, where one is known. */
  feeOre: bigint | null;
}

/** What is known of the matter of a membership. */
export function factsOfMembership({ scope, scopeBefore, feeOre }: Pick<Membership, "scope" | "scopeBefore" | "feeOre">): Facts {
  return { scope, ...(scopeBefore === null ? {} : { scopeBefore }), ...(feeOre === null ? {} : { amountOre: Number(feeOre) }) };
}

/** The matter in which it is decided that the membership is as it is: a scope that has been changed is a matter of its own, so that it is asked anew who decides. */
export function joiningMatter({ scopeBefore }: Pick<Membership, "scopeBefore">): MatterKind {
  return scopeBefore === null ? "JOIN_NETWORK" : "CHANGE_NETWORK_SCOPE";
}

/** What the membership stands on, and what leaving it would stand on. */
export interface MembershipBases {
  joining: Basis;
  leaving: Basis;
}

const isMetBy = (membership: Pick<Membership, "through">, bases: MembershipBases) => (requirement: MembershipRequirement) =>
  membership.through !== null || carries(requirement === "JOINING" ? bases.joining : bases.leaving);

/** The steps from where a membership is, each with what is missing; through another body it is that body's to decide. */
export function openSteps(membership: Pick<Membership, "status" | "through">, bases: MembershipBases): OpenStep<MembershipStatus, MembershipRequirement>[] {
  return stepsFrom(MEMBERSHIP_LIFE_CYCLE, membership.status, isMetBy(membership, bases));
}

export type StepRefusal = "networkStepIllegal" | "networkLacksDecision" | "networkStepInFuture" | "networkLeftBeforeJoined";

/** Judges a step on a day (H16, H21b). Refused: networkStepIllegal, networkLacksDecision, networkStepInFuture, networkLeftBeforeJoined. */
export function judgeMembershipStep(membership: Pick<Membership, "status" | "through"> & { joined: ApproximateDate | null }, to: MembershipStatus, on: PlainDate, bases: MembershipBases, today: PlainDate): Result<null, StepRefusal> {
  const judged = judgeStep(MEMBERSHIP_LIFE_CYCLE, membership.status, to, isMetBy(membership, bases));
  if (judged.verdict === "illegal") return refuse("networkStepIllegal");
  if (judged.verdict === "lacking") return refuse("networkLacksDecision");
  if (on > today) return refuse("networkStepInFuture", { field: "on" });
  return to === "LEFT" && membership.joined !== null && on < membership.joined.on ? refuse("networkLeftBeforeJoined", { field: "on" }) : succeed(null);
}

/** What a change makes of the scope before: a membership's changed scope is remembered until it is changed back; a candidate's is not, since nothing has been decided yet. */
export function scopeBeforeOf(stored: Pick<Membership, "status" | "scope" | "scopeBefore">, scope: NetworkScope): NetworkScope | null {
  if (stored.status === "CANDIDATE" || stored.status === "DECLINED") return null;
  return scope === stored.scope ? stored.scopeBefore : stored.scope;
}

/** The decision that a membership needs (H16, H21b, E.4.8); null where none is: through another body, left, or turned down. `isToLeave`: that it has been found not worth keeping. */
export function decisionNeedOf(membership: Membership, isToLeave: boolean, isDecided: boolean): DecisionNeed | null {
  const { id, name, status, through, unitId } = membership;
  if (through !== null || status === "LEFT" || status === "DECLINED") return null;
  const isLeaving = status === "NOTICE_GIVEN" || (status === "MEMBER" && isToLeave && isDecided);
  return {
    subject: { kind: "network", id },
    path: `/networks/${id}`,
    title: name,
    matters: [isLeaving ? "LEAVE_NETWORK" : joiningMatter(membership)],
    facts: factsOfMembership(membership),
    unitId,
    isDue: status === "NOTICE_GIVEN" || (status === "MEMBER" && !isLeaving),
  };
}

/** The units that were to take part and told of nothing in the years, neither themselves nor what they have gone up into (H9); none while the membership is not held, or is through another body. */
export function absentUnits(
  network: Pick<Membership, "status" | "scope" | "through"> & { unitTodayId: string; unitName: string; units: readonly { todayId: string; name: string }[] },
  participations: readonly { unitTodayId: string; heldOn: PlainDate }[],
  { from, to }: { from: number; to: number },
): { id: string; name: string }[] {
  if (network.through !== null || (network.status !== "MEMBER" && network.status !== "NOTICE_GIVEN")) return [];
  const isOwn = network.scope === "OWN_FIELD" && !network.units.some(({ todayId }) => todayId === network.unitTodayId);
  const all = [...(isOwn ? [{ id: network.unitTodayId, name: network.unitName }] : []), ...new Map(network.units.map(({ todayId, name }) => [todayId, { id: todayId, name }])).values()];
  const took = (unitId: string) => participations.some(({ unitTodayId, heldOn }) => unitTodayId === unitId && Number(heldOn.slice(0, 4)) >= from && Number(heldOn.slice(0, 4)) <= to);
  return all.filter(({ id }) => !took(id));
}

/** Days before a notice or an evaluation is due on which it becomes a task. */
export const NOTICE_DAYS = 90;

/** Tells whether a day is so near, or past, that it is asked for. */
export function isAskedFor(due: PlainDate, today: PlainDate): boolean {
  return due <= addDays(today, NOTICE_DAYS);
}

/** Writes a network as its form holds it. */
export function writeNetwork(network: NetworkInput): Values {
  const { level, scope, unitIds, joined, noticeMonths, ...texts } = network;
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value ?? ""])),
    level,
    scope,
    unitIds: [...unitIds],
    joined: joined === null ? "" : writeApproximateDate(joined),
    noticeMonths: noticeMonths === null ? "" : String(noticeMonths),
  };
}

/** What free text finds a network by. */
export function searchTextOf({ name, acronym, about, through, workingGroups }: NetworkInput): string {
  return [name, acronym, about, through, workingGroups].filter((text) => text !== null).join(" ");
}

export type NetworkMergeRefusal = "networkMergeOtherScope" | "networkMergeOtherUnit" | "networkMergeFeesTwice" | "networkMergeOtherStatus";

interface SameNetwork {
  scope: NetworkScope;
  unitTodayId: string;
  status: MembershipStatus;
}

/**
 * Judges that two networks are one: of one scope, in its own field of one unit, with no fee counted twice, and in one state unless the one that is kept is said to hold.
 * Refused: networkMergeOtherScope, networkMergeOtherUnit, networkMergeFeesTwice (`about` has the years), networkMergeOtherStatus.
 */
export function judgeSameNetwork(network: SameNetwork, into: SameNetwork, feesInBoth: readonly number[], isHistoryChosen: boolean): Result<null, NetworkMergeRefusal> {
  if (network.scope !== into.scope) return refuse("networkMergeOtherScope");
  if (network.scope === "OWN_FIELD" && network.unitTodayId !== into.unitTodayId) return refuse("networkMergeOtherUnit");
  if (feesInBoth.length > 0) return refuse("networkMergeFeesTwice", { about: { years: feesInBoth.join(", ") } });
  return network.status !== into.status && !isHistoryChosen ? refuse("networkMergeOtherStatus", { field: "isHistoryChosen" }) : succeed(null);
}
