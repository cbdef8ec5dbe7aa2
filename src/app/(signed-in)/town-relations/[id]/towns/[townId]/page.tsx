import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { correctTown } from "@/features/town-relations/actions";
import { TownFields, TownTimeFields } from "@/features/town-relations/components/town-fields";
import { writeTown } from "@/features/town-relations/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, loadTownQuestions, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; townId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.changeTownTitle") };
}

export default async function TownPage({ params, searchParams }: Props) {
  const [actor, { id, townId }] = [await getActor(), await params];
  const [relation, { form }, words] = [await loadChangeable(actor, id), await searchParams, await getWords()];
  const town = relation.towns.find((each) => each.id === townId);
  if (town === undefined) notFound();
  const parked = await findParkedForm("town-relation-town", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? writeTown(town), parked?.issues ?? [], words, "since");
  const asked = await loadTownQuestions(actor, problems.values, parked?.issues ?? []);
  const back = `/town-relations/${relation.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townRelations.changeTownIn", { town: town.name, name: relation.name })} />
      <form action={correctTown} noValidate>
        <input type="hidden" name="_back" value={`${back}/towns/${townId}`} />
        <input type="hidden" name="id" value={relation.id} />
        <input type="hidden" name="townId" value={townId} />
        <input type="hidden" name="_version" value={relation.version} />
        <TownFields problems={problems} {...asked} words={words} />
        <TownTimeFields problems={problems} words={words} />
        <Buttons>
          <Button variant="primary">{words("townRelations.editSave")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
