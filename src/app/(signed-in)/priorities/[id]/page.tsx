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
import { describeState } from "@/features/coordination/components/entry-state";
import { readEntryFilter, writeEntryFilter } from "@/features/coordination/schema";
import { listEntries } from "@/features/coordination/service";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { archive, restore, step } from "@/features/priorities/actions";
import { describeStanding, writePeriod } from "@/features/priorities/components/priority-state";
import { decisionNeedOf } from "@/features/priorities/rules";
import { listPriorityHistory } from "@/features/priorities/service";
import { readProjectFilter, writeProjectFilter } from "@/features/projects/schema";
import { listProjects } from "@/features/projects/lists/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadPriority, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const SHOWN_ENTRIES = 5;
const DONE = new Set(["proposed", "changed", "putInForce", "ended", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadPriority(await getActor(), (await params).id)).priority.title };
}

export default async function PriorityPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ priority, steps, mayEdit, mayArchive }, parameters, words] = [await loadPriority(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const serving = { ...readEntryFilter({}).filter, priorityId: priority.id };
  const following = { ...readProjectFilter({}).filter, priorityId: priority.id };
  const [decision, history, parked, { rows: entries, total }, projects] = await Promise.all([
    describeNeed(actor, [priority.id], Promise.resolve(decisionNeedOf(priority))),
    listPriorityHistory(actor, priority.id, { limit: 10 }),
    form === undefined ? null : findParkedForm("priority-step", form, actor.personId),
    listEntries(actor, serving),
    listProjects(actor, following),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "steps");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const day = (date: string) => formatDate(date, words.locale);
  const [kind, standing] = describeStanding(priority, today, words);
  const back = `/priorities/${priority.id}`;
  const hidden = (more: Record<string, string | number> = {}) => Object.entries({ _back: back, id: priority.id, _version: priority.version, ...more }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/priorities", label: words("priorities.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("priorities.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`priorities.done.${done}`)}</Notice>}
      {priority.isArchived ? <Notice>{words("priorities.archivedNow")}</Notice> : null}
      <PageHead
        title={priority.title}
        lead={writePeriod(priority, words)}
        quietLead
        meta={
          <>
            <Status kind={kind}>{standing}</Status>
            {priority.isDemonstration ? <span className="quiet">{words("priorities.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          {decision === null ? null : <DecisionBox described={decision} document={getPack().document} words={words} />}
          <Section id="facts" title={words("priorities.about")}>
            <Facts
              items={[
                ...(priority.description === null ? [] : [{ label: words("priorities.field.description"), value: priority.description }]),
                { label: words("priorities.field.kind"), value: words(`priorities.kind.${priority.kind}`) },
                { label: words("priorities.when"), value: writePeriod(priority, words) },
                { label: words("priorities.setBy"), value: <a href={`/bodies/${priority.setById}`}>{priority.setByName}</a> },
                ...(priority.endedOn === null ? [] : [{ label: words("priorities.endedOn"), value: day(priority.endedOn) }]),
                ...(priority.steps.length === 0 ? [] : [{ label: words("priorities.stepsTaken"), value: priority.steps.map((taken) => words(`priorities.stepTaken.${taken.to}`, { day: day(taken.on) })).join(". ") }]),
              ]}
            />
          </Section>
          {projects.total === 0 ? null : (
            <Section id="projects" title={words("priorities.projects")} more={{ href: `/projects${writeProjectFilter(following)}`, label: words("priorities.projectsAll", { count: projects.total }) }}>
              <Rows tight>
                {projects.rows.slice(0, SHOWN_ENTRIES).map((project) => (
                  <li key={project.id}>
                    <a href={`/projects/${project.id}`}>{project.title}</a> <span className="meta">{project.unit}</span>
                  </li>
                ))}
              </Rows>
            </Section>
          )}
          {total === 0 ? null : (
            <Section id="coordination" title={words("coordination.forPriority")} more={{ href: `/coordination${writeEntryFilter(serving)}`, label: words("coordination.forPriorityAll", { count: total }) }}>
              <Rows tight>
                {entries.slice(0, SHOWN_ENTRIES).map((entry) => {
                  const [shape, state] = describeState(entry, today, words);
                  return (
                    <li key={entry.id}>
                      <a href={`/coordination/${entry.id}`}>{entry.title}</a> <span className="meta">{day(entry.notedOn)}</span> <Status kind={shape}>{state}</Status>
                    </li>
                  );
                })}
              </Rows>
            </Section>
          )}
        </div>
        <RecordAside
          label={words("priorities.aside")}
          path={back}
          edit={mayEdit ? words("priorities.edit") : null}
          archiving={mayArchive ? { action: priority.isArchived ? restore : archive, label: words(priority.isArchived ? "priorities.restore" : "priorities.archive") } : null}
          record={priority}
          titles={{ change: words("priorities.changeTitle"), history: words("priorities.history") }}
          history={history}
          words={words}
          first={
            steps.length > 0 ? (
              <Section id="steps" title={words("priorities.stepsTitle")}>
                {steps.map(({ to, missing }) =>
                  missing.length > 0 ? (
                    <p key={to}>
                      <Status kind="todo">{words("priorities.lacking")}</Status> {missing.map((requirement) => words(`priorities.lacks.${requirement}`)).join(" ")}
                    </p>
                  ) : (
                    <form key={to} action={step} noValidate>
                      {hidden({ to })}
                      {to === "ENDED" ? (
                        <DateField name="on" label={words("priorities.endOn")} error={problems.errorOf("on")} defaultValue={textOf(problems.values, "on") || today} />
                      ) : (
                        <input type="hidden" name="on" value={today} />
                      )}
                      <div className="btns mt-4">
                        <Button variant={to === "ENDED" ? "secondary" : "primary"} small>
                          {words(to === "ENDED" ? "priorities.end" : priority.status === "ENDED" ? "priorities.takeUpAgain" : "priorities.putInForce")}
                        </Button>
                      </div>
                    </form>
                  ),
                )}
              </Section>
            ) : null
          }
        >
          <RecordParts actor={actor} subject={{ kind: "priority", id: priority.id }} holder={holderOf(priority.title, null, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}
