import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import nextConfig from "../../next.config.ts";
import { limitHeap, SOURCES } from "../../scripts/lib/build.mjs";
import { NO_TESTS, countPlaywright, countVitest } from "../../scripts/lib/checks.mjs";
import { digest, withLock } from "../../scripts/lib/files.mjs";
import { inspectInstallation, namesEverySystem, refuseMachine } from "../../scripts/lib/install.mjs";
import { choosePack, listPacks } from "../../scripts/lib/packs.mjs";
import { identityOf, isAlive, sleep } from "../../scripts/lib/process.mjs";
import { claimPort, releasePort, serve } from "../../scripts/lib/server.mjs";
import { afterTest, makeFolder, root } from "./workshop.ts";

async function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}

describe("the machine", () => {
  test("is refused in words when it is Windows or its Node is too old", () => {
    expect(refuseMachine({ platform: "win32", version: "24.0.0" })).toContain("Windows");
    expect(refuseMachine({ platform: "linux", version: "20.18.3" })).toContain("20.19");
    for (const version of ["20.19.0", "22.1.0", "24.11.1"]) expect(refuseMachine({ platform: "linux", version })).toBeUndefined();
  });
});

describe("the heap of the server", () => {
  test("has a limit, beside other options, and another where one is set", () => {
    expect(limitHeap({})).toEqual({ NODE_OPTIONS: "--max-old-space-size=640" });
    expect(limitHeap({ NODE_OPTIONS: "--enable-source-maps" })).toEqual({ NODE_OPTIONS: "--enable-source-maps --max-old-space-size=640" });
    for (const own of ["--max-old-space-size=2048", "--max_old_space_size=300"]) expect(limitHeap({ NODE_OPTIONS: own })).toEqual({ NODE_OPTIONS: own });
  });
});

describe("what is installed", () => {
  const lock = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "x" }, "node_modules/b": { version: "2.0.0", dev: true }, "node_modules/other-system": { version: "1.0.0", optional: true } };

  function install(installed: object | undefined): string {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify({ packages: lock }));
    if (installed) {
      fs.mkdirSync(path.join(folder, "node_modules"));
      fs.writeFileSync(path.join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
    }
    return folder;
  }

  test("is missing without npm's own record, which an interrupted installation lacks", () => {
    expect(inspectInstallation(install(undefined), { withDevelopment: false })).toBe("missing");
  });

  test("is current when every package is there in its version, other systems' aside", () => {
    const { "": _, "node_modules/other-system": __, ...here } = lock;
    expect(inspectInstallation(install(here), { withDevelopment: true })).toBe("current");
  });

  test("is stale when a version or a digest differs, or a development package is missing where one is needed", () => {
    const a = lock["node_modules/a"];
    expect(inspectInstallation(install({ "node_modules/a": { ...a, version: "1.0.1" } }), { withDevelopment: false })).toBe("stale");
    expect(inspectInstallation(install({ "node_modules/a": { ...a, integrity: "y" } }), { withDevelopment: false })).toBe("stale");
    expect(inspectInstallation(install({ "node_modules/a": a }), { withDevelopment: false })).toBe("current");
    expect(inspectInstallation(install({ "node_modules/a": a }), { withDevelopment: true })).toBe("stale");
  });

  test("is installed strictly only from a lock that names every system's packages", () => {
    const parent = { optionalDependencies: { "@x/linux": "1", "@x/mac": "1" } };
    expect(namesEverySystem({ "node_modules/x": parent, "node_modules/@x/linux": {} })).toBe(false);
    expect(namesEverySystem({ "node_modules/x": parent, "node_modules/@x/linux": {}, "node_modules/x/node_modules/@x/mac": {} })).toBe(true);
  });
});

