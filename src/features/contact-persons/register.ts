import "server-only";
import { isAdministrator, isCoordinator } from "@/domain/actor";
import type { Register } from "@/domain/registers";
import { listGaps } from "./service";

/** Units that the governing document says shall have a contact person, and have none. */
export const contactPersonRegister: Register = {
  kind: "contactPerson",
  path: (id) => `/bodies/${id}`,
  titleOf: (_actor, id) => Promise.resolve(id),
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
  gaps: async (actor, today) =>
    (await listGaps(actor, today)).map((gap) => ({
      key: `contact person ${gap.unitId}`,
      clause: gap.clause,
      title: { message: "home.gaps.contactPerson", params: { unit: gap.unitName } },
      path: isCoordinator(actor) || isAdministrator(actor) ? `/bodies/${gap.unitId}/contact-person` : `/bodies/${gap.unitId}`,
    })),
  activity: null,
  evidence: () => Promise.resolve([]),
};
