import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const says = (page: Page, text: string) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => main(page).getByRole("link", { name, exact: true }).first().click();
const rowOf = (page: Page, name: string) => main(page).getByRole("group", { name, exact: true });
const section = (page: Page, name: string | RegExp) => main(page).getByRole("region", { name });

/** Opens a version by what it is called. */
async function openVersion(page: Page, name: string): Promise<void> {
  await page.goto("/governing-documents");
  await follow(page, name);
  await expect(main(page).getByRole("heading", { name: "Uppgifter", exact: true })).toBeVisible();
}

async function makeDraft(page: Page, from: string, name: string): Promise<void> {
  await openVersion(page, from);
  await follow(page, "Gör ett utkast av versionen");
  await field(page, "Versionens namn").fill(name);
  await press(page, "Gör utkastet");
  await says(page, "Utkastet är gjort.");
}

async function putInForce(page: Page, name: string, from: string): Promise<void> {
  await openVersion(page, name);
  await follow(page, "Sätt i kraft");
  await field(page, "Första dag").fill(from);
  await press(page, "Se vad som händer");
}

test("H20: Örjan skriver en tredje kommuns regler utan kod, prövar ett ärende, sätter dem i kraft, och projektets sida följer", async ({ signedIn }) => {
  const [orjan, saga] = [await signedIn("admin", { javaScriptEnabled: false }), await signedIn("lasare")];
  await orjan.goto("/governing-documents");
  const current = (await main(orjan).getByRole("row").filter({ has: orjan.getByText("Gäller", { exact: true }) }).getByRole("rowheader").getByRole("link").first().textContent()) ?? "";

  await test.step("han gör ett utkast och lägger till en regel, rad för rad", async () => {
    await makeDraft(orjan, current, "Tredje kommunen");
    await follow(orjan, "Regler om vem som beslutar");
    await follow(orjan, "Lägg till regel");
    await field(orjan, "Regelns namn").fill("Långa eller breda projekt");
    await orjan.locator("#clause").selectOption({ index: 1 });
    await main(orjan).getByLabel("Starta projekt", { exact: true }).check();
    await main(orjan).getByLabel("Söka projekt", { exact: true }).check();
    await main(orjan).getByLabel("kommunstyrelsen", { exact: true }).check();
    await main(orjan).getByLabel("Det räcker med ett", { exact: true }).check();
    await press(orjan, "Lägg till villkor");
    await rowOf(orjan, "Villkor 1").getByLabel("Vad frågas det efter?").selectOption({ label: "Antal budgetår" });
    await rowOf(orjan, "Villkor 1").getByLabel("Jämförelse").selectOption({ label: "är mer än" });
    await rowOf(orjan, "Villkor 1").getByLabel("Tal", { exact: true }).fill("tre");
    await press(orjan, "Lägg till villkor");
    await expect(field(orjan, "Regelns namn")).toHaveValue("Långa eller breda projekt");
    await expect(main(orjan).getByLabel("Starta projekt", { exact: true })).toBeChecked();
    await rowOf(orjan, "Villkor 2").getByLabel("Vad frågas det efter?").selectOption({ label: "Antal berörda nämnder och bolag" });
    await rowOf(orjan, "Villkor 2").getByLabel("Jämförelse").selectOption({ label: "är mer än" });
    await rowOf(orjan, "Villkor 2").getByLabel("Tal", { exact: true }).fill("1");
    await press(orjan, "Lägg till steg");
    await rowOf(orjan, "Steg 1").getByLabel("Vad ska ske?").selectOption({ label: "Beslut" });
    await rowOf(orjan, "Steg 1").getByLabel("Av eller till vem?").selectOption({ label: "varje berörd nämnd och bolagsstyrelse" });
    await press(orjan, "Lägg till delegation");
    await rowOf(orjan, "Delegation 1").getByLabel("Nummer i delegationsordningen").fill("4.2");
    await rowOf(orjan, "Delegation 1").getByLabel("Vem får besluta?").fill("kommundirektören");
    await rowOf(orjan, "Delegation 1").getByLabel("Högsta belopp i kronor").fill("500 000");
    await rowOf(orjan, "Delegation 1").getByLabel("Anmäls inom antal dagar").fill("30");
  });

  await test.step("felen nämns vid sina fält, och inget går förlorat", async () => {
    await press(orjan, "Spara regeln");
    await expect(main(orjan).getByRole("alert")).toContainText("Skriv ett tal, till exempel 3 eller 500 000.");
    await expect(rowOf(orjan, "Villkor 1").getByText("Skriv ett tal, till exempel 3 eller 500 000.")).toBeVisible();
    await rowOf(orjan, "Villkor 1").getByLabel("Tal", { exact: true }).fill("3");
    await main(orjan).getByLabel("Samordna det internationella arbetet", { exact: true }).check();
    await press(orjan, "Spara regeln");
    await expect(main(orjan).getByRole("alert")).toContainText("”Antal budgetår” är aldrig känt när det gäller ”Samordna det internationella arbetet”.");
    await main(orjan).getByLabel("Samordna det internationella arbetet", { exact: true }).uncheck();
    await press(orjan, "Spara regeln");
    await says(orjan, "Regeln är sparad i utkastet.");
    await expect(main(orjan).getByRole("row").filter({ hasText: "langa-eller-breda-projekt" })).toContainText("När antal budgetår är mer än 3 eller antal berörda nämnder och bolag är mer än 1");
  });

  await test.step("han prövar ett påhittat ärende i utkastet bredvid det som gäller", async () => {
    await follow(orjan, "Pröva reglerna");
    await field(orjan, "Vad ska göras?").selectOption({ label: "Starta projekt" });
    await press(orjan, "Fortsätt");
    await field(orjan, "Antal budgetår").fill("4");
    await field(orjan, "Antal berörda nämnder och bolag").fill("2");
    await field(orjan, "Belopp i kronor").fill("800 000");
    await press(orjan, "Visa svaret");
    const draft = section(orjan, "Tredje kommunen svarar");
    await expect(draft).toContainText("Kommunstyrelsen beslutar, när det som ska ske före är gjort.");
    await expect(draft).toContainText("0 av 2.");
    await expect(draft).toContainText("kommundirektören får besluta, delegation 4.2. Högst 500\u00a0000 kronor. Anmäls inom 30 dagar. Beloppet är för högt.");
    await expect(draft.getByRole("list")).toContainText("langa-eller-breda-projekt");
    await expect(draft.getByRole("list")).toContainText("viker för langa-eller-breda-projekt, som ger rätt att besluta.");
    await expect(section(orjan, "Det som gäller svarar")).not.toContainText("Kommunstyrelsen beslutar");
    await main(orjan).getByLabel("Beslut av varje berörd nämnd och bolagsstyrelse").check();
    await press(orjan, "Visa svaret");
    await expect(section(orjan, "Tredje kommunen svarar")).toContainText("Kommunstyrelsen beslutar.");
    await field(orjan, "Antal budgetår").fill("massor");
    await press(orjan, "Visa svaret");
    await expect(main(orjan)).toContainText("Det går inte att läsa. Välj i listan, eller skriv ett helt tal.");
    await expect(section(orjan, "Registrerade beslut som skulle bedömas annorlunda")).toBeVisible();
  });

  const project = async () => {
    await saga.goto("/projects?q=PROSPERA");
    await saga.getByRole("table").getByRole("link", { name: "PROSPERA", exact: true }).click();
    return saga.getByRole("region", { name: /^(?:Beslutas av|Ansvarar för frågan|Vem som beslutar)$/ });
  };

  await test.step("projektets sida följer från den dag då reglerna gäller", async () => {
    await expect(await project()).not.toContainText("Beslut av varje berörd nämnd");
    await putInForce(orjan, "Tredje kommunen", daysAgo(4));
    await expect(main(orjan)).toContainText("Nya: langa-eller-breda-projekt");
    await press(orjan, "Sätt i kraft");
    await says(orjan, "Versionen är satt i kraft.");
    const decides = await project();
    await expect(decides).toContainText("Beslutas av");
    await expect(decides).toContainText("Kommunstyrelsen");
    await expect(decides).toContainText("Beslut av varje berörd nämnd och bolagsstyrelse");
  });

  await test.step("ett beslut pekar ut alla berörda och deras beslut, och den som saknas nämns vid namn", async () => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled: false });
    const fill = async (title: string, body: string, on: string) => {
      await ingrid.goto("/decisions/new?matter=START_PROJECT");
      await field(ingrid, "Rubrik").fill(title);
      await field(ingrid, "Organ som har beslutat").selectOption({ label: body });
      await field(ingrid, "Beslutsdag").fill(on);
      await field(ingrid, "Antal budgetår").fill("4");
      for (const name of ["Kultur- och fritidsnämnden", "Socialnämnden"]) await main(ingrid).getByRole("group", { name: "Berörda nämnder och bolag" }).getByLabel(name, { exact: true }).check();
    };
    const record = () => press(ingrid, "Registrera beslutet");
    const found = section(ingrid, "Bedömning");
    await fill("Kulturnämnden tillstyrker", "Kultur- och fritidsnämnden", daysAgo(2));
    await record();
    await expect(found).toContainText("Steg på vägen");
    await fill("Styrelsen startar", "Kommunstyrelsen", daysAgo(1));
    await main(ingrid).getByRole("group", { name: "Beslut på vägen hit" }).getByLabel("Kulturnämnden tillstyrker").check();
    await record();
    await expect(found).toContainText("Före sina steg");
    await expect(found).toContainText("Saknas: Socialnämnden");
    await expect(section(ingrid, "Beslut på vägen hit").getByRole("link", { name: "Kulturnämnden tillstyrker" })).toBeVisible();
    const path = new URL(ingrid.url()).pathname;
    await fill("Socialnämnden tillstyrker", "Socialnämnden", daysAgo(2));
    await record();
    await ingrid.goto(`${path}/edit`);
    await main(ingrid).getByRole("group", { name: "Beslut på vägen hit" }).getByLabel("Socialnämnden tillstyrker").check();
    await press(ingrid, "Spara rättelsen");
    await expect(found).toContainText("Rätt organ");
    await expect(found).not.toContainText("Saknas");
  });

  await test.step("i en version som gäller ändras inga regler, och han låter den gamla gälla igen", async () => {
    await openVersion(orjan, "Tredje kommunen");
    await follow(orjan, "Regler om vem som beslutar");
    await says(orjan, "Versionen är satt i kraft, så reglerna ändras i ett utkast.");
    await expect(main(orjan).getByRole("link", { name: "Lägg till regel" })).toHaveCount(0);
    await makeDraft(orjan, current, "Åter till det gamla");
    await putInForce(orjan, "Åter till det gamla", daysAgo(3));
    await expect(main(orjan)).toContainText("Borta: langa-eller-breda-projekt");
    await press(orjan, "Sätt i kraft");
    await expect(await project()).not.toContainText("Beslut av varje berörd nämnd");
  });
});

