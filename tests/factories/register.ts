import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor } from "@/domain/actor";
import type { Values } from "@/domain/values";
import { writeProject } from "@/features/projects/rules";
import { readProjectFilter, type ProjectFilter, type ProjectInput, type Section } from "@/features/projects/schema";
import { openHouse, valueOf } from "../integration/people/house.ts";
import { projectInput } from "./projects.ts";

/** Noon in Stockholm on the day that the tests call today. */
export const NOON = new Date("2026-11-22T11:00:00Z");

/**
 * A municipality with two units, each with its contact person, a deputy in the first, the office, a reader and someone who
 * holds nothing; with the services of projects and their drafts, and what it takes to look into the database past them.
 */
export async function openRegister() {
  const house = await openHouse();
  const projects = await import("@/features/projects/service");
  const projectSteps = await import("@/features/projects/steps/service");
  const projectLists = await import("@/features/projects/lists/service");
  const projectChoices = await import("@/features/projects/choices/service");
  const projectDrafts = await import("@/features/project-drafts/service");
  const drafts = await import("@/features/drafts/service");
  const { reading } = await import("@/server/db");

  const board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
  const [unit, otherUnit] = [await house.body("DEPARTMENT", "Hamnförvaltningen", { parentId: board }), await house.body("DEPARTMENT", "Ängsförvaltningen", { parentId: board })];
  const appoint = async (unitId: string, name: string, kind: "PRIMARY" | "DEPUTY" = "PRIMARY"): Promise<Actor> => {
    const personId = await house.person(name);
    await house.contactPerson(unitId, personId, "2020-01-01", { kind });
    return house.actor(personId);
  };
  const contact = await appoint(unit, "Kontakt Provsson");
  const deputy = await appoint(unit, "Ställföreträdare Provsson", "DEPUTY");
  const stranger = await appoint(otherUnit, "Främling Provsson");
  const office = await house.someone("COORDINATOR");
  const reader = await house.someone("READER");
  const nobody = await house.actor(await house.person("Ingen Provsson"));

  const input = (more: Partial<ProjectInput> = {}): ProjectInput => projectInput({ unitId: unit, ...more });
  const log = async (more: Partial<ProjectInput> = {}, actor: Actor = contact): Promise<string> => (await projects.logProject(actor, input(more), randomUUID(), {}, NOON)).id;
  const project = async (id: string, actor: Actor = office) => (await projects.getProject(actor, id, NOON)).project;
  const filter = (parameters: Record<string, string> = {}): ProjectFilter => readProjectFilter(parameters).filter;
  const list = (actor: Actor, parameters: Record<string, string> = {}) => projectLists.listProjects(actor, filter(parameters), NOON);

  /** Begins to change a project and types the given fields over what stands there, section by section. */
  const edit = async (actor: Actor, projectId: string, section: Section, change: Values): Promise<string> => {
    const { draftId } = await projectDrafts.startEdit(actor, projectId);
    await type(actor, draftId, section, change);
    return draftId;
  };
  const type = async (actor: Actor, draftId: string, section: Section, change: Values): Promise<void> => {
    const { draft } = await projectDrafts.getProjectDraft(actor, draftId);
    await projectDrafts.saveSection(actor, { draftId, section, then: "next", values: { ...draft.values, ...change } });
  };
  /** A draft of a whole new project, ready to be submitted. */
  const draftOf = async (actor: Actor, more: Partial<ProjectInput> = {}): Promise<string> => {
    const { draftId } = await projectDrafts.startLog(actor, { copyOf: null });
    const values = writeProject(input(more));
    for (const section of ["about", "period", "money", "partners", "goals", "youth", "case"] as const) await projectDrafts.saveSection(actor, { draftId, section, then: "next", values });
    return draftId;
  };

  const owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  const query = async <Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> => (await owner.query<Row>(statement, values)).rows;

  /** Does something and tells which entries and versions it left behind. */
  const recorded = async <Value>(work: () => Promise<Value>) => {
    const [before] = await query<{ seq: string; id: string }>("SELECT (SELECT coalesce(max(seq), 0) FROM audit_entry) AS seq, (SELECT coalesce(max(id), 0) FROM record_version) AS id");
    const value = await work();
    const entries = await query<{ action: string; change_id: string; version_count: number; subject_id: string; actor_id: string | null; on_behalf: boolean; unit_id: string | null }>("SELECT * FROM audit_entry WHERE seq > $1 ORDER BY seq", [before!.seq]);
    const versions = await query<{ table_name: string; change_id: string; version: number; row: Record<string, unknown> }>("SELECT * FROM record_version WHERE id > $1 ORDER BY id", [before!.id]);
    return { value, entries, versions };
  };

  const close = async () => {
    await owner.end();
    await house.close();
  };
  return { ...house, projects, projectSteps, projectLists, projectChoices, projectDrafts, drafts, reading, board, unit, otherUnit, appoint, contact, deputy, stranger, office, reader, nobody, input, log, project, filter, list, edit, type, draftOf, query, recorded, close };
}

export type RegisterHouse = Awaited<ReturnType<typeof openRegister>>;
export { valueOf };
