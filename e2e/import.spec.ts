import type { Page } from "@playwright/test";
import halmstad from "@packs/halmstad";
import varberg from "@packs/varberg";
import readXlsxFile from "read-excel-file/node";
import { csvOf, workbookOf, zipOf } from "../tests/factories/lists.ts";
import { PLATFORM_HEAD, platformRow } from "../tests/factories/platform-list.ts";
import { testUnder } from "./fixtures/other-pack.ts";
import { expect, test } from "./fixtures/test.ts";
import { choice } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const says = (page: Page, text: string | RegExp) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const rowIn = (page: Page, text: string) => main(page).getByRole("table").getByRole("row").filter({ hasText: text });
const region = (page: Page, name: string) => main(page).getByRole("region", { name, exact: true });

async function choose(page: Page, bytes: Uint8Array, name: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

/** Hands over a list from its register's page. */
async function hand(page: Page, register: string, bytes: Uint8Array, name: string): Promise<void> {
  await page.goto(register);
  await main(page).getByRole("link", { name: "Läs in från Excel" }).click();
  await choose(page, bytes, name);
  await press(page, "Läs filen");
}

const HEAD = ["Samarbetspartner", "Typ", "Land", "Ort", "Kommentar"];

// All lists here are handed in by the same few people, more often than anybody does in an hour.
test.beforeEach(async ({ house }) => {
  await house.query("delete from rate_counter where key like 'upload%'");
});

test("V20c: Ingrid läser in regionkontorets lista över utlysningar, rättar en rad och hittar dem i flödet", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  const head = ["Call title", "Type", "Department", "Deadline", "Programme", "URL"];
  const of = (title: string, more: readonly string[] = []) => [title, more[0] ?? "Call", more[1] ?? "Kommunledningsstaben", more[2] ?? "2030-02-20", "", "https://utlysning.example/1"];
  await hand(ingrid, "/opportunities", csvOf([head, of("Gröna skolgårdar i norr"), of("Kurs i ansökan", ["Webinar"]), of("Utan dag", ["Call", "Kommunledningsstaben", "snart"])]), "region.csv");
  await press(ingrid, "Visa vad raderna blir");
  await expect(rowIn(ingrid, "Utan dag")).toContainText("Skriv ett datum som finns");
  await choose(ingrid, csvOf([head, of("Gröna skolgårdar i norr"), of("Kurs i ansökan", ["Webinar"])]), "region2.csv");
  await press(ingrid, "Läs den rättade filen");
  await main(ingrid).getByRole("button", { name: /^Läs in/ }).click();
  await expect(main(ingrid)).toContainText("Gröna skolgårdar i norr");
  await ingrid.goto("/opportunities?q=skolg%C3%A5rdar+i+norr");
  await main(ingrid).getByRole("link", { name: "Gröna skolgårdar i norr" }).click();
  await expect(main(ingrid)).toContainText("Importerad från region2.csv, rad 2");
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";
  const town = javaScriptEnabled ? "Tromsø" : "Bodø";

  test(`V11b: Ingrid läser in kansliets lista över partner, rättar ett fel utan att göra om kolumnerna, och ångrar alltihop (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const rows = [HEAD, [`${town} kulturskole`, "Skola", "Norge", town, ""], [`${town} museum`, "Museum", "Norge", town, "Ringt 2024"]];
    await hand(ingrid, "/partners", workbookOf(rows), "partner.xlsx");
    await says(ingrid, "Filen är läst.");
    await expect(main(ingrid)).toContainText("partner.xlsx: 2 rader under rubrikraden.");
    await expect(main(ingrid).locator("#column-name")).toHaveValue("0");
    await expect(main(ingrid).locator("#column-note")).toHaveValue("4");
    await main(ingrid).locator("#otherwise-certainty").selectOption({ label: "Osäker" });
    await press(ingrid, "Visa vad raderna blir");
    await expect(rowIn(ingrid, `${town} museum`)).toContainText("Kolumn B ”Typ”: ”Museum” går inte att tolka. Skriv något av: Kommun eller stad, Region, Skola");
    await expect(main(ingrid).getByRole("button", { name: /^Läs in/ })).toHaveCount(0);
    await expect(main(ingrid)).toContainText("Listan kan inte läsas in än. En rad går inte att läsa.");

    await choose(ingrid, workbookOf([HEAD, rows[1] ?? [], [`${town} museum`, "Annat", "Norge", town, "Ringt 2024"]]), "rättad.xlsx");
    await press(ingrid, "Läs den rättade filen");
    await expect(main(ingrid)).toContainText("rättad.xlsx. Ingenting är sparat i registret än.");
    await main(ingrid).getByRole("link", { name: "Ändra vad kolumnerna betyder" }).click();
    await expect(main(ingrid).locator("#otherwise-certainty")).toHaveValue("LOW");
    await press(ingrid, "Visa vad raderna blir");
    await press(ingrid, "Läs in 2 nya rader");
    await says(ingrid, "Listan är inläst.");
    const path = new URL(ingrid.url()).pathname;
    await rowIn(ingrid, `${town} museum`).getByRole("link").click();
    await expect(main(ingrid)).toContainText("Importerad från rättad.xlsx, rad 3, osäker");
    await expect(main(ingrid)).toContainText("Ringt 2024");

    await ingrid.goto(path);
    await press(ingrid, "Ångra inläsningen");
    await says(ingrid, "Inläsningen är ångrad.");
    await ingrid.goto(`/partners?q=${encodeURIComponent(`${town} museum`)}`);
    await expect(main(ingrid).getByRole("status").filter({ hasText: "Inga partner" })).toBeVisible();
    await ingrid.goto("/imports");
    await expect(rowIn(ingrid, "rättad.xlsx").first()).toContainText("Ångrad");
  });

  test(`V11b: Maja får frågan om det som liknar något, och en ändrad rad gör att inläsningen inte går att ångra (${how})`, async ({ signedIn }) => {
    const [maja, ingrid] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("samordnare", { javaScriptEnabled })];
    await maja.goto("/partners");
    const known = (await main(maja).getByRole("table").getByRole("row").nth(1).getByRole("link").textContent()) ?? "";
    const [name, other] = [`Kulturhuset i ${town}`, `Kulturhus i ${town}`];
    await hand(ingrid, "/partners", csvOf([HEAD, [name, "Förening", "Norge", "", ""]], "latin1"), "lista.csv");
    await press(ingrid, "Visa vad raderna blir");
    await press(ingrid, "Läs in en ny rad");
    await says(ingrid, "Listan är inläst.");
    const path = new URL(ingrid.url()).pathname;

    await hand(maja, "/partners", csvOf([HEAD, [other, "Förening", "Norge", "", ""], [`${town} bibliotek`, "Annat", "Norge", "", ""], [`${town} bibliotek`, "Annat", "Norge", "", ""]]), "lista.csv");
    await press(maja, "Visa vad raderna blir");
    await expect(rowIn(maja, other)).toContainText(`Liknar ${name}`);
    await expect(rowIn(maja, `${town} bibliotek`).nth(1)).toContainText("Samma som rad 3");
    await region(maja, "Är de nya eller samma?").getByLabel(`Rad 2: ${other}`).selectOption({ label: `Samma som ${name}` });
    await press(maja, "Spara svaren");
    await says(maja, "Svaren är sparade.");
    await press(maja, "Läs in en ny rad");
    await says(maja, "Listan är inläst.");
    await expect(rowIn(maja, other)).toContainText("Fanns redan");
    expect(known).not.toBe("");

    await ingrid.goto(path);
    const found = rowIn(ingrid, name).getByRole("link");
    await found.click();
    await main(ingrid).getByRole("link", { name: "Ändra uppgifterna" }).click();
    await main(ingrid).getByLabel(/^Anteckning/).fill("Ringt");
    await press(ingrid, "Spara ändringarna");
    await ingrid.goto(path);
    await press(ingrid, "Ångra inläsningen");
    await expect(main(ingrid).getByRole("alert")).toContainText(`Inläsningen går inte att ångra, eftersom en rad har ändrats eller används sedan dess: ${name} (2).`);
  });
}

test("filer som inte går att läsa får en mening om vad man gör i stället, och ingen läsare läser in något", async ({ signedIn }) => {
  const [ingrid, saga] = [await signedIn("samordnare"), await signedIn("lasare")];
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const whole = workbookOf([HEAD, ["A", "Skola", "Norge", "", ""]]);
  const bad: [string, Uint8Array, string][] = [
    ["tom.csv", new Uint8Array(), "Filen är tom."],
    ["rubrik.csv", csvOf([HEAD]), "Filen har inga rader under rubriken."],
    ["gammal.xls", new Uint8Array(ole), "Filen är i ett äldre Excel-format."],
    ["låst.xlsx", new Uint8Array(Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")])), "Filen är låst med lösenord."],
    ["dokument.docx", zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>" }), "Filen är ingen Excel-fil."],
    ["halv.xlsx", whole.slice(0, whole.length / 2), "Filen är skadad eller ofullständig."],
    ["bild.png", new Uint8Array(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])), "Filen är varken Excel eller text."],
    ["citat.csv", new Uint8Array(Buffer.from('Namn;Typ\n"A;B')), "Ett citattecken i filen saknar sitt slut."],
    ["stor.csv", new Uint8Array(Buffer.from(`Namn\n${"x".repeat(10 * 1024 * 1024)}`)), "Filen är för stor."],
  ];
  await ingrid.goto("/imports/new?kind=partner");
  await press(ingrid, "Läs filen");
  await expect(ingrid.locator("#file-error")).toHaveText("Välj en fil.");
  for (const [name, bytes, sentence] of bad) {
    await choose(ingrid, bytes, name);
    await press(ingrid, "Läs filen");
    await expect(ingrid.locator("#file-error"), name).toContainText(sentence);
    await expect(choice(ingrid, "Vad innehåller listan?", "Partner")).toBeChecked();
  }
  for (const address of ["/imports", "/imports/new", "/imports/drafts/00000000-0000-4000-8000-000000000000", "/imports/nej"]) expect((await saga.goto(address))?.status(), address).toBe(404);
  await saga.goto("/partners");
  await expect(main(saga).getByRole("link", { name: "Läs in från Excel" })).toHaveCount(0);
});

test("V14b, V11a: Ingrid läser in kommunens vänorter och medlemskap med den historia de har", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await hand(ingrid, "/town-relations", workbookOf([["Vänort", "Land", "Sedan", "Ansvarig"], ["Kuressaare", "Estland", "1992", "Kommunledningsstaben"]]), "vänorter.xlsx");
  const office = (await main(ingrid).locator("#otherwise-unitId option").nth(1).textContent()) ?? "";
  await main(ingrid).locator("#column-unitId").selectOption({ label: "Finns inte i filen" });
  await main(ingrid).locator("#otherwise-unitId").selectOption({ label: office });
  await press(ingrid, "Visa vad raderna blir");
  await press(ingrid, "Läs in en ny rad");
  await says(ingrid, "Listan är inläst.");
  await rowIn(ingrid, "Kuressaare").getByRole("link").click();
  await expect(main(ingrid)).toContainText("1992");
  await expect(main(ingrid)).toContainText("Importerad från vänorter.xlsx, rad 2");
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Ingrid läser in tusentals partner, som läses in medan hon gör annat, och får veta när det är klart (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const rows = Array.from({ length: 2_100 }, (_, index) => [`${crypto.randomUUID().slice(0, 18)} ${String(index)}`, "Företag", "Norge"]);
    await hand(ingrid, "/partners", csvOf([["Partner", "Typ", "Land"], ...rows]), `kust ${how}.csv`);
    await press(ingrid, "Visa vad raderna blir");
    await main(ingrid).getByRole("button", { name: /^Läs in 2.?100 nya rader$/ }).click();
    if (!javaScriptEnabled) {
      await expect(main(ingrid)).toContainText("Du kan lämna sidan: du får ett meddelande när listan är inläst.");
      await expect(async () => {
        await ingrid.reload();
        await expect(main(ingrid)).toContainText("Listan är inläst.", { timeout: 500 });
      }).toPass({ timeout: 60_000 });
    }
    await expect(main(ingrid).getByRole("status").filter({ hasText: "Listan är inläst." })).toBeVisible({ timeout: 60_000 });
    await expect(main(ingrid)).toContainText(/2.?100 rader är nya/);
    await ingrid.goto("/notifications");
    await expect(main(ingrid)).toContainText(`Din lista är inläst: kust ${how}.csv`);
    await ingrid.goto("/imports");
    await main(ingrid).getByRole("link", { name: `kust ${how}.csv` }).click();
    await press(ingrid, "Ångra inläsningen");
    await says(ingrid, "Inläsningen är ångrad.");
  });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Ingrid avbryter en lång lista medan den läses in: ingenting av den är sparat, och den kan läsas in igen (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const mark = crypto.randomUUID().slice(0, 18);
    await hand(ingrid, "/partners", csvOf([["Partner", "Typ", "Land"], ...Array.from({ length: 5_000 }, (_, index) => [`${mark} ${String(index)}`, "Företag", "Norge"])]), `avbruten ${how}.csv`);
    await press(ingrid, "Visa vad raderna blir");
    await main(ingrid).getByRole("button", { name: /^Läs in 5.?000 nya rader$/ }).click();
    await expect(main(ingrid)).toContainText("Du kan lämna sidan");
    const path = new URL(ingrid.url()).pathname;
    await press(ingrid, "Avbryt inläsningen");
    await expect(main(ingrid)).toContainText("Du avbröt inläsningen. Ingenting av listan är sparat i registret.");
    await expect(main(ingrid).getByRole("button", { name: "Avbryt inläsningen" })).toHaveCount(0);
    // Nor does the worker that was in the midst of it save anything afterwards.
    await ingrid.goto(`/partners?q=${mark}`);
    await expect(main(ingrid).getByRole("status").filter({ hasText: "Inga partner" })).toBeVisible();
    await ingrid.goto(path);
    await main(ingrid).getByRole("link", { name: "Till raderna" }).click();
    await expect(main(ingrid).getByRole("button", { name: /^Läs in 5.?000 nya rader$/ })).toBeVisible();
    await ingrid.goto(`/partners?q=${mark}`);
    await expect(main(ingrid).getByRole("status").filter({ hasText: "Inga partner" })).toBeVisible();
  });
}

const REGISTER_HEAD = ["Projektnamn", "Beskrivning", "Förvaltning", "Status", "Program", "Startdatum", "Slutdatum", "Beviljat belopp", "Egen insats", "Samarbetspartner", "Barn och unga"];

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V8a, V19: Ingrid läser in kansliets register med hundratals rader, rättar de markerade, och samma fil en gång till lägger inte till något (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const title = (number: number) => `Brygga ${String(number)} ${how}`;
    const rowOf = (number: number): string[] => [title(number), "Skolor vid havet lär av varandra.", "Kultur- och fritidsförvaltningen", "Avslutat", "Nordplus", `${String(2008 + (number % 12))}-01-15`, `${String(2009 + (number % 12))}-12-31`, `${String(100 + number)} 000`, "25 000,50", "Havsnäs skole (Norge); Skodsø Skole (Danmark)", number % 3 === 0 ? "Ja" : "Nej"];
    const rows = [REGISTER_HEAD, ...Array.from({ length: 300 }, (_, index) => rowOf(index + 1))];
    const faulty = rows.map((row, place) => (place === 12 ? row.with(5, "i våras").with(7, "mycket") : row));
    await hand(ingrid, "/projects", workbookOf(faulty, ["Slutdatum"]), "register.xlsx");
    await expect(main(ingrid)).toContainText("register.xlsx: 300 rader under rubrikraden.");
    await main(ingrid).locator("#otherwise-noGoalReason").fill("Målen står inte i registret.");
    await main(ingrid).locator("#otherwise-externalKind").selectOption({ label: "Någon annan: staten, regionen, en stiftelse" });
    await press(ingrid, "Visa vad raderna blir");
    await main(ingrid).getByRole("link", { name: "En rad har fel" }).click();
    await expect(rowIn(ingrid, title(12))).toContainText("Kolumn F ”Startdatum”");
    await expect(rowIn(ingrid, title(12))).toContainText("Kolumn H ”Beviljat belopp”");
    const marked = await ingrid.request.get((await main(ingrid).getByRole("link", { name: "Hämta raderna som Excel, med felen markerade" }).getAttribute("href")) ?? "");
    const [sheet] = await readXlsxFile(await marked.body());
    expect(sheet?.data.filter((row) => String(row.at(-1)).includes("Startdatum"))).toHaveLength(1);

    await choose(ingrid, workbookOf(rows, ["Slutdatum"]), "rättat.xlsx");
    await press(ingrid, "Läs den rättade filen");
    await press(ingrid, "Läs in 300 nya rader");
    await says(ingrid, "Listan är inläst.");
    const path = new URL(ingrid.url()).pathname;
    await ingrid.goto(`/projects?q=${encodeURIComponent(`Brygga 300 ${how}`)}`);
    await main(ingrid).getByRole("link", { name: title(300), exact: true }).click();
    await expect(main(ingrid)).toContainText("Importerad från rättat.xlsx, rad 301");
    await expect(main(ingrid)).toContainText("Havsnäs skole");

    await hand(ingrid, "/projects", workbookOf(rows, ["Slutdatum"]), "register.xlsx");
    await expect(main(ingrid)).toContainText("Kolumnerna är satta som när en lista med samma rubriker lästes in");
    await press(ingrid, "Visa vad raderna blir");
    await expect(main(ingrid)).toContainText("300 rader finns redan");
    await expect(main(ingrid)).toContainText("Det finns inget nytt att läsa in.");
    await press(ingrid, "Kasta listan");

    await ingrid.goto(path);
    await press(ingrid, "Ångra inläsningen");
    await says(ingrid, "Inläsningen är ångrad.");
    await ingrid.goto(`/projects?q=${encodeURIComponent(`Brygga 300 ${how}`)}`);
    await expect(main(ingrid).getByRole("link", { name: title(300), exact: true })).toHaveCount(0);
  });

  test(`V8a: Ingrid läser in programmets egen export, där andras rader lämnas åt sidan, och ångrar den (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const number = (place: number) => `2023-1-SE01-KA210-SCH-${javaScriptEnabled ? "1" : "2"}0000${String(place)}`;
    const rows = [PLATFORM_HEAD, platformRow(number(1), `Reading across the sea (${how})`, varberg.municipality.name.toUpperCase(), [["Havsnäs skole", "Norway"], ["Gymnasium Wierhaven", "Netherlands"]], "1,250,000"), platformRow(number(2), `Somebody else's (${how})`, "Gymnasium Wierhaven", [["Annan kommun", "Sweden"]])];
    await hand(ingrid, "/projects", workbookOf(rows), "export.xlsx");
    await main(ingrid).locator("#otherwise-unitId").selectOption({ label: "Kultur- och fritidsförvaltningen" });
    await main(ingrid).locator("#otherwise-noGoalReason").fill("Står inte i programmets lista.");
    await main(ingrid).locator("#otherwise-reachesChildrenAndYouth").selectOption({ label: "Ja" });
    await press(ingrid, "Visa vad raderna blir");
    await expect(main(ingrid)).toContainText("En rad gäller någon annan och läses inte in");
    await press(ingrid, "Läs in en ny rad");
    await says(ingrid, "Listan är inläst.");
    const path = new URL(ingrid.url()).pathname;
    await rowIn(ingrid, "Reading across the sea").getByRole("link").click();
    await expect(main(ingrid)).toContainText(number(1));
    await expect(main(ingrid)).toContainText("Gymnasium Wierhaven");
    await ingrid.goto(path);
    await press(ingrid, "Ångra inläsningen");
    await says(ingrid, "Inläsningen är ångrad.");
    await ingrid.goto(`/projects?q=${encodeURIComponent(number(1))}`);
    await expect(main(ingrid).getByRole("link", { name: `Reading across the sea (${how})` })).toHaveCount(0);
  });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V15: Ingrid läser in besök ur kansliets kalkylark åt en förvaltning, rättar ett fel, och samma besök ut och in igen ändrar inget (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const head = ["Besök", "Typ", "Förvaltning", "Datum", "Till och med", "Motpart", "Antal", "Ska kommunen representeras?", "Barn och unga"];
    const rowOf = (title: string, on: string, to = "") => [`${title} ${how}`, "Besök hit", "Kultur- och fritidsförvaltningen", on, to, "Havsnäs kommune", "12", "Nej", "Nej"];
    await hand(ingrid, "/visits", workbookOf([head, rowOf("Kören", "2024-05-02", "2024-05-01"), rowOf("Biblioteket", "2024-06")]), "besök.xlsx");
    await expect(main(ingrid)).toContainText("besök.xlsx: 2 rader under rubrikraden.");
    await press(ingrid, "Visa vad raderna blir");
    await expect(rowIn(ingrid, `Kören ${how}`)).toContainText("Kolumn E ”Till och med”: Besöket slutar innan det börjar.");
    await expect(main(ingrid).getByRole("button", { name: /^Läs in/ })).toHaveCount(0);
    await choose(ingrid, workbookOf([head, rowOf("Kören", "2024-05-02", "2024-05-03"), rowOf("Biblioteket", "2024-06")]), "rättade.xlsx");
    await press(ingrid, "Läs den rättade filen");
    await press(ingrid, "Läs in 2 nya rader");
    await says(ingrid, "Listan är inläst.");
    const list = new URL(ingrid.url()).pathname;
    await rowIn(ingrid, `Kören ${how}`).getByRole("link").click();
    await expect(main(ingrid)).toContainText("Importerad från rättade.xlsx, rad 2");
    await expect(region(ingrid, "Historik")).toContainText("åt verksamheten");

    await ingrid.goto(`/visits?q=${encodeURIComponent(`Havsnäs kommune ${how}`)}`);
    const exported = await ingrid.request.get((await main(ingrid).getByRole("link", { name: "Excel", exact: true }).getAttribute("href")) ?? "");
    await hand(ingrid, "/visits", new Uint8Array(await exported.body()), "besok.xlsx");
    await press(ingrid, "Visa vad raderna blir");
    await expect(main(ingrid)).toContainText("2 rader finns redan");
    await expect(main(ingrid)).toContainText("Det finns inget nytt att läsa in.");
    await press(ingrid, "Kasta listan");

    await ingrid.goto(list);
    await press(ingrid, "Ångra inläsningen");
    await says(ingrid, "Inläsningen är ångrad.");
    await ingrid.goto(`/visits?q=${encodeURIComponent(`Kören ${how}`)}`);
    await expect(main(ingrid).getByRole("status").filter({ hasText: "Inga besök" })).toBeVisible();
  });
}

