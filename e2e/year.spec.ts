import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();
const question = (page: Page, number: number) => page.getByRole("textbox", { name: new RegExp(`^${number}\\. `) });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const row = (page: Page, unit: string) => page.getByRole("table").getByRole("row").filter({ hasText: unit });
const howMany = async (page: Page) => page.getByRole("main").locator("form textarea[name^='answer.']").count();

/** Opens a year's board and goes on to a unit's statement. */
async function openStatement(page: Page, year: number, unit: string): Promise<void> {
  await page.goto(`/year/${year}`);
  await page.getByRole("table").getByRole("link", { name: unit, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: unit })).toBeVisible();
}

const OWN = "Kultur- och fritidsförvaltningen";
const OTHER = "Överförmyndarkansliet";

for (const { how, javaScriptEnabled, year } of [
  { how: "", javaScriptEnabled: true, year: 2024 },
  { how: " utan skript", javaScriptEnabled: false, year: 2023 },
]) {
  test(`V16b: Ingrid öppnar året, Maja svarar i omgångar, får tillbaka svaren och ändrar, och Ingrid godkänner${how}`, async ({ signedIn }) => {
    const [ingrid, maja] = [await signedIn("samordnare", { javaScriptEnabled }), await signedIn("kontakt", { javaScriptEnabled })];

    await test.step("Ingrid öppnar uppföljningen, och den går bara att öppna en gång", async () => {
      await ingrid.goto("/year");
      await field(ingrid, "År").fill("2199");
      await field(ingrid, "Sista dag att svara").fill("i vår");
      await press(ingrid, "Öppna uppföljningen");
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Skriv året med fyra siffror, mellan 1990 och 2100.");
      await expect(field(ingrid, "Sista dag att svara")).toHaveValue("i vår");
      await field(ingrid, "År").fill(String(year));
      await field(ingrid, "Sista dag att svara").fill(daysAgo(-20));
      await press(ingrid, "Öppna uppföljningen");
      await says(ingrid, "Uppföljningen är öppnad, och verksamheterna har fått frågorna.");
      await expect(row(ingrid, OWN)).toContainText("Ej påbörjat");
      await ingrid.goto("/year");
      await field(ingrid, "År").fill(String(year));
      await field(ingrid, "Sista dag att svara").fill(daysAgo(-20));
      await press(ingrid, "Öppna uppföljningen");
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Årets uppföljning är redan öppnad.");
    });

    await test.step("Ingrid påminner dem som inte har svarat, en gång om dagen", async () => {
      await ingrid.goto(`/year/${year}`);
      await ingrid.getByRole("main").getByRole("button", { name: /^Påminn de \d+ som inte har svarat$/ }).click();
      await says(ingrid, "De som inte har svarat är påminda.");
      await expect(ingrid.getByRole("main")).toContainText(/Påminnelse skickad \d+ \p{L}+/u);
      await ingrid.getByRole("main").getByRole("button", { name: /^Påminn de \d+ som inte har svarat$/ }).click();
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("En påminnelse har redan gått ut i dag. Vänta till i morgon med nästa.");
      await maja.goto("/notifications");
      await expect(maja.getByRole("main")).toContainText(`Årets frågor för ${year} är inte besvarade än.`);
      await maja.goto(`/year/${year}`);
      await expect(maja.getByRole("button", { name: /^Påminn/ })).toHaveCount(0);
    });

    await test.step("Maja ser frågorna på sin första sida, svarar på hälften och går därifrån", async () => {
      await maja.goto("/");
      await maja.getByRole("link", { name: `Svara på årets frågor, ${year}` }).click();
      await question(maja, 1).fill("Vi har haft två utbyten.\nBåda med Haderslev.");
      await question(maja, 2).fill("Målet om fler mötesplatser.");
      await press(maja, "Spara och fortsätt senare");
      await says(maja, "Svaren är sparade.");
      await expect(row(maja, OWN)).toContainText("2 av 8");
    });

    await test.step("hon hittar dem igen, och det som saknas nämns när hon skickar in", async () => {
      await maja.goto("/");
      await maja.getByRole("link", { name: `Svara på årets frågor, ${year}` }).click();
      await expect(question(maja, 1)).toHaveValue("Vi har haft två utbyten.\nBåda med Haderslev.");
      await question(maja, 3).fill("En gång, i mars.");
      await press(maja, "Skicka in svaren");
      await expect(maja.getByRole("main").getByRole("alert")).toContainText("Fråga 4 saknar svar. Svara på den, eller skriv varför ni inte kan.");
      await expect(question(maja, 3)).toHaveValue("En gång, i mars.");
      for (let number = 4; number < (await howMany(maja)); number += 1) await question(maja, number).fill(`Svar nummer ${number}.`);
      await press(maja, "Skicka in svaren");
      await says(maja, "Svaren är inskickade.");
      await expect(question(maja, 1)).toHaveCount(0);
      await expect(maja.getByRole("main")).toContainText("Båda med Haderslev.");
    });

    await test.step("Ingrid skickar tillbaka dem med en kommentar", async () => {
      await ingrid.goto(`/year/${year}`);
      await row(ingrid, OWN).getByRole("link", { name: `Granska ${OWN}` }).click();
      await field(ingrid, "Vad behöver ändras?").fill("Nej.");
      await press(ingrid, "Skicka tillbaka");
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Skriv en hel mening om vad verksamheten behöver ändra.");
      await expect(field(ingrid, "Vad behöver ändras?")).toHaveValue("Nej.");
      await field(ingrid, "Vad behöver ändras?").fill("Fråga 5: skriv ungefär hur många barn det gäller.");
      await press(ingrid, "Skicka tillbaka");
      await says(ingrid, "Svaren är skickade tillbaka till verksamheten.");
      await expect(row(ingrid, OWN)).toContainText("Återskickat");
    });

    await test.step("Maja ser vad som ska ändras och ändrar det", async () => {
      await maja.goto("/");
      await maja.getByRole("link", { name: `Ändra i svaren för ${year}` }).click();
      await expect(maja.getByRole("heading", { name: "Samordningen ber er ändra" })).toBeVisible();
      await expect(maja.getByRole("main")).toContainText("Fråga 5: skriv ungefär hur många barn det gäller.");
      await question(maja, 5).fill("Ungefär fyrtio barn.");
      await press(maja, "Skicka in svaren");
      await says(maja, "Svaren är inskickade.");
    });

    await test.step("Maja säger att en siffra inte stämmer, och Ingrid svarar", async () => {
      await openStatement(maja, year, OWN);
      const figures = (page: Page) => page.getByRole("region", { name: `Ur registret ${year}` });
      await figures(maja).getByText("Stämmer inte en siffra?").click();
      await field(maja, "Vad är fel?").fill("Utbytet i maj saknas.");
      await figures(maja).getByRole("button", { name: "Skicka till samordningen" }).click();
      await expect(maja.getByRole("main").getByRole("alert")).toContainText("Välj vilken siffra det gäller.");
      await expect(field(maja, "Vad är fel?")).toHaveValue("Utbytet i maj saknas.");
      await field(maja, "Vilken siffra?").selectOption({ label: "Pågående projekt" });
      await figures(maja).getByRole("button", { name: "Skicka till samordningen" }).click();
      await says(maja, "Samordningen har fått veta att siffran inte stämmer.");
      await expect(figures(maja)).toContainText("Väntar på samordningen");
      await ingrid.goto(`/year/${year}`);
      await row(ingrid, OWN).getByRole("link", { name: "En siffra ifrågasatt" }).click();
      await figures(ingrid).getByRole("button", { name: "Besvara" }).click();
      await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Skriv vad ni har kommit fram till.");
      await field(ingrid, "Vad har ni kommit fram till?").fill("Det är loggat nu.");
      await figures(ingrid).getByRole("button", { name: "Besvara" }).click();
      await says(ingrid, "Anmärkningen är besvarad.");
      await maja.reload();
      await expect(figures(maja)).toContainText("Det är loggat nu.");
      await expect(figures(maja)).toContainText("Besvarad");
    });

    await test.step("Ingrid godkänner, och då får alla läsa", async () => {
      const saga = await signedIn("lasare", { javaScriptEnabled });
      await saga.goto(`/year/${year}`);
      await expect(row(saga, OWN)).toContainText("Inskickat");
      await expect(row(saga, OWN).getByRole("link")).toHaveCount(0);
      await openStatement(ingrid, year, OWN);
      await press(ingrid, "Godkänn svaren");
      await says(ingrid, "Svaren är godkända.");
      await openStatement(saga, year, OWN);
      await expect(saga.getByRole("main")).toContainText("Ungefär fyrtio barn.");
      await expect(saga.getByRole("complementary")).toContainText("Ingrid Fyrberg: godkände");
      await expect(saga.getByRole("main")).not.toContainText("skriv ungefär hur många barn det gäller");
    });

    await test.step("Ingrid svarar åt en annan verksamhet, och det syns", async () => {
      await openStatement(ingrid, year, OTHER);
      await expect(ingrid.getByRole("main")).toContainText(`Du svarar åt ${OTHER}.`);
      for (let number = 1; number < (await howMany(ingrid)); number += 1) await question(ingrid, number).fill(`Åt kansliet, fråga ${number}.`);
      await press(ingrid, "Skicka in svaren");
      await says(ingrid, "Svaren är inskickade.");
      await expect(ingrid.getByRole("main")).toContainText("Inskickat av samordningen åt verksamheten");
      await expect(ingrid.getByRole("complementary")).toContainText("Ingrid Fyrberg, åt verksamheten: skickade in");
      await maja.goto(`/year/${year}`);
      await expect(row(maja, OTHER)).toContainText("Samordningen har skrivit åt verksamheten");
    });
  });
}

