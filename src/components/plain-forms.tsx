"use client";

import { useEffect } from "react";

/**
 * Lets the browser itself send every form, as it does without a script. When the server or the network fails then, the
 * browser still has what was typed: the framework's own sending would throw the page away.
 */
export function PlainForms() {
  useEffect(() => {
    const root = document.documentElement;
    // The framework listens at the document, one step further out.
    const keep = (event: SubmitEvent) => {
      event.stopPropagation();
    };
    root.addEventListener("submit", keep);
    return () => {
      root.removeEventListener("submit", keep);
    };
  }, []);
  return null;
}
