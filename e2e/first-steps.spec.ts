import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import pack from "@packs/varberg";
import { workbookOf } from "../tests/factories/lists.ts";
import { ADMINISTRATOR, testInEmpty } from "./fixtures/empty-municipality.ts";
import { expect } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { signIn } from "./pages/sign-in.ts";

const main = (page: Page) => page.getByRole("main");
const says = (page: Page, text: string | RegExp) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const step = (page: Page, name: string) => main(page).getByRole("region", { name: new RegExp(`^\\d+\\. ${name}$`) });
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();

async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

const ORGANISATION = [
  ["Namn", "Slag", "Kort namn", "Hör till", "Gäller från"],
  ["Kommunfullmäktige", "Kommunfullmäktige", "KF", "", ""],
  ["Kommunstyrelsen", "Kommunstyrelse", "KS", "", ""],
  ["Parkförvaltningen", "Förvaltning", "", "Parknämnden", "2019-01-01"],
  ["Parknämnden", "Nämnd", "", "Kommunfullmäktige", "2015-01-01"],
];
const PEOPLE = [
  ["Namn", "E-post", "Titel", "Roller och uppdrag", "Gäller för", "Första dag"],
  ["Ture Listberg", "ture@provkoping.example", "Utvecklare", "Kontaktperson", "Parkförvaltningen", "2024-01-01"],
];

/** Reads a list in, from the step that leads to it. */
async function readIn(page: Page, link: string, rows: readonly (readonly string[])[], days: readonly string[]): Promise<void> {
  await main(page).getByRole("link", { name: link, exact: true }).click();
  await page.locator('input[type="file"]').setInputFiles({ name: "lista.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(workbookOf(rows, days)) });
  await press(page, "Läs filen");
  await says(page, "Filen är läst.");
  await press(page, "Visa vad raderna blir");
  await main(page).getByRole("button", { name: /^Läs in/ }).click();
  await says(page, "Listan är inläst.");
  await page.goto("/first-steps");
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";
  const test = testInEmpty(pack.id);

  test.describe(how, () => {
    test(`Issue's own words: Karin tar en ny kommun från en tom databas till det första projektet, med organisationen från Excel (${how})`, async ({ visitor }) => {
      test.setTimeout(180_000);
      const karin = await visitor({ javaScriptEnabled });
      await signIn(karin, ADMINISTRATOR.email, ADMINISTRATOR.password);
      await expect(main(karin).getByRole("region", { name: "Första stegen" })).toContainText("Kommunen har inget projekt än.");
      await main(karin).getByRole("link", { name: "Till första stegen" }).click();
      if (javaScriptEnabled) await usableByAll(karin);
      await expect(step(karin, "Styrdokument som gäller")).toContainText("Klart");
      await expect(step(karin, "Organisationen")).toContainText("Att göra");
      // Only whoever may log a project is led to it.
      await expect(step(karin, "Det första projektet").getByRole("link")).toHaveCount(0);

      await step(karin, "Organisationen").getByRole("link", { name: "Läs in organisationen från Excel" }).click();
      await expect(main(karin).getByRole("link", { name: "Hämta en mall" })).toBeVisible();
      if (javaScriptEnabled) await usableByAll(karin);
      await karin.goto("/first-steps");
      await readIn(karin, "Läs in organisationen från Excel", ORGANISATION, ["Gäller från"]);
      await expect(step(karin, "Organisationen")).toContainText("4 organ och verksamheter finns, och 1 av dem kan ha projekt.");
      await readIn(karin, "Läs in personer från Excel", PEOPLE, ["Första dag"]);
      await expect(step(karin, "Personer och roller")).toContainText("En person finns utom du.");

      await main(karin).getByRole("button", { name: "Lägg in programmen som följer med" }).click();
      await says(karin, "Programmen är inlagda.");
      await expect(step(karin, "Program att söka pengar ur")).toContainText("Klart");
      await main(karin).getByRole("button", { name: "Skicka ett provmejl till mig" }).click();
      await says(karin, "Provmejlet är på väg");

      await step(karin, "Samordnare").getByRole("link").click();
      await main(karin).getByRole("link", { name: ADMINISTRATOR.name, exact: true }).click();
      await main(karin).getByRole("link", { name: "Ge roll eller plats" }).click();
      await main(karin).locator("#role").selectOption({ label: "Samordnare" });
      await main(karin).locator("#from").first().fill("2024-01-01");
      await press(karin, "Ge rollen");
      await karin.goto("/first-steps");
      await expect(step(karin, "Samordnare")).toContainText("En person är samordnare.");

      await step(karin, "Det första projektet").getByRole("link", { name: "Logga ett projekt" }).click();
      await expect(main(karin).getByRole("heading", { level: 1 })).toContainText("Logga projekt");
      await ProjectForm.log(karin, { title: "Parker som lär av varandra", unit: "Parkförvaltningen" });
      await karin.goto("/first-steps");
      await expect(step(karin, "Det första projektet")).toContainText("Klart");
      await karin.goto("/");
      await expect(main(karin).getByRole("region", { name: "Första stegen" })).toHaveCount(0);
      await karin.goto("/administration");
      await main(karin).getByRole("link", { name: "Första stegen", exact: true }).click();
      await expect(main(karin)).toContainText(/\d av \d+ steg är klara/);
      if (javaScriptEnabled) await usableByAll(karin);
    });
  });
}
