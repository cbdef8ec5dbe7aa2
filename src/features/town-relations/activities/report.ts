import { writeApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { BeneficiaryGroup } from "./schema";

/** What a report says of an exchange. */
export interface ReportedActivity {
  id: string;
  title: string;
  relation: string;
  heldOn: PlainDate;
  heldPrecision: DatePrecision;
  groups: readonly BeneficiaryGroup[];
  unit: string;
  participantCount: number | null;
  reachesChildrenAndYouth: boolean;
  childrenAndYouthCount: number | null;
  association: string | null;
  grantOre: string | null;
  payer: string | null;
  benefit: string;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "held", type: "text", width: 12 },
  { key: "title", type: "text", width: 44 },
  { key: "relation", type: "text", width: 28 },
  { key: "groups", type: "text", width: 30 },
  { key: "participants", type: "count", width: 12 },
  { key: "youth", type: "text", width: 16 },
  { key: "youthCount", type: "count", width: 14 },
  { key: "association", type: "text", width: 28 },
  { key: "grant", type: "amount", width: 14 },
  { key: "payer", type: "text", width: 28 },
  { key: "benefit", type: "text", width: 60 },
  { key: "unit", type: "text", width: 32 },
  { key: "id", type: "text", width: 38 },
];

/** Lays exchanges out as a table in the order given: names in the reader's words, the day as well as it is known, a grant in öre, empty where nothing is said. */
export function reportActivities(activities: readonly ReportedActivity[], words: (key: string) => string): Table {
  const rows = activities.map((activity): TableRow => [
    writeApproximateDate({ on: activity.heldOn, precision: activity.heldPrecision }),
    activity.title,
    activity.relation,
    activity.groups.map((group) => words(`townActivities.group.${group}`)).join(", "),
    activity.participantCount,
    words(activity.reachesChildrenAndYouth ? "frame.yes" : "frame.no"),
    activity.childrenAndYouthCount,
    activity.association,
    activity.grantOre === null ? null : BigInt(activity.grantOre),
    activity.payer,
    activity.benefit,
    activity.unit,
    activity.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.townActivities.column.${column.key}`) })), rows };
}
