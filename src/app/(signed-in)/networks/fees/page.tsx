import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { SumTable } from "@/components/sum-table";
import { YearLinks } from "@/components/year-links";
import { formatAmount } from "@/domain/money";
import { dateInStockholm } from "@/domain/plain-date";
import { sumByPayer } from "@/features/networks/entries/rules";
import { listFees } from "@/features/networks/entries/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("networks.fees.title") };
}

export default async function FeesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  const year = typeof asked === "string" && /^(19|20)\d\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const { fees, years } = await listFees(actor, year);
  const payers = sumByPayer(fees);
  const total = payers.reduce((sum, { sumOre }) => sum + sumOre, 0n);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }]} />
      <PageHead tight title={words("networks.fees.title")} lead={words("networks.fees.lead", { year: String(year) })} />
      <YearLinks label={words("networks.fees.year")} years={years} current={year} pathOf={(one) => `/networks/fees?year=${String(one)}`} />
      {payers.length === 0 ? <EmptyState title={words("networks.feesNone")}>{words("networks.fees.none", { year: String(year) })}</EmptyState> : <p role="status">{words("networks.fees.total", { sum: formatAmount(total), year: String(year) })}</p>}
      {payers.map(({ payerId, payer, fees: paid, sumOre }) => (
        <Section key={payerId} id={`payer-${payerId}`} title={payer}>
          <SumTable
            caption={`${payer} ${String(year)}`}
            name={words("networks.fees.network")}
            columns={[{ label: words("networks.fees.fee") }, { label: words("networks.fees.sek"), isTotal: true }]}
            lines={paid.map((fee) => ({ name: fee.network, under: "", figures: [`${formatAmount(fee.amountMinor)} ${fee.currency}`, formatAmount(fee.amountOre)] }))}
            total={{ name: words("networks.fees.sum"), under: "", figures: ["", formatAmount(sumOre)] }}
          />
          <p><a className="more" href={`/networks?payer=${payerId}&year=${String(year)}`}>{words("networks.title")}</a></p>
        </Section>
      ))}
    </>
  );
}
