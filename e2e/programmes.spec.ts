import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Ingrid lägger till ett program med en utlysning, och ett projekt får sina tidsfrister av dem (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const name = javaScriptEnabled ? "Kustfonden" : "Skärgårdsfonden";
    await ingrid.goto("/programmes");
    await ingrid.getByRole("main").getByRole("link", { name: "Lägg till program" }).click();
    await field(ingrid, "Namn").fill(name);
    await field(ingrid, "Högsta andel av kostnaden").fill("sextio");
    await press(ingrid, "Spara programmet");
    await expect(ingrid.locator("#maxRatePercent-error")).toContainText("till exempel 60 eller 62,5");
    await expect(ingrid.locator("#certainty-error")).toHaveText("Välj hur säkra uppgifterna är.");
    await expect(field(ingrid, "Namn")).toHaveValue(name);
    await field(ingrid, "Högsta andel av kostnaden").fill("60");
    await field(ingrid, "Period").fill("2021-2027");
    await field(ingrid, "Slutrapport, månader efter projektets slut").fill("3");
    await choice(ingrid, "Hur säkert", "Bekräftat av en källa").check({ force: true });
    await press(ingrid, "Spara programmet");
    await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText(`${name} 2021–2027`);
    await expect(part(ingrid, "Vad som följer för projekten")).toContainText("senast 3 månader efter projektets slut");
    await expect(part(ingrid, "Utlysningar")).toContainText("Ingen utlysning är öppen");
    await part(ingrid, "Utlysningar").getByRole("link", { name: "Lägg till utlysning" }).click();
    await field(ingrid, "Utlysningens namn").fill("Första utlysningen");
    await field(ingrid, "Sista ansökningsdag").fill(daysAgo(-10));
    await choice(ingrid, "Hur säkert", "Bekräftat av en källa").check({ force: true });
    await press(ingrid, "Spara utlysningen");
    await expect(ingrid.getByRole("main")).toContainText("Stänger snart");

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(`/programmes/calls?q=${encodeURIComponent(name)}`);
    await expect(saga.getByRole("table")).toContainText("Första utlysningen");
    await saga.goto("/programmes?q=finns+inte");
    await expect(saga.getByRole("main")).toContainText("Inget program passar filtren.");
    await expect(saga.getByRole("link", { name: "Lägg till program" })).toHaveCount(0);
  });

  test(`Maja lägger till en tidsfrist, bockar av den, rättar en status och bockar av i checklistan (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/projects?q=Ung+kust");
    await maja.getByRole("table").getByRole("link", { name: "Ung kust", exact: true }).click();
    const path = new URL(maja.url()).pathname;
    await expect(part(maja, "Tidsfrister")).toContainText("Utlysningen stänger");
    await part(maja, "Tidsfrister").getByRole("link", { name: "Visa alla tidsfrister" }).click();
    await press(maja, "Spara tidsfristen");
    await expect(maja.locator("#kind-error")).toHaveText("Välj vad tidsfristen gäller.");
    const title = javaScriptEnabled ? "Möte med partnerna" : "Budgeten till ekonomen";
    await field(maja, "Slag").selectOption({ label: "Annat" });
    await field(maja, "Vad").fill(title);
    await field(maja, "Dag").fill(daysAgo(3));
    await press(maja, "Spara tidsfristen");
    const row = part(maja, "Att göra").getByRole("listitem").filter({ hasText: title });
    await expect(row).toContainText("Försenad");
    await maja.goto("/");
    await expect(part(maja, "Att göra").getByRole("listitem").filter({ hasText: title })).toContainText("Försenad");
    await maja.goto(`${path}/deadlines`);
    await row.getByRole("button", { name: /Markera som gjord/ }).click();
    await expect(row).toContainText("Gjord");

    await maja.goto(`${path}/steps`);
    await press(maja, "Spara rättelsen");
    await expect(maja.locator("#reason-error")).toContainText("Skriv varför status rättas");
    await field(maja, "Rätt status").selectOption({ label: "Idé" });
    await field(maja, "Skäl").fill("Ansökan är inte påbörjad.");
    await press(maja, "Spara rättelsen");
    await expect(part(maja, "Steg hittills")).toContainText("Ansökan är inte påbörjad.");
    await expect(part(maja, "Steg hittills")).toContainText("Tillbakatagen");
    await field(maja, "Ny status").selectOption({ label: "Ansökan skrivs" });
    await press(maja, "Ändra status");
    await maja.goto(`${path}/checklist`);
    const item = maja.getByRole("listitem").filter({ hasText: javaScriptEnabled ? "Kodsträng finns" : "Attestant är utsedd" });
    await item.getByRole("button", { name: /Bocka av/ }).click();
    await expect(item).toContainText("Avbockad av");
    await item.getByRole("button", { name: /Ta bort bocken/ }).click();
    await expect(item.getByRole("button", { name: /Bocka av/ })).toBeVisible();
  });
}

test("två ändrar samma program, och den som är sist får välja", async ({ signedIn }) => {
  const [ingrid, agneta] = [await signedIn("samordnare"), await signedIn("admin")];
  await ingrid.goto("/programmes?q=LIFE");
  await ingrid.getByRole("table").getByRole("link", { name: /^LIFE/ }).click();
  const path = `${new URL(ingrid.url()).pathname}/edit`;
  await ingrid.goto(path);
  await agneta.goto(path);
  await field(ingrid, "Storlek").fill("Enligt Ingrid");
  await press(ingrid, "Spara ändringarna");
  await expect(ingrid.getByText("Ändringarna är sparade.")).toBeVisible();
  await field(agneta, "Storlek").fill("Enligt Agneta");
  await press(agneta, "Spara ändringarna");
  await expect(agneta.getByRole("heading", { level: 1 })).toContainText("har ändrat samma program");
  await expect(agneta.getByRole("main")).toContainText("Enligt Ingrid");
});
