import { dateInStockholm } from "@/domain/plain-date";
import { formatInstant } from "@/lib/formats";
import type { FactSheet, SheetSection } from "@/lib/fact-sheet";

interface Told {
  model: string;
  as: readonly string[];
  values: Readonly<Record<string, string | null>>;
}

interface Extract {
  person: { id: string; name: string };
  at: Date;
  rows: readonly Told[];
  earlier: readonly { model: string; from: Date; values: Readonly<Record<string, string | null>> }[];
}

interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
  has: (key: string) => boolean;
}

/** What a kind of record tells of a person, row by row: when, as what, and in what words. */
export interface ExtractPart {
  model: string;
  title: string;
  rows: { when: string; as: string; details: string }[];
}

/** The days and instants by which a row is known, the first that there is. */
const MOMENTS = ["at", "createdAt", "requestedAt", "startedAt", "validFrom", "assignedAt", "askedAt", "addedAt", "frozenAt", "openedAt", "writtenAt", "changedAt", "tickedAt", "handedAt", "updatedAt"];
const isMoment = (text: string) => /^\d{4}-\d{2}-\d{2}T/.test(text);
const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text);

function sayMoment(text: string, words: Words): string {
  return isMoment(text) ? formatInstant(new Date(text), words.locale) : text;
}

/** Lays out what is held about a person in words, kind of record by kind of record; whole ids and what only programs read is left to the file for programs. */
export function layOutExtract(extract: Extract, words: Words): ExtractPart[] {
  const parts = new Map<string, ExtractPart>();
  const partOf = (model: string) => {
    const part = parts.get(model) ?? { model, title: words(`extract.models.${model}`), rows: [] };
    parts.set(model, part);
    return part;
  };
  const sayValues = (values: Readonly<Record<string, string | null>>) =>
    Object.entries(values).flatMap(([field, value]) => (value === null || value === "" || isId(value) || !words.has(`extract.fields.${field}`) ? [] : [`${words(`extract.fields.${field}`)}: ${sayMoment(value, words)}`])).join(". ");
  for (const { model, as, values } of extract.rows) {
    const moment = MOMENTS.map((name) => values[name]).find((value) => value !== null && value !== undefined) ?? null;
    const said = as.map((field) => words(words.has(`extract.as.${field}`) ? `extract.as.${field}` : "extract.as.personId"));
    partOf(model).rows.push({ when: moment === null ? "" : sayMoment(moment, words), as: [...new Set(said)].join(", "), details: sayValues(values) });
  }
  for (const { model, from, values } of extract.earlier) partOf(model).rows.push({ when: formatInstant(from, words.locale), as: words("extract.earlier"), details: sayValues(values) });
  return [...parts.values()];
}

const MOST_PRINTED = 200;

/** The extract as a page to print: all kinds of records, of each the first two hundred rows, and how many more there are. */
export function layOutExtractSheet(extract: Extract, municipality: string, words: Words): FactSheet {
  const parts = layOutExtract(extract, words);
  const columns = [words("extract.column.when"), words("extract.column.as"), words("extract.column.details")];
  return {
    lang: words.locale,
    region: words.locale === "sv" ? "SE" : "GB",
    title: words("extract.sheetTitle", { name: extract.person.name }),
    lead: words("extract.lead"),
    facts: [{ label: words("extract.made"), value: formatInstant(extract.at, words.locale) }, { label: words("extract.controller"), value: municipality }, { label: words("extract.id"), value: extract.person.id }],
    figures: [],
    figuresTitle: "",
    about: { title: words("extract.rights"), texts: [words("extract.rightsText")] },
    sections: parts.map(({ title, rows }): SheetSection => ({
      title: `${title} (${String(rows.length)})`,
      columns,
      rows: rows.slice(0, MOST_PRINTED).map(({ when, as, details }) => [when, as, details]),
      empty: null,
    })),
    place: null,
    footer: words("extract.footer", { day: dateInStockholm(extract.at) }),
  };
}
