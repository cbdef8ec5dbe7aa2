import type { Findings } from "./source-checks";

/** What the database holds, as the Prisma files declare it. */
export interface Schema {
  /** Each model's columns: fields that only point to another model hold nothing themselves and are left out. */
  models: Map<string, string[]>;
  enums: Map<string, string[]>;
}

/** Reads models and enums out of Prisma's schema language. */
export function parseSchema(text: string): Schema {
  const blocks = [...text.matchAll(/^(model|enum)\s+(\w+)\s*\{\n([\s\S]*?)^\}/gm)];
  const modelNames = new Set(blocks.filter(([, kind]) => kind === "model").map(([, , name]) => name));
  const schema: Schema = { models: new Map(), enums: new Map() };
  for (const [, kind, name = "", body = ""] of blocks) {
    const lines = body.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("//") && !line.startsWith("@@"));
    if (kind === "enum") schema.enums.set(name, lines.map((line) => line.split(/\s/)[0] ?? ""));
    else {
      const fields = lines.map((line) => /^(\w+)\s+(\w+)/.exec(line)).filter((match) => match !== null);
      schema.models.set(name, fields.filter((match) => !modelNames.has(match[2])).map((match) => match[1] ?? ""));
    }
  }
  return schema;
}

interface Term {
  english: string;
  swedish: string;
  meaning: string;
  section: string;
}

/** Reads the glossary's tables: identifier, Swedish word, meaning, source. */
export function parseGlossary(text: string): Term[] {
  let section = "";
  return text.split("\n").flatMap((line) => {
    if (line.startsWith("## ")) section = line.slice(3).trim();
    const cells = line.startsWith("| `") ? line.split("|").map((cell) => cell.trim()) : [];
    return cells.length < 5 ? [] : [{ english: (cells[1] ?? "").replaceAll("`", ""), swedish: cells[2] ?? "", meaning: cells[3] ?? "", section }];
  });
}

export const STORED = "What is stored";

/** Every model and enum has its word, every word that is said to be stored is, and there is one word for one thing. */
export function checkGlossary(text: string, schema: Schema): Findings {
  const terms = parseGlossary(text);
  const stored = new Set([...schema.models.keys(), ...schema.enums.keys()]);
  const written = new Set(terms.map((term) => term.english));
  const repeated = (values: string[]) => [...new Set(values.filter((value, index) => value !== "" && value !== "–" && values.indexOf(value) !== index))];
  return [
    ...[...stored].filter((name) => !written.has(name)).map((name) => `${name} is not in the glossary`),
    ...terms.filter((term) => term.section === STORED && !stored.has(term.english)).map((term) => `${term.english} is in the glossary as stored, and is not`),
    ...terms.filter((term) => term.swedish === "" || !/[.)]$/.test(term.meaning)).map((term) => `${term.english} has no Swedish word or no meaning`),
    ...repeated(terms.map((term) => term.english)).map((name) => `${name} stands twice`),
    ...repeated(terms.map((term) => term.swedish)).map((word) => `“${word}” is the word for two things`),
  ];
}

/** Every column is classified, and nothing is classified that is not there. */
export function checkClassification(classification: Readonly<Record<string, Readonly<Record<string, string>>>>, classes: readonly string[], schema: Schema): Findings {
  const found: Findings = [];
  for (const [model, fields] of schema.models) {
    for (const field of fields) if (classification[model]?.[field] === undefined) found.push(`${model}.${field} is not classified`);
  }
  for (const [model, fields] of Object.entries(classification)) {
    for (const [field, given] of Object.entries(fields)) {
      if (schema.models.get(model)?.includes(field) !== true) found.push(`${model}.${field} is classified, and is not in the database`);
      if (!classes.includes(given)) found.push(`${model}.${field} is classified as ${given}, which is no class`);
    }
  }
  return found;
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  engines?: Record<string, string>;
}

interface Lock {
  packages: Record<string, (Manifest & { version?: string; resolved?: string; link?: boolean; inBundle?: boolean; integrity?: string }) | undefined>;
}

/** Every package has one exact version, the lock file agrees, and the ones with known holes or traps keep their floors. */
export function checkPackages(manifest: Manifest, lock: Lock): Findings {
  const found: Findings = [];
  const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  for (const [name, version] of Object.entries(named)) {
    if (!/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version)) found.push(`${name} is asked for as ${version}, which is no exact version`);
    const locked = lock.packages[`node_modules/${name}`];
    if (locked?.version !== version) found.push(`${name} is ${version} in package.json and ${locked?.version ?? "absent"} in package-lock.json`);
  }
  const copy = lock.packages[""] ?? {};
  for (const group of ["dependencies", "devDependencies", "optionalDependencies"] as const) {
    if (JSON.stringify(sorted(copy[group])) !== JSON.stringify(sorted(manifest[group]))) found.push(`package-lock.json was written for other ${group}`);
  }
  for (const [name, entry] of Object.entries(lock.packages)) {
    if (name === "" || entry === undefined || entry.link === true) continue;
    if (entry.version === undefined) found.push(`${name} has no version in package-lock.json`);
    // What is bundled lies in the package around it, whose digest covers it.
    if (entry.integrity === undefined && entry.inBundle !== true) found.push(`${name} has no digest in package-lock.json`);
    if (entry.resolved !== undefined && !entry.resolved.startsWith("https://registry.npmjs.org/")) found.push(`${name} comes from ${entry.resolved}`);
  }
  if (!isAtLeast(named["next"] ?? "0.0.0", [16, 4, 5])) found.push("next below 16.4.5 lets strangers run code");
  if (!/^6\./.test(named["typescript"] ?? "")) found.push("dependency-cruiser and typescript-eslint read TypeScript 6 only");
  const engine = /^>=(\d+)\.(\d+)/.exec(manifest.engines?.["node"] ?? "");
  if (!engine || !isAtLeast(`${engine[1] ?? "0"}.${engine[2] ?? "0"}.0`, [20, 19, 0])) found.push("engines must ask for Node 20.19 or later");
  return found;
}

const sorted = (group: Record<string, string> | undefined) => Object.entries(group ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

function isAtLeast(version: string, floor: readonly [number, number, number]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  for (const [index, least] of floor.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
