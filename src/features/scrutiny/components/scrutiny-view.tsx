import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import type { Scrutinised, Scrutiny } from "@/domain/registers";
import { AsOfPage } from "@/features/coverage/components/as-of-page";
import type { AskedAsOf } from "@/features/coverage/schema";
import { formatCount, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { QuestionAnswered } from "../rules";

/** The auditors' four questions, each with what is looked for under it, the most lacking first. */
export function ScrutinyView({ questions, asked, today, words }: { questions: readonly QuestionAnswered[]; asked: AskedAsOf; today: PlainDate; words: Words }) {
  const { asOf } = asked;
  const lacking = questions.filter((question) => question.lacking > 0).length;
  const query = asked.written === "" || asked.fault !== null ? "" : `?on=${encodeURIComponent(asked.written)}`;
  return (
    <AsOfPage
      title={words("scrutiny.title")}
      lead={words("scrutiny.lead", { count: lacking })}
      tools={<a href={`/api/scrutiny${query}`}>{words("frame.excel")}</a>}
      path="/scrutiny"
      asked={asked}
      today={today}
      words={words}
    >
      {questions.map(({ question, parts }) => (
        <Section key={question} id={question.toLowerCase()} title={words(`scrutiny.questions.${question}`)}>
          {parts.length === 0 ? (
            <EmptyState title={words("scrutiny.nothing")}>{words("scrutiny.nothingText")}</EmptyState>
          ) : (
            <DataTable caption={words(`scrutiny.questions.${question}`)} hideCaption cards="plain">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>
                  <th {...ROLES.head} className="w-2/5">{words("scrutiny.column.part")}</th>
                  <th {...ROLES.head} className="w-1/8">{words("scrutiny.column.lacking")}</th>
                  <th {...ROLES.head} className="w-1/8">{words("scrutiny.column.having")}</th>
                  <th {...ROLES.head}>{words("scrutiny.column.first")}</th>
                </tr>
              </thead>
              <tbody {...ROLES.group}>
                {parts.map((part) => (
                  <Part key={part.label} part={part} words={words} />
                ))}
              </tbody>
            </DataTable>
          )}
        </Section>
      ))}
      <p className="meta mt-8">{words("coverage.asOf", { date: formatDate(asOf.on, words.locale), until: asOf.begunBy === null ? "year" : "day", year: String(asOf.year) })}</p>
    </AsOfPage>
  );
}

function Part({ part, words }: { part: Scrutiny; words: Words }) {
  const { label, having, lacking } = part;
  const { path, first } = lacking;
  const more = lacking.count - first.length;
  return (
    <tr {...ROLES.row}>
      <th {...ROLES.name}>{words(label)}</th>
      <td data-label={words("scrutiny.column.lacking")} {...ROLES.cell}>
        {lacking.count === 0 ? <Status kind="done">{words("scrutiny.none")}</Status> : <Status kind="missing">{path === null ? formatCount(lacking.count) : <a href={path}>{formatCount(lacking.count)}</a>}</Status>}
      </td>
      <td data-label={words("scrutiny.column.having")} {...ROLES.cell}>
        <Having having={having} words={words} />
      </td>
      <td {...(first.length === 0 ? {} : { "data-label": words("scrutiny.column.first") })} {...ROLES.cell}>
        {first.length === 0 ? null : (
          <ul className="list-none [&_li]:py-1.5">
            <Records records={first} />
            {more > 0 && path !== null ? (
              <li>
                <a href={path}>{words("scrutiny.more", { count: more })}</a>
              </li>
            ) : null}
          </ul>
        )}
      </td>
    </tr>
  );
}

/** How many have it: with the list that holds them, or where there is none each of them below the figure. */
function Having({ having: { count, path, first }, words }: { having: Scrutinised; words: Words }) {
  if (count === 0) return formatCount(count);
  if (path !== null) return <a href={path}>{formatCount(count)}</a>;
  return (
    <details>
      <summary>{words("scrutiny.which", { count: formatCount(count) })}</summary>
      <ul className="list-none [&_li]:py-1.5">
        <Records records={first} />
      </ul>
    </details>
  );
}

function Records({ records }: { records: Scrutinised["first"] }) {
  return records.map((record) => (
    <li key={record.path + record.title}>
      <a href={record.path}>{record.title}</a>
    </li>
  ));
}
