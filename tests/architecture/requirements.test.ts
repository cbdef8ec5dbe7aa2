import { describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import { PROJECT } from "./support/cruise";
import { CHECKS } from "./support/carriers";
import { findNumberedTests, readNumbers } from "./support/numbered-tests";
import { findLacking, gatherRequirements, readRequirementTree, type AskingPack } from "./support/requirements";
import { layOutRequirements } from "./support/requirements-table";
import type { Tree } from "./support/tree";

const tree = readRequirementTree(PROJECT);
const gathered = gatherRequirements(packs, tree);

/** The features without a single test, to plant in. */
const untested: Tree = new Map([...tree].filter(([file]) => /^src\/(?!.*\.test\.)/.test(file)));
const planted = (file: string, text: string): Tree => new Map([...untested, [file, text]]);
const without = (part: string): Tree => new Map([...untested].filter(([file]) => !file.startsWith(part)));
const rowOf = (number: string, from: Tree) => gatherRequirements(packs, from).packs.flatMap(({ clauses }) => clauses).find((row) => row.number === number);
const numbersIn = (text: string, file = "src/x.test.ts") => findNumberedTests(new Map([[file, text]])).map(({ number, line }) => `${number} ${String(line)}`);

describe("every clause of every pack", () => {
  it("has evidence or a test once its register is there", () => {
    expect(findLacking(gathered)).toEqual([]);
  });

  it("is read from tables that name what is there, and no test carries a number that nothing has", () => {
    expect(gathered.faults).toEqual([]);
  });

  it("stands in the table, in its document's order, with the checks below", () => {
    const table = layOutRequirements(gathered).split("\n");
    const first = new Set(table.map((line) => line.split(/\s/)[0]));
    for (const { clauses } of packs) for (const { number } of clauses) expect(first, number).toContain(number);
    for (const { number } of CHECKS) expect(first, number).toContain(number);
    expect(gathered.packs.map(({ clauses }) => clauses.map(({ number }) => number))).toEqual(packs.map(({ clauses }) => clauses.map(({ number }) => number)));
    expect(table.find((line) => line.startsWith("V3 "))).toContain("ingen skyldighet");
  });

  it("is not read from nothing", () => {
    expect(findNumberedTests(tree).length).toBeGreaterThan(80);
    expect(rowOf("V13", tree)?.evidence).toEqual([{ kind: "PROJECTS_STATE_CHILDREN_AND_YOUTH", registers: ["projects"] }]);
    expect(new Set(rowOf("V13", tree)?.tests.map(({ file }) => file.split("/")[0]))).toEqual(new Set(["src", "tests", "e2e"]));
  });
});

describe("what is lacking is found", () => {
  const asking = (clause: Partial<AskingPack["clauses"][number]>, obligations: AskingPack["obligations"] = []): AskingPack => ({
    id: "planted",
    document: { title: "Planted" },
    clauses: [{ number: "Z1", kind: "duty", chapter: null, quotation: "Så skall det vara.", module: null, ...clause }],
    obligations,
  });
  const lackingIn = (pack: AskingPack, from: Tree = untested) => findLacking(gatherRequirements([...packs, pack], from)).filter((finding) => finding.includes("(planted)"));

  it("a duty whose register is there, and that nothing proves, with what to do", () => {
    expect(lackingIn(asking({ module: "goals" }))).toEqual([
      "Z1 (planted), “Så skall det vara.”: nothing proves it, and its register is there (projects). Write a test that begins with “Z1: ” and fails when the rule is taken away, or name its evidence in the pack's obligations and give that in a register.ts",
    ]);
  });

  it("a duty that no module and so no register is named for", () => {
    expect(lackingIn(asking({}))).toEqual([expect.stringContaining("no register is named for it")]);
  });

  it.each([{ kind: "mandate", module: "unitEconomy" }, { kind: "resource", module: "contactPersons" }, { kind: "context", alsoKind: "role", module: "twoAreas" }] as const)("a clause of kind $kind too, when it asks for something", (clause) => {
    expect(lackingIn(asking(clause))).toHaveLength(1);
  });

  it.each(["context", "goal"] as const)("never a %s, which asks for nothing unless the pack says how it is shown", (kind) => {
    expect(lackingIn(asking({ kind, module: "goals" }))).toEqual([]);
    expect(lackingIn(asking({ kind, module: "goals" }, [{ clause: "Z1", evidence: "LOGGED_PROJECT", for: ["COMPANY"] }]), without("src/features/projects/register.ts"))).toHaveLength(1);
  });

  it("a clause that waited, the day the folder of its register is there", () => {
    expect(rowOf("V12a", without("src/features/town-relations/"))?.state).toBe("waiting");
    expect(rowOf("V12a", planted("src/features/town-relations/rules.ts", ""))?.state).toBe("lacking");
  });

  it("evidence that no register gives, or that a register gives which is not among the registers", () => {
    expect(rowOf("V20a", without("src/features/contact-persons/register.ts"))?.evidence).toEqual([{ kind: "CURRENT_CONTACT_PERSON", registers: [] }]);
    expect(rowOf("V20a", planted("src/registers.ts", "export const registers = [];"))?.evidence).toEqual([{ kind: "CURRENT_CONTACT_PERSON", registers: [] }]);
    expect(rowOf("V20a", planted("src/features/contact-persons/register.ts", '// "CURRENT_CONTACT_PERSON" is what it gave'))?.evidence).toEqual([{ kind: "CURRENT_CONTACT_PERSON", registers: [] }]);
  });

  it("a check that nothing tests", () => {
    const finding: unknown = expect.stringContaining("E.4.9, a frozen summary stays byte for byte the same: no test proves it");
    expect(findLacking(gatherRequirements(packs, untested))).toContainEqual(finding);
    expect(findLacking(gatherRequirements(packs, planted("src/x.test.ts", 'it("E.4.9: stays", () => {});')))).not.toContainEqual(finding);
  });

  it("a test with a number that nothing has", () => {
    expect(gatherRequirements(packs, planted("src/features/x.test.ts", 'it("V9: is whole", () => {});')).faults).toEqual([expect.stringContaining("src/features/x.test.ts:1: the test begins with V9, which no pack and no check has")]);
  });

  it("a feature that stands in no table, and one in the tables that is not there", () => {
    expect(gatherRequirements(packs, planted("src/features/sister-cities/rules.ts", "")).faults).toEqual([expect.stringContaining("src/features/sister-cities stands in no table")]);
    expect(gatherRequirements(packs, without("src/features/programmes/")).faults).toEqual([expect.stringContaining("WITHOUT_CLAUSES names programmes, and there is no such feature")]);
    expect(gatherRequirements(packs.slice(0, 1), untested).faults).toContainEqual(expect.stringContaining("names the clause H19, which is in no pack"));
  });
});

describe("the numbers of tests", () => {
  it.each([
    ["V14b: so", ["V14b"]],
    ["V8a, H3b: so", ["V8a", "H3b"]],
    ["E.4.9, V16c: so", ["E.4.9", "V16c"]],
    ["E.3: so", ["E.3"]],
    ["so it is, by V14b: yes", []],
    ["V14b is so", []],
  ])("stand first: %s", (title, numbers) => {
    expect(readNumbers(title)).toEqual(numbers);
  });

  it("are read in every way that a test is written", () => {
    expect(numbersIn('it("V1: a", () => {});\ntest.only(`V2: ${b}`, () => {});\ndescribe("V3: c", () => { it("d", () => {}); });\nit.each([1])("V4: %i", () => {});')).toEqual(["V1 1", "V2 2", "V3 3", "V4 4"]);
    expect(numbersIn('test("V1: a", async () => {\n  await test.step("V2: b", async () => {});\n});', "e2e/x.spec.ts")).toEqual(["V1 1", "V2 2"]);
  });

  it("are read from the table or the loop that titles come from", () => {
    expect(numbersIn('const rows = [{ row: "V1: a" }, { row: "V2, H3: b" }] as const;\nit.each(rows)("$row", () => {});\nit.each([["V4: c"]])("%s", () => {});')).toEqual(["V1 1", "V2 1", "H3 1", "V4 3"]);
    expect(numbersIn('for (const rule of ["V1: a", "V2: b"]) it(rule, () => {});')).toEqual(["V1 1", "V2 1"]);
  });

  it("are not read from what is never run, nor from what is no test", () => {
    expect(numbersIn('it.skip("V1: a", () => {});\nit.todo("V2: b");\nit("V3: c");\ndescribe.skip("d", () => { it("V4: e", () => {}); });\ndescribe("V5: f", () => {});\nsay("V6: g", () => {});\n// it("V7: h", () => {});\ntest.fixme("V8: i", () => {});')).toEqual([]);
    expect(numbersIn('it("V1: a", () => {});', "src/x.ts")).toEqual([]);
  });
});
