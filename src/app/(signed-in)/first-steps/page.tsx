import type { Metadata } from "next";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { isAdministrator } from "@/domain/actor";
import { FirstSteps } from "@/features/municipality/components/first-steps";
import { bring, sendTry } from "@/features/municipality/first-steps/actions";
import { countDone, type FirstStep } from "@/features/municipality/first-steps/rules";
import { readFirstSteps } from "@/features/municipality/first-steps/service";
import { mayLogProjects } from "@/features/projects/policy";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { mailMode } from "@/server/mail";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("firstSteps.title") };
}

/** What a new municipality does first, from an empty database to its first project. */
export default async function FirstStepsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, { form, done }] = [await getActor(), await getWords(), await searchParams];
  if (!isAdministrator(actor)) notFound();
  const [steps, parked] = await Promise.all([readFirstSteps(actor), findParkedForm("first-steps-mail", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "mail");
  const counted = countDone(steps);
  const isToDo = (name: FirstStep) => steps.some(({ step, isDone }) => step === name && !isDone);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/administration", label: words("administration.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("firstSteps.problem")} items={problems.summary} /> : null}
      {done === "mailTried" || done === "programmesBrought" ? <Notice kind="done">{words(`firstSteps.${done}`)}</Notice> : null}
      <PageHead title={words("firstSteps.title")} lead={words("firstSteps.lead", counted)} />
      <FirstSteps
        steps={steps}
        closed={mayLogProjects(actor) ? [] : ["project"]}
        actions={{
          ...(isToDo("programmes") ? { programmes: <OneButton action={bring} fields={{ _back: "/first-steps", step: "programmes" }} label={words("firstSteps.steps.programmes.bring")} variant="small" /> } : {}),
          ...(mailMode() === "off" ? {} : { mail: <OneButton action={sendTry} fields={{ _back: "/first-steps", page: "/first-steps", _key: randomUUID() }} label={words("firstSteps.steps.mail.try")} variant="small" /> }),
        }}
        words={words}
      />
    </>
  );
}
