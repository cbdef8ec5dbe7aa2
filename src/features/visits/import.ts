/** Lists of visits, journeys and events, as offices, presidia and units keep them. */
import { DATE_PRECISIONS } from "@/domain/plain-date";
import type { ImportChoice, ImportField } from "@/features/imports/import";
import { VISIT_DIRECTIONS, type VisitDirection } from "./schema";

/** What lists of visits are read against: the units of the house, and what the governing document asks of a visit. */
export interface VisitListSetting {
  /** Units that the reader may announce for. */
  units: readonly { id: string; name: string }[];
  /** Units that have ended, and what units have been called besides: a list may name them, and a visit of the register may keep them. */
  endedUnits: readonly { id: string; name: string }[];
  formerNames: ReadonlyMap<string, readonly string[]>;
  asksForYouth: boolean;
  /** The directions for which each question decides whose matter a visit is. */
  asked: { representation: readonly VisitDirection[]; direct: readonly VisitDirection[] };
}

const DIRECTION_WORDS: Readonly<Record<VisitDirection, readonly string[]>> = {
  INCOMING: ["besök", "inkommande", "inkommande besök", "mottaget besök", "studiebesök", "in", "incoming", "visit", "received"],
  OUTGOING: ["utresa", "tjänsteresa", "studieresa", "utgående", "ut", "outgoing", "journey", "trip", "travel"],
  EVENT: ["evenemang", "konferens", "möte", "arrangemang här", "event", "conference", "meeting"],
};
const YES_NO_WORDS = { yes: ["ja", "j", "x", "yes", "y", "true", "sant", "1"], no: ["nej", "n", "no", "false", "falskt", "0"] } as const;

/** The fields of a list of visits. */
export function visitImportFields({ units, endedUnits, formerNames, asksForYouth, asked }: VisitListSetting): ImportField[] {
  const field = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `visits.field.${name}`, headings, isRequired: false, type, ...more });
  const own = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => field(name, type, headings, { label: `imports.visits.${name}`, ...more });
  const yesNo = (["yes", "no"] as const).map((value): ImportChoice => ({ value, label: (translate) => translate(`frame.${value}`), words: YES_NO_WORDS[value] }));
  const precisions = DATE_PRECISIONS.map((value): ImportChoice => ({ value, label: (translate) => translate(`export.projects.precision.${value}`) }));
  const unit = ({ id, name }: { id: string; name: string }): ImportChoice => ({ value: id, label: () => name, words: formerNames.get(id) ?? [] });
  const only = units.length === 1 ? units[0] : undefined;
  return [
    field("title", "text", ["besök", "rubrik", "ämne", "vad", "aktivitet", "benämning", "visit", "title", "subject", "activity"], { isRequired: true }),
    own("direction", "choice", ["slag", "typ", "typ av besök", "riktning", "kind", "type", "direction"], { isRequired: true, choices: VISIT_DIRECTIONS.map((value) => ({ value, label: (translate) => translate(`visits.direction.${value}`), words: DIRECTION_WORDS[value] })) }),
    // What ended units were called may be another's name by now, which then comes last and counts.
    own("unitId", "choice", ["verksamhet", "förvaltning", "enhet", "bolag", "ansvarig", "ansvarig enhet", "ansvarig förvaltning", "förvaltning eller bolag", "unit", "department"], { isRequired: true, choices: [...endedUnits.map((ended): ImportChoice => ({ ...unit(ended), isPast: true })), ...units.map(unit)], ...(only === undefined ? {} : { usual: only.id }) }),
    field("starts", "date", ["datum", "dag", "när", "från", "start", "startdatum", "från och med", "ankomst", "avresa", "date", "first day", "start date", "from", "arrival"], { isRequired: true }),
    own("startPrecision", "choice", ["första dagen gäller", "the first day is for the"], { choices: precisions }),
    field("ends", "date", ["till", "slut", "slutdatum", "till och med", "hemresa", "last day", "end date", "to", "until", "departure"]),
    own("endPrecision", "choice", ["sista dagen gäller", "the last day is for the"], { choices: precisions }),
    field("counterpart", "text", ["motpart", "gäst", "gäster", "delegation", "från vem", "besökare", "avsändare", "mål", "organisation", "counterpart", "guest", "guests", "delegation from"]),
    field("places", "text", ["plats", "platser", "ort", "lokal", "place", "places", "venue"]),
    field("hosts", "text", ["värd", "värdar", "resenärer", "deltagare från kommunen", "vem tar emot", "hosts", "host", "travellers"]),
    field("purpose", "text", ["syfte", "syfte och program", "program", "ärende", "beskrivning", "anteckning", "purpose", "programme", "description"]),
    field("needsRepresentation", "choice", ["kommunen ska representeras", "representation", "the municipality is to be represented"], { isRequired: asked.representation.length > 0, choices: yesNo }),
    field("concernsUnitDirectly", "choice", ["gäller verksamheten direkt", "direkt inom verksamhetsområdet", "concerns the unit directly"], { isRequired: asked.direct.length > 0, choices: yesNo }),
    field("officeNotifiedOn", "date", ["underrättelse", "informerat kontoret", "kontoret underrättat", "office notified"]),
    field("officeNotifiedTo", "text", ["underrättad", "informerad person", "person notified"]),
    field("reachesChildrenAndYouth", "choice", ["barn och unga", "når barn och unga", "children and youth", "reaches children and youth"], { isRequired: asksForYouth, choices: yesNo, ...(asksForYouth ? {} : { usual: "no" }) }),
    field("childrenAndYouthCount", "text", ["antal barn och unga", "antal elever", "number of children and youth"]),
    field("participantCount", "text", ["antal", "antal gäster", "antal personer", "number of participants", "participants"]),
    field("caseNumber", "text", ["dnr", "diarienr", "ärendenummer", "case number"]),
    own("isHandledSeparately", "choice", ["särskild ordning", "hanteras i särskild ordning", "handled separately"], { choices: yesNo }),
    own("id", "text", ["id i utblick", "utblick id", "id in utblick"]),
  ];
}
