import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { InformationInput } from "./information/schema";
import { stateOf } from "./rules";
import type { OpportunityKind } from "./schema";

/** What a report says of what is in the feed. */
export interface ReportedOpportunity {
  id: string;
  register: "OPPORTUNITY" | "CALL";
  kind: OpportunityKind;
  title: string;
  text: string | null;
  website: string | null;
  source: string | null;
  programme: { sv: string; en: string } | null;
  deadline: PlainDate | null;
  enteredOn: PlainDate;
  unit: string | null;
  /** The goals in words. */
  goals: readonly string[];
  priorities: readonly string[];
  suitedUnits: readonly string[];
}

const OPPORTUNITY_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "kind", type: "text", width: 20 },
  { key: "state", type: "text", width: 12 },
  { key: "deadline", type: "date", width: 12 },
  { key: "programme", type: "text", width: 32 },
  { key: "suitedUnits", type: "text", width: 44 },
  { key: "goals", type: "text", width: 32 },
  { key: "priorities", type: "text", width: 32 },
  { key: "text", type: "text", width: 60 },
  { key: "website", type: "text", width: 44 },
  { key: "source", type: "text", width: 32 },
  { key: "unit", type: "text", width: 32 },
  { key: "enteredOn", type: "date", width: 12 },
  { key: "register", type: "text", width: 20 },
  { key: "id", type: "text", width: 38 },
];

const joined = (texts: readonly string[]) => (texts.length === 0 ? null : texts.join(", "));

/** Lays what is in the feed out as a table in the order given, with how each stands on a day. */
export function reportOpportunities(opportunities: readonly ReportedOpportunity[], words: ((key: string) => string) & { locale: "sv" | "en" }, today: PlainDate): Table {
  const rows = opportunities.map((one): TableRow => [
    one.title,
    words(`opportunities.kind.${one.kind}`),
    words(`opportunities.state.${stateOf(one, today)}`),
    one.deadline,
    one.programme?.[words.locale] ?? null,
    joined(one.suitedUnits),
    joined(one.goals),
    joined(one.priorities),
    one.text,
    one.website,
    one.source,
    one.unit,
    one.enteredOn,
    words(`opportunities.register.${one.register}`),
    one.id,
  ]);
  return { columns: OPPORTUNITY_COLUMNS.map((column) => ({ ...column, label: words(`export.opportunities.column.${column.key}`) })), rows };
}

/** What a report says of an entry of an information log. */
export interface ReportedInformation extends Omit<InformationInput, "unitId" | "opportunityId"> {
  id: string;
  unit: string;
  opportunity: string | null;
}

const INFORMATION_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "heldOn", type: "date", width: 12 },
  { key: "unit", type: "text", width: 32 },
  { key: "kind", type: "text", width: 24 },
  { key: "title", type: "text", width: 44 },
  { key: "opportunity", type: "text", width: 44 },
  { key: "reached", type: "count", width: 10 },
  { key: "text", type: "text", width: 60 },
  { key: "id", type: "text", width: 38 },
];

/** Lays entries of information logs out as a table in the order given. */
export function reportInformation(activities: readonly ReportedInformation[], words: (key: string) => string): Table {
  const rows = activities.map((one): TableRow => [one.heldOn, one.unit, words(`information.kind.${one.kind}`), one.title, one.opportunity, one.reached, one.text, one.id]);
  return { columns: INFORMATION_COLUMNS.map((column) => ({ ...column, label: words(`export.information.column.${column.key}`) })), rows };
}
