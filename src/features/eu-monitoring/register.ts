import "server-only";
import { isCoordinator } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { countYears, holderOf, ownedBy, type Evidence, type Register, type Task, type Searchable } from "@/domain/registers";
import { clauseOf, getPack } from "@/server/pack";
import { INFLUENCE_KINDS, type InfluenceFilter, readInfluenceFilter, writeInfluenceFilter } from "./influence/schema";
import { DOSSIER_STAGES, type ItemFilter, readItemFilter, RELEVANCES, writeItemFilter } from "./schema";
import { listInfluence } from "./influence/service";
import { countWatch, getItem, listAhead, listItems } from "./service";
import { body, day, flag, id, maybe, oneOf, type Resource, several, text } from "@/features/api/schema";
import { READINESS_STATES } from "./readiness/schema";

const isOff = () => getPack().modules.monitoring.state === "off";
/** The list of what a unit follows in a year, as far as it had come by a day. */
const itemsOf = (unitId: string | null, year: number, until: PlainDate | null, changes: Partial<ItemFilter> = {}) => `/eu-monitoring${writeItemFilter(readItemFilter({}).filter, { unitId, year, until, ...changes })}`;
const actionsOf = (unitId: string | null, year: number, until: PlainDate | null, changes: Partial<InfluenceFilter> = {}) => `/eu-monitoring/influence${writeInfluenceFilter(readInfluenceFilter({}).filter, { unitId, year, until, ...changes })}`;

/** What the watch on the EU offers the whole house. */
export const monitoringRegister: Register = {
  kind: "monitoringItem",
  path: (id) => `/eu-monitoring/${id}`,
  titleOf: async (actor, id) => (await getItem(actor, id)).item.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { item, ...may } = await getItem(actor, id);
      return holderOf(item.title, item.unitId, may);
    },
    stored: { table: "monitoring_item", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { otherCaseNumber: "r.reference", from: "r.begun_on", to: "r.ended_on", responsible: "r.responsible", state: { sql: "r.stage", words: "euMonitoring.stage" } } },
  },
  retention: { endedOn: "r.ended_on" },
  // Somebody is to see to what is followed, look again on its day (H6), and do what was to be done about it (H8).
  tasks: async (actor, today) => {
    if (isOff()) return [];
    const { items, measures } = await listAhead(actor, today);
    const [followed, ready] = [clauseOf("MONITORING_ITEM"), clauseOf("READINESS_FOR_ITEMS")];
    return [
      ...items.flatMap(({ id, title, unitId, responsible, nextCheckOn }): Task[] => {
        const about = { path: `/eu-monitoring/${id}/edit`, owner: ownedBy(unitId), clause: followed };
        const params = { title };
        const unassigned: Task = { ...about, key: `monitoring responsible ${id}`, title: { message: "euMonitoring.tasks.responsible", params }, text: { message: "euMonitoring.tasks.responsibleText" }, dueOn: null, state: "missing", stateWord: "euMonitoring.lacks.RESPONSIBLE" };
        const unplanned: Task = { ...about, key: `monitoring check ${id}`, title: { message: "euMonitoring.tasks.plan", params }, text: { message: "euMonitoring.tasks.planText" }, dueOn: null, state: "missing", stateWord: "euMonitoring.lacks.CHECK" };
        const isLate = nextCheckOn !== null && nextCheckOn < today;
        const check: Task = { ...about, key: `monitoring check ${id}`, title: { message: "euMonitoring.tasks.check", params }, text: { message: "euMonitoring.tasks.checkText" }, dueOn: nextCheckOn, state: isLate ? "late" : "todo", stateWord: isLate ? "euMonitoring.state.LATE" : "euMonitoring.tasks.ahead" };
        return [...(responsible === null ? [unassigned] : []), nextCheckOn === null ? unplanned : check];
      }),
      ...measures.map(({ id, itemId, title, unitId, measure, dueOn }): Task => {
        const isLate = dueOn < today;
        return {
          key: `readiness ${id}`,
          path: `/eu-monitoring/${itemId}/readiness/${id}/edit`,
          owner: ownedBy(unitId),
          clause: ready,
          title: { message: "readiness.tasks.measure", params: { measure: [...measure].length > 120 ? `${[...measure].slice(0, 119).join("")}…` : measure } },
          text: { message: "readiness.tasks.measureText", params: { title } },
          dueOn,
          state: isLate ? "late" : "todo",
          stateWord: isLate ? "readiness.late" : "euMonitoring.tasks.ahead",
        };
      }),
    ];
  },
  // That a unit follows nothing is told by the coverage; here what it follows and nobody sees to, and what it is not ready for.
  gaps: async (actor, today) => {
    const [followed, ready] = [clauseOf("MONITORING_ITEM"), clauseOf("READINESS_FOR_ITEMS")];
    if (isOff() || followed === null) return [];
    const year = Number(today.slice(0, 4));
    return (await countWatch(actor, year))
      .filter(({ unitId }) => isCoordinator(actor) || actor.units.some(({ id }) => id === unitId))
      .flatMap(({ unitId, unit, unassigned, unready }) => [
        ...(unassigned === 0 ? [] : [{ key: `monitoring responsible ${unitId}`, clause: followed, unitId, title: { message: "euMonitoring.gaps.unassigned", params: { unit } }, path: itemsOf(unitId, year, null, { lacks: "RESPONSIBLE" }), action: "euMonitoring.gaps.action" }]),
        ...(unready === 0 || ready === null ? [] : [{ key: `readiness ${unitId}`, clause: ready, unitId, title: { message: "euMonitoring.gaps.unready", params: { unit } }, path: itemsOf(unitId, year, null, { lacks: "READINESS" }), action: "euMonitoring.gaps.readyAction" }]),
      ]);
  },
  activity: {
    label: "euMonitoring.activity",
    evidence: "MONITORING_ITEM",
    isKept: () => !isOff(),
    countByUnit: async (actor, year, begunBy = null) =>
      (await countWatch(actor, year, begunBy)).filter(({ items }) => items > 0).map(({ unitId, items }) => ({ unitId, count: items, childrenAndYouth: 0, path: itemsOf(unitId, year, begunBy) })),
  },
  known: [
    { key: "monitoringItems", label: "euMonitoring.activity", table: "monitoring_item", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.begun_on <= y.last AND (r.ended_on IS NULL OR r.ended_on >= y.first)" },
    { key: "influenceActions", label: "euMonitoring.measures.actions", table: "influence_action", title: "r.title", unitId: "w.unit_id", isOfYear: "r.removed_at IS NULL AND r.acted_on BETWEEN y.first AND y.last", within: { table: "monitoring_item", column: "item_id", isThere: "w.archived_at IS NULL" }, path: () => "/eu-monitoring/influence" },
  ],
  trends: async (actor, years) =>
    isOff()
      ? []
      : [
          { key: "items", about: null, label: "euMonitoring.activity", years: await countYears(years, (year) => ({ ...readItemFilter({}).filter, year }), (filter) => listItems(actor, filter), (filter) => `/eu-monitoring${writeItemFilter(filter)}`) },
          { key: "actions", about: null, label: "euMonitoring.measures.actions", years: await countYears(years, (year) => ({ ...readInfluenceFilter({}).filter, year }), (filter) => listInfluence(actor, filter), (filter) => `/eu-monitoring/influence${writeInfluenceFilter(filter)}`) },
        ],
  measures: async (actor, year) => {
    if (isOff()) return [];
    const units = await countWatch(actor, year);
    const sum = (name: "ready" | "unready" | "actions" | "inPriorities") => units.reduce((all, unit) => all + unit[name], 0);
    return [
      { key: "actions", label: "euMonitoring.measures.actions", clause: clauseOf("INFLUENCE_ACTION"), count: sum("actions"), of: null, path: actionsOf(null, year, null) },
      { key: "inPriorities", label: "euMonitoring.measures.inPriorities", clause: clauseOf("INFLUENCE_IN_PRIORITIES"), count: sum("inPriorities"), of: sum("actions"), path: actionsOf(null, year, null, { serves: "PRIORITY" }) },
      { key: "ready", label: "euMonitoring.measures.ready", clause: clauseOf("READINESS_FOR_ITEMS"), count: sum("ready"), of: sum("ready") + sum("unready"), path: itemsOf(null, year, null, { ready: true }) },
    ];
  },
  // To follow is asked of each unit (H6), as is to influence, in line with the priorities (H7); readiness is asked for whatever concerns the unit (H8).
  evidence: async (actor, { year, begunBy }): Promise<Evidence[]> =>
    isOff()
      ? []
      : (await countWatch(actor, year, begunBy)).flatMap(({ unitId, items, ready, unready, actions, inPriorities }) => [
          { kind: "MONITORING_ITEM", unitId, count: items, path: itemsOf(unitId, year, begunBy) },
          { kind: "INFLUENCE_ACTION", unitId, count: actions, path: actionsOf(unitId, year, begunBy) },
          { kind: "INFLUENCE_IN_PRIORITIES", unitId, count: inPriorities, path: actionsOf(unitId, year, begunBy, { serves: "PRIORITY" }), lacking: { count: actions - inPriorities, path: actionsOf(unitId, year, begunBy, { serves: "NONE" }) } },
          { kind: "READINESS_FOR_ITEMS", unitId, count: ready, path: itemsOf(unitId, year, begunBy, { ready: true }), lacking: { count: unready, path: itemsOf(unitId, year, begunBy, { lacks: "READINESS" }) } },
        ]),
};

