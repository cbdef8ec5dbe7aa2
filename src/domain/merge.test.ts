import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFields, fieldsOf, markChanges, mergeThreeWays, partOf, settleConflict } from "./merge";
import { sameValue, textOf, textsOf, type Values } from "./values";

const NAMES = ["title", "summary", "kinds", "partners.0.name", "partners.0.town", "partners.1.name", "constructor"];
const VALUE = fc.oneof(fc.constantFrom("", "ett", "två", "tre", " ett "), fc.array(fc.constantFrom("A", "B"), { maxLength: 2 }));
const FORM: fc.Arbitrary<Values> = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), VALUE), { selector: ([name]) => name }).map((entries) => Object.fromEntries(entries));

const same = (a: Values, b: Values) => [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => sameValue(own(a, name), own(b, name)));
const own = (values: Values, name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);

describe("merging two people's changes", () => {
  it("gives mine when nobody else has changed anything", () => {
    fc.assert(
      fc.property(FORM, FORM, (base, mine) => {
        const merge = mergeThreeWays(base, mine, base);
        expect(same(merge.merged, mine)).toBe(true);
        expect([merge.collisions, merge.theirs]).toEqual([[], []]);
        expect([...merge.mine].sort()).toEqual(changedFields(base, mine).sort());
      }),
    );
  });

  it("gives theirs when I have changed nothing", () => {
    fc.assert(
      fc.property(FORM, FORM, (base, theirs) => {
        const merge = mergeThreeWays(base, base, theirs);
        expect(same(merge.merged, theirs)).toBe(true);
        expect([merge.collisions, merge.mine]).toEqual([[], []]);
      }),
    );
  });

  it("collides in those fields, and only those, that both have changed differently", () => {
    fc.assert(
      fc.property(FORM, FORM, FORM, (base, mine, theirs) => {
        const expected = fieldsOf(base, mine, theirs).filter((field) => {
          const [b, m, t] = [partOf(base, field), partOf(mine, field), partOf(theirs, field)];
          return !same(b, m) && !same(b, t) && !same(m, t);
        });
        expect(mergeThreeWays(base, mine, theirs).collisions.map((collision) => collision.field).sort()).toEqual(expected.sort());
      }),
    );
  });

  it("says the same of the collisions, seen from either side", () => {
    fc.assert(
      fc.property(FORM, FORM, FORM, (base, mine, theirs) => {
        const [here, there] = [mergeThreeWays(base, mine, theirs), mergeThreeWays(base, theirs, mine)];
        const turned = there.collisions.map(({ field, mine: m, theirs: t, base: b }) => ({ field, mine: t, theirs: m, base: b }));
        const byField = (a: { field: string }, b: { field: string }) => (a.field < b.field ? -1 : 1);
        expect([...here.collisions].sort(byField)).toEqual(turned.sort(byField));
        expect([...here.mine].sort()).toEqual([...there.theirs].sort());
      }),
    );
  });

  it("loses nothing that was typed: each of my changes is merged, or stands in a collision", () => {
    fc.assert(
      fc.property(FORM, FORM, FORM, (base, mine, theirs) => {
        const merge = mergeThreeWays(base, mine, theirs);
        for (const field of changedFields(base, mine)) {
          const collision = merge.collisions.find((candidate) => candidate.field === field);
          expect(same(collision === undefined ? partOf(merge.merged, field) : collision.mine, partOf(mine, field))).toBe(true);
        }
      }),
    );
  });

  it("keeps theirs in a colliding field until someone has chosen", () => {
    const merge = mergeThreeWays({ title: "A" }, { title: "B", summary: "min" }, { title: "C" });
    expect(merge).toEqual({ merged: { title: "C", summary: "min" }, collisions: [{ field: "title", mine: { title: "B" }, theirs: { title: "C" }, base: { title: "A" } }], mine: ["summary"], theirs: [] });
  });

  it("takes rows of a list together, so that half a row is never mixed with another", () => {
    const base = { "partners.0.name": "Hamn", "partners.0.town": "Kiel" };
    const merge = mergeThreeWays(base, { ...base, "partners.0.name": "Hamnen" }, { ...base, "partners.0.town": "Lübeck" });
    expect(merge.collisions.map(({ field }) => field)).toEqual(["partners"]);
    expect(merge.merged).toEqual({ "partners.0.name": "Hamn", "partners.0.town": "Lübeck" });
  });

  it("lets what both have changed alike pass", () => {
    expect(mergeThreeWays({ title: "A" }, { title: "B" }, { title: " B " })).toMatchObject({ collisions: [], mine: [], theirs: [], merged: { title: " B " } });
  });

  it("lets a field that one of us has emptied stay empty", () => {
    expect(mergeThreeWays({ title: "A", kinds: ["X"] }, { title: "A" }, { title: "A", kinds: ["X"] }).merged).toEqual({ title: "A" });
  });
});

