import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { beginEpisode } from "@/features/town-relations/actions";
import { EpisodeFields } from "@/features/town-relations/components/episode-fields";
import { inOrder, statesAfter } from "@/features/town-relations/episodes/rules";
import { TOWN_RELATION_STATES } from "@/features/town-relations/episodes/schema";
import { needAfter } from "@/features/town-relations/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { basesOf, loadChangeable, offerDecisions, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townRelations.addEpisode") };
}

export default async function NewEpisodePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [relation, parameters, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const latest = inOrder(relation.episodes).at(-1)?.state ?? null;
  const to = (latest === null ? [] : statesAfter(latest)).find((state) => state === parameters["to"]) ?? null;
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [described, parked] = await Promise.all([
    describeNeed(actor, [relation.id, ...relation.mergedFrom.map(({ id }) => id)], Promise.resolve(needAfter(relation, latest, to))),
    findParkedForm("town-relation-episode", form, actor.personId),
  ]);
  const bases = basesOf(latest, to, described);
  const fitting = described === null ? [] : described.decisions.filter(({ matter }) => to === null || described.need.matters.includes(matter));
  const decisions = offerDecisions({ decisions: fitting }, words);
  const begun = { ...(to === null ? {} : { starts: dateInStockholm(new Date()) }), ...(decisions.length === 1 && to !== null ? { basis: "DECISION", decisionId: decisions[0]?.id ?? "" } : {}) };
  const problems = describeProblems(parked?.values ?? begun, parked?.issues ?? [], words, "starts");
  const back = `/town-relations/${relation.id}`;
  const title = to === null ? words("townRelations.addEpisode") : words(`townRelations.step.${to}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: back, label: relation.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("townRelations.problem")} items={problems.summary} /> : null}
      <PageHead tight title={title} lead={words(to === null ? "townRelations.addEpisodeLead" : `townRelations.stepLead.${to}`)} quietLead />
      {described === null || to === null ? null : <DecisionBox described={described} document={getPack().document} words={words} />}
      <form action={beginEpisode} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`${back}/episodes/new${to === null ? "" : `?to=${to}`}`} />
        <input type="hidden" name="id" value={relation.id} />
        <input type="hidden" name="_version" value={relation.version} />
        <EpisodeFields problems={problems} states={to === null ? TOWN_RELATION_STATES : [to]} bases={bases} decisions={decisions} words={words} />
        <Buttons>
          <Button variant="primary">{words("townRelations.episodeSave")}</Button>
          <ButtonLink variant="text" href={back}>{words("townRelations.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
