import { randomUUID } from "node:crypto";
import type { Actor } from "@/domain/actor";
import type { DecisionInput } from "@/features/decisions/schema";
import { readDecisionFilter } from "@/features/decisions/schema";
import type { ProjectInput } from "@/features/projects/schema";
import { decisionInput } from "../../factories/decisions.ts";
import { projectInput } from "../../factories/projects.ts";
import { openHouse, valueOf } from "../people/house.ts";

/** Noon in Stockholm on the day that the tests call today. */
export const NOON = new Date("2026-11-22T11:00:00Z");

/** A municipality under a pack with the bodies that decide, a unit under a committee, the committee's and the council's secretaries and the office. */
export async function openDecisions(packId: string) {
  process.env["UTBLICK_PACK"] = packId;
  const house = await openHouse();
  const decisions = await import("@/features/decisions/service");
  const projects = await import("@/features/projects/service");
  const { registers } = await import("@/registers");

  const council = await house.body("COUNCIL", "Kommunfullmäktige");
  const councilPresidium = await house.body("COUNCIL_PRESIDIUM", "Fullmäktiges presidium", { parentId: council });
  const board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
  const managementGroup = await house.body("MANAGEMENT_GROUP", "Ledningsgruppen");
  const committee = await house.body("COMMITTEE", "Hamnnämnden", { validFrom: "2015-01-01" });
  const oldCommittee = await house.body("COMMITTEE", "Sjöfartsnämnden", { validTo: "2014-12-31" });
  const otherCommittee = await house.body("COMMITTEE", "Ängsnämnden");
  const unit = await house.body("DEPARTMENT", "Hamnförvaltningen", { parentId: committee });
  const company = await house.body("COMPANY", "Hamnbolaget", { parentId: council });
  const secretary = await house.someone("BOARD_SECRETARY", committee);
  const councilSecretary = await house.someone("BOARD_SECRETARY", council);
  const office = await house.someone("COORDINATOR");
  const reader = await house.someone("READER");
  const contactId = await house.person("Maja Provsson");
  await house.contactPerson(unit, contactId, "2020-01-01");
  const maja = await house.actor(contactId);

  const record = (more: Partial<DecisionInput> = {}, actor: Actor = office, key: string = randomUUID()) => decisions.recordDecision(actor, decisionInput({ bodyId: council, ...more }), key, { registers }, NOON);
  const recorded = async (more: Partial<DecisionInput> = {}, actor: Actor = office) => {
    const { id } = valueOf(await record(more, actor));
    return (await decisions.getDecision(actor, id)).decision;
  };
  const project = async (more: Partial<ProjectInput> = {}): Promise<string> => (await projects.logProject(maja, projectInput({ unitId: unit, ...more }), randomUUID(), {}, NOON)).id;
  const about = (id: string) => ({ kind: "project", id });
  const list = (parameters: Record<string, string> = {}, actor: Actor = office) => decisions.listDecisions(actor, readDecisionFilter(parameters).filter);
  return { ...house, decisions, projects, registers, council, councilPresidium, board, managementGroup, committee, oldCommittee, otherCommittee, unit, company, secretary, councilSecretary, office, reader, maja, record, recorded, project, about, list };
}

export type DecisionsHouse = Awaited<ReturnType<typeof openDecisions>>;
export { valueOf };
