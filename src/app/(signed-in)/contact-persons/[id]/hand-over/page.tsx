import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { TextArea } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section, SectionHead } from "@/components/section";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { may } from "@/domain/policy";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { receive, save } from "@/features/contact-persons/handovers/actions";
import { writeHandover } from "@/features/contact-persons/handovers/rules";
import { HANDOVER_FIELDS, LONGEST_HANDOVER } from "@/features/contact-persons/handovers/schema";
import { getHandover, getHandoverVersion } from "@/features/contact-persons/handovers/service";
import { taskPolicy } from "@/features/tasks/policy";
import { listUnitTasks } from "@/features/tasks/service";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadOfAppointment, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["handoverWritten", "handoverReceived"]);
const SHOWN_TASKS = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("contactPersons.handover.title") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, id: string, current: number, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getHandoverVersion(actor, id, baseVersion), getHandoverVersion(actor, id, current)]);
  const before = writeHandover(base.handover);
  const mine = Object.fromEntries(HANDOVER_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeHandover(theirs.handover)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function HandOverPage({ params, searchParams }: Props) {
  const [actor, { id }, parameters, words] = [await getActor(), await params, await searchParams, await getWords()];
  const { appointment, handover, mayWrite, mayReceive } = await loadOfAppointment(id, (one) => getHandover(actor, one));
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [parked, received] = await Promise.all([findParkedForm("appointment-handover", form, actor.personId), findParkedForm("appointment-handover-receive", form, actor.personId)]);
  const seesTasks = may(taskPolicy, "view", actor, { id: appointment.unitId, personId: null, unitId: appointment.unitId });
  const open = seesTasks ? await listUnitTasks(actor, appointment.unitId, { registers }).catch(() => null) : null;
  const typed = parked === null ? (handover === null ? {} : writeHandover(handover)) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = handover !== null && baseVersion > 0 && baseVersion < handover.version ? await loadConflict(actor, id, handover.version, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? [...(parked?.issues ?? []), ...(received?.issues ?? [])] : [], words, "ongoing");
  const path = `/contact-persons/${id}/hand-over`;
  const isWriting = mayWrite && (handover === null || parameters["write"] === "1" || parked !== null);
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const field = (name: (typeof HANDOVER_FIELDS)[number]) => ({ name, label: words(`contactPersons.handover.${name}`), help: words(`contactPersons.handover.${name}Help`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name), most: LONGEST_HANDOVER, rows: 6 });
  const said = (name: (typeof HANDOVER_FIELDS)[number]) => (handover?.[name] == null ? [] : [{ label: words(`contactPersons.handover.${name}`), value: <span className="whitespace-pre-line">{handover[name]}</span> }]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/contact-persons", label: words("contactPersons.title") }, { href: `/bodies/${appointment.unitId}`, label: appointment.unitName }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("contactPersons.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`contactPersons.done.${done}`)}</Notice>}
      <PageHead
        tight
        title={conflict === null ? words("contactPersons.handover.titleOf", { name: appointment.personName }) : words("contactPersons.handover.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })}
        lead={conflict !== null ? words("conflict.lead", { count: conflict.merge.collisions.length }) : appointment.to === null ? words("contactPersons.handover.lead", { unit: appointment.unitName }) : words("contactPersons.handover.leadEnds", { unit: appointment.unitName, day: formatDate(appointment.to, words.locale) })}
        quietLead
      />
      {isWriting ? (
        <form action={save} className="section" aria-labelledby="handover" noValidate>
          <SectionHead id="handover" title={words(handover === null ? "contactPersons.handover.write" : "contactPersons.handover.change")} />
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="appointmentId" value={id} />
          <input type="hidden" name="_version" value={handover?.version ?? 0} />
          <input type="hidden" name="_back" value={path} />
          {conflict === null ? (
            <>
              <TextArea {...field("ongoing")} required />
              <TextArea {...field("contacts")} optional={words("frame.optional")} />
              <TextArea {...field("advice")} optional={words("frame.optional")} />
            </>
          ) : (
            <VersionConflict {...conflict} labelOf={(name) => words(`contactPersons.handover.${name}`)} words={words} />
          )}
          <Buttons className="mt-6">
            <Button variant="primary">{words(conflict === null ? "contactPersons.handover.save" : "conflict.save")}</Button>
            <ButtonLink variant="text" href={handover === null ? `/bodies/${appointment.unitId}` : path}>{words(conflict === null ? "contactPersons.cancel" : "conflict.drop")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <Section id="handover" title={words("contactPersons.handover.title")} {...(mayWrite ? { more: { href: `${path}?write=1`, label: words("contactPersons.handover.change") } } : {})}>
          {handover === null ? (
            <p>{words("contactPersons.handover.notWritten")}</p>
          ) : (
            <>
              <Facts items={HANDOVER_FIELDS.flatMap(said)} />
              <p className="meta mt-4">
                {words("contactPersons.handover.written", { day: formatDate(handover.writtenOn, words.locale) })}{" "}
                {handover.receivedOn === null ? words("contactPersons.handover.notReceived") : words("contactPersons.handover.received", { day: formatDate(handover.receivedOn, words.locale), name: handover.receivedByName ?? words("tasks.someone") })}
              </p>
              {mayReceive ? <OneButton action={receive} fields={{ appointmentId: id, _version: handover.version, _back: path }} label={words("contactPersons.handover.receive")} variant="small" className="mt-4" /> : null}
            </>
          )}
        </Section>
      )}
      {open === null ? null : (
        <Section id="tasks" title={words("contactPersons.handover.tasks")} more={{ href: `/tasks?unit=${appointment.unitId}`, label: words("contactPersons.handover.tasksAll") }}>
          <p>{words("contactPersons.handover.tasksLead", { count: open.tasks.length })}</p>
          {open.tasks.length === 0 ? null : (
            <Rows tight>
              {open.tasks.slice(0, SHOWN_TASKS).map((task) => (
                <li key={task.id}>
                  <a href={task.path}>{words(task.title.message, task.title.params)}</a>
                  {task.dueOn === null ? null : <span className="quiet"> {formatDate(task.dueOn, words.locale)}</span>}
                </li>
              ))}
            </Rows>
          )}
        </Section>
      )}
    </>
  );
}
