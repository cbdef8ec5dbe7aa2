import type { ReactNode, Ref } from "react";
import { FocusHere } from "./focus-here";

export type ErrorItem = { href: string; text: ReactNode };

export type ErrorSummaryProps = {
  title: ReactNode;
  /** One for each fault: the field's address (`#` + `fieldId(name)`) and the very sentence that stands at it. */
  items: ErrorItem[];
  id?: string;
  /** For the island that moves focus here after a submit without page load. */
  ref?: Ref<HTMLDivElement>;
};

/** What to correct, above the heading; takes focus when the page comes with it. */
export function ErrorSummary({ title, items, id = "errors", ref }: ErrorSummaryProps) {
  const titleId = `${id}-title`;
  return (
    <div ref={ref} id={id} className="errors" role="alert" aria-labelledby={titleId} tabIndex={-1} autoFocus>
      <FocusHere id={id} />
      <h2 id={titleId}>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
