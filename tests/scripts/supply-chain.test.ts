import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./workshop.ts";

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  /** Brought inside another package, whose digest covers it. */
  inBundle?: boolean;
  dev?: boolean;
}

const { packages } = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>;
const nameOf = (place: string): string => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
const locked = Object.entries(packages).filter(([place]) => place !== "").map(([place, entry]) => ({ place, name: nameOf(place), ...entry }));
const inProduction = locked.filter(({ dev }) => dev !== true);

/** Free licences, of which none asks for more than its own text and its own changes. */
const LICENCES = new Set(["MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0", "Unlicense", "CC0-1.0", "CC-BY-4.0", "OFL-1.1", "MPL-2.0", "EPL-2.0", "LGPL-3.0-or-later"]);
/** What says its licence in a file alone. */
const SAID_IN_A_FILE = new Map([["seq-queue", "MIT"]]);
/** Below these there are known ways in. */
const FLOORS = { next: "16.4.5", "next-auth": "4.24.15", "@prisma/adapter-pg": "7.10.0", nodemailer: "7.0.7", react: "19.2.3", "react-dom": "19.2.3" };
/** Read hostile files in the program's own process, or are no longer kept. */
const UNWANTED = ["xlsx", "exceljs"];

const compare = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

describe("what others have written", () => {
  test("has one exact version each, which the lock holds by its digest and which comes from the registry", () => {
    for (const versions of [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies])
      for (const [name, version] of Object.entries(versions)) expect(version, name).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/);
    for (const { place, integrity, resolved } of locked.filter(({ inBundle }) => inBundle !== true)) {
      expect(integrity, place).toMatch(/^sha512-/);
      expect(resolved ?? "https://registry.npmjs.org/", place).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  test("is free to use, by a licence from a list", () => {
    for (const { name, license } of inProduction) {
      const said = license ?? SAID_IN_A_FILE.get(name) ?? "none";
      const options = said.replace(/[()]/g, "").split(/ or /i);
      expect(options.some((option) => option.split(/ and /i).every((one) => LICENCES.has(one))), `${name}: ${said}`).toBe(true);
    }
  });

  test("is not older than where what is known to be dangerous was mended, wherever it is", () => {
    for (const [name, floor] of Object.entries(FLOORS)) {
      const found = locked.filter((one) => one.name === name);
      expect(found.length, name).toBeGreaterThan(0);
      for (const { version = "" } of found) expect(compare(version, floor), `${name} ${version}`).toBeGreaterThanOrEqual(0);
    }
    for (const name of UNWANTED) expect(inProduction.map((one) => one.name)).not.toContain(name);
  });

  test("is little: at most sixty packages are asked for by name", () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(60);
  });

  test("runs nothing of its own when it is installed", () => {
    const installer = fs.readFileSync(path.join(root, "scripts", "lib", "install.mjs"), "utf8");
    expect(installer).toContain('"--ignore-scripts"');
  });

  test("is listed whole by npm run sbom, in the form that scanners read", () => {
    interface Component {
      name: string;
      version: string;
      properties?: { name: string; value: string }[];
    }
    const bill = JSON.parse(execFileSync("npm", ["run", "--silent", "sbom"], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })) as { bomFormat: string; components: Component[] };
    expect(bill.bomFormat).toBe("CycloneDX");
    // npm leaves out what both the app and its tests use when it is told to leave the tests out, so they are marked instead.
    const isMarked = ({ properties = [] }: Component): boolean => properties.some((one) => one.name === "cdx:npm:package:development" && one.value === "true");
    const served = new Set(bill.components.filter((one) => !isMarked(one)).map(({ name, version }) => `${name}@${version}`));
    for (const { place, name, version = "" } of inProduction.filter(({ inBundle }) => inBundle !== true)) if (fs.existsSync(path.join(root, place))) expect(served, place).toContain(`${name}@${version}`);
    expect(bill.components.filter(isMarked).length).toBeGreaterThan(100);
  });
});
