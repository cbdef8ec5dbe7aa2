import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
// What the pages' own library is made of: its door for pages cannot be opened where there are none.
import { createTranslator } from "use-intl/core";

type Messages = Record<string, string>;

const MESSAGES = path.resolve(import.meta.dirname, "..", "..", "src", "messages");

/** The program's words in a language, for what the demonstration has set in print. */
export function wordsOf(locale: "sv" | "en") {
  const files = readdirSync(MESSAGES).filter((file) => file.endsWith(`.${locale}.json`));
  const messages = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(path.join(MESSAGES, file), "utf8")) as Messages)) as Messages;
  const translate = createTranslator<Messages>({ locale, messages, timeZone: "Europe/Stockholm" });
  return Object.assign((key: string, parameters?: Record<string, string | number>): string => translate(key, parameters), { locale });
}
