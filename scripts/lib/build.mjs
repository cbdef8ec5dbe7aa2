import fs from "node:fs";
import path from "node:path";
import { DATA, ROOT, digest, makeStateDirectory, readJson, withLock, writePrivately } from "./files.mjs";
import { runPrisma } from "./prisma.mjs";
import { run } from "./process.mjs";

const GENERATED = path.join(ROOT, "prisma", "generated");
const OUTPUT = path.join(ROOT, ".next");
const STANDALONE = path.join(OUTPUT, "standalone");
/** Lies in the output, so that removing the output removes the claim about it. */
const BUILD_RECORD = path.join(OUTPUT, "utblick-build.json");
const MODEL = ["prisma/schema.prisma", "prisma/models", "package-lock.json"];
/** Everything that a build is made of: files and folders of the checkout. */
export const SOURCES = ["src", "public", "prisma/packs", ...MODEL, "package.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "tsconfig.build.json", "scripts/lib/build.mjs", "scripts/front-door.mjs"];
/** What a build must not know: it would be baked into files that outlive the process. */
const SECRETS = /^(DATABASE_|UTBLICK_|NEXTAUTH_|npm_)/;

/** The program that serves a finished build. */
export const SERVER = path.join(STANDALONE, "front-door.mjs");

/**
 * How the server is run: left to itself, the heap of a large machine grows to gigabytes before it is looked through. Whoever sets a limit of one's own keeps it.
 * @template {{ NODE_OPTIONS?: string | undefined }} Environment
 * @param {Environment} environment
 * @returns {Environment & { NODE_OPTIONS?: string | undefined }}
 */
export function limitHeap(environment) {
  const options = environment.NODE_OPTIONS ?? "";
  return /--max[-_]old[-_]space[-_]size/.test(options) ? environment : { ...environment, NODE_OPTIONS: `${options} --max-old-space-size=640`.trim() };
}

/**
 * Generates the database client when the model has changed since it was last generated.
 * @param {(line: string) => void} [log]
 */
export async function generateClient(log = () => {}) {
  const record = path.join(DATA, "generated.json");
  const wanted = digest(ROOT, MODEL);
  const isCurrent = () => readJson(record)?.model === wanted && fs.existsSync(path.join(GENERATED, "client.ts"));
  // Where nothing can be written, as in a container, nothing needs to be.
  if (isCurrent()) return;
  makeStateDirectory(DATA);
  await withLock(path.join(DATA, "generate.lock"), async () => {
    if (isCurrent()) return;
    log("Generating the database client.");
    await runPrisma(["generate"]);
    writePrivately(record, JSON.stringify({ model: wanted }));
  });
}

/** A digest of everything that a build is made of. */
export function digestSources() {
  return digest(ROOT, SOURCES, (name) => !/(\.test\.tsx?|\.md)$/.test(name));
}

/**
 * Builds the app when its sources have changed since the last finished build.
 * @param {(line: string) => void} [log]
 * @param {AbortSignal} [signal] stops a build that is under way
 */
export async function build(log = () => {}, signal) {
  await generateClient(log);
  await withLock(path.join(DATA, "build.lock"), async () => {
    const sources = digestSources();
    if (readJson(BUILD_RECORD)?.sources === sources && fs.existsSync(SERVER)) return;
    log("Building the app.");
    fs.rmSync(BUILD_RECORD, { force: true });
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.test(name)));
    const answer = await run(process.execPath, [path.join(ROOT, "node_modules", "next", "dist", "bin", "next"), "build"], {
      cwd: ROOT,
      env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      signal,
    });
    if (answer.code !== 0) {
      // A failed build is kept and served again by the next one.
      fs.rmSync(OUTPUT, { recursive: true, force: true });
      signal?.throwIfAborted();
      throw new Error(`The build failed:\n${`${answer.stdout}\n${answer.stderr}`.trim()}`);
    }
    completeStandalone();
    fs.writeFileSync(BUILD_RECORD, JSON.stringify({ sources }));
  });
}

/** The standalone folder lacks what a web server in front could serve, and holds settings that are nobody's business. */
function completeStandalone() {
  fs.copyFileSync(path.join(ROOT, "scripts", "front-door.mjs"), SERVER);
  fs.cpSync(path.join(OUTPUT, "static"), path.join(STANDALONE, ".next", "static"), { recursive: true });
  const assets = path.join(ROOT, "public");
  if (fs.existsSync(assets)) fs.cpSync(assets, path.join(STANDALONE, "public"), { recursive: true });
  for (const name of fs.readdirSync(STANDALONE)) {
    if (name.startsWith(".env")) fs.rmSync(path.join(STANDALONE, name), { force: true });
  }
}
