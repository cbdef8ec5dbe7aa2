import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { textOf, type Values } from "@/domain/values";
import type { DescribedNeed } from "@/features/decisions/service";
import { listPlaces } from "@/features/partners/service";
import { listTownsCalled } from "@/features/partners/towns/service";
import type { TownQuestions } from "@/features/town-relations/components/town-fields";
import { mattersOf } from "@/features/town-relations/episodes/rules";
import type { EpisodeBasis, TownRelationState } from "@/features/town-relations/episodes/schema";
import { mayEnterRelations } from "@/features/town-relations/policy";
import { getRelation, loadRelationChoices, type RelationView, type StoredRelation } from "@/features/town-relations/service";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** A relation by the id of an address, or the page that says that there is none. */
export async function loadRelation(actor: Actor, id: string): Promise<RelationView> {
  if (!isId(id)) notFound();
  return getRelation(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** A relation that the actor may change, or the page that says that there is none. */
export async function loadChangeable(actor: Actor, id: string): Promise<StoredRelation> {
  const { relation, mayEdit } = await loadRelation(actor, id);
  if (!mayEdit) notFound();
  return relation;
}

/** What the form asks back about a town by its remarks, and what has been answered already. */
export async function loadTownQuestions(actor: Actor, values: Values, issues: readonly { message: string }[]): Promise<TownQuestions> {
  const asks = (reason: string) => issues.some(({ message }) => message === `refusals.${reason}`);
  const [town, country] = [textOf(values, "town"), textOf(values, "country")];
  return {
    towns: asks("townSimilar") || textOf(values, "townPartner") !== "" ? await listTownsCalled(actor, town, country) : [],
    places: asks("townPlaceAmbiguous") || textOf(values, "placeId") !== "" ? listPlaces(actor, town, { country, whole: true }) : [],
  };
}

interface Named {
  id: string;
  name: string;
}

const keeping = (list: Named[], kept: readonly Named[]) => [...list, ...kept.filter(({ id }) => !list.some((one) => one.id === id))];

/** What the form of a relation offers the actor; what has ended is kept where it stands. */
export async function loadForm(actor: Actor, relation: StoredRelation | null = null) {
  if (!mayEnterRelations(actor)) notFound();
  const { units, priorities } = await loadRelationChoices(actor);
  if (relation === null) return { units, priorities };
  return {
    units: keeping(units, [{ id: relation.unitId, name: relation.unitName }]),
    priorities: keeping(priorities, relation.priorityId === null ? [] : [{ id: relation.priorityId, name: relation.priorityTitle ?? "" }]),
  };
}

/** What a step may stand on: nothing where nothing is decided; a basis of one's own only where no rule names who decides. */
export function basesOf(before: TownRelationState | null, to: TownRelationState | null, described: DescribedNeed | null): EpisodeBasis[] {
  if (to === null) return ["DECISION", "OWN", "UNKNOWN", "NONE"];
  if (mattersOf(before, to) === null) return ["NONE"];
  const isSilent = described === null || described.answer.kind === "notRegulated" || described.answer.kind === "answersFor";
  return isSilent ? ["DECISION", "OWN", "UNKNOWN"] : ["DECISION", "UNKNOWN"];
}

/** The recorded decisions about a relation, as a form offers them. */
export function offerDecisions(described: Pick<DescribedNeed, "decisions"> | null, words: Words): { id: string; label: string }[] {
  return (described?.decisions ?? []).map(({ id, title, body, decidedOn }) => ({ id, label: [title, body, decidedOn === null ? null : formatDate(decidedOn, words.locale)].filter((part) => part !== null).join(", ") }));
}
