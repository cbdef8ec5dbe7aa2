import type { OneButtonProps } from "@/components/one-button";
import type { Locale, Words } from "@/messages/words";
import { setDisplay } from "../actions";

/** Language and theme, as small forms at the foot of every page. */
export function describeDisplaySettings({ words, locale, back, theme }: { words: Words; locale: Locale; back: string; theme: "light" | "dark" | null }): OneButtonProps[] {
  const other = locale === "sv" ? "en" : "sv";
  const next = theme === null ? "dark" : theme === "dark" ? "light" : "system";
  return [
    { action: setDisplay, fields: { _back: back, language: other }, label: words("frame.otherLanguage"), lang: other },
    { action: setDisplay, fields: { _back: back, theme: next }, label: words(`frame.theme.${next}`) },
  ];
}
