import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const SRC = path.resolve(import.meta.dirname, "..", "..", "src");

/** Something that a file makes callable, and whether an actor is handed to it. */
export interface Callable {
  name: string;
  takesActor: boolean;
}

/** Every use case of every service: `feature.function`, parts of features as `feature/part.function`. */
export function listServiceExports(): Callable[] {
  return filesNamed("service.ts").flatMap((file) => callablesIn(file).map(({ name, takesActor }) => ({ name: `${placeOf(file)}.${name}`, takesActor })));
}

/** Every form's action: `feature.action`. */
export function listActions(): string[] {
  return filesNamed("actions.ts").flatMap((file) => callablesIn(file).map(({ name }) => `${placeOf(file)}.${name}`));
}

/** Every method of every route handler: `GET /path`. */
export function listRoutes(): string[] {
  return [...filesNamed("route.ts"), ...filesNamed("route.tsx")].flatMap((file) => {
    const folders = path.dirname(path.relative(path.join(SRC, "app"), file)).split(path.sep);
    const address = `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
    return callablesIn(file)
      .filter(({ name }) => /^[A-Z]+$/.test(name))
      .map(({ name }) => `${name} ${address}`);
  });
}

function filesNamed(name: string): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.join(SRC, file))
    .sort();
}

function placeOf(file: string): string {
  return path.dirname(path.relative(path.join(SRC, "features"), file)).split(path.sep).join("/");
}

function callablesIn(file: string): Callable[] {
  return findCallables(readFileSync(file, "utf8"));
}

/** What a source text exports that can be called. A plain value cannot; whatever else it is counts as callable. */
export function findCallables(text: string): Callable[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): Callable[] => {
    if (ts.isExportDeclaration(statement)) {
      if (statement.isTypeOnly) return [];
      const clause = statement.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) return [{ name: "*", takesActor: false }];
      return clause.elements.filter((element) => !element.isTypeOnly).map((element) => ({ name: element.name.text, takesActor: false }));
    }
    if (ts.isExportAssignment(statement)) return [{ name: "default", takesActor: false }];
    if (!ts.canHaveModifiers(statement) || !(ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? "default", takesActor: takesActor(statement.parameters) }];
    if (ts.isClassDeclaration(statement)) return [{ name: statement.name?.text ?? "default", takesActor: false }];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }): Callable[] => {
      if (initializer === undefined || isPlainValue(initializer)) return [];
      const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
      return [{ name: name.getText(), takesActor: isFunction && takesActor(initializer.parameters) }];
    });
  });
}

function takesActor(parameters: ts.NodeArray<ts.ParameterDeclaration>): boolean {
  return parameters.some((parameter) => parameter.type?.getText() === "Actor");
}

function isPlainValue(value: ts.Expression): boolean {
  return ts.isLiteralExpression(value) || value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword || (ts.isPrefixUnaryExpression(value) && ts.isLiteralExpression(value.operand));
}
