import ts from "typescript";
import type { Tree } from "./tree";

/** What a check found wrong, one line each: `path: what`. */
export type Findings = string[];

const PURE = ["schema", "rules", "policy", "report", "import"];
const LAYERS = [...PURE.map((name) => `${name}.ts`), "register.ts", "service.ts", "repository.ts", "actions.ts"];
const FORBIDDEN_NAMES = /^(?:index|utils?|helpers?|types?|hooks?|common|misc|shared)\.(?:tsx?|mjs)$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z0-9]+$/;
const KEBAB_FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** `[id]`, `[...path]`, `(signed-in)` and `@dialog` mean something to the router. */
const ROUTE_FOLDER = /^(?:\[(?:\.\.\.)?[a-z][a-zA-Z0-9]*\]|\([a-z0-9-]+\)|@?[a-z0-9]+(?:-[a-z0-9]+)*)$/;
/** What the router knows by name, and `load.ts`: what several pages of one folder begin with. */
const APP_FILES = /^load\.ts$|^(?:page|layout|error|not-found|global-error|global-not-found|forbidden|unauthorized|template|default)\.tsx$|^route\.tsx?$|\.(?:css|ico|svg|png|woff2)$|^(?:icon|manifest|robots)\.tsx?$/;
const ROOT_FILES = new Set(["README.md", "registers.ts", "instrumentation.ts", "worker.ts"]);
const ROOT_FOLDERS = new Set(["app", "features", "domain", "server", "components", "lib", "messages"]);

/** The tree under src holds what the map of the code says, and each file's name tells its layer. */
export function checkFileList(files: readonly string[]): Findings {
  return files.filter((file) => file.startsWith("src/")).flatMap((file) => {
    const [, top = "", ...rest] = file.split("/");
    const name = file.split("/").at(-1) ?? "";
    if (rest.length === 0) return ROOT_FILES.has(top) ? [] : [`${file}: no such file stands at the top of src`];
    if (!ROOT_FOLDERS.has(top)) return [`${file}: no such folder stands at the top of src`];
    if (/^(?:page|layout|loading|route|error|not-found)\.tsx?$/.test(name) && ["features", "components", "lib"].includes(top)) return [`${file}: pages and routes stand under src/app`];
    if (top === "app") return APP_FILES.test(name) ? [] : [`${file}: src/app holds the router's own files only`];
    if (top === "features") return checkFeatureFile(file, rest);
    return [];
  });
}

function checkFeatureFile(file: string, rest: readonly string[]): Findings {
  const [, ...inside] = rest;
  const name = rest.at(-1) ?? "";
  const folders = inside.slice(0, -1);
  if (inside.length === 0) return [`${file}: a file belongs to a feature`];
  const components = folders.indexOf("components");
  if (components !== -1) return components === folders.length - 1 && /\.tsx$|\.test\.ts$/.test(name) ? [] : [`${file}: components/ holds .tsx files and their tests`];
  if (folders.length > 1) return [`${file}: a feature splits into parts, not into parts of parts`];
  return LAYERS.includes(name) || /\.test\.tsx?$/.test(name) || name === "README.md" ? [] : [`${file}: no file of a feature has this name; the name is the layer`];
}

/** Names are in kebab-case and say what a file is for. */
export function checkNames(files: readonly string[]): Findings {
  return files.flatMap((file) => {
    const parts = file.split("/");
    const name = parts.pop() ?? "";
    const found: Findings = [];
    // An address may be a file's, where programs look for one.
    const isFileAddress = (part: string) => name === "route.ts" && /^[a-z-]+\.json$/.test(part);
    if (FORBIDDEN_NAMES.test(name)) found.push(`${file}: the name says nothing of what is inside`);
    if (!KEBAB.test(name) && !/^(?:README|GLOSSARY)\.md$/.test(name)) found.push(`${file}: the name is not in kebab-case`);
    const shape = /(?:^|\/)app\//.test(file) ? ROUTE_FOLDER : KEBAB_FOLDER;
    if (parts.some((part) => !shape.test(part) && !isFileAddress(part))) found.push(`${file}: a folder's name is not in kebab-case`);
    return found;
  });
}

export const LONGEST_SERVICE = 320;

/** A service that has grown long is split into parts of its feature. */
export function checkServiceLength(tree: Tree): Findings {
  return [...tree]
    .filter(([file]) => /^src\/features\/.+\/service\.ts$/.test(file))
    .map(([file, text]) => [file, text.trimEnd().split("\n").length] as const)
    .filter(([, lines]) => lines > LONGEST_SERVICE)
    .map(([file, lines]) => `${file}: ${String(lines)} lines, while ${String(LONGEST_SERVICE)} is the most`);
}

