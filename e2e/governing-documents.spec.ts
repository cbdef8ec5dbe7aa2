import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const says = (page: Page, text: string) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) => main(page).getByRole("link", { name, exact: true }).click();
const versionRow = (page: Page, name: string) => main(page).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

interface PackFile {
  municipality: { name: string };
  document: { version: string };
  clauses: { number: string; quotation: string; kind: string; chapter: string | null; module: string | null }[];
  modules: Record<string, { state: string; clause: string | null }>;
  [part: string]: unknown;
}

/** Opens the version in force and answers its address. */
async function openCurrent(page: Page): Promise<string> {
  await page.goto("/governing-documents");
  await main(page).getByRole("row").filter({ has: page.getByText("Gäller", { exact: true }) }).getByRole("rowheader").getByRole("link").first().click();
  await expect(main(page).getByRole("heading", { name: "Uppgifter", exact: true })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function readIn(page: Page, file: unknown, label: string, name = "styrdokument.json"): Promise<void> {
  await page.goto("/governing-documents/import");
  // From the disk, as people choose it: many megabytes are not for the test's own wire.
  fs.mkdirSync(test.info().outputPath(), { recursive: true });
  const path = test.info().outputPath(name);
  fs.writeFileSync(path, Buffer.isBuffer(file) || typeof file === "string" ? file : JSON.stringify(file));
  await page.locator('input[type="file"]').setInputFiles(path);
  await field(page, "Versionens namn").fill(label);
  await press(page, "Läs in");
}

async function putInForce(page: Page, from: string): Promise<void> {
  await follow(page, "Sätt i kraft");
  await field(page, "Första dag").fill(from);
  await press(page, "Se vad som händer");
  await expect(main(page).getByRole("heading", { name: "Det här händer", exact: true })).toBeVisible();
}

test("H1: en läsare ser vilket dokument som gäller, vad som inte är känt och vem som svarar för det", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/governing-documents");
  await expect(main(saga).getByText(/^I dag, .* gäller /)).toBeVisible();
  await openCurrent(saga);
  await expect(main(saga).getByText(/uppgifter är okända/)).toBeVisible();
  await expect(main(saga).getByText(/svarar för uppgifterna, och administratören för in dem: .*paragraf/)).toBeVisible();
  await expect(main(saga).getByRole("link", { name: "Rätta uppgifterna" })).toHaveCount(0);
  await expect(main(saga).getByRole("link", { name: "Hämta som fil" })).toBeVisible();
  for (const address of ["/governing-documents/import", `${new URL(saga.url()).pathname}/edit`]) expect((await saga.goto(address))?.status(), address).toBe(404);
});

test("V14a: Örjan rättar uppgifterna om dokumentet, och den som ändrat något annat under tiden går inte förlorad", async ({ signedIn }) => {
  const [first, second] = [await signedIn("admin"), await signedIn("admin")];
  const path = await openCurrent(first);
  for (const page of [first, second]) await page.goto(`${path}/edit`);
  await field(first, "Antagen den").fill("i våras");
  await field(first, "Paragraf").fill("§ 54");
  await field(first, "Ses över senast").fill("2030-06-30");
  await field(first, "Påminn från och med").fill("2031-01-01");
  await press(first, "Spara");
  await expect(main(first).getByRole("alert")).toContainText("Skriv ett datum som finns, till exempel 2027-05-03 eller 3/5 2027.");
  await expect(field(first, "Paragraf")).toHaveValue("§ 54");
  await field(first, "Antagen den").fill("15 mars 2011");
  await press(first, "Spara");
  await expect(main(first).getByRole("alert")).toContainText("Påminnelsen kommer efter översynen. Skriv en tidigare dag.");
  await field(first, "Påminn från och med").fill("2030-01-01");
  await press(first, "Spara");
  await says(first, "Uppgifterna är sparade.");
  await expect(main(first).getByRole("definition").filter({ hasText: "15 mars 2011" })).toBeVisible();
  await expect(main(first).getByText("Örjan Bryggfors rättade uppgifterna").first()).toBeVisible();
  await field(second, "Anmärkning").fill("Skrivet samtidigt.");
  await press(second, "Spara");
  await expect(main(second).getByRole("alert")).toContainText("Någon annan hann ändra samma uppgift");
  await expect(field(second, "Anmärkning")).toHaveValue("Skrivet samtidigt.");
});

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const deep = `{"clauses":${"[".repeat(2000)}${"]".repeat(2000)}}`;

for (const { what, bytes, says: sentence } of [
  { what: "större än en megabyte", bytes: Buffer.alloc(1_048_577, "x"), says: "Filen är större än 1 MB. Ett styrdokument ryms i det. Kontrollera att du valde rätt fil." },
  { what: "tom", bytes: Buffer.alloc(0), says: "Filen är tom. Välj en fil som innehåller ett styrdokument." },
  { what: "i UTF-16", bytes: utf16('{"id": "å"}'), says: "Filen är inte text i UTF-8. Spara den som UTF-8 och välj den igen." },
  { what: "i UTF-16 utan märke", bytes: Buffer.from('{"id": "å"}', "utf16le"), says: "Filen är inte text i UTF-8. Spara den som UTF-8 och välj den igen." },
  { what: "i Latin-1", bytes: Buffer.from('{"id": "å"}', "latin1"), says: "Filen är inte text i UTF-8. Spara den som UTF-8 och välj den igen." },
  { what: "med en nollbyte", bytes: Buffer.from('{"id": "a\0b"}'), says: "Filen är inte text i UTF-8. Spara den som UTF-8 och välj den igen." },
  { what: "packad", bytes: Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), says: "Filen är packad (zip) eller ett kontorsdokument. Packa upp den och välj JSON-filen som ligger i den." },
  { what: "som inte är JSON", bytes: Buffer.from("Internationell policy"), says: "Filen är inte JSON: den går inte att läsa från rad 1, tecken 1." },
  { what: "som är en lista", bytes: Buffer.from("[]"), says: "Filen måste innehålla en grupp av fält, från klammerparentes till klammerparentes." },
  { what: "med grupper på djupet", bytes: Buffer.from(deep), says: "Grupperna står för djupt i varandra. Följ den publicerade formen." },
  { what: "med samma fält två gånger", bytes: Buffer.from('{\n"id": "a",\n"id": "b"\n}'), says: "Fältet id står två gånger i sin grupp, den andra gången på rad 3. Behåll ett av dem." },
]) {
  test(`en fil ${what} sägs vad det är för fel på, och det skrivna finns kvar`, async ({ signedIn }) => {
    const orjan = await signedIn("admin", { javaScriptEnabled: what !== "tom" });
    await readIn(orjan, bytes, "Kvar efter felet");
    await expect(main(orjan)).toContainText(sentence);
    await expect(main(orjan).getByRole("alert")).toBeVisible();
    await expect(field(orjan, "Versionens namn")).toHaveValue("Kvar efter felet");
    await orjan.goto("/governing-documents");
    await expect(versionRow(orjan, "Kvar efter felet")).toHaveCount(0);
  });
}

