import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";
import { expectInvitation, prepare, readInPublic, report, subscribe, takeOnPhone } from "./pages/whole-visit.ts";

/** Announces a visit as the contact person and returns its address. */
async function announce(page: Page, title: string, startsIn: number): Promise<string> {
  await page.goto("/visits/new");
  await choice(page, "Vad gäller det?", "Besök hit").check();
  await field(page, "Rubrik").fill(title);
  await field(page, "Första dag").fill(daysAgo(-startsIn));
  await field(page, "Från vem eller till vem").fill("Sandefjords kommun");
  await choice(page, "Ska kommunen representeras?", "Nej").check();
  await choice(page, "Kommer det barn och unga till del?", "Nej").check();
  await page.getByRole("button", { name: "Anmäl besöket" }).click();
  await expect(page.getByText("Besöket är anmält.")).toBeVisible();
  return new URL(page.url()).pathname;
}

const part = (page: Page, heading: string) => page.locator("section.section", { has: page.getByRole("heading", { level: 2, name: heading, exact: true }) });
const save = (page: Page) => page.getByRole("button", { name: "Spara", exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Maja förbereder ett besök: program, deltagare, kostnader och vänorten som det hör ihop med (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const path = await announce(maja, `Korister från Sandefjord ${how}`, 35);

    await maja.getByRole("link", { name: "Lägg till programpunkt" }).click();
    await field(maja, "Börjar").fill("kvart över nio");
    await field(maja, "Vad?").fill("Repetition i kyrkan");
    await save(maja);
    await expect(maja.locator("#from-error")).toHaveText("Skriv ett klockslag, till exempel 9.30 eller 14:00.");
    await expect(field(maja, "Vad?")).toHaveValue("Repetition i kyrkan");
    await field(maja, "Börjar").fill("9.15");
    await field(maja, "Slutar").fill("11");
    await save(maja);
    await expect(part(maja, "Program")).toContainText("09:15–11:00 Repetition i kyrkan");

    await maja.getByRole("link", { name: "Lägg till deltagare" }).click();
    await choice(maja, "Roll", "Gäst").check();
    await field(maja.getByRole("main"), "Organisation").fill("Sandefjords kammarkör");
    await field(maja, "Antal").fill("24");
    await save(maja);
    await expect(part(maja, "Deltagare")).toContainText("Sandefjords kammarkör, 24 personer");

    for (const [kind, amount] of [["Lokal", "4 500"], ["Representation", "1 200,50"]] as const) {
      await maja.getByRole("link", { name: "Lägg till kostnad" }).click();
      await field(maja, "Slag av kostnad").selectOption({ label: kind });
      await field(maja, "Belopp").fill(amount);
      await save(maja);
    }
    await expect(part(maja, "Kostnader").getByRole("table", { name: "Kostnader efter slag" }).getByRole("row", { name: /^Summa/ })).toContainText(/5\s700,50/);

    await maja.getByRole("link", { name: "Koppla till relation, nätverk eller projekt" }).click();
    await field(maja, "Namn eller en del av det").fill("Nordiska");
    await maja.getByRole("button", { name: "Sök", exact: true }).click();
    await maja.getByRole("button", { name: "Koppla till Nordiska vänortskedjan" }).click();
    await part(maja, "Hör ihop med").getByRole("link", { name: "Nordiska vänortskedjan" }).click();
    await expect(part(maja, "Besök").getByRole("link", { name: `Korister från Sandefjord ${how}` })).toHaveAttribute("href", path);
  });
}

test("Maja berättar vad ett besök gav, avslutar det, och vem som helst läser vad det kostade", async ({ signedIn }) => {
  const title = "Bibliotekarier från Sandefjord";
  const maja = await signedIn("kontakt");
  const path = await announce(maja, title, -2);
  await maja.getByRole("link", { name: "Lägg till kostnad" }).click();
  await field(maja, "Slag av kostnad").selectOption({ label: "Representation" });
  await field(maja, "Belopp").fill("845");
  await save(maja);
  await maja.getByRole("link", { name: "Skriv återrapporten" }).click();
  await field(maja, "Vad hände, och vad kom ni överens om?").fill("Biblioteken lånar av varandra.");
  await maja.getByRole("button", { name: "Spara återrapporten" }).click();
  await expect(maja.locator("#benefit-error")).toHaveText("Skriv vilken nytta besöket gav.");
  await field(maja, "Vilken nytta, och hur vet ni det?").fill("Kortare köer. Räknas i vår.");
  await choice(maja, "För vem var det till nytta?", "Invånarna").check();
  await maja.getByRole("button", { name: "Spara återrapporten" }).click();
  await maja.getByRole("button", { name: "Avsluta besöket" }).click();
  await expect(maja.getByText("Besöket är avslutat.", { exact: true })).toBeVisible();
  await expect(maja.getByRole("link", { name: "Lägg till kostnad" })).toHaveCount(0);

  const reader = await signedIn("lasare");
  await reader.goto("/visits");
  await reader.getByRole("link", { name: "Öppen förteckning" }).click();
  await expect(reader.getByText("Ett besök hanteras i särskild ordning och är utelämnat.")).toBeVisible();
  await field(reader, "Sök rubrik, motpart eller ort").fill(title);
  await reader.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(reader.getByText("Ett besök. Kostade 845 kr tillsammans")).toBeVisible();
  const waiting = reader.waitForEvent("download");
  await reader.getByRole("link", { name: "CSV" }).click();
  expect(fs.readFileSync(await (await waiting).path(), "utf8")).toContain(title);
  await reader.getByRole("link", { name: title, exact: true }).click();
  await expect(reader).toHaveURL(path);
  await expect(reader.getByText("Biblioteken lånar av varandra.")).toBeVisible();
});

test("V15, V5a: ett besök går från anmälan genom presidiets ja i mobilen, kalendern, programmet och underlaget till avslutad återrapport", async ({ signedIn }) => {
  test.setTimeout(120_000);
  const title = "Borgmästaren i Sandefjord";
  const [maja, bo, ingrid, saga] = [await signedIn("kontakt"), await signedIn("kspresidium", { viewport: { width: 360, height: 740 } }), await signedIn("samordnare"), await signedIn("lasare")];
  const calendar = await subscribe(bo);
  await maja.goto("/visits/new");
  await choice(maja, "Vad gäller det?", "Besök hit").check();
  await field(maja, "Rubrik").fill(title);
  await field(maja, "Första dag").fill(daysAgo(0));
  await field(maja, "Från vem eller till vem").fill("Sandefjords kommun");
  await choice(maja, "Ska kommunen representeras?", "Ja").check();
  await choice(maja, "Kommer det barn och unga till del?", "Nej").check();
  await maja.getByRole("button", { name: "Anmäl besöket" }).click();
  await expect(maja.getByText("Besöket är anmält.")).toBeVisible();
  const path = new URL(maja.url()).pathname;

  await test.step("ledamoten tar det med ett tryck, och kalendern visar det", () => takeOnPhone(bo, title, calendar));
  await test.step("mejlet bär en händelse till kalendern", () => expectInvitation(ingrid, title, "kspresidium@utblick.example"));
  await test.step("programmet, gästerna och underlaget", () => prepare(maja, path));
  await test.step("återrapporten, och besöket avslutas", () => report(maja, path));
  await test.step("vem som helst läser vad det gav och kostade", () => readInPublic(saga, title));
});
