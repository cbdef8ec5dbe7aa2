"use client";

import { Button } from "./button";

export type OneButtonProps = {
  action: (form: FormData) => void | Promise<void>;
  /** What is sent along. */
  fields?: Readonly<Record<string, string | number>>;
  label: string;
  /** What those who listen need to tell this button from its neighbours. */
  hiddenLabel?: string;
  /** link: looks like one · small, text: a button for lists · plain: as the place it stands in draws it. */
  variant?: "link" | "small" | "text" | "plain";
  /** The language of the label, where it is not the page's. */
  lang?: string;
  className?: string;
};

/** A form that is a single button; drawn from bare words, since as elements its fields would be sent twice. */
export function OneButton({ action, fields = {}, label, hiddenLabel, variant = "link", lang, className }: OneButtonProps) {
  const words = (
    <>
      {label}
      {hiddenLabel === undefined ? null : <span className="vh"> {hiddenLabel}</span>}
    </>
  );
  return (
    <form action={action} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {variant === "small" || variant === "text" ? (
        <Button small {...(variant === "text" ? { variant } : {})}>
          {words}
        </Button>
      ) : (
        <button className={variant === "link" ? "link" : undefined} type="submit" lang={lang}>
          {words}
        </button>
      )}
    </form>
  );
}
