"use client";

import { useRef, useSyncExternalStore, type ReactNode } from "react";
import { dayOf } from "@/lib/typed-values";
import { Button } from "./button";
import { useFieldWords } from "./field-words";

const nothingChanges = () => () => undefined;
const canPick = () => "showPicker" in HTMLInputElement.prototype;
const onServer = () => false;

/** A button that opens the browser's own calendar and writes the chosen day in the text field beside it. */
export function DatePicker({ fieldId, label, disabled }: { fieldId: string; label: ReactNode; disabled: boolean }) {
  const words = useFieldWords();
  const native = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const works = useSyncExternalStore(nothingChanges, canPick, onServer);
  if (!works || words === null) return null;
  const find = () => {
    const field = document.getElementById(fieldId);
    return field instanceof HTMLInputElement ? field : null;
  };
  const open = () => {
    const [field, calendar] = [find(), native.current];
    if (field === null || calendar === null) return;
    calendar.value = dayOf(field.value) ?? "";
    try {
      calendar.showPicker();
    } catch {
      // A browser that refuses still has the field, which takes the same day as text.
      field.focus();
    }
  };
  const take = (day: string) => {
    const field = find();
    if (field === null) return;
    field.value = day;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    // Some browsers move focus to the field that the calendar belongs to, which nobody sees.
    if (document.activeElement === native.current) button.current?.focus();
  };
  return (
    <span className="date-picker">
      <Button ref={button} type="button" variant="text" small disabled={disabled} onClick={open}>
        {words.pickDate} <span className="vh">{label}</span>
      </Button>
      <input ref={native} type="date" min="1900-01-01" max="2199-12-31" tabIndex={-1} aria-hidden="true" onChange={(event) => take(event.currentTarget.value)} />
    </span>
  );
}
