"use client";

import { useEffect } from "react";

/** Moves focus to an element when it comes without a page load; with one, the element's own `autofocus` has done it. */
export function FocusHere({ id }: { id: string }) {
  useEffect(() => {
    document.getElementById(id)?.focus();
  }, [id]);
  return null;
}
