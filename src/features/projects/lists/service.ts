import "server-only";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { reading } from "@/server/db";
import { getPack } from "@/server/pack";
import { grantScope } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { seesAllProjects } from "../policy";
import type { ReportedProject } from "../report";
import * as repository from "./repository";
import { decisionNeedOf } from "../rules";
import { readProjectFilter, type ProjectFilter } from "../schema";
import type { ProjectRow } from "./repository";

export type { PartneredProject, ProjectRow, UnitApplications } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

/** One page of the register as the actor may see it, children and youth first where the governing document says so (V13). */
export async function listProjects(actor: Actor, filter: ProjectFilter, now = new Date()): Promise<{ rows: ProjectRow[]; total: number; youthFirst: boolean }> {
  const youthFirst = showsYouthFirst(filter);
  const page = await repository.selectProjects(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, youthFirst, today(now));
  return { ...page, youthFirst };
}

/** What a list can be filtered by on a day, as far as the actor sees it. */
export async function listFilterChoices(actor: Actor, now = new Date()): Promise<repository.FilterChoices> {
  return repository.selectFilterChoices(reading(), grantScope("projects", actor, seesAllProjects(actor)), today(now));
}

/** Projects of the actor's own units that have ended without a final report, and whose report has no day of its own by the programme's rules or the agreement; longest overdue first, at most 50. */
export async function listUnreported(actor: Actor, now = new Date()): Promise<{ id: string; title: string; unitId: string; endsOn: PlainDate }[]> {
  return actor.units.length === 0 ? [] : repository.selectUnreported(reading(), unitIdsAnsweredFor(actor), today(now));
}

/** What the projects that the actor may see, or those of them that are some units', need decisions for: those whose state has none to stand on. */
export async function listDecisionNeeds(actor: Actor, unitIds: readonly string[] | null = null): Promise<DecisionNeed[]> {
  return (await repository.selectUndecided(reading(), grantScope("projects", actor, seesAllProjects(actor)), unitIds)).flatMap((project) => decisionNeedOf(project) ?? []);
}

/** How many projects the actor may see, how many go on, and how many units have any. */
export async function countProjects(actor: Actor): Promise<{ all: number; ongoing: number; units: number }> {
  return repository.countProjects(reading(), grantScope("projects", actor, seesAllProjects(actor)));
}

/** How many projects each unit has under a filter, as its own list under that filter shows the actor. */
export async function countByUnit(actor: Actor, filter: ProjectFilter): Promise<repository.UnitCounts[]> {
  return repository.countByUnit(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter);
}

/** What each unit's projects under a filter, as far as the actor sees them, show of what a governing document may ask. */
export async function countProjectEvidence(actor: Actor, filter: ProjectFilter): Promise<repository.UnitEvidence[]> {
  return repository.countEvidence(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter);
}

/** How many of the projects under a filter, as far as the actor sees them, serve each purpose and goal and belong to each area (V5b, V6, V7, H5). */
export async function countProjectCodes(actor: Actor, filter: ProjectFilter): Promise<repository.CodeCounts> {
  return repository.countCodes(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter);
}

/** How many projects the list under a filter holds in each of some years, as far as the actor sees them. */
export async function countProjectsByYear(actor: Actor, filter: ProjectFilter, years: readonly number[]): Promise<number[]> {
  return repository.countByYear(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, years);
}

/** Of the projects under a filter that are or have been carried out, how many have and how many lack what auditors ask, with at most so many of those that lack it. */
export async function scrutiniseProjects(actor: Actor, filter: ProjectFilter, most: number): Promise<repository.DocumentedTrait[]> {
  return repository.countDocumented(reading(), grantScope("projects", actor, seesAllProjects(actor)), filter, most);
}

/** Tells whether the governing document has children and youth stand first in this order (V13). */
function showsYouthFirst(filter: ProjectFilter): boolean {
  return getPack().modules.childrenAndYouth.state === "required" && filter.sort === "ends";
}

/** All that the list shows the actor under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportProjects(actor: Actor, filter: ProjectFilter, now = new Date()): AsyncGenerator<ReportedProject[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamProjects(tx, grantScope("projects", actor, seesAllProjects(actor)), filter, showsYouthFirst(filter), today(now)));
}

/** Projects that the actor may see and that have such a partner, at most 50, with how many there are (V11b). */
export async function listPartneredProjects(actor: Actor, wish: repository.PartnerWish, now = new Date()): Promise<{ rows: repository.PartneredProject[]; total: number }> {
  return repository.selectPartnered(reading(), grantScope("projects", actor, seesAllProjects(actor)), wish, 50, today(now));
}

/** Where so many of the projects that the actor may see have partners abroad or at home, each place of a project once, by the projects' titles. */
export async function listProjectPlaces(actor: Actor, wish: repository.PlaceWish, most: number, now = new Date()): Promise<repository.ProjectPlace[]> {
  return repository.selectPlaces(reading(), grantScope("projects", actor, seesAllProjects(actor)), wish, most, today(now));
}

/** What became of the applications that units sent in a year (V20d), those that the actor may see, as far as the day is known. */
export async function countApplications(actor: Actor, year: number, now = new Date()): Promise<repository.UnitApplications[]> {
  return repository.countApplications(reading(), grantScope("projects", actor, seesAllProjects(actor)), { ...readProjectFilter({}).filter, appliedIn: year }, today(now));
}
