import type { DeepReadonly, PolicyPack, PresidiumKind, RepresentationRule } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import { daysBetween, lastDayOf, writeApproximateDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { VisitDirection, VisitInput } from "./schema";

/** What the rules read of a policy pack. */
export type VisitPack = Pick<PolicyPack, "representation"> & { modules: Pick<PolicyPack["modules"], "visitInformation"> };

/** What decides whose matter a visit is. */
export interface Matter {
  direction: VisitDirection;
  needsRepresentation: boolean | null;
  concernsUnitDirectly: boolean | null;
}

/**
 * Whose matter it is to represent the municipality. PRESIDIA: theirs, by the clause. UNIT: the unit answers for the visit
 * itself, by the clause. NOT_NEEDED: nobody is to represent. NOT_REGULATED: the document says nothing, so nobody is claimed
 * and nobody barred. UNANSWERED: the question that decides it has not been answered.
 */
export type Responsibility =
  | { answer: "PRESIDIA"; by: readonly PresidiumKind[]; clause: string }
  | { answer: "UNIT"; clause: string }
  | { answer: "NOT_NEEDED" | "NOT_REGULATED" | "UNANSWERED" };

const KEYS = { INCOMING: "incoming", OUTGOING: "outgoing", EVENT: "event" } as const;

/** The document's rule for a direction, or null where it regulates nothing. */
export function ruleFor(pack: Pick<VisitPack, "representation">, direction: VisitDirection): DeepReadonly<RepresentationRule> {
  return pack.representation[KEYS[direction]];
}

/** Whose matter a visit is under a pack (V15, H18, H22b). */
export function judgeResponsibility(visit: Matter, pack: Pick<VisitPack, "representation">): Responsibility {
  const rule = ruleFor(pack, visit.direction);
  if (rule === null) return { answer: "NOT_REGULATED" };
  const asked = rule.when === "ASKED_FOR" ? visit.needsRepresentation : visit.concernsUnitDirectly === null ? null : !visit.concernsUnitDirectly;
  if (asked === null) return { answer: "UNANSWERED" };
  if (asked) return { answer: "PRESIDIA", by: rule.by, clause: rule.clause };
  return rule.otherwise === null ? { answer: "NOT_NEEDED" } : { answer: "UNIT", clause: rule.otherwise };
}

/** The directions for which a pack needs each question answered; none where it is not asked. */
export function askedOf(pack: Pick<VisitPack, "representation">): { representation: VisitDirection[]; direct: VisitDirection[] } {
  const directions: VisitDirection[] = ["INCOMING", "OUTGOING", "EVENT"];
  return {
    representation: directions.filter((direction) => ruleFor(pack, direction)?.when === "ASKED_FOR"),
    direct: directions.filter((direction) => ruleFor(pack, direction)?.when === "NOT_DIRECT"),
  };
}

/** Judges that the question which decides whose matter a visit is has been answered. Refused at the question: visitRepresentationUnanswered, visitDirectUnanswered. */
export function judgeAnswers(visit: Matter, pack: Pick<VisitPack, "representation">): Result<null, "visitRepresentationUnanswered" | "visitDirectUnanswered"> {
  const asked = askedOf(pack);
  if (asked.representation.includes(visit.direction) && visit.needsRepresentation === null) return refuse("visitRepresentationUnanswered", { field: "needsRepresentation" });
  if (asked.direct.includes(visit.direction) && visit.concernsUnitDirectly === null) return refuse("visitDirectUnanswered", { field: "concernsUnitDirectly" });
  return succeed(null);
}

/** Whether the office was told of a unit's own visit in time: before it, on its very day, too late, or not at all. UNCLEAR when the start is not known to the day. */
export type NoticeState = "IN_TIME" | "SAME_DAY" | "UNCLEAR" | "LATE" | "MISSING";

/** Judges the notice to the coordinating office (H22a); null where the document asks for none, as for an official visit or a journey. */
export function judgeNotice(visit: Matter & { starts: ApproximateDate; officeNotifiedOn: PlainDate | null }, pack: VisitPack): { state: NoticeState; clause: string } | null {
  const { visitInformation } = pack.modules;
  if (visitInformation.state !== "required" || visitInformation.clause === null || judgeResponsibility(visit, pack).answer !== "UNIT") return null;
  const state = (): NoticeState => {
    const on = visit.officeNotifiedOn;
    if (on === null) return "MISSING";
    if (on < visit.starts.on) return "IN_TIME";
    if (on > lastDayOf(visit.starts)) return "LATE";
    return visit.starts.precision === "DAY" ? "SAME_DAY" : "UNCLEAR";
  };
  return { state: state(), clause: visitInformation.clause };
}

/** A presidium on a day. */
export interface Presidium {
  id: string;
  kind: PresidiumKind;
  /** The council or board that it belongs to. */
  parentId: string | null;
}

/** Tells whether the actor is a member of the presidium, who can represent the municipality. */
export function isMemberOf(actor: Actor, presidium: Presidium): boolean {
  return actor.seats.some((seat) => seat.bodyId === presidium.id && seat.position !== "SECRETARY");
}

/** Tells whether the actor is the presidium's secretary, or its council's or board's, who may act for its members. */
export function isSecretaryOf(actor: Actor, presidium: Presidium): boolean {
  return (
    actor.seats.some((seat) => seat.bodyId === presidium.id && seat.position === "SECRETARY") ||
    actor.roles.some((held) => held.role === "BOARD_SECRETARY" && held.bodyId !== null && (held.bodyId === presidium.id || held.bodyId === presidium.parentId))
  );
}

export type TakingRefusal = "visitPast" | "visitCancelled" | "visitNotForPresidium" | "visitRepresentationNotNeeded" | "visitIsTheUnits";

/** Judges that a member of a presidium may represent at a visit on a day (V15, H18). Refused: visitPast, visitCancelled, visitNotForPresidium, visitRepresentationNotNeeded, visitIsTheUnits. */
export function judgeTaking(visit: Matter & { endsOn: PlainDate; cancelledOn: PlainDate | null }, presidium: PresidiumKind, pack: Pick<VisitPack, "representation">, today: PlainDate): Result<null, TakingRefusal> {
  if (visit.cancelledOn !== null) return refuse("visitCancelled");
  if (visit.endsOn < today) return refuse("visitPast");
  const responsibility = judgeResponsibility(visit, pack);
  if (responsibility.answer === "UNIT") return refuse("visitIsTheUnits");
  if (responsibility.answer === "NOT_NEEDED" || responsibility.answer === "UNANSWERED") return refuse("visitRepresentationNotNeeded");
  return responsibility.answer === "PRESIDIA" && !responsibility.by.includes(presidium) ? refuse("visitNotForPresidium") : succeed(null);
}

/** How many days before its start a visit without a representative is late. */
export const LATE_DAYS = 14;

/** Tells whether a visit that nobody has taken begins so soon that it is late. */
export function isUrgent(startsOn: PlainDate, today: PlainDate): boolean {
  return daysBetween(today, startsOn) <= LATE_DAYS;
}

/** The twelve months from a day's own, each as YYYY-MM. */
export function twelveMonthsFrom(today: PlainDate): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: 12 }, (_none, index) => {
    const count = year * 12 + month - 1 + index;
    return `${String(Math.floor(count / 12))}-${String((count % 12) + 1).padStart(2, "0")}`;
  });
}

