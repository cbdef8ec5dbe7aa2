import "server-only";
import type { Actor } from "@/domain/actor";
import { textOf, type Issue } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import type { Read, Tx } from "@/server/db";
import { workOverlapped } from "@/lib/overlapped";
import { AppError } from "@/server/errors";
import { makeGivingWay } from "@/server/giving-way";
import { getPack } from "@/server/pack";
import { authorize, grantScope } from "@/server/permit";
import { loadChoices } from "../choices/service";
import { makeOwnerFinder, projectImportFields, type ListSetting } from "../import";
import { projectPolicy, seesAllProjects } from "../policy";
import { readProject } from "../rules";
import type { ProjectInput } from "../schema";
import { addProjects, applyChange, openProject, openProjects, type StoredProject, type ProjectToLog } from "../service";
import * as repository from "./repository";
import { changesBetween, columnOf, composeChanged, composeNew, identityOf, keysOf, matchRow, placeRow, saysTheSame, type Composed, type KnownProject, type Placed } from "./rules";

/** Rows that are looked up in the register at a time. */
const PIECE = 200;

async function loadSetting(handle: Read, actor: Actor, now: Date): Promise<ListSetting> {
  const { taxonomies, municipality } = getPack();
  const [choices, called] = await Promise.all([loadChoices(actor, { handle }, now), repository.selectNamesOfUnits(handle)]);
  const present = new Set(choices.units.map(({ id }) => id));
  const endedUnits = called.filter(({ id }) => !present.has(id)).map(({ id, names: [name = ""] }) => ({ id, name }));
  return { ...choices, taxonomies, municipality, endedUnits, formerNames: new Map(called.map(({ id, names }) => [id, names])) };
}

/** The fields of a list of projects, with the units that the actor may log one for. */
export async function listProjectImportFields(handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  return projectImportFields(await loadSetting(handle, actor, now));
}

const issuesFrom = (issues: readonly Issue[]): Issue[] => issues.map((issue) => ({ ...issue, field: columnOf(issue.field) }));

/** Reads what a row comes to as a project, by the form's own rules. */
function readComposed({ values, issues }: Composed, { context }: ListSetting): { input: ProjectInput } | { issues: Issue[] } {
  const read = readProject(values, context);
  const wrong = new Set(issues.map(({ field }) => field));
  const all = [...issues, ...issuesFrom(read.issues).filter(({ field }) => !wrong.has(field))];
  return read.input === null || all.length > 0 ? { issues: all } : { input: read.input };
}

/** The context in which a stored project is judged: it may keep the bodies, the programme and the priorities that it names. */
const keeping = (setting: ListSetting, stored: StoredProject): ListSetting => ({
  ...setting,
  context: {
    ...setting.context,
    unitIds: new Set([...setting.context.unitIds, stored.unitId, ...stored.participatingUnitIds]),
    workplaceIds: new Set([...setting.context.workplaceIds, ...(stored.workplaceId === null ? [] : [stored.workplaceId])]),
    programmeIds: new Set([...setting.context.programmeIds, ...(stored.programmeId === null ? [] : [stored.programmeId])]),
    priorityIds: new Set([...setting.context.priorityIds, ...stored.priorityIds]),
  },
});

function judgeKnown(read: ReadRow, placed: Placed, { project, mayEdit }: { project: StoredProject; mayEdit: boolean }, setting: ListSetting): RowFinding {
  const about = { identity: `is ${project.id}`, title: textOf(read.values, "title") || project.title, of: { id: project.id, name: project.title } };
  const composed = composeChanged(read, project, placed, setting);
  if (composed.issues.length === 0 && saysTheSame(project, composed.values)) return { ...about, outcome: "SAME", notes: composed.notes };
  const changed = readComposed(composed, keeping(setting, project));
  if ("issues" in changed) return { outcome: "FAULT", title: about.title, issues: changed.issues };
  const changes = changesBetween(project, changed.input, setting.programmes);
  if (changes.length === 0) return { ...about, outcome: "SAME", notes: composed.notes };
  if (!mayEdit) return { outcome: "FAULT", title: about.title, issues: [{ field: "", message: "imports.projects.errors.notYours", params: { unit: project.unitName } }] };
  return { ...about, outcome: "CHANGED", changes, notes: composed.notes };
}

function judgeUnknown(read: ReadRow, placed: Placed, like: readonly { id: string; title: string }[], identity: string, setting: ListSetting): RowFinding {
  const title = textOf(read.values, "title");
  if (textOf(read.values, "id") !== "") return { outcome: "FAULT", title, issues: [{ field: "id", message: "imports.projects.errors.idUnknown" }] };
  const made = readComposed(composeNew(read, placed, setting), setting);
  if ("issues" in made) return { outcome: "FAULT", title, issues: made.issues };
  return like.length === 0 ? { outcome: "NEW", identity, title } : { outcome: "LIKE", identity, title, of: like.map(({ id, title: name }) => ({ id, name })) };
}

/**
 * What rows of a list come to (V8a, V19): about a project of the register, and the same or something else than it says; about none yet; or about somebody else's. One is known again by the
 * register's id, the programme's, the acronym within the programme, or title, unit and start, so that a list that is read in once more adds nothing.
 */
