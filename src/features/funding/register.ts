import "server-only";
import { ownedBy, type Register } from "@/domain/registers";
import { getProjectMoney, listLatePayments } from "./service";

/** The money of projects, each by its project: payments that should have come are tasks of who waits for them (V19). */
export const fundingRegister: Register = {
  kind: "projectMoney",
  path: (id) => `/projects/${id}/money`,
  titleOf: async (actor, id) => (await getProjectMoney(actor, id)).project.title,
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor) =>
    (await listLatePayments(actor)).map(({ id, projectId, title, unitId, expectedOn }) => ({
      key: `payment ${id}`,
      path: `/projects/${projectId}/money`,
      owner: ownedBy(unitId),
      title: { message: "funding.tasks.late", params: { title } },
      text: { message: "funding.tasks.lateText" },
      dueOn: expectedOn,
      state: "late" as const,
      stateWord: "funding.paymentState.late",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  // What units pay themselves is stated in the projects, whose register tells of it.
  evidence: () => Promise.resolve([]),
};
