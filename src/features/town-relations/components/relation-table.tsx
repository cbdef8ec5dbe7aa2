import { RegisterTable } from "@/components/register-table";
import type { TownRelationKind } from "@/domain/matter";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { formatApproximate, formatCountry, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { RELATION_COLUMNS, writeRelationFilter, type RelationFilter, type RelationSort, type Standing } from "../schema";
import { describeStanding } from "./relation-state";

interface Row {
  id: string;
  name: string;
  kind: TownRelationKind;
  towns: readonly string[];
  countries: readonly string[];
  state: Standing;
  sinceOn: PlainDate | null;
  sincePrecision: DatePrecision | null;
  latestOn: PlainDate | null;
}

/** A page of the register, as cards on a phone; headings sort. */
export function RelationTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: RelationFilter; caption: string; words: Words }) {
  const heading = (sort: RelationSort) => ({
    label: words(`townRelations.column.${sort}`),
    href: `/town-relations${writeRelationFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "latest", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const placesOf = ({ name, towns, countries }: Row) => [...towns.filter((town) => town !== name), ...countries.map((country) => formatCountry(country, words.locale))].join(", ");
  return (
    <RegisterTable
      caption={caption}
      name={heading("name")}
      columns={[
        { ...heading("kind"), key: "kind", kind: "full" },
        { ...heading("state"), key: "state", kind: "full" },
        { ...heading("since"), key: "since", kind: "date" },
        { ...heading("latest"), key: "latest", kind: "date" },
      ]}
      shown={filter.columns ?? RELATION_COLUMNS.usual}
      lines={rows.map((row) => [
        `/town-relations/${row.id}`,
        row.name,
        placesOf(row),
        "",
        words(`townRelations.kind.${row.kind}`),
        describeStanding(row.state, words),
        row.sinceOn === null || row.sincePrecision === null ? words("townRelations.notKnown") : formatApproximate({ on: row.sinceOn, precision: row.sincePrecision }, words.locale),
        row.latestOn === null ? words("townRelations.noActivity") : formatDate(row.latestOn, words.locale),
      ])}
    />
  );
}
