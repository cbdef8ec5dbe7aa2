import type { Page } from "@playwright/test";
import pack from "@packs/varberg";
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
    const name = javaScriptEnabled ? "Fjordvik" : "Sandøyvåg";
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

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Ingrid skriver in ett avtal med fel dag, rättar det, och den som läser ser det rättade och vad som stod (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const path = await propose(ingrid, javaScriptEnabled ? "Lillevik" : "Storeng");
    const agreements = ingrid.getByRole("region", { name: "Avtal", exact: true });
    await agreements.getByRole("link", { name: "Lägg till avtal" }).click();
    await field(ingrid, "Avtalets rubrik").fill("Samarbetsavtal");
    await field(ingrid, "Undertecknat").fill("2024-05-12");
    await field(ingrid, "Gäller till och med").fill("2023-05-12");
    await press(ingrid, "Spara");
    await expect(ingrid.locator("#signatories-error")).toHaveText("Skriv vilka som undertecknade.");
    await field(ingrid, "Vilka undertecknade?").fill("Ordförandena");
    await press(ingrid, "Spara");
    await expect(ingrid.locator("#validTo-error")).toHaveText("Dagen ligger före undertecknandet. Skriv en senare dag.");
    await expect(field(ingrid, "Vilka undertecknade?")).toHaveValue("Ordförandena");
    await field(ingrid, "Gäller till och med").fill("2033-05-12");
    await press(ingrid, "Spara");
    await expect(agreements).toContainText("Gäller till 12 maj 2033");

    await agreements.getByRole("link", { name: "Rätta Samarbetsavtal" }).click();
    // A page left open meanwhile is not let through over what was corrected.
    const old = await signedIn("samordnare", { javaScriptEnabled });
    await old.goto(ingrid.url());
    await field(ingrid, "Gäller till och med").fill("2028-05-12");
    await press(ingrid, "Spara");
    await says(ingrid, "Avtalet är rättat.");
    await expect(agreements).toContainText("Gäller till 12 maj 2028");
    await field(old, "Avtalets rubrik").fill("Ett helt annat");
    await press(old, "Spara");
    await expect(old.getByRole("main")).toContainText("Någon annan hann ändra samma uppgift medan du skrev.");
    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(path);
    await expect(saga.getByRole("region", { name: "Avtal", exact: true })).toContainText("Gäller till 12 maj 2028");
    await expect(saga.getByRole("main")).not.toContainText("Ett helt annat");
  });

  test(`V15: Ingrid skriver in värdarnas tur, och den som representerar ser nästa års värdskap utan att någon har anmält det (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const next = Number(daysAgo(0).slice(0, 4)) + 1;
    const meeting = javaScriptEnabled ? "Kustmötet" : "Fjordmötet";
    await propose(ingrid, javaScriptEnabled ? "Turvik" : "Vekselby");
    await ingrid.getByRole("region", { name: "Återkommande möten", exact: true }).getByRole("link", { name: "Lägg till möte" }).click();
    await field(ingrid, "Mötets namn").fill(meeting);
    await field(ingrid, "Verksamhet som svarar för mötet").selectOption({ label: "Kommunledningsstaben" });
    await field(ingrid, "Hålls vart hur mångte år?").fill("2");
    await field(ingrid, "Året då den första värden stod på tur").fill(String(next - 2));
    await field(ingrid, "Värdar i tur och ordning").fill("Turvik");
    await press(ingrid, "Spara mötet");
    await expect(ingrid.locator("#hosts-error")).toHaveText("Skriv minst två värdar, en på varje rad.");
    const hosts = `Turvik\n${pack.municipality.shortName}`;
    // Quicker than anybody types, it may be written while the page is only getting its script.
    await expect(async () => {
      await field(ingrid, "Värdar i tur och ordning").fill(hosts);
      await expect(field(ingrid, "Värdar i tur och ordning")).toHaveValue(hosts, { timeout: 1_000 });
    }).toPass();
    await press(ingrid, "Spara mötet");
    await says(ingrid, "Mötet är sparat.");
    await expect(ingrid.getByRole("row").filter({ hasText: String(next) })).toContainText(pack.municipality.shortName);

    const holger = await signedIn("kfpresidium", { javaScriptEnabled });
    await holger.goto("/visits");
    await expect(holger.getByRole("main")).toContainText(`${meeting} ${String(next)}`);
    await ingrid.goto("/visits");
    await ingrid.getByRole("main").getByRole("link", { name: `Anmäl ${meeting} ${String(next)}` }).click();
    await expect(field(ingrid, "Rubrik")).toHaveValue(new RegExp(meeting));
  });
}
