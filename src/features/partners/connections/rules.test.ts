import { describe, expect, it } from "vitest";
import { byUnit, countryCalled, mentions, namesOf, unique } from "./rules";

const partner = { kind: "TOWN" as const, name: "Hangö stad", place: "Hangö", aliases: [{ name: "Hanko", language: "fi" }], formerNames: [{ name: "Hangö köping", from: null, to: null }] };

describe("who knows someone", () => {
  it("looks for a town by all its names and its place, and for a school not by the town that it lies in", () => {
    expect(namesOf(partner)).toEqual(["Hangö stad", "Hangö", "Hanko", "Hangö köping"]);
    expect(namesOf({ ...partner, kind: "SCHOOL", aliases: [], formerNames: [] })).toEqual(["Hangö stad"]);
  });

  it("looks for each name once, and for twelve at most", () => {
    expect(unique(["Gent", "gent", " ", "Ghent"])).toEqual(["Gent", "Ghent"]);
    expect(unique(Array.from({ length: 20 }, (_, index) => `Ort ${String(index)}`))).toHaveLength(12);
  });

  it.each([["Danmark", "DK"], ["denmark", "DK"], ["Österrike", "AT"], ["Haderslev", null], ["", null]])("takes %s for the country %s", (text, code) => {
    expect(countryCalled(text)).toBe(code);
  });

  it("takes a name for a word of its own, whatever its spelling and case", () => {
    expect([["Delegation från Gents hamn", null], ["Agenturen i Gentofte"], ["København, möte"], [null]].map((texts) => mentions(texts, ["Gent", "Kobenhavn"]))).toEqual([true, false, true, false]);
  });

  it("puts together what each unit has, most first", () => {
    const found = byUnit({ projects: [{ unit: "A", id: 1 }, { unit: "B", id: 2 }], visits: [{ unit: "B", id: 3 }], searches: [{ unit: "C", id: 4 }], contacts: [{ unit: "C", count: 2 }] });
    expect(found).toEqual([
      { unit: "B", projects: [{ unit: "B", id: 2 }], visits: [{ unit: "B", id: 3 }], searches: [], contacts: [] },
      { unit: "C", projects: [], visits: [], searches: [{ unit: "C", id: 4 }], contacts: [{ unit: "C", count: 2 }] },
      { unit: "A", projects: [{ unit: "A", id: 1 }], visits: [], searches: [], contacts: [] },
    ]);
  });
});
