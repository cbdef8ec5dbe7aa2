import "server-only";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { holderOf, ownedBy, type Evidence, type Measure, type MeasureGroup, type Register, type ScrutinyQuestion, type Task, type Searchable } from "@/domain/registers";
import { ADDED_VALUES, readLessonFilter, writeLessonFilter } from "./closings/schema";
import { countClosings } from "./closings/service";
import { PROJECT_ENDED_ON, projectKeptUntil } from "./deadlines/rules";
import { listDue, type DueRow } from "./deadlines/service";
import type { Importable } from "@/features/imports/service";
import { addProjectRows, changeProjectRows, judgeProjectRows, listPointedToProjects, listProjectImportFields, restoreProjects, takeBackProjects } from "./imports/service";
import { mayLogProjects } from "./policy";
import { type Documentable, FUNDING_KINDS, type ProjectFilter, PROJECT_ROLES, PROJECT_STATUSES, readProjectFilter, STATABLE, type Statable, writeProjectFilter } from "./schema";
import { countApplications, countByUnit, countProjectCodes, countProjectEvidence, countProjectsByYear, listDecisionNeeds, listUnreported, scrutiniseProjects } from "./lists/service";
import { clauseOf, getPack } from "@/server/pack";
import type { TaxonomyEntry } from "@packs/pack";
import { listCodes } from "./rules";
import { getProject } from "./service";
import { approximateDay, body, count, decimal, flag, id, isOfOpenProject, maybe, money, oneOf, type Resource, several, text, texts } from "@/features/api/schema";

/** What a project's statement proves, as policy packs name it. */
const EVIDENCE = {
  municipalGoal: "PROJECTS_LINKED_TO_MUNICIPAL_GOAL",
  unitGoal: "PROJECTS_LINKED_TO_UNIT_GOAL",
  childrenAndYouth: "PROJECTS_STATE_CHILDREN_AND_YOUTH",
  payingUnit: "PROJECTS_STATE_PAYING_UNIT",
  area: "PROJECTS_STATE_AREA",
  priority: "PROJECTS_FOLLOW_PRIORITY",
} as const satisfies Readonly<Record<Statable, string>>;

const describeDue = ({ projectId, project, unitId, kind, title, dueOn, isConfidential }: DueRow, today: PlainDate): Task => ({
  key: `deadline ${projectId} ${kind} ${dueOn} ${title ?? ""}`,
  path: `/projects/${projectId}/deadlines`,
  owner: ownedBy(unitId),
  title: { message: `deadlines.tasks.${kind}`, params: { project, title: title ?? "" } },
  dueOn,
  mayLeave: !isConfidential,
  state: dueOn < today ? "late" : "going",
  stateWord: `deadlines.standing.${dueOn < today ? "LATE" : "SOON"}`,
});

const describeUnreported = (project: { id: string; title: string; unitId: string; endsOn: PlainDate }): Task => ({
  key: `report ${project.id}`,
  path: `/projects/${project.id}`,
  owner: ownedBy(project.unitId),
  title: { message: "projects.tasks.report", params: { title: project.title } },
  text: { message: "projects.tasks.reportText" },
  dueOn: project.endsOn,
  state: "late",
  stateWord: "projects.finalReportMissing",
});

