import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { InfluenceInput } from "./influence/schema";
import { stateOf } from "./rules";
import type { ItemInput } from "./schema";

/** What a report says of something that is followed. */
export interface ReportedItem extends Omit<ItemInput, "unitId"> {
  id: string;
  unit: string;
  isReady: boolean;
  actions: number;
}

const ITEM_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "reference", type: "text", width: 20 },
  { key: "unit", type: "text", width: 32 },
  { key: "stage", type: "text", width: 24 },
  { key: "relevance", type: "text", width: 12 },
  { key: "meaning", type: "text", width: 60 },
  { key: "source", type: "text", width: 40 },
  { key: "state", type: "text", width: 16 },
  { key: "begunOn", type: "date", width: 12 },
  { key: "assessedOn", type: "date", width: 12 },
  { key: "assessedBy", type: "text", width: 26 },
  { key: "responsible", type: "text", width: 26 },
  { key: "nextCheckOn", type: "date", width: 12 },
  { key: "endedOn", type: "date", width: 12 },
  { key: "actions", type: "count", width: 10 },
  { key: "ready", type: "text", width: 12 },
  { key: "area", type: "text", width: 26 },
  { key: "id", type: "text", width: 38 },
];

/** A column that is there where the work is divided into parts alone. */
const withArea = (columns: readonly Omit<Column, "label">[], area: string | null) => columns.filter(({ key }) => key !== "area" || area !== null);
const said = (area: string | null): TableRow => (area === null ? [] : [area]);

/** Lays what is followed out as a table in the order given, with its state on a day, and the part of the work that it belongs to where there are such. */
export function reportItems(items: readonly ReportedItem[], words: (key: string) => string, today: PlainDate, area: string | null = null): Table {
  const rows = items.map((one): TableRow => [
    one.title,
    one.reference,
    one.unit,
    words(`euMonitoring.stage.${one.stage}`),
    words(`euMonitoring.relevance.${one.relevance}`),
    one.meaning,
    one.source,
    words(`euMonitoring.state.${stateOf(one, today)}`),
    one.begunOn,
    one.assessedOn,
    one.assessedBy,
    one.responsible,
    one.nextCheckOn,
    one.endedOn,
    one.actions,
    words(one.isReady ? "frame.yes" : "frame.no"),
    ...said(area),
    one.id,
  ]);
  return { columns: withArea(ITEM_COLUMNS, area).map((column) => ({ ...column, label: words(`export.euMonitoring.column.${column.key}`) })), rows };
}

/** What a report says of something that was done to influence. */
export interface ReportedInfluence extends Omit<InfluenceInput, "networkId" | "priorityId"> {
  id: string;
  item: string;
  unit: string;
  network: string | null;
  priority: string | null;
}

const INFLUENCE_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "actedOn", type: "date", width: 12 },
  { key: "title", type: "text", width: 44 },
  { key: "item", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "kind", type: "text", width: 20 },
  { key: "priority", type: "text", width: 32 },
  { key: "network", type: "text", width: 32 },
  { key: "through", type: "text", width: 32 },
  { key: "position", type: "text", width: 60 },
  { key: "outcome", type: "text", width: 60 },
  { key: "area", type: "text", width: 26 },
  { key: "id", type: "text", width: 38 },
];

/** Lays what was done to influence out as a table in the order given, with the part of the work that it belongs to where there are such. */
export function reportInfluence(actions: readonly ReportedInfluence[], words: (key: string) => string, area: string | null = null): Table {
  const rows = actions.map((one): TableRow => [one.actedOn, one.title, one.item, one.unit, words(`influence.kind.${one.kind}`), one.priority, one.network, one.through, one.position, one.outcome, ...said(area), one.id]);
  return { columns: withArea(INFLUENCE_COLUMNS, area).map((column) => ({ ...column, label: words(`export.euInfluence.column.${column.key}`) })), rows };
}
