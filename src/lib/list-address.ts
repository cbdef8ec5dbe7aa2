import { isPlainDate } from "@/domain/plain-date";

export type ListAddress = Readonly<Record<string, string | string[] | undefined>>;

/** The columns that a list shows are asked for by this name, and read beside its filter. */
const COLUMNS = "cols";

/**
 * Reads the address of a list, name by name. What is not among the names, and what a name's reader does not understand, is left out
 * and named in `ignored`, so that the page can say so. Of a name that stands twice, the first counts.
 */
export function readListAddress(parameters: ListAddress, names: ReadonlySet<string>) {
  const ignored = Object.keys(parameters).filter((name) => !names.has(name) && name !== COLUMNS);
  const text = (name: string) => {
    const value = parameters[name];
    return (typeof value === "string" ? value : (value?.[0] ?? "")).normalize("NFC").replace(/[\u0000-\u001f\u007f\uFFFD]/g, " ").trim();
  };
  const known = <Value>(name: string, read: (written: string) => Value | null): Value | null => {
    const written = text(name);
    if (written === "") return null;
    const value = read(written);
    if (value === null) ignored.push(name);
    return value;
  };
  return { ignored, text, known };
}

/** Writes a list's filter as an address's query: what says nothing is left out, and a ticked box is 1. */
export function writeListAddress(parts: Readonly<Record<string, string | number | boolean | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== null && value !== "" && value !== false) query.set(name, value === true ? "1" : String(value));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Writes an order and a page as a list's address has them: null for the order in which it begins, latest or last first, and for the first page. */
export function writePlace({ sort, descending, page }: { sort: string; descending: boolean; page: number }, usual: string): { sort: string | null; page: number | null } {
  return { sort: sort === usual && descending ? null : (descending ? "-" : "") + sort, page: page > 1 ? page : null };
}

/** One of the choices, as it is written. */
export const among =
  <Choice extends string>(choices: readonly Choice[]) =>
  (written: string) =>
    choices.find((choice) => choice === written) ?? null;

/** A whole number from `min` to `max`. */
export const within = (min: number, max: number) => (written: string) => (/^\d{1,10}$/.test(written) && Number(written) >= min && Number(written) <= max ? Number(written) : null);

/** A day, as 2026-05-14. */
export const aDay = (written: string) => (isPlainDate(written) ? written : null);

/** A record's id. */
export const anId = (written: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(written) ? written : null);

/** A yes or a no. */
export const yesOrNo = (written: string) => (written === "0" ? false : ticked(written));

/** A ticked box. */
export const ticked = (written: string) => (written === "1" || written === "on" ? true : null);