/** What the project register offers the whole house. */
export const projectRegister: Register = {
  kind: "project",
  path: (id) => `/projects/${id}`,
  titleOf: async (actor, id) => (await getProject(actor, id)).project.title,
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { project, ...may } = await getProject(actor, id);
      return holderOf(project.title, project.unitId, may);
    },
    stored: { table: "project", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: "r.is_confidential", registration: {
      caseNumber: "r.case_number",
      otherCaseNumber: "coalesce(r.funder_case_number, r.programme_project_id)",
      from: "r.starts_on",
      to: "r.ends_on",
      counterpart: "(SELECT string_agg(c.name, ', ' ORDER BY NOT c.is_lead, c.position, c.id) FROM project_partner c WHERE c.project_id = r.id AND c.removed_at IS NULL)",
      state: { sql: "r.status", words: "projects.status" },
      marking: { provision: "r.confidentiality_provision", on: "r.confidentiality_on", by: "r.confidentiality_by" },
    } },
  },
  retention: { endedOn: PROJECT_ENDED_ON, bounds: () => projectKeptUntil(getPack().retention) },
  tasks: async (actor, today) => {
    const [due, unreported] = await Promise.all([listDue(actor), listUnreported(actor)]);
    return [...due.map((deadline) => describeDue(deadline, today)), ...unreported.map(describeUnreported)];
  },
  gaps: () => Promise.resolve([]),
  decisionsNeeded: (actor, _today, unitIds) => listDecisionNeeds(actor, unitIds ?? null),
  activity: {
    label: "projects.activity",
    evidence: "LOGGED_PROJECT",
    countByUnit: async (actor, year, begunBy = null) => {
      const filter = listOf(year, begunBy);
      return (await countByUnit(actor, filter)).map(({ unitId, all, childrenAndYouth }) => ({
        unitId,
        count: all,
        childrenAndYouth,
        path: `/projects${writeProjectFilter(filter, { unitId })}`,
        childrenAndYouthPath: `/projects${writeProjectFilter(filter, { unitId, youth: true })}`,
      }));
    },
  },
  // What the governing document asks projects to state, and what became of the applications that were sent (V20d); confidential projects are in no figure that leaves the house.
  measures: async (actor, year) => {
    const filter = { ...listOf(year, null), open: true };
    const [units, applications, coded, told] = await Promise.all([countProjectEvidence(actor, filter), countApplications(actor, year), measureCodes(actor, filter), measureValue(actor, year)]);
    const sent = { ...readProjectFilter({}).filter, appliedIn: year, open: true };
    const sum = (name: "sent" | "granted" | "rejected") => applications.reduce((all, unit) => all + unit[name], 0);
    const stated = STATABLE.map((trait) => ({
      key: trait,
      label: `projects.measures.${trait}`,
      clause: clauseOf(EVIDENCE[trait]),
      count: units.reduce((all, { stating }) => all + stating[trait], 0),
      of: units.reduce((all, { logged }) => all + logged, 0),
      path: `/projects${writeProjectFilter(filter, { states: trait })}`,
    }));
    return [
      ...told,
      ...coded,
      ...stated.filter(({ clause }) => clause !== null),
      { key: "sent", label: "projects.measures.sent", clause: clauseOf("DEVELOPMENT_INITIATIVE"), count: sum("sent"), of: null, path: `/projects${writeProjectFilter(sent, { application: "SENT" })}` },
      { key: "granted", label: "projects.measures.granted", clause: clauseOf("DEVELOPMENT_INITIATIVE"), count: sum("granted"), of: sum("granted") + sum("rejected"), path: `/projects${writeProjectFilter(sent, { application: "GRANTED" })}` },
    ];
  },
  trends: async (actor, years) => {
    const filter = { ...readProjectFilter({}).filter, international: true, open: true };
    const counts = await countProjectsByYear(actor, filter, years);
    return [{ key: "projects", about: "COOPERATION", label: "projects.trend", years: years.map((year, index) => ({ count: counts[index] ?? 0, path: `/projects${writeProjectFilter(filter, { year })}` })) }];
  },
  evidence: async (actor, { year, begunBy }) => {
    const filter = listOf(year, begunBy);
    const [units, closings] = await Promise.all([countProjectEvidence(actor, filter), closingEvidence(actor, year, begunBy)]);
    return [...closings, ...units.flatMap(({ unitId, logged, stating }) => [
      { kind: "LOGGED_PROJECT", unitId, count: logged, path: `/projects${writeProjectFilter(filter, { unitId })}` },
      ...STATABLE.map((stated) => ({
        kind: EVIDENCE[stated],
        unitId,
        count: stating[stated],
        path: `/projects${writeProjectFilter(filter, { unitId, states: stated })}`,
        lacking: { count: logged - stating[stated], path: `/projects${writeProjectFilter(filter, { unitId, lacks: stated })}` },
      })),
    ])];
  },
  scrutiny: async (actor, { year, begunBy }, most) => {
    const filter = listOf(year, begunBy);
    return (await scrutiniseProjects(actor, filter, most)).map(({ trait, having, lacking, first }) => ({
      question: QUESTIONS[trait],
      label: `projects.scrutiny.${trait}`,
      having: { count: having, path: `/projects${writeProjectFilter(filter, { states: trait })}`, first: [] },
      lacking: { count: lacking, path: `/projects${writeProjectFilter(filter, { lacks: trait })}`, first: first.map(({ id, title }) => ({ title, path: `/projects/${id}` })) },
    }));
  },
};

