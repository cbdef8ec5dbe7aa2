import "server-only";
import type { Register } from "@/domain/registers";
import { getProject, listUnreported } from "./service";

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
  activity: null,
  evidence: () => Promise.resolve([]),
};
