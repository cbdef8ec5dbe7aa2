import type { Page } from "@playwright/test";
import halmstad from "@packs/halmstad";
import { testUnder } from "./fixtures/other-pack.ts";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`E.4.6, V10a, V10b: Maja loggar ett initiativ, prövar det två gånger och gör det till ett projekt (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const title = javaScriptEnabled ? "Läsecirklar på färjan" : "Sagostunder på stranden";
    await maja.goto("/initiatives");
    await maja.getByRole("main").getByRole("link", { name: "Logga ett initiativ" }).click();
    await field(maja, "Vad ska utvecklas?").fill("Fler ska läsa på sommaren.");
    await press(maja, "Spara initiativet");
    await expect(maja.locator("#title-error")).toContainText("Skriv en rubrik");
    await expect(maja.locator("#begunOn-error")).toHaveText("Skriv dagen då verksamheten tog upp arbetet.");
    await expect(field(maja, "Vad ska utvecklas?")).toHaveValue("Fler ska läsa på sommaren.");
    await field(maja, "Rubrik").fill(title);
    await field(maja, "Dag").fill(daysAgo(-3));
    await press(maja, "Spara initiativet");
    await expect(maja.locator("#begunOn-error")).toContainText("Dagen ligger framåt i tiden.");
    await field(maja, "Dag").fill(daysAgo(20));
    await field(maja, "Vem tog initiativet?").selectOption({ label: "Kontaktpersonen" });
    await press(maja, "Spara initiativet");
    await expect(maja.getByText("Initiativet är loggat.", { exact: false })).toBeVisible();
    const path = new URL(maja.url()).pathname;
    await expect(maja.getByRole("main")).toContainText("Två prövningar återstår");

    await maja.goto("/");
    await expect(part(maja, "Att göra").getByRole("listitem").filter({ hasText: title })).toContainText("Ett nej med skäl räcker.");

    await maja.goto(path);
    await part(maja, "Internationellt samarbete").getByRole("link", { name: "Pröva internationellt samarbete" }).click();
    await press(maja, "Spara prövningen");
    await expect(maja.locator("#examinedBy-error")).toContainText("till exempel Ledningsgruppen");
    await field(maja, "Prövad den").fill(daysAgo(10));
    await field(maja, "Vem som prövade").fill("Ledningsgruppen");
    await choice(maja, "Resultat", "Inte aktuellt").check({ force: true });
    await press(maja, "Spara prövningen");
    await expect(maja.getByText("ett nej räknas först med skäl", { exact: false })).toBeVisible();
    await expect(maja.getByRole("main")).toContainText("Två prövningar återstår");
    await expect(part(maja, "Internationellt samarbete")).toContainText("Nej utan skäl");

    await part(maja, "Internationellt samarbete").getByRole("link", { name: "Pröva samarbete igen" }).click();
    await field(maja, "Prövad den").fill(daysAgo(9));
    await field(maja, "Vem som prövade").fill("Ledningsgruppen");
    await choice(maja, "Resultat", "Inte aktuellt").check({ force: true });
    await field(maja, "Skäl").fill("Färjan går bara här.");
    await press(maja, "Spara prövningen");
    await expect(maja.getByRole("main")).toContainText("En prövning återstår");
    await expect(part(maja, "Internationellt samarbete")).toContainText("Tidigare prövningar");

    await part(maja, "Extern medfinansiering").getByRole("link", { name: "Pröva extern medfinansiering" }).click();
    await field(maja, "Prövad den").fill(daysAgo(8));
    await field(maja, "Vem som prövade").fill("Ekonomen");
    await choice(maja, "Program som ni såg på", "Nordplus").check({ force: true });
    await choice(maja, "Resultat", "Medel ska sökas").check({ force: true });
    await press(maja, "Spara prövningen");
    await expect(maja.getByRole("main")).toContainText("Båda prövningarna är gjorda");

    await press(maja, "Gör initiativet till ett projekt");
    await expect(field(maja, "Projektets namn")).toHaveValue(title);

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(path);
    await expect(part(saga, "Internationellt samarbete")).toContainText("Färjan går bara här.");
    await expect(saga.getByRole("link", { name: "Pröva samarbete igen" })).toHaveCount(0);
    await saga.goto("/initiatives?q=finns+inte&lacks=ALLT");
    await expect(saga.getByRole("main")).toContainText("Inga utvecklingsinitiativ");
  });
}

test("två ändrar samma initiativ, och den som är sist får välja", async ({ signedIn }) => {
  const [maja, ingrid] = [await signedIn("kontakt"), await signedIn("samordnare")];
  await maja.goto("/initiatives?q=Fritidsbank");
  await maja.getByRole("main").getByRole("link", { name: "Fritidsbank i badhuset" }).click();
  const path = new URL(maja.url()).pathname;
  for (const page of [maja, ingrid]) await page.goto(`${path}/edit`);
  await field(maja, "Vad ska utvecklas?").fill("Majas ord.");
  await press(maja, "Spara ändringarna");
  await expect(maja.getByText("Ändringarna är sparade.")).toBeVisible();
  await field(ingrid, "Vad ska utvecklas?").fill("Ingrids ord.");
  await press(ingrid, "Spara ändringarna");
  await expect(ingrid.getByRole("heading", { level: 1 })).toContainText("har ändrat samma initiativ");
  await expect(ingrid.getByRole("main")).toContainText("Majas ord.");
  await expect(ingrid.getByRole("main")).toContainText("Ingrids ord.");
});

test("V10a, V20d: varje siffra i utfallet leder till de initiativ som den räknar", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/initiatives/outcomes?year=2025");
  const links = await saga.getByRole("table").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", count: Number(link.textContent) })));
  expect(links.length).toBeGreaterThan(3);
  for (const { href, count } of links) {
    await saga.goto(href);
    await expect(saga.getByRole("table").getByRole("rowheader")).toHaveCount(count);
  }
});

testUnder(halmstad.id)("E.3: där inget dokument kräver prövningar saknas ingenting", async ({ signedIn }) => {
  const lova = await signedIn("kontakt");
  await lova.goto("/initiatives?q=Bokbuss");
  await lova.getByRole("main").getByRole("link", { name: "Bokbuss utan utsläpp" }).click();
  await expect(part(lova, "Internationellt samarbete")).toContainText("Inte prövat");
  await expect(part(lova, "Internationellt samarbete").locator("q")).toHaveCount(0);
  await lova.goto("/");
  await expect(lova.getByRole("main")).not.toContainText("Pröva Bokbuss");
});
