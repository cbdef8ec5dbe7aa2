import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const link = (page: Page, name: string) => page.getByRole("main").getByRole("link", { name, exact: true });
const digits = (text: string | null) => Number((text ?? "").replace(/[^\d]/g, ""));

const year = new Date().getFullYear();

for (const { how, javaScriptEnabled } of [
  { how: "", javaScriptEnabled: true },
  { how: " utan skript", javaScriptEnabled: false },
]) {
  test(`V16c: Ingrid sammanställer året, följer siffrorna till deras poster, fryser, laddar ner och kontrollerar${how}`, async ({ signedIn }) => {
    const [ingrid, reader] = [await signedIn("samordnare", { javaScriptEnabled }), await signedIn("lasare", { javaScriptEnabled })];

    await test.step("hon kommer till sammanställningen från året", async () => {
      await ingrid.goto(`/year/${year}`);
      await link(ingrid, "Sammanställning").click();
      await expect(ingrid.getByRole("heading", { level: 1, name: `Internationellt arbete ${year}` })).toBeVisible();
      await expect(ingrid.getByRole("main").getByRole("img")).toHaveCount(2);
    });

    await test.step("antalet projekt är listans antal", async () => {
      const figure = ingrid.locator(".figures a").first();
      const projects = digits(await figure.textContent());
      expect(projects).toBeGreaterThan(0);
      await figure.click();
      await expect(ingrid.getByRole("main").getByText(`${projects} projekt`, { exact: true })).toBeVisible();
      await ingrid.goBack();
    });

    await test.step("en verksamhets bidrag är summan av projekten bakom", async () => {
      const row = ingrid.locator("#money").locator("xpath=ancestor::section").getByRole("row").nth(1);
      const amount = row.getByRole("cell").nth(1);
      const before = digits(await amount.textContent());
      const unit = await row.getByRole("rowheader").textContent();
      await amount.getByRole("link").click();
      await expect(ingrid.getByRole("heading", { level: 1, name: unit ?? "" })).toBeVisible();
      const sum = ingrid.getByRole("table").locator("tfoot").getByRole("cell").first();
      expect(digits(await sum.textContent())).toBe(before);
      await ingrid.goBack();
    });

    await test.step("ett syfte, ett mål och en kontakt leder till lika många poster som siffran säger", async () => {
      for (const name of ["Projekt efter syfte", "Projekt efter mål", "Kontakter"]) {
        const figure = ingrid.getByRole("table", { name, exact: true }).getByRole("link").first();
        const said = digits((await figure.textContent())?.split(" av ")[0] ?? "");
        await figure.click();
        await expect(ingrid.getByRole("main").getByText(said === 1 ? /^(Ett|En) \w/ : new RegExp(`^${String(said)}\\s\\D`)).first()).toBeVisible();
        await ingrid.goBack();
      }
    });

    await test.step("hon frågar vad som var känt en dag före allt, och ser varför siffrorna skiljer sig", async () => {
      await field(ingrid, "Vad visste vi den").fill("i våras");
      await press(ingrid, "Visa");
      await expect(ingrid.getByRole("main")).toContainText("Skriv en dag, till exempel 2026-03-01.");
      await expect(field(ingrid, "Vad visste vi den")).toHaveValue("i våras");
      await field(ingrid, "Vad visste vi den").fill("1 mars 2020");
      await press(ingrid, "Visa");
      await expect(ingrid.getByRole("main")).toContainText("Inget var registrerat i Utblick 1 mars 2020.");
      const row = ingrid.getByRole("table", { name: "Projekt och pengar, 1 mars 2020 och nu" }).getByRole("row").nth(1);
      expect(digits(await row.getByRole("cell").first().textContent())).toBe(0);
      expect(digits(await row.getByRole("cell").nth(1).textContent())).toBeGreaterThan(0);
      await expect(ingrid.getByRole("region", { name: "Varför siffrorna skiljer sig" })).toContainText("räknas nu, inte då");
      await ingrid.goto(`/year/${year}/summary`);
    });

    const words = `Ett år med många nya kontakter${how}.`;
    await test.step("hon skriver texten, och den andra fliken får veta att den är för sen", async () => {
      await link(ingrid, "Skriv om texten").click();
      const late = await ingrid.context().newPage();
      await late.goto(ingrid.url());
      await field(ingrid, "Inledning").fill(words);
      await field(ingrid, "Kommentar").fill("Första stycket.\n\nAndra stycket.");
      await field(ingrid, `Invånare den 31 december ${year}`).fill("många");
      await press(ingrid, "Spara texten");
      await expect(ingrid.getByRole("main").getByRole("alert")).toBeVisible();
      await expect(field(ingrid, "Inledning")).toHaveValue(words);
      await field(ingrid, `Invånare den 31 december ${year}`).fill("69 500");
      await press(ingrid, "Spara texten");
      await says(ingrid, "Texten är sparad.");
      await expect(ingrid.getByRole("main")).toContainText(words);
      await expect(ingrid.getByRole("table", { name: "Kronor per invånare" }).getByRole("row").filter({ hasText: String(year) })).toContainText("69 500");
      await field(late, "Inledning").fill("Något annat.");
      await press(late, "Spara texten");
      await expect(late.getByRole("main").getByRole("alert")).toBeVisible();
      await expect(field(late, "Inledning")).toHaveValue("Något annat.");
      await late.close();
    });

    let address = "";
    await test.step("hon ser vad som händer, och fryser", async () => {
      await ingrid.goto(`/year/${year}/summary`);
      await link(ingrid, "Granska och frys").click();
      await expect(ingrid.getByRole("heading", { name: "Det här händer" })).toBeVisible();
      await field(ingrid, "Diarienummer").fill("DEMO 2026/0099");
      await ingrid.getByRole("main").getByRole("button", { name: /^Frys som utgåva \d+$/ }).click();
      await says(ingrid, "Utgåvan är fryst. Den ändras aldrig.");
      address = new URL(ingrid.url()).pathname;
      await ingrid.goto(`/year/${year}/summary/freeze`);
      await ingrid.getByRole("main").getByRole("button", { name: /^Frys som utgåva \d+$/ }).click();
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Ingenting har ändrats sedan den senaste utgåvan");
    });

    await test.step("båda filerna är PDF:er, och utgåvan stämmer", async () => {
      await ingrid.goto(address);
      for (const name of ["Ladda ner PDF", "PDF för diariet"]) {
        const download = ingrid.waitForEvent("download");
        await link(ingrid, name).click();
        const file = readFileSync(await (await download).path());
        expect(file.subarray(0, 5).toString()).toBe("%PDF-");
      }
      await press(ingrid, "Kontrollera utgåvan");
      await says(ingrid, "Utgåvan stämmer.");
    });

    await test.step("en läsare ser utgåvan och inte utkastet", async () => {
      await reader.goto(address);
      await expect(reader.getByRole("main")).toContainText(words);
      const answer = await reader.goto(`/year/${year}/summary`);
      expect(answer?.status()).toBe(404);
    });
  });
}
