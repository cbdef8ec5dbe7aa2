import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import type { Column, TableRow } from "@/lib/table";
import { writeXlsx } from "./xlsx";

const columns: Column[] = [
  { key: "title", label: "Rubrik <å>", type: "text", width: 40 },
  { key: "on", label: "Dag", type: "date", width: 12 },
  { key: "sum", label: "Kronor", type: "amount", width: 12 },
];

async function write(pieces: TableRow[][], sheetName = "Projekt"): Promise<Buffer> {
  async function* rows() {
    for (const piece of pieces) yield await Promise.resolve(piece);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsx({ columns, rows: rows() }, sheetName)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const read = async (pieces: TableRow[][], sheetName?: string) => (await readXlsxFile(await write(pieces, sheetName)))[0]!;

describe("an Excel workbook", () => {
  it("is read by another program with texts as texts, days as days and kronor as numbers", async () => {
    const { sheet, data } = await read([[["=1+1", "2028-02-29", 123_456n]], [["Å & \"ö\" <b>\nrad två", null, -5n], ["😀 'x'", "1900-03-01", 0n]]]);
    expect(sheet).toBe("Projekt");
    expect(data).toEqual([
      ["Rubrik <å>", "Dag", "Kronor"],
      ["=1+1", new Date("2028-02-29T00:00:00Z"), 1234.56],
      ["Å & \"ö\" <b>\nrad två", null, -0.05],
      ["😀 'x'", new Date("1900-03-01T00:00:00Z"), 0],
    ]);
  });

  it("keeps a day that spreadsheet programs disagree about, and an amount that they would round, as texts", async () => {
    const { data } = await read([[["x", "1900-02-28", 900_719_925_474_099_301n]]]);
    expect(data[1]).toEqual(["x", "1900-02-28", "9007199254740993,01"]);
  });

  it("leaves out what the format cannot say, and cuts a text that no cell holds", async () => {
    const { data } = await read([[["a\u0000b\u0001c\ud800d\r\ne", null, null], ["x".repeat(40_000), null, null]]]);
    expect(data[1]![0]).toBe("abcd\ne");
    expect(data[2]![0]).toHaveLength(32_767);
  });

  it("holds a heading alone when there are no rows, and names its sheet as the format allows", async () => {
    expect((await read([])).data).toEqual([["Rubrik <å>", "Dag", "Kronor"]]);
    expect((await read([], "'År 2026/2027: projekt & partnerskap [utkast]'")).sheet).toBe("År 2026 2027  projekt & partner");
  });

  it("is the same file each time", async () => {
    const rows: TableRow[][] = [[["a", "2027-01-01", 1n]]];
    expect((await write(rows)).equals(await write(rows))).toBe(true);
  });

  it("takes more columns than there are letters", async () => {
    const many = Array.from({ length: 60 }, (_none, index): Column => ({ key: String(index), label: `K${String(index)}`, type: "text", width: 5 }));
    const chunks: Uint8Array[] = [];
    async function* rows() {
      yield await Promise.resolve([many.map((column) => column.key)]);
    }
    for await (const chunk of writeXlsx({ columns: many, rows: rows() }, "x")) chunks.push(chunk);
    expect((await readXlsxFile(Buffer.concat(chunks)))[0]!.data[1]).toEqual(many.map((column) => column.key));
  });
});
