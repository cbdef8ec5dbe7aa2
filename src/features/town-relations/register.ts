import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { countYears, holderOf, nameAll, ownedBy, type Register, type Searchable } from "@/domain/registers";
import { clauseOf, getPack } from "@/server/pack";
import { layOutLedger } from "./activities/rules";
import { BENEFICIARY_GROUPS, readActivityFilter, writeActivityFilter } from "./activities/schema";
import { countActivitiesByUnit, getActivity, listActivities, readLedger } from "./activities/service";
import { isCoordinator } from "@/domain/actor";
import type { Importable } from "@/features/imports/service";
import type { Mergeable } from "@/features/merging/service";
import { addRelationRows, judgeRelationRows, listPointedToRelations, listRelationImportFields, takeBackRelations } from "./imports/service";
import { mergeRelation, separateRelation } from "./merging/service";
import { getAgreement, listAgreementsDue, listDocumentedAgreements, readPapers } from "./papers/service";
import { mayEnterRelations } from "./policy";
import { countLacking, listDecisionNeeds, listIdle } from "./findings/service";
import { LACKS, readRelationFilter } from "./schema";
import { getRelation, listRelations } from "./service";
import { approximateDay, body, count, day, flag, id, maybe, money, oneOf, type Resource, several, someOf, text } from "@/features/api/schema";
import { TOWN_RELATION_KINDS } from "@/domain/matter";
import { TOWN_RELATION_STATES } from "./episodes/schema";

/** What the register of town relations offers the whole house. */
export const townRelationRegister: Register = {
  kind: "townRelation",
  path: (id) => `/town-relations/${id}`,
  titleOf: async (actor, id) => (await getRelation(actor, id)).relation.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { relation, ...may } = await getRelation(actor, id);
      return holderOf(relation.name, relation.unitId, may);
    },
    stored: { table: "town_relation", title: "r.name", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: {
      caseNumber: "r.case_number",
      from: "(SELECT min(e.starts_on) FROM town_relation_episode e WHERE e.relation_id = r.id AND e.removed_at IS NULL)",
      counterpart: "(SELECT string_agg(t.name, ', ' ORDER BY t.since_on NULLS LAST, t.id) FROM relation_town t WHERE t.relation_id = r.id AND t.removed_at IS NULL AND t.until_on IS NULL)",
      state: { sql: "r.kind", words: "townRelations.kind" },
    } },
    mergedIds: async (actor, id) => (await getRelation(actor, id)).relation.mergedFrom.map((merged) => merged.id),
  },
  tasks: async (actor, today) => {
    const [lacking, agreements] = await Promise.all([countLacking(actor, today), listAgreementsDue(actor, today)]);
    // What a document does not ask for is not asked of anyone.
    const asked = LACKS.filter((what) => what !== "priority" || getPack().modules.profileAreas.state === "required");
    const missing = asked.filter((what) => lacking[what] > 0).map((what) => ({
      key: `town relations lack ${what}`,
      path: `/town-relations?lacks=${what}`,
      owner: ownedBy(isCoordinator(actor) ? null : (actor.units[0]?.id ?? null)),
      ...(what === "priority" ? { clause: getPack().modules.profileAreas.clause } : {}),
      title: { message: `townRelations.tasks.lacks.${what}`, params: { count: lacking[what] } },
      text: { message: `townRelations.tasks.lacksText.${what}` },
      dueOn: null,
      state: "missing" as const,
      stateWord: "townRelations.tasks.state",
    }));
    return [
      ...missing,
      ...agreements.map(({ id, title, relationId, relation, unitId, due }) => ({
        key: `town agreement ${id}`,
        // A body that decides may have to meet before its day.
        noticeDays: 90,
        calendarId: id,
        path: `/town-relations/${relationId}`,
        owner: ownedBy(unitId),
        title: { message: `townPapers.tasks.${due.kind}`, params: { title, relation } },
        text: { message: `townPapers.tasks.${due.kind}Text` },
        dueOn: due.on,
        state: due.on < today ? ("late" as const) : ("todo" as const),
        stateWord: `townPapers.due.${due.kind}`,
      })),
    ];
  },
  gaps: async (actor, today) => {
    const { modules, townRelations } = getPack();
    const { state, clause } = modules.twinTownBenefit;
    if (state !== "required" || clause === null) return [];
    const idle = await listIdle(actor, today, townRelations.idleYears, true);
    if (idle.length === 0) return [];
    return [{ key: "idle town relations", clause, unitId: null, title: { message: "townActivities.idle", params: { count: idle.length, years: townRelations.idleYears } }, path: `/town-relations?idle=${String(townRelations.idleYears)}`, action: "townActivities.idleAction" }];
  },
  activity: null,
  decisionsNeeded: (actor, today, unitIds) => listDecisionNeeds(actor, today, unitIds ?? null),
  evidence: () => Promise.resolve([]),
};

