import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { wordsFor, type Locale, type Words } from "@/messages/words";

/** The language that the visitor has chosen; Swedish until another is. */
export const getLocale = cache(async (): Promise<Locale> => ((await cookies()).get("language")?.value === "en" ? "en" : "sv"));

/** The visitor's words. */
export async function getWords(): Promise<Words> {
  return wordsFor(await getLocale());
}

/** Whether `/` leads to the search, until the visitor turns it off: a key alone can be pressed by mistake, or by dictating. */
export const hasSearchKey = cache(async (): Promise<boolean> => (await cookies()).get("search-key")?.value !== "off");

/** The theme that the visitor has chosen, or null to follow the device. */
export const getTheme = cache(async (): Promise<"light" | "dark" | null> => {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : null;
});
