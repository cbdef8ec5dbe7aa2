import type { PlainDate } from "@/domain/plain-date";

/** A page about a town relation or a network, to hand to a guest: every text written, in one language. */
export interface FactSheet {
  lang: string;
  region: string;
  title: string;
  lead: string;
  facts: { label: string; value: string }[];
  figures: { value: string; label: string }[];
  figuresTitle: string;
  about: { title: string; texts: string[] };
  footer: string;
}

/** What a sheet says of whoever hands it out. */
export interface SheetOwner {
  name: string;
  colour: string;
  day: PlainDate;
}

/** A sheet as its template reads it. */
export function toMatter(sheet: FactSheet, owner: SheetOwner): object {
  return { ...sheet, author: owner.name, colour: owner.colour, day: owner.day.split("-").map(Number) };
}
