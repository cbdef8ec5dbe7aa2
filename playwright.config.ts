import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { SHORT } from "./scripts/lib/short-tests.mjs";

const browser = process.env["UTBLICK_CHROMIUM"] ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => existsSync(file));

export default defineConfig({
  testDir: "e2e",
  ...(process.env["UTBLICK_TESTS"] === "short" ? { testMatch: SHORT.e2e.map((file) => `**/e2e/${file}`) } : {}),
  globalSetup: "./e2e/fixtures/prepare.ts",
  outputDir: "test-results",
  // When a run has not the time for all, it is looks at pages that are left out and not journeys.
  projects: [
    { name: "journeys", testIgnore: "**/accessibility.spec.ts" },
    { name: "pages", testMatch: "**/accessibility.spec.ts" },
  ],
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A second try is said at the end of the run, with its journey's name.
  retries: 1,
  forbidOnly: true,
  reporter: "list",
  use: {
    browserName: "chromium",
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 900 },
    colorScheme: "light",
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    navigationTimeout: 40_000,
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      // The browser's own calls home would be requests to other origins; the sandbox needs rights that root in a container lacks.
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"],
    },
  },
});
