/**
 * Reads an Excel workbook that a stranger may have made, in a thread of its own with a limit of memory and time that its starter
 * sets: first what the file says of itself is compared with what is really in it, then values of cells are read, never formulas.
 */
import { parentPort, workerData } from "node:worker_threads";
import { inflate, listParts, Unreadable, viewOf } from "../archives/parts.mjs";

/** @typedef {{ bytes: Uint8Array, limits: { parts: number, inflatedBytes: number, sheets: number, rows: number, columns: number, characters: number } }} Given */

/** How far a sheet may reach, its empty rows and columns with it, since the reader makes room for all of them. */
const MOST_PLACES = 4_000_000;

/** Refuses a sheet that reaches too far, before anything makes room for it. @param {string} text @param {Given["limits"]} limits */
function measure(text, limits) {
  let [rows, last, wide] = [0, 0, 0];
  for (const [, number] of text.matchAll(/<(?:\w+:)?row(?=[\s/>])(?:[^>]*?\sr="(\d{1,9})")?/g)) {
    rows += 1;
    last = Math.max(last, Number(number ?? rows));
    if (rows > limits.rows + 1) throw new Unreadable("tooManyRows");
  }
  for (const [, letters = "", number] of text.matchAll(/\sr="([A-Z]{1,3})(\d{1,9})"/g)) {
    last = Math.max(last, Number(number));
    wide = Math.max(wide, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0));
  }
  if (last > limits.rows + 1) throw new Unreadable("tooManyRows");
  if (last * wide > MOST_PLACES && wide > limits.columns) throw new Unreadable("tooManyColumns");
}

/** @param {Given} given */
function inspect({ bytes, limits }) {
  const view = viewOf(bytes);
  const parts = listParts(view, limits.parts);
  const names = new Set(parts.map(({ name }) => name.toLowerCase()));
  if (!names.has("[content_types].xml") || !names.has("xl/workbook.xml") || names.size !== parts.length) throw new Unreadable("notWorkbook");
  if (names.has("xl/vbaproject.bin")) throw new Unreadable("macros");
  let left = limits.inflatedBytes;
  for (const part of parts) {
    const content = inflate(view, part, left);
    left -= content.byteLength;
    if (!/\.(?:xml|rels)$/i.test(part.name)) continue;
    const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("latin1");
    // Such a declaration can make a small text unfold into a large one, or fetch another.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Unreadable("damaged");
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) measure(text, limits);
  }
}

const pad = (/** @type {number} */ value) => String(value).padStart(2, "0");

/** What the database cannot hold has a mark in its place, which no field accepts. @param {string} text */
const storable = (text) => text.replaceAll("\0", "\uFFFD").replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");

/** @param {unknown} value @param {number} longest */
function writeCell(value, longest) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "ja" : "nej";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : `${String(value.getUTCFullYear()).padStart(4, "0")}-${pad(value.getUTCMonth() + 1)}-${pad(value.getUTCDate())}`;
  // Fifteen digits are what a spreadsheet keeps of a number; more are the machine's way to write it.
  const text = typeof value === "number" ? (Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(15)))) : String(value);
  return storable(text.slice(0, longest)).trim();
}

/** @param {Given} given */
async function read({ bytes, limits }) {
  inspect({ bytes, limits });
  const content = new Uint8Array(bytes);
  // What is refused above is answered before the library is loaded.
  const { default: readWorkbook } = await import("read-excel-file/universal");
  const sheets = await readWorkbook(content.buffer);
  if (sheets.length > limits.sheets) throw new Unreadable("tooManySheets");
  return sheets.map(({ sheet, data }) => {
    if (data.length > limits.rows) throw new Unreadable("tooManyRows");
    const rows = data.map((cells) => {
      const texts = cells.map((cell) => writeCell(cell, limits.characters));
      const width = texts.findLastIndex((text) => text !== "") + 1;
      if (width > limits.columns) throw new Unreadable("tooManyColumns");
      return texts.slice(0, width);
    });
    return { name: storable(String(sheet)), rows: rows.slice(0, rows.findLastIndex((cells) => cells.length > 0) + 1) };
  });
}

try {
  parentPort?.postMessage({ sheets: await read(workerData) });
} catch (error) {
  // Whatever the library says of a file that it cannot read, the file is at fault.
  parentPort?.postMessage({ problem: error instanceof Unreadable ? error.message : "damaged" });
}
