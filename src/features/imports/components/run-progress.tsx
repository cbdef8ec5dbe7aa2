"use client";

import { useEffect, useState } from "react";

interface Props {
  /** Where it is asked how far it has come, and the page that is shown when it has ended. */
  from: string;
  page: string;
  percent: number;
  label: string;
}

const EVERY_MS = 1_500;

/** Tells how far a long list has been read in, and leads on when that has ended; without a script a link beside it does. */
export function RunProgress({ from, page, percent, label }: Props) {
  const [done, setDone] = useState(percent);
  useEffect(() => {
    const look = async () => {
      const response = await fetch(from, { headers: { accept: "application/json" }, redirect: "error" }).catch(() => null);
      // What cannot be asked just now is asked again; whoever has been signed out is led there by the page.
      if (response === null || response.status >= 500 || response.status === 429) return;
      const told = response.ok ? ((await response.json()) as { isEnded: boolean; percent: number }) : { isEnded: true, percent: 100 };
      if (told.isEnded) window.location.replace(page);
      else setDone(told.percent);
    };
    const timer = window.setInterval(() => void look(), EVERY_MS);
    return () => window.clearInterval(timer);
  }, [from, page]);
  return (
    <p>
      <progress value={done} max={100} aria-label={label} /> <span role="status">{done} %</span>
    </p>
  );
}
