import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { handOver, snooze } from "@/features/tasks/actions";
import { ClauseOf } from "@/features/tasks/components/task-list";
import { describeWhy } from "@/features/tasks/report";
import { readTaskPlace, writeTaskPlace } from "@/features/tasks/schema";
import { listTaskUnits, prepareTask } from "@/features/tasks/service";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("tasks.one") };
}

/** One task, to be put off or handed over. */
export default async function TaskPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const place = readTaskPlace(parameters);
  if (place === null) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, { task, isOwn, colleagues }, { names }, putOff, handed] = await Promise.all([
    getWords(),
    prepareTask(actor, place, { registers }).catch((error: unknown) => {
      if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
      throw error;
    }),
    listTaskUnits(actor),
    findParkedForm("task-snooze", form, actor.personId),
    findParkedForm("task-hand-over", form, actor.personId),
  ]);
  const ofSnooze = describeProblems(putOff?.values ?? {}, putOff?.issues ?? [], words, "snooze");
  const ofHandOver = describeProblems(handed?.values ?? {}, handed?.issues ?? [], words, "hand-over");
  const problems = [...ofSnooze.summary, ...ofHandOver.summary];
  const back = place.unitId === null || isOwn ? "/tasks" : `/tasks?unit=${place.unitId}`;
  const sent = (
    <>
      <input type="hidden" name="_back" value={writeTaskPlace(place)} />
      <input type="hidden" name="register" value={place.register} />
      <input type="hidden" name="task" value={place.taskId} />
      <input type="hidden" name="unit" value={place.unitId ?? ""} />
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: back, label: words("tasks.title") }]} />
      {problems.length > 0 ? <ErrorSummary title={words("tasks.notDone")} items={problems} /> : null}
      <PageHead tight title={words(task.title.message, task.title.params)} lead={task.why.kind === "UNIT" ? null : describeWhy(task.why, names, words)} quietLead />
      {task.text === undefined ? null : <p>{words(task.text.message, task.text.params)}</p>}
      <ClauseOf number={task.clause ?? null} pack={getPack()} words={words} />
      <p className="mt-4">
        <ButtonLink small href={task.path}>{words("tasks.doIt")}</ButtonLink>
      </p>
      {isOwn && task.standing !== "handed" ? (
        <Section id="snooze" title={words("tasks.snoozeTitle")}>
          <form action={snooze} noValidate>
            {sent}
            <p>{words("tasks.snoozeText")}</p>
            <DateField name="until" label={words("tasks.until")} help={words("tasks.untilHelp")} error={ofSnooze.errorOf("until")} defaultValue={textOf(ofSnooze.values, "until") || (task.until ?? "")} required />
            <Buttons>
              <Button variant="primary">{words("tasks.snooze")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {task.mayHandOver ? (
        <Section id="hand-over" title={words("tasks.handTitle")}>
          {colleagues.length === 0 ? (
            <p>{words("tasks.handNone")}</p>
          ) : (
            <form action={handOver} noValidate>
              {sent}
              <input type="hidden" name="_key" value={randomUUID()} />
              <input type="hidden" name="_version" value={task.handover?.version ?? 0} />
              <p>{words("tasks.handText")}</p>
              <SelectField name="to" label={words("tasks.to")} empty={words("tasks.choose")} options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} error={ofHandOver.errorOf("to")} defaultValue={textOf(ofHandOver.values, "to")} width="medium" required />
              <Buttons>
                <Button variant="primary">{words("tasks.handOver")}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      ) : null}
      <p className="mt-6">
        <a className="more" href={back}>{words("tasks.cancel")}</a>
      </p>
    </>
  );
}