/** What the register of town relations offers those who have their relations in a list. */
export const townRelationImport: Importable = {
  kind: "townRelation",
  path: "/town-relations",
  pathOf: townRelationRegister.path,
  mayImport: mayEnterRelations,
  mostRows: 5_000,
  fields: listRelationImportFields,
  judge: judgeRelationRows,
  add: addRelationRows,
  pointedTo: listPointedToRelations,
  takeBack: takeBackRelations,
};

/** What the register of town relations offers those who find one in it twice. */
export const townRelationMerging: Mergeable = {
  kind: "townRelation",
  path: "/town-relations",
  pathOf: townRelationRegister.path,
  mayMerge: isCoordinator,
  side: async (actor, id, words) => {
    const [{ relation }, papers] = await Promise.all([getRelation(actor, id), readPapers(actor, id)]);
    const fact = (field: string, value: string | null) => ({ label: words(`townRelations.field.${field}`), value: value ?? "" });
    const noted = [[words("townPapers.agreements"), papers.agreements.length], [words("townPapers.reviews"), papers.reviews.length]] as const;
    return {
      id,
      version: relation.version,
      title: relation.name,
      facts: [
        fact("name", relation.name),
        fact("kind", words(`townRelations.kind.${relation.kind}`)),
        { label: words("merging.fact.towns"), value: relation.towns.map(({ name, country }) => `${name} (${country})`).join(", ") },
        fact("unitId", relation.unitName),
        { label: words("merging.fact.episodes"), value: relation.episodes.map(({ state, startsOn, endsOn }) => `${words(`townRelations.state.${state}`)} ${startsOn}–${endsOn ?? ""}`).join("; ") },
        fact("description", relation.description),
        fact("caseNumber", relation.caseNumber),
        fact("source", relation.source),
        fact("certainty", words(`townRelations.certainty.${relation.certainty}`)),
        { label: words("merging.fact.entries"), value: noted.filter(([, count]) => count > 0).map(([label, count]) => `${label}: ${String(count)}`).join(", ") },
      ],
    };
  },
  alike: async (actor, id, text) => (await listRelations(actor, readRelationFilter({ q: text }).filter)).rows.filter((row) => row.id !== id).slice(0, 10).map((row) => ({ id: row.id, name: row.name })),
  merge: mergeRelation,
  separate: separateRelation,
};

