import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Values } from "@/domain/values";
import {
  codes,
  ids,
  isId,
  issuesOf,
  optionalAmount,
  optionalApproximateDate,
  optionalChoice,
  optionalCode,
  optionalCount,
  optionalDate,
  optionalId,
  optionalRate,
  optionalText,
  readFields,
  requiredChoice,
  requiredDate,
  requiredId,
  requiredText,
  rowsOf,
  tick,
  version,
} from "./fields";

/** Any sixteen-bit units in a row, also such as are no text. */
const ANY_UNITS = fc.array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xffff }))).map((units) => String.fromCharCode(...units));

const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const answer = (schema: z.ZodType, value: unknown): unknown => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : issuesOf(parsed.error)[0]?.message;
};

describe("a field", () => {
  it.each([
    ["required text, given", requiredText(5, "m"), " åäö ", "åäö"],
    ["required text, empty", requiredText(5, "m"), "   ", "m"],
    ["required text, left out", requiredText(5, "m"), undefined, "m"],
    ["required text of the most characters", requiredText(5, "m"), "abcde", "abcde"],
    ["required text of one too many", requiredText(5, "m"), "abcdef", "fields.tooLong"],
    ["text whose characters take two places each", requiredText(2, "m"), "👩👩", "👩👩"],
    ["text with a NUL", optionalText(5), "a\0b", "fields.unreadable"],
    ["text with an escape character", optionalText(5), "a\u001bb", "fields.unreadable"],
    ["text with half a surrogate pair", optionalText(5), "a\ud83d", "fields.unreadable"],
    ["text with the other half", optionalText(5), "\udc69a", "fields.unreadable"],
    ["text with the mark of what could not be read", optionalText(5), "a\ufffd", "fields.unreadable"],
    ["text with lines and tabs", optionalText(5), "a\n\tb", "a\n\tb"],
    ["text of taken-apart letters", optionalText(3), "a\u030aa\u0308o\u0308", "åäö"],
    ["optional text, empty", optionalText(5), " ", null],
    ["text given twice", optionalText(5), ["a", "b"], "a"],
    ["text given no time at all", optionalText(5), [], null],
    ["a date", optionalDate(), "3 maj 2027", "2027-05-03"],
    ["no date", optionalDate(), "", null],
    ["a day that is not there", optionalDate(), "2027-02-30", "fields.date"],
    ["a required date left out", requiredDate("m"), "", "m"],
    ["a required date that is none", requiredDate("m"), "i dag", "fields.date"],
    ["a quarter", optionalApproximateDate(), "2027 kv 1", { on: "2027-01-01", precision: "QUARTER" }],
    ["a season", optionalApproximateDate(), "våren", "fields.approximateDate"],
    ["an amount", optionalAmount(), "1 000,50 kr", 100_050n],
    ["no amount", optionalAmount(), "", null],
    ["nothing at all in kronor", optionalAmount(), "0", 0n],
    ["a negative amount", optionalAmount(), "-1", "fields.amountNegative"],
    ["the largest amount", optionalAmount(), "1000000000000", 100_000_000_000_000n],
    ["an amount beyond the largest", optionalAmount(), "1000000000000,01", "fields.amountTooLarge"],
    ["an amount in words", optionalAmount(), "mycket", "fields.amount"],
    ["a rate", optionalRate(), "11,5", 11_500_000n],
    ["a rate of nothing", optionalRate(), "0", "fields.rate"],
    ["a count", optionalCount(0, 1000), "1 000", 1000],
    ["a count below", optionalCount(1, 1000), "0", "fields.countRange"],
    ["a count above", optionalCount(1, 1000), "1001", "fields.countRange"],
    ["half a count", optionalCount(0, 9), "1.5", "fields.count"],
    ["a count in another notation", optionalCount(0, 9_000_000), "1e3", "fields.count"],
    ["a choice", requiredChoice(["a", "b"], "m"), "b", "b"],
    ["no choice", requiredChoice(["a", "b"], "m"), "", "m"],
    ["a choice that is not offered", requiredChoice(["a", "b"], "m"), "c", "fields.choice"],
    ["a choice that every object has", optionalChoice(["a", "b"]), "constructor", "fields.choice"],
    ["a choice left out", optionalChoice(["a"]), undefined, null],
    ["codes, twice the same", codes(), ["A", "B", "A", ""], ["A", "B"]],
    ["one code", codes(), "A_1", ["A_1"]],
    ["no codes", codes(), undefined, []],
    ["codes in small letters", codes(), ["a"], "fields.choice"],
    ["more codes than there can be", codes(null, 2), ["A", "B", "C"], "fields.choice"],
    ["no codes where some are asked for", codes("m"), [""], "m"],
    ["a code", optionalCode(), "A", "A"],
    ["a code that is none", optionalCode(), "__proto__", "fields.choice"],
    ["a ticked box", tick(), "on", true],
    ["a box not ticked", tick(), undefined, false],
    ["a box with something else", tick(), "off", false],
    ["an id", requiredId("m"), ID, ID],
    ["an id in capitals", requiredId("m"), ID.toUpperCase(), "fields.choice"],
    ["an id with a statement behind", requiredId("m"), `${ID}' OR 1=1`, "fields.choice"],
    ["no id", requiredId("m"), "", "m"],
    ["an id left out", optionalId(), "", null],
    ["ids", ids(), [ID, ID, ""], [ID]],
    ["ids, one of them none", ids(), [ID, "x"], "fields.choice"],
    ["a version", version(), "12", 12],
    ["a version below nothing", version(), "-1", "fields.choice"],
    ["a version beyond all", version(), "9999999999", "fields.choice"],
  ])("is read: %s", (_what, schema, value, expected) => {
    expect(answer(schema, value)).toEqual(expected);
  });

  it("takes a megabyte for too long, and says how long it is", () => {
    const parsed = z.object({ title: requiredText(200, "m") }).safeParse({ title: "å".repeat(1_000_000) });
    expect(parsed.success ? [] : issuesOf(parsed.error)).toEqual([{ field: "title", message: "fields.tooLong", params: { max: 200, length: 1_000_000 } }]);
  });

  it("answers anything that can be typed with a value or a sentence, and never fails", () => {
    const schemas = [requiredText(9, "m"), optionalText(9), optionalDate(), optionalApproximateDate(), optionalAmount(), optionalRate(), optionalCount(0, 9), optionalChoice(["a"]), codes(), optionalCode(), tick(), optionalId(), ids(), version()];
    const typed = fc.oneof(ANY_UNITS, fc.array(ANY_UNITS, { maxLength: 3 }), fc.constant(undefined));
    fc.assert(
      fc.property(fc.constantFrom(...schemas), typed, (schema, value) => {
        const parsed = z.object({ x: schema }).safeParse({ x: value });
        if (!parsed.success) for (const issue of issuesOf(parsed.error)) expect(issue).toMatchObject({ field: "x", message: expect.stringMatching(/^(m|fields\.[a-zA-Z]+)$/) });
      }),
      { numRuns: 400 },
    );
  });

  it("is composed in the one way that compares equal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        const [composed, apart] = [answer(optionalText(100), text.normalize("NFC")), answer(optionalText(100), text.normalize("NFD"))];
        expect(apart).toEqual(composed);
      }),
    );
  });

  it("is named by its place in the form when something is wrong", () => {
    const parsed = z.object({ name: requiredText(3, "m") }).safeParse({ name: "" });
    expect(parsed.success ? [] : issuesOf(parsed.error, "partners.2.")).toEqual([{ field: "partners.2.name", message: "m", params: {} }]);
    const foreign = z.object({ name: requiredText(3, "m") }).safeParse({ name: { inner: "x" } });
    expect(foreign.success ? [] : issuesOf(foreign.error)).toEqual([{ field: "name", message: "fields.choice", params: {} }]);
  });
});

