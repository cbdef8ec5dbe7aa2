import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import type { Register, ScrutinyQuestion } from "@/domain/registers";
import { type Documentable, readProjectFilter, STATABLE, type Statable, writeProjectFilter } from "./schema";
import { countByUnit, countProjectEvidence, getProject, listDecisionNeeds, listUnreported, scrutiniseProjects } from "./service";

/** What a project's statement proves, as policy packs name it. */
const EVIDENCE: Readonly<Record<Statable, string>> = {
  municipalGoal: "PROJECTS_LINKED_TO_MUNICIPAL_GOAL",
  unitGoal: "PROJECTS_LINKED_TO_UNIT_GOAL",
  childrenAndYouth: "PROJECTS_STATE_CHILDREN_AND_YOUTH",
  payingUnit: "PROJECTS_STATE_PAYING_UNIT",
  area: "PROJECTS_STATE_AREA",
  priority: "PROJECTS_FOLLOW_PRIORITY",
};

/** What the project register offers the whole house. */
export const projectRegister: Register = {
  kind: "project",
  path: (id) => `/projects/${id}`,
  titleOf: async (actor, id) => (await getProject(actor, id)).project.title,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor) =>
    (await listUnreported(actor)).map((project) => ({
      key: `report ${project.id}`,
      path: `/projects/${project.id}`,
      title: { message: "projects.tasks.report", params: { title: project.title } },
      text: { message: "projects.tasks.reportText" },
      dueOn: project.endsOn,
      state: "late" as const,
      stateWord: "projects.finalReportMissing",
    })),
  gaps: () => Promise.resolve([]),
  decisionsNeeded: (actor) => listDecisionNeeds(actor),
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
  evidence: async (actor, { year, begunBy }) => {
    const filter = listOf(year, begunBy);
    return (await countProjectEvidence(actor, filter)).flatMap(({ unitId, logged, stating }) => [
      { kind: "LOGGED_PROJECT", unitId, count: logged, path: `/projects${writeProjectFilter(filter, { unitId })}` },
      ...STATABLE.map((stated) => ({
        kind: EVIDENCE[stated],
        unitId,
        count: stating[stated],
        path: `/projects${writeProjectFilter(filter, { unitId, states: stated })}`,
        lacking: { count: logged - stating[stated], path: `/projects${writeProjectFilter(filter, { unitId, lacks: stated })}` },
      })),
    ]);
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
  decision: "DECISIONS",
  financing: "DECISIONS",
};

/** The list of a year's projects, as far as they had begun by a day. */
const listOf = (year: number, begunBy: PlainDate | null) => ({ ...readProjectFilter({ year: String(year) }).filter, begunBy });