/** What the register of exchanges within town relations offers the whole house. */
export const exchangeRegister: Register = {
  kind: "exchangeActivity",
  path: (id) => `/town-relations/activities/${id}`,
  titleOf: async (actor, id) => (await getActivity(actor, id)).activity.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { activity, ...may } = await getActivity(actor, id);
      return holderOf(activity.title, activity.unitId, may);
    },
    stored: { table: "exchange_activity", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.held_on", counterpart: "coalesce(r.association, (SELECT t.name FROM town_relation t WHERE t.id = r.relation_id))" } },
  },
  retention: { endedOn: "r.held_on" },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: {
    label: "townActivities.activity",
    countByUnit: async (actor, year, begunBy = null) => {
      const filter = listOf(year, begunBy);
      return (await countActivitiesByUnit(actor, year, begunBy)).map((unit) => ({
        ...unit,
        path: `/town-relations/activities${writeActivityFilter(filter, { unitId: unit.unitId })}`,
        childrenAndYouthPath: `/town-relations/activities${writeActivityFilter(filter, { unitId: unit.unitId, youth: true })}`,
      }));
    },
  },
  known: [{ key: "exchanges", label: "townActivities.activity", table: "exchange_activity", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.held_on BETWEEN y.first AND y.last", within: { table: "town_relation", column: "relation_id", isThere: "w.archived_at IS NULL" } }],
  trends: async (actor, years) => [
    { key: "activities", about: "CONTACT", label: "townActivities.activity", years: await countYears(years, (year) => listOf(year, null), (filter) => listActivities(actor, filter), (filter) => `/town-relations/activities${writeActivityFilter(filter)}`) },
  ],
  measures: async (actor, year) => {
    const [line] = layOutLedger(["all"], await readLedger(actor, { from: year, to: year, until: null }), () => true);
    return BENEFICIARY_GROUPS.map((group) => ({
      key: group,
      label: `townActivities.measures.${group}`,
      clause: clauseOf(`TOWN_EXCHANGES_FOR_${group}`),
      count: line?.groups.find((each) => each.group === group)?.activities ?? 0,
      of: null,
      path: `/town-relations/activities${writeActivityFilter(listOf(year, null), { group })}`,
    }));
  },
  evidence: async (actor, { year, begunBy }) => {
    const entries = await readLedger(actor, { from: year, to: year, until: begunBy });
    const [line] = layOutLedger(["all"], entries, () => true);
    const filter = listOf(year, begunBy);
    return BENEFICIARY_GROUPS.map((group) => ({
      kind: `TOWN_EXCHANGES_FOR_${group}`,
      unitId: null,
      count: line?.groups.find((each) => each.group === group)?.activities ?? 0,
      path: `/town-relations/activities${writeActivityFilter(filter, { group })}`,
    }));
  },
};

/** What the agreements under town relations offer the whole house: each has a page of its own, and should lie there as a document. */
export const townAgreementRegister: Register = {
  kind: "townAgreement",
  path: (id) => `/town-relations/agreements/${id}`,
  titleOf: async (actor, id) => (await getAgreement(actor, id)).agreement.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { agreement, relation, ...may } = await getAgreement(actor, id);
      return holderOf(agreement.title, relation.unitId, may);
    },
    stored: {
      table: "(SELECT a.id, a.title, a.signed_on, a.valid_to, t.name, t.case_number, t.unit_id, t.archived_at FROM town_agreement_version a JOIN town_relation t ON t.id = a.relation_id)",
      title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null,
      registration: { caseNumber: "r.case_number", from: "r.signed_on", to: "r.valid_to", counterpart: "r.name" },
    },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
  scrutiny: async (actor, { on }) => {
    const agreements = await listDocumentedAgreements(actor, on);
    const named = (isDocumented: boolean) => nameAll(agreements.filter(({ hasDocument }) => hasDocument === isDocumented).map(({ id, title, relation }) => ({ title: `${title}, ${relation}`, path: `/town-relations/agreements/${id}` })));
    return [{ question: "DOCUMENTATION", label: "townPapers.scrutiny.documented", having: named(true), lacking: named(false) }];
  },
};

/** The list of a year's exchanges, as far as they had begun by a day. */
const listOf = (year: number, begunBy: PlainDate | null) => ({ ...readActivityFilter({ year: String(year) }).filter, until: begunBy });

/** How relations with other towns are found: by their own name, and by what the towns are called. */
export const townRelationSearchable: Searchable = {
  kind: "townRelation",
  path: townRelationRegister.path,
  table: "(SELECT t.*, (SELECT string_agg(w.name, ' ') FROM relation_town_today w WHERE w.relation_id = t.id) AS towns FROM town_relation t)",
  title: "r.name",
  text: "concat_ws(E'\\n', r.search_text, r.towns)",
  caseNumber: "r.case_number",
  unitId: "r.unit_id",
  days: null,
  isThere: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
};

