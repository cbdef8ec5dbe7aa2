import { z } from "zod";
import { requiredId } from "@/lib/fields";
import { readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const SESSIONS_A_PAGE = 50;

export interface SessionFilter {
  /** A part of a person's name. */
  q: string;
  page: number;
}

const NAMES = new Set(["q", "page", "done", "form", "problem"]);

/** Reads the address of the list of who is signed in. */
export function readSessionFilter(parameters: ListAddress): { filter: SessionFilter; ignored: string[] } {
  const { ignored, known, text } = readListAddress(parameters, NAMES);
  return { filter: { q: text("q").slice(0, 100), page: known("page", within(1, 100_000)) ?? 1 }, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeSessionFilter({ q, page }: SessionFilter): string {
  return writeListAddress({ q, page: page > 1 ? page : null });
}

/** The button that ends one session. */
export const endSessionSchema = z.object({ id: requiredId("fields.choice") });

/** The button that ends all of a person's sessions. */
export const endAllSchema = z.object({ personId: requiredId("fields.choice") });
