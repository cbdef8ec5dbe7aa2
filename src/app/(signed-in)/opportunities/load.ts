import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import type { Issue } from "@/domain/values";
import { getInformation, listInformationUnits, type InformationView } from "@/features/opportunities/information/service";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { readOpportunityFilter } from "@/features/opportunities/schema";
import { getOpportunity, listOpportunities, loadOpportunityChoices, type OpportunityView, type StoredOpportunity } from "@/features/opportunities/service";
import type { OpportunityFormChoices } from "@/features/opportunities/components/opportunity-fields";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { isId } from "@/lib/fields";
import type { Words } from "@/messages/words";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

async function orNotFound<Value>(id: string, get: () => Promise<Value>): Promise<Value> {
  if (!isId(id)) notFound();
  return get().catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** An opportunity by the id of an address, or the page that says that there is none. */
export const loadOpportunity = (actor: Actor, id: string): Promise<OpportunityView> => orNotFound(id, () => getOpportunity(actor, id));

/** An opportunity that the actor may change, or the page that says that there is none. */
export async function loadOwnOpportunity(actor: Actor, id: string): Promise<StoredOpportunity> {
  const { opportunity, mayEdit } = await loadOpportunity(actor, id);
  if (!mayEdit) notFound();
  return opportunity;
}

/** The municipality's own goals, in the reader's language. */
export function wordGoals(words: Pick<Words, "locale">): { code: string; label: string }[] {
  return getPack().taxonomies.municipalGoals.map((goal) => ({ code: goal.code, label: goal[words.locale] }));
}

/** What the form of an opportunity offers the actor; what a stored one names is kept where it stands. */
export async function loadOpportunityForm(actor: Actor, words: Words, stored: StoredOpportunity | null = null): Promise<OpportunityFormChoices> {
  if (!mayEnterOpportunities(actor)) notFound();
  const { ownUnits, units, programmes, priorities } = await loadOpportunityChoices(actor);
  const kept = <One extends { id: string }>(list: readonly One[], more: readonly One[]) => [...list, ...more.filter(({ id }) => !list.some((one) => one.id === id))];
  const { programmeId, programme } = stored ?? { programmeId: null, programme: null };
  return {
    ownUnits: kept(ownUnits, stored === null ? [] : [{ id: stored.unitId, name: stored.unitName }]),
    units,
    programmes: kept(
      programmes.map((one) => ({ id: one.id, name: nameProgramme(one, words) })),
      programmeId === null || programme === null ? [] : [{ id: programmeId, name: programme[words.locale] }],
    ),
    goals: wordGoals(words),
    priorities: kept(priorities.map(({ id, title }) => ({ id, title })), stored?.priorities ?? []),
  };
}

/** Whether contact persons keep information logs in the municipality at all. */
export function keepsInformation(): boolean {
  return getPack().modules.contactPersons.state !== "off";
}

/** Shows the pages of the information log alone where one is kept. */
export function requireInformation(): void {
  if (!keepsInformation()) notFound();
}

/** An entry of an information log by the id of an address, or the page that says that there is none. */
export async function loadInformation(actor: Actor, id: string): Promise<InformationView> {
  requireInformation();
  return orNotFound(id, () => getInformation(actor, id));
}

/** The units whose log the actor may write in; the one of a stored entry is kept where it stands. */
export async function loadInformationUnits(actor: Actor, stored: { unitId: string; unitName: string } | null = null): Promise<{ id: string; name: string }[]> {
  requireInformation();
  if (!mayEnterOpportunities(actor)) notFound();
  const units = await listInformationUnits(actor);
  return stored === null || units.some(({ id }) => id === stored.unitId) ? units : [...units, { id: stored.unitId, name: stored.unitName }];
}

/** The opportunities that an entry can say it told of, the latest first; the one of a stored entry is kept where it stands. */
export async function loadToldOf(actor: Actor, stored: { id: string; title: string } | null = null): Promise<{ id: string; title: string }[]> {
  const { rows } = await listOpportunities(actor, readOpportunityFilter({ state: "all", sort: "-entered" }).filter);
  const offered = rows.filter(({ register }) => register === "OPPORTUNITY").map(({ id, title }) => ({ id, title }));
  return stored === null || offered.some(({ id }) => id === stored.id) ? offered : [stored, ...offered];
}

/** The last day of a closed opportunity that the form has asked about, so that it is sent again with the answer. */
export function askedDeadline(issues: readonly Issue[]): PlainDate | null {
  const day = issues.find(({ message }) => message === "refusals.informationOpportunityClosed")?.params?.["day"];
  return typeof day === "string" ? day : null;
}

/** The words in which the governing document asks for the information log; null where it asks for none. */
export function askedForInformation(): { quotation: string; clause: string } | null {
  const { obligations, clauses, document } = getPack();
  const number = obligations.find(({ evidence }) => evidence === "INFORMATION_ACTIVITY")?.clause;
  const clause = clauses.find((one) => one.number === number);
  return clause === undefined ? null : { quotation: clause.quotation, clause: `${document.shortTitle}, ${clause.number}` };
}