describe("counting", () => {
  test("takes vitest's and Playwright's own figures, and counts what broke outside every test", () => {
    const unloaded = { name: "unloaded.test.ts", status: "failed", assertionResults: [] };
    expect(countVitest({ numPassedTests: 7, numFailedTests: 0, testResults: [unloaded] }, 1)).toEqual({ ...NO_TESTS, passed: 7, failed: 1, remarks: ["failed: unloaded.test.ts"] });
    expect(countVitest(undefined, 1)).toEqual({ ...NO_TESTS, failed: 1 });
    expect(countPlaywright({ stats: { expected: 5, unexpected: 0, flaky: 0 } }, 1)).toEqual({ ...NO_TESTS, passed: 5, failed: 1 });
  });

  test("names what failed, and what passed only at the second try", () => {
    const results = [
      { fullName: "keeps", status: "passed", failureMessages: [] },
      { fullName: "stumbles", status: "passed", failureMessages: ["once"] },
      { fullName: "breaks", status: "failed", failureMessages: ["once", "twice"] },
    ];
    const report = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 3, testResults: [{ name: "a.test.ts", status: "failed", assertionResults: results }] };
    expect(countVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 3, remarks: ["passed at the second try: stumbles", "failed: breaks"] });
    const journey = (title: string, status: string) => ({ title, tests: [{ status }] });
    const suites = [{ specs: [journey("keeps", "expected")], suites: [{ specs: [journey("stumbles", "flaky"), journey("breaks", "unexpected")] }] }];
    expect(countPlaywright({ stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 2 }, suites }, 1)).toEqual({ passed: 2, failed: 1, skipped: 2, remarks: ["passed at the second try: stumbles", "failed: breaks"] });
  });
});

describe("the sources' digest", () => {
  test("changes with a name and with a content, and not with what is not wanted", () => {
    const folder = makeFolder();
    const read = () => digest(folder, ["src", "missing"], (name) => !name.endsWith(".test.ts"));
    fs.mkdirSync(path.join(folder, "src"));
    fs.writeFileSync(path.join(folder, "src", "a.ts"), "1");
    const before = read();
    fs.writeFileSync(path.join(folder, "src", "a.test.ts"), "1");
    expect(read()).toBe(before);
    fs.writeFileSync(path.join(folder, "src", "a.ts"), "2");
    expect(read()).not.toBe(before);
    fs.writeFileSync(path.join(folder, "src", "a.ts"), "1");
    fs.renameSync(path.join(folder, "src", "a.ts"), path.join(folder, "src", "b.ts"));
    expect(read()).not.toBe(before);
  });
});

