import "server-only";
import type { Cell, Column, TableInPieces, TableRow } from "@/lib/table";
import { escapeXml, XML_HEAD as HEAD } from "./xml";
import { writeZip } from "./zip";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The rows that a sheet can hold, its heading included. */
const ROWS_PER_SHEET = 1_048_576;
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;
/** A spreadsheet keeps fifteen digits of a number; a longer amount is written as text rather than rounded. */
const EXACT_BELOW = 1_000_000_000_000_000n;
/** Before this day spreadsheet programs disagree, since the first of them took 1900 for a leap year. */
const FIRST_COUNTED_DAY = "1900-03-01";
const DAYS_BEFORE_1970 = 25_569;
const DAY_MS = 86_400_000;

const STYLE = { count: 0, heading: 1, text: 2, date: 3, amount: 4, marked: 5 } as const;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const RELATIONSHIPS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
// The formats stand in the order of STYLE: plain, heading, text (49 keeps what looks like a formula or a date as it is), date, amount (4), marked text.
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFD9D2"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Of a table's rows, the places of those cells that are to be seen at once. */
type Marks = ReadonlyMap<TableRow, ReadonlySet<number>>;

/** A table as a sheet of a workbook. */
export interface NamedSheet {
  name: string;
  table: TableInPieces;
  marks?: Marks;
}

/**
 * Writes a table as an Excel workbook of one named sheet: heading bold and in sight, texts as texts and never as formulas, dates as
 * dates, öre as kronor with two decimals; marked cells are texts on a coloured ground. It is packed while the rows arrive, so memory stays flat. Throws beyond what a sheet can hold.
 */
export function writeXlsx(table: TableInPieces, sheetName: string, marks: Marks = new Map()): AsyncGenerator<Uint8Array> {
  return writeSheets([{ name: sheetName, table, marks }]);
}

/** Writes tables as the sheets of one Excel workbook, as `writeXlsx` does one; two sheets of one name are told apart by a number. */
export async function* writeSheets(sheets: readonly NamedSheet[]): AsyncGenerator<Uint8Array> {
  const names = nameSheets(sheets.map((sheet) => sheet.name));
  yield* writeZip([
    { name: "[Content_Types].xml", text: [writeContentTypes(sheets.length)] },
    { name: "_rels/.rels", text: [RELATIONSHIPS] },
    { name: "xl/workbook.xml", text: [writeWorkbook(names)] },
    { name: "xl/_rels/workbook.xml.rels", text: [writeWorkbookRelationships(sheets.length)] },
    { name: "xl/styles.xml", text: [STYLES] },
    ...sheets.map(({ table, marks = new Map() }, index) => ({ name: `xl/worksheets/sheet${String(index + 1)}.xml`, text: writeSheet(table, marks) })),
  ]);
}

const numbersTo = (count: number) => Array.from({ length: count }, (_none, index) => String(index + 1));

function writeContentTypes(sheets: number): string {
  const each = numbersTo(sheets).map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${PARTS}.worksheet+xml"/>`);
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/>${each.join("")}<Override PartName="/xl/styles.xml" ContentType="${PARTS}.styles+xml"/></Types>`;
}

function writeWorkbookRelationships(sheets: number): string {
  const each = numbersTo(sheets).map((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`);
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}<Relationship Id="rId${String(sheets + 1)}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

/** Names as the format allows them: without some signs, at most 31 characters, and no two alike. */
function nameSheets(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given) => {
    const clean = given.replace(/[\\/?*:[\]]/g, " ").replace(/^'+|'+$/g, "");
    let name = clean.slice(0, LONGEST_NAME);
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${clean.slice(0, LONGEST_NAME - 1 - String(number).length)} ${String(number)}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function writeWorkbook(names: readonly string[]): string {
  const sheets = names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`);
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

async function* writeSheet(table: TableInPieces, marks: Marks): AsyncGenerator<string> {
  const letters = table.columns.map((_column, index) => columnLetters(index));
  const widths = table.columns.map((column, index) => `<col min="${String(index + 1)}" max="${String(index + 1)}" width="${String(column.width)}" customWidth="1"/>`);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>`;
  yield `<row r="1">${table.columns.map((column, index) => writeTextCell(`${letters[index] ?? ""}1`, STYLE.heading, column.label)).join("")}</row>`;
  let row = 1;
  for await (const rows of table.rows) {
    if (row + rows.length > ROWS_PER_SHEET) throw new Error("a sheet cannot hold this many rows");
    yield writeRows(table.columns, letters, rows, row + 1, marks);
    row += rows.length;
  }
  yield "</sheetData></worksheet>";
}

function writeRows(columns: readonly Column[], letters: readonly string[], rows: readonly TableRow[], first: number, marks: Marks): string {
  let xml = "";
  let number = first;
  for (const row of rows) {
    const at = String(number);
    let cells = "";
    columns.forEach((column, index) => {
      const cell = row[index] ?? null;
      const isMarked = marks.get(row)?.has(index) === true;
      if (isMarked) cells += writeTextCell((letters[index] ?? "") + at, STYLE.marked, String(cell ?? ""));
      else if (cell !== null && cell !== "") cells += writeCell(column, (letters[index] ?? "") + at, cell);
    });
    xml += `<row r="${at}">${cells}</row>`;
    number += 1;
  }
  return xml;
}

function writeCell(column: Column, reference: string, cell: Exclude<Cell, null>): string {
  if (typeof cell === "number") return `<c r="${reference}" s="${String(STYLE.count)}"><v>${String(cell)}</v></c>`;
  if (typeof cell === "bigint") {
    const absolute = cell < 0n ? -cell : cell;
    const digits = absolute.toString().padStart(3, "0");
    const kronor = `${cell < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    return absolute < EXACT_BELOW ? `<c r="${reference}" s="${String(STYLE.amount)}"><v>${kronor}</v></c>` : writeTextCell(reference, STYLE.text, kronor.replace(".", ","));
  }
  if (column.type === "date" && cell >= FIRST_COUNTED_DAY) {
    const serial = Date.parse(`${cell}T00:00:00Z`) / DAY_MS + DAYS_BEFORE_1970;
    return `<c r="${reference}" s="${String(STYLE.date)}"><v>${String(serial)}</v></c>`;
  }
  return writeTextCell(reference, STYLE.text, cell);
}

function writeTextCell(reference: string, style: number, text: string): string {
  const whole = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  return `<c r="${reference}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(whole)}</t></is></c>`;
}

/** Text of a cell: what the format would take for an escape of its own is escaped. */
const escapeCell = (text: string): string => escapeXml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
