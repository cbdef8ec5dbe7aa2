import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import pack from "@packs/halmstad";
import { testUnder } from "./fixtures/other-pack.ts";
import { expect } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const test = testUnder(pack.id);
test.describe.configure({ mode: "default" });

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`H6, H7, H8: Lova följer en fråga i EU, påverkar den och skriver vad verksamheten gör när den blir verklighet (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const lova = await signedIn("kontakt", { javaScriptEnabled });
    const title = `Arkivens öppna data ${how}`;
    await lova.goto("/eu-monitoring");
    if (javaScriptEnabled) await usableByAll(lova);
    await lova.getByRole("main").getByRole("link", { name: "Lägg till en bevakning" }).click();
    await field(lova, "Nästa kontroll").fill(daysAgo(3));
    await press(lova, "Spara bevakningen");
    await expect(lova.locator("#title-error")).toContainText("Skriv vilken fråga ni följer");
    await expect(lova.locator("#nextCheckOn-error")).toContainText("Nästa kontroll ska ligga efter");
    if (javaScriptEnabled) await usableByAll(lova);
    await field(lova, "Fråga eller politikområde").fill(title);
    await field(lova, "Beteckning").fill("COM(2026) 12");
    await field(lova, "Hur långt den har kommit").selectOption({ label: "Förslag från kommissionen" });
    await choice(lova, "Hur mycket den rör er", "Mycket").check();
    await field(lova, "Bedömd av").fill("Arkivchefen");
    await field(lova, "Nästa kontroll").fill("");
    await press(lova, "Spara bevakningen");
    await says(lova, "Bevakningen är sparad.");
    const path = new URL(lova.url()).pathname;
    // Nobody sees to it yet: said on its page, in the list and among what is to be done.
    await expect(part(lova, "Om bevakningen")).toContainText("Det här saknas: ansvarig, dag för nästa kontroll, handlingsberedskap.");
    if (javaScriptEnabled) await usableByAll(lova);
    await lova.goto("/tasks");
    await lova.getByRole("main").getByRole("link", { name: `Utse en ansvarig för ${title}`, exact: true }).click();
    await field(lova, "Ansvarig").fill("Arkivchefen");
    await field(lova, "Nästa kontroll").fill(daysAgo(-200));
    await press(lova, "Spara ändringarna");
    await says(lova, "Ändringarna är sparade.");

    await part(lova, "Påverkan").getByRole("link", { name: "Skriv vad ni har gjort" }).click();
    await press(lova, "Spara påverkan");
    await expect(lova.locator("#kind-error")).toContainText("Välj hur ni påverkade.");
    if (javaScriptEnabled) await usableByAll(lova);
    await field(lova, "Hur").selectOption({ label: "Remissvar eller samråd" });
    await field(lova, "Vad ni gjorde").fill("Svar på samrådet");
    await field(lova, "Prioritering").selectOption({ label: "Tidig bevakning i Bryssel" });
    await field(lova, "Genom nätverk").selectOption({ label: "Eurotowns" });
    await field(lova, "Vår ståndpunkt").fill("Arkiven behöver tid.");
    await press(lova, "Spara påverkan");
    await says(lova, "Påverkan är sparad.");
    await part(lova, "Påverkan").getByRole("link", { name: "Ändra Svar på samrådet" }).click();
    await field(lova, "Vad det ledde till").fill("Ett år längre tid.");
    await press(lova, "Spara påverkan");
    await expect(part(lova, "Påverkan")).toContainText("Ett år längre tid.");

    await part(lova, "Handlingsberedskap").getByRole("link", { name: "Skriv vad det kan leda till" }).click();
    await field(lova, "Konsekvens").fill("Handlingar ska vara sökbara.");
    await choice(lova, "Läge", "Planerad").check();
    await press(lova, "Spara beredskapen");
    await expect(lova.locator("#measure-error")).toContainText("Skriv vad ni ska göra, eller välj Inget behöver göras.");
    await expect(field(lova, "Konsekvens")).toHaveValue("Handlingar ska vara sökbara.");
    await field(lova, "Åtgärd").fill("Ordna registren");
    await field(lova, "Klar senast").fill(daysAgo(-10));
    await press(lova, "Spara beredskapen");
    await says(lova, "Handlingsberedskapen är sparad.");
    await lova.goto("/tasks");
    await expect(lova.getByRole("main").getByRole("link", { name: "Gör klart: Ordna registren" }).first()).toBeVisible();

    const reader = await signedIn("lasare", { javaScriptEnabled });
    await reader.goto(path);
    await expect(part(reader, "Handlingsberedskap")).toContainText("Ordna registren");
    await expect(reader.getByRole("main").getByRole("link", { name: "Skriv vad ni har gjort" })).toHaveCount(0);
    await reader.goto(`/eu-monitoring/figures?year=${daysAgo(0).slice(0, 4)}`);
    if (javaScriptEnabled) await usableByAll(reader);
    const links = await reader.getByRole("row").filter({ hasText: /Alla verksamheter|Kulturförvaltningen/ }).getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
    expect(links.length).toBeGreaterThan(5);
    for (const { href, text } of links) {
      await reader.goto(href);
      await expect(reader.getByRole("table").getByRole("rowheader")).toHaveCount(Number(text));
    }
    if (javaScriptEnabled) {
      await reader.goto("/eu-monitoring/influence");
      await usableByAll(reader);
    }
    await reader.goto("/policy");
    await expect(reader.getByRole("main")).toContainText("har handlingsberedskap för allt som rör dem.");
  });
}

test("Två som ändrar samma bevakning får se bådas ord och ingens går förlorade", async ({ signedIn }) => {
  const [lova, office] = [await signedIn("kontakt"), await signedIn("samordnare")];
  await lova.goto("/eu-monitoring?q=Tillg%C3%A4nglighet");
  await lova.getByRole("main").getByRole("link", { name: "Tillgänglighet till böcker och e-tjänster", exact: true }).click();
  const path = new URL(lova.url()).pathname;
  for (const page of [lova, office]) await page.goto(`${path}/edit`);
  await field(office, "Ansvarig").fill("Förvaltningschefen");
  await press(office, "Spara ändringarna");
  await says(office, "Ändringarna är sparade.");
  await field(lova, "Ansvarig").fill("Enhetschefen");
  await press(lova, "Spara ändringarna");
  await expect(lova.getByRole("heading", { level: 1 })).toContainText("har ändrat samma bevakning");
  await expect(lova.getByRole("main")).toContainText("Förvaltningschefen");
  await expect(lova.getByRole("main")).toContainText("Enhetschefen");
});
