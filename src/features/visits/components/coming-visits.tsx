import { Button, ButtonLink } from "@/components/button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { SelectField } from "@/components/field";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { VisuallyHidden } from "@/components/visually-hidden";
import { daysBetween } from "@/domain/plain-date";
import { formatNear } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { answer, take } from "../representation/actions";
import type { Coming } from "../service";
import { twelveMonthsFrom } from "../rules";
import { nameMonth, VisitDate, writeDaysInMonth } from "./visit-days";

type Visit = Coming["visits"][number];

interface Props {
  coming: Coming;
  /** The path to come back to, and a new key for each form. */
  back: string;
  newKey: () => string;
  words: Words;
}

/** The presidia's desk: what nobody has taken first, what waits for an answer, twelve months, own assignments and the balance. */
export function ComingVisits({ coming, back, newKey, words }: Props) {
  const open = coming.visits.filter((visit) => visit.openPlace > 0);
  const mine = coming.visits.filter((visit) => visit.isMine);
  const first = coming.open.first;
  const soon = first === null ? 0 : daysBetween(coming.today, first);
  const lead =
    coming.visits.length === 0
      ? words("visits.coming.nothing")
      : words("visits.coming.lead", { count: coming.open.count }) +
        (first === null ? "" : ` ${words("visits.coming.first", { only: coming.open.count === 1 ? "yes" : "no", past: soon < 0 ? "yes" : "no", in: words("visits.coming.in", { days: Math.max(soon, 0) }) })}`);
  return (
    <>
      <PageHead title={words("visits.coming.title")} lead={lead} tools={<div className="tools"><a href="/visits">{words("visits.coming.all")}</a></div>} />
      {open.length > 0 ? (
        <Section id="open" title={words("visits.coming.openTitle")} note={coming.clauses.length > 0 ? words("visits.coming.whose", { count: coming.by.length, name: coming.by[0] ?? "", clause: coming.clauses.join(", ") }) : null}>
          <Rows>
            {open.map((visit) => (
              <li key={visit.id} className="visit visit-open">
                <VisitDate days={visit} today={coming.today} words={words} />
                <VisitText visit={visit} words={words} />
                {visit.isTheirs ? <TakeForms visit={visit} coming={coming} back={back} newKey={newKey} words={words} /> : visit.askedName === null ? null : <p className="meta">{words("visits.coming.waitsForAnswer", { name: visit.askedName })}</p>}
              </li>
            ))}
          </Rows>
          {coming.open.count > open.length ? <p className="mt-4"><a className="more" href="/visits?when=coming&allocation=open&sort=starts">{words("visits.coming.moreOpen", { count: coming.open.count })}</a></p> : null}
        </Section>
      ) : null}
      {coming.questions.length > 0 ? (
        <Section id="questions" title={words(coming.isMember ? "visits.coming.questionsTitle" : "visits.coming.questionsTitleSecretary")}>
          <Rows>
            {coming.questions.map((question) => (
              <Question key={question.id} question={question} coming={coming} back={back} words={words} />
            ))}
          </Rows>
        </Section>
      ) : null}
      <div className="mt-12">
        <Split>
          <Months coming={coming} words={words} />
          <Aside label={words("visits.coming.asideLabel")}>
            {coming.isMember ? (
              <Section id="mine" title={words("visits.coming.mineTitle")}>
                {mine.length === 0 ? (
                  <p className="quiet">{words("visits.coming.noMine")}</p>
                ) : (
                  <Rows>
                    {mine.map((visit) => (
                      <li key={visit.id}>
                        <VisitDate days={visit} today={coming.today} words={words} />
                        <a href={`/visits/${visit.id}`}>{visit.title}</a>
                        {visit.places === null ? null : <p className="meta">{visit.places}</p>}
                        {visit.askedName === null ? (
                          <ButtonLink variant="text" small href={`/visits/${visit.id}/hand-over`}>{words("visits.coming.handOver")}<VisuallyHidden> {visit.title}</VisuallyHidden></ButtonLink>
                        ) : (
                          <p className="meta">{words("visits.coming.waitsForAnswer", { name: visit.askedName })}</p>
                        )}
                      </li>
                    ))}
                  </Rows>
                )}
              </Section>
            ) : null}
            <Balance coming={coming} words={words} />
          </Aside>
        </Split>
      </div>
    </>
  );
}

function VisitText({ visit, words }: { visit: Visit; words: Words }) {
  return (
    <div>
      <h3><a href={`/visits/${visit.id}`}>{visit.title}</a></h3>
      {visit.purpose === null ? null : <p>{visit.purpose.length > 200 ? `${visit.purpose.slice(0, 200)}…` : visit.purpose}</p>}
      <p className="meta">{words("visits.coming.host", { direction: words(`visits.direction.${visit.direction}`), unit: visit.unit, hosts: visit.hosts ?? "none" })}</p>
    </div>
  );
}

function TakeForms({ visit, coming, back, newKey, words }: Props & { visit: Visit }) {
  const members = coming.seats.filter((seat) => coming.secretaryOf.includes(seat.id) && seat.position !== "SECRETARY");
  return (
    <div className="visit-do">
      <form action={take}>
        <input type="hidden" name="_key" value={newKey()} />
        <input type="hidden" name="_back" value={back} />
        <input type="hidden" name="id" value={visit.id} />
        {coming.isMember ? (
          <Button variant="primary" small>{words("visits.coming.take")}<VisuallyHidden> {visit.title}</VisuallyHidden></Button>
        ) : (
          <>
            <SelectField id={`for-${visit.id}`} name="personId" label={words("visits.coming.forWhom")} empty={words("frame.choose")} options={members.map((member) => ({ value: member.personId, label: member.personName }))} required />
            <Button variant="primary" small>{words("visits.coming.assign")}<VisuallyHidden> {visit.title}</VisuallyHidden></Button>
          </>
        )}
      </form>
      {visit.askedName === null ? (
        <ButtonLink variant="text" small href={`/visits/${visit.id}/hand-over`}>{words("visits.coming.suggest")}<VisuallyHidden> {visit.title}</VisuallyHidden></ButtonLink>
      ) : (
        <p className="meta">{words("visits.coming.waitsForAnswer", { name: visit.askedName })}</p>
      )}
    </div>
  );
}

