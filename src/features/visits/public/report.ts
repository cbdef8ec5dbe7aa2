import { formatAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { VisitDirection } from "../schema";

/** What a report says of a visit. */
export interface ReportedVisit {
  id: string;
  title: string;
  direction: VisitDirection;
  startsOn: PlainDate;
  endsOn: PlainDate;
  unit: string;
  counterpart: string | null;
  purpose: string | null;
  representatives: readonly string[];
  met: readonly string[];
  guests: number;
  own: number;
  hospitality: readonly string[];
  gifts: readonly { direction: "GIVEN" | "RECEIVED"; what: string; valueOre: bigint | null; keptWhere: string | null }[];
  costOre: bigint;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "startsOn", type: "date", width: 12 },
  { key: "endsOn", type: "date", width: 12 },
  { key: "direction", type: "text", width: 14 },
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "counterpart", type: "text", width: 32 },
  { key: "met", type: "text", width: 44 },
  { key: "guests", type: "count", width: 10 },
  { key: "representatives", type: "text", width: 36 },
  { key: "own", type: "count", width: 10 },
  { key: "purpose", type: "text", width: 60 },
  { key: "hospitality", type: "text", width: 44 },
  { key: "gifts", type: "text", width: 44 },
  { key: "cost", type: "amount", width: 14 },
  { key: "id", type: "text", width: 38 },
];

type Words = (key: string, parameters?: Record<string, string>) => string;

/** A gift in words: which way it went, what it is worth as far as that is known, and where one that was received is kept. */
export function describeGift({ direction, what, valueOre, keptWhere }: ReportedVisit["gifts"][number], words: Words): string {
  const value = valueOre === null ? [] : [`${formatAmount(valueOre)} kr`];
  return `${words(`visitParts.giftDirection.${direction}`)}: ${[what, ...value, ...(keptWhere === null ? [] : [words("visitParts.keptIn", { where: keptWhere })])].join(", ")}`;
}

/** Lays the visits of the public register out as a table in the order given; empty where nothing is said. */
export function reportPublicVisits(visits: readonly ReportedVisit[], words: Words): Table {
  const listed = (texts: readonly string[]) => (texts.length === 0 ? null : texts.join("; "));
  const rows = visits.map((visit): TableRow => [
    visit.startsOn,
    visit.endsOn,
    words(`visits.direction.${visit.direction}`),
    visit.title,
    visit.unit,
    visit.counterpart,
    listed(visit.met),
    visit.guests,
    listed(visit.representatives),
    visit.own,
    visit.purpose,
    listed(visit.hospitality),
    listed(visit.gifts.map((gift) => describeGift(gift, words))),
    visit.costOre,
    visit.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.publicVisits.column.${column.key}`) })), rows };
}
