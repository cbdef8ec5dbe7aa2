import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V17: Maja frågar om stöd för sitt projekt, samordningen svarar, och timmarna syns i årets siffror (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const title = `Hur redovisas tolkar ${how}?`;
    await maja.goto("/projects?q=Skolbio");
    await maja.getByRole("main").getByRole("link", { name: "Skolbio Norden", exact: true }).click();
    await part(maja, "Stöd med EU-ekonomi").getByRole("link", { name: "Fråga om stöd" }).click();
    await expect(field(maja, "Projekt").locator("option:checked")).toHaveText("Skolbio Norden");
    await field(maja, "Timmar").fill("en stund");
    await press(maja, "Spara frågan");
    await expect(maja.locator("#title-error")).toContainText("Skriv en rubrik");
    await expect(maja.locator("#hours-error")).toContainText("till exempel 1,5");
    await field(maja, "Rubrik").fill(title);
    await field(maja, "Timmar").fill("");
    await field(maja, "Frågat den").fill(daysAgo(3));
    await press(maja, "Spara frågan");
    await expect(maja.getByText("Frågan är sparad.", { exact: false })).toBeVisible();
    const path = new URL(maja.url()).pathname;

    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await ingrid.goto(path);
    await part(ingrid, "Svaret").getByRole("link", { name: "Skriv svaret" }).click();
    await field(ingrid, "Besvarat den").fill(daysAgo(4));
    await press(ingrid, "Spara ändringarna");
    await expect(ingrid.locator("#answeredOn-error")).toContainText("Svaret kan inte komma före frågan.");
    await field(ingrid, "Besvarat den").fill(daysAgo(1));
    await field(ingrid, "Vem gav stödet").fill("EU-ekonomen på ekonomikontoret");
    await field(ingrid, "Timmar").fill("1,25");
    await press(ingrid, "Spara ändringarna");
    await expect(part(ingrid, "Svaret")).toContainText("1,25 timmar");

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(`/economy-support/figures?year=${daysAgo(3).slice(0, 4)}`);
    const links = await saga.getByRole("table").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
    expect(links.length).toBeGreaterThan(5);
    for (const { href, text } of links.filter(({ href: to }) => !to.includes("timed"))) {
      await saga.goto(href);
      await expect(saga.getByRole("table").getByRole("rowheader")).toHaveCount(Number(text));
    }
    await saga.goto("/projects?q=Skolbio");
    await saga.getByRole("main").getByRole("link", { name: "Skolbio Norden", exact: true }).click();
    await expect(part(saga, "Stöd med EU-ekonomi").getByRole("listitem").filter({ hasText: title })).toContainText("Besvarad");
  });
}
