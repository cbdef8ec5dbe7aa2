import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { ReviewFields } from "@/features/town-relations/components/paper-fields";
import { review } from "@/features/town-relations/papers/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townPapers.addReview") };
}

export default async function NewReviewPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [relation, { form }, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const parked = await findParkedForm("town-relation-review", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "reviewedOn");
  const back = `/town-relations/${relation.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townPapers.addReview")} lead={words("townPapers.addReviewLead")} quietLead />
      <form action={review} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${back}/reviews/new`} />
        <input type="hidden" name="id" value={relation.id} />
        <input type="hidden" name="_version" value={relation.version} />
        <ReviewFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("townPapers.save")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