const other = testUnder(halmstad.id);
other.describe.configure({ mode: "default" });

other("H16: samordningen läser in medlemskap, som står på beslut vars grund är okänd", async ({ signedIn }) => {
  const office = await signedIn("samordnare");
  await hand(office, "/networks", csvOf([["Nätverk", "Nivå", "Omfattning", "Medlem sedan", "Enhet"], ["Kustkommunernas ring", "EU", "Hela kommunen", "41974", "Kulturförvaltningen"], ["Kulturhamnarna", "Norden", "Eget område", "", "Kulturförvaltningen"]]), "medlemskap.csv");
  await press(office, "Visa vad raderna blir");
  await expect(rowIn(office, "Kulturhamnarna")).toContainText("En medlem behöver ett år eller en dag");
  await main(office).getByRole("link", { name: "Ändra vad kolumnerna betyder" }).click();
  await main(office).locator("#otherwise-joined").fill("2019");
  await press(office, "Visa vad raderna blir");
  await press(office, "Läs in 2 nya rader");
  await says(office, "Listan är inläst.");
  await rowIn(office, "Kustkommunernas ring").getByRole("link").click();
  await expect(main(office)).toContainText("Importerad från medlemskap.csv, rad 2");
  await expect(main(office)).toContainText("Medlemskap i Kustkommunernas ring");
});
