import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a project depends on; taken from the stored row. */
export interface ProjectThing extends Identified {
  unitId: string;
  isConfidential: boolean;
  isArchived: boolean;
  memberIds: readonly string[];
}

const isMember = (actor: Actor, project: ProjectThing) => project.memberIds.includes(actor.personId);
const isOwn = (actor: Actor, project: ProjectThing) => isCoordinator(actor) || answersForUnit(actor, project.unitId);

/** Open projects in the register are everyone's to read; a unit's contact persons and the office write, members the project they are named in. */
export const projectPolicy = definePolicy({
  feature: "projects",
  rules: {
    view: (actor: Actor, project: ProjectThing) => (!project.isConfidential && !project.isArchived) || isOwn(actor, project) || isMember(actor, project),
    log: (actor: Actor, project: ProjectThing) => isOwn(actor, project),
    edit: (actor: Actor, project: ProjectThing) => !project.isArchived && (isOwn(actor, project) || isMember(actor, project)),
    changeStatus: (actor: Actor, project: ProjectThing) => !project.isArchived && (isOwn(actor, project) || isMember(actor, project)),
    nameMember: (actor: Actor, project: ProjectThing) => !project.isArchived && isOwn(actor, project),
    archive: (actor: Actor, project: ProjectThing) => isOwn(actor, project),
  },
});

/** Tells whether the actor may log a project for some unit at all. */
export function mayLogProjects(actor: Actor): boolean {
  return isCoordinator(actor) || actor.units.length > 0;
}

/** Tells whether lists show every unit's confidential projects to the actor. */
export function seesAllProjects(actor: Actor): boolean {
  return isCoordinator(actor);
}
