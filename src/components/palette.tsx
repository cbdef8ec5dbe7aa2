"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";

/** Something that can be gone to. */
export interface PaletteItem {
  href: string;
  label: string;
  note?: string;
}

export interface PaletteGroup {
  label: string;
  items: PaletteItem[];
}

/** What is answered: without a text, where one may go and what one may do; with one, what it finds. */
export interface PaletteAnswer {
  groups: PaletteGroup[];
  texts: {
    /** How to use it. */
    help: string;
    close: string;
    /** How many suggestions there are, with {count}. */
    count: string;
    none: string;
  };
}

export interface PaletteProps {
  /** Where suggestions are fetched from; the text goes in `q`. */
  source: string;
  /** The field's label, and the window's name. */
  label: string;
  /** The page that searches everything. */
  action: string;
  onClose: () => void;
}

const QUIET_MS = 180;
const fold = (text: string) => text.normalize("NFD").replace(/[\p{M}\u00AD]/gu, "").toLowerCase();

/** Fetches an answer, until it is stopped; what can't be fetched is asked for again at the next letter, and Enter asks the page. */
function fetchAnswer(address: string, take: (answer: PaletteAnswer) => void): () => void {
  const request = new AbortController();
  const ask = async () => {
    try {
      const response = await fetch(address, { signal: request.signal, redirect: "error" });
      if (response.ok) take((await response.json()) as PaletteAnswer);
    } catch {
      // Said above.
    }
  };
  void ask();
  return () => request.abort();
}

/** Suggestions while one types: pages, things to do and records, to be gone to with the arrows and Enter. Enter alone searches everything. */
export function Palette({ source, label, action, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState("");
  const [standing, setStanding] = useState<PaletteAnswer | null>(null);
  const [found, setFound] = useState<PaletteGroup[]>([]);
  const [active, setActive] = useState(-1);

  useEffect(() => dialog.current?.showModal(), []);

  const asked = text.trim();
  useEffect(() => fetchAnswer(source, setStanding), [source]);
  useEffect(() => {
    setActive(-1);
    if (asked === "") {
      setFound([]);
      return;
    }
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      stop = fetchAnswer(`${source}?q=${encodeURIComponent(asked)}`, ({ groups: records }) => {
        setFound(records);
        setActive(-1);
      });
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [asked, source]);

  const wanted = fold(asked).split(/\s+/);
  const fitting = (standing?.groups ?? []).map((group) => ({ ...group, items: group.items.filter((item) => wanted.every((word) => fold(item.label).includes(word))) }));
  const groups = [...fitting, ...found].filter(({ items }) => items.length > 0);
  const items = groups.flatMap((group) => group.items);
  const count = standing === null ? "" : items.length === 0 ? standing.texts.none : standing.texts.count.replace("{count}", String(items.length));
  const optionId = (index: number) => `${id}-${String(index)}`;

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      // From the field itself, up leads to the last and down to the first.
      const next = active === -1 && step === -1 ? items.length - 1 : (active + step + items.length) % items.length;
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const chosen = items[active];
    if (chosen !== undefined) location.assign(chosen.href);
    else if (asked !== "") location.assign(`${action}?q=${encodeURIComponent(asked)}`);
  };

  let place = -1;
  return (
    <dialog ref={dialog} className="palette" aria-label={label} onClose={onClose} onClick={(event) => (event.target === event.currentTarget ? event.currentTarget.close() : undefined)}>
      <div className="palette-inside">
        <label htmlFor={`${id}-field`}>{label}</label>
        <input
          id={`${id}-field`}
          className="input"
          type="text"
          role="combobox"
          autoFocus
          autoComplete="off"
          maxLength={200}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === -1 ? undefined : optionId(active)}
          aria-describedby={`${id}-help`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
        />
        <p id={`${id}-help`} className="meta">
          {standing?.texts.help}
        </p>
        <div id={`${id}-list`} className="palette-list" {...(items.length > 0 ? { role: "listbox", "aria-label": label } : {})}>
          {groups.map((group, index) => (
            <div key={`${group.label} ${String(index)}`} role="group" aria-labelledby={`${id}-group-${String(index)}`}>
              <p id={`${id}-group-${String(index)}`} role="presentation">
                {group.label}
              </p>
              {group.items.map((item) => {
                place += 1;
                return (
                  <div key={item.href} id={optionId(place)} role="option" aria-selected={place === active} onClick={() => location.assign(item.href)}>
                    {item.label} {item.note === undefined ? null : <small>{item.note}</small>}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <p role="status" className={items.length > 0 ? "vh" : undefined}>
          {count}
        </p>
        <button type="button" className="link" onClick={() => dialog.current?.close()}>
          {standing?.texts.close ?? "×"}
        </button>
      </div>
    </dialog>
  );
}
