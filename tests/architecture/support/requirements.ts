import ts from "typescript";
import { evidenceKindSchema, type Clause, type PolicyPack } from "@packs/pack";
import { carriersOf, CHECKS, CLAUSES, DIFFERENCES, REGISTERS, WITHOUT_CLAUSES } from "./carriers";
import { findNumberedTests, type NumberedTest } from "./numbered-tests";
import { parse, type Findings } from "./source-checks";
import { readTree, type Tree } from "./tree";

/** What the requirements read of a pack. */
export type AskingPack = Pick<PolicyPack, "id" | "clauses" | "obligations"> & { document: Pick<PolicyPack["document"], "title"> };

/** free: asks for nothing · carried: evidence or a test · waiting: neither, and no register yet · lacking: neither, although the register is there. */
export type State = "free" | "carried" | "waiting" | "lacking";

interface Carried {
  number: string;
  what: string;
  state: State;
  tests: NumberedTest[];
  /** The registers that carry it, those that are there and those to come. */
  carriers: readonly string[];
}

export interface ClauseRow extends Carried {
  kind: Clause["kind"];
  /** What the pack asks the registers for, and those that give it. */
  evidence: { kind: string; registers: string[] }[];
}

export interface Requirements {
  packs: { id: string; title: string; clauses: ClauseRow[] }[];
  checks: Carried[];
  differences: { what: string; clauses: readonly string[]; tests: number; state: State }[];
  /** What carries numbers that nothing has, and what stands in the tables of carriers without being there. */
  faults: Findings;
}

/** The files that requirements are read from. */
export const readRequirementTree = (root: string): Tree => readTree(root, ["src", "prisma", "tests", "e2e"], /\.tsx?$/);

/** Every clause and check, with the registers that give it evidence and the tests that carry its number. */
export function gatherRequirements(packs: readonly AskingPack[], tree: Tree): Requirements {
  const features = featuresOf(tree);
  const given = findGivenEvidence(tree);
  const numbered = new Map<string, NumberedTest[]>();
  for (const test of findNumberedTests(tree)) numbered.set(test.number, [...(numbered.get(test.number) ?? []), test]);
  const testsOf = (number: string) => numbered.get(number) ?? [];
  const judge = (isProven: boolean, carriers: readonly string[]): State => (isProven ? "carried" : carriers.length === 0 || carriers.some((name) => features.has(name)) ? "lacking" : "waiting");

  const judged = packs.map((pack) => ({
    id: pack.id,
    title: pack.document.title,
    clauses: pack.clauses.map((clause): ClauseRow => {
      const evidence = pack.obligations.filter((obligation) => obligation.clause === clause.number).map(({ evidence: kind }) => ({ kind, registers: given.get(kind) ?? [] }));
      const tests = testsOf(clause.number);
      const carriers = carriersOf(clause);
      const isProven = tests.length > 0 || evidence.some(({ registers }) => registers.length > 0);
      return { number: clause.number, kind: clause.kind, what: clause.quotation, evidence, tests, carriers, state: asksForSomething(clause, evidence.length) ? judge(isProven, carriers) : "free" };
    }),
  }));
  const checks = CHECKS.map((check): Carried => ({ ...check, tests: testsOf(check.number), state: judge(testsOf(check.number).length > 0, check.carriers) }));
  const stateOf = new Map([...judged.flatMap(({ clauses }) => clauses), ...checks].map(({ number, state }) => [number, state]));
  const differences = DIFFERENCES.map(({ what, clauses }) => {
    const holding = clauses.length === 0 ? ["E.3"] : clauses;
    const states = new Set(holding.map((number) => stateOf.get(number)));
    const state: State = (["lacking", "waiting", "carried"] as const).find((one) => states.has(one)) ?? "free";
    return { what, clauses, tests: new Set(holding.flatMap(testsOf)).size, state };
  });

  const known = new Set([...stateOf.keys()]);
  const faults = [
    ...[...numbered].filter(([number]) => !known.has(number)).flatMap(([number, tests]) => tests.map(({ file, line }) => `${file}:${String(line)}: the test begins with ${number}, which no pack and no check has; write the number as it stands there`)),
    ...checkCarriers(features, new Set(judged.flatMap(({ clauses }) => clauses.map(({ number }) => number))), judged.flatMap(({ clauses }) => clauses)),
  ];
  return { packs: judged, checks, differences, faults };
}

