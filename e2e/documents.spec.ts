import fs from "node:fs";
import type { Page } from "@playwright/test";
import { docxOf, pdfOf, pngOf } from "../tests/factories/documents.ts";
import { zipOf } from "../tests/factories/lists.ts";
import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const part = (page: Page, name: string) => main(page).getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();

async function choose(page: Page, bytes: Uint8Array, name: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Maja lägger avtalet vid sitt projekt, rättar det som är fel, ger det en ny version och hämtar det (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/projects?q=Skolbio");
    await main(maja).getByRole("link", { name: "Skolbio Norden", exact: true }).click();
    await part(maja, "Handlingar").getByRole("link", { name: "Lägg till en handling" }).click();
    await press(maja, "Lägg till");
    await expect(maja.locator("#file-error")).toContainText("Välj en fil.");
    await expect(maja.locator("#kind-error")).toContainText("Välj vad det är för slag av handling.");

    const title = `Samarbetsavtal ${how}`;
    await field(maja, "Titel").fill(title);
    await field(maja, "Slag av handling").selectOption({ label: "Avtal" });
    await field(maja, "Diarienummer").fill("BUN 2026/17");
    await choose(maja, docxOf(), "avtal.pdf");
    await press(maja, "Lägg till");
    await expect(maja.locator("#file-error")).toContainText("Filens innehåll är inte det som namnet säger (.pdf).");
    await expect(field(maja, "Titel")).toHaveValue(title);
    await choose(maja, zipOf({ "a.txt": "a" }), "allt.zip");
    await press(maja, "Lägg till");
    await expect(maja.locator("#file-error")).toContainText("Den typen av fil tas inte emot.");

    const bytes = pdfOf(3, `Avtal ${how}`);
    await choose(maja, bytes, "Avtal med Ålesund åäö.pdf");
    await press(maja, "Lägg till");
    await expect(main(maja).getByText("Handlingen är sparad.")).toBeVisible();
    await expect(maja.getByRole("heading", { level: 1 })).toHaveText(title);
    // The page's picture has come, and there is a way to the next.
    const picture = part(maja, "Så ser den ut").getByRole("img", { name: /^Sida 1 av 3/ });
    await expect(picture).toBeVisible();
    if (javaScriptEnabled) await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    await part(maja, "Så ser den ut").getByRole("link", { name: "Nästa sida" }).click();
    await expect(part(maja, "Så ser den ut").getByRole("img", { name: /^Sida 2 av 3/ })).toBeVisible();

    const waiting = maja.waitForEvent("download");
    await part(maja, "Versioner").getByRole("link", { name: /^Hämta Avtal med Ålesund/ }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("Avtal med Ålesund åäö.pdf");
    expect(fs.readFileSync(await download.path()).equals(Buffer.from(bytes))).toBe(true);

    await part(maja, "Versioner").getByRole("link", { name: "Lägg till en ny version" }).click();
    await field(maja, "Vad är nytt?").fill("Undertecknat av båda");
    await choose(maja, bytes, "samma.pdf");
    await press(maja, "Lägg till versionen");
    await expect(maja.locator("#file-error")).toContainText("Den här filen är redan den senaste versionen.");
    await choose(maja, pngOf(600, 400), "påskrivet.png");
    await press(maja, "Lägg till versionen");
    await expect(main(maja).getByText("Versionen är sparad.")).toBeVisible();
    await expect(part(maja, "Versioner").getByRole("listitem")).toHaveCount(2);
    await expect(part(maja, "Versioner")).toContainText("Undertecknat av båda");
    const path = new URL(maja.url()).pathname;

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(`/documents?q=${encodeURIComponent(title)}`);
    await main(saga).getByRole("table").getByRole("link", { name: title, exact: true }).click();
    expect(new URL(saga.url()).pathname).toBe(path);
    await expect(main(saga).getByRole("link", { name: "Lägg till en ny version" })).toHaveCount(0);

    await maja.goto(path);
    await main(maja).getByRole("link", { name: "Ändra uppgifterna" }).click();
    await main(maja).getByRole("checkbox", { name: "Handlingen innehåller uppgifter med sekretess" }).check();
    await press(maja, "Spara ändringarna");
    await expect(maja.locator("#confidentialityProvision-error")).toContainText("Skriv bestämmelsen");
    await field(maja, "Bestämmelse").fill("OSL 19 kap. 1 §");
    await press(maja, "Spara ändringarna");
    await expect(main(maja)).toContainText("Sekretessmarkerad: OSL 19 kap. 1 §");
    expect((await saga.goto(path))?.status()).toBe(404);

    await press(maja, "Ta bort handlingen");
    await expect(main(maja).getByText("Inget är raderat.", { exact: false })).toBeVisible();
    await press(maja, "Lägg tillbaka handlingen");
    await expect(main(maja).getByText("Handlingen är tillbaka.")).toBeVisible();
  });
}

test("En fil som är större än gränsen, tom eller mycket större sägs ifrån om, och det som skrevs finns kvar", async ({ signedIn }, info) => {
  const maja = await signedIn("kontakt");
  await maja.goto("/projects?q=Skolbio");
  await main(maja).getByRole("link", { name: "Skolbio Norden", exact: true }).click();
  await part(maja, "Handlingar").getByRole("link", { name: "Lägg till en handling" }).click();
  await field(maja, "Titel").fill("Finns kvar");
  await field(maja, "Slag av handling").selectOption({ label: "Rapport" });
  // Large files are chosen from the disk, as people do: their bytes are not for the test's own wire.
  fs.mkdirSync(info.outputPath(), { recursive: true });
  const chooseLarge = async (name: string, megabytes: number) => {
    fs.writeFileSync(info.outputPath(name), Buffer.alloc(megabytes * 1024 * 1024));
    await maja.locator('input[type="file"]').setInputFiles(info.outputPath(name));
  };
  await chooseLarge("stor.pdf", 26);
  await press(maja, "Lägg till");
  await expect(maja.locator("#file-error")).toContainText("Filen är för stor.");
  await expect(field(maja, "Titel")).toHaveValue("Finns kvar");
  await choose(maja, new Uint8Array(0), "tom.pdf");
  await press(maja, "Lägg till");
  await expect(maja.locator("#file-error")).toContainText("Filen är tom.");
  await chooseLarge("mycket-stor.pdf", 65);
  await press(maja, "Lägg till");
  await expect(maja.getByRole("heading", { level: 1 })).toHaveText("Det som skickades är för stort");
});
