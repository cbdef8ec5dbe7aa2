import "server-only";
import type { Register } from "@/domain/registers";
import { listEditions, nameEdition } from "./editions/service";

/** What the frozen summaries offer the whole house. */
export const summaryRegister: Register = {
  kind: "edition",
  path: () => "/year",
  titleOf: nameEdition,
  hiddenColumns: () => Promise.resolve(["data"]),
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: async (actor) => {
    const editions = await listEditions(actor);
    const [latest] = editions;
    return [{ kind: "FROZEN_SUMMARY", unitId: null, count: editions.length, path: latest === undefined ? "/year" : `/year/${String(latest.year)}/editions/${String(latest.number)}` }];
  },
};
