import { COUNTRIES } from "@/lib/countries";
import { foldText } from "@/lib/folded-names";
import { formatCountry } from "@/lib/formats";
import type { PartnerInput } from "../schema";

/** As many names as are looked for at once. */
const MOST_NAMES = 12;

/** The names by which projects and visits tell of a partner: its own ones, and for a town the place as well. */
export function namesOf(partner: Pick<PartnerInput, "kind" | "name" | "place" | "aliases" | "formerNames">): string[] {
  const others = [...partner.aliases, ...partner.formerNames].map(({ name }) => name);
  return unique([partner.name, ...(partner.kind === "TOWN" && partner.place !== null ? [partner.place] : []), ...others]);
}

/** Each name once, whatever its letters' size, and no more than can be looked for. */
export function unique(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => name.trim() !== "" && !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase())).slice(0, MOST_NAMES);
}

const countriesByName = new Map<string, string>();

/** The country that a text is the Swedish or English name of; null for any other text. */
export function countryCalled(text: string): string | null {
  if (countriesByName.size === 0) for (const code of COUNTRIES) for (const locale of ["en", "sv"] as const) countriesByName.set(foldText(formatCountry(code, locale)), code);
  return countriesByName.get(foldText(text)) ?? null;
}

interface OfUnit {
  unit: string;
}

/** What each unit has, of several kinds, those with the most first. */
export function byUnit<Project extends OfUnit, Visit extends OfUnit, Search extends OfUnit, Known extends OfUnit>(
  found: Readonly<{ projects: readonly Project[]; visits: readonly Visit[]; searches: readonly Search[]; contacts: readonly Known[] }>,
): { unit: string; projects: Project[]; visits: Visit[]; searches: Search[]; contacts: Known[] }[] {
  const units = new Set([...found.projects, ...found.visits, ...found.searches, ...found.contacts].map(({ unit }) => unit));
  const of = <Row extends OfUnit>(rows: readonly Row[], unit: string) => rows.filter((row) => row.unit === unit);
  return [...units]
    .map((unit) => ({ unit, projects: of(found.projects, unit), visits: of(found.visits, unit), searches: of(found.searches, unit), contacts: of(found.contacts, unit) }))
    .sort((a, b) => countOf(b) - countOf(a) || a.unit.localeCompare(b.unit, "sv"));
}

const countOf = ({ projects, visits, searches, contacts }: Readonly<Record<"projects" | "visits" | "searches" | "contacts", readonly unknown[]>>) => projects.length + visits.length + searches.length + contacts.length;

/** Tells whether some text names one of these, as words of its own, in the genitive too. */
export function mentions(texts: readonly (string | null)[], names: readonly string[]): boolean {
  const text = ` ${foldText(texts.filter((part) => part !== null).join(" "))} `;
  return names.map(foldText).some((name) => name !== "" && (text.includes(` ${name} `) || text.includes(` ${name}s `)));
}
