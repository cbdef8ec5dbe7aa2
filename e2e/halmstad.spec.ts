import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import pack from "@packs/halmstad";
import { readPdf } from "../tests/integration/summaries/pdf.ts";
import { testUnder } from "./fixtures/other-pack.ts";
import { expect } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { claim, close, examine, logWhole, step, type WholeProject } from "./pages/whole-project.ts";
import { expectInvitation, prepare, readInPublic, report, subscribe, takeOnPhone } from "./pages/whole-visit.ts";

const test = testUnder(pack.id);
test.describe.configure({ mode: "default" });

const OFFICE = "Kommunledningsförvaltningen";
const UNIT = "Kulturförvaltningen";
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const row = (page: Page, unit: string) => page.getByRole("table").getByRole("row").filter({ hasText: unit });
const coming = (page: Page, title: string) => page.locator(".visit", { hasText: title });

/** Announces a visit to the municipality and returns its address. */
async function announce(page: Page, title: string, { startsIn, isDirect }: { startsIn: number; isDirect: boolean }): Promise<string> {
  await page.goto("/visits/new");
  await choice(page, "Vad gäller det?", "Besök hit").check();
  await field(page, "Rubrik").fill(title);
  await field(page, "Första dag").fill(daysAgo(-startsIn));
  await choice(page, "Gäller besöket direkt er verksamhet?", isDirect ? "Ja" : "Nej").check();
  await choice(page, "Kommer det barn och unga till del?", "Nej").check();
  await press(page, "Anmäl besöket");
  await expect(page.getByText("Besöket är anmält.")).toBeVisible();
  return new URL(page.url()).pathname;
}

test("E.3: det som riktlinjerna inte kräver går att använda, och sägs vara frivilligt", async ({ signedIn }) => {
  const lova = await signedIn("kontakt");
  await lova.goto("/year");
  await expect(lova.getByRole("main")).toContainText(`${pack.document.shortTitle} kräver ingen årlig uppföljning.`);
  await lova.goto("/bodies");
  await lova.getByRole("main").getByRole("link", { name: UNIT, exact: true }).first().click();
  await expect(lova.getByRole("region", { name: "Kontaktpersoner" })).toContainText(`${pack.document.shortTitle} kräver ingen kontaktperson. En kan ändå utses.`);
  await lova.goto("/visits/new");
  const youth = lova.getByRole("radiogroup", { name: /^Kommer det barn och unga till del\?/ });
  await expect(youth).toContainText("(frivilligt)");
  await expect(youth.getByLabel("Nej")).toBeChecked();
  await expect(lova.getByRole("main")).not.toContainText("Ska kommunen representeras?");
});

test("H5, H10, H17: Lova säger vilken del av arbetet projektet hör till och vilket profilområde det följer, och området visar projektet", async ({ signedIn }) => {
  const lova = await signedIn("kontakt");
  const [title, area] = ["Läsning i två hamnar", "Kuststäder som lär av varandra"];
  const form = await ProjectForm.begin(lova);
  await form.field("Projektets namn").fill(title);
  await form.field("Vad ska projektet leda till?").fill("Biblioteken i två hamnstäder byter arbetssätt.");
  await form.choice("Vad är det för slags projekt?", "Internationellt").check();
  await form.field("Hur långt har det kommit?").selectOption({ label: "Idé" });
  await form.save();
  await form.open("Mål och nytta");
  await form.choice("Kommunens mål som projektet bidrar till", "Kommunens mål").check();
  await form.field("Verksamhetens mål som projektet bidrar till").fill("Fler läser.");
  await form.save();
  // Neither is left out without a word.
  await expect(form.summary).toContainText("Välj vilken del av det internationella arbetet projektet hör till.");
  await expect(form.summary).toContainText("Välj minst en prioritering eller ett profilområde, eller skriv varför projektet står utanför.");
  await form.choice("Vilken del av arbetet hör projektet till?", "Internationellt samarbete").check();
  await form.choice("Prioriteringar och profilområden som projektet följer", area).check();
  await form.save();
  await form.shows("Barn och unga");
  await form.save();
  await form.check();
  await press(lova, "Logga projektet");
  await expect(lova.getByText("Projektet är loggat.")).toBeVisible();
  const facts = lova.getByRole("main");
  await expect(facts).toContainText("Internationellt samarbete");
  await facts.getByRole("link", { name: area }).click();
  await expect(lova.getByRole("heading", { level: 1, name: area })).toBeVisible();
  await expect(lova.getByRole("main")).toContainText("Profilområde");
  await lova.locator("section", { has: lova.getByRole("heading", { name: "Projekt som följer den", exact: true }) }).getByRole("link", { name: /^Alla \d+ projekten$/ }).click();
  await expect(lova.getByRole("main")).toContainText(`Följer ${area}`);
  await expect(lova.getByRole("link", { name: title, exact: true })).toBeVisible();
});