/** A background and a goal ask for nothing, unless the pack says how they are shown or they do something else too. */
function asksForSomething({ kind, alsoKind }: Clause, obligations: number): boolean {
  const isFree = (one: Clause["kind"]) => one === "context" || one === "goal";
  return obligations > 0 || !isFree(kind) || (alsoKind !== undefined && !isFree(alsoKind));
}

const featuresOf = (tree: Tree) => new Set([...tree.keys()].flatMap((file) => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? []));

/** The kinds of evidence that registers give: those that stand as texts in the registers that `src/registers.ts` names. */
function findGivenEvidence(tree: Tree): Map<string, string[]> {
  const kinds = new Set<string>(evidenceKindSchema.options);
  const given = new Map<string, string[]>();
  for (const [, feature = ""] of (tree.get("src/registers.ts") ?? "").matchAll(/from "@\/features\/([^"]+)\/register"/g)) {
    const file = `src/features/${feature}/register.ts`;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && kinds.has(node.text)) given.set(node.text, [...new Set([...(given.get(node.text) ?? []), feature])]);
      ts.forEachChild(node, visit);
    };
    visit(parse(file, tree.get(file) ?? ""));
  }
  return given;
}

/** The tables of carriers name every feature that is there, and nothing that carries nothing. */
function checkCarriers(features: ReadonlySet<string>, clauses: ReadonlySet<string>, rows: readonly ClauseRow[]): Findings {
  const table = "tests/architecture/support/carriers.ts";
  const named = new Set([...rows, ...CHECKS].flatMap(({ carriers }) => carriers));
  return [
    ...[...features].filter((name) => REGISTERS[name] === undefined && WITHOUT_CLAUSES[name] === undefined).map((name) => `${table}: src/features/${name} stands in no table; say in REGISTERS what it is a register of and which modules it carries, or in WITHOUT_CLAUSES why it carries no clause`),
    ...Object.keys(WITHOUT_CLAUSES).filter((name) => !features.has(name)).map((name) => `${table}: WITHOUT_CLAUSES names ${name}, and there is no such feature`),
    ...Object.keys(WITHOUT_CLAUSES).filter((name) => REGISTERS[name] !== undefined || named.has(name)).map((name) => `${table}: ${name} carries clauses, and stands in WITHOUT_CLAUSES`),
    ...Object.keys(REGISTERS).filter((name) => !named.has(name)).map((name) => `${table}: REGISTERS names ${name}, which carries nothing`),
    ...[...named].filter((name) => REGISTERS[name] === undefined).map((name) => `${table}: ${name} carries something, and REGISTERS does not say what it is a register of`),
    ...[...Object.keys(CLAUSES), ...DIFFERENCES.flatMap((difference) => difference.clauses)].filter((number) => !clauses.has(number)).map((number) => `${table}: names the clause ${number}, which is in no pack`),
  ];
}

/** What is asked for and neither shown nor tested although its register is there, each with what to do. */
export function findLacking({ packs, checks }: Requirements): Findings {
  const because = (carriers: readonly string[]) => (carriers.length === 0 ? "no register is named for it" : `its register is there (${carriers.join(", ")})`);
  return [
    ...packs.flatMap(({ id, clauses }) =>
      clauses
        .filter(({ state }) => state === "lacking")
        .map(
          ({ number, what, carriers }) =>
            `${number} (${id}), “${what}”: nothing proves it, and ${because(carriers)}. Write a test that begins with “${number}: ” and fails when the rule is taken away, or name its evidence in the pack's obligations and give that in a register.ts`,
        ),
    ),
    ...checks.filter(({ state }) => state === "lacking").map(({ number, what, carriers }) => `${number}, ${what}: no test proves it, and ${because(carriers)}. Write a test that begins with “${number}: ” and fails when the rule is taken away`),
  ];
}
