import "server-only";
import { holderOf, type Register } from "@/domain/registers";
import { getCall } from "./calls/service";
import { getProgramme } from "./service";

/** What the register of programmes offers the whole house: the programmes are the office's list, and nobody's task. */
export const programmeRegister: Register = {
  kind: "programme",
  path: (id) => `/programmes/${id}`,
  titleOf: async (actor, id) => (await getProgramme(actor, id)).programme.nameSv,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { programme, ...may } = await getProgramme(actor, id);
      return holderOf(programme.nameSv, null, may);
    },
    stored: { table: "programme", title: "r.name_sv", unitId: null, isThere: "true", isConfidential: null },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** What the calls of the programmes offer it. */
export const callRegister: Register = {
  kind: "call",
  path: (id) => `/programmes/calls/${id}`,
  titleOf: async (actor, id) => (await getCall(actor, id)).call.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { call, ...may } = await getCall(actor, id);
      return holderOf(call.name, null, may);
    },
    stored: { table: '"call"', title: "r.name", unitId: null, isThere: "true", isConfidential: null },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
