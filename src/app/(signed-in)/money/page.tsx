import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { KeyFigures } from "@/components/key-figures";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { formatAmount } from "@/domain/money";
import { MoneyFigure, MoneyYearTable } from "@/features/funding/components/money-year";
import { externalOf, ownOf } from "@/features/funding/years/rules";
import { NONE, readMoneyFilter, writeMoneyFilter, type MoneyFilter } from "@/features/funding/years/schema";
import { getMoneyYear } from "@/features/funding/years/service";
import { CENTRAL } from "@/features/projects/schema";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

interface Props {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const readYear = async ({ searchParams }: Props) => readMoneyFilter({ year: (await searchParams)["year"] }, Number(dateInStockholm(new Date()).slice(0, 4))).filter;

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await getWords())("funding.year.title", { year: String((await readYear(props)).year) }) };
}

export default async function MoneyPage(props: Props) {
  const [actor, words, plain] = await Promise.all([getActor(), getWords(), readYear(props)]);
  const { year } = plain;
  const money = await getMoneyYear(actor, year);
  const address = (changes: Partial<MoneyFilter>) => `/money/projects${writeMoneyFilter(plain, changes)}`;
  const { whole, left, paidOut } = money;
  const say = (key: string, more?: Record<string, string | number>) => words(`funding.year.${key}`, more);
  const isEmpty = externalOf(whole) + ownOf(whole) + whole.received === 0n;
  const shared = { whole, address, words };
  const figure = (what: "external" | "own" | "received", ore: bigint) => ({ key: what, value: formatAmount(ore), label: say(`column.${what}`), compare: say(`figure.${what}`), ...(ore === 0n ? {} : { href: address({ what }) }) });
  return (
    <>
      <PageHead title={say("title", { year: String(year) })} lead={say("lead")} quietLead tools={<ButtonLink variant="text" href="/money/forecast">{words("funding.forecast.title")}</ButtonLink>} />
      <YearLinks label={say("years")} years={[2, 1, 0, -1, -2].map((back) => year + back)} current={year} pathOf={(one) => `/money?year=${String(one)}`} />
      {isEmpty ? (
        <EmptyState title={say("none", { year: String(year) })}>{say("noneYet")}</EmptyState>
      ) : (
        <>
          <Section id="figures" title={say("figures")}>
            <KeyFigures items={[figure("external", externalOf(whole)), figure("own", ownOf(whole)), figure("received", whole.received)]} />
          </Section>
          <Section id="units" title={say("units")}>
            <MoneyYearTable {...shared} caption={say("units")} name={say("column.unit")} lines={money.units.map((line) => ({ key: line.key, name: line.name, filter: { unitId: line.key }, amounts: line }))} />
          </Section>
          <Section id="programmes" title={say("programmes")}>
            <MoneyYearTable
              {...shared}
              caption={say("programmes")}
              name={say("column.programme")}
              lines={money.programmes.map((line) => ({
                key: line.key,
                name: line.programme === null ? say("noProgramme") : <>{[line.programme.name[words.locale], line.programme.period].filter((part) => part !== null).join(" ")}<small>{line.programme.fund}</small></>,
                filter: { programmeId: line.key },
                amounts: line,
              }))}
            />
          </Section>
          <Section id="flags" title={say("flags")} note={say("flagsNote")}>
            <MoneyYearTable {...shared} caption={say("flags")} name={say("column.flag")} lines={money.flags.map((line) => ({ key: line.key, name: say(`flag.${line.key}`), filter: { flag: line.key }, amounts: line }))} />
          </Section>
          <Section id="payers" title={say("payers")}>
            <p className="meta">{say("payersNote")}</p>
            {money.payers.length === 0 ? (
              <p>{say("noPayers")}</p>
            ) : (
              <DataTable caption={say("payers")} hideCaption cards="none">
                <thead><tr><th scope="col">{say("column.payer")}</th><th scope="col" className="r">{say("column.own")}</th></tr></thead>
                <tbody>
                  {money.payers.map(({ payerId, name, own }) => (
                    <tr key={payerId ?? CENTRAL}>
                      <th scope="row">{name ?? words("projects.paidCentrally")}</th>
                      <td className="r"><MoneyFigure ore={own} href={address({ payerId: payerId ?? CENTRAL })} /></td>
                    </tr>
                  ))}
                </tbody>
                <tfoot><tr><th scope="row">{words("projects.sum")}</th><td className="r"><MoneyFigure ore={money.payers.reduce((sum, { own }) => sum + own, 0n)} href={address({ what: "own" })} /></td></tr></tfoot>
              </DataTable>
            )}
          </Section>
        </>
      )}
      {paidOut.funds.length === 0 ? null : (
        <Section id="paid-out" title={say("paidOut")}>
          <DataTable caption={say("paidOut")} hideCaption cards="sum">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                <th {...ROLES.head}>{say("column.fund")}</th>
                {paidOut.years.map((one) => <th key={one} className="r" {...ROLES.head}>{one}</th>)}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {paidOut.funds.map(({ fund, ore }) => (
                <tr key={fund} {...ROLES.row}>
                  <th {...ROLES.name}>{fund === NONE ? say("noProgramme") : fund}</th>
                  {paidOut.years.map((one, index) => <td key={one} className="r" data-label={String(one)} {...ROLES.cell}><MoneyFigure ore={ore[index] ?? 0n} href={address({ year: one, fund, what: "received" })} /></td>)}
                </tr>
              ))}
            </tbody>
            <tfoot {...ROLES.group}>
              <tr {...ROLES.row}>
                <th {...ROLES.name}>{words("projects.sum")}</th>
                {paidOut.years.map((one, index) => <td key={one} className="r" data-label={String(one)} {...ROLES.cell}><MoneyFigure ore={paidOut.funds.reduce((sum, { ore }) => sum + (ore[index] ?? 0n), 0n)} href={address({ year: one, what: "received" })} /></td>)}
              </tr>
            </tfoot>
          </DataTable>
        </Section>
      )}
      <Section id="left" title={say("left")}>
        <ul className="meta">
          {left.periodExternal + left.periodOwn === 0n ? null : <li>{say("leftPeriod", { external: formatAmount(left.periodExternal), own: formatAmount(left.periodOwn) })} <a href={address({ what: "period" })}>{say("leftShow")}</a></li>}
          {left.unconvertedLines === 0 ? null : <li>{say("leftUnconverted", { count: left.unconvertedLines })} <a href={address({ what: "unconverted" })}>{say("leftShow")}</a></li>}
          {paidOut.unconverted === 0 ? null : <li>{say("leftPayments", { count: paidOut.unconverted })} <a href={address({ what: "unconverted" })}>{say("leftShow")}</a></li>}
          <li>{say("leftConfidential")}</li>
        </ul>
      </Section>
    </>
  );
}
