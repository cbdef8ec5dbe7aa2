import { OneButton } from "@/components/one-button";
import { Status } from "@/components/status";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { formatDate, formatNear, formatTime } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { read } from "../actions";
import { writeNotification, type ToldNotification } from "../report";

interface Row extends ToldNotification {
  id: string;
  createdAt: Date;
  isRead: boolean;
  path: string | null;
}

/** What a person has been told, each with the way to its record, and a button that marks it as read. */
export function NotificationList({ rows, today, back, words }: { rows: readonly Row[]; today: PlainDate; back: string; words: Words }) {
  return (
    <ul className="rows">
      {rows.map((row) => {
        const { title, text } = row.path === null && row.kind !== "TASK_DUE" ? { title: words("notifications.gone"), text: null } : writeNotification(row, words);
        return (
          <li key={row.id} className="task">
            <p className="task-when">
              <b>{formatNear(dateInStockholm(row.createdAt), today, words.locale)}</b> <span>{formatTime(row.createdAt, words.locale)}</span>
            </p>
            <div>
              <h3>{row.path === null ? title : <a href={row.path}>{title}</a>}</h3>
              {row.task?.dueOn == null ? null : <p>{words("notifications.due", { day: formatDate(row.task.dueOn, words.locale) })}</p>}
              {text === null ? null : <p>{text}</p>}
              {row.isRead ? null : <OneButton action={read} fields={{ _back: back, id: row.id }} label={words("notifications.read")} hiddenLabel={title} className="mt-2" />}
            </div>
            <Status kind={row.isRead ? "done" : "todo"}>{words(row.isRead ? "notifications.readIs" : "notifications.isNew")}</Status>
          </li>
        );
      })}
    </ul>
  );
}
