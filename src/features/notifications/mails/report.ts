import { formatDate } from "@/lib/formats";
import type { ToldNotification, Translate } from "../report";
import { writeNotification } from "../report";
import type { MailOccasion } from "./schema";

/** A notification as a mail may tell of it. */
export interface MailedNotification extends ToldNotification {
  path: string;
  mayBeMailed: boolean;
}

/** What a mail is written from: never a person's name, nor a title that is to stay in the house. */
export interface MailFacts {
  occasion: MailOccasion;
  told: readonly MailedNotification[];
  /** The address that links begin with, without a slash behind. */
  origin: string;
  municipality: string;
}

const LONGEST_SUBJECT = 160;

/** A text as one line, such as a header is: whatever could end it becomes a space. */
export function oneLine(text: string, longest = LONGEST_SUBJECT): string {
  const line = [...text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\uFFFD]+/g, " ").replace(/\s+/g, " ").trim()];
  return line.length > longest ? `${line.slice(0, longest - 1).join("")}…` : line.join("");
}

/** Writes a mail in its reader's words: what has happened, a link to each record, and where the reader chooses what comes. */
export function writeMail({ occasion, told, origin, municipality }: MailFacts, words: Translate): { subject: string; text: string } {
  const lines = told.map((one) => {
    const { title, text } = writeNotification(one.mayBeMailed ? one : { ...one, title: null }, words);
    const due = one.task?.dueOn == null ? null : words("mails.due", { day: formatDate(one.task.dueOn, words.locale) });
    return { title: oneLine(title, 400), text: text === null ? null : oneLine(text, 600), due, link: `${origin}${one.path}` };
  });
  const [first] = lines;
  const subject = occasion === "NOTIFICATION" && first !== undefined ? first.title : words(`mails.subject.${occasion}`, { count: lines.length });
  const parts = lines.map(({ title, text, due, link }) => [title, due, text, link].filter((line) => line !== null).join("\n"));
  const heading = occasion === "NOTIFICATION" ? [] : [words(`mails.heading.${occasion}`, { count: lines.length })];
  const foot = `-- \n${oneLine(words("mails.foot", { municipality }))}\n${words("mails.choose")}\n${origin}/account`;
  return { subject: oneLine(subject), text: `${[...heading, ...parts, foot].join("\n\n")}\n` };
}