test("E.3: det som policyn kräver frågas det efter, och sägs inte vara frivilligt", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await maja.goto("/year");
  await expect(maja.getByRole("main")).not.toContainText("kräver ingen årlig uppföljning");
  await maja.goto("/bodies");
  await maja.getByRole("main").getByRole("link", { name: "Kultur- och fritidsförvaltningen", exact: true }).first().click();
  await expect(maja.getByRole("region", { name: "Kontaktpersoner" })).not.toContainText("kräver ingen kontaktperson");
  await maja.goto("/visits/new");
  const youth = maja.getByRole("radiogroup", { name: /^Kommer det barn och unga till del\?/ });
  await expect(youth).not.toContainText("(frivilligt)");
  await expect(youth.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(maja.getByRole("main")).toContainText("Ska kommunen representeras?");
});

test("Maja ser vad verksamheten svarade året innan, bredvid samma fråga", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  const year = new Date().getFullYear();
  await openStatement(maja, year - 1, OWN);
  const before = await maja.getByRole("main").locator("article .prose p").first().textContent();
  await openStatement(maja, year, OWN);
  const beside = maja.getByRole("group").filter({ hasText: `Så svarade ni ${year - 1}` }).first();
  await expect(beside.getByText(before ?? "", { exact: true })).toBeHidden();
  await beside.getByText(`Så svarade ni ${year - 1}`).click();
  await expect(beside.getByText(before ?? "", { exact: true })).toBeVisible();
});

