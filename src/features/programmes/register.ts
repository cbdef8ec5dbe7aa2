import "server-only";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import { getCall } from "./calls/service";
import { getProgramme } from "./service";
import { count, day, decimal, flag, id, maybe, type Resource, text } from "@/features/api/schema";

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
    stored: { table: "programme", title: "r.name_sv", unitId: null, isThere: "true", isConfidential: null, registration: { otherCaseNumber: "r.code", counterpart: "r.fund" } },
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
    stored: { table: '"call"', title: "r.name", unitId: null, isThere: "true", isConfidential: null, registration: { from: "r.opens_on", to: "r.closes_on" } },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** How programmes are found, in either language. */
export const programmeSearchable: Searchable = {
  kind: "programme",
  path: programmeRegister.path,
  table: "programme",
  title: "r.name_sv",
  text: "concat_ws(E'\\n', r.name_sv, r.name_en, r.fund, r.regions, r.rules, r.note)",
  unitId: null,
  days: null,
  isThere: "r.archived_at IS NULL",
};

/** How calls are found, also by the programme that they belong to. */
export const callSearchable: Searchable = {
  kind: "call",
  path: callRegister.path,
  table: '(SELECT c.*, p.name_sv, p.name_en FROM "call" c JOIN programme p ON p.id = c.programme_id)',
  title: "r.name",
  text: "concat_ws(E'\\n', r.name, r.name_sv, r.name_en, r.note)",
  unitId: null,
  days: { from: "coalesce(r.opens_on, r.closes_on)", to: "coalesce(r.closes_on, r.opens_on)" },
  isThere: "r.archived_at IS NULL",
};

/** Funding programmes as other systems read them. */
export const programmeResource: Resource = {
  name: "programmes",
  title: "programmes.title",
  page: (recordId) => `/programmes/${recordId}`,
  table: "programme",
  isOpen: "r.archived_at IS NULL",
  unitId: null,
  fields: {
    code: text("r.code"),
    nameSv: text("r.name_sv"),
    nameEn: text("r.name_en"),
    fund: maybe(text("r.fund")),
    period: maybe(text("r.period")),
    maxRatePercent: maybe(decimal("r.max_rate_percent")),
    regions: maybe(text("r.regions")),
    coversMunicipality: maybe(flag("r.covers_municipality")),
    keepYears: maybe(count("r.keep_years")),
    website: maybe(text("r.website")),
  },
};

/** Calls of programmes. */
export const callResource: Resource = {
  name: "calls",
  title: "api.register.calls",
  page: (recordId) => `/programmes/calls/${recordId}`,
  table: '"call"',
  isOpen: "r.archived_at IS NULL",
  unitId: null,
  fields: {
    name: text("r.name"),
    programmeId: id("r.programme_id"),
    opensOn: maybe(day("r.opens_on")),
    closesOn: maybe(day("r.closes_on")),
    maxRatePercent: maybe(decimal("r.max_rate_percent")),
    website: maybe(text("r.website")),
    isDemonstration: flag("r.is_demonstration"),
  },
};
