import type { ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";
import { Matrix, type MatrixLine } from "@/components/matrix";
import { Section } from "@/components/section";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { Cell, Column, CoverageMatrix, MatrixRow } from "../rules";
import type { AskedAsOf } from "../schema";
import { AsOfPage } from "./as-of-page";

/** How many of how many, in words as far as people write them so; the first begins a sentence. */
export function countInWords(count: number, all: number, words: Words): { which: "none" | "one" | "all" | "some"; some: string; all: string } {
  const some = words("coverage.number", { count });
  return {
    which: count === 0 ? "none" : count === all ? "all" : count === 1 ? "one" : "some",
    some: some.charAt(0).toLocaleUpperCase(words.locale) + some.slice(1),
    all: words("coverage.number", { count: all }),
  };
}

/** Unit by unit, what there is to show and what is missing, the most gaps first, as it stands or as it stood; what else its reader steers by may stand after it. */
export function CoverageView({ matrix, asked, today, words, children }: { matrix: CoverageMatrix | null; asked: AskedAsOf; today: PlainDate; words: Words; children?: ReactNode }) {
  const { asOf } = asked;
  const date = formatDate(asOf.on, words.locale);
  const page = { title: words("coverage.title"), path: "/coverage", asked, today, words };
  if (matrix === null) return <AsOfPage {...page} lead={words("coverage.noDocument", { date })} />;
  const { columns, groups, units, withGaps, silent, boundByOthers } = matrix;
  const year = String(asOf.year);
  const lead = units === 0 ? words("coverage.noUnits") : [words("coverage.lead", countInWords(withGaps, units, words)), ...(silent === null ? [] : [words("coverage.silent", { ...countInWords(silent, units, words), year })])].join(" ");
  return (
    <AsOfPage {...page} lead={lead}>
      <Section id="matrix" title={words("coverage.matrix")} note={asOf.begunBy === null ? year : date}>
        {units === 0 ? (
          <EmptyState title={words("coverage.noUnits")} />
        ) : (
          <>
            <p className="matrix-key">
              <span className="miss">{words("coverage.key.miss")}</span>
              <span className="part">{words("coverage.key.part")}</span>
              <span className="have">{words("coverage.key.have")}</span>
              <span className="na">{words("coverage.key.na")}</span>
              <span className="na push">{words("coverage.key.choose")}</span>
            </p>
            <Matrix
              caption={words("coverage.caption", { year })}
              name={words("coverage.unit")}
              columns={columns.map((column, place) => describeColumn(column, place, year, words))}
              groups={groups.map(({ size, rows }) => ({
                title: words(`coverage.groups.${size}`),
                note: words("coverage.unitCount", { count: rows.length }),
                lines: rows.map((row) => describeRow(row, columns, words)),
              }))}
              spoken={{ miss: words("coverage.spoken.miss"), part: words("coverage.spoken.part"), na: words("coverage.spoken.na") }}
            />
          </>
        )}
      </Section>
      {children}
      <p className="meta mt-8">
        {words("coverage.asOf", { date, until: asOf.begunBy === null ? "year" : "day", year })} {boundByOthers.length === 0 ? null : words("coverage.boundByOthers", { names: boundByOthers.map(({ name }) => name).join(", ") })}
      </p>
    </AsOfPage>
  );
}

function describeColumn(column: Column, place: number, year: string, words: Words) {
  return column.of === "activity"
    ? { id: `activity-${String(place)}`, label: words(column.label), source: year }
    : { id: column.evidence, label: words(`coverage.evidence.${column.evidence}.column`), source: column.clauses.join(", ") };
}

function describeRow({ unit, cells, gaps }: MatrixRow, columns: readonly Column[], words: Words): MatrixLine {
  return [`/bodies/${unit.id}`, unit.name, gaps === 0 ? "" : words("coverage.gapCount", { count: gaps }), ...cells.map((cell, place) => [cell.state, wordOf(cell, columns[place], words), cell.path] as const)];
}

function wordOf({ state, count, of, until }: Cell, column: Column | undefined, words: Words): string {
  if (of !== null) return state === "have" ? words("coverage.ofAll", { count, all: of }) : words("coverage.lackingOfAll", { count: of - count, all: of });
  if (column?.of !== "evidence") return String(count);
  const word = words(`coverage.evidence.${column.evidence}.${state === "have" ? "have" : "lack"}`, { count });
  return until === undefined ? word : words("coverage.until", { word, day: formatDate(until, words.locale) });
}
