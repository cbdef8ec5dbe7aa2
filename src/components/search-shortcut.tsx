"use client";

import { useEffect } from "react";

const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";

/** Takes the reader to the site's search by Ctrl+K, and by `/` where `withSlash`; never while something is typed in. */
export function SearchShortcut({ fieldId, withSlash }: { fieldId: string; withSlash: boolean }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
      // Shift is held for a slash on many keyboards.
      const isSlash = withSlash && key === "/" && !ctrlKey && !metaKey && !altKey;
      const isChord = key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;
      if (!(isSlash || isChord) || event.defaultPrevented || event.isComposing) return;
      if (target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_IN))) return;
      const field = document.getElementById(fieldId);
      if (!(field instanceof HTMLInputElement) || field.form === null) return;
      event.preventDefault();
      if (field.checkVisibility()) {
        field.focus();
        field.select();
        return;
      }
      // On a phone the search is a page of its own, which has its field in the middle.
      const searchPage = new URL(field.form.action);
      const onPage = document.querySelector<HTMLInputElement>("main input[type=search]");
      if (searchPage.pathname === location.pathname && onPage !== null) onPage.focus();
      else location.assign(searchPage);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [fieldId, withSlash]);
  return null;
}