test("siffrorna bredvid frågorna leder till lika många projekt", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  await page.goto("/year");
  await page.getByRole("table").getByRole("link", { name: "2026", exact: true }).click();
  await page.getByRole("table").getByRole("link", { name: OWN, exact: true }).click();
  const figures = page.getByRole("region", { name: "Ur registret 2026" }).getByRole("link");
  for (const nth of [0, 1]) {
    const count = Number(await figures.nth(nth).textContent());
    expect(count).toBeGreaterThan(0);
    await figures.nth(nth).click();
    await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(count);
    await page.goBack();
  }
});

test("pengarna bredvid frågorna är summan av projekten bakom, också för den som bara läser", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await openStatement(page, new Date().getFullYear() - 1, OWN);
  const digits = (text: string | null) => Number((text ?? "").replace(/[^\d]/g, ""));
  const figure = page.getByRole("region", { name: "Pengar, tusen kronor" }).getByRole("link").first();
  const sum = digits(await figure.textContent());
  expect(sum).toBeGreaterThan(0);
  await figure.click();
  await expect(page.getByRole("heading", { level: 1, name: OWN })).toBeVisible();
  expect(digits(await page.getByRole("table").locator("tfoot").getByRole("cell").first().textContent())).toBe(sum);
  await expect(page.getByRole("link", { name: "Visa alla verksamheter" })).toHaveCount(0);
});

