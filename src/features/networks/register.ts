import "server-only";
import { asOfYear, countYears, type Evidence, holderOf, ownedBy, type Register, type Scrutiny, type Searchable } from "@/domain/registers";
import { getPack } from "@/server/pack";
import { isCoordinator } from "@/domain/actor";
import { writeApproximateDate } from "@/domain/plain-date";
import type { Importable } from "@/features/imports/service";
import type { Mergeable } from "@/features/merging/service";
import { addNetworkRows, judgeNetworkRows, listNetworkImportFields, listPointedToNetworks, takeBackNetworks } from "./imports/service";
import { listNetworkEntries } from "./entries/service";
import { mergeNetwork, separateNetwork } from "./merging/service";
import { mayAddNetworks } from "./policy";
import { MEMBERSHIP_STATUSES, NETWORK_LEVELS, readNetworkFilter, writeNetworkFilter } from "./schema";
import { countNetworkEvidence, getNetwork, listMembershipsDue, listNetworkDecisionNeeds, listNetworks } from "./service";
import { approximateDay, body, count, day, flag, id, maybe, money, oneOf, type Resource, several, text } from "@/features/api/schema";
import { NETWORK_SCOPES } from "@/domain/matter";

const everything = readNetworkFilter({}).filter;
const listOf = (changes: Partial<typeof everything>) => `/networks${writeNetworkFilter(everything, changes)}`;

