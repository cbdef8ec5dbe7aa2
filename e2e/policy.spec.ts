import { expect, test } from "./fixtures/test.ts";

/** A number in a sentence, where one is written out. */
const digits = (text: string | null) => ((text ?? "").startsWith("Ett ") ? 1 : Number((text ?? "").replace(/[^\d]/g, "")));

for (const javaScriptEnabled of [true, false]) {
  test(`Runa i fullmäktige läser vad policyn har blivit ${javaScriptEnabled ? "med" : "utan"} skript, punkt för punkt`, async ({ signedIn }) => {
    const page = await signedIn("kf", { javaScriptEnabled });
    await page.goto("/");
    const main = page.getByRole("main");
    await expect(page.getByRole("heading", { level: 1, name: "Policyn i praktiken" })).toBeVisible();
    await expect(main).toContainText(/(Ingen|[A-ZÅÄÖ][a-zåäö]+|\d+) av (\d+|[a-zåäö]+) skyldigheter har underlag/);
    // There is nothing to change, only a year to choose.
    await expect(main.locator("form:not([role=search])")).toHaveCount(0);
    const clause = (number: string) => main.getByRole("article").filter({ hasText: `${number}. ` });
    await expect(clause("V14a")).toContainText("”Kommunfullmäktige antar internationell policy");
    await expect(clause("V14a").getByRole("definition").first()).toHaveText("”Kommunfullmäktige”");
    await expect(clause("V4")).toContainText("Ingen skyldighet");
    await expect(clause("V22")).toContainText(/verksamheter har erbjudit övriga anställda kompetensutveckling under året/);

    await test.step("V15: av besöken ser hon hur många som har en representant, och vilka kommande som saknar", async () => {
      const gap = clause("V15").getByRole("link", { name: /kommande besök$/ });
      const count = digits(await gap.textContent());
      await expect(clause("V15")).toContainText("saknar någon som representerar kommunen.");
      await gap.click();
      await expect(page).toHaveURL(/\/visits\?when=coming&allocation=open$/);
      await expect(main.getByText(count === 1 ? "Ett besök" : `${count} besök`, { exact: true })).toBeVisible();
      await page.goBack();
    });

    await test.step("ett år som har gått läser hon om året, och en dag som inte finns får hon veta hur hon skriver", async () => {
      const lastYear = new Date().getFullYear() - 1;
      await main.getByRole("link", { name: String(lastYear), exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`/policy\\?on=${String(lastYear)}$`));
      await expect(main).toContainText(`Uppgifterna gäller ${String(lastYear)}, läget den 31 december ${String(lastYear)}`);
      const asked = main.getByRole("textbox", { name: "Läget ett år eller en dag" });
      await expect(asked).toHaveValue(String(lastYear));
      await asked.fill("30 februari");
      await main.getByRole("button", { name: "Visa" }).click();
      await expect(main).toContainText("Skriv ett år eller ett datum, till exempel 2024 eller 2024-05-13.");
      await expect(asked).toHaveValue("30 februari");
      await asked.fill(`${String(lastYear)}-06-30`);
      await main.getByRole("button", { name: "Visa" }).click();
      await expect(main).toContainText(`det som hade börjat den dagen av ${String(lastYear)} års projekt`);
      const goals = clause("V8a").getByRole("link", { name: /verksamheter$/ });
      await goals.click();
      await expect(page).toHaveURL(new RegExp(`/coverage\\?on=${String(lastYear)}-06-30#`));
      await page.goto("/policy");
    });

    await test.step("av kontaktpersonerna ser hon hur många som finns, och vem som saknar", async () => {
      await expect(clause("V20a").getByRole("link", { name: /^\d+ av \d+ verksamheter$/ })).toBeVisible();
      const lacking = clause("V20a").getByRole("link").last();
      const name = (await lacking.textContent()) ?? "";
      await lacking.click();
      await expect(page).toHaveURL(/\/bodies\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    });
  });
}

test("Ebba i kommunstyrelsen kommer från en siffra till posterna i ett steg, och finner lika många", async ({ signedIn }) => {
  const page = await signedIn("ks");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Läget" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/verksamheter har luckor\./);
  const row = page.getByRole("table").getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Kultur- och fritidsförvaltningen/ }) });
  const figure = row.locator('td[data-label="Loggat projekt"]').getByRole("link");
  const count = Number(await figure.textContent());
  expect(count).toBeGreaterThan(0);
  await figure.click();
  await expect(page).toHaveURL(/\/projects\?unit=/);
  await expect(page.getByText(count === 1 ? "Ett projekt" : `${String(count)} projekt`, { exact: true })).toBeVisible();
});

test("I telefonen visar varje verksamhet det som saknas, och varje ruta leder vidare", async ({ signedIn }) => {
  const page = await signedIn("ks", { viewport: { width: 360, height: 800 } });
  await page.goto("/coverage");
  const cells = page.getByRole("table").getByRole("cell");
  for (const cell of (await cells.all()).slice(0, 40)) {
    const state = (await cell.getAttribute("class")) ?? "";
    expect(await cell.isVisible()).toBe(state === "miss" || state === "part");
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("table").getByRole("cell").locator("visible=true").first().getByRole("link").click();
  await expect(page).not.toHaveURL(/\/coverage$/);
});
