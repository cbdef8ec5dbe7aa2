import { describe, expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { writePartner } from "./rules";
import { addPartnerSchema, changePartnerSchema, mergeSchema, readPartnerFilter, renameSchema, writePartnerFilter } from "./schema";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const form = { _key: ID, kind: "SCHOOL", name: "Kystskolen", country: "DK", place: "", coordinates: "", website: "", aliases: "", formerNames: "", note: "", certainty: "HIGH" };
const read = (more: Record<string, string>) => addPartnerSchema.parse({ ...form, ...more }).partner;
const complaint = (more: Record<string, string>) => {
  const parsed = addPartnerSchema.safeParse({ ...form, ...more });
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message]);
};

describe("a partner as it is typed in", () => {
  it("is read with what is left empty as null, and written back the same", () => {
    const partner = read({});
    expect(partner).toEqual({ kind: "SCHOOL", name: "Kystskolen", country: "DK", place: null, coordinates: null, website: null, aliases: [], formerNames: [], note: null, certainty: "HIGH" });
    const full = read({ place: "Ribe", coordinates: "55,33 8,77", website: "kystskolen.example", aliases: "Coast School (en)\nKüstenschule (de)", formerNames: "Ribe Skole, 1970–2006\nGamle Skole, –1969-06-30", note: "Ja" });
    expect(full).toMatchObject({
      coordinates: { latitude: 55.33, longitude: 8.77 },
      website: "https://kystskolen.example",
      aliases: [{ name: "Coast School", language: "en" }, { name: "Küstenschule", language: "de" }],
      formerNames: [{ name: "Ribe Skole", from: "1970-01-01", to: "2006-12-31" }, { name: "Gamle Skole", from: null, to: "1969-06-30" }],
    });
    expect(changePartnerSchema.parse({ id: ID, _version: "3", ...writePartner(full) })).toMatchObject({ id: ID, version: 3, partner: full });
  });

  it.each([
    [{ kind: "" }, "kind", "partners.errors.kindMissing"],
    [{ name: "" }, "name", "partners.errors.nameMissing"],
    [{ country: "" }, "country", "partners.errors.countryMissing"],
    [{ country: "Danmark" }, "country", "fields.choice"],
    [{ coordinates: "55.33" }, "coordinates", "partners.errors.coordinates"],
    [{ coordinates: "95, 9" }, "coordinates", "partners.errors.coordinates"],
    [{ website: "javascript:alert(1)" }, "website", "partners.errors.website"],
    [{ website: "en webbplats" }, "website", "partners.errors.website"],
    [{ formerNames: "Ribe, 2006–1970" }, "formerNames", "partners.errors.formerName"],
    [{ aliases: Array.from({ length: 21 }, (_, index) => `Namn ${String(index)}`).join("\n") }, "aliases", "partners.errors.tooManyNames"],
    [{ aliases: "m".repeat(161) }, "aliases", "partners.errors.alias"],
  ])("says of %o what is wrong", (more, field, message) => {
    expect(complaint(more as Record<string, string>)).toEqual([[field, message]]);
  });

  it("is saved although it is like another one only under the name that was warned of", () => {
    const saves = (saveAnyway: string) => addPartnerSchema.parse({ ...form, saveAnyway }).answers.saveAnyway;
    expect([saves("Kystskolen"), saves("Kystskolan"), saves("")]).toEqual([true, false, false]);
  });
});

describe("what has happened to a partner", () => {
  it("has its day as exactly as it is known", () => {
    expect(renameSchema.parse({ id: ID, _version: "1", name: "Ny", on: "2007", note: "", source: "" })).toEqual({ id: ID, version: 1, name: "Ny", on: { on: "2007-01-01", precision: "YEAR" }, note: null, source: null });
    const parsed = mergeSchema.safeParse({ id: ID, _version: "1", on: "", kind: "", intoId: "" });
    expect(parsed.success ? [] : issuesOf(parsed.error).map(({ field }) => field)).toEqual(["on", "kind", "intoId"]);
  });
});

describe("a list's address", () => {
  it("is read and written back the same, and names what it does not understand", () => {
    const query = "?q=hader&country=DK&kind=TOWN&ended=1&sort=-place&page=2";
    const { filter, ignored } = readPartnerFilter(Object.fromEntries(new URLSearchParams(query)));
    expect([writePartnerFilter(filter), ignored]).toEqual([query, []]);
    expect(writePartnerFilter(readPartnerFilter({}).filter)).toBe("");
    expect(readPartnerFilter({ country: "Danmark", farg: "blå" }).ignored).toEqual(["farg", "country"]);
  });
});