/** How agreements with other towns are found. */
export const townAgreementSearchable: Searchable = {
  kind: "townAgreement",
  path: townAgreementRegister.path,
  table: "(SELECT a.*, t.name AS relation_name, t.unit_id, t.archived_at FROM town_agreement_version a JOIN town_relation t ON t.id = a.relation_id)",
  title: "r.title",
  text: "concat_ws(E'\\n', r.title, r.relation_name, r.signatories, r.subject_areas, r.source)",
  unitId: "r.unit_id",
  days: { from: "r.signed_on", to: "coalesce(r.valid_to, r.signed_on)" },
  isThere: "r.archived_at IS NULL",
};

/** How exchanges are found. */
export const exchangeSearchable: Searchable = {
  kind: "exchangeActivity",
  path: exchangeRegister.path,
  table: "exchange_activity",
  title: "r.title",
  text: "r.search_text",
  isIndexed: true,
  unitId: "r.unit_id",
  days: { from: "r.held_on", to: "r.held_on" },
  isThere: "r.archived_at IS NULL",
};

/** Twin towns and their relatives as other systems read them, with their towns and what they have been since when. */
export const townRelationResource: Resource = {
  name: "town-relations",
  title: "townRelations.title",
  page: (recordId) => `/town-relations/${recordId}`,
  table: "town_relation",
  isOpen: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
  unitId: "r.unit_id",
  fields: {
    name: text("r.name"),
    relationKind: oneOf("r.kind", TOWN_RELATION_KINDS),
    unit: body("r.unit_id"),
    description: maybe(text("r.description")),
    caseNumber: maybe(text("r.case_number")),
    priorityId: maybe(id("r.priority_id")),
    towns: several({ name: text("q.name"), country: text("q.country"), since: maybe(approximateDay("q.since_on", "q.since_precision")), until: maybe(approximateDay("q.until_on", "q.until_precision")) }, "relation_town q WHERE q.relation_id = r.id AND q.removed_at IS NULL", "q.name, q.since_on, q.id"),
    episodes: several({ state: oneOf("q.state", TOWN_RELATION_STATES), startsOn: approximateDay("q.starts_on", "q.start_precision"), endsOn: maybe(approximateDay("q.ends_on", "q.end_precision")) }, "town_relation_episode q WHERE q.relation_id = r.id AND q.removed_at IS NULL", "q.starts_on, q.id"),
    agreements: several({ title: text("q.title"), number: count("q.number"), signedOn: approximateDay("q.signed_on", "q.signed_precision"), subjectAreas: maybe(text("q.subject_areas")), validTo: maybe(day("q.valid_to")) }, "town_agreement_version q WHERE q.relation_id = r.id", "q.number, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
  openData: { name: "town-relations", fields: ["name", "relationKind", "unit", "description", "caseNumber", "towns", "episodes", "agreements"] },
};

/** What is exchanged within relations, and whom it benefits. */
export const exchangeResource: Resource = {
  name: "exchange-activities",
  title: "api.register.exchange-activities",
  page: (recordId) => `/town-relations/activities/${recordId}`,
  table: "exchange_activity",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    townRelationId: id("r.relation_id"),
    unit: body("r.unit_id"),
    heldOn: approximateDay("r.held_on", "r.held_precision"),
    beneficiaryGroups: someOf("r.groups", BENEFICIARY_GROUPS),
    participantCount: maybe(count("r.participant_count")),
    reachesChildrenAndYouth: flag("r.reaches_children_and_youth"),
    childrenAndYouthCount: maybe(count("r.children_and_youth_count")),
    association: maybe(text("r.association")),
    grant: maybe(money("r.grant_ore")),
    payer: maybe(body("r.payer_unit_id")),
    benefit: text("r.benefit"),
    isDemonstration: flag("r.is_demonstration"),
  },
};
