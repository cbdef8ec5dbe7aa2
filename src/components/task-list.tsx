import type { ReactNode } from "react";
import { Status, type StatusKind } from "./status";

export type TaskListItem = {
  key: string;
  /** Without an address the section can't be opened yet and is shown in grey. */
  href?: string;
  label: ReactNode;
  state?: { kind: StatusKind; word: ReactNode };
  /** The section that is open now. */
  current?: boolean;
};

/** The sections of a long form, in any order, each with its state. `children` is the foot: when it was saved, "Fortsätt senare". */
export function TaskList({ label, items, children }: { label: string; items: TaskListItem[]; children?: ReactNode }) {
  return (
    <nav className="task-list" aria-label={label}>
      <ol>
        {items.map((item) => {
          const content = (
            <>
              <span>{item.label}</span>
              {item.state ? <Status kind={item.state.kind}>{item.state.word}</Status> : null}
            </>
          );
          return (
            <li key={item.key}>
              {item.href === undefined ? (
                <span>{content}</span>
              ) : (
                <a href={item.href} aria-current={item.current ? "step" : undefined}>
                  {content}
                </a>
              )}
            </li>
          );
        })}
      </ol>
      {children ? <div className="task-list-foot">{children}</div> : null}
    </nav>
  );
}

/** The task list to the left, the open section to the right; one column below 68 rem. */
export function WorkArea({ children }: { children: ReactNode }) {
  return <div className="work">{children}</div>;
}
