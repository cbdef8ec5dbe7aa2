import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, writeApproximateDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { hostPlaceIn, meetingTime } from "@/features/recurring-meetings/rules";
import { getMeeting, listHostDuties } from "@/features/recurring-meetings/service";
import { findDisposalOf } from "@/features/retention/disposals/service";
import { describeComing } from "@/features/visits/components/describe-coming";
import { askedOf, visitRulesOf } from "@/features/visits/rules";
import { getVisit, listComing } from "@/features/visits/service";
import { loadUnits } from "@/features/projects/choices/service";
import { mayAnnounceVisits } from "@/features/visits/policy";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

type Written = string | string[] | undefined;
export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const DONE = new Set(["taken", "released", "asked", "accepted", "declined"]);

/** The presidia's desk for the actor, with what was just done and what could not be. */
export async function loadDesk(actor: Actor, parameters: Parameters, words: Words) {
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [coming, duties, parked, about] = await Promise.all([
    listComing(actor),
    listHostDuties(actor),
    text("form") === undefined ? null : findParkedForm("visit-represent", text("form"), actor.personId),
    text("visit") === undefined || !DONE.has(text("done") ?? "") ? null : findVisit(actor, text("visit") ?? ""),
  ]);
  return {
    desk: describeComing(coming, duties, mayAnnounceVisits(actor), randomUUID, words),
    problems: parked === null ? [] : describeProblems(parked.values, parked.issues, words, "innehall").summary,
    done: about === null ? null : words(`visits.done.${text("done") ?? ""}`, { title: about.visit.title }),
  };
}

async function findVisit(actor: Actor, id: string) {
  if (!isId(id)) return null;
  try {
    return await getVisit(actor, id);
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  }
}

/** What a visit's form begins with when it is a recurring meeting's, in a year in which the municipality is host; empty for any other address. */
export async function prefillHosting(actor: Actor, meetingId: Written, year: Written, words: Words): Promise<Values> {
  if (typeof meetingId !== "string" || !isId(meetingId) || typeof year !== "string" || !/^\d{4}$/.test(year)) return {};
  const view = await getMeeting(actor, meetingId).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  });
  if (view === null || hostPlaceIn(view.meeting, Number(year)) !== view.meeting.ownPlace) return {};
  const { meeting } = view;
  return {
    meetingId: meeting.id,
    unitId: meeting.unitId,
    direction: "INCOMING",
    title: `${meeting.name} ${year}`,
    starts: writeApproximateDate(meetingTime(meeting, Number(year))),
    counterpart: meeting.hosts.filter((_host, place) => place + 1 !== meeting.ownPlace).join(", ").slice(0, 200),
    purpose: words("recurringMeetings.ourTurn", { name: meeting.ofName }),
    needsRepresentation: "yes",
  };
}

/** By which decision the visit of an address has been disposed of; null for any other. */
export async function findDisposed(actor: Actor, id: string) {
  return isId(id) ? findDisposalOf(actor, { kind: "visit", id }) : null;
}

/** A visit by the id of an address, or the page that says that there is none. */
export async function loadVisit(actor: Actor, id: string) {
  return (await findVisit(actor, id)) ?? notFound();
}

/** What the form of a visit offers the actor: its units, the questions that the document needs answered, and the office to be told. */
export async function loadForm(actor: Actor, keep: { id: string; name: string } | null = null) {
  if (!mayAnnounceVisits(actor)) notFound();
  const pack = getPack();
  const all = await loadUnits(actor);
  const own = actor.units.length > 0 && !actor.roles.some((held) => held.role === "COORDINATOR") ? all.filter((unit) => actor.units.some((held) => held.id === unit.id)) : all;
  const units = keep === null || own.some((unit) => unit.id === keep.id) ? own : [...own, keep];
  return { units, asked: askedOf(visitRulesOf(pack, dateInStockholm(new Date()))), notice: pack.modules.visitInformation.state === "required" ? { office: pack.coordinatingOffice.name } : null, asksForYouth: pack.modules.childrenAndYouth.state === "required" };
}
