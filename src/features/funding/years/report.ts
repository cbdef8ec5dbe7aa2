import type { Column, Table, TableRow } from "@/lib/table";
import { externalOf, ownOf, type Amounts } from "./rules";

/** What a report says of a project's money of a year. */
export interface ReportedMoney extends Amounts {
  id: string;
  title: string;
  unit: string;
  programme: { sv: string; en: string } | null;
  fund: string | null;
}

const amount = (key: string): Omit<Column, "label"> => ({ key, type: "amount", width: 16 });

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "programme", type: "text", width: 36 },
  { key: "fund", type: "text", width: 16 },
  ...["eu", "other", "external", "cash", "inKind", "own", "received"].map(amount),
  { key: "id", type: "text", width: 38 },
];

/** Columns that say nothing where it is asked who pays: the list is of what that one pays, whether as money or work. */
const NOT_OF_PAYER = new Set(["eu", "other", "external", "cash", "inKind", "received"]);

/** Lays projects' money of a year out as a table in the order given, in kronor to the öre; of one payer, what that one pays alone. */
export function reportMoney(projects: readonly ReportedMoney[], isOfPayer: boolean, words: ((key: string) => string) & { locale: "sv" | "en" }): Table {
  const cells = (one: ReportedMoney) => ({ ...one, programme: one.programme?.[words.locale] ?? null, external: externalOf(one), own: ownOf(one) });
  const columns = COLUMNS.filter(({ key }) => !isOfPayer || !NOT_OF_PAYER.has(key));
  const rows = projects.map((one): TableRow => columns.map(({ key }) => cells(one)[key as keyof ReturnType<typeof cells>]));
  return { columns: columns.map((column) => ({ ...column, label: words(`export.money.column.${column.key}`) })), rows };
}
