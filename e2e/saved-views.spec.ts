import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { choice, field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const says = (page: Page, text: string | RegExp) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const unfold = (page: Page, name: string | RegExp) => main(page).locator("summary").filter({ hasText: name }).click();

async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Issue's own words: Ingrid väljer kolumner, sparar vyn, delar den med alla och hämtar just det som visas (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const [ingrid, name] = [await signedIn("samordnare", { javaScriptEnabled }), `Pågående ${how}`];
    await ingrid.goto("/projects?status=ONGOING&sort=title");
    await unfold(ingrid, /^Kolumner$/);
    if (javaScriptEnabled) await usableByAll(ingrid);
    for (const label of ["Verksamhet", "Status"]) await main(ingrid).locator("details.views").getByLabel(label, { exact: true }).uncheck();
    await main(ingrid).locator("details.views").getByLabel("Diarienummer", { exact: true }).check();
    await press(ingrid, "Visa kolumnerna");
    const headings = main(ingrid).getByRole("columnheader");
    await expect(headings.filter({ hasText: "Diarienummer" })).toHaveCount(1);
    await expect(headings.filter({ hasText: "Status" })).toHaveCount(0);
    expect(new URL(ingrid.url()).searchParams.get("status")).toBe("ONGOING");

    const [file] = await Promise.all([ingrid.waitForEvent("download"), main(ingrid).getByRole("link", { name: "CSV" }).click()]);
    const [header] = (await readFile(await file.path(), "utf8")).replace("\uFEFF", "").split("\r\n");
    expect(header?.split(";").map((cell) => cell.replaceAll('"', ""))).toEqual(["Projekt", "Diarienummer", "Slutdatum", "Slutdatumet gäller", "Extern finansiering, kr", "Egen insats, kr"]);

    await unfold(ingrid, /^Vyer/);
    await main(ingrid).getByRole("link", { name: "Spara det som visas som en vy" }).click();
    await press(ingrid, "Spara vyn");
    await expect(ingrid.locator("#name-error")).toContainText("Skriv vad vyn ska heta.");
    if (javaScriptEnabled) await usableByAll(ingrid);
    await field(ingrid, "Vad ska vyn heta?").fill(name);
    await choice(ingrid, "Vem ska se vyn?", "Alla").check();
    await field(ingrid, "Öppna listan med den här vyn från menyn").check();
    await press(ingrid, "Spara vyn");
    await says(ingrid, "Vyn är sparad.");
    await expect(main(ingrid).getByRole("row").filter({ hasText: name })).toContainText("Menyn öppnar listan med vyn");
    if (javaScriptEnabled) await usableByAll(ingrid);

    // Another one sees it at the list, and not the means to change it.
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/projects");
    await unfold(maja, /^Vyer/);
    await main(maja).getByRole("link", { name, exact: true }).click();
    await expect(main(maja).getByRole("columnheader").filter({ hasText: "Diarienummer" })).toHaveCount(1);
    await expect(main(maja).locator("summary").filter({ hasText: `Vy: ${name}` })).toBeVisible();
    await maja.goto("/views");
    await expect(main(maja).getByRole("row").filter({ hasText: name }).getByRole("link", { name: /Byt namn/ })).toHaveCount(0);

    // The menu opens the list with it, and the list by itself is whole.
    await ingrid.goto("/visits");
    const link = ingrid.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Projekt", exact: true });
    expect(await link.getAttribute("href")).toContain("status=ONGOING");
    await ingrid.goto("/views");
    const row = main(ingrid).getByRole("row").filter({ hasText: name });
    await row.getByRole("link", { name: /Byt namn/ }).click();
    await field(ingrid, "Vad ska vyn heta?").fill(`${name}, KS`);
    await press(ingrid, "Spara");
    await says(ingrid, "Vyn är ändrad.");
    await main(ingrid).getByRole("row").filter({ hasText: `${name}, KS` }).getByRole("button", { name: /^Ta bort/ }).click();
    await says(ingrid, "Vyn är borttagen.");
    await expect(main(ingrid).getByRole("row").filter({ hasText: name })).toHaveCount(0);
  });

  test(`Issue's own words: Maja märker ett projekt som favorit och hittar det på sin första sida, och ett filter som inte finns sägs i ord (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/projects");
    const project = main(maja).getByRole("table").getByRole("link").filter({ hasText: /\w/ }).nth(8);
    const title = (await project.textContent()) ?? "";
    await project.click();
    await press(maja, "☆ Märk som favorit");
    await expect(main(maja).getByRole("button", { name: "★ Ta bort från favoriter" })).toBeVisible();
    await maja.goto("/");
    await main(maja).getByRole("region", { name: "Favoriter" }).getByRole("link", { name: title, exact: true }).click();
    await press(maja, "★ Ta bort från favoriter");
    await maja.goto("/");
    await expect(main(maja).getByRole("region", { name: "Favoriter" })).toHaveCount(0);
    // A view that is opened when what it names is gone.
    await maja.goto("/projects?cols=unit,farg&status=FINNS_INTE&unit=00000000-0000-4000-8000-000000000000");
    await expect(main(maja).getByRole("status").filter({ hasText: "status, cols" })).toBeVisible();
    await expect(main(maja)).toContainText("En annan verksamhet");
  });

  test(`Den som sitter i ett presidium, i styrelsen eller i fullmäktige, och den som granskar, hittar sina favoriter på sin första sida (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    for (const who of ["kfpresidium", "ks", "kf", "granskare"] as const) {
      const page = await signedIn(who, { javaScriptEnabled });
      await page.goto("/");
      await expect(main(page).getByRole("region", { name: "Favoriter" })).toHaveCount(0);
      await page.goto("/projects");
      const project = main(page).locator("tbody").getByRole("link").nth(4);
      const title = (await project.textContent()) ?? "";
      await project.click();
      await press(page, "☆ Märk som favorit");
      await page.goto("/");
      if (javaScriptEnabled) await usableByAll(page);
      await main(page).getByRole("region", { name: "Favoriter" }).getByRole("link", { name: title, exact: true }).click();
      await press(page, "★ Ta bort från favoriter");
    }
  });
}
