import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { MoneyTable } from "@/features/summaries/components/money-table";
import { knownPath } from "@/features/summaries/known/schema";
import { moneyPath, readMoneyAbout, readYear, type MoneyAbout } from "@/features/summaries/schema";
import { listMoneyOfUnit } from "@/features/summaries/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

interface Props {
  params: Promise<{ year: string; unitId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request: the page's title asks for it too. */
const load = cache(async (actor: Actor, address: string, unitId: string, what: MoneyAbout) => {
  const year = readYear(address);
  if (year === null || !isId(unitId)) notFound();
  try {
    return { year, ...(await listMoneyOfUnit(actor, { year, unitId, what })) };
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ year, unitId }, words] = [await params, await getWords()];
  const what = readMoneyAbout(await searchParams);
  const { unit } = await load(await getActor(), year, unitId, what);
  return { title: `${unit}: ${words(`summaries.money.title_${what}`, { year })}` };
}

export default async function UnitMoneyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { year: address, unitId } = await params;
  const what = readMoneyAbout(await searchParams);
  const [words, { year, unit, mayFollow, ...money }] = await Promise.all([getWords(), load(actor, address, unitId, what)]);
  const of = { year: String(year) };
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, ...(mayFollow ? [{ href: `/year/${String(year)}/summary`, label: words("summaries.title", of) }] : [])]} />
      <PageHead tight title={unit} lead={`${words(`summaries.money.title_${what}`, of)}. ${words("summaries.money.lead", { count: money.count })}`} quietLead />
      {mayFollow ? <p className="meta"><a href={moneyPath(year, null, what)}>{words("summaries.money.allUnits")}</a> · <a href={knownPath(year, null, { unitId })}>{words("summaries.known.link")}</a></p> : null}
      <MoneyTable money={money} what={what} withUnits={false} words={words} />
    </>
  );
}
