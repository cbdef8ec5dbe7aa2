import "server-only";
import type { Register } from "@/domain/registers";
import { readProjectFilter, writeProjectFilter } from "./schema";
import { countByUnit, countProjectEvidence, getProject, listDecisionNeeds, listUnreported } from "./service";

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
    countByUnit: async (actor, year) => {
      const { filter } = readProjectFilter({ year: String(year) });
      return (await countByUnit(actor, filter)).map(({ unitId, all, childrenAndYouth }) => ({
        unitId,
        count: all,
        childrenAndYouth,
        path: `/projects${writeProjectFilter(filter, { unitId })}`,
        childrenAndYouthPath: `/projects${writeProjectFilter(filter, { unitId, youth: true })}`,
      }));
    },
  },
  evidence: async (actor) =>
    (await countProjectEvidence(actor)).flatMap(({ unitId, ...counts }) => {
      const path = `/projects?unit=${unitId}`;
      const ofEach = (kind: string, count: number) => ({ kind, unitId, count, path, lacking: { count: counts.logged - count, path } });
      return [
        { kind: "LOGGED_PROJECT", unitId, count: counts.logged, path },
        ofEach("PROJECTS_LINKED_TO_MUNICIPAL_GOAL", counts.withMunicipalGoal),
        ofEach("PROJECTS_LINKED_TO_UNIT_GOAL", counts.withUnitGoal),
        ofEach("PROJECTS_STATE_CHILDREN_AND_YOUTH", counts.statingChildrenAndYouth),
        ofEach("PROJECTS_STATE_PAYING_UNIT", counts.statingPayer),
      ];
    }),
};
