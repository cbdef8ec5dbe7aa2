"use client";

import { useEffect, useRef, useState } from "react";

interface AutosaveProps {
  /** The id of the form that is kept. */
  formId: string;
  saved: string;
  saving: string;
  unsaved: string;
  /** The section has been saved in another window since this one was drawn. */
  outdated: string;
  signedOut: string;
  signIn: string;
  /** What stands there before anything has been typed. */
  initial: string;
}

type State = { kind: "initial" } | { kind: "saving" } | { kind: "saved"; at: string } | { kind: "unsaved" } | { kind: "signedOut" } | { kind: "outdated" };

const QUIET_MS = 1500;
const RETRY_MS = 4000;

/** Whether a field holds something else than what the page came with. */
function isTyped(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return [...field.options].some((option) => option.selected && !option.defaultSelected && option.value !== "");
  if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) return field.checked !== field.defaultChecked;
  return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.type !== "hidden" && field.value !== field.defaultValue;
}

/** Keeps a form on the server while it is typed in, and says in words whether what is seen is kept. */
export function Autosave({ formId, saved, saving, unsaved, outdated, signedOut, signIn, initial }: AutosaveProps) {
  const [state, setState] = useState<State>({ kind: "initial" });
  const pending = useRef(false);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running = false;
    let leaving = false;
    let request: AbortController | undefined;

    const save = async () => {
      clearTimeout(timer);
      // Asked for while another save is under way, it is put off: the one that ends sees that no time is set.
      timer = undefined;
      if (running || !pending.current) return;
      running = true;
      pending.current = false;
      // While it keeps failing, what is said stays as it is: a line that flickers is read aloud each time.
      setState((before) => (before.kind !== "initial" && before.kind !== "saved" ? before : { kind: "saving" }));
      try {
        request = new AbortController();
        const response = await fetch("/api/drafts", { method: "POST", body: new FormData(form), redirect: "error", signal: request.signal });
        if (response.ok) {
          const answer = (await response.json()) as { savedAt: string };
          setState({ kind: "saved", at: new Date(answer.savedAt).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }) });
        } else if (response.status === 409) {
          setState({ kind: "outdated" });
        } else {
          pending.current = true;
          setState({ kind: response.status === 401 ? "signedOut" : "unsaved" });
          timer = setTimeout(() => void save(), RETRY_MS);
        }
      } catch {
        if (leaving) return;
        pending.current = true;
        setState({ kind: "unsaved" });
        timer = setTimeout(() => void save(), RETRY_MS);
      }
      running = false;
      if (pending.current && timer === undefined) timer = setTimeout(() => void save(), QUIET_MS);
    };
    const touch = () => {
      pending.current = true;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), QUIET_MS);
    };
    const leave = () => void save();
    const submit = () => {
      leaving = true;
      pending.current = false;
      clearTimeout(timer);
      request?.abort();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current && !leaving) event.preventDefault();
    };
    // What was typed before this script came is kept too.
    if ([...form.elements].some(isTyped)) touch();
    form.addEventListener("input", touch);
    form.addEventListener("change", leave);
    form.addEventListener("submit", submit);
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("online", leave);
    window.addEventListener("beforeunload", warn);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", touch);
      form.removeEventListener("change", leave);
      form.removeEventListener("submit", submit);
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("online", leave);
      window.removeEventListener("beforeunload", warn);
    };
  }, [formId]);

  return (
    <p className="meta" role="status">
      {state.kind === "initial" ? initial : null}
      {state.kind === "saving" ? saving : null}
      {state.kind === "saved" ? saved.replace("{time}", state.at) : null}
      {state.kind === "unsaved" ? unsaved : null}
      {state.kind === "outdated" ? outdated : null}
      {state.kind === "signedOut" ? (
        <>
          {signedOut}{" "}
          <a href="/sign-in?next=%2Faccount" target="_blank" rel="noopener">
            {signIn}
          </a>
        </>
      ) : null}
    </p>
  );
}
