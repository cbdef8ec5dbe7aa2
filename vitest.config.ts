import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { SHORT } from "./scripts/lib/short-tests.mjs";

const here = (...parts: string[]): string => path.join(import.meta.dirname, ...parts);

/** Those of a part that `npm test` runs; all of them otherwise. */
const filesOf = (name: "integration" | "access" | "faults"): string[] =>
  process.env["UTBLICK_TESTS"] === "short" ? SHORT[name].map((file) => `tests/${name}/${file}`) : [`tests/${name}/**/*.test.{ts,tsx}`];

/** What takes seconds comes before what takes minutes, so that a run whose time is up has tried it. */
const FIRST = { sequence: { groupOrder: 0 } };
const LATER = { sequence: { groupOrder: 1 } };

const onDatabase = (name: "integration" | "access" | "faults") => ({
  extends: true as const,
  test: {
    ...LATER,
    name,
    include: filesOf(name),
    globalSetup: [here("tests/setup/global.ts")],
    // A second try is said at the end of the run, with its test's name. What the access table and the crash harness find is never tried away.
    retry: name === "integration" ? 1 : 0,
  },
});

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${here("src")}/` },
      { find: /^@db\//, replacement: `${here("prisma/generated")}/` },
      { find: /^@packs\//, replacement: `${here("prisma/packs")}/` },
      // The guard that keeps server code out of browsers has nothing to guard here.
      { find: /^server-only$/, replacement: here("tests/setup/empty.ts") },
    ],
  },
  test: {
    pool: "forks",
    // Most of these tests wait for PostgreSQL, so two at a time are worth it on a machine with two cores as well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: [here("tests/setup/console.ts")],
    // The build and PostgreSQL share the cores with the tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        // A zone far from Sweden's: a rule that reads the machine's clock instead of its parameter fails here.
        test: { ...FIRST, name: "unit", include: ["{src,prisma}/**/*.test.{ts,tsx}"], env: { TZ: "Pacific/Kiritimati" } },
      },
      { extends: true, test: { ...FIRST, name: "architecture", include: ["tests/architecture/**/*.test.{ts,tsx}"] } },
      onDatabase("integration"),
      onDatabase("access"),
      onDatabase("faults"),
      { extends: true, test: { ...LATER, name: "scripts", include: ["tests/scripts/**/*.test.ts"], retry: 1 } },
    ],
  },
});
