"use client";

import { useEffect, useRef, useState } from "react";
import { WARNING_MINUTES, type SessionLeft } from "@/lib/session-limits";

export interface SessionWarningProps extends SessionLeft {
  /** Where the server says how long the session lasts, and is told that somebody is there. */
  address: string;
  phrases: {
    /** With `{minutes}` to be filled in. */
    soon: string;
    lastMinute: string;
    /** Beside either, when nothing makes the session longer. */
    latest: string;
    goOn: string;
    ended: string;
    signIn: string;
  };
}

type State = { kind: "quiet" } | { kind: "soon"; minutes: number; canGoOn: boolean } | { kind: "ended" };

const WARNING_S = WARNING_MINUTES * 60;
const RETRY_S = 30;

/**
 * Tells whoever is about to be signed out, and lets the person go on with one press (WCAG 2.2.1). Other windows may have used the same session, so the server is asked before
 * anything is said.
 */
export function SessionWarning({ address, secondsLeft, phrases }: SessionWarningProps) {
  const [state, setState] = useState<State>({ kind: "quiet" });
  const ask = useRef<(method: "GET" | "POST") => Promise<void>>(() => Promise.resolve());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = 0;
    let isGone = false;
    const askIn = (seconds: number) => {
      clearTimeout(timer);
      due = Date.now() + seconds * 1000;
      timer = setTimeout(() => void ask.current("GET"), seconds * 1000);
    };
    ask.current = async (method) => {
      const response = await fetch(address, { method, cache: "no-store", redirect: "error" }).catch(() => null);
      if (isGone) return;
      if (response?.status === 401) {
        clearTimeout(timer);
        setState({ kind: "ended" });
      } else if (response?.ok !== true) {
        // What cannot be asked just now is asked again, and what is said stays as it is.
        askIn(RETRY_S);
      } else {
        const left = (await response.json()) as SessionLeft;
        setState(left.secondsLeft > WARNING_S ? { kind: "quiet" } : { kind: "soon", minutes: Math.ceil(left.secondsLeft / 60), canGoOn: left.canGoOn });
        askIn(left.secondsLeft > WARNING_S ? left.secondsLeft - WARNING_S : Math.min(60, left.secondsLeft) + 1);
      }
    };
    // A machine that has slept has not counted.
    const wake = () => {
      if (document.visibilityState === "visible" && Date.now() > due) void ask.current("GET");
    };
    askIn(Math.max(1, secondsLeft - WARNING_S));
    document.addEventListener("visibilitychange", wake);
    return () => {
      isGone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [address, secondsLeft]);

  return (
    <div className="session-warning" role="status">
      {state.kind === "quiet" ? null : (
        <div className="wrap">
          <p>
            {state.kind === "ended" ? phrases.ended : state.minutes <= 1 ? phrases.lastMinute : phrases.soon.replace("{minutes}", String(state.minutes))}
            {state.kind === "soon" && !state.canGoOn ? ` ${phrases.latest}` : null}
          </p>
          {state.kind === "ended" ? (
            <a href="/sign-in" target="_blank" rel="noopener">
              {phrases.signIn}
            </a>
          ) : state.canGoOn ? (
            <button className="btn" type="button" onClick={() => void ask.current("POST")}>
              {phrases.goOn}
            </button>
          ) : null}
        </div>
      )}
    </div>
  );
}