for (const { how, javaScriptEnabled, year } of [
  { how: "", javaScriptEnabled: true, year: 2021 },
  { how: " utan skript", javaScriptEnabled: false, year: 2020 },
]) {
  test(`Örjan lägger till en förvaltning när året redan är öppnat, och Ingrid ger den frågorna med en knapp${how}`, async ({ signedIn }) => {
    const [ingrid, orjan, reader] = [await signedIn("samordnare", { javaScriptEnabled }), await signedIn("admin", { javaScriptEnabled }), await signedIn("lasare", { javaScriptEnabled })];
    const name = `Digitaliseringsförvaltningen${how}`;
    await ingrid.goto("/year");
    await field(ingrid, "År").fill(String(year));
    await field(ingrid, "Sista dag att svara").fill(daysAgo(-20));
    await press(ingrid, "Öppna uppföljningen");
    await says(ingrid, "Uppföljningen är öppnad");
    await orjan.goto("/bodies/new");
    await field(orjan, "Slag").selectOption({ label: "Förvaltning" });
    await field(orjan, "Namn").fill(name);
    await field(orjan, "Hör till").selectOption({ label: "Kultur- och fritidsnämnden" });
    await press(orjan, "Lägg till");
    await says(orjan, "Tillagd.");

    await reader.goto(`/year/${year}`);
    await expect(row(reader, OWN)).toBeVisible();
    await expect(reader.getByRole("button", { name: "Ge den frågorna" })).toHaveCount(0);
    await ingrid.goto(`/year/${year}`);
    const late = await ingrid.context().newPage();
    await late.goto(`/year/${year}`);
    await expect(ingrid.getByRole("main")).toContainText(/verksamhet(er)? har tillkommit sedan omgången öppnades/);
    await ingrid.getByRole("button", { name: /^Ge de[nm] frågorna$/ }).click();
    await says(ingrid, "Verksamheterna har fått frågorna.");
    await expect(row(ingrid, name)).toContainText("Ej påbörjat");
    await late.getByRole("button", { name: /^Ge de[nm] frågorna$/ }).click();
    await expect(late.getByRole("main").getByRole("alert")).toContainText("Alla verksamheter har redan fått frågorna.");
    await late.close();
  });
}

test("två som svarar samtidigt behåller båda det de skrev, och bara samma fråga krockar", async ({ signedIn }) => {
  const [ingrid, maja] = [await signedIn("samordnare"), await signedIn("kontakt")];
  await ingrid.goto("/year");
  await field(ingrid, "År").fill("2022");
  await field(ingrid, "Sista dag att svara").fill(daysAgo(-20));
  await press(ingrid, "Öppna uppföljningen");
  await says(ingrid, "Uppföljningen är öppnad");
  await openStatement(ingrid, 2022, OWN);
  await openStatement(maja, 2022, OWN);
  await question(ingrid, 1).fill("Ingrids svar på ettan.");
  await question(ingrid, 2).fill("Ingrids svar på tvåan.");
  await press(ingrid, "Spara");
  await says(ingrid, "Svaren är sparade.");

  await question(maja, 1).fill("Majas svar på ettan.");
  await question(maja, 3).fill("Majas svar på trean.");
  await press(maja, "Spara");
  await expect(maja.getByRole("main").getByRole("alert")).toContainText("Fråga 1: någon annan har ändrat svaret medan du skrev.");
  await expect(question(maja, 1)).toHaveValue("Majas svar på ettan.");
  await expect(maja.locator("form").filter({ has: question(maja, 1) })).toContainText("Ingrids svar på ettan.");
  await press(maja, "Spara");
  await says(maja, "Svaren är sparade.");
  await expect(question(maja, 1)).toHaveValue("Majas svar på ettan.");
  await expect(question(maja, 2)).toHaveValue("Ingrids svar på tvåan.");
  await expect(question(maja, 3)).toHaveValue("Majas svar på trean.");

  await test.step("vad som skrevs när svaren redan var inskickade står kvar att läsa", async () => {
    await openStatement(ingrid, 2022, OWN);
    for (let number = 4; number < (await howMany(ingrid)); number += 1) await question(ingrid, number).fill(`Svar nummer ${number}.`);
    await question(maja, 4).fill("Majas sena svar.");
    await press(ingrid, "Skicka in svaren");
    await says(ingrid, "Svaren är inskickade.");
    await press(maja, "Spara");
    await expect(maja.getByRole("main").getByRole("alert")).toContainText("Svaren är redan inskickade.");
    await expect(maja.getByRole("region", { name: "Det du skrev" })).toContainText("Majas sena svar.");
  });
});
