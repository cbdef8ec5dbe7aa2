"use client";

import type { ReactNode } from "react";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { PriorityMark } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { DateField, SelectField, TextField } from "@/components/field";
import { GapNotice } from "@/components/gap-notice";
import { History } from "@/components/history";
import { Notice } from "@/components/notice";
import { OneButton, type OneButtonProps } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { SumTable } from "@/components/sum-table";
import type { ProjectSheetWords, SheetEdit, SheetFact } from "./describe-project";

type FormAction = OneButtonProps["action"];

export interface ProjectSheetProps {
  sheet: ProjectSheetWords;
  actions: Readonly<Record<"startEdit" | "startLog" | "changeStatus" | "archive" | "restore", FormAction>>;
  /** What was just done, and whether it can be undone by putting the project back. */
  done: { text: string; isUndone: boolean } | null;
  /** What a form could not accept: the summary on top, the sentence at each field, and what was typed. */
  problems: { title: string; items: { href: string; text: string }[]; errors: Readonly<Record<string, string>>; typed: Readonly<Record<string, string>> } | null;
  /** The day that a step is dated unless another is written. */
  today: string;
  /** Who decides and what is due, drawn by the features that know. */
  children?: ReactNode;
  /** What else there is to know of the project, after its own facts. */
  more?: ReactNode;
}

/** A project's page: facts left, steps, members and history right. */
export function ProjectSheet({ sheet, actions, done, problems, today, children, more }: ProjectSheetProps) {
  const { id, version, path, words, funding, steps, members } = sheet;
  const edit = (given: SheetEdit | null) => (given === null ? null : <OneButton action={actions.startEdit} fields={{ id, section: given.section, _back: path }} label={given.label} />);
  const errorOf = (field: string) => problems?.errors[field];
  return (
    <>
      <Breadcrumbs label={words["frame.path"]} items={sheet.crumbs} />
      {problems === null ? null : <ErrorSummary title={problems.title} items={problems.items} />}
      {done === null ? null : (
        <Notice kind="done" action={done.isUndone ? <OneButton action={actions.restore} fields={{ id, _version: version }} label={words["frame.undo"]} /> : null}>
          {done.text}
        </Notice>
      )}
      {sheet.archived === null ? null : <Notice>{sheet.archived}</Notice>}
      <PageHead
        title={sheet.title}
        lead={sheet.summary}
        meta={
          <>
            <Status kind={sheet.status[0]}>{sheet.status[1]}</Status>
            {sheet.youth === null ? null : <PriorityMark>{sheet.youth}</PriorityMark>}
            {sheet.caseNumber === null ? null : <span className="quiet num">{sheet.caseNumber}</span>}
            {sheet.remarks.map((remark) => (
              <span key={remark} className="quiet">
                {remark}
              </span>
            ))}
          </>
        }
      />
      <Split>
        <div>
          {sheet.gaps.map((gap) => (
            <GapNotice
              key={gap.key}
              title={gap.title}
              source={
                gap.quotation === null ? null : (
                  <>
                    <q>{gap.quotation}</q> {gap.source}
                  </>
                )
              }
            >
              {edit(gap.edit)}
            </GapNotice>
          ))}
          {children}
          <Section id="funding" title={words["projects.sections.money"]} note={funding.note} action={edit(funding.edit)}>
            {funding.table === null ? <p>{words["projects.noFunding"]}</p> : <SumTable {...funding.table} />}
            {funding.remarks.map((remark) => (
              <p key={remark} className="meta mt-3">
                {remark}
              </p>
            ))}
          </Section>
          <Section id="about" title={words["projects.aboutHeading"]} action={edit(sheet.edit)}>
            <Facts items={sheet.facts.map(drawFact)} />
          </Section>
          {sheet.sources.length === 0 ? null : (
            <Section id="sources" title={words["projects.sources"]} note={words["projects.sourcesNote"]}>
              <Facts items={sheet.sources.map(drawFact)} />
            </Section>
          )}
          {more}
        </div>
        <Aside label={words["projects.asideLabel"]}>
          {steps === null ? null : (
            <Section id="steps" title={words["projects.nextStep"]} bare>
              <form action={actions.changeStatus}>
                <Hidden fields={{ id, _version: version, _back: path }} />
                <SelectField name="to" label={words["projects.newStatus"]} empty={words["frame.choose"]} defaultValue={problems?.typed["to"] ?? ""} error={errorOf("to")} options={steps.options} />
                <DateField name="on" label={words["projects.statusDate"]} defaultValue={problems?.typed["on"] || today} error={errorOf("on")} />
                <TextField name="note" label={words["projects.statusNote"]} optional={words["frame.optional"]} defaultValue={problems?.typed["note"] ?? ""} error={errorOf("note")} />
                <Buttons>
                  <Button small>{words["projects.changeStatus"]}</Button>
                </Buttons>
              </form>
              {steps.lacking.length === 0 ? null : (
                <ul className="meta mt-3">
                  {steps.lacking.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )}
            </Section>
          )}
          <p>
            <a className="more" href={`${path}/steps`}>
              {words["projects.stepsAll"]}
            </a>
          </p>
          {members === null ? null : (
            <Section id="members" title={words["projects.members"]} bare>
              {members.names.length === 0 ? (
                <p>{words["projects.noMembers"]}</p>
              ) : (
                <Rows tight>
                  {members.names.map((name, place) => (
                    <li key={place}>{name}</li>
                  ))}
                </Rows>
              )}
              {members.mayChange ? (
                <p>
                  <a className="more" href={`${path}/members`}>
                    {words["projects.changeMembers"]}
                  </a>
                </p>
              ) : null}
            </Section>
          )}
          <Section id="history" title={words["history.title"]} bare>
            <History items={sheet.history} />
            <p>
              <a className="more" href={`${path}/history`}>
                {words["history.all"]}
              </a>
            </p>
          </Section>
          {sheet.mayCopy || sheet.archive !== null ? (
            <Section id="more" title={words["projects.more"]} bare>
              {sheet.mayCopy ? <OneButton action={actions.startLog} fields={{ copyOf: id, _back: path }} label={words["projects.copy"]} /> : null}
              {sheet.archive === null ? null : <OneButton action={actions[sheet.archive]} fields={{ id, _version: version, _back: path }} label={words[`projects.${sheet.archive}`]} />}
            </Section>
          ) : null}
        </Aside>
      </Split>
    </>
  );
}

function Hidden({ fields }: { fields: Readonly<Record<string, string | number>> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function drawFact({ label, value, href, hrefs, act, after, below }: SheetFact) {
  const text = typeof value === "string" ? value : <ul>{value.map((line, index) => <li key={line}>{hrefs?.[index] == null ? line : <a href={hrefs[index]}>{line}</a>}</li>)}</ul>;
  return {
    label,
    value: (
      <>
        {href === undefined ? text : <a href={href}>{text}</a>}
        {act === undefined ? null : <a className="more" href={act.href}>{act.label}</a>}
        {after === undefined ? null : ` ${after}`}
        {below === undefined ? null : (
          <>
            <br />
            <span className="meta">{below}</span>
          </>
        )}
      </>
    ),
  };
}
