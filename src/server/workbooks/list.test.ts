import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, readCsv } from "./list";

const MOST = { rows: 100, columns: 10 };

describe("text", () => {
  const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

  it("is read as UTF-8 with or without its mark, as UTF-16 that says so, and else as Windows-1252", () => {
    expect(decodeText(bytes("Åbenrå", "utf8"))).toBe("Åbenrå");
    expect(decodeText(bytes("\uFEFFÅbenrå", "utf8"))).toBe("Åbenrå");
    expect(decodeText(bytes("\uFEFFÅbenrå", "utf16le"))).toBe("Åbenrå");
    expect(decodeText(Uint8Array.from([0xc5, 0x62, 0x65, 0x6e, 0x72, 0xe5, 0x20, 0x80]))).toBe("Åbenrå €");
  });

  it("is none where it holds the byte that no text has", () => {
    expect(decodeText(Uint8Array.from([0x41, 0x00, 0x42]))).toBeNull();
  });
});

describe("lists of text", () => {
  it.each([
    ["a;b\r\nc;d", [["a", "b"], ["c", "d"]]],
    ["a,b\nc,\"d,e\"", [["a", "b"], ["c", "d,e"]]],
    ["a\tb\rc\td\r", [["a", "b"], ["c", "d"]]],
    ["a;\"b\"\"c\"\n\"rad ett\nrad två\";d", [["a", 'b"c'], ["rad ett\nrad två", "d"]]],
    ["a;b;;\n;;\n\n", [["a", "b"]]],
    ["Namn;År\n'=1+1;'+46 340", [["Namn", "År"], ["=1+1", "+46 340"]]],
    ["a;b\n'citat;O'Brien", [["a", "b"], ["'citat", "O'Brien"]]],
    ["", []],
  ])("%j", async (text, rows) => {
    expect(await readCsv(text, MOST)).toEqual({ rows });
  });

  it("that are too long, too wide or end within quotation marks are told of", async () => {
    expect(await readCsv("a\n".repeat(101), MOST)).toEqual({ problem: "tooManyRows" });
    expect(await readCsv(`a;b\n${"c;".repeat(10)}d`, MOST)).toEqual({ problem: "tooManyColumns" });
    // So long that the parser is in the middle of it when it is given up.
    for (const rows of ["\n", ";;;\n", "a;b\n"]) expect(await readCsv(rows.repeat(1_000_000), { rows: 60_000, columns: 400 })).toEqual({ problem: "tooManyRows" });
    expect(await readCsv('a;b\nc;"d', MOST)).toEqual({ problem: "unclosed" });
  });

  it("give back what was written, whatever stands in the cells", async () => {
    const cell = fc.string({ unit: "binary" }).map((text) => text.replace(/\r\n?/g, "\n").trim()).filter((text) => !/^'/.test(text));
    const lists = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const rows = [["a", "b"], ...list.map(([first = "", ...rest]) => [first === "" ? "x" : first, ...rest.slice(0, -1), rest.at(-1) === "" ? "y" : (rest.at(-1) ?? "y")])];
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(";")).join("\r\n");
        expect(await readCsv(text, { rows: 100, columns: 100 })).toEqual({ rows });
      }),
    );
  });

  it("of three megabytes are read, also where every sign is a quotation mark", async () => {
    expect(await readCsv('""'.repeat(1_500_000), { rows: 20_000, columns: 60 })).toEqual({ rows: [['"'.repeat(1_499_999)]] });
    expect(await readCsv(`${'"a";'.repeat(20)}\n`.repeat(20_000), { rows: 20_000, columns: 60 })).toHaveProperty("rows.length", 20_000);
  });
});
