import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { InitiativeFields } from "@/features/initiatives/components/initiative-fields";
import { log } from "@/features/initiatives/actions";
import { describeAsInitiative } from "@/features/opportunities/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { findOpportunity, loadOwnUnits, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.logTitle") };
}

export default async function LogInitiativePage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const units = await loadOwnUnits(actor);
  const { form, opportunity: opportunityId } = await searchParams;
  const [words, parked, source] = await Promise.all([
    getWords(),
    findParkedForm("initiative-log", typeof form === "string" ? form : undefined, actor.personId),
    typeof opportunityId === "string" ? findOpportunity(actor, opportunityId) : null,
  ]);
  const [only, ...others] = units;
  const begun = { unitId: actor.units[0]?.id ?? (others.length === 0 ? (only?.id ?? "") : "") };
  const fromOpportunity = source === null ? {} : { ...describeAsInitiative(source), begunOn: dateInStockholm(new Date()), takenBy: actor.units.length > 0 ? "CONTACT_PERSON" : "" };
  const problems = describeProblems(parked?.values ?? { ...begun, ...fromOpportunity }, parked?.issues ?? [], words, "title");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("initiatives.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("initiatives.logTitle")} lead={words("initiatives.logLead")} quietLead />
      {source === null ? null : <p className="mb-4">{words("initiatives.fromOpportunity")} <a href={`/opportunities/${source.id}`}>{source.title}</a></p>}
      <form action={log} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/initiatives/new${source === null ? "" : `?opportunity=${source.id}`}`} />
        {source === null ? null : <input type="hidden" name="opportunityId" value={source.id} />}
        <InitiativeFields problems={problems} units={units} words={words} />
        <Buttons>
          <Button variant="primary">{words("initiatives.logSave")}</Button>
          <ButtonLink variant="text" href={source === null ? "/initiatives" : `/opportunities/${source.id}`}>{words("initiatives.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
