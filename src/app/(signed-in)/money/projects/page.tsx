import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { MoneyProjectTable } from "@/features/funding/components/money-year";
import { may } from "@/domain/policy";
import { MONEY_A_PAGE, NONE, readMoneyFilter, writeMoneyFilter, type MoneyFilter } from "@/features/funding/years/schema";
import { listMoneyNames, listMoneyProjects } from "@/features/funding/years/service";
import { CENTRAL } from "@/features/projects/schema";
import { knownPath } from "@/features/summaries/known/schema";
import { summaryPolicy } from "@/features/summaries/policy";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

interface Props {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const read = async ({ searchParams }: Props) => readMoneyFilter(await searchParams, Number(dateInStockholm(new Date()).slice(0, 4)));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await getWords())("funding.year.behind", { year: String((await read(props)).filter.year) }) };
}

export default async function MoneyProjectsPage(props: Props) {
  const { filter, ignored } = await read(props);
  const actor = await getActor();
  const [words, { rows, total, sums }, names] = await Promise.all([getWords(), listMoneyProjects(actor, filter), listMoneyNames(actor)]);
  const say = (key: string, more?: Record<string, string | number>) => words(`funding.year.${key}`, more);
  const address = (changes: Partial<MoneyFilter>) => `/money/projects${writeMoneyFilter(filter, { page: 1, ...changes })}`;
  const unitName = (id: string) => names.units.find((unit) => unit.id === id)?.name ?? say("anotherUnit");
  const programme = names.programmes.find(({ id }) => id === filter.programmeId);
  const { what, unitId, programmeId, fund, flag, payerId } = filter;
  const chips = [
    ...(what === null ? [] : [{ label: say(`column.${what}`), href: address({ what: null }) }]),
    ...(unitId === null ? [] : [{ label: unitName(unitId), href: address({ unitId: null }) }]),
    ...(programmeId === null ? [] : [{ label: programme === undefined ? say("noProgramme") : `${programme.name[words.locale]} ${programme.period ?? ""}`.trim(), href: address({ programmeId: null }) }]),
    ...(fund === null ? [] : [{ label: fund === NONE ? say("noProgramme") : fund, href: address({ fund: null }) }]),
    ...(flag === null ? [] : [{ label: say(`flag.${flag}`), href: address({ flag: null }) }]),
    ...(payerId === null ? [] : [{ label: say("paidBy", { payer: payerId === CENTRAL ? words("projects.paidCentrally") : unitName(payerId) }), href: address({ payerId: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: MONEY_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const query = writeMoneyFilter(filter, { page: 1 });
  const title = say("behind", { year: String(filter.year) });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: `/money?year=${String(filter.year)}`, label: say("title", { year: String(filter.year) }) }]} />
      <PageHead tight title={title} lead={say("behindLead")} quietLead />
      {may(summaryPolicy, "view", actor, { id: String(filter.year) }) ? <p className="meta"><a href={knownPath(filter.year, null, { unitId, programmeId })}>{words("summaries.known.link")}</a></p> : null}
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/money/projects" parameters={props.searchParams} words={words} />}
        count={say("count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        {...(total > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/money.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/money.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <MoneyProjectTable rows={rows} sums={sums} filter={filter} caption={title} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "funding.year.list", list, chips.length > 0, `/money/projects?year=${String(filter.year)}`, pageAt)} />
      )}
    </>
  );
}
