import "server-only";
import { answersForUnit, type Actor } from "@/domain/actor";
import type { OpenStep } from "@/domain/life-cycle";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { describeNeed, findBasis, type DescribedNeed } from "@/features/decisions/service";
import { recordAudit } from "@/server/audit";
import type { Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { projectPolicy } from "../policy";
import { needOf } from "../rules";
import type { ProjectStatus } from "../schema";
import { getProject, openProject, type StoredProject } from "../service";
import * as repository from "./repository";
import { judgeProjectStep, lacksDecision, openSteps, takenBackBy, type StatusRequirement, type StepRefusal } from "./rules";
import type { StatusChangeInput, StatusCorrectionInput } from "./schema";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, project: StoredProject, action: string, details: Record<string, string>) =>
  recordAudit(tx, { actor, action, subject: { kind: "project", id: project.id }, unitId: project.unitId, onBehalf: !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId), details });

/** Moves a project one step in its life cycle; where the governing document says who decides, on a decision by them. Throws CONFLICT when someone has changed the project since. Refused: illegalStep, stepLacksSomething, stepInTheFuture, stepBeforeLast. */
export async function changeStatus(actor: Actor, input: StatusChangeInput, now = new Date()): Promise<Result<{ id: string }, StepRefusal>> {
  // Who decides is read before the transaction holds a connection of its own; that it was this version's is seen by the version.
  const decision = await describeNeed(actor, [input.id], getProject(actor, input.id, now).then((view) => needOf(view.project)), now);
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, input.id, { forChange: true }, now);
    const permit = authorize(projectPolicy, "changeStatus", actor, project);
    if (project.version !== input._version) throw new AppError("CONFLICT");
    const need = decision === null ? null : { answer: decision.answer, basis: await findBasis(tx, actor, decision.need.subject, decision.need.matters, decision.need.facts) };
    const judged = judgeProjectStep({ ...project, lacksDecision: lacksDecision(need) }, project.statusChanges, input.to, input.on, today(now));
    if (!judged.ok) return judged;
    await repository.takeStep(tx, permit, input.id, input._version, { from: project.status, to: input.to, on: input.on, note: input.note }, now);
    await audit(tx, actor, project, "projects.statusChanged", { from: project.status, to: input.to });
    return succeed({ id: input.id });
  });
}

/** Sets right a state that was recorded by mistake, with the reason: the steps that led on from the right one are marked as taken back, and stay in the history. Throws CONFLICT when someone has changed the project since. Refused: correctionChangesNothing. */
export async function correctStatus(actor: Actor, { id, _version, right, reason }: StatusCorrectionInput, now = new Date()): Promise<Result<{ id: string }, StepRefusal>> {
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, id, { forChange: true }, now);
    const permit = authorize(projectPolicy, "changeStatus", actor, project);
    if (project.version !== _version) throw new AppError("CONFLICT");
    if (project.status === right) return refuse("correctionChangesNothing", { field: "right" });
    await repository.correctStep(tx, permit, id, _version, { from: project.status, to: right, on: today(now), reason, takesBack: takenBackBy(project.statusChanges, right) }, now);
    await audit(tx, actor, project, "projects.statusCorrected", { from: project.status, to: right });
    return succeed({ id });
  });
}

export interface StepsView {
  project: StoredProject;
  /** The steps from here, each with what is missing; none for who may take none. */
  steps: OpenStep<ProjectStatus, StatusRequirement>[];
  /** What the project needs a decision for, and what has been decided. */
  decision: DescribedNeed | null;
  mayChange: boolean;
}

/** A project's life cycle with the steps that the actor may take now; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getSteps(actor: Actor, id: string, now = new Date()): Promise<StepsView> {
  const { project } = await getProject(actor, id, now);
  const decision = await describeNeed(actor, [id], Promise.resolve(needOf(project)), now);
  const mayChange = may(projectPolicy, "changeStatus", actor, project);
  return { project, decision, mayChange, steps: mayChange ? openSteps({ ...project, lacksDecision: lacksDecision(decision) }, today(now)) : [] };
}
