import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { fieldId } from "@/lib/field-id";

/** A stretch of text; `changed` where it differs from what both began with. */
export type Segment = { text: string; changed?: boolean };

export type ConflictVersion = {
  /** What the form sends when this one is chosen. */
  value: "mine" | "theirs" | "before";
  /** "Ditt", "Tores", "Som det var". */
  label: ReactNode;
  /** Who and when. */
  meta: ReactNode;
  segments: Segment[];
};

export type ConflictFieldProps = {
  /** Name of the radios; the answer comes back under it. */
  name: string;
  /** The field both have changed. */
  legend: ReactNode;
  versions: ConflictVersion[];
  defaultValue?: ConflictVersion["value"];
  /** A further way out below the versions, such as writing a text of one's own: a `<Choice>` with the same name. */
  children?: ReactNode;
};

/** One field that two people changed: mine, theirs, before, each a radio, with the changed words marked. */
export function ConflictField({ name, legend, versions, defaultValue, children }: ConflictFieldProps) {
  const id = fieldId(name);
  return (
    <fieldset className="merge">
      <legend>{legend}</legend>
      <div className="merge-cols">
        {versions.map((version, index) => {
          const inputId = index === 0 ? id : `${id}-${version.value}`;
          return (
            <div key={version.value} className={classNames("version", version.value === "before" && "version-before")}>
              <div className="choice">
                <input
                  type="radio"
                  name={name}
                  id={inputId}
                  value={version.value}
                  defaultChecked={version.value === defaultValue}
                  aria-describedby={`${inputId}-text`}
                />
                <label htmlFor={inputId}>{version.label}</label>
              </div>
              <p className="meta">{version.meta}</p>
              <p id={`${inputId}-text`}>
                {version.segments.map((segment, at) => (segment.changed ? <ins key={at}>{segment.text}</ins> : segment.text))}
              </p>
            </div>
          );
        })}
      </div>
      {children}
    </fieldset>
  );
}

export type MergedItem = {
  field: ReactNode;
  value: ReactNode;
  /** "(var 30 september 2029)". */
  was?: ReactNode;
  /** Whose change it is. */
  whose: ReactNode;
};

/** What did not collide and is kept from both. */
export function MergedList({ items }: { items: MergedItem[] }) {
  return (
    <ul className="merged">
      {items.map((item, index) => (
        <li key={index}>
          <span className="quiet">{item.field}</span>{" "}
          <span>
            {item.value} {item.was ? <span className="quiet">{item.was}</span> : null}
          </span>{" "}
          <span className="quiet">{item.whose}</span>
        </li>
      ))}
    </ul>
  );
}
