import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { storableText } from "@/lib/form-values";
import { looksLikeWorkbook, readWorkbook, WORKBOOK_LIMITS, type Sheet, type WorkbookProblem } from "./workbook";

/** Why a list could not be read. */
export type ListProblem = WorkbookProblem | "notText" | "unclosed";

const BOM = { utf8: [0xef, 0xbb, 0xbf], utf16: [0xff, 0xfe] };
const beginsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/** What Windows-1252 has from 0x80 to 0x9f. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Reads bytes as text: UTF-8, UTF-16 where it says so, else the Windows-1252 that older programs write; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (beginsWith(bytes, BOM.utf16)) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Some versions of the decoder read these bytes as the controls that another alphabet has there.
    return beginsWith(bytes, BOM.utf8) ? null : new TextDecoder("windows-1252").decode(bytes).replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control);
  }
}

const DELIMITERS = [";", "\t", ","];

/** The sign that parts the first line the most times, outside quotation marks. */
function findDelimiter(text: string): string {
  const line = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? "").replace(/"[^"]*"/g, "");
  return DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ";";
}

/** What was put before a text so that no program takes it for a formula. */
const GUARD = /^'(?='*(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]))/;

/** Others are answered between two pieces of so many characters. */
const PIECE = 256 * 1024;
const LINE_ENDS = ["\r\n", "\n", "\r"];

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** Reads a list of text, parted by semicolons, tabs or commas. */
export async function readCsv(text: string, most: { rows: number; columns: number }): Promise<{ rows: string[][] } | { problem: "unclosed" | "tooManyRows" | "tooManyColumns" }> {
  const parser = parse({ delimiter: findDelimiter(text), record_delimiter: LINE_ENDS, relax_column_count: true, relax_quotes: true });
  const rows: string[][] = [];
  // Kept beside, since what ends the reading early may be told of as no more than that it ended.
  const found: { problem: "tooManyRows" | "tooManyColumns" | null } = { problem: null };
  const reading = pipeline(Readable.from(piecesOf(text)), parser, async (records: AsyncIterable<string[]>) => {
    for await (const record of records) {
      const cells = record.map((cell) => cell.replace(GUARD, "").trim());
      const width = cells.findLastIndex((cell) => cell !== "") + 1;
      rows.push(cells.slice(0, width));
      found.problem = rows.length > most.rows ? "tooManyRows" : width > most.columns ? "tooManyColumns" : null;
      if (found.problem !== null) throw new Error(found.problem);
    }
  });
  try {
    await reading;
  } catch (error) {
    if (found.problem !== null) return { problem: found.problem };
    if (error instanceof CsvError) return { problem: "unclosed" };
    throw error;
  }
  return { rows: rows.slice(0, rows.findLastIndex((cells) => cells.length > 0) + 1) };
}

/** Reads the file of a list, a workbook or text, as sheets of texts. */
export async function readList(bytes: Uint8Array): Promise<{ sheets: Sheet[] } | { problem: ListProblem }> {
  if (looksLikeWorkbook(bytes)) return readWorkbook(bytes);
  const text = decodeText(bytes);
  if (text === null) return { problem: "notText" };
  const read = await readCsv(storableText(text.replace(/^\uFEFF/, "")), WORKBOOK_LIMITS);
  return "problem" in read ? read : { sheets: [{ name: "", rows: read.rows }] };
}
