import type { ReactNode } from "react";
import { DataTable, ROLES } from "@/components/data-table";
import { formatAmount } from "@/domain/money";
import type { Words } from "@/messages/words";
import { externalOf, ownOf, type Amounts } from "../years/rules";
import type { MoneyFilter, MoneyKind } from "../years/schema";

/** The columns of a year's money in their order; sums stand out. */
const KINDS: readonly { what: MoneyKind; isSum: boolean; of: (amounts: Amounts) => bigint }[] = [
  { what: "eu", isSum: false, of: ({ eu }) => eu },
  { what: "other", isSum: false, of: ({ other }) => other },
  { what: "external", isSum: true, of: externalOf },
  { what: "cash", isSum: false, of: ({ cash }) => cash },
  { what: "inKind", isSum: false, of: ({ inKind }) => inKind },
  { what: "own", isSum: true, of: ownOf },
  { what: "received", isSum: false, of: ({ received }) => received },
];

export interface MoneyTableLine {
  key: string;
  name: ReactNode;
  /** Which projects stand behind the line. */
  filter: Partial<MoneyFilter>;
  amounts: Amounts;
}

interface Props {
  caption: string;
  name: string;
  lines: readonly MoneyTableLine[];
  whole: Amounts;
  /** Where the projects behind a figure are listed. */
  address: (filter: Partial<MoneyFilter>) => string;
  words: Words;
}

/** An amount that leads to the projects behind it; nothing leads nowhere. */
export function MoneyFigure({ ore, href }: { ore: bigint; href: string }) {
  return ore === 0n ? "0" : <a href={href}>{formatAmount(ore)}</a>;
}

/** A side of a year's money: line by line what others pay, what the municipality gives and what came, to the öre, with sums that are those of what stands above them. */
export function MoneyYearTable({ caption, name, lines, whole, address, words }: Props) {
  const label = (what: MoneyKind) => words(`funding.year.column.${what}`);
  const cells = (amounts: Amounts, filter: Partial<MoneyFilter>) =>
    KINDS.map(({ what, isSum, of }) => (
      <td key={what} className={isSum ? "r total" : "r"} data-label={label(what)} {...ROLES.cell}><MoneyFigure ore={of(amounts)} href={address({ ...filter, what })} /></td>
    ));
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{name}</th>
          {KINDS.map(({ what }) => <th key={what} className="r" {...ROLES.head}>{label(what)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map((line) => (
          <tr key={line.key} {...ROLES.row}>
            <th {...ROLES.name}>{line.name}</th>
            {cells(line.amounts, line.filter)}
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{words("projects.sum")}</th>
          {cells(whole, {})}
        </tr>
      </tfoot>
    </DataTable>
  );
}

interface ListProps {
  rows: readonly (Amounts & { id: string; title: string; unit: string; programme: { sv: string; en: string } | null })[];
  sums: Amounts;
  filter: MoneyFilter;
  caption: string;
  words: Words;
}

/** Which amounts a list of projects shows: those that it is about, and of whole periods and of what one payer pays the sums alone; amounts without a rate have none. */
function isShown({ what: asked, payerId }: MoneyFilter, what: MoneyKind): boolean {
  if (asked === "unconverted") return false;
  if (payerId !== null) return what === "own";
  if (asked === "period") return what === "own" || what === "external";
  return asked === null || asked === what;
}

/** The projects behind a figure: the amounts that it counts, largest first, with the sum of all of them. */
export function MoneyProjectTable({ rows, sums, filter, caption, words }: ListProps) {
  const shown = KINDS.filter(({ what }) => isShown(filter, what));
  const label = (what: MoneyKind) => words(filter.payerId === null ? `funding.year.column.${what}` : "funding.year.column.paid");
  const cells = (amounts: Amounts) => shown.map(({ what, isSum, of }) => <td key={what} className={isSum ? "r total" : "r"} data-label={label(what)} {...ROLES.cell}>{formatAmount(of(amounts))}</td>);
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("funding.year.column.project")}</th>
          {shown.map(({ what }) => <th key={what} className="r" {...ROLES.head}>{label(what)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.id} {...ROLES.row}>
            <th {...ROLES.name}>
              <a href={`/projects/${row.id}/money`}>{row.title}</a>
              <small>{[row.unit, row.programme?.[words.locale] ?? null].filter((part) => part !== null && part !== "").join(", ")}</small>
            </th>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      {shown.length === 0 ? null : (
        <tfoot {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.name}>{words("projects.sum")}</th>
            {cells(sums)}
          </tr>
        </tfoot>
      )}
    </DataTable>
  );
}
