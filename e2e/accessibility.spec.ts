import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { PAGES, VIEWS } from "../scripts/lib/look-pages.mjs";
import { SHORT } from "../scripts/lib/short-tests.mjs";
import { type Account, expect, test } from "./fixtures/test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type Violations = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];

/** The checker's program, as the first look leaves it in the page. */
type Checked = typeof globalThis & { axe: { run: (where: Document, options: object) => Promise<{ violations: Violations }> } };

async function check(page: Page, isFirst: boolean): Promise<Violations> {
  if (isFirst) {
    // No page has frames, so the checks need no second window to gather what frames found.
    return (await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).withTags(RULES).analyze()).violations;
  }
  // Handing the program over takes longer than its checks, and once a page is enough.
  return page.evaluate(async (rules) => (await (globalThis as Checked).axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: rules } })).violations, RULES);
}

async function findViolations(page: Page, isFirst: boolean): Promise<string[]> {
  const violations = await check(page, isFirst);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}

async function findOverflow(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const beyond = [...document.querySelectorAll("main *, header *, footer *")].filter((element) => element.getBoundingClientRect().right > clientWidth);
    return `${scrollWidth} px wide: ${beyond.map((element) => `${element.outerHTML.slice(0, 90)} to ${element.getBoundingClientRect().right}`).slice(0, 6).join("; ")}`;
  });
}

async function look(page: Page, language: string, views = VIEWS): Promise<string[]> {
  const found: string[] = [];
  for (const [index, { width, theme }] of views.entries()) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    found.push(...(await findViolations(page, index === 0)).map((violation) => `${width} ${theme} ${language}: ${violation}`));
  }
  await page.setViewportSize({ width: 320, height: 800 });
  const overflow = await findOverflow(page);
  if (overflow !== null) found.push(`320 ${language}: ${overflow}`);
  return found;
}

test("Det som inte går att använda för alla hittas i varje tema och bredd", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/sign-in");
  await page.locator("main").evaluate((main) => {
    main.append(document.createElement("img"));
  });
  const found = await look(page, "sv");
  expect(found.map((violation) => violation.replace(/ sv: (\S+).*$/s, " $1"))).toEqual(VIEWS.map(({ width, theme }) => `${width} ${theme} image-alt`));
});

// Both themes and both widths once each: what is made of tokens and parts differs by one or the other, and hardly by both.
const OPPOSITE = VIEWS.filter(({ width, theme }) => (width === 1280) === (theme === "light"));
// Who else sees a page sees it made of the same parts. All readers in all views take as long as all journeys, so that is asked for: UTBLICK_LOOK=whole.
const isWhole = process.env["UTBLICK_LOOK"] === "whole";

// In the ten minutes of npm test there is time for the pages of the main jobs.
const LOOKED_AT = process.env["UTBLICK_TESTS"] === "short" ? PAGES.filter(({ name }) => SHORT.pages.includes(name)) : PAGES;

for (const { name, roles, visit } of LOOKED_AT) {
  for (const role of isWhole ? roles : roles.slice(0, 1)) {
    test(`Sidan ${name} går att använda för alla (${role}): ljus och mörk, bred och smal, utan att rulla i sidled`, async ({ visitor, signedIn, house }) => {
      test.setTimeout(90_000);
      await house.query("delete from rate_counter where key like 'sign-in%'");
      const page = role === "visitor" ? await visitor() : await signedIn(role as Account);
      await visit(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await look(page, "sv", isWhole ? VIEWS : OPPOSITE)).toEqual([]);
    });
  }
}

const IN_ENGLISH = ["/", "/projects", "/bodies", "/people", "/people/new", "/terms-of-office", "/account", "/account/calendars", "/help"];

test("Sidorna går att använda för alla också på engelska", async ({ signedIn, house }) => {
  test.setTimeout(120_000);
  const page = await signedIn("samordnare");
  await page.context().addCookies([{ name: "language", value: "en", url: house.origin }]);
  for (const path of IN_ENGLISH) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    expect(await look(page, `en ${path}`, OPPOSITE)).toEqual([]);
  }
});
