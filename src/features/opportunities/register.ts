import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import type { Importable } from "@/features/imports/service";
import { clauseOf, getPack } from "@/server/pack";
import { addOpportunityRows, judgeOpportunityRows, listOpportunityImportFields, listPointedToOpportunities, takeBackOpportunities } from "./imports/service";
import { INFORMATION_KINDS, type InformationFilter, readInformationFilter, writeInformationFilter } from "./information/schema";
import { countInformation, getInformation } from "./information/service";
import { mayEnterOpportunities } from "./policy";
import { listSavedAhead } from "./savings/service";
import { getOpportunity } from "./service";
import { body, count, day, flag, id, maybe, oneOf, type Resource, text, texts } from "@/features/api/schema";
import { OPPORTUNITY_KINDS } from "./schema";

/** The information log is the contact persons'; where the municipality has none, nobody keeps one. */
const isOff = () => getPack().modules.contactPersons.state === "off";

/** The list of what a unit told within itself in a year, by a day where one is given. */
const listOf = (unitId: string | null, year: number, until: PlainDate | null, changes: Partial<InformationFilter> = {}) => `/opportunities/information${writeInformationFilter(readInformationFilter({}).filter, { unitId, year, until, ...changes })}`;

/** What the feed of opportunities offers the whole house. */
export const opportunityRegister: Register = {
  kind: "opportunity",
  path: (id) => `/opportunities/${id}`,
  titleOf: async (actor, id) => (await getOpportunity(actor, id)).opportunity.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { opportunity, ...may } = await getOpportunity(actor, id);
      return holderOf(opportunity.title, opportunity.unitId, may);
    },
    stored: { table: "opportunity", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.entered_on", to: "r.deadline", counterpart: "r.source" } },
  },
  retention: { endedOn: "greatest(r.entered_on, r.deadline)" },
  // Whoever has saved an opportunity is told before its last day, and nobody else.
  tasks: async (actor, today) =>
    (await listSavedAhead(actor, today)).map(({ id, title, deadline }) => ({
      key: `saved opportunity ${id}`,
      path: `/opportunities/${id}`,
      owner: { kind: "PERSON" as const },
      title: { message: "opportunities.tasks.closes", params: { title } },
      text: { message: "opportunities.tasks.closesText" },
      dueOn: deadline,
      state: "todo" as const,
      stateWord: "opportunities.tasks.soon",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** What the units' information logs offer it. */
export const informationRegister: Register = {
  kind: "informationActivity",
  path: (id) => `/opportunities/information/${id}`,
  titleOf: async (actor, id) => (await getInformation(actor, id)).activity.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { activity, ...may } = await getInformation(actor, id);
      return holderOf(activity.title, activity.unitId, may);
    },
    stored: { table: "information_activity", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.held_on", to: "r.held_on" } },
  },
  tasks: () => Promise.resolve([]),
  // That a unit has told nothing in a year is told by the coverage.
  gaps: () => Promise.resolve([]),
  activity: {
    label: "information.activity",
    evidence: "INFORMATION_ACTIVITY",
    isKept: () => !isOff(),
    countByUnit: async (actor, year, begunBy = null) =>
      (await countInformation(actor, year, begunBy)).map(({ unitId, activities }) => ({ unitId, count: activities, childrenAndYouth: 0, path: listOf(unitId, year, begunBy) })),
  },
  known: [{ key: "information", label: "information.activity", table: "information_activity", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.held_on BETWEEN y.first AND y.last" }],
  measures: async (actor, year) => {
    if (isOff()) return [];
    const units = await countInformation(actor, year);
    const sum = (name: "activities" | "forwarded") => units.reduce((all, unit) => all + unit[name], 0);
    return [{ key: "forwarded", label: "information.measures.forwarded", clause: clauseOf("INFORMATION_ACTIVITY"), count: sum("forwarded"), of: sum("activities"), path: listOf(null, year, null, { kind: "FORWARDED" }) }];
  },
  // To spread knowledge of what can be done internationally within the unit is asked of each one's contact person (V20c).
  evidence: async (actor, { year, begunBy }) =>
    isOff() ? [] : (await countInformation(actor, year, begunBy)).map(({ unitId, activities }) => ({ kind: "INFORMATION_ACTIVITY", unitId, count: activities, path: listOf(unitId, year, begunBy) })),
};

/** How opportunities are found. */
export const opportunitySearchable: Searchable = {
  kind: "opportunity",
  path: opportunityRegister.path,
  table: "opportunity",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.entered_on", to: "coalesce(r.deadline, r.entered_on)" },
  isThere: "r.archived_at IS NULL",
};

/** How what units have told within themselves is found. */
export const informationSearchable: Searchable = {
  kind: "informationActivity",
  path: informationRegister.path,
  table: "information_activity",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.held_on", to: "r.held_on" },
  isThere: "r.archived_at IS NULL",
};

/** Open calls, requests, courses and events that units are told of, as other systems read them. */
export const opportunityResource: Resource = {
  name: "opportunities",
  title: "opportunities.title",
  page: (recordId) => `/opportunities/${recordId}`,
  table: "opportunity",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    opportunityKind: oneOf("r.kind", OPPORTUNITY_KINDS),
    description: maybe(text("r.text")),
    unit: body("r.unit_id"),
    website: maybe(text("r.website")),
    source: maybe(text("r.source")),
    programmeId: maybe(id("r.programme_id")),
    callId: maybe(id("r.call_id")),
    municipalGoals: texts("r.municipal_goals"),
    priorityIds: texts("r.priority_ids"),
    enteredOn: day("r.entered_on"),
    deadline: maybe(day("r.deadline")),
    isDemonstration: flag("r.is_demonstration"),
  },
};

/** What contact persons have told their units, as other systems read it. */
export const informationResource: Resource = {
  name: "information-activities",
  title: "api.register.information-activities",
  page: (recordId) => `/opportunities/information/${recordId}`,
  table: "information_activity",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    informationKind: oneOf("r.kind", INFORMATION_KINDS),
    description: maybe(text("r.text")),
    unit: body("r.unit_id"),
    toldOn: day("r.held_on"),
    reached: maybe(count("r.reached")),
    opportunityId: maybe(id("r.opportunity_id")),
    isDemonstration: flag("r.is_demonstration"),
  },
  isKept: () => !isOff(),
};

/** Lists of opportunities, which a programme's or a regional office's own file may be. */
export const opportunityImport: Importable = {
  kind: "opportunity",
  path: "/opportunities",
  pathOf: opportunityRegister.path,
  mayImport: mayEnterOpportunities,
  mostRows: 5_000,
  fields: listOpportunityImportFields,
  judge: judgeOpportunityRows,
  add: addOpportunityRows,
  pointedTo: listPointedToOpportunities,
  takeBack: takeBackOpportunities,
};
