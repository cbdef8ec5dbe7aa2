import "server-only";
import { answersForUnit, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { getPartner, listSimilarPartners, type SimilarPartner } from "@/features/partners/service";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { isAppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { projectPolicy } from "../policy";
import { getProject, openProject } from "../service";
import * as repository from "./repository";
import type { LinkInput } from "./schema";

export type { PartnerLine } from "./repository";

export interface PartnerOfProject extends repository.PartnerLine {
  /** For one that is linked to none: those of the register that it may be, the most alike first. */
  similar: SimilarPartner[];
}

export interface PartnersOfProject {
  title: string;
  lines: PartnerOfProject[];
  mayLink: boolean;
}

/** How the partners that a project names stand to the register of partners (V11b); throws NOT_FOUND when the project isn't the actor's to see. */
export async function listProjectPartners(actor: Actor, projectId: string, now = new Date()): Promise<PartnersOfProject> {
  const { project } = await getProject(actor, projectId, now);
  const lines = await repository.selectLines(reading(), projectId);
  const found = await Promise.all(lines.map(async (line) => ({ ...line, similar: line.partnerId === null ? await listSimilarPartners(actor, line.name) : [] })));
  return { title: project.title, lines: found, mayLink: may(projectPolicy, "edit", actor, project) };
}

/** Says which partner of the register a project's partner is, or that it is none of them. Throws CONFLICT when the line has been changed since. Refused: projectPartnerNotThere. */
export async function linkProjectPartner(actor: Actor, { projectId, ...link }: LinkInput, now = new Date()): Promise<Result<{ id: string }, "projectPartnerNotThere">> {
  const partner = link.partnerId === null ? null : await findPartner(actor, link.partnerId);
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, projectId, { forChange: true }, now);
    const permit = authorize(projectPolicy, "edit", actor, project);
    if (link.partnerId !== null && partner === null) return refuse("projectPartnerNotThere");
    await repository.updateLink(tx, permit, projectId, { ...link, partnerId: partner });
    const onBehalf = !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId);
    await recordAudit(tx, { actor, action: partner === null ? "projects.partnerUnlinked" : "projects.partnerLinked", subject: { kind: "project", id: projectId }, unitId: project.unitId, onBehalf });
    return succeed({ id: projectId });
  });
}

/** The id of a partner of the register, as it is today; null when it is not there. */
async function findPartner(actor: Actor, id: string): Promise<string | null> {
  try {
    const { partner } = await getPartner(actor, id);
    return partner.isArchived ? null : (partner.mergedIntoId ?? partner.id);
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  }
}