for (const megabytes of [5, 30]) {
  test(`en fil på ${String(megabytes)} megabyte sägs vara för stor, och det skrivna finns kvar när man går tillbaka`, async ({ signedIn, tolerate }) => {
    tolerate(/413/);
    const orjan = await signedIn("admin");
    await readIn(orjan, Buffer.alloc(megabytes * 1_048_576, "x"), "Kvar efter felet");
    await expect(orjan.getByRole("heading", { name: "Det som skickades är för stort" })).toBeVisible();
    await expect(orjan.getByText("Gå tillbaka, där det du skrev finns kvar, och korta texten eller välj en mindre fil.")).toBeVisible();
    await orjan.goBack();
    await expect(field(orjan, "Versionens namn")).toHaveValue("Kvar efter felet");
  });
}

for (const { how, javaScriptEnabled, days } of [
  { how: "", javaScriptEnabled: true, days: [8, 7] },
  { how: " utan skript", javaScriptEnabled: false, days: [6, 5] },
]) {
  test(`V14a: Örjan hämtar dokumentet som fil, ändrar det, läser in det, rättar felen och sätter det i kraft${how}`, async ({ signedIn }) => {
    const [orjan, saga] = [await signedIn("admin", { javaScriptEnabled }), await signedIn("lasare", { javaScriptEnabled })];
    const original = await openCurrent(orjan);
    const answer = await orjan.request.get(`/api${original}`);
    expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="[a-z0-9-]+\.json"$/);
    const pack = (await answer.json()) as PackFile;
    const label = `Prov ${String(days[0])}`;
    const [, , clause] = pack.clauses;
    if (clause === undefined) throw new Error("the document has too few clauses");

    await test.step("filen lästes inte in: alla fel är nämnda på svenska, med plats", async () => {
      const broken = structuredClone(pack);
      broken.clauses[2] = { ...clause, quotation: "Kommunen ska resa ofta." };
      broken["farg"] = "röd";
      broken.modules["goals"] = { state: "kanske", clause: null };
      await readIn(orjan, broken, label);
      await expect(main(orjan).getByRole("alert")).toContainText("Filen lästes inte in. 2 fel behöver rättas");
      const faults = main(orjan).getByRole("table");
      await expect(faults.getByRole("row").filter({ hasText: "modules › goals › state" })).toContainText("En del av programmet är required, optional eller off.");
      await expect(faults.getByRole("row").filter({ hasText: "Hela filen" })).toContainText("Fältet farg är okänt. Ta bort det eller kontrollera stavningen.");
      await expect(field(orjan, "Versionens namn")).toHaveValue(label);
      delete broken["farg"];
      broken.modules["goals"] = pack.modules["goals"] ?? { state: "off", clause: null };
      await readIn(orjan, broken, label);
      await expect(main(orjan).getByRole("table").getByRole("row").filter({ hasText: `clauses › 3 (${clause.number}) › quotation` })).toContainText("finns inte i dokumentets text. Skriv det ordagrant");
      await readIn(orjan, "{", label);
      await expect(main(orjan).getByRole("table")).toContainText("Filen är inte JSON: den går inte att läsa från rad 1, tecken 2.");
      await orjan.goto("/governing-documents");
      await expect(versionRow(orjan, label)).toHaveCount(0);
    });

    await test.step("den rättade filen blir ett utkast som bara kontoret ser och som inte gäller", async () => {
      pack.municipality.name = `Kommunen ${label}`;
      pack.clauses[2] = { ...clause, kind: "goal" };
      await readIn(orjan, pack, label);
      await says(orjan, "Filen är inläst som ett utkast.");
      await saga.goto("/governing-documents");
      await expect(versionRow(saga, label)).toHaveCount(0);
      await expect(saga.getByRole("banner")).not.toContainText(label);
    });

    await test.step("han ser vad som händer, och sätter det i kraft", async () => {
      await putInForce(orjan, daysAgo(days[0] ?? 0));
      await expect(main(orjan)).toContainText(`Ändrade: ${clause.number}`);
      await expect(main(orjan)).toContainText("slutar gälla. Sista dagen är");
      await press(orjan, "Sätt i kraft");
      await says(orjan, "Versionen är satt i kraft.");
    });

    await test.step("varje sida följer det nya dokumentet, för alla", async () => {
      for (const page of [saga, orjan]) {
        for (const address of ["/", "/projects", "/policy", "/help", "/finns-inte"]) {
          await page.goto(address);
          await expect(page.getByRole("banner"), address).toContainText(`Kommunen ${label}`);
        }
      }
      await saga.goto(`/governing-documents?on=${daysAgo((days[0] ?? 0) + 1)}`);
      await expect(main(saga).getByText(/^Den .* gällde /)).not.toContainText(label);
      await saga.goto(`/governing-documents?on=${daysAgo(days[0] ?? 0)}`);
      await expect(main(saga).getByText(/^Den .* gällde /)).toContainText(label);
    });

    await test.step("han gör ett utkast av den gamla versionen och låter den gälla igen", async () => {
      await orjan.goto(`${original}/copy`);
      await press(orjan, "Gör utkastet");
      await expect(main(orjan).getByRole("alert")).toContainText("Skriv vad versionen ska heta, till exempel 2027.");
      await field(orjan, "Versionens namn").fill(`Åter ${label}`);
      await press(orjan, "Gör utkastet");
      await says(orjan, "Utkastet är gjort.");
      await follow(orjan, "Sätt i kraft");
      await field(orjan, "Första dag").fill(daysAgo(days[0] ?? 0));
      await press(orjan, "Se vad som händer");
      await expect(main(orjan).getByRole("alert")).toContainText(`${label} börjar gälla den dagen. Välj en annan dag.`);
      await field(orjan, "Första dag").fill(daysAgo(days[1] ?? 0));
      await press(orjan, "Se vad som händer");
      await press(orjan, "Sätt i kraft");
      await says(orjan, "Versionen är satt i kraft.");
      await saga.goto("/");
      await expect(saga.getByRole("banner")).not.toContainText(label);
    });
  });
}
