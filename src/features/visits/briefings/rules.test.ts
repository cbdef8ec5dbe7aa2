import { describe, expect, it } from "vitest";
import { namesToLookFor, relationsNamed } from "./rules";

const towns = [
  { id: "1", name: "Vänorten Leeuwarden", place: "Leeuwarden" },
  { id: "2", name: "Vänorten Ås", place: "Ås" },
];
const visit = { direction: "INCOMING" as const, title: "Studiebesök", counterpart: null, places: null };

describe("the relations that a visit names", () => {
  it.each([
    ["by the town in what it says of who comes", { ...visit, counterpart: "Leeuwardens kulturnämnd" }, ["1"]],
    ["by the relation's own name in its title", { ...visit, title: "Delegation från vänorten Ås" }, ["2"]],
    ["as a word of its own, and not as a part of one", { ...visit, counterpart: "Åsbro kommun" }, []],
    ["by where a journey goes", { ...visit, direction: "OUTGOING" as const, places: "Leeuwarden, Nederländerna" }, ["1"]],
    ["not by where guests are received", { ...visit, places: "Salen Leeuwarden, rådhuset" }, []],
  ])("%s", (_how, named, expected) => {
    expect(relationsNamed(named, towns).map(({ id }) => id)).toEqual(expected);
  });
});

describe("the names that are looked for", () => {
  it("are the towns, and each part of what is said of who comes that is no country", () => {
    expect(namesToLookFor({ ...visit, counterpart: "Tresoar, Leeuwarden (Nederländerna) – biblioteket" }, [towns[0]!])).toEqual(["Leeuwarden", "Tresoar", "biblioteket"]);
    expect(namesToLookFor(visit, [])).toEqual([]);
  });

  it("are four at most, each once", () => {
    expect(namesToLookFor({ ...visit, counterpart: "Alfa, alfa, Beta, Gamma, Delta, Epsilon" }, [])).toEqual(["Alfa", "Beta", "Gamma", "Delta"]);
  });
});
