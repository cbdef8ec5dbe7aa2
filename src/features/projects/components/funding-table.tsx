import type { SumTableProps } from "@/components/sum-table";
import { formatAmount } from "@/domain/money";
import type { Words } from "@/messages/words";
import { CENTRAL, OWN_KINDS, type FundingInput } from "../schema";

/** Funding by funder and year, with sums that are the sums of what stands above them. */
export function describeFunding({ funding, unitName, payers }: { funding: readonly FundingInput[]; unitName: string; payers: readonly { id: string; name: string }[] }, words: Words): SumTableProps {
  const all = [...new Set(funding.map((line) => line.year))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const years = all.length > 1 || all[0] !== null ? all : [];
  const total = sum(funding);
  const figuresOf = (lines: readonly FundingInput[]) => [...years.map((year) => amountOr(lines.filter((line) => line.year === year))), formatAmount(sum(lines)), share(sum(lines), total)];
  const groupOf = (line: FundingInput) => `${line.kind} ${line.payer ?? ""} ${line.funder ?? ""}`;
  const paidBy = (payer: string | undefined) => (payer === CENTRAL ? words("projects.paidCentrally") : words("projects.paidBy", { unit: payer === undefined ? unitName : (payers.find(({ id }) => id === payer)?.name ?? "") }));
  const groups = [...new Set(funding.map(groupOf))].map((group) => funding.filter((line) => groupOf(line) === group));
  return {
    caption: words("projects.fundingCaption"),
    name: words("projects.funder"),
    columns: [...years.map((year) => ({ label: year === null ? words("projects.wholePeriod") : String(year) })), { label: words("projects.sum"), isTotal: true }, { label: words("projects.share") }],
    lines: groups.flatMap((lines) => {
      const [line] = lines;
      if (line === undefined) return [];
      const kind = words(`projects.fundingKind.${line.kind}`);
      const own = OWN_KINDS.includes(line.kind);
      const hours = lines.reduce((total, { work }) => total + BigInt(work?.hoursHundredths ?? 0), 0n);
      const under = [own ? paidBy(line.payer) : line.funder === null ? "" : kind, hours === 0n ? "" : words("projects.workHours", { hours: formatAmount(hours) })].filter((part) => part !== "").join(". ");
      return [{ name: line.funder ?? kind, under, figures: figuresOf(lines) }];
    }),
    total: { name: words("projects.fundingTotal"), under: "", figures: figuresOf(funding) },
  };
}

const sum = (lines: readonly FundingInput[]) => lines.reduce((total, line) => total + line.amountMinor, 0n);
const amountOr = (lines: readonly FundingInput[]) => (lines.length === 0 ? "–" : formatAmount(sum(lines)));
const share = (part: bigint, whole: bigint) => (whole === 0n ? "–" : `${String((part * 100n + whole / 2n) / whole)}\u00a0%`);
