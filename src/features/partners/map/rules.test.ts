import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { APART, countPlaced, layOutMarks, settlePlace } from "./rules";
import { PLACED_KINDS, readMapFilter, writeMapFilter, type PlacedRow } from "./schema";

const row = (more: Partial<PlacedRow> = {}): PlacedRow => ({ kind: "PARTNER", id: "1", name: "Strandby", place: "Strandby", country: "DK", latitude: 55, longitude: 10, exactness: "PLACE", unitId: null, unit: null, ...more });
// Europe from 0 to 50 degrees east, and the world as it is.
const maps = {
  europe: ({ latitude, longitude }: { latitude: number; longitude: number }) => (longitude >= 0 && longitude <= 50 ? { x: longitude * 10, y: 900 - latitude * 10 } : null),
  world: ({ latitude, longitude }: { latitude: number; longitude: number }) => ({ x: longitude + 180, y: 90 - latitude }),
};

describe("the marks of a map", () => {
  it("hold each row that has a place once, and leave over those that have none", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ kind: fc.constantFrom(...PLACED_KINDS), latitude: fc.option(fc.double({ min: -80, max: 80, noNaN: true })), longitude: fc.double({ min: -179, max: 179, noNaN: true }) })), (drawn) => {
        const rows = drawn.map((one, index) => row({ ...one, id: String(index) }));
        const { marks, unplaced } = layOutMarks(rows, maps);
        expect([...marks.flatMap((mark) => mark.rows), ...unplaced].map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(unplaced.every(({ latitude }) => latitude === null)).toBe(true);
        expect(marks.map(({ number }) => number)).toEqual(marks.map((_mark, index) => index + 1));
      }),
    );
  });

  it("are shared by places near each other, numbered from the north, and those outside Europe stand on the world", () => {
    const rows = [row({ id: "south", latitude: 40 }), row({ id: "north", latitude: 60 }), row({ id: "near", latitude: 60 + APART / 20, kind: "RELATION" }), row({ id: "far", longitude: -70, kind: "PROJECT" })];
    const { marks } = layOutMarks(rows, maps);
    expect(marks.map(({ number, on, kind, rows: there }) => [number, on, kind, there.map(({ id }) => id)])).toEqual([
      [1, "europe", "RELATION", ["north", "near"]],
      [2, "europe", "PARTNER", ["south"]],
      [3, "world", "PROJECT", ["far"]],
    ]);
  });

  it("count each thing once, however many places it has", () => {
    expect(countPlaced([row(), row({ place: "Annan" }), row({ kind: "PROJECT" })])).toEqual({ RELATION: 0, PROJECT: 1, PARTNER: 1 });
  });
});

describe("a place", () => {
  const known = { town: (name: string) => (name === "Strandby" ? { latitude: 57, longitude: 10 } : null), country: (code: string) => (code === "DK" ? { latitude: 56, longitude: 9 } : null) };
  it.each([
    ["as the register has it", row({ latitude: 1, longitude: 2 }), "Strandby", { latitude: 1, longitude: 2, exactness: "PLACE" }],
    ["where its town is known to lie", row({ latitude: null, longitude: null }), "Strandby", { latitude: 57, longitude: 10, exactness: "PLACE" }],
    ["in the middle of the country, for a town that is not known", row({ latitude: null, longitude: null }), "Okänd", { latitude: 56, longitude: 9, exactness: "COUNTRY" }],
    ["in the middle of the country, where no town is named", row({ latitude: null, longitude: null }), null, { latitude: 56, longitude: 9, exactness: "COUNTRY" }],
    ["nowhere, where no country is known", row({ latitude: null, longitude: null, country: null }), "Strandby", { latitude: null, exactness: "NONE" }],
    ["nowhere, in a country that has no towns", row({ latitude: null, longitude: null, country: "AQ" }), null, { latitude: null, exactness: "NONE" }],
  ])("is put %s", (_how, given, town, found) => {
    expect(settlePlace(given, town, known)).toMatchObject(found);
  });
});

it("the map's address is read as it is written", () => {
  const filter = { kind: "PROJECT" as const, unitId: "00000000-0000-4000-8000-000000000001", country: "DK" };
  expect(readMapFilter(Object.fromEntries(new URLSearchParams(writeMapFilter(filter))))).toEqual({ filter, ignored: [] });
  expect(readMapFilter({ kind: "x", unit: "1", country: "XX", q: "?" })).toEqual({ filter: { kind: null, unitId: null, country: null }, ignored: ["q", "kind", "unit", "country"] });
});
