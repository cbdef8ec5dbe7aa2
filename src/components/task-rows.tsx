import type { ReactNode } from "react";
import { Status, type StatusKind } from "./status";

export type TaskRow = {
  key: string;
  /** The day it is due: "4 december". */
  when?: ReactNode;
  /** How far off that is: "om 10 dagar". */
  whenNote?: ReactNode;
  href: string;
  title: ReactNode;
  text?: ReactNode;
  status?: { kind: StatusKind; word: ReactNode };
};

/** What waits for the reader: date, what, state. Give them in the order they should be done. */
export function TaskRows({ items }: { items: TaskRow[] }) {
  return (
    <ul className="rows">
      {items.map((item) => (
        <li key={item.key} className="task">
          <p className="task-when">
            {item.when ? <b>{item.when}</b> : null} {item.whenNote ? <span>{item.whenNote}</span> : null}
          </p>
          <div>
            <h3>
              <a href={item.href}>{item.title}</a>
            </h3>
            {item.text ? <p>{item.text}</p> : null}
          </div>
          {item.status ? <Status kind={item.status.kind}>{item.status.word}</Status> : null}
        </li>
      ))}
    </ul>
  );
}
