import type { ListAddress } from "./list-address";
import type { Table } from "./table";

/** The columns that a list may show, each with the columns of its file that say the same. */
export interface ListColumns {
  /** By what they are called in an address, in the order in which they stand. */
  columns: Readonly<Record<string, readonly string[]>>;
  /** Those that are shown until somebody chooses otherwise. */
  usual: readonly string[];
  /** What a file has whatever is chosen: what names the row. */
  always: readonly string[];
}

/** The columns that an address asks for, in the order in which they stand; null where it asks for none. What it does not know is told apart. */
export function readColumns(parameters: ListAddress, { columns }: ListColumns): { shown: readonly string[] | null; isUnderstood: boolean } {
  const written = parameters["cols"];
  const asked = (typeof written === "string" ? [written] : (written ?? [])).flatMap((one) => one.split(",")).map((one) => one.trim()).filter((one) => one !== "");
  const shown = Object.keys(columns).filter((name) => asked.includes(name));
  return { shown: shown.length === 0 ? null : shown, isUnderstood: asked.every((one) => Object.hasOwn(columns, one)) };
}

/** Reads the columns of an address for its filter, and names them among what was not understood where that is so. */
export function takeColumns(parameters: ListAddress, columns: ListColumns, ignored: string[]): { columns?: readonly string[] } {
  const { shown, isUnderstood } = readColumns(parameters, columns);
  if (!isUnderstood) ignored.push("cols");
  return shown === null ? {} : { columns: shown };
}

/** Writes columns as an address has them: nothing where they are the usual ones. */
export function writeColumns(shown: readonly string[] | undefined, { usual }: ListColumns): string | null {
  return shown === undefined || (shown.length === usual.length && shown.every((name) => usual.includes(name))) ? null : shown.join(",");
}

/** Keeps of a file's columns those that say what the list shows; all of them where nobody has chosen. */
export function keepColumns(table: Table, parameters: ListAddress, choices: ListColumns | undefined): Table {
  const { shown } = choices === undefined ? { shown: null } : readColumns(parameters, choices);
  if (choices === undefined || shown === null) return table;
  const kept = new Set([...choices.always, ...shown.flatMap((name) => choices.columns[name] ?? [])]);
  const places = table.columns.flatMap(({ key }, place) => (kept.has(key) ? [place] : []));
  return { columns: table.columns.filter((_column, place) => places.includes(place)), rows: table.rows.map((row) => places.map((place) => row[place] ?? null)) };
}
