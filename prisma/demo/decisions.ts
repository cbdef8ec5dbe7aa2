import type { Facts } from "@/domain/matter";
import { recordsForBody } from "@/features/decisions/policy";
import type { DecisionInput } from "@/features/decisions/schema";
import { recordDecision } from "@/features/decisions/service";
import { readProjectFilter } from "@/features/projects/schema";
import { listProjects } from "@/features/projects/lists/service";
import { registers } from "@/registers";
import { findNetwork } from "./networks";
import { findGroupAssignment } from "./working-group";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

type DecisionData = Town["data"]["decisions"][number];

/** Records the decisions, each by the secretary who records for the body, or by the office where no account does. */
export async function loadDecisions(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const secretary = await actAs(town, personOfAccount(town, "BOARD_SECRETARY"));
  for (const decision of town.data.decisions) {
    const bodyId = decision.body === undefined ? null : idOf(town.bodies, decision.body);
    const recorder = recordsForBody(secretary, { bodyId, parentId: null }) ? secretary : office;
    const input = toInput(town, decision, bodyId, await findSubject(town, decision));
    must(`The decision ${decision.key}`, await recordDecision(recorder, input, keyOf(town, "decision", decision.key), { registers, origin: { isDemonstration: true, certainty: "LOW" } }, town.now));
  }
  return town.data.decisions.length;
}

async function findSubject(town: Town, { project, priority, network, groupAssignment }: DecisionData): Promise<DecisionInput["subject"]> {
  if (priority !== undefined) return { kind: "priority", id: idOf(town.priorities, priority) };
  if (network !== undefined) return { kind: "network", id: await findNetwork(town, network) };
  if (groupAssignment !== undefined) return { kind: "groupAssignment", id: await findGroupAssignment(town, groupAssignment) };
  const projectId = await findProject(town, project);
  return projectId === null ? null : { kind: "project", id: projectId };
}

/** A project's id by its title, since an interrupted load is taken up without what it had at hand. */
async function findProject(town: Town, key: string | undefined): Promise<string | null> {
  if (key === undefined) return null;
  const title = town.data.projects.find((project) => project.key === key)?.title ?? "";
  const { rows } = await listProjects(town.system, readProjectFilter({ q: title }).filter, town.now);
  const found = rows.find((row) => row.title === title);
  if (found === undefined) throw new Error(`The project ${key} is not stored yet.`);
  return found.id;
}

function toInput(town: Town, decision: DecisionData, bodyId: string | null, subject: DecisionInput["subject"]): DecisionInput {
  const facts: Facts = decision.facts;
  return {
    basis: bodyId === null ? "UNKNOWN" : "DECIDED",
    bodyId,
    decidedOn: decision.decidedOn ?? null,
    minutesParagraph: decision.minutesParagraph ?? null,
    caseNumber: decision.caseNumber ?? null,
    title: decision.title,
    text: decision.text ?? null,
    documentUrl: null,
    source: decision.source ?? null,
    matter: decision.matter,
    facts,
    subject,
    unitId: decision.unit === undefined ? null : idOf(town.bodies, decision.unit),
    steps: decision.officeInformedOn === undefined ? [] : [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on: decision.officeInformedOn }],
    concernedBodyIds: [],
    priorDecisionIds: [],
    delegationNumber: null,
    reportedOn: null,
  };
}