/** What the register of networks offers the whole house. */
export const networkRegister: Register = {
  kind: "network",
  path: (id) => `/networks/${id}`,
  titleOf: async (actor, id) => (await getNetwork(actor, id)).network.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { network, ...may } = await getNetwork(actor, id);
      return holderOf(network.name, network.unitId, may);
    },
    stored: { table: "network", title: "r.name", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { otherCaseNumber: "r.membership_number", from: "r.joined_on", to: "r.left_on", counterpart: "r.name", state: { sql: "r.status", words: "networks.status" } } },
    mergedIds: async (actor, id) => (await getNetwork(actor, id)).network.mergedFrom.map((merged) => merged.id),
  },
  retention: { endedOn: "r.left_on" },
  tasks: async (actor, today) =>
    (await listMembershipsDue(actor, today)).map(({ id, name, unitId, what, dueOn }) => ({
      key: `network ${what} ${id}`,
      path: `/networks/${id}`,
      owner: ownedBy(unitId),
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
      .map(({ unitId, not }) => ({ key: `network participation ${unitId}`, clause, unitId, title: { message: "networks.gaps.participation", params: { count: not } }, path: listOf({ unitId, year, scope: "WHOLE_MUNICIPALITY", taking: "none" }), action: "networks.gaps.action" }));
  },
  activity: null,
  known: [{ key: "memberships", label: "networks.trend", table: "network", title: "r.name", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.merged_into_id IS NULL AND r.status IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT') AND r.joined_on <= y.last AND (r.left_on IS NULL OR r.left_on >= y.first)" }],
  trends: async (actor, years) => [
    { key: "memberships", about: "COOPERATION", label: "networks.trend", years: await countYears(years, (year) => ({ ...everything, year }), (filter) => listNetworks(actor, filter), (filter) => `/networks${writeNetworkFilter(filter)}`) },
  ],
  scrutiny: async (actor, asOf, most): Promise<Scrutiny[]> => {
    const { decided, valued, participation } = await countNetworkEvidence(actor, asOf);
    const sumOf = (pick: (one: (typeof decided)[number]) => number) => decided.reduce((sum, one) => sum + pick(one), 0);
    const held = { year: asOf.year, on: asOf.begunBy };
    const asked = async (question: Scrutiny["question"], label: string, having: number, lacking: number, there: Partial<typeof everything>, missing: Partial<typeof everything>): Promise<Scrutiny> => ({
      question,
      label: `networks.scrutiny.${label}`,
      having: { count: having, path: listOf(there), first: [] },
      lacking: { count: lacking, path: listOf(missing), first: lacking === 0 ? [] : (await listNetworks(actor, { ...everything, ...missing })).rows.slice(0, most).map(({ id, name }) => ({ title: name, path: `/networks/${id}` })) },
    });
    const taking = participation.filter(({ scope }) => scope === "WHOLE_MUNICIPALITY");
    const ofWhole = { ...held, scope: "WHOLE_MUNICIPALITY" as const };
    const count = async (filter: Partial<typeof everything>) => (await listNetworks(actor, { ...everything, ...filter })).total;
    const [took, absent] = taking.length === 0 ? [0, 0] : await Promise.all([count({ ...ofWhole, taking: "some" }), count({ ...ofWhole, taking: "none" })]);
    return Promise.all([
      asked("DECISIONS", "decided", sumOf(({ there }) => there), sumOf(({ missing }) => missing), { on: asOf.on, basis: "there" }, { on: asOf.on, basis: "missing" }),
      asked("PROCESS", "participation", took, absent, { ...ofWhole, taking: "some" }, { ...ofWhole, taking: "none" }),
      asked("DOCUMENTATION", "valued", valued.there, valued.missing, { ...held, worth: "there" }, { ...held, worth: "missing" }),
    ]);
  },
  decisionsNeeded: (actor, _today, unitIds) => listNetworkDecisionNeeds(actor, unitIds ?? null),
  evidence: async (actor, asOf): Promise<Evidence[]> => {
    const { participation, needs, priorities, decided, valued } = await countNetworkEvidence(actor, asOf);
    const held = { year: asOf.year, on: asOf.begunBy };
    const ofWhole = decided.find(({ scope }) => scope === "WHOLE_MUNICIPALITY");
    return [
      { kind: "NETWORK_MEMBERSHIP", unitId: null, count: decided.reduce((sum, { there }) => sum + there, 0), path: listOf({ on: asOf.on, basis: "there" }) },
      { kind: "DECIDED_MEMBERSHIPS", unitId: null, count: ofWhole?.there ?? 0, path: listOf({ on: asOf.on, scope: "WHOLE_MUNICIPALITY", basis: "there" }), lacking: { count: ofWhole?.missing ?? 0, path: listOf({ on: asOf.on, scope: "WHOLE_MUNICIPALITY", basis: "missing" }) } },
      { kind: "VALUED_MEMBERSHIPS", unitId: null, count: valued.there, path: listOf({ ...held, worth: "there" }), lacking: { count: valued.missing, path: listOf({ ...held, worth: "missing" }) } },
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
  mostRows: 5_000,
  fields: listNetworkImportFields,
  judge: judgeNetworkRows,
  add: addNetworkRows,
  pointedTo: listPointedToNetworks,
  takeBack: takeBackNetworks,
};

/** What the register of networks offers those who find one in it twice. */
export const networkMerging: Mergeable = {
  kind: "network",
  path: "/networks",
  pathOf: networkRegister.path,
  mayMerge: isCoordinator,
  side: async (actor, id, words) => {
    const [{ network }, entries] = await Promise.all([getNetwork(actor, id), listNetworkEntries(actor, id)]);
    const noted = ([["feesTitle", entries.fees], ["participationTitle", entries.participations], ["needsTitle", entries.assessments], ["evaluationsTitle", entries.evaluations]] as const).filter(([, list]) => list.length > 0);
    const fact = (field: string, value: string | null) => ({ label: words(`networks.field.${field}`), value: value ?? "" });
    return {
      id,
      version: network.version,
      title: network.name,
      facts: [
        fact("name", network.name),
        fact("acronym", network.acronym),
        fact("level", words(`networks.level.${network.level}`)),
        { label: words("networks.membership"), value: words(`networks.status.${network.status}`) },
        fact("scope", words(`networks.scope.${network.scope}`)),
        fact("unitId", network.unitName),
        fact("unitIds", network.units.map(({ name }) => name).join(", ")),
        fact("joined", network.joined === null ? null : writeApproximateDate(network.joined)),
        fact("through", network.through),
        fact("relevance", network.relevance),
        fact("representative", network.representative),
        fact("workingGroups", network.workingGroups),
        fact("source", network.source),
        { label: words("merging.fact.entries"), value: noted.map(([title, list]) => `${words(`networks.${title}`)}: ${String(list.length)}`).join(", ") },
      ],
    };
  },
  alike: async (actor, id, text) => (await listNetworks(actor, { ...everything, q: text })).rows.filter((row) => row.id !== id).slice(0, 10).map((row) => ({ id: row.id, name: row.name })),
  merge: mergeNetwork,
  separate: separateNetwork,
};

/** How networks are found. */
export const networkSearchable: Searchable = {
  kind: "network",
  path: networkRegister.path,
  table: "network",
  title: "r.name",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: null,
  isThere: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
};

/** Networks and memberships as other systems read them; who represents or is written to is not among what they read. */
export const networkResource: Resource = {
  name: "networks",
  title: "networks.title",
  page: (recordId) => `/networks/${recordId}`,
  table: "network",
  isOpen: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
  unitId: "r.unit_id",
  fields: {
    name: text("r.name"),
    acronym: maybe(text("r.acronym")),
    level: oneOf("r.level", NETWORK_LEVELS),
    membershipStatus: oneOf("r.status", MEMBERSHIP_STATUSES),
    scope: oneOf("r.scope", NETWORK_SCOPES),
    through: maybe(text("r.through")),
    unit: body("r.unit_id"),
    about: maybe(text("r.about")),
    website: maybe(text("r.website")),
    joinedOn: maybe(approximateDay("r.joined_on", "r.joined_precision")),
    leftOn: maybe(day("r.left_on")),
    renewsOn: maybe(day("r.renews_on")),
    priorityId: maybe(id("r.priority_id")),
    participatingUnits: several({ id: id("q.unit_id") }, "network_unit q WHERE q.network_id = r.id AND q.removed_at IS NULL", "q.unit_id"),
    fees: several({ year: count("q.year"), amount: money("q.amount_ore") }, "network_fee q WHERE q.network_id = r.id AND q.removed_at IS NULL", "q.year, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
  openData: {
    name: "memberships",
    fields: ["name", "acronym", "level", "membershipStatus", "scope", "through", "unit", "about", "website", "joinedOn", "leftOn", "fees"],
    // What is only wished for, and what was said no to, is no membership.
    where: "r.status IN ('MEMBER', 'NOTICE_GIVEN', 'LEFT')",
  },
};
