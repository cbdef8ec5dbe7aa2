import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";

/** Words that only Swedish has, among those that the program itself says. */
const SWEDISH = /\b(och|inte|eller|projektet|verksamhet(?:en|er)?|logga|fortsätt|spara|ändra|välj|visa|sök|hjälp|sista|första|inga|alla|unga|saknas|historik|avsnitt)\b/iu;

/** What the program says, apart from what people have written and documents quoted in their own language. */
async function frameOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return "";
    for (const other of copy.querySelectorAll('script, style, q, [lang="sv"], table tbody, dd, h1, option, .more-fields .choices, .wordmark')) other.remove();
    return copy.textContent.replace(/\s+/g, " ");
  });
}

test("Den som väljer engelska möter engelska, också nästa gång", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await page.goto("/projects");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/\/projects$/);
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  for (const path of ["/projects", "/projects?q=zzzz", "/people", "/people/new", "/bodies/new", "/account", "/projects/00000000-0000-4000-8000-00000000feed"]) {
    await page.goto(path);
    expect((await frameOf(page)).match(SWEDISH)?.[0] ?? null, path).toBeNull();
  }
  await page.goto("/projects");
  await page.getByRole("button", { name: "Log a project" }).click();
  await expect(page).toHaveURL(/\/about$/);
  for (const section of ["about", "period", "money", "partners", "youth", "case", "check"]) {
    await page.goto(page.url().replace(/\/\w+$/, `/${section}`));
    const text = (await frameOf(page)).replace(/Kultur- och fritidsförvaltningen/g, "");
    expect(text.match(SWEDISH)?.[0] ?? null, section).toBeNull();
  }
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
});

test("Ljust och mörkt går att välja, och valet sitter kvar", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/projects");
  const ground = () => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Mörkt läge" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.goto("/bodies");
  expect(await ground()).toBe(dark);
  await page.getByRole("button", { name: "Ljust läge" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await ground()).toBe(light);
  await page.getByRole("button", { name: "Som enheten" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("Första avsnittet går att logga med bara tangentbordet, och man ser alltid var man är", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  await page.goto("/projects");
  const isFocusSeen = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return false;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isRinged = (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      return isRinged && box.bottom > 0 && box.top < window.innerHeight;
    });
  const tabTo = async (name: RegExp | string) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      expect(await isFocusSeen(), `focus after ${presses + 1} presses on the way to ${String(name)}`).toBe(true);
      const focused = page.locator(":focus");
      const isThere = await focused.evaluate((element) => (element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? (element.labels?.[0]?.textContent ?? "") : element.textContent).trim());
      if (typeof name === "string" ? isThere === name : name.test(isThere)) return;
    }
    throw new Error(`Tab never reached ${String(name)}.`);
  };
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Till innehållet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo("Logga projekt");
  await page.keyboard.press("Enter");
  const form = new ProjectForm(page);
  await form.shows("Om projektet");
  await tabTo("Projektets namn");
  await page.keyboard.type("Utan mus");
  await tabTo("Vad ska projektet leda till?");
  await page.keyboard.type("Händerna stannar på tangenterna.");
  await tabTo("Internationellt");
  await page.keyboard.press("Space");
  await tabTo("Hur långt har det kommit?");
  await page.keyboard.type("Id");
  await tabTo("Spara avsnittet");
  await page.keyboard.press("Enter");
  await form.shows("Program och period");
  await expect(form.link("Om projektet")).toContainText("Klart");
});

test("Ett tryck på Enter i ett fält sparar avsnittet", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.open("Program och period");
  await form.field("Börjar").fill("2027");
  await form.field("Börjar").press("Enter");
  await form.shows("Pengar");
});
