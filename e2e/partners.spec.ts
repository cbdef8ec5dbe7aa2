import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();
const daysAhead = (days: number) => daysAgo(-days);

/** Adds a partner that lies in no town, and returns its address. */
async function addPartner(page: Page, name: string, kind = "Skola", country = "Danmark"): Promise<string> {
  await page.goto("/partners/new");
  await choice(page, "Slag", kind).check({ force: true });
  await field(page, "Namn").fill(name);
  await field(page, "Land").selectOption({ label: country });
  await press(page, "Spara partnern");
  await says(page, "Partnern är sparad.");
  return new URL(page.url()).pathname;
}

/** Logs a search that has been sent, and returns its address. */
async function logSearch(page: Page, title: string, more: { deadline?: string } = {}): Promise<string> {
  await page.goto("/partners/searches");
  await page.getByRole("main").getByRole("link", { name: "Logga en sökning" }).click();
  await choice(page, "Skickad eller mottagen", "Skickad").check({ force: true });
  await field(page, "Rubrik").fill(title);
  await field(page, "Dag").fill(daysAgo(30));
  if (more.deadline !== undefined) await field(page, "Svar senast").fill(more.deadline);
  await press(page, "Spara sökningen");
  await says(page, "Sökningen är loggad.");
  return new URL(page.url()).pathname;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";
  // Names that are not like each other, since a like one is warned of.
  const names = javaScriptEnabled
    ? { school: "Kystskolen i Nørrevig", double: "Kystskolan i Nørrevig", museum: "Fyrmuseet Svaneborg", misspelt: "Fyrmuseum Svaneborg", library: "Havnebiblioteket Tangeby" }
    : { school: "Fjeldbo Kollegium", double: "Fjeldbo Kollegiet", museum: "Bådelauget Havørn", misspelt: "Bådlauget Havørn", library: "Musikhuset Ribersborg" };

  test(`V11b: Maja varnas för en dubblett, lägger till partnern ändå, och Ingrid slår ihop dem (${how})`, async ({ signedIn }) => {
    const [maja, ingrid] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("samordnare", { javaScriptEnabled })];
    const first = await addPartner(maja, names.school);

    await maja.goto("/partners");
    await maja.getByRole("main").getByRole("link", { name: "Lägg till partner" }).click();
    await choice(maja, "Slag", "Skola").check({ force: true });
    await field(maja, "Namn").fill(names.double);
    await field(maja, "Land").selectOption({ label: "Danmark" });
    await press(maja, "Spara partnern");
    await expect(maja.getByRole("main")).toContainText(`En partner heter nästan likadant: ${names.school}.`);
    await expect(maja.locator("#saveAnyway").getByRole("link", { name: names.school })).toBeVisible();
    await expect(field(maja, "Namn")).toHaveValue(names.double);
    await press(maja, "Spara ändå");
    await says(maja, "Partnern är sparad.");
    const second = new URL(maja.url()).pathname;

    await maja.goto(`${second}/events`);
    await expect(maja.getByRole("heading", { name: "Slå ihop med en annan" })).toHaveCount(0);
    await ingrid.goto(`${second}/events`);
    await press(ingrid, "Slå ihop");
    await expect(ingrid.locator("#merge-intoId-error")).toHaveText("Välj den andra partnern.");
    await ingrid.locator("#merge-intoId").selectOption({ label: `${names.school}, Danmark` });
    await choice(part(ingrid, "Slå ihop med en annan"), "Vad har hänt?", "Det är samma partner, införd två gånger").check({ force: true });
    await ingrid.locator("#merge-on").fill(daysAgo(1));
    await press(ingrid, "Slå ihop");
    await says(ingrid, "Partnerna är ihopslagna.");
    expect(new URL(ingrid.url()).pathname).toBe(first);
    await expect(part(ingrid, "Vad som har hänt")).toContainText(`samma partner, införd även som ${names.double}`);
    await ingrid.goto(second);
    await expect(ingrid.getByRole("main")).toContainText("Det som hör hit visas i dag hos");
  });

  test(`V11b: Maja loggar en partnersökning, svarar fel och rätt, och den leder till en partner (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const partner = names.museum;
    const address = await addPartner(maja, partner, "Förening");
    await maja.goto("/partners/searches/new");
    await press(maja, "Spara sökningen");
    await expect(maja.locator("#direction-error")).toHaveText("Välj om sökningen är skickad eller mottagen.");
    await expect(maja.locator("#searchedOn-error")).toHaveText("Skriv dagen då sökningen skickades eller kom.");
    await field(maja, "Dag").fill(daysAgo(5));
    await field(maja, "Svar senast").fill(daysAgo(9));
    await press(maja, "Spara sökningen");
    await expect(maja.locator("#deadline-error")).toHaveText("Sista svarsdagen ligger före sökningen. Rätta en av dagarna.");
    await expect(field(maja, "Svar senast")).toHaveValue(daysAgo(9));

    const path = await logSearch(maja, `Fyrar söks ${how}`, { deadline: daysAhead(10) });
    await maja.goto("/");
    await expect(maja.getByRole("main").getByRole("link", { name: `Följ upp partnersökningen Fyrar söks ${how}` })).toBeVisible();
    await maja.goto(path);
    await maja.getByRole("link", { name: "Skriv svar eller utfall" }).click();
    await choice(maja, "Deras svar", "Intresserad").check({ force: true });
    await choice(maja, "Utfall", "Partner hittad").check({ force: true });
    await field(maja, "Partner").fill("Ett museum som ingen känner till");
    await press(maja, "Spara svar och utfall");
    await expect(maja.locator("#answeredOn-error")).toHaveText("Skriv dagen då svaret kom eller skickades.");
    await field(maja, "Svarsdag").fill(daysAgo(2));
    await press(maja, "Spara svar och utfall");
    await expect(maja.locator("#partner-error")).toContainText("Ingen partner i registret heter Ett museum som ingen känner till.");
    await field(maja, "Partner").fill(names.misspelt);
    await press(maja, "Spara svar och utfall");
    await choice(maja, "Vilken partner är det?", partner).check({ force: true });
    await press(maja, "Spara svar och utfall");
    await says(maja, "Svar och utfall är sparade.");
    await expect(part(maja, "Svar och utfall").getByRole("link", { name: partner })).toBeVisible();

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(address);
    await part(saga, "Projekt, besök och partnersökningar").getByRole("link", { name: `Fyrar söks ${how}` }).click();
    await expect(saga.getByRole("main")).toContainText("Partner hittad");
    await expect(saga.getByRole("link", { name: "Skriv svar eller utfall" })).toHaveCount(0);
  });

  test(`Maja lägger in en person hos en partner, andra ser vem de kan fråga, och uppgifterna raderas (${how})`, async ({ signedIn }) => {
    const [maja, saga] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("lasare", { javaScriptEnabled })];
    const path = await addPartner(maja, names.library, "Annat");
    await part(maja, "Personer hos partnern").getByRole("link", { name: "Lägg till en person" }).click();
    await field(maja, "Namn").fill("Torhild Raderud");
    await field(maja, "E-post").fill("torhild");
    await field(maja, "Behövs till och med").fill(daysAhead(800));
    await press(maja, "Spara personen");
    await expect(maja.locator("#email-error")).toContainText("Skriv en e-postadress");
    await expect(maja.locator("#lawfulBasis-error")).toHaveText("Välj varför uppgifterna får finnas här.");
    await field(maja, "E-post").fill("torhild@havn.example");
    await field(maja, "Rättslig grund").selectOption({ label: "Uppgift av allmänt intresse" });
    await press(maja, "Spara personen");
    await expect(maja.locator("#neededUntil-error")).toContainText("Behövs uppgifterna längre går det att förlänga då.");
    await expect(field(maja, "Namn")).toHaveValue("Torhild Raderud");
    await field(maja, "Behövs till och med").fill(daysAhead(90));
    await press(maja, "Spara personen");
    await says(maja, "Personen är tillagd.");
    await expect(part(maja, "Personer hos partnern")).toContainText("Torhild Raderud");

    await saga.goto(path);
    await expect(part(saga, "Personer hos partnern")).toContainText("Kultur- och fritidsförvaltningen har kontakt med en person här. Fråga dem.");
    await saga.goto(`/partners/acquaintances?q=${encodeURIComponent(names.library)}`);
    await expect(saga.getByRole("main")).toContainText("känner en person hos");
    await expect(saga.getByRole("main")).not.toContainText("Torhild");

    await part(maja, "Personer hos partnern").getByRole("link", { name: "Ändra eller radera" }).click();
    await press(maja, "Radera uppgifterna nu");
    await says(maja, "Personens uppgifter är raderade.");
    await expect(part(maja, "Personer hos partnern")).toContainText("Ingen verksamhet har skrivit in någon person här.");
    await expect(maja.getByRole("main")).not.toContainText("Torhild");
  });
}

test("V11b: medan Maja skriver en partner i projektet föreslås registret, och det som skrevs annorlunda kopplas efteråt", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await addPartner(maja, "Vindmølleskolen i øst");
  await addPartner(maja, "Tangfabrikken", "Företag");
  const path = await ProjectForm.log(maja, { title: "Vindar och tång" });
  const form = await (await ProjectPage.open(maja, path)).change("Om projektet");
  await form.open("Samarbetspartner");
  const [first, second] = [maja.getByRole("group", { name: "Partner 1" }), maja.getByRole("group", { name: "Partner 2" })];
  await field(first, "Organisation").pressSequentially("Vindmølle");
  await first.getByRole("button", { name: /^Vindmølleskolen i øst/ }).press("Enter");
  await expect(field(first, "Organisation")).toHaveValue("Vindmølleskolen i øst");
  await expect(field(first, "Land")).toHaveValue("DK");
  await field(second, "Organisation").fill("Tangfabriken AB");
  await field(second, "Land").selectOption({ label: "Danmark" });
  await form.save();
  await form.check();
  await maja.getByRole("button", { name: "Spara ändringarna" }).click();
  const project = new ProjectPage(maja);
  await project.says("Ändringarna är sparade");
  await expect(project.main.getByRole("link", { name: /^Vindmølleskolen i øst/ })).toBeVisible();
  await project.main.getByRole("link", { name: "Koppla till partnerregistret" }).click();
  await maja.getByRole("button", { name: "Det är samma Tangfabrikken" }).click();
  await says(maja, "Partnern är kopplad till registret.");
  await maja.goto(path);
  await expect(project.main.getByRole("link", { name: /^Tangfabriken AB/ })).toBeVisible();
  await expect(project.main.getByRole("link", { name: "Koppla till partnerregistret" })).toHaveCount(0);
  await maja.goto("/partners/acquaintances?q=Tangfabrikken");
  await expect(maja.getByRole("main").getByRole("link", { name: "Vindar och tång" })).toBeVisible();
});

test("Maja går genom partnerregistret med bara tangentbordet", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await addPartner(maja, "Tangentskolen");
  await maja.goto("/partners");
  await field(maja, "Sök namn eller ort, på vilket språk som helst").focus();
  await maja.keyboard.type("tangentskolen");
  await maja.keyboard.press("Enter");
  const found = maja.getByRole("link", { name: "Tangentskolen", exact: true });
  await found.focus();
  await maja.keyboard.press("Enter");
  await expect(maja.getByRole("heading", { level: 1 })).toHaveText("Tangentskolen");
  const change = maja.getByRole("link", { name: "Ändra uppgifterna" });
  await change.focus();
  await maja.keyboard.press("Enter");
  await field(maja, "Webbplats").focus();
  await maja.keyboard.type("inte en adress");
  await maja.keyboard.press("Enter");
  await expect(maja.locator("#website-error")).toContainText("Skriv en webbadress");
  await expect(field(maja, "Webbplats")).toHaveValue("inte en adress");
  await field(maja, "Webbplats").fill("https://tangent.example");
  await maja.keyboard.press("Enter");
  await says(maja, "Ändringarna är sparade.");
});

test("V11b: policyn leder från V11b till verksamheternas partnersökningar", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/coverage");
  await expect(saga.getByRole("columnheader", { name: /Partner.?sökning/ })).toBeVisible();
  await saga.goto("/policy#V11b");
  await expect(saga.locator("#V11b")).toContainText("har sökt partner under året");
});

test("V11b: Maja loggar på engelska en sökning som har kommit, och tackar nej", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await maja.context().addCookies([{ name: "language", value: "en", url: new URL(maja.url()).origin }]);
  await maja.goto("/partners/searches/new");
  await expect(maja.locator("html")).toHaveAttribute("lang", "en");
  await choice(maja, "Sent or received", "Received").check({ force: true });
  await field(maja, "Heading").fill("Harbour museums wanted");
  await field(maja, "Day").fill(daysAgo(3));
  await press(maja, "Save the search");
  await says(maja, "The search has been logged.");
  await maja.getByRole("link", { name: "Write the answer or the outcome" }).click();
  await choice(maja, "Our answer", "Declines").check({ force: true });
  await field(maja, "Day of the answer").fill(daysAgo(1));
  await choice(maja, "Outcome", "No partner").check({ force: true });
  await press(maja, "Save answer and outcome");
  await says(maja, "Answer and outcome have been saved.");
  await expect(part(maja, "Answer and outcome")).toContainText("Declines");
});
