import "server-only";
import { isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { reading } from "@/server/db";
import { isIdle } from "../activities/rules";
import { decisionNeedOf, lacks, thereSince } from "../rules";
import type { Lack, RelationFilter } from "../schema";
import * as repository from "./repository";

/** The units whose relations the actor writes for; null for all of them. */
const unitsWrittenFor = (actor: Actor): readonly string[] | null => (isCoordinator(actor) ? null : unitIdsAnsweredFor(actor));
const MOST_NEEDS = 200;

/** The relations that lack something that is asked of them today. */
export async function findLacking(_actor: Actor, what: Lack, now = new Date()): Promise<string[]> {
  const day = dateInStockholm(now);
  return (await repository.selectJudged(reading())).filter((relation) => lacks(relation, what, day)).map(({ id }) => id);
}

/** The relations that have been of use to none of the groups for so many years, those alone that the actor writes for where that is asked (V12a, V12b, V12c). */
export async function listIdle(actor: Actor, day: PlainDate, years: number, isOwnOnly = false): Promise<{ id: string; name: string }[]> {
  const all = await repository.selectJudged(reading(), isOwnOnly ? unitsWrittenFor(actor) : null);
  return all.filter((relation) => isIdle({ sinceOn: thereSince(relation.episodes, day), latestOn: relation.latestOn }, day, years)).map(({ id, name }) => ({ id, name }));
}

/** The relations that lack something or are idle, where a filter asks for those; null where it asks for neither. */
export async function findAsked(actor: Actor, { lacks: what, idleYears }: Pick<RelationFilter, "lacks" | "idleYears">, now = new Date()): Promise<string[] | null> {
  const lacking = what === null ? null : await findLacking(actor, what, now);
  if (idleYears === null) return lacking;
  const idle = (await listIdle(actor, dateInStockholm(now), idleYears)).map(({ id }) => id);
  return lacking === null ? idle : idle.filter((id) => lacking.includes(id));
}

/** Relations whose state stands on nothing, and those that are proposed, or that a review proposes to change or end; the former first, those of some units alone where they are given, at most 200. */
export async function listDecisionNeeds(_actor: Actor, day: PlainDate, unitIds: readonly string[] | null = null): Promise<DecisionNeed[]> {
  const needs = (await repository.selectJudged(reading(), unitIds)).flatMap((relation) => decisionNeedOf(relation, day, relation.review) ?? []);
  return needs.sort((a, b) => Number(b.isDue) - Number(a.isDue)).slice(0, MOST_NEEDS);
}

/** The relations that the actor writes for and that lack something, by what they lack; none for who writes for none. */
export async function countLacking(actor: Actor, day: PlainDate): Promise<Readonly<Record<Lack, number>>> {
  const own = await repository.selectJudged(reading(), unitsWrittenFor(actor));
  const count = (what: Lack) => own.filter((relation) => lacks(relation, what, day)).length;
  return { basis: count("basis"), unknown: count("unknown"), priority: count("priority") };
}

/** The relations that an exchange can be logged for, by name. */
export async function listRelationNames(_actor: Actor): Promise<{ id: string; name: string }[]> {
  return repository.selectNames(reading());
}

/** The countries that the list can be filtered by, by code. */
export async function listRelationCountries(_actor: Actor): Promise<string[]> {
  return repository.selectCountries(reading());
}
