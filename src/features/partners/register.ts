import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import type { Register } from "@/domain/registers";
import { listContactsDue } from "./contacts/service";
import { readSearchFilter, writeSearchFilter } from "./searches/schema";
import { countActiveSearches, getSearch, listSearchesDue } from "./searches/service";
import { getPartner } from "./service";

/** What the register of partners offers the whole house. */
export const partnerRegister: Register = {
  kind: "partner",
  path: (id) => `/partners/${id}`,
  titleOf: async (actor, id) => (await getPartner(actor, id)).partner.name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) =>
    (await listContactsDue(actor, today)).map(({ partnerId, partner, unit, neededUntil, count }) => ({
      key: `partner contacts ${partnerId} ${unit}`,
      path: `/partners/${partnerId}#people`,
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

/** The list of a unit's searches of a year in which it has been active, as far as it had been by a day. */
const activeOf = (unitId: string, year: number, until: PlainDate | null) => `/partners/searches${writeSearchFilter({ ...readSearchFilter({}).filter, active: true }, { unitId, year, until })}`;

/** What the register of searches for partners offers the whole house. */
export const partnerSearchRegister: Register = {
  kind: "partnerSearch",
  path: (id) => `/partners/searches/${id}`,
  titleOf: async (actor, id) => (await getSearch(actor, id)).search.title,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) =>
    (await listSearchesDue(actor, today)).map(({ id, title, direction, deadline }) => ({
      key: `partner search ${id}`,
      path: `/partners/searches/${id}`,
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
  // To be active in looking for partners is to send searches out, and to answer those that come (V11b).
  evidence: async (actor, { year, begunBy }) => (await countActiveSearches(actor, year, begunBy)).map(({ unitId, count }) => ({ kind: "PARTNER_SEARCH", unitId, count, path: activeOf(unitId, year, begunBy) })),
};
