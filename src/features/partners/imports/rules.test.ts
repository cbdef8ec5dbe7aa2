import { describe, expect, it } from "vitest";
import { makeFinder, trigramsOf } from "./rules";

const name = (id: string, folded: string, country = "DK") => ({ id, name: id, country, folded });

describe("names that are alike", () => {
  it("are cut as the database cuts them, each piece once", () => {
    expect([...trigramsOf("abc ab")]).toEqual(["  a", " ab", "abc", "bc ", "ab "]);
    expect([...trigramsOf("")]).toEqual([]);
  });

  it("are found within their country, by any of a partner's names, the most alike first and three at most", () => {
    const find = makeFinder([name("a", "universitetet i odense"), name("b", "universitetet i odense", "NO"), name("c", "gentofte"), name("c", "universitet i odense"), name("d", "odense universitet"), name("e", "universiteten i odense")]);
    const found = find({ folded: "universitet i odense", country: "DK" }).map(({ id }) => id);
    expect([found[0], found.toSorted()]).toEqual(["c", ["a", "c", "d"]]);
    expect(find({ folded: "universitet i odense", country: "DK" })[0]).toEqual({ id: "c", name: "c" });
    expect(find({ folded: "gentleman", country: "DK" })).toEqual([]);
  });

  it("are also those that hold the whole of one", () => {
    expect(makeFinder([name("a", "kulturskolan i hammel")])({ folded: "hammel", country: "DK" })).toEqual([{ id: "a", name: "a" }]);
  });

  it("are found among 5,000", () => {
    const words = ["alfa", "beta", "gamma", "delta", "epsilon"];
    const names = Array.from({ length: 5_000 }, (_none, index) => name(String(index), `partner nummer ${String(index)} ${words[index % 5] ?? ""} ${String((index * 7919) % 10_007)}`));
    const find = makeFinder(names);
    expect(names.filter((_name, index) => index % 20 === 0).filter(({ folded, id }) => find({ folded, country: "DK" })[0]?.id !== id)).toEqual([]);
  });
});
