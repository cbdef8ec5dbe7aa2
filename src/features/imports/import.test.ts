import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { amountOf, applyTemplate, columnName, columnsReadWithOthers, dateOf, describeColumns, describePlaces, guessColumns, guessHeaderRow, headingsKey, layOut, makeRowReader, writeTemplate, type ImportField } from "./import";

const languages = [wordsFor("sv"), wordsFor("en")];
const field = (name: string, more: Partial<ImportField> = {}): ImportField => ({ name, label: `partners.field.${name}`, headings: [], isRequired: false, type: "text", ...more });
const NAME = field("name", { headings: ["partner", "legal name"], isRequired: true });
const KIND = field("kind", { type: "choice", headings: ["typ"], choices: [{ value: "SCHOOL", label: (words) => words("partners.kind.SCHOOL"), words: ["gymnasium"] }, { value: "COMPANY", label: (words) => words("partners.kind.COMPANY") }] });
const PLACE = field("place", { headings: ["ort"] });

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
    expect(read(["\u00a0 Skolan ", "Gymnasium", "En; Två ;\n;Tre"])).toEqual({ values: { name: "Skolan", kind: "SCHOOL", aliases: "En\nTvå\nTre", place: "Moss" }, told: new Set(["name", "kind", "aliases"]), issues: [] });
    expect(read(["Skolan"])).toEqual({ values: { name: "Skolan", kind: "COMPANY", aliases: "", place: "Moss" }, told: new Set(["name"]), issues: [] });
    expect(read(["Skolan", "Rymdskepp"]).issues).toEqual([{ field: "kind", message: "imports.errors.choice", params: { text: "Rymdskepp", choices: "Skola, Företag" } }]);
  });
});

describe("a list with columns for one thing after the other", () => {
  const PARTNERS = field("partners", { type: "lines", wide: { name: /^partner (\d+) name$/, about: [/^partner (\d+) city$/, /^partner (\d+) country$/] } });
  const header = ["Name", "Partner 2 name", "Partner 2 country", "Partner 1 name", "Partner 1 city", "Partner 1 country", "Partner 3 name"];

  it("is read as one field, each thing with what is told about it, and its other columns mean nothing alone", () => {
    expect(guessColumns(header, [NAME, PLACE, PARTNERS], languages)).toEqual({ name: 0, partners: 1 });
    expect([...columnsReadWithOthers(header, [PARTNERS])].sort()).toEqual([2, 3, 4, 5, 6]);
    const read = makeRowReader([NAME, PARTNERS], { columns: { name: 0, partners: 1 }, defaults: {} }, languages, header);
    expect(read(["A", "Två", "PL", "Ett; AB", "Emden", "DE", ""]).values["partners"]).toBe("Två (PL)\nEtt, AB (Emden, DE)");
  });
});

describe("what has been told of columns", () => {
  it("is remembered by their headings, in whatever order they stand, as far as the answers are still there", () => {
    const template = writeTemplate(["Benämning", "Typ", ""], { columns: { name: 0, kind: 1, place: 2 }, defaults: { kind: "SCHOOL", place: "Moss" } });
    expect(template).toEqual({ columns: { name: "benamning", kind: "typ" }, defaults: { kind: "SCHOOL", place: "Moss" } });
    expect(headingsKey(["Benämning", "Typ", ""])).toBe(headingsKey(["TYP", "benämning"]));
    expect(applyTemplate(["Typ", "Benämning"], [NAME, KIND, PLACE], template)).toEqual({ columns: { name: 1, kind: 0 }, defaults: { kind: "SCHOOL", place: "Moss" } });
    expect(applyTemplate(["Typ"], [{ ...KIND, choices: [] }], template)).toEqual({ columns: { kind: 0 }, defaults: {} });
    expect(applyTemplate(["Typ"], [KIND, PLACE], { columns: {}, defaults: { kind: "SCHOOL" } }, { kind: "TOWN", place: "Moss" }).defaults).toEqual({ kind: "SCHOOL", place: "Moss" });
  });
});

it("an amount's comma before three digits parts thousands, and several answers in a cell are each read", () => {
  expect(["150,000", "1,250,000", "150,50", "1 500"].map(amountOf)).toEqual(["150000", "1,250,000", "150,50", "1 500"]);
  const read = makeRowReader([{ ...KIND, type: "choices" }], { columns: { kind: 0 }, defaults: {} }, languages);
  expect(read(["Gymnasium; Företag"]).values).toEqual({ kind: ["SCHOOL", "COMPANY"] });
  expect(read(["gymnasium, företag"]).values).toEqual({ kind: ["SCHOOL", "COMPANY"] });
  expect(read(["Skola; Rymdskepp"]).issues).toMatchObject([{ field: "kind", params: { text: "Rymdskepp" } }]);
});

it("a sheet is described by its headings, with examples and places", () => {
  expect(describeColumns(["Namn", "Ort"], [["", ""], ["Skolan"]])).toEqual([{ letter: "A", heading: "Namn", example: "Skolan" }, { letter: "B", heading: "Ort", example: "" }]);
  expect(describePlaces(["Namn"], { name: 0 })).toEqual({ name: { letter: "A", heading: "Namn" } });
});
