import type { ReactNode } from "react";
import { Status, type StatusKind } from "./status";

export type StepsProps = {
  /** Names the list. */
  label: string;
  items: {
    key: string;
    title: ReactNode;
    state: "past" | "now" | "coming";
    status?: { kind: StatusKind; word: ReactNode };
    /** What there is to say of it: its day, or what it waits for. */
    text?: ReactNode;
  }[];
};

/** The steps of something that takes its time; the one at hand is the current one. */
export function Steps({ label, items }: StepsProps) {
  return (
    <ol className="steps" aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={item.state} {...(item.state === "now" ? { "aria-current": "step" as const } : {})}>
          <b>{item.title}</b>
          {item.status ? <Status kind={item.status.kind}>{item.status.word}</Status> : null} {item.text ? <span className={item.status ? undefined : "quiet"}>{item.text}</span> : null}
        </li>
      ))}
    </ol>
  );
}
