import type { Task } from "@/domain/registers";
import { formatDate } from "@/lib/formats";
import type { NotificationKind, NotificationParams } from "./schema";

export type Translate = ((key: string, parameters?: Record<string, string | number>) => string) & { locale: "sv" | "en" };

/** What there is to say of a notification, once it has been asked what its reader may see. */
export interface ToldNotification {
  kind: NotificationKind;
  params: NotificationParams;
  /** The record's title; null where it is about none, or where the title is not to be written. */
  title: string | null;
  /** The task that falls due. */
  task: Task | null;
}

/** Says in the reader's words what has happened or is due; without the title where that is not to be written. */
export function writeNotification({ kind, params, title, task }: ToldNotification, words: Translate): { title: string; text: string | null } {
  if (kind === "TASK_DUE") {
    if (task === null || title === null) return { title: words("notifications.told.TASK_DUE"), text: null };
    return { title: words(task.title.message, task.title.params), text: task.text === undefined ? null : words(task.text.message, task.text.params) };
  }
  const role = typeof params["role"] === "string" ? words(`roles.${params["role"]}`) : "";
  const day = typeof params["day"] === "string" ? formatDate(params["day"], words.locale) : "";
  return { title: words(`notifications.told.${kind}`, { ...params, role, day, title: title ?? words("notifications.untitled") }), text: null };
}
