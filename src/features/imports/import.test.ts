import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { columnName, dateOf, decodeText, guessColumns, guessHeaderRow, layOut, makeRowReader, readCsv, type ImportField } from "./import";

const languages = [wordsFor("sv"), wordsFor("en")];
const MOST = { rows: 100, columns: 10 };
const field = (name: string, more: Partial<ImportField> = {}): ImportField => ({ name, label: `partners.field.${name}`, headings: [], isRequired: false, type: "text", ...more });
const NAME = field("name", { headings: ["partner", "legal name"], isRequired: true });
const KIND = field("kind", { type: "choice", headings: ["typ"], choices: [{ value: "SCHOOL", label: (words) => words("partners.kind.SCHOOL"), words: ["gymnasium"] }, { value: "COMPANY", label: (words) => words("partners.kind.COMPANY") }] });
const PLACE = field("place", { headings: ["ort"] });

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
  ])("%j", (text, rows) => {
    expect(readCsv(text, MOST)).toEqual({ rows });
  });

  it("that are too long, too wide or end within quotation marks are told of", () => {
    expect(readCsv("a\n".repeat(101), MOST)).toEqual({ problem: "tooManyRows" });
    expect(readCsv(`a;b\n${"c;".repeat(10)}d`, MOST)).toEqual({ problem: "tooManyColumns" });
    expect(readCsv('a;b\nc;"d', MOST)).toEqual({ problem: "unclosed" });
  });

  it("give back what was written, whatever stands in the cells", () => {
    const cell = fc.string({ unit: "binary" }).map((text) => text.replace(/\r\n?/g, "\n").trim()).filter((text) => !/^'/.test(text));
    const lists = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lists, (list) => {
        const rows = [["a", "b"], ...list.map(([first = "", ...rest]) => [first === "" ? "x" : first, ...rest.slice(0, -1), rest.at(-1) === "" ? "y" : (rest.at(-1) ?? "y")])];
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(";")).join("\r\n");
        expect(readCsv(text, { rows: 100, columns: 100 })).toEqual({ rows });
      }),
    );
  });

  it("of three megabytes are read, also where every sign is a quotation mark", () => {
    expect(readCsv('""'.repeat(1_500_000), { rows: 20_000, columns: 60 })).toEqual({ rows: [['"'.repeat(1_499_999)]] });
    expect(readCsv(`${'"a";'.repeat(20)}\n`.repeat(20_000), { rows: 20_000, columns: 60 })).toHaveProperty("rows.length", 20_000);
  });
});

it("columns are named as spreadsheets name them", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});

describe("headings", () => {
  it("are known in Swedish and English, in any case, each column for one field", () => {
    expect(guessColumns(["ORT", " partner ", "Typ"], [NAME, KIND, PLACE], languages)).toEqual({ name: 1, kind: 2, place: 0 });
    expect(guessColumns(["Name", "Kind", "Place"], [NAME, KIND, PLACE], languages)).toEqual({ name: 0, kind: 1, place: 2 });
    expect(guessColumns(["Namn på partnern", "Namn"], [NAME, KIND], languages)).toEqual({ name: 1 });
    expect(guessColumns(["Partner (juridiskt namn)", ""], [NAME, PLACE], languages)).toEqual({ name: 0 });
  });

  it("are looked for below what stands above them", () => {
    expect(guessHeaderRow([["Våra partner 2026"], [], ["Partner", "Typ", "Ort"], ["Skolan", "Skola", "Moss"]], [NAME, KIND, PLACE], languages)).toBe(3);
    expect(guessHeaderRow([["Rubrik"], ["a", "b"], ["c", "d"]], [PLACE], languages)).toBe(2);
    expect(guessHeaderRow([], [PLACE], languages)).toBe(1);
  });

  it("keep what was told of them where they have moved in another file", () => {
    const laid = layOut([{ name: "Tomt", rows: [] }, { name: "Lista", rows: [["Ort", "Benämning"], ["Moss", "Skolan"]] }], [NAME, PLACE], languages, { name: "Benämning" });
    expect(laid).toEqual({ sheet: 1, headerRow: 1, columns: { name: 1, place: 0 } });
  });
});

describe("cells", () => {
  it.each([["41974", "2014-12-01"], ["41974.5", "2014-12-01"], ["2014", "2014"], ["12345", "12345"], ["99999", "99999"], ["2014-12-02 00:00:00", "2014-12-02"], ["2 dec 2014", "2 dec 2014"]])("day %s is %s", (text, day) => {
    expect(dateOf(text)).toBe(day);
  });

  it("are put into the form's own terms, and told where they cannot be", () => {
    const read = makeRowReader([NAME, KIND, field("aliases", { type: "lines" }), PLACE], { columns: { name: 0, kind: 1, aliases: 2 }, defaults: { place: "Moss", kind: "COMPANY" } }, languages);
    expect(read(["\u00a0 Skolan ", "Gymnasium", "En; Två ;\n;Tre"])).toEqual({ values: { name: "Skolan", kind: "SCHOOL", aliases: "En\nTvå\nTre", place: "Moss" }, issues: [] });
    expect(read(["Skolan"])).toEqual({ values: { name: "Skolan", kind: "COMPANY", aliases: "", place: "Moss" }, issues: [] });
    expect(read(["Skolan", "Rymdskepp"]).issues).toEqual([{ field: "kind", message: "imports.errors.choice", params: { text: "Rymdskepp", choices: "Skola, Företag" } }]);
  });
});
