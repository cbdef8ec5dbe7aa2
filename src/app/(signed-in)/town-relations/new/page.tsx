import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { enter } from "@/features/town-relations/actions";
import { EpisodeFields } from "@/features/town-relations/components/episode-fields";
import { RelationFields } from "@/features/town-relations/components/relation-fields";
import { TownFields } from "@/features/town-relations/components/town-fields";
import { TOWN_RELATION_STATES } from "@/features/town-relations/episodes/schema";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadForm, loadTownQuestions, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.enterTitle") };
}

export default async function NewTownRelationPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const offered = await loadForm(actor);
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("town-relation-enter", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? { state: "PROPOSED", basis: "NONE" }, parked?.issues ?? [], words, "name");
  const asked = await loadTownQuestions(actor, problems.values, parked?.issues ?? []);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townRelations.enterTitle")} lead={words("townRelations.enterLead")} quietLead />
      <form action={enter} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value="/town-relations/new" />
        <TownFields problems={problems} {...asked} words={words} />
        <RelationFields problems={problems} {...offered} words={words} />
        <Section id="first" title={words("townRelations.firstEpisode")} bare>
          <p>{words("townRelations.firstEpisodeLead")}</p>
          <EpisodeFields problems={problems} states={TOWN_RELATION_STATES} bases={["OWN", "UNKNOWN", "NONE"]} decisions={[]} words={words} />
        </Section>
        <Buttons>
          <Button variant="primary">{words("townRelations.enterSave")}</Button>
          <ButtonLink variant="text" href="/town-relations">{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
