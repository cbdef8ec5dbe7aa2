import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { translateFault } from "./components/fault-list";
import { shippedPacks as packs } from "../../../tests/factories/packs.ts";
import { readPackFile } from "./import";

const FOLDER = path.resolve(import.meta.dirname, "..", "..", "..", "prisma", "packs");
const [first] = packs;
type Plain = Record<string, unknown> & { clauses: Record<string, unknown>[]; municipality: Record<string, unknown>; modules: Record<string, unknown> };
const copy = () => JSON.parse(JSON.stringify(first)) as Plain;
const faultsOf = (value: unknown) => readPackFile(typeof value === "string" ? value : JSON.stringify(value)).faults.map(({ place, text }) => `${place}: ${text}`);
const changed = (change: (pack: Plain) => void) => {
  const pack = copy();
  change(pack);
  return faultsOf(pack);
};

describe("a pack's file", () => {
  it("is read back as it was written", () => {
    for (const pack of packs) expect(readPackFile(JSON.stringify(pack))).toEqual({ pack, faults: [] });
    expect(readPackFile(`\uFEFF${JSON.stringify(first)}`).faults).toEqual([]);
  });

  it("is refused whole with everything that is wrong, each with its place by the names that stand in the file", () => {
    const number = String(copy().clauses[3]?.["number"]);
    expect(
      changed((pack) => {
        pack.clauses[3] = { ...pack.clauses[3], quotation: 7 };
        delete pack.municipality["name"];
        pack["colour"] = "red";
        pack.modules["goals"] = { state: "perhaps", clause: null };
      }).sort(),
    ).toEqual(
      [
        ": The field colour is not known. Take it out, or check how it is spelt.",
        "modules › goals › state: A module is required, optional or off.",
        "municipality › name: The field is missing. Write it; where something is not known, null may stand.",
        `clauses › 4 (${number}) › quotation: Write a text within quotation marks here.`,
      ].sort(),
    );
    expect(changed((pack) => (pack.clauses[3] = { ...pack.clauses[3], quotation: "Står ingenstans" }))).toEqual([
      `clauses › 4 (${number}) › quotation: The quotation of ${number}, “Står ingenstans”, is not found in the document's text. Write it word for word, with … where words are left out.`,
      ...(copy().clauses[3]?.["holder"] === undefined ? [] : [expect.stringContaining("is not found in the quotation")]),
    ]);
  });

  it("that is no JSON says from which line on", () => {
    const placeOf = (text: string) => /line (\d+), character (\d+)/.exec(faultsOf(text)[0] ?? "")?.slice(1).join(":");
    expect(placeOf('{\n  "id": "x",\n  "municipality" {}\n}')).toBe("3:18");
    expect(placeOf('{"a": [1, 2,]}')).toBe("1:13");
    expect(placeOf('{"a": 1\n"b": 2}')).toBe("2:1");
    expect(placeOf('{"a": "x\ny"}')).toBe("1:7");
    expect(placeOf('{"a": {"b": [1}}}')).toBe("1:15");
    expect(placeOf('{"a": tru}')).toBe("1:7");
    expect(placeOf('{"a": 1} {')).toBe("1:10");
    expect(placeOf('{"a": 1')).toBe("1:8");
    expect(placeOf("{'a': 1}")).toBe("1:2");
    expect(faultsOf("")).toEqual([expect.stringContaining("is not JSON")]);
    for (const whole of ["[]", "null", "7", '"text"']) expect(faultsOf(whole)).toEqual([": The file must hold one group of fields, from bracket to bracket."]);
  });

  it("that names a field twice in one group is told which and where, however it is written, and not in two groups", () => {
    const text = JSON.stringify(first);
    expect(faultsOf(`{\n"id": "a",\n"municipality": {},\n"i\\u0064": "b"}`)).toEqual([": The field id stands twice in its group, the second time on line 4. Keep one of them."]);
    expect(faultsOf('{"a": [{"b": {"c": 1, "c": 2}, "b": 3}, {"b": 1}], "a": 1}').map((fault) => /field (\w)/.exec(fault)?.[1])).toEqual(["c", "b", "a"]);
    expect(faultsOf(text.replace('"municipality":', '"municipality":{},"municipality":'))).toEqual([expect.stringContaining("The field municipality stands twice")]);
    expect(faultsOf(`{${'"a":1,'.repeat(5_000)}"a":1}`)).toHaveLength(100);
  });

  it("cannot smuggle in what no pack may hold", () => {
    const text = JSON.stringify(first);
    expect(faultsOf(`{"__proto__": {"isSystem": true}, ${text.slice(1)}`)).toEqual([": The field __proto__ is not known. Take it out, or check how it is spelt."]);
    expect(faultsOf(text.replace('"shortName":', '"constructor": {"x": 1}, "shortName":'))).toEqual(["municipality: The field constructor is not known. Take it out, or check how it is spelt."]);
    for (const bad of ["\\u0000", "\\ud800", "\uFFFD"]) expect(faultsOf(text.replace('"name":"', `"name":"${bad}`))[0]).toBe("municipality › name: The text holds characters that cannot be read. Write it anew.");
    expect(({} as Record<string, unknown>)["isSystem"]).toBeUndefined();
  });

  it("that ends in the middle of a text is refused at once, wherever it ends", () => {
    const text = JSON.stringify(first);
    const began = performance.now();
    for (let at = 1; at < text.length; at += 97) expect(faultsOf(text.slice(0, at))[0]).toContain("is not JSON");
    expect(faultsOf(`{"id":"${"a".repeat(1_000_000)}`)[0]).toContain("is not JSON");
    expect(faultsOf(`{"id":"${"\\n".repeat(300_000)}`)[0]).toContain("is not JSON");
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it("that is a bomb is refused", () => {
    expect(faultsOf(`{"a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`)[0]).toMatch(/too deep|is not JSON/);
    expect(faultsOf(`{"clauses":[${"{},".repeat(300_000)}{}]}`)[0]).toContain("holds more than 20000 values");
    expect(faultsOf({ ...copy(), clauses: Array.from({ length: 4_000 }, () => ({})) })).toHaveLength(100);
    const clauses = Array.from({ length: 2_000 }, (_none, index) => ({ number: `A${String(index % 1000)}${index < 1000 ? "a" : "b"}`, kind: "duty", chapter: null, quotation: "ö", module: null }));
    expect(faultsOf({ ...copy(), clauses, documentText: "x".repeat(199_000) })).toHaveLength(100);
  });

  it("never throws, whatever it holds", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => JSON.stringify({ ...first, clauses: value }))), (text) => Array.isArray(readPackFile(text).faults)), { numRuns: 300 });
  });
});

