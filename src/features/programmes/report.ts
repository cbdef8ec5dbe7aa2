import type { Column, Table, TableRow } from "@/lib/table";
import { writePercent } from "./rules";
import type { ProgrammeInput } from "./schema";

/** What a report says of a programme. */
export interface ReportedProgramme extends ProgrammeInput {
  id: string;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "nameSv", type: "text", width: 44 },
  { key: "nameEn", type: "text", width: 44 },
  { key: "fund", type: "text", width: 22 },
  { key: "period", type: "text", width: 14 },
  { key: "maxRatePercent", type: "text", width: 18 },
  { key: "size", type: "text", width: 36 },
  { key: "regions", type: "text", width: 36 },
  { key: "coversMunicipality", type: "text", width: 18 },
  { key: "rules", type: "text", width: 60 },
  { key: "finalReportMonths", type: "text", width: 20 },
  { key: "finalPaymentMonths", type: "text", width: 20 },
  { key: "keepYears", type: "text", width: 16 },
  { key: "keepFrom", type: "text", width: 24 },
  { key: "website", type: "text", width: 36 },
  { key: "source", type: "text", width: 36 },
  { key: "certainty", type: "text", width: 22 },
  { key: "note", type: "text", width: 60 },
  { key: "id", type: "text", width: 38 },
];

/** Lays programmes out as a table in the order given; empty where nobody has said. */
export function reportProgrammes(programmes: readonly ReportedProgramme[], words: (key: string) => string): Table {
  const count = (value: number | null) => (value === null ? null : String(value));
  const rows = programmes.map((programme): TableRow => [
    programme.nameSv,
    programme.nameEn,
    programme.fund,
    programme.period,
    programme.maxRatePercent === null ? null : writePercent(programme.maxRatePercent),
    programme.size,
    programme.regions,
    programme.coversMunicipality === null ? null : words(programme.coversMunicipality ? "frame.yes" : "frame.no"),
    programme.rules,
    count(programme.finalReportMonths),
    count(programme.finalPaymentMonths),
    count(programme.keepYears),
    programme.keepFrom === null ? null : words(`programmes.keepFrom.${programme.keepFrom}`),
    programme.website,
    programme.source,
    words(`programmes.certainty.${programme.certainty}`),
    programme.note,
    programme.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.programmes.column.${column.key}`) })), rows };
}
