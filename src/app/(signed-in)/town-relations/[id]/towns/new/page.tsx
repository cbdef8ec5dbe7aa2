import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { joinTown } from "@/features/town-relations/actions";
import { TownFields, TownTimeFields } from "@/features/town-relations/components/town-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, loadTownQuestions, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.addTown") };
}

export default async function NewTownPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [relation, { form }, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const parked = await findParkedForm("town-relation-town", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "town");
  const asked = await loadTownQuestions(actor, problems.values, parked?.issues ?? []);
  const back = `/town-relations/${relation.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townRelations.addTown")} lead={words("townRelations.addTownLead", { name: relation.name })} quietLead />
      <form action={joinTown} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${back}/towns/new`} />
        <input type="hidden" name="id" value={relation.id} />
        <input type="hidden" name="_version" value={relation.version} />
        <TownFields problems={problems} {...asked} words={words} />
        <TownTimeFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("townRelations.addTown")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
