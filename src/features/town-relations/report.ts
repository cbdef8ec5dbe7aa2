import { writeApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import type { TownRelationKind } from "@/domain/matter";
import type { Column, Table, TableRow } from "@/lib/table";
import type { Standing } from "./schema";

/** What a report says of a relation. */
export interface ReportedRelation {
  id: string;
  name: string;
  kind: TownRelationKind;
  towns: readonly string[];
  countries: readonly string[];
  state: Standing;
  sinceOn: PlainDate | null;
  sincePrecision: DatePrecision | null;
  unit: string;
  latestOn: PlainDate | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "name", type: "text", width: 36 },
  { key: "kind", type: "text", width: 26 },
  { key: "towns", type: "text", width: 40 },
  { key: "countries", type: "text", width: 14 },
  { key: "state", type: "text", width: 20 },
  { key: "since", type: "text", width: 14 },
  { key: "unit", type: "text", width: 32 },
  { key: "latest", type: "date", width: 16 },
  { key: "id", type: "text", width: 38 },
];

/** Lays relations out as a table in the order given: names in the reader's words, the first day as well as it is known, countries by their codes; how they stand is as of the day that they were read. */
export function reportRelations(relations: readonly ReportedRelation[], words: (key: string) => string): Table {
  const rows = relations.map(({ sinceOn, sincePrecision, ...relation }): TableRow => [
    relation.name,
    words(`townRelations.kind.${relation.kind}`),
    relation.towns.join(", "),
    relation.countries.join(", "),
    words(`townRelations.state.${relation.state}`),
    sinceOn === null || sincePrecision === null ? null : writeApproximateDate({ on: sinceOn, precision: sincePrecision }),
    relation.unit,
    relation.latestOn,
    relation.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.townRelations.column.${column.key}`) })), rows };
}
