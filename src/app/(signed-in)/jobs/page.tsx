import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { isAdministrator } from "@/domain/actor";
import { QueueTable, ScheduleTable } from "@/features/jobs/components/job-tables";
import { listJobs } from "@/features/jobs/service";
import { describeProblems } from "@/lib/form-problems";
import { formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("jobs.title") };
}

/** What the program does by itself, and how that goes: for the administrator. */
export default async function JobsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  if (!isAdministrator(actor)) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, { isWorking, heardAt, queues, schedules }, parked] = await Promise.all([getWords(), listJobs(actor), findParkedForm("job-start", form, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "queues");
  const heard = heardAt === null ? words("jobs.workerNever") : words(isWorking ? "jobs.workerOn" : "jobs.workerOff", { when: formatInstant(heardAt, words.locale) });
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("jobs.notDone")} items={problems.summary} /> : null}
      {parameters["done"] === "started" ? <Notice kind="done">{words("jobs.done")}</Notice> : null}
      <PageHead title={words("jobs.title")} lead={words("jobs.lead")} />
      <Section id="worker" title={words("jobs.worker")}>
        <p><Status kind={isWorking ? "done" : "missing"}>{heard}</Status></p>
        {isWorking ? null : <p>{words("jobs.workerOffText")}</p>}
      </Section>
      <Section id="queues" title={words("jobs.queues")}>
        <QueueTable queues={queues} words={words} />
      </Section>
      <Section id="schedules" title={words("jobs.schedules")}>
        <ScheduleTable schedules={schedules} words={words} />
      </Section>
    </>
  );
}