describe("marking what is new in a text", () => {
  const WORDS = fc.array(fc.constantFrom("hamnen", "skolan", "och", "ett", " ", "\n", "  ", "å"), { maxLength: 40 }).map((parts) => parts.join(""));

  it("loses no character and marks nothing when nothing is new", () => {
    fc.assert(
      fc.property(WORDS, WORDS, (base, text) => {
        expect(markChanges(base, text).map((segment) => segment.text).join("")).toBe(text);
        expect(markChanges(text, text).some((segment) => segment.changed)).toBe(false);
      }),
    );
  });

  it("leaves unmarked only what stands in the base, in its order", () => {
    fc.assert(
      fc.property(WORDS, WORDS, (base, text) => {
        let rest = base;
        for (const segment of markChanges(base, text).filter((candidate) => !candidate.changed)) {
          for (const part of segment.text.split(/(\s+)/)) {
            const at = rest.indexOf(part);
            expect(at).toBeGreaterThanOrEqual(0);
            rest = rest.slice(at + part.length);
          }
        }
      }),
    );
  });

  it("marks the words that differ", () => {
    expect(markChanges("Hamnen lär av skolan", "Hamnen lär av hela skolan")).toEqual([{ text: "Hamnen lär av " }, { text: "hela ", changed: true }, { text: "skolan" }]);
  });

  it("marks a very long text whole rather than taking for ever", () => {
    const long = Array.from({ length: 3_000 }, (_none, index) => `ord${index}`).join(" ");
    expect(markChanges(long, `${long} slut`)).toEqual([{ text: `${long} slut`, changed: true }]);
  });
});

describe("a conflict", () => {
  const sent = { _version: "3", title: "Lärare", "pick.name": "theirs", "mine.name": "Mitt", "theirs.name": "Deras", "before.name": "Förut", "pick.email": "before", "mine.email": "a@b.example", "before.email": "", "pick.units": "mine", "mine.units": ["a", "b"], "theirs.units": "a" };
  it("is settled by the choice made for each field, and what did not collide stays", () => {
    expect(settleConflict(sent)).toEqual({ _version: "3", title: "Lärare", name: "Deras", email: "", units: ["a", "b"] });
    expect(settleConflict({ name: "Vanligt" })).toEqual({ name: "Vanligt" });
  });

  it("keeps what I wrote where no choice was made, or a strange one", () => {
    expect(settleConflict({ "mine.name": "Mitt", "theirs.name": "Deras" })).toEqual({ name: "Mitt" });
    expect(settleConflict({ "pick.name": "allt", "mine.name": "Mitt" })).toEqual({ name: "Mitt" });
  });
});

describe("a form's values", () => {
  it.each([
    ["ett", "ett", true],
    [" ett", "ett ", true],
    ["ett", ["ett"], true],
    [undefined, "", true],
    [undefined, [], true],
    [["", "ett"], "ett", true],
    [["a", "b"], ["b", "a"], false],
    ["ett", "Ett", false],
    ["ett", undefined, false],
  ])("%j and %j say the same: %s", (a, b, answer) => {
    expect(sameValue(a, b)).toBe(answer);
    expect(sameValue(b, a)).toBe(answer);
  });

  it("are read one at a time or all of them", () => {
    expect([textOf({ a: ["x", "y"] }, "a"), textOf({ a: "x" }, "a"), textOf({}, "a"), textOf({ a: [] }, "a")]).toEqual(["x", "x", "", ""]);
    expect([textsOf({ a: ["x", "", "y"] }, "a"), textsOf({ a: "x" }, "a"), textsOf({}, "a"), textsOf({ a: "" }, "a")]).toEqual([["x", "y"], ["x"], [], []]);
  });
});