/** How what is followed at EU level is found. */
export const monitoringSearchable: Searchable = {
  kind: "monitoringItem",
  path: monitoringRegister.path,
  table: "monitoring_item",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.begun_on", to: "coalesce(r.ended_on, current_date)" },
  isThere: "r.archived_at IS NULL",
  isKept: () => !isOff(),
};

/** What units follow at EU level as other systems read it, with what they did to influence it and how ready they are. */
export const monitoringResource: Resource = {
  name: "monitoring-items",
  title: "euMonitoring.title",
  page: (recordId) => `/eu-monitoring/${recordId}`,
  table: "monitoring_item",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    dossier: maybe(text("r.reference")),
    source: maybe(text("r.source")),
    unit: body("r.unit_id"),
    stage: oneOf("r.stage", DOSSIER_STAGES),
    relevance: oneOf("r.relevance", RELEVANCES),
    meaning: maybe(text("r.meaning")),
    begunOn: day("r.begun_on"),
    endedOn: maybe(day("r.ended_on")),
    nextCheckOn: maybe(day("r.next_check_on")),
    influence: several({ title: text("q.title"), kind: oneOf("q.kind", INFLUENCE_KINDS), actedOn: day("q.acted_on"), networkId: maybe(id("q.network_id")), priorityId: maybe(id("q.priority_id")) }, "influence_action q WHERE q.item_id = r.id AND q.removed_at IS NULL", "q.acted_on, q.id"),
    readiness: several({ assessedOn: day("q.assessed_on"), state: oneOf("q.state", READINESS_STATES), dueOn: maybe(day("q.due_on")) }, "readiness q WHERE q.item_id = r.id AND q.removed_at IS NULL", "q.assessed_on, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
  isKept: () => !isOff(),
};
