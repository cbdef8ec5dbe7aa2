/** Lists of the organisation, as a municipality keeps them: boards, departments and companies, each with what it lies under. */
import { textOf, type Issue, type Values } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import { issuesOf } from "@/lib/fields";
import { addBodySchema, BODY_KINDS, type BodyInput, type BodyKind } from "./schema";

const KIND_WORDS: Readonly<Record<BodyKind, readonly string[]>> = {
  COUNCIL: ["kommunfullmäktige", "fullmäktige", "kf", "council", "municipal council"],
  COUNCIL_PRESIDIUM: ["fullmäktiges presidium", "council presidium"],
  EXECUTIVE_BOARD: ["kommunstyrelse", "kommunstyrelsen", "styrelse", "ks", "executive board"],
  EXECUTIVE_BOARD_PRESIDIUM: ["kommunstyrelsens presidium", "executive board presidium"],
  COMMITTEE: ["nämnd", "utskott", "beredning", "committee"],
  MANAGEMENT_GROUP: ["ledningsgrupp", "kommunledningsgrupp", "management group"],
  OFFICE: ["kontor", "stab", "kansli", "office"],
  DEPARTMENT: ["förvaltning", "avdelning", "sektor", "department"],
  COMPANY: ["bolag", "kommunalt bolag", "stiftelse", "ab", "company"],
  WORKPLACE: ["arbetsplats", "skola", "enhet", "workplace", "school"],
};

/** The fields of a list of the organisation. */
export function bodyImportFields(): ImportField[] {
  const field = (name: string, label: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `bodies.${label}`, headings, isRequired: false, type, ...more });
  return [
    field("name", "name", "text", ["organ", "verksamhet", "benämning", "body", "unit name"], { isRequired: true }),
    field("kind", "kind", "choice", ["typ", "organtyp", "sort", "type"], { isRequired: true, choices: BODY_KINDS.map((value) => ({ value, label: (words) => words(`bodies.kinds.${value}`), words: KIND_WORDS[value] })) }),
    field("shortName", "shortName", "text", ["kortnamn", "förkortning", "abbreviation", "short"]),
    field("parent", "belongsTo", "text", ["överordnad", "lyder under", "nämnd", "tillhör", "parent", "reports to"]),
    field("ownershipPercent", "ownership", "text", ["ägarandel", "andel", "share", "ownership"]),
    field("organisationNumber", "organisationNumber", "text", ["orgnr", "org.nr", "org nr", "registration number"]),
    field("boundByOther", "boundByOther", "text", ["följer styrdokument från", "follows documents of"]),
    field("validFrom", "validFrom", "date", ["från", "från och med", "gäller från", "start", "from", "valid from"]),
  ];
}

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** A row of such a list: the body, and what it lies under as the list names it, empty where it names nothing. */
export interface BodyRow {
  body: BodyInput;
  parent: string;
}

/** Reads a row as the register's form reads it; the list is its source. */
export function readBodyRow(values: Values, source: string): BodyRow | { issues: Issue[] } {
  const read = addBodySchema.safeParse({ ...values, _key: NO_KEY, source });
  return read.success ? { body: read.data.body, parent: textOf(values, "parent").trim() } : { issues: issuesOf(read.error) };
}
