import "server-only";
import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { reading, type Read } from "@/server/db";
import { getPack } from "@/server/pack";
import * as repository from "./repository";
import type { ProjectContext } from "../rules";
import type { ProgrammeChoice } from "../schema";

const today = (now: Date): PlainDate => dateInStockholm(now);

export interface ProjectChoices {
  units: repository.UnitChoice[];
  workplaces: repository.UnitChoice[];
  /** Units that the actor may log for. */
  ownUnitIds: string[];
  programmes: ProgrammeChoice[];
  calls: repository.CallChoice[];
  /** Decided priorities and profile areas, where the governing document has projects follow them. */
  priorities: repository.PriorityChoice[];
  context: ProjectContext;
}

/** What a project's form offers the actor, and what its rules need to know; a stored project may keep the bodies that it names, also when they have ended. */
export async function loadChoices(actor: Actor, about: { projectId?: string | null; handle?: Read } = {}, now = new Date()): Promise<ProjectChoices> {
  const handle = about.handle ?? reading();
  const { taxonomies, modules } = getPack();
  const [bodies, programmes, calls, priorities] = await Promise.all([
    repository.selectUnitChoices(handle, today(now), about.projectId ?? null),
    repository.selectProgrammes(handle, about.projectId ?? null),
    repository.selectCallChoices(handle, about.projectId ?? null),
    modules.profileAreas.state === "off" ? [] : repository.selectPriorityChoices(handle, about.projectId ?? null),
  ]);
  const units = bodies.filter((body) => body.kind !== "WORKPLACE");
  const workplaces = bodies.filter((body) => body.kind === "WORKPLACE");
  const codesOf = (entries: readonly { code: string }[]) => entries.map((entry) => entry.code);
  return {
    units,
    workplaces,
    ownUnitIds: units.filter((unit) => isCoordinator(actor) || answersForUnit(actor, unit.id)).map((unit) => unit.id),
    programmes,
    calls,
    priorities,
    context: {
      projectTypes: codesOf(taxonomies.projectTypes),
      municipalGoals: codesOf(taxonomies.municipalGoals),
      purposes: codesOf(taxonomies.purposes),
      beneficiaries: codesOf(taxonomies.beneficiaryGroups),
      areas: modules.twoAreas.state === "off" ? [] : codesOf(taxonomies.areas),
      priorityIds: new Set(priorities.map((priority) => priority.id)),
      asksForArea: modules.twoAreas.state === "required",
      asksForPriorities: modules.profileAreas.state === "required",
      asksForGoals: modules.goals.state === "required",
      asksForChildrenAndYouth: modules.childrenAndYouth.state === "required",
      unitIds: new Set(units.map((unit) => unit.id)),
      workplaceIds: new Set(workplaces.map((workplace) => workplace.id)),
      programmeIds: new Set(programmes.map((programme) => programme.id)),
      calls: new Map(calls.map((call) => [call.id, call.programmeId])),
    },
  };
}

/** The units that a project may stand under today, in Swedish order. */
export async function loadUnits(_actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  return (await repository.selectUnitChoices(reading(), today(now), null)).filter((body) => body.kind !== "WORKPLACE").map(({ id, name }) => ({ id, name }));
}

/** The programmes that a project may name today, in Swedish order. */
export async function loadProgrammes(_actor: Actor): Promise<ProgrammeChoice[]> {
  return repository.selectProgrammes(reading(), null);
}

/** The people that can be named in a project: names are everyone's to see. */
export async function listCandidates(_actor: Actor): Promise<{ id: string; name: string }[]> {
  return repository.selectCandidates(reading());
}
