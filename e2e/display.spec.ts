import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";

/** Words that only Swedish has, among those that the program itself says. */
const SWEDISH = /\b(och|inte|eller|projektet|verksamhet(?:en|er)?|logga|fortsätt|spara|ändra|välj|visa|sök|hjälp|sista|första|inga|alla|unga|saknas|historik|avsnitt)\b/iu;

/** Does what the page's script is to answer, and again until the script has come and answers. */
async function until(act: () => Promise<void>, isDone: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await act();
    await isDone();
  }).toPass({ timeout: 20_000 });
}

const pressUntil = (page: Page, key: string, isDone: () => Promise<void>) => until(() => page.keyboard.press(key), isDone);

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
  for (const path of ["/projects", "/projects?q=zzzz", "/people", "/people/new", "/bodies/new", "/terms-of-office/new", "/account", "/projects/00000000-0000-4000-8000-00000000feed"]) {
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

const suggestions = (page: Page) => page.getByRole("dialog", { name: "Sök", exact: true });
const openedBy = (page: Page, key: string) => pressUntil(page, key, () => expect(suggestions(page).getByRole("combobox"), key).toBeFocused({ timeout: 5_000 }));

test("Snedstreck och Ctrl+K öppnar sökrutan, men inte för den som skriver i ett fält, och Esc leder tillbaka", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/bodies");
  const search = page.getByRole("search").getByRole("searchbox", { name: "Sök", exact: true });
  await expect(search).toHaveAttribute("aria-keyshortcuts", "/ Control+K");
  const link = page.getByRole("main").getByRole("link").first();
  for (const key of ["/", "Shift+/", "Control+k"]) {
    await link.focus();
    await openedBy(page, key);
    await page.keyboard.press("Escape");
    await expect(suggestions(page)).toBeHidden();
    await expect(link).toBeFocused();
  }
  for (const key of ["Control+/", "Alt+k", "Control+Shift+k", "k"]) {
    await page.keyboard.press(key);
    await expect(suggestions(page), key).toBeHidden();
  }
  const filter = page.getByRole("main").getByRole("searchbox");
  await filter.focus();
  await page.keyboard.type("a/b");
  await expect(filter).toBeFocused();
  await expect(filter).toHaveValue("a/b");
});

test("På telefonen öppnar snedstrecket samma ruta, och menyns länk går till söksidan", async ({ signedIn }) => {
  const page = await signedIn("lasare", { viewport: { width: 360, height: 780 } });
  await page.goto("/bodies");
  await openedBy(page, "/");
  await page.keyboard.press("Escape");
  await page.getByText("Meny", { exact: true }).click();
  await page.getByRole("navigation", { name: "Meny" }).getByRole("link", { name: "Sök", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sök" })).toBeVisible();
});

test("Den som dikterar kan stänga av snedstrecket, och Ctrl+K finns kvar", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/account");
  const search = page.getByRole("search").getByRole("searchbox");
  await page.getByRole("button", { name: "Stäng av tangenten /" }).click();
  await expect(page.getByRole("button", { name: "Slå på tangenten /" })).toBeVisible();
  await page.goto("/account");
  await expect(search).toHaveAttribute("aria-keyshortcuts", "Control+K");
  await openedBy(page, "Control+k");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(suggestions(page)).toBeHidden();
  await page.getByRole("button", { name: "Slå på tangenten /" }).click();
  await expect(search).toHaveAttribute("aria-keyshortcuts", "/ Control+K");
});

test("Kalendern öppnas med tangentbordet på den dag som redan står i fältet, och skriver dagen dit så att den sparas", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.open("Program och period");
  const starts = form.field("Börjar");
  const calendar = page.locator(".date-picker").first().locator("input");
  // The browser's own calendar is not part of the page, so it is noted that it opens, and the day is chosen in its field.
  await calendar.evaluate((input: HTMLInputElement) => {
    input.showPicker = () => {
      input.dataset["opened"] = input.value;
    };
  });
  const button = page.getByRole("button", { name: "Välj datum Börjar" });
  await expect(button).toBeVisible();
  await starts.fill("3/5 2027");
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.keyboard.press("Enter");
  await expect(calendar).toHaveAttribute("data-opened", "2027-05-03");
  await calendar.fill("2027-06-30");
  await expect(starts).toHaveValue("2027-06-30");
  await expect(button).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(form.field("Slutar")).toBeFocused();
  const other = await page.context().newPage();
  await expect(async () => {
    await other.goto(page.url());
    await expect(new ProjectForm(other).field("Börjar")).toHaveValue("2027-06-30", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
});

test("Kalendern är webbläsarens egen", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.open("Program och period");
  await form.field("Börjar").fill("2027-05-03");
  await page.getByRole("button", { name: "Välj datum Börjar" }).click();
  await expect(page.locator(".date-picker input").first()).toHaveValue("2027-05-03");
  await page.keyboard.press("Escape");
  await expect(form.field("Börjar")).toHaveValue("2027-05-03");
});

test("Belopp delas i tusental när man lämnar fältet, och det som inte går att läsa står kvar", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.open("Pengar");
  const budget = form.field("Hela projektets budget");
  await until(
    async () => {
      await budget.fill("1250000,5");
      await page.keyboard.press("Tab");
    },
    () => expect(budget).toHaveValue("1\u00a0250\u00a0000,50", { timeout: 1_000 }),
  );
  const eu = form.field("EU-bidrag");
  await eu.fill("ungefär tusen");
  await page.keyboard.press("Tab");
  await expect(eu).toHaveValue("ungefär tusen");
  await eu.fill("1\u202f250\u202f000,50");
  await page.keyboard.press("Tab");
  await expect(eu).toHaveValue("1\u00a0250\u00a0000,50");
  await form.save();
  await form.shows("Samarbetspartner");
  await expect(form.link("Pengar")).toContainText("Klart");
  await form.open("Pengar");
  await expect(form.field("EU-bidrag")).toHaveValue("1\u00a0250\u00a0000,50");
});

test("En lång text räknas medan den skrivs, och det som klistras in utöver finns kvar med besked", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  const summary = form.field("Vad ska projektet leda till?");
  const field = summary.locator("xpath=..");
  await expect(field).toContainText("Högst 2\u00a0000 tecken");
  await until(
    () => summary.fill("Fler får prova något nytt."),
    () => expect(field).toContainText("1\u00a0974 tecken kvar", { timeout: 1_000 }),
  );
  await expect(field.getByRole("status")).toBeEmpty();
  await summary.fill("x".repeat(1_950));
  await expect(field.getByRole("status")).toHaveText("50 tecken kvar");
  await summary.fill("x".repeat(2_010));
  await expect(field.getByRole("status")).toHaveText("10 tecken för mycket");
  await form.save();
  await expect(form.summary).toContainText("Skriv högst 2000 tecken. Nu är det 2010.");
  await expect(summary).toHaveValue("x".repeat(2_010));
});

test("Utan skript finns fälten men inga knappar som inte gör något", async ({ signedIn }) => {
  const page = await signedIn("samordnare", { javaScriptEnabled: false });
  await page.goto("/terms-of-office/new");
  await expect(page.getByLabel("Första dag")).toBeVisible();
  await expect(page.getByRole("button", { name: /Välj datum/ })).toHaveCount(0);
  await expect(page.locator("kbd")).toBeHidden();
});
