import { notFound } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/domain/actor";
import type { Links } from "@/features/summaries/components/summary-body";
import { knownPath } from "@/features/summaries/known/schema";
import { moneyPath, readYear } from "@/features/summaries/schema";
import { getSummary, type SummaryView } from "@/features/summaries/service";
import { readProjectFilter, writeProjectFilter } from "@/features/projects/schema";
import { wordsFor } from "@/messages/words";
import { registers } from "@/registers";
import { isAppError } from "@/server/errors";

/** The year of an address; what is no year is not found. */
export function yearOf(text: string): number {
  return readYear(text) ?? notFound();
}

/** A year's summary as it stands, once a request; for those who may not follow it there is none. */
export const loadSummary = cache(async (actor: Actor, year: string): Promise<SummaryView> => {
  try {
    return await getSummary(actor, { registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } }, yearOf(year));
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
});

/** Where the records behind a year's figures are listed. */
export function linksOf(year: number): Links {
  const first = readProjectFilter({}).filter;
  return {
    projects: (about) => `/projects${writeProjectFilter(first, { year: about.year, open: true, youth: about.youth === true, unitId: about.unitId ?? null })}`,
    known: knownPath(year, null),
    money: (unitId) => moneyPath(year, unitId ?? null),
  };
}
