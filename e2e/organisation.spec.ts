import type { Page } from "@playwright/test";
import { expect, nameOf, test } from "./fixtures/test.ts";
import { daysAgo, inWords } from "./pages/days.ts";
import { field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";

const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

async function addPerson(page: Page, name: string): Promise<string> {
  await page.goto("/people");
  await page.getByRole("link", { name: "Lägg till person" }).click();
  await field(page, "Namn").fill(name);
  await field(page, "Titel").fill("Utredare");
  await field(page, "E-post").fill("ny.person@utblick.example");
  await page.getByRole("button", { name: "Lägg till" }).click();
  await says(page, "Personen är tillagd.");
  return new URL(page.url()).pathname;
}

async function addDepartment(page: Page, name: string): Promise<string> {
  await page.goto("/bodies");
  await page.getByRole("link", { name: "Lägg till organ eller verksamhet" }).click();
  await field(page, "Slag").selectOption({ label: "Förvaltning" });
  await field(page, "Namn").fill(name);
  await field(page, "Hör till").selectOption({ label: "Kultur- och fritidsnämnden" });
  await page.getByRole("button", { name: "Lägg till" }).click();
  await says(page, "Tillagd.");
  return new URL(page.url()).pathname;
}

test("Örjan lägger till en person och ger henne en roll med datum", async ({ signedIn }) => {
  const page = await signedIn("admin");
  const person = await addPerson(page, "Åsa Nyanlind");
  await expect(page.getByRole("heading", { level: 1, name: "Åsa Nyanlind" })).toBeVisible();
  await page.getByRole("link", { name: "Ge roll eller plats" }).click();
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Ge rollen" }) });

  await field(form, "Roll").selectOption({ label: "Läsare" });
  await field(form, "Första dag").fill("2027-05-03");
  await field(form, "Sista dag").fill("2027-05-02");
  await form.getByRole("button", { name: "Ge rollen" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Sista dagen är före den första. Skriv en senare sista dag.");
  await expect(field(form, "Första dag")).toHaveValue("2027-05-03");
  await expect(field(form, "Roll").locator("option:checked")).toHaveText("Läsare");

  await field(form, "Första dag").fill("2026-01-01");
  await field(form, "Sista dag").fill("2029-12-31");
  await form.getByRole("button", { name: "Ge rollen" }).click();
  await says(page, "Rollen är given.");
  const row = page.getByRole("row").filter({ hasText: "Läsare" });
  await expect(row).toContainText("1 januari 2026 – 31 december 2029");
  await page.goto("/people?q=Nyanlind");
  await expect(page.getByRole("table")).toContainText("Läsare");
  await page.goto(person);
  await expect(page.getByRole("complementary")).toContainText("Örjan Bryggfors");
});

test("V20a: en verksamhet utan kontaktperson är en lucka på första sidan tills någon är utsedd", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/");
  const gap = ingrid.getByRole("main").getByText("Överförmyndarkansliet har ingen kontaktperson");
  await expect(gap).toBeVisible();
  await expect(ingrid.getByRole("region", { name: "Det här saknas" }).locator("q").first()).not.toBeEmpty();
  await ingrid.goto("/bodies?q=%C3%96verf%C3%B6rmyndarkansliet");
  await ingrid.getByRole("table").getByRole("link", { name: "Överförmyndarkansliet", exact: true }).click();
  await ingrid.getByRole("link", { name: "Utse kontaktperson" }).first().click();
  await field(ingrid, "Person").selectOption({ label: "Linnea Musselgård, Utvecklingspedagog" });
  await field(ingrid, "Första dag").fill(daysAgo(30));
  await field(ingrid, "Arbetstid").fill("200");
  await ingrid.getByRole("button", { name: "Utse" }).click();
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Skriv tiden i hela procent från 1 till 100, till exempel 20.");
  await expect(field(ingrid, "Första dag")).toHaveValue(daysAgo(30));
  await field(ingrid, "Arbetstid").fill("20");
  await ingrid.getByRole("button", { name: "Utse" }).click();
  await says(ingrid, "Kontaktpersonen är utsedd.");
  await ingrid.goto("/");
  await expect(ingrid.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(gap).toHaveCount(0);
});

test("E.4.10: en förvaltning byter namn; det gamla namnet finns kvar i historiken, hittar fram och står på dåtidens projekt", async ({ signedIn }) => {
  const page = await signedIn("admin");
  const body = await addDepartment(page, "Skärgårdsförvaltningen");
  const ingrid = await signedIn("samordnare");
  const project = await ProjectForm.log(ingrid, { title: "Före namnbytet", unit: "Skärgårdsförvaltningen", starts: "2020" });
  await page.goto(body);
  await page.getByRole("link", { name: "Byt namn" }).click();
  await field(page, "Nytt namn").fill("Kust- och skärgårdsförvaltningen");
  await field(page, "Gäller från och med").fill(daysAgo(20));
  await page.getByRole("button", { name: "Byt namn" }).click();
  await says(page, "Namnet är bytt.");
  await expect(page.getByRole("heading", { level: 1, name: "Kust- och skärgårdsförvaltningen" })).toBeVisible();
  const names = page.getByRole("region", { name: "Namn genom tiden" });
  await expect(names).toContainText("Skärgårdsförvaltningen");
  await expect(names).toContainText(`Till ${inWords(daysAgo(21))}`);
  await expect(page.getByRole("complementary")).toContainText("Örjan Bryggfors");

  await page.goto("/bodies?q=Sk%C3%A4rg%C3%A5rdsf%C3%B6rvaltningen");
  await expect(page.getByRole("table").getByRole("link", { name: "Kust- och skärgårdsförvaltningen" })).toBeVisible();
  await page.goto(project);
  await expect(new ProjectPage(page).fact("Verksamhet")).toHaveText("Skärgårdsförvaltningen (heter nu Kust- och skärgårdsförvaltningen)");
});

test("E.4.10: två förvaltningar slås ihop; det som händer visas först, och den gamlas projekt hittas under den nya", async ({ signedIn }) => {
  const page = await signedIn("admin");
  const old = await addDepartment(page, "Fyrförvaltningen");
  await addDepartment(page, "Fyr- och båkförvaltningen");
  const ingrid = await signedIn("samordnare");
  const project = await ProjectForm.log(ingrid, { title: "Före sammanslagningen", unit: "Fyrförvaltningen", starts: "2020" });

  await page.goto(old);
  await page.getByRole("link", { name: "Slå ihop med annat" }).click();
  await field(page, "Går upp i").selectOption({ label: "Fyr- och båkförvaltningen" });
  await field(page, "Första dagen tillsammans").fill(daysAgo(20));
  await page.getByRole("button", { name: "Se vad som händer" }).click();
  await expect(page.getByRole("region", { name: "Det här händer" })).toContainText(`Fyrförvaltningen upphör. Sista dagen är ${inWords(daysAgo(21))}.`);
  await page.getByRole("button", { name: "Slå ihop" }).click();
  await says(page, "Sammanslagningen är sparad.");
  await expect(page.getByRole("heading", { level: 1, name: "Fyrförvaltningen" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`Gick upp i Fyr- och båkförvaltningen. Sista dag var ${inWords(daysAgo(21))}.`);
  await page.goto("/bodies?q=Fyrf%C3%B6rvaltningen");
  await page.getByRole("table").getByRole("link", { name: "Fyr- och båkförvaltningen" }).click();
  await expect(page.getByRole("region", { name: "Uppgifter" })).toContainText("Fyrförvaltningen");

  await ingrid.goto("/projects");
  await field(ingrid.getByRole("search", { name: "Filtrera projekt" }), "Verksamhet").selectOption({ label: "Fyr- och båkförvaltningen" });
  await ingrid.getByRole("main").getByRole("button", { name: "Visa", exact: true }).click();
  await expect(ingrid.getByRole("table").getByRole("link", { name: "Före sammanslagningen" })).toBeVisible();
  await ingrid.goto(project);
  await expect(new ProjectPage(ingrid).fact("Verksamhet")).toContainText("Fyrförvaltningen");
});

test("E.4.5: ett bolag utan kontaktperson är en lucka, med policyns egna ord", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/bodies?kind=COMPANY");
  const row = page.getByRole("row").filter({ hasText: "Vatten & Miljö i Väst AB" });
  await expect(row).toContainText("Saknas");
  await row.getByRole("link", { name: "Vatten & Miljö i Väst AB" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vatten & Miljö i Väst AB" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Ingen har varit utsedd");
  await expect(page.locator("q").filter({ hasText: "En kontaktperson utses" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Utse kontaktperson" })).toHaveCount(0);
});

test("E.4.7: den som blir ersättare får logga vid nästa sida, och får det inte längre när uppdraget är slut; historiken finns kvar", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/bodies?q=Stadsbyggnadskontoret");
  await ingrid.getByRole("table").getByRole("link", { name: "Stadsbyggnadskontoret", exact: true }).click();
  await expect(ingrid.getByRole("heading", { level: 1, name: "Stadsbyggnadskontoret" })).toBeVisible();
  const unit = new URL(ingrid.url()).pathname;
  await ingrid.getByRole("link", { name: "Utse kontaktperson" }).first().click();
  await field(ingrid, "Person").selectOption({ label: `${nameOf("lasare")}, Lärare` });
  await ingrid.getByRole("radio", { name: "Ersättare för kontaktpersonen" }).check();
  await field(ingrid, "Första dag").fill(daysAgo(10));
  await ingrid.getByRole("button", { name: "Utse" }).click();
  await says(ingrid, "Kontaktpersonen är utsedd.");

  await saga.goto("/");
  await expect(saga.getByRole("heading", { level: 1, name: "Stadsbyggnadskontoret" })).toBeVisible();
  await expect(saga.getByRole("main").getByRole("button", { name: /Logga projekt/ })).toBeVisible();

  await ingrid.goto(unit);
  await ingrid.getByRole("row").filter({ hasText: nameOf("lasare") }).getByRole("link", { name: "Bekräfta tid eller avsluta" }).click();
  const ending = ingrid.locator("form").filter({ has: ingrid.getByRole("button", { name: "Avsluta uppdraget" }) });
  await field(ending, "Sista dag").fill(daysAgo(1));
  await ending.getByRole("button", { name: "Avsluta uppdraget" }).click();
  await says(ingrid, "Uppdraget har fått en sista dag.");
  await expect(ingrid.getByRole("row").filter({ hasText: nameOf("lasare") })).toContainText(inWords(daysAgo(1)));

  await saga.goto("/");
  await expect(saga.getByRole("heading", { level: 1, name: "Internationellt arbete" })).toBeVisible();
  await expect(saga.getByRole("main").getByRole("button", { name: /Logga projekt/ })).toHaveCount(0);
});

test("Två som ändrar samma persons uppgifter får välja, och inget går förlorat", async ({ signedIn }) => {
  const orjan = await signedIn("admin");
  const ingrid = await signedIn("samordnare");
  const person = await addPerson(orjan, "Två Penne");
  await orjan.goto(`${person}/edit`);
  await ingrid.goto(`${person}/edit`);
  await field(ingrid, "Titel").fill("Strateg");
  await ingrid.getByRole("button", { name: "Spara" }).click();
  await says(ingrid, "Uppgifterna är sparade.");
  await field(orjan, "Titel").fill("Chef");
  await field(orjan, "Telefon").fill("0123-456 78");
  await orjan.getByRole("button", { name: "Spara" }).click();
  await expect(orjan.getByRole("heading", { level: 1, name: "Ingrid Fyrberg har ändrat samma person" })).toBeVisible();
  await expect(orjan.getByRole("group", { name: "Titel" })).toContainText("Strateg");
  await orjan.getByRole("button", { name: "Spara så här" }).click();
  await says(orjan, "Uppgifterna är sparade.");
  await expect(orjan.getByRole("region", { name: "Uppgifter" })).toContainText("Chef");
  await expect(orjan.getByRole("region", { name: "Uppgifter" })).toContainText("0123-456 78");
});

test("Ingrid lägger till nästa mandatperiod, rättar den, och Örjan ger en plats inom den", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/people");
  await ingrid.getByRole("link", { name: "Mandatperioder" }).click();
  await expect(ingrid.getByRole("heading", { level: 1, name: "Mandatperioder" })).toBeVisible();
  await ingrid.getByRole("link", { name: "Lägg till mandatperiod" }).click();
  await field(ingrid, "Första dag").fill("14/10 2030");
  await field(ingrid, "Sista dag").fill("14 oktober 2034");
  await ingrid.getByRole("button", { name: "Lägg till" }).click();
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Dagarna går in i en annan mandatperiod.");
  await expect(field(ingrid, "Sista dag")).toHaveValue("14 oktober 2034");
  await field(ingrid, "Första dag").fill("2030-10-15");
  await ingrid.getByRole("button", { name: "Lägg till" }).click();
  await says(ingrid, "Mandatperioden är tillagd.");

  await ingrid.getByRole("table").getByRole("link", { name: "2030–2034" }).click();
  await ingrid.getByRole("link", { name: "Rätta dagarna" }).click();
  await field(ingrid, "Sista dag").fill("2034-10-31");
  await ingrid.getByRole("button", { name: "Spara" }).click();
  await says(ingrid, "Dagarna är sparade.");
  await expect(ingrid.getByRole("region", { name: "Uppgifter" })).toContainText("31 oktober 2034");
  await expect(ingrid.getByRole("complementary")).toContainText("Ingrid Fyrberg rättade dagarna");
  const term = new URL(ingrid.url()).pathname;

  const orjan = await signedIn("admin");
  await addPerson(orjan, "Åke Nyvald");
  await orjan.getByRole("link", { name: "Ge roll eller plats" }).click();
  const form = orjan.locator("form").filter({ has: orjan.getByRole("button", { name: "Ge platsen" }) });
  await field(form, "Organ").selectOption({ label: "Kommunstyrelsen" });
  await field(form, "Uppdrag").selectOption({ label: "Ledamot" });
  await field(form, "Mandatperiod").selectOption({ label: "15 oktober 2030 – 31 oktober 2034" });
  await field(form, "Första dag").fill("2031-01-01");
  await form.getByRole("button", { name: "Ge platsen" }).click();
  await says(orjan, "Platsen är given.");

  await ingrid.goto(`${term}/edit`);
  await field(ingrid, "Första dag").fill("2031-02-01");
  await ingrid.getByRole("button", { name: "Spara" }).click();
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Någon har en plats i perioden utanför de dagarna.");
  await ingrid.goto(term);
  await expect(ingrid.getByRole("region", { name: "Platser i perioden" })).toContainText("Åke Nyvald");

  const saga = await signedIn("lasare");
  await saga.goto(term);
  await expect(saga.getByRole("heading", { level: 1, name: "2030–2034" })).toBeVisible();
  await expect(saga.getByRole("link", { name: "Rätta dagarna" })).toHaveCount(0);
  expect((await saga.goto(`${term}/edit`))?.status()).toBe(404);
});
