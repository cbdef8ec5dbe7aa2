import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

/** Opens the form for a decision in a matter, as somebody who records one does. */
async function begin(page: Page, matter: string): Promise<void> {
  await page.goto("/decisions");
  await page.getByRole("main").getByRole("link", { name: "Registrera beslut" }).click();
  await field(page, "Vad gäller beslutet?").selectOption({ label: matter });
  await page.getByRole("button", { name: "Fortsätt" }).click();
}

async function enterTwinTown(page: Page, title: string, body: string): Promise<void> {
  await begin(page, "Ingå vänortsrelation eller avtal");
  await field(page, "Rubrik").fill(title);
  await field(page, "Organ som har beslutat").selectOption({ label: body });
  await field(page, "Beslutsdag").fill(daysAgo(10));
  await field(page, "Slag av relation").selectOption({ label: "Vänort" });
  await page.getByRole("button", { name: "Registrera beslutet" }).click();
}

const verdict = (page: Page) => page.getByRole("region", { name: "Bedömning" });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V14b: Ingrid registrerar en ny vänort av rätt organ och av fel, och båda finns kvar (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await enterTwinTown(ingrid, `Rätt vänort ${how}`, "Kommunfullmäktige");
    await expect(ingrid.getByText("Beslutet är registrerat.")).toBeVisible();
    await expect(verdict(ingrid)).toContainText("Rätt organ");
    await expect(verdict(ingrid)).toContainText("”Kommunfullmäktige … fattar beslut om nya vänorter.”");

    await enterTwinTown(ingrid, `Fel vänort ${how}`, "Kommunstyrelsen");
    await expect(ingrid.getByText("Beslutet är registrerat, och något behöver ses över.")).toBeVisible();
    await expect(verdict(ingrid)).toContainText("Fel organ har beslutat, enligt V14b.");
    await expect(verdict(ingrid)).toContainText("Beslutas av kommunfullmäktige.");
    await expect(ingrid.getByRole("definition").filter({ hasText: "okänt" })).toHaveCount(2);

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto("/decisions");
    await saga.getByRole("combobox", { name: "Anmärkning" }).selectOption("Att se över");
    await saga.getByRole("button", { name: "Visa" }).click();
    await expect(saga.getByRole("link", { name: `Fel vänort ${how}` })).toBeVisible();
    await expect(saga.getByRole("link", { name: `Rätt vänort ${how}` })).toHaveCount(0);
    await expect(saga.getByRole("link", { name: "Registrera beslut" })).toHaveCount(0);
  });

  test(`Viola skriver en dag som inte har kommit, och inget skrivet går förlorat (${how})`, async ({ signedIn }) => {
    const viola = await signedIn("namnd", { javaScriptEnabled });
    await begin(viola, "Starta projekt");
    await field(viola, "Rubrik").fill("För tidigt");
    await field(viola, "Beslutsdag").fill(daysAgo(-3));
    await field(viola, "Paragraf i protokollet").fill("12");
    await viola.getByRole("button", { name: "Registrera beslutet" }).click();
    await expect(viola.locator("#decidedOn-error")).toHaveText("Beslutsdagen ligger framåt i tiden. Skriv den dag då beslutet togs.");
    await expect(field(viola, "Rubrik")).toHaveValue("För tidigt");
    await expect(field(viola, "Paragraf i protokollet")).toHaveValue("12");
    await field(viola, "Beslutsdag").fill("");
    await viola.getByRole("button", { name: "Registrera beslutet" }).click();
    await expect(viola.locator("#decidedOn-error")).toHaveText("Skriv beslutsdagen, till exempel 2026-11-24.");
  });
}

