import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { acceptsJson, approximateDay, body, id, maybe, money, readRecordQuery, recordSchemaOf, several, text, writeCursor, type Resource } from "./schema";

const ofUnits = { unitId: "r.unit_id" };
const read = (query: string, resource: Pick<Resource, "unitId"> = ofUnits) => readRecordQuery(resource, new URLSearchParams(query));
const UNIT = "0b8a6a0e-9d0a-4a3a-8f7f-3f0a6f2b9c11";

describe("what a list is asked for", () => {
  it("is fifty records from the beginning where nothing is said", () => {
    expect(read("")).toEqual({ query: { limit: 50, after: null, updatedSince: null, unitId: null }, faults: [] });
  });

  it("is read as it is written", () => {
    expect(read(`limit=200&cursor=${writeCursor(UNIT)}&updatedSince=2027-05-03T14:00:00%2B02:00&unit=${UNIT}`)).toEqual({
      query: { limit: 200, after: UNIT, updatedSince: new Date("2027-05-03T12:00:00Z"), unitId: UNIT },
      faults: [],
    });
    expect(read("updatedSince=2027-05-03T14:00:00+02:00").query.updatedSince).toEqual(new Date("2027-05-03T12:00:00Z"));
  });

  it.each(["limit=0", "limit=201", "limit=-1", "limit=ten", "limit=1.5", "limit=", "cursor=x", "cursor=", `cursor=${"A".repeat(23)}`, "updatedSince=2027-05-03", "updatedSince=yesterday", "updatedSince=2027-05-03T12:00:00", "unit=1", "unit=", "limit=1&limit=2", "Limit=1", "access_token=x", "__proto__=1"])("%s is refused in words, and names its parameter", (query) => {
    const { faults } = read(query);
    expect(faults.map(({ parameter }) => parameter)).toEqual([query.split("=")[0]]);
    expect(faults[0]?.detail).toMatch(/^[A-Z].{10,}\.$/);
  });

  it("tells of all that is wrong at once, and knows no unit where records are no unit's", () => {
    expect(read("limit=0&cursor=x&wrong=1").faults.map(({ parameter }) => parameter).sort()).toEqual(["cursor", "limit", "wrong"]);
    expect(read(`unit=${UNIT}`, { unitId: null }).faults.map(({ parameter }) => parameter)).toEqual(["unit"]);
  });

  it("goes on where any page has ended", () => {
    fc.assert(fc.property(fc.uuid(), (at) => { expect(read(`cursor=${writeCursor(at)}`).query.after).toBe(at); }));
  });
});

describe("what a request takes", () => {
  it.each([
    [null, true],
    ["", true],
    ["*/*", true],
    ["application/json", true],
    ["text/html, application/*;q=0.5", true],
    ["text/html,application/xhtml+xml,*/*;q=0.8", true],
    ["text/html", false],
    ["application/json;q=0, */*", false],
    ["application/xml", false],
  ])("%s takes JSON: %s", (accept, takes) => {
    expect(acceptsJson(accept)).toBe(takes);
  });
});

describe("a resource's schema", () => {
  const resource: Resource = {
    name: "things",
    title: "x",
    page: null,
    table: "thing",
    isOpen: "true",
    unitId: null,
    fields: { title: text("r.title"), unit: body("r.unit_id"), begun: maybe(approximateDay("r.begun_on", "r.precision")), cost: maybe(money("r.cost_ore")), parts: several({ id: id("q.id") }, "part q WHERE q.thing_id = r.id", "q.id") },
  };
  const record = { id: UNIT, updatedAt: "2027-05-03T12:00:00.000Z", title: "A", unit: { id: UNIT, name: "B" }, begun: { on: "2027-05-01", precision: "MONTH" }, cost: { amountMinor: 1, currency: "SEK" }, parts: [{ id: UNIT }], links: { self: "https://u.example/api/v1/things/1", page: null } };
  const schema = recordSchemaOf(resource);

  it("takes what is stated, and nothing besides", () => {
    expect(schema.safeParse(record).success).toBe(true);
    expect(schema.safeParse({ ...record, begun: null, cost: null }).success).toBe(true);
    for (const wrong of [{ ...record, more: 1 }, { ...record, title: null }, { ...record, cost: { amountMinor: 1.5, currency: "SEK" } }, { ...record, begun: { on: "2027", precision: "YEAR" } }]) expect(schema.safeParse(wrong).success).toBe(false);
  });

  it("says in words what a field is", () => {
    const described = z.toJSONSchema(recordSchemaOf(resource, (name) => (name === "title" ? "What it is called." : ""))) as { properties: Record<string, { description?: string }> };
    expect([described.properties["title"]?.description, described.properties["unit"]?.description]).toEqual(["What it is called.", undefined]);
  });
});
