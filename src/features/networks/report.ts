import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import { writeApproximateDate } from "@/domain/plain-date";
import type { NetworkScope } from "@/domain/matter";
import type { FactSheet, SheetOwner } from "@/lib/fact-sheet";
import { formatApproximate, formatCount, formatDate } from "@/lib/formats";
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

/** What a fact sheet says of a network: what is open, and nobody by name. */
export interface SheetNetwork {
  name: string;
  acronym: string | null;
  level: NetworkLevel;
  scope: NetworkScope;
  through: string | null;
  status: MembershipStatus;
  joined: ApproximateDate | null;
  website: string | null;
  workingGroups: string | null;
  about: string | null;
  relevance: string | null;
}

/** What a sheet takes its words from: those of one language. */
interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

/** Lays a network out as a page to hand to a guest, with in how many things units have taken part in some years. */
export function layOutNetworkSheet(network: SheetNetwork, participations: readonly { heldOn: PlainDate }[], years: { from: number; to: number }, owner: SheetOwner, words: Words): FactSheet {
  const { locale } = words;
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`networkSheet.${name}`), value }]);
  const took = participations.filter(({ heldOn }) => Number(heldOn.slice(0, 4)) >= years.from && Number(heldOn.slice(0, 4)) <= years.to).length;
  return {
    lang: locale,
    region: locale === "sv" ? "SE" : "GB",
    title: network.acronym === null ? network.name : `${network.name} (${network.acronym})`,
    lead: words("networkSheet.lead", { level: words(`networks.level.${network.level}`), owner: owner.name }),
    facts: [
      ...fact("standing", words(`networks.status.${network.status}`)),
      ...fact("since", network.joined === null ? null : formatApproximate(network.joined, locale)),
      ...fact("scope", words(`networks.scope.${network.scope}`)),
      ...fact("through", network.through),
      ...fact("workingGroups", network.workingGroups),
      ...fact("website", network.website),
    ],
    figuresTitle: words("townSheet.figures", { from: String(years.from), to: String(years.to) }),
    figures: took === 0 ? [] : [{ value: formatCount(took), label: words("networkSheet.took", { count: took }) }],
    about: { title: words("networkSheet.about"), texts: [...[network.about, network.relevance].filter((text) => text !== null), words("townSheet.owner", { owner: owner.name })] },
    footer: words("townSheet.footer", { day: formatDate(owner.day, locale) }),
  };
}