/** Which of the auditors' questions each thing belongs to. */
const QUESTIONS: Readonly<Record<Documentable, ScrutinyQuestion>> = {
  caseNumber: "DOCUMENTATION",
  period: "DOCUMENTATION",
  budget: "DOCUMENTATION",
  benefit: "DOCUMENTATION",
  finalReport: "DOCUMENTATION",
  outcome: "DOCUMENTATION",
  lessons: "DOCUMENTATION",
  decision: "DECISIONS",
  financing: "DECISIONS",
};

/** The list of a year's projects, as far as they had begun by a day. */
const listOf = (year: number, begunBy: PlainDate | null) => ({ ...readProjectFilter({ year: String(year) }).filter, begunBy });

/** How many of the year's projects serve each purpose and each of the municipality's goals, as the pack lists them; what a pack in force earlier listed stands last, by its code. */
async function measureCodes(actor: Actor, filter: ProjectFilter): Promise<Measure[]> {
  const { purposes, goals, all } = await countProjectCodes(actor, filter);
  const { taxonomies } = getPack();
  const lines = (group: MeasureGroup, parameter: "purpose" | "goal", entries: readonly TaxonomyEntry[], counts: Readonly<Record<string, number>>) =>
    listCodes(entries, counts).map(({ code, sv, en, clause, count }): Measure => ({ key: `${parameter} ${code}`, group, label: `projects.measures.${parameter}`, name: { sv, en }, clause, count, of: all, path: `/projects${writeProjectFilter(filter, { [parameter]: code })}` }));
  return [...lines("PURPOSE", "purpose", taxonomies.purposes, purposes), ...lines("GOAL", "goal", taxonomies.municipalGoals, goals)];
}

/** Whom the projects whose closings were told in a year were of benefit to (V5a). */
async function measureValue(actor: Actor, year: number): Promise<Measure[]> {
  const filter = { ...readLessonFilter({}).filter, year, open: true };
  const all = (await countClosings(actor, filter)).all;
  return Promise.all(ADDED_VALUES.map(async (addedValue) => ({ key: addedValue, group: "ADDED_VALUE" as const, label: `projects.measures.${addedValue}`, clause: clauseOf("PROJECT_CLOSINGS"), count: (await countClosings(actor, { ...filter, addedValue })).all, of: all, path: `/lessons${writeLessonFilter(filter, { addedValue })}` })));
}

/** What the closings told in a year say: of benefit all of them (V5a), of competence and experience (V9b, H2), and of economic resources (H2). */
async function closingEvidence(actor: Actor, year: number, until: PlainDate | null): Promise<Evidence[]> {
  const filter = { ...readLessonFilter({}).filter, year, until };
  const found = await countClosings(actor, filter);
  return [
    { kind: "PROJECT_CLOSINGS", unitId: null, count: found.all, path: `/lessons${writeLessonFilter(filter)}` },
    { kind: "CLOSINGS_STATE_COMPETENCE", unitId: null, count: found.competence, path: `/lessons${writeLessonFilter(filter, { states: "competence" })}` },
    { kind: "CLOSINGS_STATE_RESOURCES", unitId: null, count: found.resources, path: `/lessons${writeLessonFilter(filter, { states: "resources" })}` },
  ];
}

/** How the register takes lists, of its own and others' making. */
export const projectImport: Importable = {
  kind: "project",
  path: "/projects",
  pathOf: (id) => `/projects/${id}`,
  mayImport: mayLogProjects,
  mostRows: 50_000,
  fields: listProjectImportFields,
  judge: judgeProjectRows,
  add: addProjectRows,
  change: changeProjectRows,
  restore: restoreProjects,
  pointedTo: listPointedToProjects,
  takeBack: takeBackProjects,
};

