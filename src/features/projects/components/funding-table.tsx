import { DataTable, ROLES } from "@/components/data-table";
import { formatAmount } from "@/domain/money";
import type { Words } from "@/messages/words";
import type { FundingInput } from "../schema";

/** Funding by funder and year, with sums that are the sums of what stands above them. */
export function FundingTable({ funding, payer, words }: { funding: readonly FundingInput[]; payer: string; words: Words }) {
  const years = [...new Set(funding.map((line) => line.year))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const byYear = years.length > 1 || years[0] !== null;
  const total = sum(funding);
  const keys = [...new Set(funding.map(groupOf))];
  const groups = keys.map((key) => [key, funding.filter((line) => groupOf(line) === key)] as const);
  const yearLabel = (year: number | null) => (year === null ? words("projects.wholePeriod") : String(year));
  return (
    <DataTable caption={words("projects.fundingCaption")} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("projects.funder")}</th>
          {byYear ? years.map((year) => <th key={String(year)} className="r" {...ROLES.head}>{yearLabel(year)}</th>) : null}
          <th className="r" {...ROLES.head}>{words("projects.sum")}</th>
          <th className="r" {...ROLES.head}>{words("projects.share")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {groups.map(([key, lines]) => {
          const [line] = lines;
          if (line === undefined) return null;
          const own = line.kind === "OWN_CASH" || line.kind === "OWN_IN_KIND";
          return (
            <tr key={key} {...ROLES.row}>
              <th {...ROLES.name}>
                {line.funder ?? words(`projects.fundingKind.${line.kind}`)}
                <small>{own ? words("projects.paidBy", { unit: payer }) : line.funder === null ? null : words(`projects.fundingKind.${line.kind}`)}</small>
              </th>
              {byYear ? years.map((year) => <td key={String(year)} className="r" data-label={yearLabel(year)} {...ROLES.cell}>{amountOr(lines.filter((candidate) => candidate.year === year))}</td>) : null}
              <td className="r total" data-label={words("projects.sum")} {...ROLES.cell}>{formatAmount(sum(lines))}</td>
              <td className="r" data-label={words("projects.share")} {...ROLES.cell}>{share(sum(lines), total)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{words("projects.fundingTotal")}</th>
          {byYear ? years.map((year) => <td key={String(year)} className="r" data-label={yearLabel(year)} {...ROLES.cell}>{amountOr(funding.filter((line) => line.year === year))}</td>) : null}
          <td className="r total" data-label={words("projects.sum")} {...ROLES.cell}>{formatAmount(total)}</td>
          <td className="r" data-label={words("projects.share")} {...ROLES.cell}>{share(total, total)}</td>
        </tr>
      </tfoot>
    </DataTable>
  );
}

const groupOf = (line: FundingInput) => `${line.kind} ${line.funder ?? ""}`;
const sum = (lines: readonly FundingInput[]) => lines.reduce((total, line) => total + line.amountMinor, 0n);
const amountOr = (lines: readonly FundingInput[]) => (lines.length === 0 ? "–" : formatAmount(sum(lines)));
const share = (part: bigint, whole: bigint) => (whole === 0n ? "–" : `${String((part * 100n + whole / 2n) / whole)}\u00a0%`);
