import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import { VisuallyHidden } from "@/components/visually-hidden";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { formatDate, formatNear } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { groupStatements } from "../rules";
import type { BoardStatement } from "../service";
import { judgeSignOff } from "../sign-offs/rules";
import { StatementStatusMark } from "./statement-status";

interface Props {
  year: number;
  statements: readonly BoardStatement[];
  /** That the governing document asks every unit for a contact person, so that a missing one is a gap. */
  asksForContactPerson: boolean;
  /** That the reader appoints contact persons. */
  mayAppoint: boolean;
  today: PlainDate;
  words: Words;
}

/** A year's statements by how far they have come, with who is to answer and what there is to do. */
export function Board({ year, statements, asksForContactPerson, mayAppoint, today, words }: Props) {
  const asksForSignOff = statements.some((statement) => statement.asksForSignOff);
  const board = (key: string, parameters?: Record<string, string | number>) => words(`followUp.board.${key}`, parameters);
  return (
    <DataTable caption={board("caption", { year: String(year) })} hideCaption cards="two">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{board("unit")}</th>
          <th {...ROLES.head}>{board("contactPerson")}</th>
          <th {...ROLES.head}>{board("status")}</th>
          <th {...ROLES.head}>{board("answered")}</th>
          {asksForSignOff ? <th {...ROLES.head}>{board("signOff")}</th> : null}
          <th {...ROLES.head}>{board("last")}</th>
          <th {...ROLES.head}><VisuallyHidden>{board("do")}</VisuallyHidden></th>
        </tr>
      </thead>
      {groupStatements(statements).map(({ group, statements: list }) => (
        <tbody key={group} {...ROLES.group}>
          <tr className="group" {...ROLES.row}>
            <th {...ROLES.name} colSpan={asksForSignOff ? 7 : 6} scope="rowgroup">{words(`followUp.group.${group}`, { count: list.length })}</th>
          </tr>
          {list.map((statement) => {
            const path = `/year/${String(year)}/${statement.unitId}`;
            const action = actionFor(statement, mayAppoint && asksForContactPerson, path);
            return (
              <tr key={statement.id} {...ROLES.row}>
                <th {...ROLES.name}>
                  {statement.mayRead ? <a href={path}>{statement.unitName}</a> : statement.unitName}
                  <EndOfUnit unit={statement} today={today} words={words} />
                  {statement.doubted > 0 ? <small><a href={`${path}#figures`}>{board("doubted", { count: statement.doubted })}</a></small> : null}
                  {statement.onBehalf ? <small>{board("onBehalf")}</small> : null}
                </th>
                <td {...ROLES.cell} data-label={board("contactPerson")}>
                  {statement.contactPerson ?? (asksForContactPerson ? <Status kind="missing">{board("missing")}</Status> : <span className="quiet">{board("noContactPerson")}</span>)}
                </td>
                <td {...ROLES.cell} data-label={board("status")}><StatementStatusMark status={statement.status} words={words} /></td>
                <td className={statement.answered === 0 ? "num quiet" : "num"} {...ROLES.cell} data-label={board("answered")}>{board("answeredOf", { count: statement.answered, all: statement.questions })}</td>
                {asksForSignOff ? <td {...ROLES.cell} data-label={board("signOff")}><SignOffCell statement={statement} words={words} /></td> : null}
                <td className="quiet" {...ROLES.cell} data-label={board("last")}>
                  {statement.lastOn === null || statement.status === "NOT_STARTED" ? "–" : words(`followUp.last.${statement.status}`, { date: formatNear(dateInStockholm(statement.lastOn), today, words.locale) })}
                </td>
                <td className="r" {...ROLES.cell}>
                  {action === null ? null : (
                    <a href={action.href}>
                      {board(action.word)}
                      <VisuallyHidden> {statement.unitName}</VisuallyHidden>
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      ))}
    </DataTable>
  );
}

/** The board's decision on an answer: what was decided, that it is missing once the answer is in, or that none is asked for. */
function SignOffCell({ statement, words }: { statement: BoardStatement; words: Words }) {
  const say = (key: string, parameters?: Record<string, string>) => words(`followUp.board.${key}`, parameters);
  if (!statement.asksForSignOff) return <span className="quiet">{say("signOffNot")}</span>;
  const { signOff } = statement;
  if (signOff !== null && judgeSignOff(statement).ok) return <a href={`/decisions/${signOff.decisionId}`}>{say("signOffOf", { body: signOff.body ?? "", date: signOff.decidedOn === null ? "" : formatDate(signOff.decidedOn, words.locale), paragraph: signOff.paragraph ?? "", caseNumber: signOff.caseNumber ?? "" })}</a>;
  return statement.status === "SUBMITTED" ? <Status kind="missing">{say("signOffMissing")}</Status> : <span className="quiet">{say("signOffWaits")}</span>;
}

/** Says of a unit that is gone when it ended, and what it went up into; it keeps the statement that it has. */
export function EndOfUnit({ unit: { endsOn, wentInto }, today, words }: { unit: Pick<BoardStatement, "endsOn" | "wentInto">; today: PlainDate; words: Words }) {
  if (endsOn === null || endsOn >= today) return null;
  const date = formatDate(endsOn, words.locale);
  return <small>{wentInto === null ? words("followUp.board.ended", { date }) : words("followUp.board.wentInto", { date, name: wentInto })}</small>;
}

/** The one thing to do with a statement: the office reviews, or appoints someone who can answer; the unit answers. */
function actionFor(statement: BoardStatement, mayAppoint: boolean, path: string): { href: string; word: string } | null {
  if (statement.mayReview && statement.status === "SUBMITTED") return { href: path, word: "reviewAction" };
  if (mayAppoint && statement.contactPerson === null && statement.status === "NOT_STARTED") return { href: `/bodies/${statement.unitId}/contact-person`, word: "appoint" };
  if (statement.mayAnswer && !statement.wouldActOnBehalf) return { href: path, word: statement.status === "NOT_STARTED" ? "write" : "goOn" };
  if (statement.mayAnswer && statement.status === "NOT_STARTED") return { href: path, word: "writeFor" };
  return statement.mayRead ? { href: path, word: "show" } : null;
}
