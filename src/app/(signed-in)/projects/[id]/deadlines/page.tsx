import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { describeDeadlineState, describeKeeping, nameDeadline } from "@/features/projects/components/deadline-section";
import { add, finish, remove, reopen } from "@/features/projects/deadlines/actions";
import { longestOf } from "@/features/projects/deadlines/rules";
import { OWN_KINDS } from "@/features/projects/deadlines/schema";
import { getDeadlines, type ProjectDeadline } from "@/features/projects/deadlines/service";
import { getProject } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const DONE = new Set(["added", "finished", "reopened", "removed"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("deadlines.title") };
}

export default async function ProjectDeadlinesPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = [await params, await searchParams, await getActor(), await getWords()];
  if (!isId(id)) notFound();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [{ deadlines, mayEdit }, { project }, added, stepped] = await Promise.all([
    getDeadlines(actor, id),
    getProject(actor, id),
    form === undefined ? null : findParkedForm("deadline-add", form, actor.personId),
    form === undefined ? null : findParkedForm("deadline-step", form, actor.personId),
  ]).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const problems = describeProblems(added?.values ?? {}, added?.issues ?? [], words, "kind");
  const stepProblems = describeProblems(stepped?.values ?? {}, stepped?.issues ?? [], words, "todo");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const path = `/projects/${id}/deadlines`;
  const named = (name: string) => ({ name, label: words(`deadlines.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const kept = deadlines.filter(({ kind }) => kind === "KEEP_RECORDS");
  const held = longestOf(kept);
  const mine = (deadline: ProjectDeadline) => ({ projectId: id, deadlineId: deadline.id ?? "", _version: deadline.version ?? 0, _back: path });
  const about = (deadline: ProjectDeadline) => `${nameDeadline(deadline, words)}, ${formatDate(deadline.dueOn, words.locale)}`;
  const draw = (deadline: ProjectDeadline, place: number) => {
    const [kind, state] = describeDeadlineState(deadline, today, words);
    const isOwn = mayEdit && deadline.id !== null;
    const errorOf = (name: string) => (textOf(stepProblems.values, "deadlineId") === deadline.id ? stepProblems.errorOf(name) : undefined);
    return (
      <li key={place}>
        <h3>{nameDeadline(deadline, words)}</h3>
        <p>
          {formatDate(deadline.dueOn, words.locale)} <Status kind={kind}>{state}</Status>
        </p>
        <p className="meta">
          {words(`deadlines.origin.${deadline.origin}`)}
          {deadline.doneOn === null ? null : <>. {words("deadlines.doneOn", { day: formatDate(deadline.doneOn, words.locale) })}</>}
          {deadline === held && kept.length > 1 ? <>. {words("deadlines.longest")}</> : null}
        </p>
        {deadline.note === null ? null : <p>{deadline.note}</p>}
        {isOwn && deadline.kind !== "KEEP_RECORDS" && deadline.doneOn === null ? (
          <form action={finish} noValidate>
            {Object.entries(mine(deadline)).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
            <DateField id={`done-${String(place)}`} name="on" label={words("deadlines.field.on")} error={errorOf("on")} defaultValue={errorOf("on") === undefined ? today : textOf(stepProblems.values, "on")} />
            <Buttons className="mt-3">
              <Button small>{words("deadlines.finish")}<span className="vh"> {about(deadline)}</span></Button>
            </Buttons>
          </form>
        ) : null}
        {isOwn && deadline.doneOn !== null ? <OneButton action={reopen} fields={mine(deadline)} label={words("deadlines.reopen")} hiddenLabel={about(deadline)} /> : null}
        {isOwn ? <OneButton action={remove} fields={mine(deadline)} label={words("deadlines.remove")} hiddenLabel={about(deadline)} /> : null}
      </li>
    );
  };
  const toDo = deadlines.filter(({ kind }) => kind !== "KEEP_RECORDS");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      {problems.summary.length > 0 || stepProblems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={[...problems.summary, ...stepProblems.summary]} /> : null}
      {done === null ? null : <Notice kind="done">{words(`deadlines.done.${done}`)}</Notice>}
      <PageHead tight title={words("deadlines.title")} lead={project.title} quietLead />
      <Section id="todo" title={words("deadlines.toDo")}>{toDo.length === 0 ? <p>{words("deadlines.noneOfProject")}</p> : <Rows>{toDo.map(draw)}</Rows>}</Section>
      <Section id="kept" title={words("deadlines.keeping")}>
        <p>{describeKeeping(deadlines, today, words)}</p>
        {kept.length === 0 ? null : <Rows>{kept.map((deadline, place) => draw(deadline, toDo.length + place))}</Rows>}
      </Section>
      {mayEdit ? (
        <Section id="add" title={words("deadlines.add")}>
          <form action={add} noValidate>
            <input type="hidden" name="_key" value={randomUUID()} />
            <input type="hidden" name="_back" value={path} />
            <input type="hidden" name="projectId" value={id} />
            <SelectField {...named("kind")} help={words("deadlines.help.kind")} empty={words("frame.choose")} options={OWN_KINDS.map((kind) => ({ value: kind, label: words(`deadlines.kind.${kind}`) }))} required />
            <TextField {...named("title")} help={words("deadlines.help.title")} optional={words("frame.optional")} />
            <DateField {...named("dueOn")} required />
            <TextField {...named("everyMonths")} help={words("deadlines.help.everyMonths")} optional={words("frame.optional")} width="short" inputMode="numeric" />
            <DateField {...named("until")} optional={words("frame.optional")} />
            <TextField {...named("note")} optional={words("frame.optional")} />
            <Buttons>
              <Button variant="primary">{words("deadlines.addSave")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </>
  );
}
