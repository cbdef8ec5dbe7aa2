import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "./files.mjs";

/** Where the program's own names for its folders lead, as tsconfig.json has them. */
const ALIASES = Object.entries({ "@/": "src", "@db/": "prisma/generated", "@packs/": "prisma/packs" });
/** The commands of an image, apart from serving. */
const COMMANDS = ["migrate.mjs", "worker.mjs", "backup.mjs", "backup-key.mjs", "restore.mjs", "audit-verify.mjs", "editions-verify.mjs", "first-administrator.mjs"].map((name) => path.join("scripts", name));
/** What commands start rather than import. */
const STARTED = ["scripts/schema-engine.mjs", "prisma/start/worker.ts", "prisma/start/governing-documents.ts", "prisma/start/first-administrator.ts"];
const STARTED_PACKAGES = ["tsx", "prisma", "@prisma/schema-engine-wasm", "@prisma/driver-adapter-utils"];
/** What Prisma's program asks for and migrating never comes to: browsing databases and developing against one. */
const NEVER_LOADED = new Set(["@electric-sql/pglite", "@electric-sql/pglite-socket", "@electric-sql/pglite-tools", "elkjs", "mysql2"]);
/** Folders and files of the checkout that the commands read by name. */
const READ_BY_NAME = ["package.json", "package-lock.json", "tsconfig.json", "prisma.config.ts", "LICENSE", "prisma/schema.prisma", "prisma/models", "prisma/migrations", "prisma/packs", "prisma/queues.json", "prisma/generated", "src", ".data/generated.json", "node_modules/.package-lock.json"];
/** What of a package no program loads: types, maps, words to read, and the engines of other databases. */
const UNREAD = /\.(?:map|d\.[cm]?ts|md)$|[/\\]@prisma[/\\]studio-core[/\\]dist[/\\](?:ui|metafile)|[/\\]@prisma[/\\]client[/\\]runtime[/\\]query_(?:engine|compiler).*\.(?:mysql|sqlite|sqlserver|cockroachdb)\b/;
const SOURCE = /\.(?:[cm]?[jt]sx?)$/;

/**
 * Lays what an image holds into an empty folder: the finished build, the commands, and of the packages only what those two load.
 * @param {string} to
 */
export function layImage(to) {
  fs.mkdirSync(to, { recursive: true });
  if (fs.readdirSync(to).length > 0) throw new Error(`${to} is not empty.`);
  const { files, packages } = follow([...COMMANDS, ...STARTED]);
  for (const name of new Set([...READ_BY_NAME, ...files])) copy(name, to, (file) => !/\.test\.tsx?$/.test(file));
  for (const name of reach([...packages, ...STARTED_PACKAGES])) copy(name, to, (file) => !UNREAD.test(file));

  // The server's packages lie with the commands', each once.
  const standalone = path.join(ROOT, ".next", "standalone");
  const modules = path.join(standalone, "node_modules");
  // Pictures are served as they are, so nothing comes to the optimiser's libraries.
  const isServed = (/** @type {string} */ file) => !/^(?:sharp|@img)(?:\/|$)/.test(path.relative(modules, file));
  fs.cpSync(modules, path.join(to, "node_modules"), { recursive: true, verbatimSymlinks: true, filter: isServed });
  for (const name of [".next", "server.js", "front-door.mjs", "package.json", "public"]) {
    const from = path.join(standalone, name);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(to, ".next", "standalone", name), { recursive: true, verbatimSymlinks: true });
  }
  for (const shared of ["node_modules", "src", "prisma"]) fs.symlinkSync(path.join("..", "..", shared), path.join(to, ".next", "standalone", shared));
  // Nobody in particular runs it, and reads even what the builder keeps to itself.
  fs.chmodSync(path.join(to, ".data"), 0o755);
  fs.chmodSync(path.join(to, ".data", "generated.json"), 0o644);
}

/**
 * @param {string} name
 * @param {string} to
 * @param {(file: string) => boolean} [filter]
 */
function copy(name, to, filter = () => true) {
  fs.cpSync(path.join(ROOT, name), path.join(to, name), { recursive: true, verbatimSymlinks: true, filter });
}

/**
 * The files of the checkout that some import, and the packages that those import.
 * @param {readonly string[]} entries
 */
function follow(entries) {
  const [files, packages] = [new Set(entries), new Set()];
  for (const file of files) {
    if (!SOURCE.test(file)) continue;
    const source = fs.readFileSync(path.join(ROOT, file), "utf8");
    // Types are gone when a program runs.
    const run = /\.tsx?$/.test(file) ? ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.ReactJSX } }).outputText : source;
    for (const { fileName: asked } of ts.preProcessFile(run, true, true).importedFiles) {
      if (asked.startsWith("node:")) continue;
      const alias = ALIASES.find(([name]) => asked.startsWith(name));
      const local = asked.startsWith(".") ? path.join(path.dirname(file), asked) : alias && path.join(alias[1], asked.slice(alias[0].length));
      if (local === undefined) packages.add(asked.split("/").slice(0, asked.startsWith("@") ? 2 : 1).join("/"));
      else files.add(findFile(local));
    }
  }
  return { files: [...files], packages: [...packages] };
}

/** @param {string} name a file as it is imported, from the checkout's root */
function findFile(name) {
  const found = ["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => name + end).find((file) => fs.statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isFile());
  if (found === undefined) throw new Error(`No file for the import of ${name}.`);
  return found;
}

/**
 * The folders of packages and of all that they depend on, as far as that is installed: what is optional may not be.
 * @param {readonly string[]} names
 */
function reach(names) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {string} name @param {string} from */
  const add = (name, from) => {
    if (NEVER_LOADED.has(name)) return;
    const folder = findPackage(name, from);
    if (folder === undefined || folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(fs.readFileSync(path.join(ROOT, folder, "package.json"), "utf8"));
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) add(needed, folder);
  };
  for (const name of names) {
    if (findPackage(name, "") === undefined) throw new Error(`The package ${name} is imported and not installed.`);
    add(name, "");
  }
  return [...folders];
}

/** @param {string} name @param {string} from the folder of the package that asks for it */
function findPackage(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules") - 1))) {
    const folder = path.join(at, "node_modules", name);
    if (fs.existsSync(path.join(ROOT, folder, "package.json"))) return folder;
    if (at === "") return undefined;
  }
}