for (const { how, javaScriptEnabled, year } of [
  { how: "", javaScriptEnabled: true, year: 2023 },
  { how: " utan skript", javaScriptEnabled: false, year: 2022 },
]) {
  test(`E.4.3: Lova anmäler ett besök i den egna verksamheten, underrättar för sent, och det står i rött${how}`, async ({ signedIn }) => {
    const [lova, idun] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("kspresidium", { javaScriptEnabled })];
    const title = `Bibliotekarier från Hangö${how}`;
    const path = await announce(lova, title, { startsIn: -3, isDirect: true });
    const notice = lova.locator("section", { has: lova.getByRole("heading", { name: "Underrättelse", exact: true }) });
    await expect(notice).toContainText("H22a");
    await expect(notice.locator(".st-missing")).toHaveText("Underrättelse saknas");
    await expect(lova.getByRole("main")).toContainText(`${UNIT} tar emot själv`);
    await expect(field(lova, "Ska kommunen representeras?")).toHaveCount(0);

    await lova.goto(`${path}/edit`);
    await field(lova, `Dag då ${OFFICE} underrättades`).fill(daysAgo(1));
    await field(lova, "Underrättad person").fill("Åsa Lagastrand");
    await press(lova, "Spara ändringarna");
    await expect(notice.locator(".st-missing")).toHaveText("Underrättad för sent");
    const colour = (text: string) => notice.getByText(text).evaluate((element) => getComputedStyle(element).color.match(/\d+/g)?.map(Number) ?? []);
    const [red = 0, green = 0, blue = 0] = await colour("Underrättad för sent");
    expect(red).toBeGreaterThan(green + blue);

    await idun.goto("/");
    await expect(idun.getByRole("heading", { level: 1, name: "Kommande besök" })).toBeVisible();
    await expect(coming(idun, title)).toHaveCount(0);
  });

  test(`H18: ett officiellt besök är kommunstyrelsens presidiums sak allena, och Idun tar det${how}`, async ({ signedIn }) => {
    const title = `Borgmästaren i Tartu${how}`;
    const path = await announce(await signedIn("kontakt", { javaScriptEnabled }), title, { startsIn: 45, isDirect: false });
    const [holger, idun] = [await signedIn("kfpresidium", { javaScriptEnabled }), await signedIn("kspresidium", { javaScriptEnabled })];
    await holger.goto("/");
    await expect(holger.getByRole("heading", { level: 1, name: "Kommande besök" })).toBeVisible();
    await expect(coming(holger, title).getByRole("button")).toHaveCount(0);
    await holger.goto(path);
    await expect(holger.getByRole("main")).toContainText("Kommunstyrelsens presidium");
    await expect(holger.getByRole("button", { name: "Jag tar det" })).toHaveCount(0);

    await idun.goto("/");
    await coming(idun, title).getByRole("button", { name: "Jag tar det" }).click();
    await expect(idun.getByText(`${title} har en representant nu.`)).toBeVisible();
    await holger.goto(path);
    await expect(holger.getByRole("complementary")).toContainText("Idun Klappersten, Kommunstyrelsens presidium");
  });

  test(`H19: Idun begär samråd, Holger svarar för fullmäktiges presidium, och ingen av dem kan göra den andras del${how}`, async ({ signedIn }) => {
    const title = `Landshövdingen i Viborg${how}`;
    const path = await announce(await signedIn("kontakt", { javaScriptEnabled }), title, { startsIn: 60, isDirect: false });
    const [holger, idun] = [await signedIn("kfpresidium", { javaScriptEnabled }), await signedIn("kspresidium", { javaScriptEnabled })];
    const consultation = (page: Page) => page.getByRole("region", { name: "Samråd", exact: true });
    await holger.goto(path);
    await expect(consultation(holger)).toContainText("Inget samråd är begärt.");
    await expect(consultation(holger).getByRole("button")).toHaveCount(0);
    await idun.goto(path);
    await consultation(idun).getByText("Behövs inget samråd?", { exact: true }).click();
    await consultation(idun).getByRole("button", { name: "Skriv att det inte behövs" }).click();
    await expect(idun.locator("#reason-error")).toBeVisible();
    await consultation(idun).getByLabel("Vad vill ni höra?").fill("Vem hälsar gästerna välkomna?");
    await consultation(idun).getByRole("button", { name: /^Begär samråd med / }).click();
    await says(idun, "Samråd är begärt.");
    await expect(consultation(idun).getByRole("button")).toHaveCount(0);
    await holger.goto(path);
    await consultation(holger).getByLabel("Svar").fill("Fullmäktiges ordförande gör det.");
    await consultation(holger).getByRole("button", { name: "Svara", exact: true }).click();
    await says(holger, "Svaret är sparat.");
    await idun.goto(path);
    await expect(consultation(idun)).toContainText("Fullmäktiges ordförande gör det.");
    await expect(consultation(idun)).toContainText("Besvarat");
  });

  test(`Åsa öppnar året, Lova svarar på riktlinjernas frågor, Åsa godkänner, sammanställer och fryser${how}`, async ({ signedIn }) => {
    const [asa, lova] = [await signedIn("samordnare", { javaScriptEnabled }), await signedIn("kontakt", { javaScriptEnabled })];
    const said = `Två utbyten och en mässa, ${year}.`;

    await test.step("Åsa öppnar", async () => {
      await asa.goto("/year");
      await expect(asa.getByRole("main")).toContainText("Riktlinjer för internationellt arbete kräver ingen årlig uppföljning.");
      await field(asa, "År").fill(String(year));
      await field(asa, "Sista dag att svara").fill(daysAgo(-20));
      await press(asa, "Öppna uppföljningen");
      await says(asa, "Uppföljningen är öppnad, och verksamheterna har fått frågorna.");
    });

    await test.step("Lova svarar på packens egna frågor, var och en med sin punkt", async () => {
      await lova.goto("/");
      await lova.getByRole("link", { name: `Svara på årets frågor, ${year}` }).click();
      const questions = lova.getByRole("main").locator("form textarea[name^='answer.']");
      await expect(questions).toHaveCount(7);
      await expect(lova.getByRole("textbox", { name: "1. Hur har ni anlagt ett internationellt perspektiv på verksamheten i år?" })).toBeVisible();
      await expect(lova.getByRole("main")).toContainText("Riktlinjer för internationellt arbete, H3a");
      for (let number = 0; number < 6; number += 1) await questions.nth(number).fill(number === 0 ? said : `Svar nummer ${number + 1}.`);
      await press(lova, "Skicka in svaren");
      await says(lova, "Svaren är inskickade.");
    });

    await test.step("Åsa får inte godkänna förrän nämndens beslut är registrerat", async () => {
      await asa.goto(`/year/${year}`);
      await expect(row(asa, UNIT)).toContainText("Saknas");
      await row(asa, UNIT).getByRole("link", { name: /^Granska/ }).click();
      await press(asa, "Godkänn svaren");
      await expect(asa.getByRole("main").getByRole("alert")).toContainText("Svaret saknar nämndens eller bolagsstyrelsens beslut.");
      await asa.getByRole("link", { name: "Registrera beslutet", exact: true }).click();
      await field(asa, "Organ som har beslutat").selectOption({ label: "Kulturnämnden" });
      await field(asa, "Beslutsdag").fill(daysAgo(0));
      await field(asa, "Paragraf i protokollet").fill("71");
      await field(asa, "Diarienummer").fill("KN DEMO 12");
      await field(asa, "Rubrik").fill("Svar om året");
      await press(asa, "Registrera beslutet");
    });

    await test.step("Åsa godkänner", async () => {
      await asa.goto(`/year/${year}`);
      await expect(row(asa, UNIT)).toContainText("Kulturnämnden");
      await expect(row(asa, UNIT)).toContainText("§ 71");
      await row(asa, UNIT).getByRole("link", { name: /^Granska/ }).click();
      await press(asa, "Godkänn svaren");
      await says(asa, "Svaren är godkända.");
      await expect(row(asa, UNIT)).toContainText("Godkänt");
    });

    await test.step("hon sammanställer och fryser, och PDF:en säger vad Lova svarade", async () => {
      await asa.goto(`/year/${year}/summary`);
      await expect(asa.getByRole("main")).toContainText(said);
      await asa.getByRole("main").getByRole("link", { name: "Granska och frys", exact: true }).click();
      await field(asa, "Diarienummer").fill("DEMO 2026/0101");
      await press(asa, /^Frys som utgåva \d+$/);
      await says(asa, "Utgåvan är fryst. Den ändras aldrig.");
      const download = asa.waitForEvent("download");
      await asa.getByRole("main").getByRole("link", { name: "Ladda ner PDF", exact: true }).click();
      const { lines, language, isTagged } = await readPdf(readFileSync(await (await download).path()));
      const text = lines.join(" ").replace(/\s+/g, " ");
      expect([language, isTagged]).toEqual(["sv-SE", true]);
      expect(text).toContain(pack.municipality.name);
      expect(text).toContain(pack.document.title);
      expect(text).toContain(said);
    });
  });

  test(`Ylva i fullmäktige och Evert i kommunstyrelsen ser riktlinjerna och läget i riktlinjernas ord${how}`, async ({ signedIn }) => {
    const [ylva, evert] = [await signedIn("kf", { javaScriptEnabled }), await signedIn("ks", { javaScriptEnabled })];
    await ylva.goto("/");
    await expect(ylva.getByRole("heading", { level: 1, name: "Riktlinjerna i praktiken" })).toBeVisible();
    const clause = (number: string) => ylva.getByRole("main").getByRole("article").filter({ hasText: `${number}. ` });
    await expect(clause("H11").getByRole("definition").first()).toHaveText("”Kommunfullmäktige”");
    await expect(clause("H2")).toContainText("Ingen skyldighet");
    await expect(clause("H6")).toContainText("har följt något på EU-nivå under året.");
    await expect(clause("H18")).toContainText("saknar någon som representerar kommunen.");
    await expect(clause("H22a")).toContainText("med egna besök har lämnat information om dem i förväg.");
    await clause("H18").getByRole("link", { name: /kommande besök$/ }).click();
    await expect(ylva.getByRole("table")).toContainText("Hangös stadsstyrelse");
    await expect(ylva.getByRole("table")).not.toContainText("Öppna dagar i Bryssel");

    await evert.goto("/");
    await expect(evert.getByRole("heading", { level: 1, name: "Läget" })).toBeVisible();
    const heads = evert.getByRole("table").getByRole("columnheader");
    await expect(heads.filter({ hasText: "H22a" })).toHaveCount(1);
    // The guidelines ask no unit for a contact person or an answer each year.
    await expect(heads.filter({ hasText: "Årets svar" })).toHaveCount(0);
    await expect(evert.getByRole("main")).not.toContainText("V20a");
  });
}