export async function judgeProjectRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  const setting = await loadSetting(tx, actor, now);
  const findOwner = makeOwnerFinder(setting);
  const scope = grantScope("projects", actor, seesAllProjects(actor));
  const giveWay = makeGivingWay();
  const findings: RowFinding[] = [];
  for (let from = 0; from < rows.length; from += PIECE) {
    const piece = rows.slice(from, from + PIECE).map((read) => ({ read, placed: placeRow(read, setting.ownUnitIds, findOwner) }));
    const keyed = piece.map(({ read, placed }) => ({ read, placed, keys: placed === null ? null : keysOf(read, placed, setting.programmes) }));
    const known = new Map<number, KnownProject[]>();
    for (const one of await repository.selectKnown(tx, scope, keyed.flatMap(({ keys }) => keys ?? []))) known.set(one.row, [...(known.get(one.row) ?? []), one]);
    const matched = keyed.map((one) => ({ ...one, match: one.keys === null ? null : matchRow(one.keys, known.get(one.keys.row) ?? []) }));
    const ids = matched.flatMap(({ match }) => (match !== null && "is" in match ? [match.is.id] : []));
    const stored = new Map((ids.length === 0 ? [] : await openProjects(tx, actor, ids, now)).map((one) => [one.project.id, one]));
    for (const { read, placed, keys, match } of matched) {
      await giveWay();
      const is = match !== null && "is" in match ? stored.get(match.is.id) : undefined;
      if (placed === null || keys === null || match === null) findings.push({ outcome: "ASIDE", title: textOf(read.values, "title") });
      else findings.push(is === undefined ? judgeUnknown(read, placed, "like" in match ? match.like : [], identityOf(keys), setting) : judgeKnown(read, placed, is, setting));
    }
  }
  return findings;
}

/** Adds projects from the rows of a list, each with its row as its source (V8a, V19). */
export async function addProjectRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const setting = await loadSetting(tx, actor, now);
  const findOwner = makeOwnerFinder(setting);
  const giveWay = makeGivingWay();
  const added: { id: string; entries: AuditEntry[] }[] = [];
  let from = 0;
  await workOverlapped({
    next: async () => {
      const projects: ProjectToLog[] = [];
      for (const read of rows.slice(from, from + PIECE)) {
        await giveWay();
        const placed = placeRow(read, setting.ownUnitIds, findOwner);
        const made = placed === null ? null : readComposed(composeNew(read, placed, setting), setting);
        if (made === null || "issues" in made) throw new Error("a row that cannot be read was to be added");
        projects.push({ input: made.input, origin: { isDemonstration: false, certainty: "MEDIUM" }, facts: [{ field: "title", value: made.input.title, source: read.source, certainty: "MEDIUM" }] });
      }
      from += PIECE;
      return projects.length === 0 ? null : projects;
    },
    make: (projects) => addProjects(tx, actor, projects, now),
    take: (entered) => Promise.resolve(void added.push(...entered.map(({ id, entry }) => ({ id, entries: [entry] })))),
  });
  return added;
}

/** Changes projects to what rows of a list say, and leaves what they say nothing of. */
export async function changeProjectRows(tx: Tx, actor: Actor, rows: readonly { id: string; read: ReadRow }[], now: Date): Promise<AuditEntry[]> {
  const setting = await loadSetting(tx, actor, now);
  const findOwner = makeOwnerFinder(setting);
  const entries: AuditEntry[] = [];
  for (let from = 0; from < rows.length; from += PIECE) {
    const piece = rows.slice(from, from + PIECE);
    const stored = await openAll(tx, actor, piece.map(({ id }) => id), now);
    for (const [index, { id, read }] of piece.entries()) {
      const project = stored[index];
      const placed = placeRow(read, setting.ownUnitIds, findOwner);
      if (project === undefined || placed === null) throw new AppError("NOT_FOUND");
      const changed = readComposed(composeChanged(read, project, placed, setting), keeping(setting, project));
      if ("issues" in changed) throw new Error("a row that cannot be read was to change a project");
      entries.push(await applyChange(tx, actor, id, project.version, changed.input, now));
    }
  }
  return entries;
}

/** The projects that something in other registers is about. */
export async function listPointedToProjects(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** The projects with these ids, all of them in that order; throws NOT_FOUND where one isn't the actor's to see, which is logged like other tries. */
async function openAll(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<StoredProject[]> {
  const found: StoredProject[] = [];
  for (let from = 0; from < ids.length; from += PIECE) {
    const some = ids.slice(from, from + PIECE);
    const stored = new Map((await openProjects(tx, actor, some, now)).map(({ project }) => [project.id, project]));
    for (const id of some) {
      found.push(stored.get(id) ?? (await openProject(tx, actor, id, {}, now)));
    }
  }
  return found;
}

/** Takes projects out of the register as a part of another use case, which writes the audit trail. */
export async function takeBackProjects(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const permits = (await openAll(tx, actor, ids, now)).map((project) => authorize(projectPolicy, "archive", actor, project));
  return (await repository.archiveAll(tx, permits, ids, now)).map(({ id, unitId }) => ({ action: "projects.archived", subject: { kind: "project", id }, unitId }));
}

/** Gives projects back what they said before a list changed them; part of another use case, which writes the audit trail. */
export async function restoreProjects(tx: Tx, actor: Actor, importId: string, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const projects = await openAll(tx, actor, ids, now);
  await repository.restoreAll(tx, projects.map((project) => authorize(projectPolicy, "edit", actor, project)), importId, ids, now);
  return projects.map(({ id, unitId }) => ({ action: "projects.changed", subject: { kind: "project", id }, unitId }));
}
