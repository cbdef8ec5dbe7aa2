import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
// What the pages' own library is made of: its door for pages cannot be opened where there are none.
import { createTranslator } from "use-intl/core";

const MESSAGES = path.resolve(import.meta.dirname, "..", "..", "src", "messages");

/** The program's words in a language, for what the demonstration has set in print. */
export function wordsOf(locale: "sv" | "en") {
  const files = readdirSync(MESSAGES).filter((file) => file.endsWith(`.${locale}.json`));
  const messages = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(path.join(MESSAGES, file), "utf8")) as object)) as Record<string, string>;
  const translate = createTranslator({ locale, messages, timeZone: "Europe/Stockholm" });
  return Object.assign((key: string, parameters?: Record<string, string | number>): string => translate(key as never, parameters as never), { locale });
}
