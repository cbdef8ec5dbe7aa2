"use client";

import { Button, ButtonLink } from "@/components/button";
import { SelectField } from "@/components/field";
import type { OneButtonProps } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { VisuallyHidden } from "@/components/visually-hidden";
import { HostDuties } from "@/features/recurring-meetings/components/host-duties";
import type { ComingWords } from "./describe-coming";
import type { DateWords } from "./visit-days";

interface Props {
  desk: ComingWords;
  actions: Readonly<Record<"take" | "answer", OneButtonProps["action"]>>;
  /** The path to come back to. */
  back: string;
}

/** The presidia's desk: what nobody has taken first, what waits for an answer, twelve months, own assignments and the balance. */
export function ComingVisits({ desk, actions, back }: Props) {
  const { open, questions, mine, words } = desk;
  return (
    <>
      <PageHead title={words["visits.coming.title"]} lead={desk.lead} tools={<div className="tools"><a href="/visits">{words["visits.coming.all"]}</a></div>} />
      {open === null ? null : (
        <Section id="open" title={words["visits.coming.openTitle"]} note={open.note}>
          <Rows>
            {open.lines.map((visit) => (
              <li key={visit.id} className="visit visit-open">
                <VisitDate date={visit.date} />
                <div>
                  <h3><a href={`/visits/${visit.id}`}>{visit.title}</a></h3>
                  {visit.purpose === null ? null : <p>{visit.purpose}</p>}
                  <p className="meta">{visit.host}</p>
                  {visit.clashes === null ? null : <p><Status kind="todo">{visit.clashes}</Status></p>}
                </div>
                {visit.key === null ? visit.waits === null ? null : <p className="meta">{visit.waits}</p> : <TakeForms visit={visit} visitKey={visit.key} desk={desk} actions={actions} back={back} />}
              </li>
            ))}
          </Rows>
          {open.more === null ? null : <p className="mt-4"><a className="more" href="/visits?when=coming&allocation=open&sort=starts">{open.more}</a></p>}
        </Section>
      )}
      <HostDuties title={words["recurringMeetings.dutiesTitle"]} duties={desk.duties} />
      {questions === null ? null : (
        <Section id="questions" title={questions.title}>
          <Rows>
            {questions.lines.map((question) => (
              <li key={question.id} className="visit visit-ask">
                <VisitDate date={question.date} />
                <div>
                  <h3><a href={`/visits/${question.visitId}`}>{question.title}</a></h3>
                  <p>{question.text}</p>
                  <p className="meta">{question.asked}</p>
                </div>
                <div className="visit-do">
                  <Answer question={question} value="ACCEPTED" label={question.yes} action={actions.answer} back={back} />
                  <Answer question={question} value="DECLINED" label={words["visits.coming.no"]} action={actions.answer} back={back} />
                </div>
              </li>
            ))}
          </Rows>
        </Section>
      )}
      <div className="mt-12">
        <Split>
          <Months desk={desk} />
          <Aside label={words["visits.coming.asideLabel"]}>
            {mine === null ? null : (
              <Section id="mine" title={words["visits.coming.mineTitle"]}>
                {mine.length === 0 ? (
                  <p className="quiet">{words["visits.coming.noMine"]}</p>
                ) : (
                  <Rows>
                    {mine.map((visit) => (
                      <li key={visit.id}>
                        <VisitDate date={visit.date} />
                        <a href={`/visits/${visit.id}`}>{visit.title}</a>
                        {visit.places === null ? null : <p className="meta">{visit.places}</p>}
                        {visit.substitute === null ? null : <p className="meta">{visit.substitute}</p>}
                        {visit.clashes === null ? null : <p><Status kind="todo">{visit.clashes}</Status></p>}
                        {!visit.isMine ? null : visit.waits === null ? (
                          <ButtonLink variant="text" small href={`/visits/${visit.id}/hand-over`}>{words["visits.coming.handOver"]}<VisuallyHidden> {visit.title}</VisuallyHidden></ButtonLink>
                        ) : (
                          <p className="meta">{visit.waits}</p>
                        )}
                      </li>
                    ))}
                  </Rows>
                )}
              </Section>
            )}
            <Balance balance={desk.balance} />
          </Aside>
        </Split>
      </div>
    </>
  );
}

/** The large date of a row, its weekdays, and how soon it is when that is within three weeks. */
function VisitDate({ date }: { date: DateWords }) {
  return (
    <p className="visit-date">
      <b>{date.days}</b> {date.weekdays === null ? null : <span>{date.weekdays}</span>} {date.soon === null ? null : <span>{date.soon}</span>}
    </p>
  );
}

