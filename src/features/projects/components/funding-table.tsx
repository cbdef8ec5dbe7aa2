import type { SumTableProps } from "@/components/sum-table";
import { formatAmount } from "@/domain/money";
import type { Words } from "@/messages/words";
import type { FundingInput } from "../schema";

/** Funding by funder and year, with sums that are the sums of what stands above them. */
export function describeFunding(funding: readonly FundingInput[], payer: string, words: Words): SumTableProps {
  const all = [...new Set(funding.map((line) => line.year))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const years = all.length > 1 || all[0] !== null ? all : [];
  const total = sum(funding);
  const figuresOf = (lines: readonly FundingInput[]) => [...years.map((year) => amountOr(lines.filter((line) => line.year === year))), formatAmount(sum(lines)), share(sum(lines), total)];
  const groupOf = (line: FundingInput) => `${line.kind} ${line.funder ?? ""}`;
  const groups = [...new Set(funding.map(groupOf))].map((group) => funding.filter((line) => groupOf(line) === group));
  return {
    caption: words("projects.fundingCaption"),
    name: words("projects.funder"),
    columns: [...years.map((year) => ({ label: year === null ? words("projects.wholePeriod") : String(year) })), { label: words("projects.sum"), isTotal: true }, { label: words("projects.share") }],
    lines: groups.flatMap((lines) => {
      const [line] = lines;
      if (line === undefined) return [];
      const kind = words(`projects.fundingKind.${line.kind}`);
      const own = line.kind === "OWN_CASH" || line.kind === "OWN_IN_KIND";
      return [{ name: line.funder ?? kind, under: own ? words("projects.paidBy", { unit: payer }) : line.funder === null ? "" : kind, figures: figuresOf(lines) }];
    }),
    total: { name: words("projects.fundingTotal"), under: "", figures: figuresOf(funding) },
  };
}

const sum = (lines: readonly FundingInput[]) => lines.reduce((total, line) => total + line.amountMinor, 0n);
const amountOr = (lines: readonly FundingInput[]) => (lines.length === 0 ? "–" : formatAmount(sum(lines)));
const share = (part: bigint, whole: bigint) => (whole === 0n ? "–" : `${String((part * 100n + whole / 2n) / whole)}\u00a0%`);
