import { writeXlsx } from "@/server/documents/xlsx";
import { writeZip } from "@/server/documents/zip";
import type { Column, TableRow } from "@/lib/table";

const collect = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
};

/** A workbook of one sheet with the first row as its headings. */
export function workbookOf(rows: readonly (readonly string[])[], types: Readonly<Record<string, Column["type"]>> = {}): Promise<Uint8Array> {
  const [header = [], ...below] = rows;
  const columns = header.map((label): Column => ({ key: label, label, type: types[label] ?? "text", width: 20 }));
  const pieces = (async function* () {
    yield below.map((row): TableRow => [...row]);
  })();
  return collect(writeXlsx({ columns, rows: pieces }, "Lista"));
}

/** A zip file with these parts. */
export function zipOf(parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  return collect(writeZip(Object.entries(parts).map(([name, text]) => ({ name, text: [text] }))));
}

/** A list of text, parted by semicolons, as Swedish programs write it. */
export function csvOf(rows: readonly (readonly string[])[], encoding: "utf8" | "latin1" = "utf8"): Uint8Array {
  const text = rows.map((row) => row.map((cell) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";")).join("\r\n");
  return new Uint8Array(Buffer.from(text, encoding));
}
