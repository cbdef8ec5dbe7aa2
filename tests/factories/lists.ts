import { crc32, deflateRawSync } from "node:zlib";

const fields = (...parts: readonly (readonly [size: 2 | 4, value: number])[]) =>
  Buffer.concat(
    parts.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 2) bytes.writeUInt16LE(value);
      else bytes.writeUInt32LE(value);
      return bytes;
    }),
  );

/** A zip file with these parts, made as another program makes it. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [called, plain] = [Buffer.from(name), typeof content === "string" ? Buffer.from(content) : Buffer.from(content)];
    const packed = deflateRawSync(plain);
    const about: [2 | 4, number][] = [[2, 20], [2, 0x800], [2, 8], [2, 0], [2, 0x21], [4, crc32(plain)], [4, packed.length], [4, plain.length], [2, called.length], [2, 0]];
    const local = Buffer.concat([fields([4, 0x04034b50], ...about), called, packed]);
    directory.push(fields([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), called);
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = Object.keys(parts).length;
  return new Uint8Array(Buffer.concat([...locals, listed, fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, listed.length], [4, offset], [2, 0])]));
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
const letters = (index: number): string => (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
const dayNumber = (day: string) => String(Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569);

/** A workbook of one sheet with the first row as its headings; the columns that are named hold days. */
export function workbookOf(rows: readonly (readonly string[])[], days: readonly string[] = []): Uint8Array {
  return zipOf(partsOf(rows, days));
}

/** The parts of such a workbook. */
export function partsOf(rows: readonly (readonly string[])[], days: readonly string[] = []): Record<string, string> {
  const [header = []] = rows;
  const cell = (text: string, row: number, index: number) => {
    const at = `${letters(index)}${String(row + 1)}`;
    if (row > 0 && text !== "" && days.includes(header[index] ?? "")) return `<c r="${at}" s="1"><v>${dayNumber(text)}</v></c>`;
    return text === "" ? "" : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
  };
  const lines = rows.map((row, place) => `<row r="${String(place + 1)}">${row.map((text, index) => cell(text, place, index)).join("")}</row>`);
  return {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Lista" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${lines.join("")}</sheetData></worksheet>`,
  };
}

/** A list of text, parted by semicolons, as Swedish programs write it. */
export function csvOf(rows: readonly (readonly string[])[], encoding: "utf8" | "latin1" = "utf8"): Uint8Array {
  const text = rows.map((row) => row.map((cell) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";")).join("\r\n");
  return new Uint8Array(Buffer.from(text, encoding));
}

/** What to ask for to be shown a whole list. */
export const EVERY_ROW = { outcome: null, from: 0, most: 100_000 };
