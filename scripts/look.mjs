import fs from "node:fs";
import path from "node:path";
import { runCommand } from "./lib/main.mjs";

const WIDTHS = new Set(["1280", "360"]);
const THEMES = new Set(["light", "dark"]);

// npm run look                      every page, as everyone who sees it, wide and narrow, light and dark
// npm run look -- projects kontakt  what is called so, as this account only
// npm run look -- body 360 dark     narrow and dark only
// UTBLICK_PACK=<id> npm run look    another pack's municipality, as far as its pages are found by the same words
// UTBLICK_LANGUAGE=en npm run look  in English, as far as pages are found without pressing buttons
await runCommand(
  async ({ lifetime, log }) => {
    const { chromium } = await import("@playwright/test");
    const { build } = await import("./lib/build.mjs");
    const { prepareChromium } = await import("./lib/chromium.mjs");
    const { ROOT } = await import("./lib/files.mjs");
    const { openHouse, prepareDemonstration } = await import("./lib/look-house.mjs");
    const { choosePack } = await import("./lib/packs.mjs");
    const { ACCOUNTS, PAGES, VIEWS } = await import("./lib/look-pages.mjs");
    const { startTestServer } = await import("./lib/test-database.mjs");
    const { writeIndex } = await import("./lib/look-index.mjs");

    const packId = choosePack(process.env.UTBLICK_PACK);
    const words = process.argv.slice(2);
    const wishedRoles = words.filter((word) => ACCOUNTS.includes(word) || word === "visitor");
    const wishedNames = words.filter((word) => !wishedRoles.includes(word) && !WIDTHS.has(word) && !THEMES.has(word));
    const isWished = (/** @type {string} */ word, /** @type {Set<string>} */ kind) => words.includes(word) || !words.some((other) => kind.has(other));
    const views = VIEWS.filter(({ width, theme }) => isWished(String(width), WIDTHS) && isWished(theme, THEMES));
    const shots = PAGES.filter(({ name }) => wishedNames.length === 0 || wishedNames.some((wished) => name.startsWith(wished)))
      .flatMap((page) => page.roles.map((role) => ({ ...page, role })))
      .filter(({ role }) => wishedRoles.length === 0 || wishedRoles.includes(role));
    if (shots.length === 0) throw new Error(`No page is called ${words.join(" ")}. There are: ${PAGES.map(({ name }) => name).join(", ")}; and as: visitor, ${ACCOUNTS.join(", ")}.`);

    await startTestServer(lifetime, log);
    if (!process.env.UTBLICK_TEST_SERVER) await build(log, lifetime.signal);
    const demonstration = await prepareDemonstration(packId);
    lifetime.atEnd(demonstration.drop);
    const house = await openHouse(demonstration.template, { packId });
    lifetime.atEnd(house.close);
    const executablePath = await prepareChromium(log);
    const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", "--no-first-run"] });
    lifetime.atEnd(() => browser.close());

    const folder = path.join(ROOT, "look");
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    /** @type {Map<string, import("@playwright/test").BrowserContext>} */
    const contexts = new Map();
    /** @param {string} role */
    const openContext = async (role) => {
      const known = contexts.get(role);
      if (known !== undefined) return known;
      const context = await browser.newContext({ baseURL: house.origin, locale: "sv-SE", timezoneId: "Europe/Stockholm", reducedMotion: "reduce" });
      contexts.set(role, context);
      if (role === "visitor") return context;
      const page = await context.newPage();
      await page.goto("/sign-in");
      await page.getByLabel("E-post", { exact: true }).fill(`${role}@utblick.example`);
      await page.getByLabel("Lösenord", { exact: true }).fill("utblick-demonstration");
      await page.getByRole("button", { name: "Logga in", exact: true }).click();
      await page.waitForURL((url) => url.pathname === "/");
      await page.close();
      if (process.env.UTBLICK_LANGUAGE !== undefined) await context.addCookies([{ name: "language", value: process.env.UTBLICK_LANGUAGE, url: house.origin }]);
      return context;
    };

    /** @type {import("./lib/look-index.mjs").Picture[]} */
    const pictures = [];
    let failed = 0;
    for (const { name, role, visit } of shots) {
      lifetime.signal.throwIfAborted();
      await house.query("delete from rate_counter");
      // All pictures take longer than what is weighty is open for after signing in.
      await house.query("update session set authenticated_at = now()");
      const context = await openContext(role);
      const page = await context.newPage();
      try {
        await page.setViewportSize({ width: 1280, height: 900 });
        await visit(page);
        for (const { width, theme } of views) {
          await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
          await page.emulateMedia({ colorScheme: theme });
          const file = `${name}-${role}-${width}-${theme}.png`;
          await page.screenshot({ path: path.join(folder, file), fullPage: true });
          pictures.push({ file, name, role, width, theme });
        }
        log(`${name} as ${role}`);
      } catch (error) {
        failed += 1;
        log(`${name} as ${role} could not be reached: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
      } finally {
        await page.close();
      }
    }
    writeIndex(folder, pictures);
    log(`${pictures.length} pictures in look/index.html`);
    return failed > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
