import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

/** Enters a relation that is proposed, and returns its address. */
async function propose(page: Page, name: string): Promise<string> {
  await page.goto("/town-relations");
  await page.getByRole("main").getByRole("link", { name: "Lägg till relation" }).click();
  await field(page, "Ort").fill(name);
  await field(page, "Land").selectOption({ label: "Norge" });
  await field(page, "Vad relationen kallas").fill(name);
  await choice(page, "Slag av relation", "Vänort").check();
  await field(page, "Verksamhet som svarar för relationen").selectOption({ label: "Kommunledningsstaben" });
  await field(page, "Från").fill(daysAgo(200));
  await press(page, "Spara relationen");
  await says(page, "Relationen är sparad.");
  return new URL(page.url()).pathname;
}

/** Records the council's decision through a page's box, and goes back to the page. */
async function decide(page: Page, back: string, title: string, day: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: /^Registrera (beslutet|ett beslut till)$/ }).click();
  await field(page, "Rubrik").fill(title);
  await field(page, "Organ som har beslutat").selectOption({ label: "Kommunfullmäktige" });
  await field(page, "Beslutsdag").fill(day);
  await press(page, "Registrera beslutet");
  await page.goto(back);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V14b: Ingrid för en vänort från första kontakt till beslut, paus och slut (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const name = `Fjordvik ${how}`;
    const path = await propose(ingrid, name);
    const box = ingrid.getByRole("region", { name: "Beslutas av" });
    await expect(box).toContainText("Kommunfullmäktige");
    await expect(box).toContainText("V14b");

    // Without the council's decision it is not active.
    await ingrid.getByRole("link", { name: "Gör aktiv" }).click();
    const activate = new URL(ingrid.url()).pathname + new URL(ingrid.url()).search;
    await press(ingrid, "Spara skedet");
    await expect(ingrid.locator("#basis-error")).toHaveText("Välj vad skedet vilar på.");
    await decide(ingrid, activate, `Ny vänort ${name}`, daysAgo(120));
    await expect(choice(ingrid, "Vad vilar det på?", "Ett registrerat beslut")).toBeChecked();
    await field(ingrid, "Från").fill(daysAgo(100));
    await press(ingrid, "Spara skedet");
    await says(ingrid, "Skedet är sparat.");
    await expect(ingrid.getByRole("region", { name: "Läge och historia" })).toContainText("Beslutad");

    // The policy says nothing of pausing, so a basis of one's own will do.
    await ingrid.getByRole("link", { name: "Pausa", exact: true }).click();
    await expect(ingrid.getByRole("main")).toContainText("Inte reglerat");
    await field(ingrid, "Från").fill(daysAgo(60));
    await choice(ingrid, "Vad vilar det på?", "En egen grund").check();
    await field(ingrid, "Den egna grunden").fill("Kommunstyrelsens ordförande, i väntan på nyval där");
    await press(ingrid, "Spara skedet");
    await says(ingrid, "Skedet är sparat.");

    await ingrid.getByRole("link", { name: "Avsluta", exact: true }).click();
    await field(ingrid, "Från").fill(daysAgo(10));
    await choice(ingrid, "Vad vilar det på?", "En egen grund").check();
    await field(ingrid, "Den egna grunden").fill("Kommunstyrelsen ställde sig bakom");
    await press(ingrid, "Spara skedet");
    await expect(ingrid.getByRole("main")).toContainText("Egen grund");

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(`/town-relations?state=ENDED&q=${encodeURIComponent(name)}`);
    await saga.getByRole("link", { name, exact: true }).click();
    await expect(saga.getByRole("region", { name: "Läge och historia" }).getByRole("heading", { level: 3 })).toHaveText(["Avslutad", "Pausad", "Aktiv", "Föreslagen"]);
    await expect(saga.getByRole("link", { name: "Ändra uppgifterna" })).toHaveCount(0);
    expect(new URL(saga.url()).pathname).toBe(path);
  });
}

test("V12a: Ingrid loggar ett utbyte, och siffran i redovisningen leder till det", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/town-relations/ledger?year=2015");
  await ingrid.getByRole("link", { name: "Nordiska vänortskedjan" }).click();
  await ingrid.getByRole("link", { name: "Logga utbyte" }).click();
  await expect(field(ingrid, "Relation")).not.toHaveValue("");
  await field(ingrid, "Verksamhet som svarar för utbytet").selectOption({ label: "Kommunledningsstaben" });
  await field(ingrid, "Rubrik").fill("Bibliotekarier på besök");
  await field(ingrid, "När").fill("2015-05");
  await press(ingrid, "Spara utbytet");
  await expect(ingrid.locator("#benefit-error")).toHaveText("Skriv vad utbytet gav.");
  await ingrid.getByLabel("Profession", { exact: true }).check();
  await field(ingrid, "Nyttan").fill("Nya sätt att nå läsare");
  await choice(ingrid, "Kom det barn och unga till del?", "Nej").check();
  await press(ingrid, "Spara utbytet");
  await says(ingrid, "Utbytet är sparat.");
  await ingrid.goto("/town-relations/ledger?year=2015");
  await ingrid.getByRole("row", { name: /Nordiska vänortskedjan/ }).getByRole("link", { name: "Ett utbyte" }).click();
  await expect(ingrid.getByRole("link", { name: "Bibliotekarier på besök" })).toBeVisible();
});

test("V12a: Saga ser vilka relationer ingen har haft nytta av på tre år", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/town-relations/ledger");
  await saga.getByRole("link", { name: "Visa relationerna" }).click();
  await expect(saga.getByRole("link", { name: "Havsnäs", exact: true })).toBeVisible();
  await expect(saga.getByRole("link", { name: "Nordiska vänortskedjan" })).toHaveCount(0);
});
