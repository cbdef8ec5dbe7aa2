import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { GapNotice } from "@/components/gap-notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { YearLinks } from "@/components/year-links";
import { dateInStockholm } from "@/domain/plain-date";
import { layOutLedger } from "@/features/town-relations/activities/rules";
import { readLedgerYear } from "@/features/town-relations/activities/schema";
import { listActivityYears, readLedger } from "@/features/town-relations/activities/service";
import { LedgerTable } from "@/features/town-relations/components/ledger-table";
import { listIdle, listRelationNames } from "@/features/town-relations/findings/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townActivities.ledger.title") };
}

export default async function LedgerPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const today = dateInStockholm(new Date());
  const year = readLedgerYear((await searchParams)["year"]) ?? Number(today.slice(0, 4));
  const { idleYears } = getPack().townRelations;
  const [words, entries, relations, years, idle] = await Promise.all([getWords(), readLedger(actor, { from: year, to: year }), listRelationNames(actor), listActivityYears(actor), listIdle(actor, today, idleYears)]);
  const heads = relations.map(({ id, name }) => ({ key: id, label: name, href: `/town-relations/${id}`, filter: { relationId: id, year } }));
  const lines = layOutLedger(heads, entries, (entry, head) => entry.relationId === head.key);
  const all = layOutLedger([{ key: "all", label: words("townActivities.ledger.all"), href: null, filter: { year } }], entries, () => true);
  const offered = [...new Set([year, Number(today.slice(0, 4)), ...years])].sort((a, b) => b - a).slice(0, 12);
  const { clause } = getPack().modules.twinTownBenefit;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }]} />
      <PageHead tight title={words("townActivities.ledger.titleOf", { year })} lead={words("townActivities.ledger.lead")} tools={<ButtonLink variant="secondary" href="/town-relations/activities">{words("townActivities.ledger.toList")}</ButtonLink>} />
      <YearLinks label={words("townActivities.ledger.years")} years={offered} current={year} pathOf={(one) => `/town-relations/ledger?year=${String(one)}`} />
      {idle.length === 0 ? null : (
        <div className="mt-6"><GapNotice title={words("townActivities.idle", { count: idle.length, years: idleYears })} {...(clause === null ? {} : { source: clause })} action={{ href: `/town-relations?idle=${String(idleYears)}`, label: words("townActivities.idleAction") }} /></div>
      )}
      <Section id="ledger" title={words("townActivities.ledger.section", { year })}>
        {relations.length === 0 ? <EmptyState title={words("townRelations.none")}>{words("townRelations.noneYet")}</EmptyState> : <LedgerTable caption={words("townActivities.ledger.titleOf", { year })} name={words("townActivities.column.relation")} lines={[...lines, ...all]} words={words} />}
      </Section>
    </>
  );
}
