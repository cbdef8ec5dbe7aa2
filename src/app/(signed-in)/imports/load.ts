import { notFound } from "next/navigation";
import { isId } from "@/lib/fields";
import { wordsFor } from "@/messages/words";
import { importables } from "@/registers";
import { isAppError } from "@/server/errors";
import { getLocale } from "@/server/locale";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** What is asked about the id of an address, or the page that says that there is nothing. */
export async function loadById<Found>(id: string, ask: (id: string) => Promise<Found>): Promise<Found> {
  if (!isId(id)) notFound();
  return ask(id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** The registers that take lists, and the languages that lists are written in, the reader's first. */
export async function loadSurroundings() {
  const locale = await getLocale();
  return { importables, languages: [wordsFor(locale), wordsFor(locale === "sv" ? "en" : "sv")] };
}