test("H18, H19: ett officiellt besök går från anmälan genom samrådet och presidiets ja i mobilen till avslutad återrapport", async ({ signedIn }) => {
  test.setTimeout(120_000);
  const title = "Stadsfullmäktige i Hangö";
  const [lova, idun, holger, asa, reader] = [await signedIn("kontakt"), await signedIn("kspresidium", { viewport: { width: 360, height: 740 } }), await signedIn("kfpresidium"), await signedIn("samordnare"), await signedIn("lasare")];
  const calendar = await subscribe(idun);
  const path = await announce(lova, title, { startsIn: 0, isDirect: false });
  const consultation = (page: Page) => page.getByRole("region", { name: "Samråd", exact: true });
  await test.step("presidiet hör fullmäktiges, som svarar", async () => {
    await idun.goto(path);
    await consultation(idun).getByLabel("Vad vill ni höra?").fill("Vem hälsar gästerna välkomna?");
    await consultation(idun).getByRole("button", { name: /^Begär samråd med / }).click();
    await says(idun, "Samråd är begärt.");
    await holger.goto(path);
    await consultation(holger).getByLabel("Svar").fill("Gör det ni, vi kommer till lunchen.");
    await consultation(holger).getByRole("button", { name: "Svara", exact: true }).click();
    await says(holger, "Svaret är sparat.");
  });
  await test.step("ledamoten tar det med ett tryck, och kalendern visar det", () => takeOnPhone(idun, title, calendar));
  await test.step("mejlet bär en händelse till kalendern", () => expectInvitation(asa, title, "kspresidium@utblick.example"));
  await test.step("programmet, gästerna och underlaget", () => prepare(lova, path));
  await test.step("återrapporten, och besöket avslutas", () => report(lova, path));
  await test.step("vem som helst läser vad det gav och kostade", () => readInPublic(reader, title));
});

