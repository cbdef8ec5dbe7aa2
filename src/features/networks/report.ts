import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import { writeApproximateDate } from "@/domain/plain-date";
import type { NetworkScope } from "@/domain/matter";
import type { Column, Table, TableRow } from "@/lib/table";
import type { MembershipStatus, NetworkLevel } from "./schema";

/** What a report says of a network. */
export interface ReportedNetwork {
  id: string;
  name: string;
  acronym: string | null;
  level: NetworkLevel;
  scope: NetworkScope;
  through: string | null;
  status: MembershipStatus;
  unit: string;
  joined: ApproximateDate | null;
  leftOn: PlainDate | null;
  noticeBy: PlainDate | null;
  priority: string | null;
  isDecided: boolean;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "name", type: "text", width: 44 },
  { key: "acronym", type: "text", width: 14 },
  { key: "level", type: "text", width: 16 },
  { key: "status", type: "text", width: 18 },
  { key: "scope", type: "text", width: 30 },
  { key: "through", type: "text", width: 28 },
  { key: "unit", type: "text", width: 36 },
  { key: "joined", type: "text", width: 14 },
  { key: "leftOn", type: "date", width: 12 },
  { key: "noticeBy", type: "date", width: 14 },
  { key: "priority", type: "text", width: 30 },
  { key: "decision", type: "text", width: 16 },
  { key: "id", type: "text", width: 38 },
];

/** Lays networks out as a table in the order given: names in the reader's words, a membership's beginning as exactly as it is known, empty where nothing is said. */
export function reportNetworks(networks: readonly ReportedNetwork[], words: (key: string) => string): Table {
  const rows = networks.map((network): TableRow => [
    network.name,
    network.acronym,
    words(`networks.level.${network.level}`),
    words(`networks.status.${network.status}`),
    words(`networks.scope.${network.scope}`),
    network.through,
    network.unit,
    network.joined === null ? null : writeApproximateDate(network.joined),
    network.leftOn,
    network.noticeBy,
    network.priority,
    network.isDecided ? null : words("networks.undecided"),
    network.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.networks.column.${column.key}`) })), rows };
}
