"use client";

import { useEffect, useState } from "react";
import type { Palette as PaletteOf, PaletteProps } from "./palette";

const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";

type SearchShortcutProps = Omit<PaletteProps, "onClose" | "action"> & { fieldId: string; withSlash: boolean };

/** Opens the site's suggestions by Ctrl+K, and by `/` where `withSlash`; never while something is typed in. They are fetched when first asked for, and where they can't be, the site's own field is there. */
export function SearchShortcut({ fieldId, withSlash, ...props }: SearchShortcutProps) {
  const [Palette, setPalette] = useState<typeof PaletteOf | null>(null);
  const [action, setAction] = useState<string | null>(null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
      // Shift is held for a slash on many keyboards.
      const isSlash = withSlash && key === "/" && !ctrlKey && !metaKey && !altKey;
      const isChord = key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;
      if (!(isSlash || isChord) || event.defaultPrevented || event.isComposing) return;
      if (target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_IN))) return;
      const field = document.getElementById(fieldId);
      if (!(field instanceof HTMLInputElement) || field.form === null || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      const { action: searchPage } = field.form;
      import("./palette").then(
        (loaded) => {
          setPalette(() => loaded.Palette);
          setAction(searchPage);
        },
        () => {
          // On a phone the search is a page of its own.
          if (field.checkVisibility()) field.focus();
          else location.assign(searchPage);
        },
      );
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [fieldId, withSlash]);

  return Palette === null || action === null ? null : <Palette {...props} action={action} onClose={() => setAction(null)} />;
}