describe("the types that a build checks", () => {
  const name = nextConfig.typescript?.tsconfigPath ?? "tsconfig.json";
  const config = ts.getParsedCommandLineOfConfigFile(path.join(root, name), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  const read = (config?.fileNames ?? []).map((file) => path.relative(root, file));

  test("are the app's, every file of it, and no test's", () => {
    const app = fs.readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
    expect(app.length).toBeGreaterThan(100);
    expect(read.filter((file) => file.startsWith("src/")).sort()).toEqual(app.map((file) => path.join("src", file)).sort());
    expect(read.filter((file) => /^(tests|e2e|bench)\//.test(file) || /\.test\.tsx?$/.test(file))).toEqual([]);
  });

  test("are checked by the same rules as everything else, and a change of them builds anew", () => {
    // The framework rewrites a file that extends nothing, at every build.
    expect(JSON.parse(fs.readFileSync(path.join(root, name), "utf8"))).toMatchObject({ extends: "./tsconfig.json" });
    expect(SOURCES).toEqual(expect.arrayContaining([name, "tsconfig.json"]));
  });
});

describe("a lock", () => {
  test("lets one in at a time, and is taken over from a holder that died", async () => {
    const file = path.join(makeFolder(), "lock");
    fs.writeFileSync(file, `${String(process.pid)}@1`);
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await sleep(20);
      inside -= 1;
    };
    await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
    expect([most, fs.existsSync(file)]).toEqual([1, false]);
  });
});

describe("a process", () => {
  test("that is a zombie counts as dead", async () => {
    const child = spawn("/bin/sh", ["-c", "sleep 0 & exec sleep 5"]);
    afterTest(() => void child.kill("SIGKILL"));
    await sleep(300);
    const zombies = spawnSync("ps", ["-o", "pid=,stat=", "--ppid", String(child.pid)], { encoding: "utf8" }).stdout;
    const zombie = /^\s*(\d+) Z/m.exec(zombies)?.[1];
    if (zombie !== undefined) expect(isAlive(Number(zombie))).toBe(false);
    expect(isAlive(child.pid ?? 0)).toBe(true);
  });
});

describe("the municipality", () => {
  test("is one there are rules for, and another one is refused by name", () => {
    const packs = listPacks();
    expect(packs.length).toBeGreaterThan(1);
    expect(packs).toContain(choosePack(undefined));
    for (const pack of packs) expect(choosePack(pack)).toBe(pack);
    expect(() => choosePack("atlantis")).toThrow(/atlantis.*there are rules for/);
  });
});

describe("serving", () => {
  const program = `const http = require("node:http");
    http.createServer((request, response) => response.end(String(process.pid))).listen(Number(process.env.PORT), "127.0.0.1");`;

  async function askWho(port: number): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${String(port)}/`);
    return Number(await response.text());
  }

  async function startServing(port: number, said: string[]) {
    const address = { host: "127.0.0.1", port };
    const log = (line: string): void => void said.push(line);
    await claimPort(address, log);
    afterTest(() => {
      releasePort(port);
    });
    const serving = await serve({ command: ["--eval", program], cwd: root, address, environment: { ...process.env, PORT: String(port) }, signal: new AbortController().signal, log });
    serving.ended.catch(() => undefined);
    afterTest(() => serving.stop());
    return serving;
  }

  test("waits until the server is ready, and ends it when stopped", async () => {
    const port = await findFreePort();
    const serving = await startServing(port, []);
    const pid = await askWho(port);
    await serving.stop();
    await serving.ended;
    expect(isAlive(pid)).toBe(false);
  });

  test("says so when the server falls before it is ready, or soon after", async () => {
    const port = await findFreePort();
    const address = { host: "127.0.0.1", port };
    const wish = { cwd: root, address, environment: process.env, signal: new AbortController().signal, log: () => undefined };
    await claimPort(address, wish.log);
    afterTest(() => {
      releasePort(port);
    });
    await expect(serve({ ...wish, command: ["--eval", "process.exit(3)"] })).rejects.toThrow(/code 3 before it was ready/);
    const second = await findFreePort();
    const serving = await startServing(second, []);
    const fallen = expect(serving.ended).rejects.toThrow(/SIGKILL/);
    process.kill(await askWho(second), "SIGKILL");
    await fallen;
  });

  test("names PORT when another program has it", async () => {
    const port = await findFreePort();
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    afterTest(() => void other.close());
    await expect(claimPort({ host: "127.0.0.1", port }, () => undefined)).rejects.toThrow(`Port ${String(port)} is taken by another program. Stop it, or choose another port: PORT=`);
  });

  test("ends the server that a killed launcher left on the port, and no other program", async () => {
    const port = await findFreePort();
    const orphan = spawn(process.execPath, ["--eval", program], { env: { ...process.env, PORT: String(port) }, detached: true });
    afterTest(() => void orphan.kill("SIGKILL"));
    const record = path.join(root, ".data", `server-${String(port)}.json`);
    fs.writeFileSync(record, JSON.stringify({ launcher: "999999@1", starters: [], server: identityOf(orphan.pid ?? 0) }));
    const said: string[] = [];
    await startServing(port, said);
    expect(said).toEqual(["Ending what an earlier start left behind."]);
    expect(isAlive(orphan.pid ?? 0)).toBe(false);
  });

  test("leaves a launcher that still works alone, and says where it runs", async () => {
    const port = await findFreePort();
    const record = path.join(root, ".data", `server-${String(port)}.json`);
    fs.writeFileSync(record, JSON.stringify({ launcher: identityOf(process.ppid), starters: [] }));
    afterTest(() => {
      fs.rmSync(record);
    });
    await expect(claimPort({ host: "127.0.0.1", port }, () => undefined)).rejects.toThrow(/runs already on port/);
  });
});
