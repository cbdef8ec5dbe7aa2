import type { ComponentProps, ReactNode } from "react";
import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Aside } from "@/components/site-frame";
import type { Words } from "@/messages/words";
import { RecordHistory } from "./record-history";

interface Props {
  /** What those who listen hear the column called. */
  label: string;
  /** The record's own address. */
  path: string;
  /** Where the record's details are changed, for who may. */
  edit: string | null;
  /** Takes the record out of the register or puts it back, for who may. */
  archiving: Pick<ComponentProps<typeof OneButton>, "action" | "label"> | null;
  record: { id: string; version: number };
  /** The headings of what may be changed, and of what has been done. */
  titles: { change: string; history: string };
  history: ComponentProps<typeof RecordHistory>["entries"];
  /** What is said before the rest, such as the next steps. */
  first?: ReactNode;
  /** What else can be done, before what has been done. */
  children?: ReactNode;
  words: Words;
}

/** What stands beside a record: what may be done to it, and what has been done lately. */
export function RecordAside({ label, path, edit, archiving, record, titles, history, first, children, words }: Props) {
  return (
    <Aside label={label}>
      {first}
      {edit === null && archiving === null ? null : (
        <Section id="change" title={titles.change}>
          <Rows tight>
            {edit === null ? null : <li><a href={`${path}/edit`}>{edit}</a></li>}
            {archiving === null ? null : <li><OneButton {...archiving} fields={{ _back: path, id: record.id, _version: record.version }} /></li>}
          </Rows>
        </Section>
      )}
      {children}
      <Section id="history" title={titles.history}>
        <RecordHistory entries={history} words={words} />
        <p><a className="more" href={`${path}/history`}>{words("history.all")}</a></p>
      </Section>
    </Aside>
  );
}
