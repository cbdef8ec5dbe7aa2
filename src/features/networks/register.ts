import "server-only";
import type { Evidence, Register } from "@/domain/registers";
import { asOfYear } from "@/domain/registers";
import { getPack } from "@/server/pack";
import type { Importable } from "@/features/imports/service";
import { addNetworkRows, judgeNetworkRows, listNetworkImportFields, listPointedToNetworks, takeBackNetworks } from "./imports/service";
import { mayAddNetworks } from "./policy";
import { readNetworkFilter, writeNetworkFilter } from "./schema";
import { countNetworkEvidence, getNetwork, listMembershipsDue, listNetworkDecisionNeeds } from "./service";

const everything = readNetworkFilter({}).filter;
const listOf = (changes: Partial<typeof everything>) => `/networks${writeNetworkFilter(everything, changes)}`;

/** What the register of networks offers the whole house. */
export const networkRegister: Register = {
  kind: "network",
  path: (id) => `/networks/${id}`,
  titleOf: async (actor, id) => (await getNetwork(actor, id)).network.name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) =>
    (await listMembershipsDue(actor, today)).map(({ id, name, what, dueOn }) => ({
      key: `network ${what} ${id}`,
      path: `/networks/${id}`,
      title: { message: `networks.tasks.${what}`, params: { name } },
      text: { message: `networks.tasks.${what}Text` },
      dueOn,
      state: dueOn < today ? ("late" as const) : ("todo" as const),
      stateWord: dueOn < today ? "networks.tasks.late" : "networks.tasks.soon",
    })),
  // Decided, and nobody there: where the governing document asks the units to take part (H9).
  gaps: async (actor, today) => {
    const { state, clause } = getPack().modules.membershipParticipation;
    if (state !== "required" || clause === null) return [];
    const year = Number(today.slice(0, 4));
    const { participation } = await countNetworkEvidence(actor, asOfYear(year, today));
    return participation
      .filter(({ scope, not }) => scope === "WHOLE_MUNICIPALITY" && not > 0)
      .map(({ unitId, not }) => ({ key: `network participation ${unitId}`, clause, title: { message: "networks.gaps.participation", params: { count: not } }, path: listOf({ unitId, year, scope: "WHOLE_MUNICIPALITY", taking: "none" }), action: "networks.gaps.action" }));
  },
  activity: null,
  decisionsNeeded: (actor) => listNetworkDecisionNeeds(actor),
  evidence: async (actor, asOf): Promise<Evidence[]> => {
    const { participation, needs, priorities, decided } = await countNetworkEvidence(actor, asOf);
    const held = { year: asOf.year, on: asOf.begunBy };
    const ofWhole = decided.find(({ scope }) => scope === "WHOLE_MUNICIPALITY");
    return [
      { kind: "NETWORK_MEMBERSHIP", unitId: null, count: decided.reduce((sum, { there }) => sum + there, 0), path: listOf({ on: asOf.on, basis: "there" }) },
      { kind: "DECIDED_MEMBERSHIPS", unitId: null, count: ofWhole?.there ?? 0, path: listOf({ on: asOf.on, scope: "WHOLE_MUNICIPALITY", basis: "there" }), lacking: { count: ofWhole?.missing ?? 0, path: listOf({ on: asOf.on, scope: "WHOLE_MUNICIPALITY", basis: "missing" }) } },
      ...participation.map(({ unitId, scope, took, not }) => ({
        kind: scope === "WHOLE_MUNICIPALITY" ? "MEMBERSHIP_PARTICIPATION" : "OWN_NETWORK_PARTICIPATION",
        unitId,
        count: took,
        path: listOf({ ...held, unitId, scope, taking: "some" }),
        lacking: { count: not, path: listOf({ ...held, unitId, scope, taking: "none" }) },
      })),
      ...needs.map(({ unitId, count }) => ({ kind: "NETWORK_NEEDS", unitId, count, path: listOf({ unitId, need: "any", on: asOf.on }) })),
      ...priorities.map(({ unitId, stated, missing }) => ({ kind: "NETWORKS_IN_PRIORITIES", unitId, count: stated, path: listOf({ on: asOf.on, unitId, priority: "stated" }), lacking: { count: missing, path: listOf({ on: asOf.on, unitId, priority: "missing" }) } })),
    ];
  },
};

/** What the register of networks offers those who have their memberships in a list. */
export const networkImport: Importable = {
  kind: "network",
  path: "/networks",
  pathOf: networkRegister.path,
  mayImport: mayAddNetworks,
  fields: listNetworkImportFields,
  judge: judgeNetworkRows,
  add: addNetworkRows,
  pointedTo: listPointedToNetworks,
  takeBack: takeBackNetworks,
};
