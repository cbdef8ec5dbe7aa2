import type { Page } from "@playwright/test";
import { pdfOf } from "../tests/factories/documents.ts";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const part = (page: Page, name: string) => main(page).getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();

/** Lays a paper with the record that the page shows, and goes back to the record by the paper's own page. */
async function layPaper(page: Page, title: string): Promise<void> {
  await part(page, "Handlingar").getByRole("link", { name: "Lägg till en handling" }).click();
  await field(page, "Titel").fill(title);
  await field(page, "Slag av handling").selectOption({ label: "Beslut" });
  await page.locator('input[type="file"]').setInputFiles({ name: "beslut.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOf(1)) });
  await press(page, "Lägg till");
  await expect(main(page).getByText("Handlingen är sparad.")).toBeVisible();
  await part(page, "Uppgifter").getByRole("link").first().click();
  await expect(part(page, "Handlingar").getByRole("link", { name: title, exact: true })).toBeVisible();
}

async function comment(page: Page, text: string): Promise<void> {
  await part(page, "Kommentarer").getByRole("link", { name: "Skriv en kommentar" }).click();
  await expect(main(page).getByText("Kommentarer är allmänna handlingar")).toBeVisible();
  await field(page, "Kommentar").fill(text);
  await press(page, "Spara kommentaren");
  await expect(part(page, "Kommentarer").getByText(text)).toBeVisible();
}

test("Papper och kommentarer ligger vid styrdokumentet, året och uppdraget som kontaktperson, och om en person kommenterar ingen", async ({ signedIn }) => {
  const admin = await signedIn("admin");
  await admin.goto("/governing-documents");
  await admin.getByRole("table").getByRole("rowheader").getByRole("link").first().click();
  await layPaper(admin, "Fullmäktiges beslut om dokumentet");
  await comment(admin, "Ska ses över efter valet.");

  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/year");
  await main(ingrid).getByRole("table").getByRole("link").first().click();
  await layPaper(ingrid, "Missiv till verksamheterna");
  await comment(ingrid, "Påminn bolagen först.");

  await ingrid.goto("/contact-persons");
  await ingrid.getByRole("table").getByRole("rowheader").getByRole("link").first().click();
  await main(ingrid).getByRole("link", { name: /^Uppdraget och dess handlingar/ }).first().click();
  await layPaper(ingrid, "Beslut om kontaktperson");
  await expect(part(ingrid, "Kommentarer")).toHaveCount(0);
  const path = new URL(ingrid.url()).pathname;
  const saga = await signedIn("lasare");
  await saga.goto(path);
  await expect(part(saga, "Handlingar").getByRole("link", { name: "Beslut om kontaktperson", exact: true })).toBeVisible();
  await expect(part(saga, "Handlingar").getByRole("link", { name: "Lägg till en handling" })).toHaveCount(0);
});

test("V14b: Det som ligger vid en sammanslagen post visas hos den som finns kvar, och står som dess", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  const add = async (name: string) => {
    await ingrid.goto("/networks/new");
    await field(ingrid, "Namn").fill(name);
    await field(ingrid, "Geografisk nivå").selectOption({ label: "Nordiskt" });
    await choice(ingrid, "Vem medlemskapet gäller", "Hela kommunen").check({ force: true });
    await field(ingrid, "Enhet som svarar för medlemskapet").selectOption({ label: "Kommunledningsstaben" });
    await press(ingrid, "Spara nätverket");
  };
  await add("Fyrvaktarnas städer");
  await add("Fyrvaktarstäder i Norden");
  await layPaper(ingrid, "Stadgar");
  await comment(ingrid, "Avgiften höjs nästa år.");
  await part(ingrid, "Slå ihop två som är samma").getByRole("link", { name: "Slå ihop med ett annat" }).click();
  await field(ingrid, "Sök den andra").fill("Fyrvaktarnas");
  await press(ingrid, "Visa");
  await part(ingrid, "Vilken är samma?").getByRole("link", { name: "Fyrvaktarnas städer", exact: true }).click();
  await choice(ingrid, "Vilken ska finnas kvar?", "Fyrvaktarnas städer").check({ force: true });
  await press(ingrid, "Slå ihop");
  await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText("Fyrvaktarnas städer");
  await expect(part(ingrid, "Handlingar").getByRole("listitem").filter({ hasText: "Stadgar" })).toContainText("Från den sammanslagna posten Fyrvaktarstäder i Norden");
  await expect(part(ingrid, "Kommentarer").getByRole("listitem").filter({ hasText: "Avgiften höjs nästa år." })).toContainText("Om den sammanslagna posten Fyrvaktarstäder i Norden");
});

test("V21a: Saga har kursen i sin kalender, slutar som ersättare, avanmäls genast och har den som inställd", async ({ signedIn, visitor }) => {
  test.setTimeout(120_000);
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/contact-persons?q=Socialf%C3%B6rvaltningen");
  await ingrid.getByRole("table").getByRole("link", { name: "Socialförvaltningen", exact: true }).click();
  const unit = new URL(ingrid.url()).pathname;
  await part(ingrid, "Kontaktpersoner").getByRole("link", { name: "Utse kontaktperson" }).click();
  const value = await field(ingrid, "Person").locator("option", { hasText: "Saga Måsgren" }).getAttribute("value");
  await field(ingrid, "Person").selectOption(value ?? "");
  await ingrid.getByLabel("Ersättare för kontaktpersonen", { exact: true }).check({ force: true });
  await field(ingrid, "Första dag").fill(daysAgo(5));
  await press(ingrid, "Utse");

  await ingrid.goto("/competence/new");
  const title = `Kurs om samråd ${daysAgo(-60)}`;
  await field(ingrid, "Rubrik").fill(title);
  await field(ingrid, "Arrangör").fill("Kansliet");
  await field(ingrid, "Dag").fill(daysAgo(-60));
  await field(ingrid, "Börjar klockan").fill("9.00");
  await field(ingrid, "Slutar klockan").fill("12.00");
  await field(ingrid, "Timmar för den som deltar").fill("3");
  await press(ingrid, "Spara aktiviteten");
  const course = new URL(ingrid.url()).pathname;

  const saga = await signedIn("lasare");
  await saga.goto(course);
  await expect(main(saga).getByText("Sista dagen räknas")).toBeVisible();
  await press(saga, "Anmäl mig");
  await saga.goto("/account/calendars");
  await field(saga, "Vilken kalender?").selectOption({ label: "Mina besök och det jag ska ha gjort" });
  await press(saga, "Skapa adress");
  const address = await field(saga, "Adress").inputValue();
  const program = (await visitor()).request;
  const entry = async () => (await (await program.get(address)).text()).split("BEGIN:VEVENT").find((one) => one.includes(title)) ?? "";
  expect(await entry()).toContain("STATUS:CONFIRMED");
  expect(await entry()).toContain("T090000");

  await ingrid.goto(unit);
  await part(ingrid, "Kontaktpersoner").getByRole("row").filter({ hasText: "Saga Måsgren" }).getByRole("link", { name: "Bekräfta tid eller avsluta" }).click();
  await expect(main(ingrid).getByText("Sista dagen räknas med.")).toBeVisible();
  await field(ingrid, "Sista dag").fill(daysAgo(1));
  await press(ingrid, "Avsluta uppdraget");
  await ingrid.goto(course);
  await expect(main(ingrid).getByRole("row").filter({ hasText: "Saga Måsgren" })).toContainText("Deltar inte");
  await expect(part(ingrid, "Historik")).toContainText("skrev in att ett uppdrag slutar");
  expect(await entry()).toContain("STATUS:CANCELLED");
});