/** How projects are found: what is confidential by its unit, its members and the office alone. */
export const projectSearchable: Searchable = {
  kind: "project",
  path: projectRegister.path,
  table: "project",
  title: "r.title",
  text: "r.search_text",
  isIndexed: true,
  caseNumber: "r.case_number",
  unitId: "r.unit_id",
  days: { from: "coalesce(r.starts_on, r.ends_on)", to: "coalesce(r.ends_on, r.starts_on)" },
  isThere: "r.archived_at IS NULL",
  isSeen: "NOT r.is_confidential OR me.sees_all OR r.unit_id = ANY (me.unit_ids) OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = r.id AND m.person_id = me.person_id AND m.removed_at IS NULL)",
};

/** Projects as other systems read them: none that is confidential or out of the register. */
export const projectResource: Resource = {
  name: "projects",
  title: "projects.title",
  page: (recordId) => `/projects/${recordId}`,
  table: "project",
  isOpen: "r.archived_at IS NULL AND NOT r.is_confidential",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    acronym: maybe(text("r.acronym")),
    summary: maybe(text("r.summary")),
    unit: body("r.unit_id"),
    status: oneOf("r.status", PROJECT_STATUSES),
    isInternational: flag("r.is_international"),
    isExternallyFunded: flag("r.is_externally_funded"),
    role: maybe(oneOf("r.role", PROJECT_ROLES)),
    programmeId: maybe(id("r.programme_id")),
    callId: maybe(id("r.call_id")),
    startsOn: maybe(approximateDay("r.starts_on", "r.start_precision")),
    endsOn: maybe(approximateDay("r.ends_on", "r.end_precision")),
    totalBudget: maybe(money("r.total_budget_minor", "coalesce(r.currency, 'SEK')")),
    externalFunding: maybe(money("r.external_funding_ore")),
    ownFunding: maybe(money("r.own_funding_ore")),
    area: maybe(text("r.area_code")),
    priorityIds: texts("r.priority_ids"),
    municipalGoals: texts("r.municipal_goals"),
    purposes: texts("r.purposes"),
    beneficiaries: texts("r.beneficiaries"),
    benefit: maybe(text("r.benefit")),
    reachesChildrenAndYouth: flag("r.reaches_children_and_youth"),
    childrenAndYouthCount: maybe(count("r.children_and_youth_count")),
    caseNumber: maybe(text("r.case_number")),
    partners: several({ name: text("q.name"), town: maybe(text("q.town")), country: maybe(text("q.country")), isLead: flag("q.is_lead"), partnerId: maybe(id("q.partner_id")) }, "project_partner q WHERE q.project_id = r.id AND q.removed_at IS NULL", "q.position, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
  openData: {
    name: "projects",
    fields: ["title", "acronym", "summary", "unit", "status", "isInternational", "isExternallyFunded", "role", "startsOn", "endsOn", "totalBudget", "externalFunding", "ownFunding", "reachesChildrenAndYouth", "childrenAndYouthCount", "caseNumber", "partners"],
  },
};

/** What projects cost year by year, and who pays, line by line. */
export const fundingLineResource: Resource = {
  name: "funding-lines",
  title: "api.register.funding-lines",
  page: null,
  table: "(SELECT f.*, p.currency, p.unit_id FROM funding_line f JOIN project p ON p.id = f.project_id)",
  root: "r.project_id",
  isOpen: `r.removed_at IS NULL AND ${isOfOpenProject("r.project_id")}`,
  unitId: "r.unit_id",
  fields: {
    projectId: id("r.project_id"),
    fundingKind: oneOf("r.kind", FUNDING_KINDS),
    funder: maybe(text("r.funder")),
    year: maybe(count("r.year")),
    amount: money("r.amount_minor", "coalesce(r.currency, 'SEK')"),
    hours: maybe(decimal("r.hours_hundredths / 100.0")),
    payer: maybe(body("r.payer_unit_id")),
    isPaidCentrally: flag("r.is_paid_centrally"),
  },
};
