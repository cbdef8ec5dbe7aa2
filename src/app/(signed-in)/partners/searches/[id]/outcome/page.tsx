import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { textOf, type Values } from "@/domain/values";
import { ConclusionFields } from "@/features/partners/components/search-fields";
import { conclude } from "@/features/partners/searches/actions";
import { offerProjects, type SearchView } from "@/features/partners/searches/service";
import { listSimilarPartners } from "@/features/partners/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../../load";
import { loadSearch } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerSearches.conclude") };
}

/** A project that is not the person's to see stands as its address, which says nothing of it. */
const write = ({ search, project }: SearchView): Values => ({
  answer: search.answer ?? "",
  answeredOn: search.answeredOn ?? "",
  answerText: search.answerText ?? "",
  outcome: search.outcome ?? "",
  partner: search.partnerName ?? "",
  project: project?.title ?? (search.projectId === null ? "" : `/projects/${search.projectId}`),
});

export default async function ConcludeSearchPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const view = await loadSearch(actor, (await params).id);
  const { search, mayEdit } = view;
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("partner-search-conclude", typeof form === "string" ? form : undefined, actor.personId)]);
  const values = parked?.values ?? write(view);
  const problems = describeProblems(values, parked?.issues ?? [], words, "answer");
  const asks = (what: string) => parked?.issues.some(({ message }) => message.startsWith(`refusals.partnerSearch${what}`)) === true || textOf(values, `${what.toLowerCase()}Asked`) !== "";
  const [partners, projects] = await Promise.all([asks("Partner") ? listSimilarPartners(actor, textOf(values, "partner")) : null, asks("Project") ? offerProjects(actor, textOf(values, "project")) : null]);
  const path = `/partners/searches/${search.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners/searches", label: words("partnerSearches.title") }, { href: path, label: search.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partnerSearches.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("partnerSearches.concludeTitle", { name: search.title })} lead={words("partnerSearches.concludeLead")} quietLead />
      <form action={conclude} noValidate>
        <input type="hidden" name="id" value={search.id} />
        <input type="hidden" name="_version" value={search.version} />
        <input type="hidden" name="_back" value={`${path}/outcome`} />
        <ConclusionFields problems={problems} direction={search.direction} asked={{ partners, projects }} words={words} />
        <Buttons>
          <Button variant="primary">{words("partnerSearches.concludeSave")}</Button>
          <ButtonLink variant="text" href={path}>{words("partnerSearches.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
