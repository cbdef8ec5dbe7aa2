import type { PolicyPack } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import { answerMandate, whatIsAsked, type DecidingKind, type MandatePack } from "@/domain/mandate";
import type { Facts } from "@/domain/matter";
import { addDays, daysBetween, lastDayOf, writeApproximateDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { VISIT_DIRECTIONS, type VisitDirection, type VisitInput } from "./schema";

export type PresidiumKind = Extract<DecidingKind, "COUNCIL_PRESIDIUM" | "EXECUTIVE_BOARD_PRESIDIUM">;
const PRESIDIA: readonly PresidiumKind[] = ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"];

/** Whose matter visits of one direction are, by what is asked of them. */
export interface RepresentationRule {
  /** The presidia whose matter it is, in the order in which the document names them; none where it names no presidium. */
  by: readonly PresidiumKind[];
  /** ASKED_FOR: when the municipality is to be represented. NOT_DIRECT: when the visit does not directly concern the unit's own field. ALWAYS: whatever the visit. */
  when: "ASKED_FOR" | "NOT_DIRECT" | "ALWAYS";
  clause: string | null;
  /** The clause by which the unit itself answers for the other visits; null where the document says nothing of them. */
  otherwise: string | null;
  /** The presidium that those are to consult when there is need, by which clause; absent where the document names none. */
  consults?: ConsultationRule;
}

/** That a presidium is consulted, and by which clause. */
export interface ConsultationRule {
  party: PresidiumKind;
  clause: string;
}

/** Whose matter visits are, by their direction; null where the document regulates nothing. */
export type Representation = Readonly<Record<VisitDirection, RepresentationRule | null>>;

/** What a governing document says of visits on a day. */
export interface VisitPack {
  representation: Representation;
  modules: Pick<PolicyPack["modules"], "visitInformation">;
}

const MATTERS = { INCOMING: "RECEIVE_VISIT", OUTGOING: "MAKE_VISIT", EVENT: "HOLD_EVENT" } as const;

/** What a pack's rules about who decides say of visits on a day (V15, H18, H22b). What they make hang on anything but the two questions that a visit is asked names nobody. */
export function visitRulesOf(pack: MandatePack & { modules: VisitPack["modules"] }, on: PlainDate): VisitPack {
  const ruleOf = (direction: VisitDirection): RepresentationRule | null => {
    const matter = MATTERS[direction];
    const { facts } = whatIsAsked(pack, matter, on);
    const when = facts.includes("concernsUnitDirectly") ? "NOT_DIRECT" : facts.includes("needsRepresentation") ? "ASKED_FOR" : "ALWAYS";
    const answer = (known: Facts) => {
      const given = answerMandate(pack, { matter, facts: known, on, steps: [] });
      return "citation" in given ? given : null;
    };
    const asked = answer(when === "NOT_DIRECT" ? { concernsUnitDirectly: false } : when === "ASKED_FOR" ? { needsRepresentation: true } : {});
    const others = when === "NOT_DIRECT" ? answer({ concernsUnitDirectly: true }) : null;
    const by = (asked?.holders ?? []).flatMap((holder) => PRESIDIA.filter((kind) => kind === holder));
    const otherwise = others?.holders.includes("OWN_POLITICAL_BODY") === true ? others.citation.clause : null;
    const consults = (asked?.consultations ?? []).flatMap(({ party, citation }) => PRESIDIA.filter((kind) => kind === party && !by.includes(kind)).map((kind): ConsultationRule => ({ party: kind, clause: citation.clause })))[0];
    return by.length === 0 && otherwise === null ? null : { by, when, clause: by.length === 0 ? null : (asked?.citation.clause ?? null), otherwise, ...(by.length === 0 || consults === undefined ? {} : { consults }) };
  };
  return { representation: { INCOMING: ruleOf("INCOMING"), OUTGOING: ruleOf("OUTGOING"), EVENT: ruleOf("EVENT") }, modules: pack.modules };
}

/** What a document says of the visits that begin on the days when it was or is in force, null where they have no first or last. */
export interface VisitRules {
  from: PlainDate | null;
  to: PlainDate | null;
  rules: VisitPack;
}

/** One document's rules, whatever the day. */
export const always = (rules: VisitPack): VisitRules[] => [{ from: null, to: null, rules }];

/** What each document says of the visits of its own days: a visit that has begun is judged by the one in force then, and one to come by today's. */
export function rulesByDay(before: readonly { from: PlainDate | null; to: PlainDate | null; pack: MandatePack & { modules: VisitPack["modules"] } }[], current: MandatePack & { modules: VisitPack["modules"] }, today: PlainDate): VisitRules[] {
  const latest = before.at(-1);
  const goesOn = latest?.pack === current && (latest.to === null || latest.to >= today);
  const past = (goesOn ? before.slice(0, -1) : before).map(({ from, to, pack }) => {
    const last = to === null || to >= today ? addDays(today, -1) : to;
    return { from, to: last, rules: visitRulesOf(pack, last) };
  });
  return [...past, { from: goesOn ? latest.from : today, to: null, rules: visitRulesOf(current, today) }];
}

const NOTHING_SAID: VisitPack = { representation: { INCOMING: null, OUTGOING: null, EVENT: null }, modules: { visitInformation: { state: "off", clause: null } } };

/** The rules for a visit that begins on a day; where no document was in force, none say anything. */
export function rulesOn(byDay: readonly VisitRules[], day: PlainDate): VisitPack {
  return byDay.find(({ from, to }) => (from === null || from <= day) && (to === null || day <= to))?.rules ?? NOTHING_SAID;
}

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

/** Whose matter a visit is under a pack (V15, H18, H22b). */
export function judgeResponsibility(visit: Matter, pack: Pick<VisitPack, "representation">): Responsibility {
  const rule = pack.representation[visit.direction];
  if (rule === null) return { answer: "NOT_REGULATED" };
  const asked = rule.when === "ALWAYS" ? true : rule.when === "ASKED_FOR" ? visit.needsRepresentation : visit.concernsUnitDirectly === null ? null : !visit.concernsUnitDirectly;
  if (asked === null) return { answer: "UNANSWERED" };
  if (asked) return rule.clause === null ? { answer: "NOT_REGULATED" } : { answer: "PRESIDIA", by: rule.by, clause: rule.clause };
  return rule.otherwise === null ? { answer: "NOT_NEEDED" } : { answer: "UNIT", clause: rule.otherwise };
}

/** The presidium that is to be consulted about a visit when there is need (H19); null where the document names none, or the visit is no presidium's. */
export function consultationOf(visit: Matter, pack: Pick<VisitPack, "representation">): ConsultationRule | null {
  return judgeResponsibility(visit, pack).answer === "PRESIDIA" ? (pack.representation[visit.direction]?.consults ?? null) : null;
}

/** The directions for which a pack needs each question answered; none where it is not asked. */
export function askedOf(pack: Pick<VisitPack, "representation">): { representation: VisitDirection[]; direct: VisitDirection[] } {
  const when = (question: RepresentationRule["when"]) => VISIT_DIRECTIONS.filter((direction) => pack.representation[direction]?.when === question);
  return {
    representation: when("ASKED_FOR"),
    direct: when("NOT_DIRECT"),
  };
}

/** Judges that the question which decides whose matter a visit is has been answered. Refused at the question: visitRepresentationUnanswered, visitDirectUnanswered. */
export function judgeAnswers(visit: Matter, pack: Pick<VisitPack, "representation">): Result<null, "visitRepresentationUnanswered" | "visitDirectUnanswered"> {
  const asked = askedOf(pack);
  if (asked.representation.includes(visit.direction) && visit.needsRepresentation === null) return refuse("visitRepresentationUnanswered", { field: "needsRepresentation" });
  if (asked.direct.includes(visit.direction) && visit.concernsUnitDirectly === null) return refuse("visitDirectUnanswered", { field: "concernsUnitDirectly" });
  return succeed(null);
}

/** Judges what a visit says by today's document and day. Refused: what `judgeAnswers` refuses, and visitNoticeInFuture. */
export function judgeFacts(visit: Matter & Pick<VisitInput, "officeNotifiedOn">, pack: Pick<VisitPack, "representation">, day: PlainDate): Result<null, "visitRepresentationUnanswered" | "visitDirectUnanswered" | "visitNoticeInFuture"> {
  const answers = judgeAnswers(visit, pack);
  if (!answers.ok) return answers;
  return visit.officeNotifiedOn !== null && visit.officeNotifiedOn > day ? refuse("visitNoticeInFuture", { field: "officeNotifiedOn" }) : answers;
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

/** The other visits whose days go into a visit's own, by which somebody who is to be at both clashes; days that are not known exactly may be any that they can mean. */
export function clashesOf<Visit extends { id: string; startsOn: PlainDate; endsOn: PlainDate }>(visit: Visit, others: readonly Visit[]): Visit[] {
  return others.filter(({ id, startsOn, endsOn }) => id !== visit.id && startsOn <= visit.endsOn && endsOn >= visit.startsOn);
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
    isHandledSeparately: visit.isHandledSeparately ? "on" : "",
  };
}

/** What free text finds a visit by. */
export function searchTextOf(visit: VisitInput): string {
  return [visit.title, visit.purpose, visit.counterpart, visit.places, visit.hosts, visit.caseNumber].filter((text) => text !== null).join(" ");
}