interface Exported {
  name: string;
  node: ts.FunctionDeclaration | ts.VariableStatement;
  parameters: ts.NodeArray<ts.ParameterDeclaration> | undefined;
  initializer: ts.Expression | undefined;
}

/** Reads a source into its syntax tree, in which every node knows what it stands in. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

function isExported(node: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The exported values of a file, functions and constants alike; overloads once. */
function exportsOf(source: ts.SourceFile): Exported[] {
  const found = new Map<string, Exported>();
  for (const node of source.statements) {
    if (ts.isFunctionDeclaration(node) && isExported(node)) {
      const name = node.name?.text ?? "default";
      if (!found.has(name)) found.set(name, { name, node, parameters: node.parameters, initializer: undefined });
    } else if (ts.isVariableStatement(node) && isExported(node)) {
      for (const declaration of node.declarationList.declarations) {
        const initializer = declaration.initializer === undefined ? undefined : unwrap(declaration.initializer);
        const isFunction = initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
        found.set(declaration.name.getText(source), { name: declaration.name.getText(source), node, parameters: isFunction ? initializer.parameters : undefined, initializer });
      }
    }
  }
  return [...found.values()];
}

function unwrap(expression: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)) return unwrap(expression.expression);
  return expression;
}

const isDocumented = /^src\/(?:domain\/[^/]+|features\/.+\/(?:rules|policy|service|report))\.ts$/;

/** Every function that others call says in a sentence what it promises. */
export function checkDocstrings(tree: Tree): Findings {
  return [...tree].filter(([file]) => isDocumented.test(file) && !file.includes(".test.")).flatMap(([file, text]) =>
    exportsOf(parse(file, text))
      .filter((exported) => exported.parameters !== undefined && !/^[A-Z“"'(].*[.?!:)]/s.test(sentenceOf(exported.node)))
      .map((exported) => `${file}: ${exported.name} has no sentence that says what it promises`),
  );
}

function sentenceOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "")
    .join(" ")
    .trim();
}

/** Use cases that no actor asks for, each with its reason. */
export const WITHOUT_ACTOR: Readonly<Record<string, string>> = {
  "src/features/accounts/service.ts: signInWithPassword": "nobody is signed in yet",
  "src/features/accounts/service.ts: findOidcAccount": "nobody is signed in yet; the provider has said who it is",
  "src/features/api/service.ts: streamDataset": "what is published is everyone's; which data sets are, findPublished says",
  "src/features/open-data/service.ts: findPublished": "what is published is everyone's, and nothing is found while it is off",
  "src/features/open-data/service.ts: tagOf": "says of a published file whether it is another one, and nothing of what is in it",
  "src/features/municipality/profile/service.ts: readCoat": "the coat of arms stands on the sign-in page",
};

/** Every use case is told who asks: the actor first, or a handle and then the actor, or the permit that was given, when it is a part of another use case. */
export function checkActors(tree: Tree, exceptions: Readonly<Record<string, string>> = WITHOUT_ACTOR): Findings {
  const used = new Set<string>();
  const found = [...tree].filter(([file]) => /^src\/features\/.+\/service\.ts$/.test(file)).flatMap(([file, text]) => {
    const source = parse(file, text);
    const passedOn = source.statements.some((node) => ts.isExportDeclaration(node) && !node.isTypeOnly) ? [`${file}: passes on what another file exports`] : [];
    return exportsOf(source).flatMap((exported) => {
      const name = `${file}: ${exported.name}`;
      if (exported.parameters === undefined) {
        const isCall = exported.initializer !== undefined && !ts.isLiteralExpression(exported.initializer) && !ts.isObjectLiteralExpression(exported.initializer) && !ts.isArrayLiteralExpression(exported.initializer) && !ts.isPrefixUnaryExpression(exported.initializer);
        return isCall ? [`${name} is made by a call, so that nobody sees whether it takes an actor`] : [];
      }
      const [first, second] = exported.parameters.map((parameter) => parameter.type?.getText(source) ?? "");
      // A system that asks is as little a person as its use cases are a person's.
      if (first === "Actor" || first === "ClientSystem" || ((first === "Tx" || first === "Read") && (second === "Actor" || second?.startsWith("Permit<") === true))) return [];
      if (exceptions[name] === undefined) return [`${name} does not take the actor first`];
      used.add(name);
      return [];
    }).concat(passedOn);
  });
  return [...found, ...Object.keys(exceptions).filter((name) => tree.has(name.split(": ")[0] ?? "") && !used.has(name)).map((name) => `${name} is excepted without need`)];
}

/** Actions that stand without defineAction, each with its reason. */
export const OWN_ACTIONS: Readonly<Record<string, string>> = {
  "src/features/accounts/actions.ts: signIn": "makes the session that defineAction asks for",
  "src/features/accounts/actions.ts: signOut": "ends it, whatever state it is in",
  "src/features/accounts/actions.ts: setDisplay": "language and theme are anyone's to choose, also on the way in",
};

