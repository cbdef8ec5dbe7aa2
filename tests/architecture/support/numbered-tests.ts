import ts from "typescript";
import { parse } from "./source-checks";
import type { Tree } from "./tree";

/** A test that carries a requirement: its title begins with the number. */
export interface NumberedTest {
  number: string;
  title: string;
  file: string;
  line: number;
}

const NUMBER = String.raw`(?:[A-Z]{1,3}\d{1,3}[a-z]?|E\.\d+(?:\.\d+)?)`;
const LEADING = new RegExp(`^${NUMBER}(?:, ${NUMBER})*(?=: )`);

/** The numbers that a title begins with, as in `V8a, H3b: …`. */
export const readNumbers = (title: string): string[] => LEADING.exec(title)?.[0].split(", ") ?? [];

/** What vitest and Playwright run. */
const isTestFile = (file: string) => /^(?:src|prisma|tests)\/.*\.test\.tsx?$|^e2e\/.*\.spec\.ts$/.test(file);

/** Tests that are left out prove nothing. */
const LEFT_OUT = new Set(["skip", "todo", "fixme"]);

/** Finds the tests that begin with numbers, also those whose titles come from a table or a loop; a group counts when it holds a test that is run. */
export function findNumberedTests(tree: Tree): NumberedTest[] {
  return [...tree].filter(([file]) => isTestFile(file)).flatMap(([file, text]) => findIn(file, parse(file, text)));
}

function findIn(file: string, source: ts.SourceFile): NumberedTest[] {
  const found: NumberedTest[] = [];
  /** Returns how many tests there are that are run. */
  const visit = (node: ts.Node): number => {
    const tester = ts.isCallExpression(node) ? readTester(node.expression) : null;
    if (!ts.isCallExpression(node) || tester === null || node.arguments.length < 2) return sumChildren(node);
    if (tester.words.some((word) => LEFT_OUT.has(word))) return 0;
    const inside = sumChildren(node);
    if (tester.words.includes("describe") && inside === 0) return 0;
    for (const title of titlesOf(node, tester.table)) {
      const line = source.getLineAndCharacterOfPosition(title.getStart(source)).line + 1;
      for (const number of readNumbers(textOf(title))) found.push({ number, title: textOf(title), file, line });
    }
    return inside + 1;
  };
  const sumChildren = (node: ts.Node): number => {
    let sum = 0;
    ts.forEachChild(node, (child) => {
      sum += visit(child);
    });
    return sum;
  };
  visit(source);
  return found.sort((a, b) => a.line - b.line);
}

/** `it`, `test.describe`, `it.each(table)` and their like: their words and table; null for every other call. */
function readTester(callee: ts.Expression): { words: string[]; table: ts.Expression | null } | null {
  if (ts.isIdentifier(callee)) return ["it", "test", "describe"].includes(callee.text) ? { words: [callee.text], table: null } : null;
  if (ts.isPropertyAccessExpression(callee)) {
    const inner = readTester(callee.expression);
    return inner && { ...inner, words: [...inner.words, callee.name.text] };
  }
  if (!ts.isCallExpression(callee)) return null;
  const inner = readTester(callee.expression);
  return inner && { ...inner, table: callee.arguments[0] ?? null };
}

type Text = ts.StringLiteralLike | ts.TemplateExpression;
const isText = (node: ts.Node): node is Text => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const textOf = (text: Text): string => (ts.isTemplateExpression(text) ? `${text.head.text}…` : text.text);

/** The title as it is written or, where its beginning is put in while running, the texts that may be put in. */
function titlesOf(call: ts.CallExpression, table: ts.Expression | null): Text[] {
  const [title] = call.arguments;
  if (title === undefined) return [];
  const isFixed = isText(title) && !/^[%$…]/.test(textOf(title));
  if (isFixed) return [title];
  const from = table ?? ts.findAncestor(call, ts.isForOfStatement)?.expression;
  return from === undefined ? [] : textsIn(resolve(from));
}

function textsIn(node: ts.Node): Text[] {
  if (isText(node)) return [node];
  const found: Text[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...textsIn(child));
  });
  return found;
}

/** What a name of the same file stands for. */
function resolve(expression: ts.Expression): ts.Node {
  if (!ts.isIdentifier(expression)) return expression;
  let meant: ts.Node = expression;
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === expression.text && node.initializer) meant = node.initializer;
    ts.forEachChild(node, look);
  };
  look(expression.getSourceFile());
  return meant;
}