test("V18a, V19: Viola går från projektet som väntar till beslutet, och projektet visar det", async ({ signedIn }) => {
  const viola = await signedIn("namnd");
  await viola.goto("/decisions");
  await viola.getByRole("link", { name: "Beslut som väntar" }).click();
  const group = viola.getByRole("region", { name: "Kultur- och fritidsnämnden" });
  await expect(group).toContainText("Ansvarar för frågan. Vem som beslutar är inte reglerat.");
  await group.getByRole("link", { name: "Ung kust", exact: true }).click();

  const box = viola.getByRole("region", { name: "Ansvarar för frågan" });
  await expect(box).toContainText("Kultur- och fritidsnämnden");
  await expect(box).toContainText("Vem som beslutar är inte reglerat i Internationell policy.");
  await expect(box).toContainText("Beslut väntar");
  await box.getByRole("link", { name: "Registrera beslutet" }).click();
  await field(viola, "Rubrik").fill("Ansökan om Ung kust");
  await field(viola, "Beslutsdag").fill(daysAgo(1));
  await field(viola, "Paragraf i protokollet").fill("101");
  await viola.getByRole("button", { name: "Registrera beslutet" }).click();
  await expect(verdict(viola)).toContainText("Organet ansvarar för frågan enligt V18a");
  await viola.getByRole("definition").getByRole("link", { name: "Ung kust" }).click();
  await expect(box).toContainText("Beslutat, på egen grund");
  await expect(box.getByRole("link", { name: "Ansökan om Ung kust" })).toBeVisible();
  await viola.goto("/decisions/waiting");
  await expect(viola.getByRole("main").getByRole("link", { name: "Ung kust", exact: true })).toHaveCount(0);
});

test("grunden okänd: Ingrid skriver källan, och det syns som en lucka", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await begin(ingrid, "Ingå vänortsrelation eller avtal");
  await field(ingrid, "Rubrik").fill("Vänort sedan efter kriget");
  await choice(ingrid, "Vad finns det för grund?", "Grunden är okänd: beslutet går inte att finna").check();
  await field(ingrid, "Slag av relation").selectOption({ label: "Vänort" });
  await ingrid.getByRole("button", { name: "Registrera beslutet" }).click();
  await expect(ingrid.locator("#source-error")).toHaveText("Skriv varifrån det är känt, till exempel årsboken 1952.");
  await field(ingrid, "Källa").fill("Årsboken 1952");
  await ingrid.getByRole("button", { name: "Registrera beslutet" }).click();
  await expect(ingrid.getByRole("heading", { level: 3, name: "Beslutet går inte att finna. Att det gäller är känt från en källa." })).toBeVisible();
  await ingrid.goto("/");
  await expect(ingrid.getByRole("main")).toContainText("Beslutet om Vänort sedan efter kriget går inte att finna");
});

test("två som rättar samtidigt: den andra ser vad som står nu, med det egna kvar", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await enterTwinTown(ingrid, "Två pennor om ett beslut", "Kommunfullmäktige");
  const path = new URL(ingrid.url()).pathname;
  const other = await signedIn("samordnare");
  await ingrid.goto(`${path}/edit`);
  await other.goto(`${path}/edit`);
  await field(other, "Diarienummer").fill("KS 2026/0200");
  await other.getByRole("button", { name: "Spara rättelsen" }).click();
  await expect(other.getByText("Rättelsen är sparad, och beslutet är bedömt på nytt.")).toBeVisible();
  await field(ingrid, "Diarienummer").fill("KS 2026/0300");
  await ingrid.getByRole("button", { name: "Spara rättelsen" }).click();
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Någon annan hann ändra");
  await expect(ingrid.locator("section", { has: ingrid.getByRole("heading", { name: "Så står det sparat nu" }) })).toContainText("KS 2026/0200");
  await expect(field(ingrid, "Diarienummer")).toHaveValue("KS 2026/0300");
  await ingrid.getByRole("button", { name: "Spara rättelsen" }).click();
  await expect(ingrid.getByRole("definition").filter({ hasText: "KS 2026/0300" })).toBeVisible();
  await expect(ingrid.getByRole("complementary")).toContainText("rättade uppgifterna om beslutet");
});
