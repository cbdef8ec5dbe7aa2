import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { DateField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, finish, reopen, restore } from "@/features/coordination/actions";
import { describeState } from "@/features/coordination/components/entry-state";
import { listEntryHistory } from "@/features/coordination/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadEntry, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["noted", "changed", "finished", "reopened", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadEntry(await getActor(), (await params).id)).entry.title };
}

export default async function EntryPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ entry, mayEdit, mayArchive }, parameters, words] = [await loadEntry(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, parked] = await Promise.all([listEntryHistory(actor, entry.id, { limit: 10 }), form === undefined ? null : findParkedForm("coordination-step", form, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "task");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const day = (date: string) => formatDate(date, words.locale);
  const [kind, state] = describeState(entry, today, words);
  const back = `/coordination/${entry.id}`;
  const hidden = Object.entries({ _back: back, id: entry.id, _version: entry.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/coordination", label: words("coordination.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("coordination.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`coordination.done.${done}`)}</Notice>}
      {entry.isArchived ? <Notice>{words("coordination.archivedNow")}</Notice> : null}
      <PageHead
        title={entry.title}
        lead={`${words(`coordination.kind.${entry.kind}`)}, ${day(entry.notedOn)}`}
        quietLead
        meta={
          <>
            {entry.kind === "TASK" ? <Status kind={kind}>{state}</Status> : null}
            {entry.isDemonstration ? <span className="quiet">{words("coordination.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("coordination.about")}>
            <Facts
              items={[
                ...(entry.text === null ? [] : [{ label: words("coordination.field.text"), value: entry.text }]),
                { label: words("coordination.field.responsibleId"), value: <a href={`/bodies/${entry.responsibleId}`}>{entry.responsibleName}</a> },
                ...(entry.kind === "TASK" ? [{ label: words("coordination.field.dueOn"), value: entry.dueOn === null ? words("coordination.noDue") : day(entry.dueOn) }] : []),
                ...(entry.doneOn === null ? [] : [{ label: words("coordination.state.DONE"), value: day(entry.doneOn) }]),
                ...(entry.priorityId === null ? [] : [{ label: words("coordination.priority"), value: <a href={`/priorities/${entry.priorityId}`}>{entry.priorityTitle}</a> }]),
              ]}
            />
          </Section>
          <Section id="units" title={words("coordination.units")}>
            {entry.units.length === 0 ? (
              <p>{words("coordination.allUnits")}</p>
            ) : (
              <Rows tight>
                {entry.units.map(({ id, name }) => (
                  <li key={id}>
                    <a href={`/bodies/${id}`}>{name}</a>
                  </li>
                ))}
              </Rows>
            )}
          </Section>
        </div>
        <RecordAside
          label={words("coordination.aside")}
          path={back}
          edit={mayEdit ? words("coordination.edit") : null}
          archiving={mayArchive ? { action: entry.isArchived ? restore : archive, label: words(entry.isArchived ? "coordination.restore" : "coordination.archive") } : null}
          record={entry}
          titles={{ change: words("coordination.changeTitle"), history: words("coordination.history") }}
          history={history}
          words={words}
          first={
            entry.kind === "TASK" && mayEdit ? (
              <Section id="task" title={words("coordination.doneTitle")}>
                {entry.doneOn === null ? (
                  <form action={finish} noValidate>
                    {hidden}
                    <DateField name="on" label={words("coordination.doneOn")} error={problems.errorOf("on")} defaultValue={textOf(problems.values, "on") || today} />
                    <div className="btns mt-4">
                      <Button variant="primary" small>{words("coordination.finish")}</Button>
                    </div>
                  </form>
                ) : (
                  <form action={reopen}>
                    {hidden}
                    <button className="link" type="submit">{words("coordination.reopen")}</button>
                  </form>
                )}
              </Section>
            ) : null
          }
        >
          <RecordParts actor={actor} subject={{ kind: "coordinationEntry", id: entry.id }} holder={holderOf(entry.title, null, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
