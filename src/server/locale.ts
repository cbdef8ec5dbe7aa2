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

/** The theme that the visitor has chosen, or null to follow the device. */
export const getTheme = cache(async (): Promise<"light" | "dark" | null> => {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : null;
});
