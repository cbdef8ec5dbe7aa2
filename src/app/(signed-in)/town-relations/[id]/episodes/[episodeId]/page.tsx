import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { describeNeed } from "@/features/decisions/service";
import { correctEpisode, dropEpisode } from "@/features/town-relations/actions";
import { EpisodeFields } from "@/features/town-relations/components/episode-fields";
import { TOWN_RELATION_STATES } from "@/features/town-relations/episodes/schema";
import { needAfter, writeEpisode } from "@/features/town-relations/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { basesOf, loadChangeable, offerDecisions, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; episodeId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.changeEpisodeTitle") };
}

export default async function EpisodePage({ params, searchParams }: Props) {
  const [actor, { id, episodeId }] = [await getActor(), await params];
  const [relation, parameters, words] = [await loadChangeable(actor, id), await searchParams, await getWords()];
  const episode = relation.episodes.find((each) => each.id === episodeId);
  if (episode === undefined) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [described, parked] = await Promise.all([
    describeNeed(actor, [relation.id, ...relation.mergedFrom.map(({ id }) => id)], Promise.resolve(needAfter(relation, null, null))),
    findParkedForm("town-relation-episode", form, actor.personId),
  ]);
  const problems = describeProblems(parked?.values ?? writeEpisode(episode), parked?.issues ?? [], words, "starts");
  const back = `/town-relations/${relation.id}`;
  const hidden = Object.entries({ id: relation.id, episodeId, _version: relation.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("townRelations.changeEpisodeTitle")} lead={relation.name} quietLead />
      <form action={correctEpisode} noValidate>
        <input type="hidden" name="_back" value={`${back}/episodes/${episodeId}`} />
        {hidden}
        <EpisodeFields problems={problems} states={TOWN_RELATION_STATES} bases={basesOf(null, null, described)} decisions={offerDecisions(described, words)} words={words} />
        <Buttons>
          <Button variant="primary">{words("townRelations.editSave")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
      {relation.episodes.length < 2 ? null : (
        <Section id="remove" title={words("townRelations.removeEpisodeTitle")}>
          <p>{words("townRelations.removeEpisodeText")}</p>
          <form action={dropEpisode}>
            <input type="hidden" name="_back" value={back} />
            {hidden}
            <div className="btns">
              <Button variant="secondary" small>{words("townRelations.removeEpisode")}</Button>
            </div>
          </form>
        </Section>
      )}
    </>
  );
}
