import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures/test.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "Med skript" : "Utan skript", () => {
    // Each writes its own register's rule.
    const register = javaScriptEnabled ? "Utbyten" : "Samordningsloggen";

    test("Örjan skriver in vad dokumenthanteringsplanen säger; det som ingen har reglerat gallras inte", async ({ signedIn }) => {
      const page = await signedIn("admin", { javaScriptEnabled });
      await page.goto("/retention");
      const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: register, exact: true }) });
      await expect(row).toContainText("Inte reglerat");
      await row.getByRole("link", { name: register, exact: true }).click();
      await page.getByLabel("Gallras efter ett antal år").check();
      await page.getByLabel("Källa").fill("Dokumenthanteringsplanen 2026, punkt 4.2");
      await page.getByRole("button", { name: "Spara regeln" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Skriv efter hur många år posterna gallras");
      await expect(page.getByLabel("Källa")).toHaveValue("Dokumenthanteringsplanen 2026, punkt 4.2");
      await page.getByRole("textbox", { name: "Antal år" }).fill("3");
      await page.getByLabel("Hur säkert det är").selectOption({ label: "Bekräftad" });
      await page.getByRole("button", { name: "Spara regeln" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Regeln är sparad." })).toBeVisible();
      await expect(row).toContainText("Gallras efter 3 år");
      await expect(row).toContainText("Kommunens eget beslut. Bekräftad.");
    });

    test("Ingrid ser vad som får gallras och varför, skyddar en post och tar bort skyddet", async ({ signedIn }) => {
      const page = await signedIn("samordnare", { javaScriptEnabled });
      await page.goto("/retention/due?on=2045-01-01&kind=visit&state=FREE");
      const first = page.getByRole("table").getByRole("row").nth(1);
      const title = (await first.getByRole("link").first().textContent()) ?? "";
      await expect(first).toContainText("Regeln för registret");
      if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await first.getByRole("link", { name: /^Skydda mot gallring/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Skydda mot gallring" })).toBeVisible();
      await page.getByRole("button", { name: "Skydda posten" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Skriv varför posten inte får gallras.");
      await page.getByLabel("Varför posten inte får gallras").fill("Tvist om bidraget");
      await page.getByRole("button", { name: "Skydda posten" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Posten är skyddad mot gallring." })).toBeVisible();
      const held = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) }).filter({ has: page.getByRole("button", { name: /^Ta bort skyddet/ }) }).first();
      await expect(held).toContainText("Tvist om bidraget");

      await page.goto("/retention/due?on=2045-01-01&kind=visit&state=HELD");
      await expect(page.getByRole("table")).toContainText("Skyddad: Tvist om bidraget");
      await page.goto("/retention/holds?state=OPEN");
      await held.getByRole("button", { name: /^Ta bort skyddet/ }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Skriv varför skyddet tas bort.");
      await held.getByLabel("Varför skyddet tas bort").fill("Tvisten är slut");
      await held.getByRole("button", { name: /^Ta bort skyddet/ }).click();
      await expect(page.getByRole("status").filter({ hasText: "Skyddet är borttaget." })).toBeVisible();
    });
  });
}

test("Ingrid skyddar ett projekt som pågår, med projektets adress", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await page.goto("/projects?q=Ung+kust");
  await page.getByRole("table").getByRole("link", { name: "Ung kust", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ung kust" })).toBeVisible();
  const address = page.url();
  await page.goto("/retention/holds");
  await page.getByLabel("Adress till en post").fill("projektet Ung kust");
  await page.getByRole("button", { name: "Skydda en post" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Kopiera adressen från postens sida.");
  await expect(page.getByLabel("Adress till en post")).toHaveValue("projektet Ung kust");
  await page.getByLabel("Adress till en post").fill(address);
  await page.getByRole("button", { name: "Skydda en post" }).click();
  await page.getByLabel("Varför posten inte får gallras").fill("Granskas av revisionen");
  await page.getByRole("button", { name: "Skydda posten" }).click();
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Ung kust", exact: true }) }).filter({ hasText: "Granskas av revisionen" })).toBeVisible();
});

test("Stellan följer gallringen och hämtar listan, men ändrar inget", async ({ signedIn }) => {
  const page = await signedIn("granskare");
  await page.goto("/retention");
  await expect(page.getByRole("heading", { level: 1, name: "Bevarande och gallring" })).toBeVisible();
  await page.getByRole("link", { name: "Vad får gallras?" }).click();
  await page.goto("/retention/due?on=2045-01-01");
  await expect(page.getByRole("link", { name: /^Skydda mot gallring/ })).toHaveCount(0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("main").locator("a[href*='/api/export/retention.csv']").click()]);
  expect(download.suggestedFilename()).toMatch(/^far-gallras-.*\.csv$/);
  for (const path of ["/retention/rules/visit", "/retention/holds/new?kind=visit&id=00000000-0000-4000-8000-000000000000", "/retention/holds/new?kind=%3Cscript%3E&id=x"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "Sidan finns inte" })).toBeVisible();
  }
});