test("H12a, H12b: en vänort ingås och sägs upp på fullmäktiges beslut och inte på en egen grund, och pausas emellan på en egen", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  const name = "Fjordvik";
  await page.goto("/town-relations/new");
  await field(page, "Ort").fill(name);
  await field(page, "Land").selectOption({ label: "Norge" });
  await field(page, "Vad relationen kallas").fill(name);
  await choice(page, "Slag av relation", "Vänort").check();
  await field(page, "Verksamhet som svarar för relationen").selectOption({ label: OFFICE });
  await field(page, "Från").fill(daysAgo(300));
  await press(page, "Spara relationen");
  for (const { step, clause, began, decided } of [
    { step: "Gör aktiv", clause: "H12a", began: 200, decided: 210 },
    { step: "Säg upp", clause: "H12b", began: 20, decided: 30 },
  ]) {
    await page.getByRole("link", { name: step, exact: true }).click();
    const here = page.url();
    await expect(page.getByRole("region", { name: "Beslutas av" })).toContainText(clause);
    await expect(page.getByLabel("En egen grund", { exact: true })).toHaveCount(0);
    await page.getByRole("main").getByRole("link", { name: /^Registrera/ }).click();
    await field(page, "Rubrik").fill(`${step} ${name}`);
    await field(page, "Organ som har beslutat").selectOption({ label: "Kommunfullmäktige" });
    await field(page, "Beslutsdag").fill(daysAgo(decided));
    await press(page, "Registrera beslutet");
    await page.goto(here);
    await field(page, "Från").fill(daysAgo(began));
    await press(page, "Spara skedet");
    await says(page, "Skedet är sparat.");
    if (step !== "Gör aktiv") continue;
    // Of pausing the guidelines say nothing: it is said, and a basis of one's own is neither stopped nor made into a decision.
    await page.getByRole("link", { name: "Pausa", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("Inte reglerat");
    await field(page, "Från").fill(daysAgo(100));
    await press(page, "Spara skedet");
    await expect(page.locator("#basis-error")).toHaveText("Välj vad skedet vilar på.");
    await choice(page, "Vad vilar det på?", "En egen grund").check();
    await field(page, "Den egna grunden").fill("Kommunstyrelsens ordförande, i väntan på val där");
    await press(page, "Spara skedet");
    await says(page, "Skedet är sparat.");
    await expect(page.getByRole("region", { name: "Läge och historia" })).toContainText("Egen grund");
  }
  await page.getByRole("link", { name: "Avsluta", exact: true }).click();
  await field(page, "Från").fill(daysAgo(1));
  // The notice still goes on, and is closed the day before.
  await press(page, "Spara skedet");
  await says(page, "Skedet är sparat.");
  await expect(page.getByRole("region", { name: "Läge och historia" }).getByRole("heading", { level: 3 })).toHaveText(["Avslutad", "Uppsagd", "Pausad", "Aktiv", "Föreslagen"]);
});

test("E.4.8: Åsa låter ett medlemskap gälla hela kommunen, och det saknar kommunstyrelsens beslut", async ({ signedIn }) => {
  const asa = await signedIn("samordnare");
  await asa.goto("/networks?q=kuster");
  await asa.getByRole("link", { name: "Läsande kuster" }).click();
  await expect(asa.getByRole("main")).toContainText("H21b");
  await asa.getByRole("link", { name: "Ändra uppgifterna" }).click();
  await choice(asa, "Vem medlemskapet gäller", "Hela kommunen").check({ force: true });
  await press(asa, "Spara ändringarna");
  await expect(asa.getByText("Ändringarna är sparade.")).toBeVisible();
  await expect(asa.getByRole("main")).toContainText("Medlem, beslut saknas");
  await expect(asa.getByRole("main")).toContainText("H16");
  await asa.goto("/decisions/waiting");
  await expect(asa.getByRole("region", { name: "Kommunstyrelsen", exact: true }).getByRole("link", { name: "Läsande kuster", exact: true })).toBeVisible();
});

test("H9: Evert ser medlemskap som är beslutade men som ingen enhet deltar i", async ({ signedIn }) => {
  const evert = await signedIn("ks");
  await evert.goto("/networks");
  await field(evert, "Deltagande").selectOption({ label: "Beslutat men inget deltagande" });
  await evert.getByRole("button", { name: "Visa" }).click();
  await evert.getByRole("link", { name: "Havets städer" }).click();
  const taking = evert.getByRole("region", { name: "Deltagande", exact: true });
  await expect(taking.getByRole("listitem").filter({ hasText: "Teknik- och fritidsförvaltningen" }).first()).toContainText("Beslutat men inget deltagande");
  await expect(taking).toContainText("Havsplanemöte i Aalborg");
});

const MOVING_ON: WholeProject = {
  title: "Moving On, nästa steg",
  summary: "Personer som länge har stått utan arbete får pröva ett yrke.",
  isInternational: false,
  programme: "Europeiska socialfonden (ESF) 2014–2020",
  examined: "Europeiska socialfonden (ESF) 2014–2020",
  period: ["2016-05-01", "2019-03-31"],
  budget: "16 400 000",
  funding: [["EU-bidrag", "10 900 000"], ["Egna pengar", "5 500 000"]],
  partners: [],
  outside: "Arbetet gäller den egna kommunen.",
  caseNumber: "KN 2016/0044",
  claimed: "1 250 000,50",
};
const SODRA_INFARTEN: WholeProject = {
  ...MOVING_ON,
  title: "Södra infarten, cykelvägen",
  summary: "En ny infart till hamnen avlastar stadens gator.",
  programme: "Fonden för ett sammanlänkat Europa (CEF) 2021–2027",
  examined: "Fonden för ett sammanlänkat Europa (CEF) 2021–2027",
  period: ["2024-02-01", "2028-12-31"],
  currency: { name: "Euro (EUR)", rate: "11,28", on: "2024-01-24", source: "Riksbanken" },
  budget: "24 800 000",
  funding: [["EU-bidrag", "12 400 000"], ["Egna pengar", "12 400 000"]],
  caseNumber: "KN 2023/0310",
  claimed: "2 000 000",
};

test("H2, H20: Lova tar ett projekt från idé till avslut, där riktlinjerna inte säger vem som beslutar", async ({ signedIn }) => {
  test.setTimeout(240_000);
  const lova = await signedIn("kontakt");
  const path = await logWhole(await examine(lova, MOVING_ON, { begun: "2015-11-10", examined: "2015-12-01" }), MOVING_ON);
  for (const [to, on] of [["Ansökan skrivs", "2015-12-05"], ["Ansökan inskickad", "2016-01-15"], ["Beviljad", "2016-02-18"], ["Pågår", "2016-05-01"]] as const) await step(lova, path, to, on);
  await claim(lova, path, MOVING_ON, { sent: "2017-01-31", received: "2017-04-20" });
  for (const [to, on] of [["Slutrapporterad", "2019-05-31"], ["Slutbetald", "2019-10-01"], ["Avslutad", "2019-10-15"]] as const) await step(lova, path, to, on);
  await close(lova, path, "2019-10-20");
  await expect(lova.getByRole("main")).toContainText("Fler har arbete nära där de bor.");
});

test("V19: Lova tar ett projekt i euro från idé till första rekvisitionen utan skript, och det går inte att avsluta före sitt slut", async ({ signedIn }) => {
  test.setTimeout(240_000);
  const lova = await signedIn("kontakt", { javaScriptEnabled: false });
  const path = await logWhole(await examine(lova, SODRA_INFARTEN, { begun: "2023-08-10", examined: "2023-09-01" }), SODRA_INFARTEN);
  for (const [to, on] of [["Ansökan skrivs", "2023-09-05"], ["Ansökan inskickad", "2023-09-21"], ["Beviljad", "2024-01-24"], ["Avtal tecknat", "2024-02-20"], ["Pågår", "2024-03-01"]] as const) await step(lova, path, to, on);
  await claim(lova, path, SODRA_INFARTEN, { sent: "2025-01-31", received: "2025-04-20" });
  await lova.goto(`${path}/steps`);
  await expect(lova.getByRole("main")).toContainText("Avslutad kräver att slutdatumet har passerat.");
});
