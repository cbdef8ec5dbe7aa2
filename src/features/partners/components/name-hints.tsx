"use client";

import { useEffect, useState } from "react";

interface Hint {
  key: string;
  label: string;
  /** Where it leads; absent for what can be chosen. */
  href?: string;
  /** What choosing it writes in the field, and in the one that it fills. */
  value?: string;
  fill?: string;
  country?: string;
}

interface Props {
  /** The id of the field that is typed in. */
  fieldId: string;
  /** The id of a country's field, whose value is asked about too. */
  countryId?: string;
  /** The id of the field that a choice fills besides. */
  fills?: string;
  /** The address to ask, up to the text. */
  source: string;
  texts: { title: string };
}

const QUIET_MS = 250;

/** Shows what a typed name is like, as soon as the typing rests; what can be chosen is a button. */
export function NameHints({ fieldId, countryId, fills, source, texts }: Props) {
  const [hints, setHints] = useState<readonly Hint[]>([]);

  useEffect(() => {
    const field = document.getElementById(fieldId);
    if (!(field instanceof HTMLInputElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let request: AbortController | undefined;
    const ask = async () => {
      request?.abort();
      const text = field.value.trim();
      if (text.length < 2) {
        setHints([]);
        return;
      }
      request = new AbortController();
      const country = countryId === undefined ? null : document.getElementById(countryId);
      const of = country instanceof HTMLSelectElement && country.value !== "" ? `&country=${country.value}` : "";
      try {
        const response = await fetch(source + encodeURIComponent(text) + of, { signal: request.signal, redirect: "error" });
        // What cannot be asked while typing, the form asks when it is sent.
        setHints(response.ok ? ((await response.json()) as Hint[]) : []);
      } catch {
        // Asked again, or the page is left.
      }
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), QUIET_MS);
    };
    field.addEventListener("input", wait);
    return () => {
      clearTimeout(timer);
      request?.abort();
      field.removeEventListener("input", wait);
    };
  }, [fieldId, countryId, source]);

  const choose = (hint: Hint) => {
    const write = (id: string | undefined, value: string | undefined) => {
      const field = id === undefined ? null : document.getElementById(id);
      if (value !== undefined && (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) field.value = value;
    };
    write(fieldId, hint.value);
    write(fills, hint.fill);
    write(countryId, hint.country);
    setHints([]);
    document.getElementById(fieldId)?.focus();
  };

  return (
    <div className="hints" role="status">
      {hints.length === 0 ? null : (
        <>
          <p className="help">{texts.title}</p>
          <ul className="help">
            {hints.map((hint) => (
              <li key={hint.key}>
                {hint.href === undefined ? (
                  <button type="button" className="link" onClick={() => choose(hint)}>
                    {hint.label}
                  </button>
                ) : (
                  <a href={hint.href} target="_blank" rel="noreferrer">
                    {hint.label}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
