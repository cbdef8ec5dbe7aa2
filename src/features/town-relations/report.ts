import { writeApproximateDate, type ApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import type { TownRelationKind } from "@/domain/matter";
import type { FactSheet, SheetOwner } from "@/lib/fact-sheet";
import { formatApproximate, formatCount, formatCountry, formatDate } from "@/lib/formats";
import type { Column, Table, TableRow } from "@/lib/table";
import type { LedgerEntry } from "./activities/rules";
import { BENEFICIARY_GROUPS } from "./activities/schema";
import type { Standing } from "./schema";

/** What a sheet takes its words from: those of one language. */
interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

/** What a report says of a relation. */
export interface ReportedRelation {
  id: string;
  name: string;
  kind: TownRelationKind;
  towns: readonly string[];
  countries: readonly string[];
  state: Standing;
  sinceOn: PlainDate | null;
  sincePrecision: DatePrecision | null;
  unit: string;
  latestOn: PlainDate | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "name", type: "text", width: 36 },
  { key: "kind", type: "text", width: 26 },
  { key: "towns", type: "text", width: 40 },
  { key: "countries", type: "text", width: 14 },
  { key: "state", type: "text", width: 20 },
  { key: "since", type: "text", width: 14 },
  { key: "unit", type: "text", width: 32 },
  { key: "latest", type: "date", width: 16 },
  { key: "id", type: "text", width: 38 },
];

/** Lays relations out as a table in the order given: names in the reader's words, the first day as well as it is known, countries by their codes; how they stand is as of the day that they were read. */
export function reportRelations(relations: readonly ReportedRelation[], words: (key: string) => string): Table {
  const rows = relations.map(({ sinceOn, sincePrecision, ...relation }): TableRow => [
    relation.name,
    words(`townRelations.kind.${relation.kind}`),
    relation.towns.join(", "),
    relation.countries.join(", "),
    words(`townRelations.state.${relation.state}`),
    sinceOn === null || sincePrecision === null ? null : writeApproximateDate({ on: sinceOn, precision: sincePrecision }),
    relation.unit,
    relation.latestOn,
    relation.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.townRelations.column.${column.key}`) })), rows };
}

/** What a fact sheet says of a relation: what is open, and nobody by name. */
export interface SheetRelation {
  name: string;
  kind: TownRelationKind;
  description: string | null;
  towns: readonly { name: string; country: string }[];
  standing: Standing;
  since: ApproximateDate | null;
  agreement: { title: string; signed: ApproximateDate; validTo: PlainDate | null; subjectAreas: string | null } | null;
}

/** Lays a relation out as a page to hand to a guest, with what was done within it in some years, group by group. */
export function layOutRelationSheet(relation: SheetRelation, entries: readonly LedgerEntry[], years: { from: number; to: number }, owner: SheetOwner, words: Words): FactSheet {
  const { locale } = words;
  const { agreement } = relation;
  const countries = [...new Set(relation.towns.map(({ country }) => formatCountry(country, locale)))].join(", ");
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`townSheet.${name}`), value }]);
  const figures = BENEFICIARY_GROUPS.flatMap((group) => {
    const of = entries.filter((entry) => entry.group === group);
    const sum = (count: (entry: LedgerEntry) => number) => of.reduce((total, entry) => total + count(entry), 0);
    const activities = sum((entry) => entry.activities);
    return activities === 0 ? [] : [{ value: formatCount(activities), label: words(`townSheet.figure.${group}`, { count: activities, participants: formatCount(sum((entry) => entry.participants)) }) }];
  });
  return {
    lang: locale,
    region: locale === "sv" ? "SE" : "GB",
    title: relation.name,
    lead: words("townSheet.lead", { kind: words(`townRelations.kind.${relation.kind}`), owner: owner.name, countries, count: relation.towns.length, town: relation.towns[0]?.name ?? "" }),
    facts: [
      ...fact("towns", relation.towns.map(({ name, country }) => `${name}, ${formatCountry(country, locale)}`).join(" · ")),
      ...fact("since", relation.since === null ? words("townRelations.notKnown") : formatApproximate(relation.since, locale)),
      ...fact("standing", words(`townRelations.state.${relation.standing}`)),
      ...fact("agreement", agreement === null ? words("townSheet.noAgreement") : words("townSheet.signed", { title: agreement.title, day: formatApproximate(agreement.signed, locale) })),
      ...fact("validTo", agreement === null || agreement.validTo === null ? null : formatDate(agreement.validTo, locale)),
      ...fact("subjectAreas", agreement?.subjectAreas ?? null),
    ],
    figuresTitle: words("townSheet.figures", { from: String(years.from), to: String(years.to) }),
    figures,
    about: { title: words("townSheet.about"), texts: [...(relation.description === null ? [] : [relation.description]), words("townSheet.owner", { owner: owner.name })] },
    footer: words("townSheet.footer", { day: formatDate(owner.day, locale) }),
  };
}
