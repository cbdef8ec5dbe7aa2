import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { VisitInput } from "./schema";

/** What a report says of a visit: all that its form does, and what has become of it. */
export interface ReportedVisit extends Omit<VisitInput, "unitId"> {
  id: string;
  unit: string;
  representative: string | null;
  presidium: string | null;
  cancelledOn: PlainDate | null;
  closedOn: PlainDate | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "direction", type: "text", width: 14 },
  { key: "unit", type: "text", width: 32 },
  { key: "startsOn", type: "date", width: 12 },
  { key: "startPrecision", type: "text", width: 20 },
  { key: "endsOn", type: "date", width: 12 },
  { key: "endPrecision", type: "text", width: 19 },
  { key: "counterpart", type: "text", width: 28 },
  { key: "places", type: "text", width: 28 },
  { key: "hosts", type: "text", width: 28 },
  { key: "purpose", type: "text", width: 44 },
  { key: "needsRepresentation", type: "text", width: 28 },
  { key: "concernsUnitDirectly", type: "text", width: 28 },
  { key: "officeNotifiedOn", type: "date", width: 22 },
  { key: "officeNotifiedTo", type: "text", width: 22 },
  { key: "youth", type: "text", width: 16 },
  { key: "youthCount", type: "count", width: 20 },
  { key: "participantCount", type: "count", width: 16 },
  { key: "caseNumber", type: "text", width: 16 },
  { key: "handledSeparately", type: "text", width: 28 },
  { key: "representative", type: "text", width: 26 },
  { key: "presidium", type: "text", width: 30 },
  { key: "cancelledOn", type: "date", width: 12 },
  { key: "closedOn", type: "date", width: 12 },
  { key: "id", type: "text", width: 38 },
];

/** Lays visits out as a table in the order given, by columns that the register reads in again: days as they are stored with how well they are known, empty where nothing is said. */
export function reportVisits(visits: readonly ReportedVisit[], words: (key: string) => string): Table {
  const yesOrNo = (claim: boolean | null) => (claim === null ? null : words(claim ? "frame.yes" : "frame.no"));
  const rows = visits.map(
    ({ starts, ends, ...visit }): TableRow => [
      visit.title,
      words(`visits.direction.${visit.direction}`),
      visit.unit,
      starts.on,
      words(`export.projects.precision.${starts.precision}`),
      ends?.on ?? null,
      ends === null ? null : words(`export.projects.precision.${ends.precision}`),
      visit.counterpart,
      visit.places,
      visit.hosts,
      visit.purpose,
      yesOrNo(visit.needsRepresentation),
      yesOrNo(visit.concernsUnitDirectly),
      visit.officeNotifiedOn,
      visit.officeNotifiedTo,
      yesOrNo(visit.reachesChildrenAndYouth),
      visit.childrenAndYouthCount,
      visit.participantCount,
      visit.caseNumber,
      yesOrNo(visit.isHandledSeparately),
      visit.representative,
      visit.presidium,
      visit.cancelledOn,
      visit.closedOn,
      visit.id,
    ],
  );
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.visits.column.${column.key}`) })), rows };
}