function Question({ question, coming, back, words }: { question: Coming["questions"][number]; coming: Coming; back: string; words: Words }) {
  const isOther = !coming.isMember;
  const about = { name: question.askedByName, body: question.askedByBody ?? "none", to: isOther ? question.toName : "none" };
  const button = (value: "ACCEPTED" | "DECLINED", label: string) => (
    <form action={answer}>
      <input type="hidden" name="_back" value={back} />
      <input type="hidden" name="id" value={question.visitId} />
      <input type="hidden" name="handoverId" value={question.id} />
      <input type="hidden" name="answer" value={value} />
      <Button variant={value === "ACCEPTED" ? "primary" : "secondary"} small>{label}<VisuallyHidden> {question.title}</VisuallyHidden></Button>
    </form>
  );
  return (
    <li className="visit visit-ask">
      <VisitDate days={question} today={coming.today} words={words} />
      <div>
        <h3><a href={`/visits/${question.visitId}`}>{question.title}</a></h3>
        <p>{question.message === null ? words("visits.coming.asksPlain", about) : <>{words("visits.coming.asks", about)} ”{question.message}”</>}</p>
        <p className="meta">{words("visits.coming.askedOn", { date: formatNear(question.askedOn, coming.today, words.locale) })}</p>
      </div>
      <div className="visit-do">
        {button("ACCEPTED", isOther ? words("visits.coming.yesFor", { name: question.toName }) : words("visits.coming.yes"))}
        {button("DECLINED", words("visits.coming.no"))}
      </div>
    </li>
  );
}

function Months({ coming, words }: { coming: Coming; words: Words }) {
  const months = twelveMonthsFrom(coming.today);
  const [first = "", last = ""] = [months[0], months.at(-1)];
  const named = (month: string) => `${nameMonth(month, words.locale)} ${month.slice(0, 4)}`;
  return (
    <Section id="months" title={words("visits.coming.monthsTitle")} note={words("visits.coming.monthsNote", { first: named(first), last: named(last).toLowerCase() })}>
      {months.map((month, index) => {
        const all = coming.visits.filter((visit) => visit.month === month);
        const shown = all.filter((visit) => visit.monthPlace <= MOST_A_MONTH);
        const rest = (all[0]?.monthCount ?? 0) - shown.length;
        const showsYear = index === 0 || month.endsWith("-01");
        return (
          <div key={month} className="month">
            <h3>
              {nameMonth(month, words.locale)} {showsYear ? <span>{month.slice(0, 4)}</span> : <VisuallyHidden>{month.slice(0, 4)}</VisuallyHidden>}
            </h3>
            {shown.length === 0 ? (
              <p className="quiet">{words("visits.coming.noVisits")}</p>
            ) : (
              <ul>
                {shown.map((visit) => (
                  <li key={visit.id}>
                    <b className="num">{writeDaysInMonth(visit, month, words.locale)}</b>
                    <a href={`/visits/${visit.id}`}>{visit.title}</a>
                    <span><Allocation visit={visit} words={words} /></span>
                  </li>
                ))}
                {rest > 0 ? <li><b /><a href={`/visits?when=coming&year=${month.slice(0, 4)}&sort=starts`}>{words("visits.coming.moreInMonth", { count: rest })}</a></li> : null}
              </ul>
            )}
          </div>
        );
      })}
    </Section>
  );
}

/** As many visits as a month shows before it leads to the list. */
const MOST_A_MONTH = 25;

function Allocation({ visit, words }: { visit: Visit; words: Words }) {
  if (visit.isMine) return <Status kind="done">{words("visits.you")}</Status>;
  if (visit.personName !== null) return <Status kind="done">{words("visits.represents", { name: visit.personName, body: visit.bodyName ?? "" })}</Status>;
  return visit.askedName === null ? <Status kind="missing">{words("visits.open")}</Status> : <Status kind="going">{words("visits.askedName", { name: visit.askedName })}</Status>;
}

function Balance({ coming, words }: { coming: Coming; words: Words }) {
  const year = coming.today.slice(0, 4);
  const sum = coming.balance.reduce((total, { count }) => total + count, 0);
  let from = 0;
  return (
    <Section id="balance" title={words("visits.coming.balanceTitle", { year })}>
      <div className="balance">
        {sum > 0 ? (
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            {coming.balance.map(({ bodyId, count }) => {
              const x = from;
              from += (count / sum) * 100;
              return <rect key={bodyId} x={x === 0 ? 0 : x + 0.4} y="0" width={Math.max((count / sum) * 100 - (x === 0 ? 0 : 0.4), 0)} height="6" />;
            })}
          </svg>
        ) : null}
        {coming.balance.map(({ bodyId, name, count }) => (
          <p key={bodyId}>
            <span>{name}</span> <b>{count === 0 ? 0 : <a href={`/visits?year=${year}&presidium=${bodyId}`}>{count}<VisuallyHidden> {name}</VisuallyHidden></a>}</b>
          </p>
        ))}
      </div>
    </Section>
  );
}
