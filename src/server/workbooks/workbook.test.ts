import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { partsOf, workbookOf, zipOf } from "../../../tests/factories/lists.ts";
import { looksLikeWorkbook, readWorkbook, WORKBOOK_LIMITS } from "./workbook";

const PARTS = { "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" };
const problemOf = async (bytes: Uint8Array) => {
  const read = await readWorkbook(bytes);
  return "problem" in read ? read.problem : "read";
};
const OLE = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** A zip of one part that says of its size what is not so. */
function lyingZip(content: Buffer, says: number): Uint8Array {
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(says, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = (of: Buffer, size: number, plain: number, offset: number) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(size, 20);
    head.writeUInt32LE(plain, 24);
    head.writeUInt16LE(of.length, 28);
    head.writeUInt32LE(offset, 42);
    return Buffer.concat([head, of]);
  };
  // The two parts without which it is no workbook share the one there is.
  const directory = Buffer.concat(["[Content_Types].xml", "xl/workbook.xml", name.toString()].map((each) => entry(Buffer.from(each), packed.length, says, 0)));
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(3, 8);
  end.writeUInt16LE(3, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start, 16);
  return new Uint8Array(Buffer.concat([local, name, packed, directory, end]));
}

describe("a workbook", () => {
  it("is read as texts: days, numbers and amounts as they are, formulas as what they show", async () => {
    const bytes = workbookOf([["Namn", "Dag", "Formel"], ["Åbenrå 'skole'", "2024-02-29", "=1+1"]], ["Dag"]);
    expect(looksLikeWorkbook(bytes)).toBe(true);
    expect(await readWorkbook(bytes)).toEqual({ sheets: [{ name: "Lista", rows: [["Namn", "Dag", "Formel"], ["Åbenrå 'skole'", "2024-02-29", "=1+1"]] }] });
  });

  it("behind a password, in the older format, with macros, or that is something else is told apart", async () => {
    expect(await problemOf(OLE)).toBe("oldWorkbook");
    expect(await problemOf(new Uint8Array(Buffer.concat([OLE, Buffer.from("EncryptedPackage", "utf16le")])))).toBe("password");
    expect(await problemOf(zipOf({ ...PARTS, "xl/vbaProject.bin": "x" }))).toBe("macros");
    expect(await problemOf(zipOf({ "word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>" }))).toBe("notWorkbook");
    expect(await problemOf(new Uint8Array(Buffer.from("%PDF-1.7")))).toBe("notWorkbook");
  });

  it("that is larger than it says, or says that it is larger than it is, is not unpacked", async () => {
    const bomb = Buffer.alloc(300 * 1024 * 1024);
    expect(await problemOf(lyingZip(bomb, 1_000))).toBe("damaged");
    expect(await problemOf(lyingZip(bomb, bomb.length))).toBe("tooLarge");
    expect(await problemOf(lyingZip(Buffer.from("<x/>"), 4_000_000_000))).toBe("tooLarge");
    expect(await problemOf(zipOf({ ...PARTS, ...Object.fromEntries(Array.from({ length: WORKBOOK_LIMITS.parts }, (_, index) => [`a${String(index)}`, ""])) }))).toBe("tooLarge");
  });

  it("that declares entities is not read", async () => {
    const xxe = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    expect(await problemOf(zipOf({ ...PARTS, "xl/sharedStrings.xml": xxe }))).toBe("damaged");
  });

  it("whose texts no database can hold has a mark in the place of what it cannot", async () => {
    const sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a&#xD800;b</t></is></c></row></sheetData></worksheet>';
    const read = await readWorkbook(zipOf({ ...partsOf([["Namn"]]), "xl/worksheets/sheet1.xml": sheet }));
    expect(JSON.stringify(read)).not.toMatch(/\\u(?:d[89ab]|0000)/i);
    expect("sheets" in read).toBe(true);
  });

  it("that is cut short, or noise, is damaged; none of them ends the program", async () => {
    const whole = workbookOf([["Namn"], ["Skolan"]]);
    for (const at of [4, 30, whole.length >> 1, whole.length - 30]) expect(await problemOf(whole.slice(0, at))).toBe("damaged");
    for (let round = 0; round < 20; round += 1) {
      const noise = new Uint8Array(Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), randomBytes(2_000)]));
      expect(await problemOf(noise)).toBe("damaged");
      const bent = whole.slice();
      for (const place of randomBytes(8)) bent[(place * 37 + round * 101) % bent.length] = place;
      expect(typeof (await problemOf(bent))).toBe("string");
    }
  });

  it("that reaches further than a list does is refused within seconds, before room is made for it", { timeout: 30_000 }, async () => {
    const sheetOf = (rows: string) => zipOf({ ...partsOf([["Namn"]]), "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>` });
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`;
    const began = performance.now();
    expect(await problemOf(sheetOf(Array.from({ length: 1_000_000 }, (_, index) => `<row r="${String(index + 1)}"/>`).join("")))).toBe("tooManyRows");
    expect(await problemOf(sheetOf("<row/>".repeat(1_000_000)))).toBe("tooManyRows");
    expect(await problemOf(sheetOf(`<row r="1">${cell("A1")}</row><row r="1048576">${cell("XFD1048576")}</row>`))).toBe("tooManyRows");
    expect(await problemOf(sheetOf(`<row r="1">${cell("A1")}</row><row r="20000">${cell("XFD20000")}</row>`))).toBe("tooManyColumns");
    expect((performance.now() - began) / 4).toBeLessThan(5_000);
    expect(await problemOf(sheetOf(`<row r="1">${cell("A1")}</row><row r="2">${cell("A2")}<c r="XFD2" s="1"/></row>`))).toBe("read");
  });

  it("with more rows or columns than a list has is told of", async () => {
    expect(await problemOf(workbookOf([["a"], ...Array.from({ length: WORKBOOK_LIMITS.rows + 1 }, () => ["x"])]))).toBe("tooManyRows");
    expect(await problemOf(workbookOf([Array.from({ length: WORKBOOK_LIMITS.columns + 1 }, (_, index) => `k${String(index)}`), ["x"]]))).toBe("tooManyColumns");
  });
});
