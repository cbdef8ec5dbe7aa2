import { PLACED_KINDS, type PlacedKind, type PlacedRow } from "./schema";

/** A mark on a map: a place with the rows that lie there. */
export interface Mark<Row extends PlacedRow = PlacedRow> {
  /** As it is written on the map and in the table. */
  number: number;
  /** On which of the maps it stands. */
  on: "europe" | "world";
  x: number;
  y: number;
  /** The first of the kinds that are there. */
  kind: PlacedKind;
  rows: Row[];
}

type Place = (at: { latitude: number; longitude: number }) => { x: number; y: number } | null;

/** How near each other two places share a mark, in the drawing's own measure. */
export const APART = 26;

/**
 * Lays rows out as marks: on Europe where they lie there, else on the world; those too near each other share one, numbered from north to south. Each row that
 * has a place is in one mark, and the others are left over.
 */
export function layOutMarks<Row extends PlacedRow>(rows: readonly Row[], maps: Readonly<Record<"europe" | "world", Place>>): { marks: Mark<Row>[]; unplaced: Row[] } {
  const marks: Omit<Mark<Row>, "number" | "kind">[] = [];
  const unplaced: Row[] = [];
  for (const row of rows) {
    const at = row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude };
    const [europe, world] = at === null ? [null, null] : [maps.europe(at), maps.world(at)];
    const point = europe ?? world;
    if (point === null) {
      unplaced.push(row);
      continue;
    }
    const on = europe === null ? "world" : "europe";
    const near = marks.find((mark) => mark.on === on && Math.hypot(mark.x - point.x, mark.y - point.y) < APART);
    if (near === undefined) marks.push({ on, ...point, rows: [row] });
    else near.rows.push(row);
  }
  const ordered = marks.sort((a, b) => (a.on === b.on ? a.y - b.y || a.x - b.x : a.on === "europe" ? -1 : 1));
  return { marks: ordered.map((mark, index) => ({ ...mark, number: index + 1, kind: firstKind(mark.rows) })), unplaced };
}

function firstKind(rows: readonly PlacedRow[]): PlacedKind {
  return PLACED_KINDS.find((kind) => rows.some((row) => row.kind === kind)) ?? "PARTNER";
}

/** How many rows there are of each kind, each thing counted once however many places it has. */
export function countPlaced(rows: readonly PlacedRow[]): Readonly<Record<PlacedKind, number>> {
  const count = (kind: PlacedKind) => new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id)).size;
  return { RELATION: count("RELATION"), PROJECT: count("PROJECT"), PARTNER: count("PARTNER") };
}

interface Known {
  town: (name: string, country: string) => { latitude: number; longitude: number } | null;
  country: (code: string) => { latitude: number; longitude: number } | null;
}

/** Puts a row without coordinates where its town is known to lie, or else in the middle of its country, and says which. */
export function settlePlace(row: Omit<PlacedRow, "exactness">, town: string | null, known: Known): PlacedRow {
  if (row.latitude !== null && row.longitude !== null) return { ...row, exactness: "PLACE" };
  if (row.country === null) return { ...row, exactness: "NONE" };
  const place = town === null ? null : known.town(town, row.country);
  if (place !== null) return { ...row, ...place, exactness: "PLACE" };
  const middle = known.country(row.country);
  return middle === null ? { ...row, exactness: "NONE" } : { ...row, ...middle, exactness: "COUNTRY" };
}
