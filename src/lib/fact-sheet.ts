import type { PlainDate } from "@/domain/plain-date";

/** A part of a sheet: rows under their columns, or a sentence where there are none. */
export interface SheetSection {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  empty: string | null;
}

/** A map with one place marked. */
export interface SheetMap {
  width: number;
  height: number;
  land: string;
  borders: string;
  at: { x: number; y: number };
  /** What it shows, for those who listen. */
  alt: string;
}

/** A page about a town relation, a network, a project or a visit, to hand to a guest or to whoever receives one: every text written, in one language. */
export interface FactSheet {
  lang: string;
  region: string;
  title: string;
  lead: string;
  facts: { label: string; value: string }[];
  figures: { value: string; label: string }[];
  figuresTitle: string;
  about: { title: string; texts: string[] };
  sections?: readonly SheetSection[];
  /** Where something is. */
  place?: { title: string; text: string; map: SheetMap | null } | null;
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
  return { ...sheet, sections: sheet.sections ?? [], place: sheet.place ?? null, author: owner.name, colour: owner.colour, day: owner.day.split("-").map(Number) };
}
