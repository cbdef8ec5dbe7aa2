import ts from "typescript";
import { parse, type Findings } from "./source-checks";
import type { Tree } from "./tree";

interface Line {
  id: string;
  must: string;
  tests: readonly { file: string; title: string }[];
  documents?: readonly { file: string; text: string }[];
  missing?: string;
  outside?: string;
}

/** What watches every journey, and fails it. */
const WATCHES = /^e2e\/fixtures\//;
const RUN = /^(?:src|prisma|tests)\/.*\.test\.tsx?$|^e2e\/.*\.spec\.ts$/;
const LEFT_OUT = new Set(["skip", "todo", "fixme"]);

/** Every test that a line names is there, is run, and has the words in its title or in the table that its titles come from. */
export function checkCarriers(lines: readonly Line[], tree: Tree): Findings {
  const titles = new Map<string, readonly string[]>();
  const titlesIn = (file: string, text: string): readonly string[] => {
    const found = titles.get(file) ?? findTitles(file, text);
    titles.set(file, found);
    return found;
  };
  return lines.flatMap(({ id, tests }) =>
    tests.flatMap(({ file, title }) => {
      const text = tree.get(file);
      if (text === undefined) return [`${id}: there is no ${file}`];
      if (!RUN.test(file) && !WATCHES.test(file)) return [`${id}: ${file} is no test`];
      return title !== "" && titlesIn(file, text).some((one) => one.includes(title)) ? [] : [`${id}: no test in ${file} that is run is called “${title}”`];
    }),
  );
}

/** Every document that a line names is there, and says what it is named for. */
export function checkDocuments(lines: readonly Line[], tree: Tree): Findings {
  return lines.flatMap(({ id, documents = [] }) => documents.flatMap(({ file, text }) => (text !== "" && tree.get(file)?.includes(text) === true ? [] : [`${id}: ${file} does not say “${text}”`])));
}

/** Every line can be told from the others, and has tests, or says what is missing, or why it does not apply. */
export function checkLines(lines: readonly Line[]): Findings {
  const ids = lines.map(({ id }) => id);
  const said = (text: string | undefined): boolean => text === undefined || /^[A-Z0-9].{15,}\.$/s.test(text);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: there are two`),
    ...lines.flatMap(({ id, must, tests, missing, outside }) => [
      ...(tests.length === 0 && missing === undefined && outside === undefined ? [`${id}: it has no test, and does not say what is missing`] : []),
      ...(outside !== undefined && (tests.length > 0 || missing !== undefined) ? [`${id}: what does not apply has no tests, and misses none`] : []),
      ...(said(must) && said(missing) && said(outside) ? [] : [`${id}: what it says is no sentence`]),
    ]),
  ];
}

/** The words of tests that are run: their titles, and the rows of tables that stand in the file. What a fixture says, it says of any test. */
function findTitles(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const source = parse(file, text);
  const visit = (node: ts.Node, isTitle: boolean): void => {
    if (ts.isCallExpression(node)) {
      const words = wordsOf(node.expression);
      if (words.some((word) => LEFT_OUT.has(word))) return;
      const isTest = ["it", "test", "describe"].includes(words[0] ?? "");
      visit(node.expression, isTitle);
      node.arguments.forEach((argument, index) => {
        visit(argument, isTest && index === 0);
      });
      return;
    }
    if (isText(node) && (isTitle || WATCHES.test(file))) found.push(node.getText(source).slice(1, -1));
    ts.forEachChild(node, (child) => {
      visit(child, ts.isArrayLiteralExpression(node) || (ts.isPropertyAssignment(node) && child === node.initializer) || (isTitle && ts.isBinaryExpression(node)));
    });
  };
  visit(source, false);
  return found;
}

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** `it`, `each` of `it.each(table)("…")`: what a call is made of, in order. */
function wordsOf(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...wordsOf(callee.expression), callee.name.text];
  return ts.isCallExpression(callee) ? wordsOf(callee.expression) : [];
}