/** Writes a visit as its form holds it. */
export function writeVisit(visit: VisitInput): Values {
  const yesNo = (answer: boolean | null) => (answer === null ? "" : answer ? "yes" : "no");
  return {
    unitId: visit.unitId,
    direction: visit.direction,
    title: visit.title,
    purpose: visit.purpose ?? "",
    counterpart: visit.counterpart ?? "",
    places: visit.places ?? "",
    hosts: visit.hosts ?? "",
    starts: writeApproximateDate(visit.starts),
    ends: visit.ends === null ? "" : writeApproximateDate(visit.ends),
    participantCount: visit.participantCount?.toString() ?? "",
    reachesChildrenAndYouth: yesNo(visit.reachesChildrenAndYouth),
    childrenAndYouthCount: visit.childrenAndYouthCount?.toString() ?? "",
    needsRepresentation: yesNo(visit.needsRepresentation),
    concernsUnitDirectly: yesNo(visit.concernsUnitDirectly),
    officeNotifiedOn: visit.officeNotifiedOn ?? "",
    officeNotifiedTo: visit.officeNotifiedTo ?? "",
    caseNumber: visit.caseNumber ?? "",
  };
}

/** What free text finds a visit by. */
export function searchTextOf(visit: VisitInput): string {
  return [visit.title, visit.purpose, visit.counterpart, visit.places, visit.hosts, visit.caseNumber].filter((text) => text !== null).join(" ");
}
