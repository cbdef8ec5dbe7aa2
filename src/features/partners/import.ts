/** Lists of partners, as offices keep them. */
import type { Issue, Values } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import { COUNTRIES } from "@/lib/countries";
import { issuesOf } from "@/lib/fields";
import { foldText } from "@/lib/folded-names";
import { formatCountry } from "@/lib/formats";
import { addPartnerSchema, PARTNER_CERTAINTIES, PARTNER_KINDS, type PartnerInput, type PartnerKind } from "./schema";

const KIND_WORDS: Readonly<Record<PartnerKind, readonly string[]>> = {
  TOWN: ["kommun", "stad", "vänort", "municipality", "city", "town", "local authority"],
  REGION: ["region", "landsting", "län", "county", "province"],
  SCHOOL: ["skola", "gymnasium", "förskola", "grundskola", "school"],
  UNIVERSITY: ["universitet", "högskola", "university", "college", "higher education institution"],
  COMPANY: ["företag", "bolag", "company", "enterprise", "sme"],
  ASSOCIATION: ["förening", "organisation", "ideell förening", "stiftelse", "ngo", "association", "foundation"],
  PUBLIC_AUTHORITY: ["myndighet", "offentlig myndighet", "authority", "public body", "agency"],
  OTHER: ["annat", "övrigt", "other"],
};

/** What countries are called besides their Swedish and English names. */
const COUNTRY_WORDS: Readonly<Record<string, readonly string[]>> = { GB: ["england", "skottland", "wales", "uk", "great britain"], NL: ["holland"], CZ: ["tjeckiska republiken", "czech republic"], US: ["usa"], GR: ["el"], RU: ["ryska federationen"], TR: ["turkey"], MK: ["makedonien", "macedonia"] };

/** The field in which a list names a country, by name in Swedish or English, or by code. */
export const COUNTRY_FIELD: Omit<ImportField, "label"> = {
  name: "country",
  headings: ["land", "country", "landskod", "country code", "nation"],
  isRequired: true,
  type: "choice",
  choices: COUNTRIES.map((code) => ({ value: code, label: ({ locale }) => formatCountry(code, locale), words: COUNTRY_WORDS[code] ?? [] })),
};

const COUNTRY_CODES: ReadonlyMap<string, string> = new Map((COUNTRY_FIELD.choices ?? []).flatMap(({ value, words }) => [value, formatCountry(value, "sv"), formatCountry(value, "en"), ...(words ?? [])].map((name) => [foldText(name), value] as const)));

/** Reads a country as lists name one, as its code; null for what is none. */
export function readCountry(text: string): string | null {
  return COUNTRY_CODES.get(foldText(text)) ?? null;
}

/** The field in which a list says how sure its rows are. */
export const certaintyField = (label: string, words: string): ImportField => ({
  name: "certainty",
  label,
  headings: ["säkerhet", "certainty", "tillförlitlighet"],
  isRequired: true,
  type: "choice",
  usual: "MEDIUM",
  choices: PARTNER_CERTAINTIES.map((value) => ({ value, label: (translate) => translate(`${words}.${value}`) })),
});

/** The fields of a list of partners. */
export const PARTNER_IMPORT_FIELDS: readonly ImportField[] = [
  { name: "name", label: "partners.field.name", headings: ["partner", "organisation", "organisationens namn", "namn på partner", "legal name", "organisation name", "partner name", "samarbetspartner"], isRequired: true, type: "text" },
  { name: "kind", label: "partners.field.kind", headings: ["typ", "typ av organisation", "kategori", "type", "organisation type", "kind"], isRequired: true, type: "choice", choices: PARTNER_KINDS.map((value) => ({ value, label: (words) => words(`partners.kind.${value}`), words: KIND_WORDS[value] })) },
  { ...COUNTRY_FIELD, label: "partners.field.country" },
  { name: "place", label: "partners.field.place", headings: ["ort", "stad", "postort", "city", "town", "place"], isRequired: false, type: "text" },
  { name: "coordinates", label: "partners.field.coordinates", headings: ["koordinater", "coordinates", "position", "läge"], isRequired: false, type: "text" },
  { name: "website", label: "partners.field.website", headings: ["hemsida", "webb", "webbadress", "url", "website", "web", "www"], isRequired: false, type: "text" },
  { name: "aliases", label: "partners.field.aliases", headings: ["alias", "andra namn", "kallas även", "other names", "also known as"], isRequired: false, type: "lines" },
  { name: "formerNames", label: "partners.field.formerNames", headings: ["tidigare namn", "former names", "former name"], isRequired: false, type: "lines" },
  certaintyField("partners.field.certainty", "partners.certainty"),
  { name: "note", label: "partners.field.note", headings: ["anteckning", "anteckningar", "kommentar", "notering", "note", "notes", "comment", "comments"], isRequired: false, type: "text" },
];

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** Reads a row as the register's form reads it. */
export function readPartnerRow(values: Values): { partner: PartnerInput } | { issues: Issue[] } {
  const read = addPartnerSchema.safeParse({ _key: NO_KEY, ...values });
  return read.success ? { partner: read.data.partner } : { issues: issuesOf(read.error) };
}
