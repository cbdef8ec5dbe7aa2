/**
 * Reads an Excel workbook that a stranger may have made, in a thread of its own with a limit of memory and time that its starter
 * sets: first what the file says of itself is compared with what is really in it, then values of cells are read, never formulas.
 */
import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import readWorkbook from "read-excel-file/universal";

/** @typedef {{ bytes: Uint8Array, limits: { parts: number, inflatedBytes: number, sheets: number, rows: number, columns: number, characters: number } }} Given */
/** @typedef {{ name: string, flags: number, method: number, packed: number, plain: number, offset: number }} Part */

const SIGNATURE = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 0x1;
const LONGEST_COMMENT = 65_535;

class Unreadable extends Error {}

/** @param {DataView} view */
function findEnd(view) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - LONGEST_COMMENT); at -= 1) if (view.getUint32(at, true) === SIGNATURE.end) return at;
  throw new Unreadable("damaged");
}

/** @param {DataView} view @param {number} most @returns {Part[]} */
function listParts(view, most) {
  const end = findEnd(view);
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count > most) throw new Unreadable("tooLarge");
  const parts = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== SIGNATURE.directory) throw new Unreadable("damaged");
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, length));
    parts.push({ name, flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), plain: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

/** What a part really holds; a part that holds more than it says would have the reader set aside what it says. @param {DataView} view @param {Part} part @param {number} left */
function inflate(view, { flags, method, packed, plain, offset }, left) {
  if ((flags & ENCRYPTED) !== 0) throw new Unreadable("password");
  if (plain > left) throw new Unreadable("tooLarge");
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== SIGNATURE.entry) throw new Unreadable("damaged");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength || (method !== STORED && method !== DEFLATED)) throw new Unreadable("damaged");
  const content = new Uint8Array(view.buffer, view.byteOffset + start, packed);
  const found = method === STORED ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, plain) });
  if (found.byteLength !== plain) throw new Unreadable("damaged");
  return found;
}

/** @param {Given} given */
function inspect({ bytes, limits }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = listParts(view, limits.parts);
  const names = new Set(parts.map(({ name }) => name.toLowerCase()));
  if (!names.has("[content_types].xml") || !names.has("xl/workbook.xml") || names.size !== parts.length) throw new Unreadable("notWorkbook");
  if (names.has("xl/vbaproject.bin")) throw new Unreadable("macros");
  let left = limits.inflatedBytes;
  for (const part of parts) {
    const content = inflate(view, part, left);
    left -= content.byteLength;
    // Such a declaration can make a small text unfold into a large one, or fetch another.
    if (/\.(?:xml|rels)$/i.test(part.name) && /<!(?:DOCTYPE|ENTITY)/i.test(Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("latin1"))) throw new Unreadable("damaged");
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
