import type { PolicyPack } from "@packs/pack";
import { OneButton } from "@/components/one-button";
import { Status } from "@/components/status";
import { dateInStockholm, daysBetween, type PlainDate } from "@/domain/plain-date";
import type { Task } from "@/domain/registers";
import { formatDate, formatNear } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { takeBack, wake } from "../actions";
import { describeWhy } from "../report";
import type { Standing, Why } from "../rules";
import { writeTaskPlace } from "../schema";

interface Row extends Task, Standing {
  id: string;
  register: string;
  why: Why;
  handover: { id: string; version: number; toName: string | null; byId: string; toId: string; handedAt: Date } | null;
  mayHandOver: boolean;
}

interface Shown {
  pack: Pick<PolicyPack, "clauses" | "document">;
  /** What bodies are called. */
  names: ReadonlyMap<string, string>;
  readerId: string;
  /** The unit whose list it is; null for the reader's own. */
  unitId: string | null;
  today: PlainDate;
  /** Where the list is. */
  back: string;
  words: Words;
}

/** What there is to do: its day, what it is and where it is done, why it is the reader's, and in what clause's words. */
export function TaskList({ rows, ...shown }: Shown & { rows: readonly Row[] }) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <TaskItem key={row.id} row={row} {...shown} />
      ))}
    </ul>
  );
}

function TaskItem({ row, pack, names, readerId, unitId, today, back, words }: Shown & { row: Row }) {
  const title = words(row.title.message, row.title.params);
  const days = row.dueOn === null ? null : daysBetween(today, row.dueOn);
  return (
    <li className="task">
      <p className="task-when">
        {row.dueOn === null || days === null ? (
          <span>{words("tasks.noDay")}</span>
        ) : (
          <>
            <b>{formatNear(row.dueOn, today, words.locale)}</b> <span>{days < 0 ? words("home.dueAgo", { days: -days }) : words("home.dueIn", { days })}</span>
          </>
        )}
      </p>
      <div>
        <h3>
          <a href={row.path}>{title}</a>
        </h3>
        {row.text === undefined ? null : <p>{words(row.text.message, row.text.params)}</p>}
        {row.why.kind === "UNIT" ? null : <p>{describeWhy(row.why, names, words)}</p>}
        <ClauseOf number={row.clause ?? null} pack={pack} words={words} />
        {row.until === null ? null : <p className="meta">{words("tasks.snoozedUntil", { day: formatDate(row.until, words.locale) })}</p>}
        {row.handover === null || row.handover.toId === readerId ? null : (
          <p className="meta">{words("tasks.with", { name: row.handover.toName ?? words("tasks.someone"), day: formatDate(dateInStockholm(row.handover.handedAt), words.locale) })}</p>
        )}
        <div className="btns mt-2">
          <Ways row={row} readerId={readerId} unitId={unitId} back={back} title={title} words={words} />
        </div>
      </div>
      <Status kind={row.state}>{words(row.stateWord)}</Status>
    </li>
  );
}

/** A clause in its own words, and where it stands; nothing where none is followed. */
export function ClauseOf({ number, pack, words }: { number: string | null; pack: Pick<PolicyPack, "clauses" | "document">; words: Words }) {
  const clause = number === null ? undefined : pack.clauses.find((candidate) => candidate.number === number);
  if (clause === undefined) return null;
  return (
    <p className="meta">
      <q>{clause.quotation}</q> {words("tasks.clause", { document: pack.document.shortTitle, number: clause.number })}
    </p>
  );
}

function Ways({ row, readerId, unitId, back, title, words }: Pick<Shown, "readerId" | "unitId" | "back" | "words"> & { row: Row; title: string }) {
  const place = { register: row.register, taskId: row.id, unitId };
  const mayTakeBack = row.handover !== null && (row.mayHandOver || row.handover.byId === readerId || row.handover.toId === readerId);
  const isOwn = unitId === null && row.standing === "open";
  const label = isOwn ? (row.mayHandOver ? "tasks.later" : "tasks.laterOnly") : "tasks.handOnly";
  return (
    <>
      {row.standing === "snoozed" ? <OneButton action={wake} fields={{ _back: back, task: row.id }} label={words("tasks.wake")} hiddenLabel={title} /> : null}
      {isOwn || row.mayHandOver ? (
        <a className="more" href={writeTaskPlace(place)}>
          {words(label)}
          <span className="vh"> {title}</span>
        </a>
      ) : null}
      {row.handover !== null && mayTakeBack ? (
        <OneButton action={takeBack} fields={{ _back: back, id: row.handover.id, _version: row.handover.version }} label={words(row.handover.toId === readerId ? "tasks.giveBack" : "tasks.takeBack")} hiddenLabel={title} />
      ) : null}
    </>
  );
}