function TakeForms({ visit, visitKey, desk, actions, back }: Props & { visit: NonNullable<ComingWords["open"]>["lines"][number]; visitKey: string }) {
  const { words, members } = desk;
  return (
    <div className="visit-do">
      <form action={actions.take}>
        <input type="hidden" name="_key" value={visitKey} />
        <input type="hidden" name="_back" value={back} />
        <input type="hidden" name="id" value={visit.id} />
        {members === null ? (
          <Button variant="primary" small>{words["visits.coming.take"]}<VisuallyHidden> {visit.title}</VisuallyHidden></Button>
        ) : (
          <>
            <SelectField id={`for-${visit.id}`} name="personId" label={words["visits.coming.forWhom"]} empty={words["frame.choose"]} options={members} required />
            <Button variant="primary" small>{words["visits.coming.assign"]}<VisuallyHidden> {visit.title}</VisuallyHidden></Button>
          </>
        )}
      </form>
      {visit.waits === null ? (
        <ButtonLink variant="text" small href={`/visits/${visit.id}/hand-over`}>{words["visits.coming.suggest"]}<VisuallyHidden> {visit.title}</VisuallyHidden></ButtonLink>
      ) : (
        <p className="meta">{visit.waits}</p>
      )}
    </div>
  );
}

interface AnswerProps {
  question: { id: string; visitId: string; title: string };
  value: "ACCEPTED" | "DECLINED";
  label: string;
  action: OneButtonProps["action"];
  back: string;
}

function Answer({ question, value, label, action, back }: AnswerProps) {
  return (
    <form action={action}>
      <input type="hidden" name="_back" value={back} />
      <input type="hidden" name="id" value={question.visitId} />
      <input type="hidden" name="handoverId" value={question.id} />
      <input type="hidden" name="answer" value={value} />
      <Button variant={value === "ACCEPTED" ? "primary" : "secondary"} small>{label}<VisuallyHidden> {question.title}</VisuallyHidden></Button>
    </form>
  );
}

function Months({ desk: { months, words } }: { desk: ComingWords }) {
  return (
    <Section id="months" title={words["visits.coming.monthsTitle"]} note={months.note}>
      {months.lines.map(({ month, name, showsYear, lines, more }) => (
        <div key={month} className="month">
          <h3>
            {name} {showsYear ? <span>{month.slice(0, 4)}</span> : <VisuallyHidden>{month.slice(0, 4)}</VisuallyHidden>}
          </h3>
          {lines.length === 0 ? (
            <p className="quiet">{words["visits.coming.noVisits"]}</p>
          ) : (
            <ul>
              {lines.map(({ id, title, days, state }) => (
                <li key={id}>
                  <b className="num">{days}</b>
                  <a href={`/visits/${id}`}>{title}</a>
                  <span><Status kind={state[0]}>{state[1]}</Status></span>
                </li>
              ))}
              {more === null ? null : <li><b /><a href={more.href}>{more.label}</a></li>}
            </ul>
          )}
        </div>
      ))}
    </Section>
  );
}

function Balance({ balance: { title, lines } }: { balance: ComingWords["balance"] }) {
  const sum = lines.reduce((total, { count }) => total + count, 0);
  const startOf = (place: number) => lines.slice(0, place).reduce((total, { count }) => total + (count / sum) * 100, 0);
  return (
    <Section id="balance" title={title}>
      <div className="balance">
        {sum > 0 ? (
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            {lines.map(({ bodyId, count }, place) => {
              const gap = startOf(place) === 0 ? 0 : 0.4;
              return <rect key={bodyId} x={startOf(place) + gap} y="0" width={Math.max((count / sum) * 100 - gap, 0)} height="6" />;
            })}
          </svg>
        ) : null}
        {lines.flatMap(({ bodyId, name, count, href, people }) => [
          <p key={bodyId}>
            <span>{name}</span> <b>{count === 0 ? 0 : <a href={href}>{count}<VisuallyHidden> {name}</VisuallyHidden></a>}</b>
          </p>,
          ...people.map((person) => (
            <p key={`${bodyId} ${person.personId}`} className="meta">
              <span>{person.name}</span> <a href={person.href}>{person.count}<VisuallyHidden> {person.name}</VisuallyHidden></a>
            </p>
          )),
        ])}
      </div>
    </Section>
  );
}
