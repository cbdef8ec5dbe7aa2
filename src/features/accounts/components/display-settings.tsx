import type { Locale, Words } from "@/messages/words";
import { setDisplay } from "../actions";

/** Language and theme, as small forms at the foot of every page. */
export function DisplaySettings({ words, locale, back, theme }: { words: Words; locale: Locale; back: string; theme: "light" | "dark" | null }) {
  const other = locale === "sv" ? "en" : "sv";
  const next = theme === null ? "dark" : theme === "dark" ? "light" : "system";
  return (
    <>
      <form action={setDisplay}>
        <input type="hidden" name="_back" value={back} />
        <button className="link" type="submit" name="language" value={other} lang={other}>
          {words("frame.otherLanguage")}
        </button>
      </form>
      <form action={setDisplay}>
        <input type="hidden" name="_back" value={back} />
        <button className="link" type="submit" name="theme" value={next}>
          {words(`frame.theme.${next}`)}
        </button>
      </form>
    </>
  );
}
