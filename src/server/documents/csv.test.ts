import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell, Column, TableRow } from "@/lib/table";
import { writeCsv } from "./csv";

const columns: Column[] = [
  { key: "title", label: "Rubrik; med \"tecken\"", type: "text", width: 10 },
  { key: "on", label: "Dag", type: "date", width: 10 },
  { key: "sum", label: "Kronor", type: "amount", width: 10 },
];

async function write(...pieces: TableRow[][]): Promise<string> {
  async function* rows() {
    for (const piece of pieces) yield await Promise.resolve(piece);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeCsv({ columns, rows: rows() })) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const read = (text: string) => parse(text, { bom: true, delimiter: ";", recordDelimiter: "\r\n" });
const title = async (text: Cell) => read(await write([[text, null, null]]))[1]?.[0];

describe("CSV", () => {
  it("begins with the mark of UTF-8, ends each line with CRLF and quotes what needs it", async () => {
    expect(await write([["Åäö", "2027-05-03", 123_450n]], [["a;b", null, null], ["rad\nrad", null, 5n]])).toBe('\uFEFF"Rubrik; med ""tecken""";Dag;Kronor\r\nÅäö;2027-05-03;1234,50\r\n"a;b";;\r\n"rad\nrad";;0,05\r\n');
  });

  it("writes the heading alone when there are no rows", async () => {
    expect(await write()).toBe('\uFEFF"Rubrik; med ""tecken""";Dag;Kronor\r\n');
  });

  it.each(["=1+1", "+46 340 880 00", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1+1", "＋1", "－1", "＠x", '="a";b', "'-1", "''=1"])("puts an apostrophe before %j, which a spreadsheet program would calculate", async (text) => {
    expect(await title(text)).toBe(`'${text}`);
  });

  it.each(["a=1", "1-2", "kommun@utblick.example", "'citat", "–tankstreck", "5 + 5"])("leaves %j as it is", async (text) => {
    expect(await title(text)).toBe(text);
  });

  it("writes amounts exactly, negative ones as numbers", async () => {
    const amounts = [0n, 1n, 99n, 100n, -1n, -12_345n, 900_719_925_474_099_301n];
    expect(read(await write(amounts.map((amount) => [null, null, amount]))).slice(1).map((row) => row[2])).toEqual(["0,00", "0,01", "0,99", "1,00", "-0,01", "-123,45", "9007199254740993,01"]);
  });

  it("gives back every text that was written, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom("'", "-", "=", " ", "1") })), { minLength: 1 }), async (texts) => {
        const rows = read(await write(texts.map((text) => [text, null, null]))).slice(1);
        expect(rows.map((row) => (row[0] ?? "").replace(/^'(?='*(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]))/, ""))).toEqual(texts);
      }),
    );
  });
});
