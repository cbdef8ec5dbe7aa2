import "server-only";
import type { Register } from "@/domain/registers";
import { getPartner } from "./service";

/** What the register of partners offers the whole house. */
export const partnerRegister: Register = {
  kind: "partner",
  path: (id) => `/partners/${id}`,
  titleOf: async (actor, id) => (await getPartner(actor, id)).partner.name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