/** Every action goes through the one door, and stands in an actions.ts. */
export function checkActions(tree: Tree, exceptions: Readonly<Record<string, string>> = OWN_ACTIONS): Findings {
  return [...tree].filter(([file]) => /^src\/.*\.tsx?$/.test(file)).flatMap(([file, text]) => {
    const source = parse(file, text);
    const isActions = /^src\/features\/.+\/actions\.ts$/.test(file);
    if (!isActions) return hasDirective(source, "use server") ? [`${file}: an action outside actions.ts`] : [];
    const found: Findings = directiveOf(source.statements) === "use server" ? [] : [`${file}: does not begin with "use server"`];
    const actions = exportsOf(source);
    if (actions.length === 0) found.push(`${file}: has no action`);
    for (const action of actions) {
      const name = `${file}: ${action.name}`;
      if (!isCallOf(action.initializer, "defineAction") && exceptions[name] === undefined) found.push(`${name} is not made by defineAction`);
    }
    return found;
  });
}

/** Routes that stand without defineRoute, each with its reason. */
export const OWN_ROUTES: Readonly<Record<string, string>> = {
  "src/app/healthz/route.ts": "tells a load balancer that the process lives, whoever asks",
  "src/app/readyz/route.ts": "tells a load balancer whether the database is ready, whoever asks",
  "src/app/api/auth/[...nextauth]/route.ts": "the sign-in library's own addresses",
  "src/app/api/v1/[register]/route.ts": "opened by a system's token, through defineSystemRoute",
  "src/app/api/v1/[register]/[id]/route.ts": "opened by a system's token, through defineSystemRoute",
  "src/app/api/v1/openapi.json/route.ts": "opened by a system's token or to who has signed in, through defineSystemRoute",
  "src/app/open-data/[file]/route.ts": "everyone's once it is turned on, through defineOpenRoute",
  "src/app/api/calendars/[file]/route.ts": "opened by the key in its address, through defineKeyedRoute",
  "src/app/api/municipality/coat/[id]/route.ts": "a picture that stands on the sign-in page, through defineOpenRoute",
};

/** Every route goes through the one door. */
export function checkRoutes(tree: Tree, exceptions: Readonly<Record<string, string>> = OWN_ROUTES): Findings {
  const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
  return [...tree].filter(([file]) => /^src\/app\/.*route\.tsx?$/.test(file) && exceptions[file] === undefined).flatMap(([file, text]) => {
    const source = parse(file, text);
    const reexports = source.statements.some(ts.isExportDeclaration) ? [`${file}: exports what another file has made`] : [];
    const handlers = exportsOf(source).filter((exported) => methods.has(exported.name));
    if (handlers.length === 0 && reexports.length === 0) return [`${file}: answers no method`];
    return [...reexports, ...handlers.filter((handler) => !isCallOf(handler.initializer, handler.name === "POST" && isCallOf(handler.initializer, "defineUpload") ? "defineUpload" : "defineRoute")).map((handler) => `${file}: ${handler.name} is not made by defineRoute`)];
  });
}

function isCallOf(expression: ts.Expression | undefined, name: string): boolean {
  return expression !== undefined && ts.isCallExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text === name;
}

function directiveOf(statements: ts.NodeArray<ts.Statement>): string | undefined {
  const [first] = statements;
  return first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? first.expression.text : undefined;
}

function hasDirective(source: ts.SourceFile, directive: string): boolean {
  let found = directiveOf(source.statements) === directive;
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) && directiveOf(node.statements) === directive) found = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * No source names a municipality, and none asks which pack is at hand: what differs is data in the pack. A test or benchmark may
 * choose its pack by the pack's id, since it must choose one.
 */
export function checkMunicipalities(tree: Tree, names: readonly string[], packIds: readonly string[] = []): Findings {
  const anyOf = (texts: readonly string[]) => texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const named = new RegExp(anyOf([...names, ...packIds]), "iu");
  const chosen = new RegExp(`\\b(?:${anyOf(packIds)})\\b`, "gu");
  return [...tree].flatMap(([file, text]) => {
    const isTest = /^(?:tests|e2e|bench)\//.test(file);
    const judged = isTest && packIds.length > 0 ? text.normalize("NFC").replace(chosen, "") : text.normalize("NFC");
    const found = named.exec(judged);
    if (found) return [`${file}:${String(judged.slice(0, found.index).split("\n").length)}: names ${found[0]}`];
    return /\.tsx?$/.test(file) ? packComparisons(file, text) : [];
  });
}

