/** Lists of opportunities, as programmes and regional offices send them. */
import type { Issue, Values } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import { issuesOf } from "@/lib/fields";
import { logOpportunitySchema, OPPORTUNITY_KINDS, type OpportunityInput, type OpportunityKind } from "./schema";

const KIND_WORDS: Readonly<Record<OpportunityKind, readonly string[]>> = {
  OPEN_CALL: ["utlysning", "öppen utlysning", "call", "call for proposals", "open call"],
  PARTNER_REQUEST: ["partnersökning", "söker partner", "partner search", "partner request"],
  COURSE: ["kurs", "utbildning", "webbinarium", "course", "training", "webinar"],
  EVENT: ["händelse", "nyhet", "informationsdag", "konferens", "event", "news", "info day", "conference"],
};

/** The fields of a list of opportunities, with the units that the reader may enter one for and the programmes of the register. */
export function opportunityImportFields({ units, programmes }: { units: readonly { id: string; name: string }[]; programmes: readonly { id: string; sv: string; en: string; words: readonly string[] }[] }): ImportField[] {
  const field = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `opportunities.field.${name}`, headings, isRequired: false, type, ...more });
  const only = units.length === 1 ? units[0] : undefined;
  return [
    field("title", "text", ["rubrik", "titel", "namn", "utlysning", "title", "name", "call title", "topic"], { isRequired: true }),
    field("kind", "choice", ["slag", "typ", "kind", "type"], { isRequired: true, usual: "OPEN_CALL", choices: OPPORTUNITY_KINDS.map((value) => ({ value, label: (words) => words(`opportunities.kind.${value}`), words: KIND_WORDS[value] })) }),
    field("unitId", "choice", ["verksamhet", "förvaltning", "enhet", "unit", "department"], { isRequired: true, choices: units.map(({ id, name }) => ({ value: id, label: () => name })), ...(only === undefined ? {} : { usual: only.id }) }),
    field("deadline", "date", ["sista dag", "sista ansökningsdag", "stänger", "deadline", "closing date", "deadline date"]),
    field("programmeId", "choice", ["program", "finansieringsprogram", "programme", "program name"], { choices: programmes.map(({ id, words, ...names }) => ({ value: id, label: ({ locale }) => names[locale], words })) }),
    field("website", "text", ["webbadress", "länk", "url", "link", "website"]),
    field("text", "text", ["beskrivning", "text", "sammanfattning", "description", "summary"]),
    field("source", "text", ["källa", "avsändare", "source", "from"]),
  ];
}

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** Reads a row as the register's form reads it; where it says nothing of its source the list is that. */
export function readOpportunityRow(values: Values, { source, enteredOn }: { source: string; enteredOn: string }): { opportunity: OpportunityInput } | { issues: Issue[] } {
  const said = values["source"];
  const read = logOpportunitySchema.safeParse({ _key: NO_KEY, ...values, enteredOn, source: typeof said === "string" && said.trim() !== "" ? said : source });
  return read.success ? { opportunity: read.data.opportunity } : { issues: issuesOf(read.error) };
}
