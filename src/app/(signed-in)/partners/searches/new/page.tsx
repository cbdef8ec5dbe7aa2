import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { SearchFields } from "@/features/partners/components/search-fields";
import { log } from "@/features/partners/searches/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../load";
import { loadForm } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerSearches.logTitle") };
}

export default async function LogSearchPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const choices = await loadForm(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("partner-search-log", typeof form === "string" ? form : undefined, actor.personId)]);
  const [only, ...others] = choices.units;
  const problems = describeProblems(parked?.values ?? { unitId: others.length === 0 ? (only?.id ?? "") : "" }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: "/partners/searches", label: words("partnerSearches.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partnerSearches.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("partnerSearches.logTitle")} lead={words("partnerSearches.logLead")} quietLead />
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/partners/searches/new" />
        <SearchFields problems={problems} {...choices} words={words} />
        <Buttons>
          <Button variant="primary">{words("partnerSearches.logSave")}</Button>
          <ButtonLink variant="text" href="/partners/searches">{words("partnerSearches.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
