import AxeBuilder from "@axe-core/playwright";
import { expect, letSignInAge, signInAs, test } from "./fixtures/test.ts";
import { PASSWORD } from "./pages/sign-in.ts";

for (const javaScriptEnabled of [true, false]) {
  // The same role can't be held twice at a time.
  const role = javaScriptEnabled ? "AUDITOR" : "COUNCIL_MEMBER";

  test.describe(javaScriptEnabled ? "Med skript" : "Utan skript", () => {
    test("Örjan loggade in för en timme sedan och ska ge en roll: han bekräftar med sitt lösenord, och det han skrev står kvar", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      await signInAs(page, house, "admin");
      await page.goto("/people?q=Saga");
      await page.getByRole("main").getByRole("link", { name: "Saga Måsgren" }).first().click();
      await page.getByRole("main").getByRole("link", { name: "Ge roll eller plats" }).first().click();
      const giving = page.getByRole("main").locator("form").filter({ has: page.locator("#role") });
      await letSignInAge(page, house);
      await giving.locator("#role").selectOption(role);
      await giving.locator("#from").fill("2031-01-01");
      await giving.getByRole("button", { name: "Ge rollen" }).click();

      await expect(page.getByRole("heading", { level: 1, name: "Bekräfta att det är du" })).toBeVisible();
      // Without scripts there is nothing to look with.
      if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByLabel("Ditt lösenord").fill("inte rätt lösenord");
      await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Lösenordet stämmer inte.");
      await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Skriv lösenordet som du loggar in med.");
      const [before] = await page.context().cookies();
      await page.getByLabel("Ditt lösenord").fill(PASSWORD);
      await page.getByRole("button", { name: "Bekräfta", exact: true }).click();

      await expect(page.getByRole("main").getByRole("alert")).toContainText("Har du bekräftat, så skicka det igen.");
      await expect(giving.locator("#role")).toHaveValue(role);
      await expect(giving.locator("#from")).toHaveValue("2031-01-01");
      // The key that was in the browser until then opens nothing more.
      const [now] = await page.context().cookies();
      expect(now?.value).not.toBe(before?.value);
      const old = await page.request.get("/people", { headers: { cookie: `utblick=${before?.value ?? ""}` }, maxRedirects: 0 });
      expect(old.status()).toBe(307);
      await giving.getByRole("button", { name: "Ge rollen" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Rollen är given." })).toBeVisible();
    });

    test("Stellan hämtar loggen en timme efter att han loggade in: han bekräftar, kommer tillbaka till samma urval och hämtar den", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      await signInAs(page, house, "granskare");
      await page.goto("/audit-log?kind=person");
      await letSignInAge(page, house);
      const link = page.getByRole("main").locator("a[href*='/api/export/audit-log.csv']");
      await link.click();
      await expect(page.getByRole("heading", { level: 1, name: "Bekräfta att det är du" })).toBeVisible();
      await page.getByLabel("Ditt lösenord").fill(PASSWORD);
      await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
      await expect(page).toHaveURL(/\/audit-log\?kind=person$/);
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
    });
  });
}
