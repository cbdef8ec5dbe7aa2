import "server-only";
import type { Cell, TableInPieces, TableRow } from "@/lib/table";

export const CSV_TYPE = "text/csv; charset=utf-8";

/** What a spreadsheet program would take for the beginning of a formula, full-width forms and leading blanks included. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const NEEDS_QUOTES = /[";\r\n]/;
const LINE_END = "\r\n";

/**
 * Writes a table as CSV the way Swedish spreadsheet programs open it: UTF-8 with its mark, semicolons, decimal commas, dates
 * as `YYYY-MM-DD`, quotes by RFC 4180. A text that begins like a formula gets an apostrophe before it. One piece of file for each
 * piece of table, so memory stays flat however long the table is.
 */
export async function* writeCsv(table: TableInPieces): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${table.columns.map((column) => writeText(column.label)).join(";")}${LINE_END}`);
  for await (const rows of table.rows) yield Buffer.from(writeLines(table.columns.length, rows));
}

function writeLines(width: number, rows: readonly TableRow[]): string {
  let lines = "";
  for (const row of rows) {
    let line = "";
    for (let index = 0; index < width; index += 1) {
      if (index > 0) line += ";";
      line += writeCell(row[index] ?? null);
    }
    lines += line + LINE_END;
  }
  return lines;
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return String(cell);
  return typeof cell === "bigint" ? writeKronor(cell) : writeText(cell);
}

function writeText(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Writes öre as kronor with two decimals after a comma, digit by digit so that nothing is rounded. */
function writeKronor(ore: bigint): string {
  const digits = (ore < 0n ? -ore : ore).toString().padStart(3, "0");
  return `${ore < 0n ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
