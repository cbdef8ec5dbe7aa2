import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOf, excerptOf, foldQuery, highlight, partOf, readQuery, trimStem } from "./rules";

const wordsIn = (text: string) => readQuery(text)?.words.map(({ folded }) => folded);
const skol = [{ folded: "skolor", stem: "skol" }];
const marked = (segments: readonly { text: string; isHit: boolean }[] | null) => segments?.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

describe("what is typed", () => {
  it("is taken apart into words without accents, each once, and without those that say nothing", () => {
    expect(wordsIn("Vänorter och vänorter i NORDEN")).toEqual(["vanorter", "norden"]);
    expect(foldQuery("Århus Ærø Łódź Straße")).toBe("arhus aero lodz strasse");
    expect(wordsIn("och i")).toEqual(["och", "i"]);
    expect(wordsIn("a b c d e f g h j k l")).toHaveLength(8);
  });

  it("is nothing to look for when it holds no letter and no figure", () => {
    for (const text of ["", "   ", "'%_\\", "&|!:*()<>", "\u202e\u200f", "🎈🎈", "—…”“\"", "\u0301"]) expect(readQuery(text), JSON.stringify(text)).toBeNull();
    expect(readQuery("🎈 fest")?.words).toHaveLength(1);
  });

  it("has phrases where words stand within quotation marks, Swedish or straight, and words alone where a mark is never closed", () => {
    expect(readQuery("möte ”hav och hälsa”")?.phrases).toEqual(["hav och halsa"]);
    expect(readQuery('"Hav, hälsa" i')?.phrases).toEqual(["hav halsa"]);
    expect(readQuery("”” ”öppet")?.phrases).toEqual([]);
    expect(readQuery("”och”")?.phrases).toEqual(["och"]);
  });

  it("may be a case number however it is written, and a word without figures is none", () => {
    for (const text of ["KS 2026/0123-4", "ks2026/0123-4", "KS2026 0123 4"]) expect(readQuery(text)?.code).toBe("ks202601234");
    expect([readQuery("Kulturstrategi")?.code, readQuery("§ 12")?.code]).toEqual([null, null]);
  });

  it("is known by the name that a town has in the register", () => {
    expect([readQuery("Köpenhamn")?.name, readQuery("Nystad")?.name, readQuery("kust")?.name]).toEqual(["copenhagen", "uusikaupunki", null]);
  });

  it("never is so long or so odd that it can't be read, and its words are letters and figures alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        for (const { folded } of readQuery(text)?.words ?? []) expect(folded).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe("a word's stem", () => {
  it("loses the definite ending that the database's stemmer leaves, but not most of a short word", () => {
    expect(["avtalet", "biblioteket", "avtalets", "ljuset", "energin", "miljöns", "vet", "duett", "lån", "hamn"].map(trimStem)).toEqual(["avtal", "bibliotek", "avtal", "ljus", "energi", "miljö", "vet", "duett", "lån", "hamn"]);
  });

  it("is looked for within words, unless it is so short that the word itself is, or so short that nothing is", () => {
    expect([partOf({ folded: "skolor", stem: "skol" }), partOf({ folded: "resor", stem: "res" }), partOf({ folded: "eu", stem: "eu" })]).toEqual(["skol", "resor", null]);
  });
});

describe("what a hit shows", () => {
  it("marks whole words that are a form of what was looked for, or have it within them, and keeps every letter", () => {
    expect(marked(highlight("Skolan, förskolor & kolan", skol))).toBe("[Skolan], [förskolor] & kolan");
    expect(marked(highlight("EU i neutrala Europa", [{ folded: "eu", stem: "eu" }]))).toBe("[EU] i neutrala Europa");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const joined = highlight(text, skol)
          .map((segment) => segment.text)
          .join("");
        expect(joined).toBe([...text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)].map(([piece]) => piece).join(""));
      }),
    );
  });

  it("has the words around the first hit below the title, on one line, and nothing where the title alone has it", () => {
    const text = `Grön skola\n${"ord ".repeat(60)}om en skolgård\nmed träd ${"slut ".repeat(60)}`;
    const shown = marked(excerptOf(text, "Grön skola", skol));
    expect(shown).toMatch(/^… (ord )+om en \[skolgård\] med träd (slut )+…$/);
    expect(shown?.length).toBeLessThan(230);
    expect(excerptOf("Grön skola\nen text", "Grön skola", skol)).toBeNull();
    expect(excerptOf("Skolan Skolan", "Skolan", skol)).toBeNull();
  });

  it("stands first where it is best, and in the order of the kinds where several are as good", () => {
    const hit = (name: string, score: number) => ({ name, score });
    expect(bestOf([{ hits: [hit("a", 5), hit("b", 1)] }, { hits: [hit("c", 9), hit("d", 5)] }], 3).map(({ name }) => name)).toEqual(["c", "a", "d"]);
  });
});