describe("what is wrong", () => {
  /** Every sentence that the packs' folder can refuse with, with something in each gap. */
  const sentences = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "demonstration.ts")
    .map((name) => readFileSync(path.join(FOLDER, name), "utf8"))
    .filter((text) => text.includes('from "zod"'))
    .flatMap((text) => {
      const source = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").replace(/` \+\n\s*`/g, "");
      return Array.from(source.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g), ([, quoted, template]) => (quoted ?? template ?? "").replace(/\$\{[^{}]*\}/g, "X"));
    })
    .map((text) => (/^(?:holds|ends|has|names|asks|compares|lets|waits|is) .*\.$/s.test(text) ? `The rule X ${text}` : text))
    .filter((text) => /^[A-Z“X].* .*\.$/s.test(text));
  const own = Array.from(readFileSync(path.join(import.meta.dirname, "import.ts"), "utf8").matchAll(/(?:text: |string: |number: |int: |boolean: |array: |object: |record: |\?\? )(?:"([^"]+)"|`((?:[^`\\])*)`)/g), ([, quoted, template]) =>
    (quoted ?? template ?? "").replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "1"),
  ).filter((text) => text.endsWith("."));

  it("has words in both languages, whatever sentence the pack's own schema has for it", () => {
    expect(sentences.length).toBeGreaterThan(55);
    expect(own.length).toBeGreaterThan(12);
    const said = [...sentences.flatMap((text) => (text.startsWith("The X X stands twice") ? ["code", "heading", "number", "obligation", "question"].map((word) => text.replace("X", word)) : [text])), ...own].filter((text) => !text.startsWith("The policy pack cannot"));
    expect(said.filter((text) => translateFault(text, wordsFor("sv")) === null)).toEqual([]);
    for (const text of said) expect(translateFault(text, wordsFor("en")), text).toBe(text);
    for (const text of said) expect(translateFault(text, wordsFor("sv")), text).not.toMatch(/⟦|\{/);
  });

  it("is told in Swedish with the words of the file", () => {
    expect(translateFault("The quotation of A2, “två\nrader”, is not found in the document's text. Write it word for word, with … where words are left out.", wordsFor("sv"))).toBe(
      "Citatet för A2, ”två\nrader”, finns inte i dokumentets text. Skriv det ordagrant, med … där ord är utelämnade.",
    );
    expect(translateFault("Something else.", wordsFor("sv"))).toBeNull();
  });
});
