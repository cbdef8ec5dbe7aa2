import "server-only";
import type { Register } from "@/domain/registers";
import { getImport } from "./service";

/** What the lists that have been read in offer the whole house. */
export const importRegister: Register = {
  kind: "listImport",
  path: (id) => `/imports/${id}`,
  titleOf: async (actor, id) => (await getImport(actor, id, { from: 0, most: 0 })).fileName,
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