function packComparisons(file: string, text: string): Findings {
  const source = parse(file, text);
  const found: Findings = [];
  const isPackId = (node: ts.Node) => /(?:^|\.)(?:getPack\(\)|\w*[pP]ack)\.id$|[pP]ackId$|UTBLICK_PACK["'\]]*$/.test(node.getText(source));
  const isText = (node: ts.Node) => ts.isStringLiteralLike(node);
  const report = (node: ts.Node) => found.push(`${file}:${String(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1)}: asks which pack is at hand`);
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken, ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken].includes(node.operatorToken.kind)) {
      if ((isPackId(node.left) && isText(node.right)) || (isPackId(node.right) && isText(node.left))) report(node);
    }
    if (ts.isSwitchStatement(node) && isPackId(node.expression)) report(node);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isPackId(node.expression.expression) && ["startsWith", "endsWith", "includes", "match"].includes(node.expression.name.text)) report(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Lists of choices that carry an enum's name hold exactly the enum's values. */
export function checkEnums(tree: Tree, enums: ReadonlyMap<string, readonly string[]>): Findings {
  return [...tree].filter(([file]) => /^(?:src|prisma\/packs)\/.*\.ts$/.test(file)).flatMap(([file, text]) => {
    const source = parse(file, text);
    const lists = new Map(exportsOf(source).map((exported) => [exported.name, exported.initializer]));
    return source.statements.filter(ts.isTypeAliasDeclaration).flatMap((alias) => {
      const values = enums.get(alias.name.text);
      const list = /^\(typeof (\w+)\)\[number\]$/.exec(alias.type.getText(source))?.[1];
      const initializer = list === undefined ? undefined : lists.get(list);
      if (values === undefined || initializer === undefined || !ts.isArrayLiteralExpression(initializer)) return [];
      const written = initializer.elements.filter(ts.isStringLiteral).map((element) => element.text);
      return [...written].sort().join() === [...values].sort().join() ? [] : [`${file}: ${alias.name.text} is ${written.join(", ")}, while the database has ${values.join(", ")}`];
    });
  });
}

/** Reasons of refusals that no page puts into words, each with who does. */
export const WORDED_ELSEWHERE: Readonly<Record<string, string>> = {
  wrongCredentials: "the sign-in form says the same of a wrong address and a wrong password",
  municipalityOtherPack: "the program that loads the demonstration says it in the terminal",
  municipalityHasRecords: "the program that loads the demonstration says it in the terminal",
};

/** Message keys that a file uses, and those that begin with a fixed part. */
export interface UsedKeys {
  keys: { key: string; at: string }[];
  prefixes: { prefix: string; at: string }[];
}

/** Finds the keys that code looks up: in `words("…")`, in `message: "…"`, in what schemas complain with, and reasons of refusals. */
export function findUsedKeys(tree: Tree, groups: ReadonlySet<string>): UsedKeys {
  const used: UsedKeys = { keys: [], prefixes: [] };
  const isKey = (text: string) => /^[a-zA-Z]+(?:\.[A-Za-z0-9_]+)+$/.test(text);
  for (const [file, text] of tree) {
    if (!/^src\/.*\.tsx?$/.test(file) || file.includes(".test.")) continue;
    const source = parse(file, text);
    const at = (node: ts.Node) => `${file}:${String(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1)}`;
    const isSchema = /\/schema\.ts$|^src\/lib\/fields\.ts$/.test(file);
    const take = (node: ts.Expression): void => {
      if (ts.isStringLiteralLike(node)) used.keys.push({ key: node.text, at: at(node) });
      else if (ts.isTemplateExpression(node)) {
        const prefix = node.head.text;
        if (prefix.includes(".")) used.prefixes.push({ prefix: prefix.slice(0, prefix.lastIndexOf(".")), at: at(node) });
      } else if (ts.isConditionalExpression(node)) {
        take(node.whenTrue);
        take(node.whenFalse);
      } else if (ts.isParenthesizedExpression(node)) take(node.expression);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const [first] = node.arguments;
        const name = node.expression.getText(source);
        if (first && /^(?:words|w|t)$|\bwords$/.test(name)) take(first);
        if (first && name === "refuse" && file.startsWith("src/features/") && ts.isStringLiteralLike(first) && WORDED_ELSEWHERE[first.text] === undefined) used.keys.push({ key: `refusals.${first.text}`, at: at(first) });
      }
      if (ts.isPropertyAssignment(node) && node.name.getText(source) === "message" && (!ts.isStringLiteralLike(node.initializer) || isKey(node.initializer.text))) take(node.initializer);
      if (isSchema && ts.isStringLiteral(node) && isKey(node.text) && groups.has(node.text.split(".")[0] ?? "") && !ts.isImportDeclaration(node.parent)) used.keys.push({ key: node.text, at: at(node) });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  used.keys = used.keys.filter((one, index) => used.keys.findIndex((other) => other.key === one.key && other.at === one.at) === index);
  return used;
}
