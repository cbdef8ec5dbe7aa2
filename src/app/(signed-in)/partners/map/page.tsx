import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { MarkedMap, MarkShape, type MapMark } from "@/components/marked-map";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { PlacedTable } from "@/features/partners/components/placed-table";
import { countPlaced, layOutMarks, type Mark } from "@/features/partners/map/rules";
import { MOST_PLACED, PLACED_KINDS, readMapFilter, writeMapFilter, type PlacedKind } from "@/features/partners/map/schema";
import { listPlaced } from "@/features/partners/map/service";
import { loadUnits } from "@/features/projects/choices/service";
import { COUNTRIES } from "@/lib/countries";
import { formatCount, formatCountry } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { drawMap } from "@/server/world-map";
import type { Parameters as Address } from "../load";

const SHAPES: Readonly<Record<PlacedKind, MapMark["shape"]>> = { RELATION: "circle", PROJECT: "triangle", PARTNER: "square" };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.map.title") };
}

export default async function MapPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  const { filter, ignored } = readMapFilter(await searchParams);
  const [words, { rows, hasMore }, units] = await Promise.all([getWords(), listPlaced(actor, filter), loadUnits(actor)]);
  const maps = { europe: drawMap("europe"), world: drawMap("world") };
  const { marks, unplaced } = layOutMarks(rows, { europe: maps.europe.place, world: maps.world.place });
  const counts = countPlaced(rows);
  const finding = words("partners.map.finding", { relations: counts.RELATION, projects: counts.PROJECT, partners: counts.PARTNER, countries: new Set(rows.flatMap(({ country }) => country ?? [])).size });
  const address = (changes: Parameters<typeof writeMapFilter>[1]) => `/partners/map${writeMapFilter(filter, changes)}`;
  const chips = [
    ...(filter.kind === null ? [] : [{ label: words(`partners.map.kind.${filter.kind}`), href: address({ kind: null }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? words("partners.map.anotherUnit"), href: address({ unitId: null }) }]),
    ...(filter.country === null ? [] : [{ label: formatCountry(filter.country, words.locale), href: address({ country: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const describe = ({ number, kind, x, y, rows: there }: Mark): MapMark => {
    const first = there[0];
    const where = [first?.place ?? null, first?.country == null ? null : formatCountry(first.country, words.locale)].filter((part) => part !== null).join(", ");
    return { number, shape: SHAPES[kind], x, y, href: `#mark-${String(number)}`, label: words("partners.map.mark", { number, where, count: there.length, names: there.slice(0, 3).map(({ name }) => name).join(", "), more: Math.max(there.length - 3, 0) }) };
  };
  const shown = (["europe", "world"] as const).map((on) => ({ on, there: marks.filter((mark) => mark.on === on) })).filter(({ on, there }) => on === "europe" || there.length > 0);
  const lands = COUNTRIES.map((code) => ({ value: code, label: formatCountry(code, words.locale) })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }]} />
      <PageHead tight title={words("partners.map.title")} lead={rows.length === 0 ? words("partners.map.lead") : finding} />
      <FilterForm
        label={words("partners.map.filter")}
        action="/partners/map"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        lead={<SelectField name="kind" label={words("partners.map.column.kind")} empty={words("frame.all")} options={PLACED_KINDS.map((kind) => ({ value: kind, label: words(`partners.map.kind.${kind}`) }))} defaultValue={filter.kind ?? ""} />}
      >
        <SelectField name="unit" label={words("partners.map.column.unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <SelectField name="country" label={words("partners.field.country")} empty={words("frame.all")} options={lands} defaultValue={filter.country ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {filter.unitId !== null && filter.kind !== "RELATION" && filter.kind !== "PROJECT" ? <Notice>{words("partners.map.partnersLeftOut")}</Notice> : null}
      {hasMore ? <Notice>{words("partners.map.tooMany", { shown: formatCount(MOST_PLACED) })}</Notice> : null}
      <ResultBar count={words("partners.map.count", { count: rows.length, formatted: formatCount(rows.length), marks: marks.length })} chips={chips} />
      {rows.length === 0 ? (
        <EmptyState title={words("partners.map.none")} {...(chips.length > 0 ? { action: { href: "/partners/map", label: words("frame.clearFilters") } } : {})}>{words("partners.map.noneYet")}</EmptyState>
      ) : (
        <>
          {shown.map(({ on, there }) => (
            <Section key={on} id={on} title={words(`partners.map.on.${on}`)} note={words("partners.map.places", { count: there.length })}>
              <MarkedMap id={`map-${on}`} title={words("partners.map.mapTitle", { on: words(`partners.map.on.${on}`), finding })} description={words("partners.map.mapDescription")} map={maps[on]} marks={there.map(describe)} />
            </Section>
          ))}
          <p className="map-keys">
            {PLACED_KINDS.map((kind) => (
              <span key={kind}>
                <MarkShape shape={SHAPES[kind]} /> {words(`partners.map.key.${kind}`)}
              </span>
            ))}
          </p>
          <Section id="rows" title={words("partners.map.rows")} note={words("partners.map.rowsNote")}>
            <PlacedTable marks={marks} unplaced={unplaced} caption={words("partners.map.rows")} words={words} />
          </Section>
        </>
      )}
    </>
  );
}