describe("a form read field by field", () => {
  const schema = z.object({ name: requiredText(3, "m"), tags: codes(), parent: optionalId() });

  it("is whole when nothing is wrong, and else what can be read beside the complaints", () => {
    expect(readFields(schema, { name: "abc" })).toEqual({ whole: { name: "abc", tags: [], parent: null }, readable: { name: "abc", tags: [], parent: null }, issues: [] });
    expect(readFields(schema, { tags: ["A"], parent: "x" }, "row.1.")).toEqual({
      whole: null,
      readable: { tags: ["A"] },
      issues: [{ field: "row.1.name", message: "m", params: {} }, { field: "row.1.parent", message: "fields.choice", params: {} }],
    });
  });
});

describe("a list's rows", () => {
  it("are gathered in their order, empty ones left out, and keep the number they were given", () => {
    const values: Values = { "partners.10.name": "Tio", "partners.2.name": "Två", "partners.2.town": "Kiel", "partners.3.name": " ", title: "x", "partners.x.name": "y", "partners.1": "z", "funding.0.amount": "1" };
    expect(rowsOf(values, "partners")).toEqual([
      { index: 2, values: { name: "Två", town: "Kiel" } },
      { index: 10, values: { name: "Tio" } },
    ]);
  });

  it("lose nothing that was typed", () => {
    const row = fc.record({ index: fc.integer({ min: 0, max: 999 }), field: fc.constantFrom("name", "town", "constructor", "toString"), text: fc.stringMatching(/^[a-z]{1,5}$/) });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ index, field }) => `${index}.${field}`, maxLength: 200 }), (rows) => {
        const gathered = rowsOf(Object.fromEntries(rows.map(({ index, field, text }) => [`list.${index}.${field}`, text])), "list");
        const found = new Map(gathered.flatMap(({ index, values }) => Object.entries(values).map(([field, text]) => [`${index}.${field}`, text])));
        for (const { index, field, text } of rows) expect(found.get(`${index}.${field}`)).toBe(text);
      }),
    );
  });

  it("change nothing about objects as such", () => {
    rowsOf(JSON.parse('{"__proto__.0.polluted":"x","list.0.__proto__":"x","constructor.0.prototype":"x"}') as Values, "__proto__");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("an id", () => {
  it.each([[ID, true], [ID.toUpperCase(), false], [`${ID}\n`, false], ["", false], ["1", false]])("%j: %s", (text, expected) => {
    expect(isId(text)).toBe(expected);
  });
});