test("Örjan tar bort en regel, och två som ändrar samma utkast krockar inte i tysthet", async ({ signedIn }) => {
  const [first, second] = [await signedIn("admin"), await signedIn("admin")];
  await first.goto("/governing-documents");
  const current = (await main(first).getByRole("row").filter({ has: first.getByText("Gäller", { exact: true }) }).getByRole("rowheader").getByRole("link").first().textContent()) ?? "";
  await makeDraft(first, current, "Två pennor");
  const path = new URL(first.url()).pathname;
  for (const page of [first, second]) await page.goto(`${path}/rules/1`);
  await main(first).getByLabel("kommunens ledningsgrupp", { exact: true }).check();
  await press(first, "Spara regeln");
  await says(first, "Regeln är sparad i utkastet.");
  await press(second, "Lägg till samråd");
  await second.getByLabel("Med vem?").selectOption({ label: "kommunfullmäktiges presidium" });
  await press(second, "Spara regeln");
  await expect(main(second).getByRole("alert")).toContainText("Någon annan hann ändra samma uppgift");
  await expect(second.getByLabel("Med vem?")).toHaveValue("COUNCIL_PRESIDIUM");
  await first.goto(`${path}/rules/1`);
  const name = (await main(first).getByRole("heading", { level: 1 }).textContent())?.replace("Ändra regeln ", "") ?? "";
  await press(first, "Ta bort regeln");
  await says(first, "Regeln är borttagen ur utkastet.");
  await first.goto(`${path}/rules/1`);
  await press(first, "Ta bort regeln");
  const removed = section(first, "Borttagna ur utkastet");
  await expect(removed.getByRole("listitem")).toHaveCount(2);
  await second.goto(`${path}/rules`);
  await removed.getByRole("listitem").first().getByRole("button", { name: /^Ta tillbaka/ }).click();
  await says(first, "Regeln är tillbaka i utkastet.");
  await expect(removed.getByRole("listitem")).toHaveCount(1);
  await expect(main(first).getByRole("table").getByRole("rowheader").last()).toContainText(name);
  await section(second, "Borttagna ur utkastet").getByRole("listitem").first().getByRole("button", { name: /^Ta tillbaka/ }).click();
  await expect(main(second).getByRole("alert")).toContainText("Någon annan hann ändra samma uppgift");
});
