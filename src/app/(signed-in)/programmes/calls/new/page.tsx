import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { add } from "@/features/programmes/calls/actions";
import { CallFields } from "@/features/programmes/components/call-fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadProgrammeChoices, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("calls.addTitle") };
}

export default async function AddCallPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { form, programme }] = [await getActor(), await getWords(), await searchParams];
  const programmes = await loadProgrammeChoices(actor, words);
  const parked = await findParkedForm("call-add", typeof form === "string" ? form : undefined, actor.personId);
  const given = typeof programme === "string" && programmes.some(({ id }) => id === programme) ? programme : "";
  const problems = describeProblems(parked?.values ?? { programmeId: given }, parked?.issues ?? [], words, "programmeId");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: "/programmes/calls", label: words("calls.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("calls.addTitle")} />
      <form action={add} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/programmes/calls/new${given === "" ? "" : `?programme=${given}`}`} />
        <CallFields problems={problems} programmes={programmes} words={words} />
        <Buttons>
          <Button variant="primary">{words("calls.addSave")}</Button>
          <ButtonLink variant="text" href={given === "" ? "/programmes/calls" : `/programmes/${given}`}>{words("programmes.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
