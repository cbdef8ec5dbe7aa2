import path from "node:path";
import ts from "typescript";
import type { Findings } from "./source-checks";

/** What the program can write in its log: acts and kinds of records, and what of it could not be found out. */
export interface Acts {
  actions: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  unknown: Findings;
}

/** Finds every act and kind of record that is handed to the log, by following the types: through templates, conditions and the parameters of functions. */
export function findActs(files: readonly string[], options: ts.CompilerOptions, root: string): Acts {
  const program = ts.createProgram([...files], options);
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter((source) => files.includes(source.fileName));
  const [actions, kinds, unknown] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const each = (visit: (node: ts.Node) => void) => {
    const walk = (node: ts.Node) => {
      visit(node);
      ts.forEachChild(node, walk);
    };
    sources.forEach(walk);
  };

  const calls = new Map<ts.Symbol, ts.CallExpression[]>();
  const symbolOf = (node: ts.Node): ts.Symbol | undefined => {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  };
  each((node) => {
    const symbol = ts.isCallExpression(node) ? symbolOf(node.expression) : undefined;
    if (symbol !== undefined && ts.isCallExpression(node)) calls.set(symbol, [...(calls.get(symbol) ?? []), node]);
  });

  const placeOf = (node: ts.Node) => {
    const source = node.getSourceFile();
    return `${path.relative(root, source.fileName)}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
  };

  /** The texts that an expression can be; null where that cannot be told. */
  const textsOf = (expression: ts.Expression, following: readonly ts.Node[] = []): string[] | null => {
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    const type = checker.getTypeAtLocation(expression);
    const members = type.isUnion() ? type.types : [type];
    if (members.every((member) => member.isStringLiteral())) return members.map((member) => member.value);
    if (ts.isConditionalExpression(expression)) return joined([textsOf(expression.whenTrue, following), textsOf(expression.whenFalse, following)]);
    if (ts.isTemplateExpression(expression)) {
      return expression.templateSpans.reduce<string[] | null>((texts, span) => {
        const inner = texts === null ? null : textsOf(span.expression, following);
        return inner === null ? null : (texts ?? []).flatMap((text) => inner.map((one) => text + one + span.literal.text));
      }, [expression.head.text]);
    }
    if (!ts.isIdentifier(expression)) return null;
    const symbol = ts.isShorthandPropertyAssignment(expression.parent) ? checker.getShorthandAssignmentValueSymbol(expression.parent) : checker.getSymbolAtLocation(expression);
    const declared = symbol?.valueDeclaration;
    if (declared === undefined || !ts.isParameter(declared)) return null;
    // A function that hands its own parameter on to itself tells nothing new.
    if (following.includes(declared)) return [];
    const owner = declared.parent;
    const name = owner.name ?? (ts.isVariableDeclaration(owner.parent) || ts.isPropertyAssignment(owner.parent) ? owner.parent.name : undefined);
    const called = name === undefined ? undefined : symbolOf(name);
    const given = called === undefined ? [] : (calls.get(called) ?? []);
    if (given.length === 0) return null;
    const place = owner.parameters.indexOf(declared);
    return joined(given.map((call) => {
      const argument = call.arguments[place];
      return argument === undefined ? [] : textsOf(argument, [...following, declared]);
    }));
  };

  /** The kind in an expression for a record: an object that says it, or a function that makes one. */
  const kindsOf = (expression: ts.Expression): string[] | null => {
    if (ts.isObjectLiteralExpression(expression)) {
      const kind = expression.properties.find((property) => property.name?.getText() === "kind");
      return kind !== undefined && ts.isPropertyAssignment(kind) ? textsOf(kind.initializer) : null;
    }
    const made = ts.isCallExpression(expression) ? symbolOf(expression.expression)?.valueDeclaration : undefined;
    if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined || !ts.isArrowFunction(made.initializer)) return null;
    const body = made.initializer.body;
    return ts.isParenthesizedExpression(body) ? kindsOf(body.expression) : null;
  };

  each((node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    const property = (name: string) => node.properties.find((one) => one.name?.getText() === name);
    const [action, subject] = [property("action"), property("subject")];
    if (action === undefined || subject === undefined) return;
    const valueOf = (one: ts.ObjectLiteralElementLike) => (ts.isShorthandPropertyAssignment(one) ? one.name : ts.isPropertyAssignment(one) ? one.initializer : null);
    const [what, which] = [valueOf(action), valueOf(subject)];
    const texts = what === null ? null : textsOf(what);
    if (texts === null) unknown.add(`${placeOf(node)} writes an act that cannot be told beforehand`);
    for (const text of texts ?? []) actions.add(text);
    // What is handed on whole belongs to a register, and those are asked for by themselves.
    const found = which === null ? null : kindsOf(which);
    for (const kind of found ?? []) kinds.add(kind);
    if (found === null && which !== null && !ts.isIdentifier(which)) unknown.add(`${placeOf(node)} writes a kind of record that cannot be told beforehand`);
  });
  return { actions, kinds, unknown: [...unknown] };
}

function joined(parts: readonly (string[] | null)[]): string[] | null {
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}
