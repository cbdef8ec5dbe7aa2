import { DataTable, ROLES } from "@/components/data-table";
import { OneButton } from "@/components/one-button";
import { Status, type StatusKind } from "@/components/status";
import { formatCount, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { start } from "../actions";
import type { JobState } from "../rules";
import type { QueueView, ScheduleView } from "../service";

const LOOKS: Readonly<Record<JobState, StatusKind>> = { FINE: "done", RUNNING: "going", FAILING: "missing", NEVER: "none" };
const QUEUE_COLUMNS = ["name", "state", "when", "waiting", "last", "next", "run"];
const SCHEDULE_COLUMNS = ["name", "state", "when", "last", "next"];

const sayWhen = (instant: Date | null, words: Words, none: string) => (instant === null ? none : formatInstant(instant, words.locale));
const sayEvery = (every: QueueView["every"] | Pick<ScheduleView, "every" | "at">, words: Words) => (every === null ? words("jobs.every.asked") : words(`jobs.every.${every.every}`, "at" in every ? { at: every.at } : {}));

function Head({ columns, words }: { columns: readonly string[]; words: Words }) {
  return (
    <thead {...ROLES.group}>
      <tr {...ROLES.row}>
        {columns.map((name) => (
          <th key={name} {...ROLES.head}>{words(`jobs.column.${name}`)}</th>
        ))}
      </tr>
    </thead>
  );
}

/** The queues: how each stands, what waits, when it was done and is done next, and a button that runs it. */
export function QueueTable({ queues, words }: { queues: readonly QueueView[]; words: Words }) {
  const column = (name: string) => words(`jobs.column.${name}`);
  return (
    <DataTable caption={words("jobs.queuesCaption")} hideCaption cards="plain">
      <Head columns={QUEUE_COLUMNS} words={words} />
      <tbody {...ROLES.group}>
        {queues.map((queue) => (
          <tr key={queue.name} {...ROLES.row}>
            <th {...ROLES.name} data-label={column("name")}>{words(`jobs.name.${queue.name}`)}</th>
            <td data-label={column("state")} {...ROLES.cell}>
              <Status kind={LOOKS[queue.state]}>{words(`jobs.state.${queue.state}`)}</Status>
              {queue.failure === null ? null : <small className="block">{words("jobs.failed", { when: formatInstant(queue.failure.at, words.locale), reason: words(`jobs.reason.${queue.failure.reason}`) })}</small>}
            </td>
            <td data-label={column("when")} {...ROLES.cell}>{sayEvery(queue.every, words)}</td>
            <td className="num" data-label={column("waiting")} {...ROLES.cell}>{formatCount(queue.waiting)}</td>
            <td className="num" data-label={column("last")} {...ROLES.cell}>{sayWhen(queue.doneAt, words, words("jobs.never"))}</td>
            <td className="num" data-label={column("next")} {...ROLES.cell}>{sayWhen(queue.nextAt, words, words("jobs.none"))}</td>
            <td data-label={column("run")} {...ROLES.cell}>
              <OneButton action={start} fields={{ _back: "/jobs", queue: queue.name }} label={words("jobs.run")} hiddenLabel={words(`jobs.name.${queue.name}`)} variant="small" />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** What is done at set times: how it stands, when it was done and is done next. */
export function ScheduleTable({ schedules, words }: { schedules: readonly ScheduleView[]; words: Words }) {
  const column = (name: string) => words(`jobs.column.${name}`);
  return (
    <DataTable caption={words("jobs.schedulesCaption")} hideCaption cards="plain">
      <Head columns={SCHEDULE_COLUMNS} words={words} />
      <tbody {...ROLES.group}>
        {schedules.map((schedule) => (
          <tr key={schedule.name} {...ROLES.row}>
            <th {...ROLES.name} data-label={column("name")}>{words(`jobs.name.${schedule.name}`)}</th>
            <td data-label={column("state")} {...ROLES.cell}><Status kind={LOOKS[schedule.state]}>{words(`jobs.state.${schedule.state}`)}</Status></td>
            <td data-label={column("when")} {...ROLES.cell}>{sayEvery(schedule, words)}</td>
            <td className="num" data-label={column("last")} {...ROLES.cell}>{sayWhen(schedule.doneAt, words, words("jobs.never"))}</td>
            <td className="num" data-label={column("next")} {...ROLES.cell}>{sayWhen(schedule.nextAt, words, words("jobs.none"))}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
