import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { PageHead } from "@/components/page-head";
import { MoneyTable } from "@/features/summaries/components/money-table";
import { knownPath } from "@/features/summaries/known/schema";
import { readMoneyAbout } from "@/features/summaries/schema";
import { listMoney } from "@/features/summaries/service";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { yearOf } from "../load";

interface Props {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return { title: (await getWords())(`summaries.money.title_${readMoneyAbout(await searchParams)}`, { year: (await params).year }) };
}

export default async function MoneyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const year = yearOf((await params).year);
  const what = readMoneyAbout(await searchParams);
  const [words, money] = await Promise.all([
    getWords(),
    listMoney(actor, { year, what }).catch((error: unknown) => {
      if (isAppError(error, "NOT_FOUND")) notFound();
      throw error;
    }),
  ]);
  const of = { year: String(year) };
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, { href: `/year/${String(year)}/summary`, label: words("summaries.title", of) }]} />
      <PageHead tight title={words(`summaries.money.title_${what}`, of)} lead={words("summaries.money.lead", { count: money.count })} quietLead />
      <p className="meta"><a href={knownPath(year, null)}>{words("summaries.known.link")}</a></p>
      <MoneyTable money={money} what={what} withUnits words={words} />
    </>
  );
}
