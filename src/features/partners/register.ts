import "server-only";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { countYears, holderOf, ownedBy, type Register, type Searchable } from "@/domain/registers";
import { isCoordinator } from "@/domain/actor";
import type { Importable } from "@/features/imports/service";
import type { Mergeable } from "@/features/merging/service";
import { formatCountry } from "@/lib/formats";
import { getPack } from "@/server/pack";
import { PARTNER_IMPORT_FIELDS } from "./import";
import { addPartnerRows, judgePartnerRows, listPointedToPartners, takeBackPartners } from "./imports/service";
import { mayAddPartners } from "./policy";
import { getPartner, listPartners, listSimilarPartners, mergePartner } from "./service";
import { PARTNER_KINDS, readPartnerFilter } from "./schema";
import { listContactsDue } from "./contacts/service";
import { readSearchFilter, SEARCH_ANSWERS, SEARCH_DIRECTIONS, SEARCH_OUTCOMES, writeSearchFilter } from "./searches/schema";
import { countActiveSearches, getSearch, listSearches, listSearchesDue } from "./searches/service";
import { body, day, decimal, flag, id, maybe, oneOf, openProject, type Resource, text } from "@/features/api/schema";

/** What the register of partners offers the whole house. */
export const partnerRegister: Register = {
  kind: "partner",
  path: (id) => `/partners/${id}`,
  titleOf: async (actor, id) => (await getPartner(actor, id)).partner.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { partner, ...may } = await getPartner(actor, id);
      return holderOf(partner.name, null, may);
    },
    stored: { table: "partner", title: "r.name", unitId: null, isThere: "r.archived_at IS NULL", isConfidential: null, registration: { to: "r.ended_on", counterpart: "r.name" } },
    mergedIds: async (actor, id) => (await getPartner(actor, id)).partner.mergedIds,
  },
  tasks: async (actor, today) =>
    (await listContactsDue(actor, today)).map(({ partnerId, partner, unitId, unit, neededUntil, count }) => ({
      key: `partner contacts ${partnerId} ${unit}`,
      path: `/partners/${partnerId}#people`,
      owner: ownedBy(unitId),
      title: { message: "partnerContacts.tasks.due", params: { partner, count } },
      text: { message: "partnerContacts.tasks.dueText", params: { unit } },
      dueOn: neededUntil,
      state: "todo" as const,
      stateWord: "partnerContacts.tasks.soon",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** What the register of partners offers those who have partners in a list. */
export const partnerImport: Importable = {
  kind: "partner",
  path: "/partners",
  pathOf: partnerRegister.path,
  mayImport: mayAddPartners,
  mostRows: 5_000,
  fields: () => Promise.resolve([...PARTNER_IMPORT_FIELDS]),
  judge: judgePartnerRows,
  add: addPartnerRows,
  pointedTo: listPointedToPartners,
  takeBack: takeBackPartners,
};

/** What the register of partners offers those who find one in it twice; what has happened to a partner otherwise is told on its own page. */
export const partnerMerging: Mergeable = {
  kind: "partner",
  path: "/partners",
  pathOf: partnerRegister.path,
  mayMerge: isCoordinator,
  side: async (actor, id, words) => {
    const { partner } = await getPartner(actor, id);
    const fact = (field: string, value: string | null) => ({ label: words(`partners.field.${field}`), value: value ?? "" });
    return {
      id,
      version: partner.version,
      title: partner.name,
      facts: [
        fact("name", partner.name),
        fact("kind", words(`partners.kind.${partner.kind}`)),
        fact("country", formatCountry(partner.country, words.locale)),
        fact("place", partner.place),
        fact("website", partner.website),
        fact("aliases", partner.aliases.map(({ name }) => name).join(", ")),
        fact("formerNames", partner.formerNames.map(({ name }) => name).join(", ")),
        fact("certainty", words(`partners.certainty.${partner.certainty}`)),
        fact("note", partner.note),
      ],
    };
  },
  alike: async (actor, id, text) => {
    const [similar, found] = await Promise.all([listSimilarPartners(actor, text, id), listPartners(actor, readPartnerFilter({ q: text }).filter)]);
    return [...new Map([...similar, ...found.rows].filter((one) => one.id !== id).map((one) => [one.id, { id: one.id, name: one.name }])).values()].slice(0, 10);
  },
  merge: (actor, { id, version, intoId }, now) => mergePartner(actor, { id, version, intoId, kind: "DUPLICATE", on: { on: dateInStockholm(now), precision: "DAY" }, note: null, source: null }, now),
  separate: null,
};

/** The list of a unit's searches of a year in which it has been active, as far as it had been by a day. */
const activeOf = (unitId: string, year: number, until: PlainDate | null) => `/partners/searches${writeSearchFilter({ ...readSearchFilter({}).filter, active: true }, { unitId, year, until })}`;

/** What the register of searches for partners offers the whole house. */
export const partnerSearchRegister: Register = {
  kind: "partnerSearch",
  path: (id) => `/partners/searches/${id}`,
  titleOf: async (actor, id) => (await getSearch(actor, id)).search.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { search, ...may } = await getSearch(actor, id);
      return holderOf(search.title, search.unitId, may);
    },
    stored: { table: "partner_search", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.searched_on", to: "r.deadline", counterpart: "r.counterpart", state: { sql: "r.outcome", words: "partnerSearches.outcome" } } },
  },
  retention: { endedOn: "CASE WHEN r.outcome IS NOT NULL THEN greatest(r.searched_on, r.answered_on, r.deadline) END", projectId: "r.project_id" },
  tasks: async (actor, today) =>
    (await listSearchesDue(actor, today)).map(({ id, title, unitId, direction, deadline }) => ({
      key: `partner search ${id}`,
      path: `/partners/searches/${id}`,
      owner: ownedBy(unitId),
      clause: getPack().modules.partnerSearch.clause,
      title: { message: `partnerSearches.tasks.${direction}`, params: { title } },
      text: { message: `partnerSearches.tasks.${direction}_TEXT` },
      dueOn: deadline,
      state: deadline < today ? ("late" as const) : ("todo" as const),
      stateWord: deadline < today ? "partnerSearches.tasks.late" : "partnerSearches.tasks.soon",
    })),
  gaps: () => Promise.resolve([]),
  activity: {
    label: "partnerSearches.activity",
    evidence: "PARTNER_SEARCH",
    countByUnit: async (actor, year, begunBy = null) => (await countActiveSearches(actor, year, begunBy)).map((unit) => ({ ...unit, childrenAndYouth: 0, path: activeOf(unit.unitId, year, begunBy) })),
  },
  known: [{ key: "partnerSearches", label: "partnerSearches.activity", table: "partner_search", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND (r.direction = 'SENT' OR r.answer IS NOT NULL) AND r.searched_on BETWEEN y.first AND y.last" }],
  trends: async (actor, years) => [
    { key: "searches", about: "CONTACT", label: "partnerSearches.activity", years: await countYears(years, (year) => ({ ...readSearchFilter({}).filter, active: true, year }), (filter) => listSearches(actor, filter), (filter) => `/partners/searches${writeSearchFilter(filter)}`) },
  ],
  // To be active in looking for partners is to send searches out, and to answer those that come (V11b).
  evidence: async (actor, { year, begunBy }) => (await countActiveSearches(actor, year, begunBy)).map(({ unitId, count }) => ({ kind: "PARTNER_SEARCH", unitId, count, path: activeOf(unitId, year, begunBy) })),
};

/** How partners are found: by all that they are called, in any language. */
export const partnerSearchable: Searchable = {
  kind: "partner",
  path: partnerRegister.path,
  table: "partner",
  title: "r.name",
  text: "r.search_text",
  excerpt: "r.place",
  isIndexed: true,
  unitId: null,
  days: null,
  isThere: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
};

/** How searches for partners are found. */
export const partnerSearchSearchable: Searchable = {
  kind: "partnerSearch",
  path: partnerSearchRegister.path,
  table: "partner_search",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.searched_on", to: "r.searched_on" },
  isThere: "r.archived_at IS NULL",
};

/** Organisations and towns abroad as other systems read them; never the people there. */
export const partnerResource: Resource = {
  name: "partners",
  title: "partners.title",
  page: (recordId) => `/partners/${recordId}`,
  table: "partner",
  isOpen: "r.archived_at IS NULL AND r.merged_into_id IS NULL",
  unitId: null,
  fields: {
    name: text("r.name"),
    partnerKind: oneOf("r.kind", PARTNER_KINDS),
    country: text("r.country"),
    place: maybe(text("r.place")),
    latitude: maybe(decimal("r.latitude")),
    longitude: maybe(decimal("r.longitude")),
    website: maybe(text("r.website")),
    endedOn: maybe(day("r.ended_on")),
    isDemonstration: flag("r.is_demonstration"),
  },
};

/** Searches for partners, sent and received. */
export const partnerSearchResource: Resource = {
  name: "partner-searches",
  title: "api.register.partner-searches",
  page: (recordId) => `/partners/searches/${recordId}`,
  table: "partner_search",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    searchDirection: oneOf("r.direction", SEARCH_DIRECTIONS),
    unit: body("r.unit_id"),
    description: maybe(text("r.text")),
    programmeId: maybe(id("r.programme_id")),
    searchedOn: day("r.searched_on"),
    deadline: maybe(day("r.deadline")),
    answer: maybe(oneOf("r.answer", SEARCH_ANSWERS)),
    answeredOn: maybe(day("r.answered_on")),
    searchOutcome: maybe(oneOf("r.outcome", SEARCH_OUTCOMES)),
    partnerId: maybe(id("r.partner_id")),
    projectId: openProject("r.project_id"),
    isDemonstration: flag("r.is_demonstration"),
  },
};
