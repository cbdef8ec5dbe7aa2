import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";

test.describe.configure({ mode: "default" });

const main = (page: Page) => page.getByRole("main");
const group = (page: Page, name: string) => main(page).getByRole("region", { name, exact: true });
const search = async (page: Page, text: string) => {
  await main(page).getByRole("searchbox").fill(text);
  await main(page).getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === text);
};

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Search: en läsare söker från en annan sida, smalnar av och öppnar det hon letade efter (${how})`, async ({ signedIn }) => {
    const page = await signedIn("lasare", { javaScriptEnabled });
    await page.goto("/bodies");
    const field = page.getByRole("search").getByRole("searchbox", { name: "Sök", exact: true });
    await field.fill("skolor");
    await field.press("Enter");
    await expect(page).toHaveURL(/\/search\?q=skolor$/);
    await expect(page).toHaveTitle(/skolor/);
    await expect(group(page, "Bästa träffarna").getByRole("link", { name: "Skolor som möts" })).toBeVisible();
    await expect(group(page, "Utvecklingsinitiativ").locator("mark").filter({ hasText: "Skolgårdar" })).toBeVisible();
    if (javaScriptEnabled) await usableByAll(page);
    await main(page).getByRole("navigation", { name: "Träffar efter typ" }).getByRole("link", { name: /^Projekt \(/ }).click();
    await expect(page).toHaveURL(/kind=project/);
    await expect(main(page).getByRole("region")).toHaveCount(1);
    await group(page, "Projekt").getByRole("link", { name: "Skolbio Norden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Skolbio Norden" })).toBeVisible();
  });

  test(`Search: felstavat, diarienummer, för långt och ingenting besvaras i ord (${how})`, async ({ signedIn }) => {
    const page = await signedIn("lasare", { javaScriptEnabled });
    await page.goto("/search");
    await expect(page.getByRole("heading", { level: 2, name: "Vad letar du efter?" })).toBeVisible();
    await search(page, "erasums");
    await expect(main(page).getByText("Inget innehåller ”erasums”. Det här liknar det.")).toBeVisible();
    await expect(group(page, "Program").getByRole("link", { name: "Erasmus+", exact: true })).toBeVisible();
    await search(page, "kfn20260041");
    await expect(main(page).getByRole("status")).toHaveText("En träff");
    await expect(group(page, "Projekt").getByRole("link", { name: "Ung kust" })).toBeVisible();
    await search(page, "qzxwv");
    await expect(main(page).getByRole("heading", { name: "Inget hittades för ”qzxwv”" })).toBeVisible();
    await search(page, "&|! :* '");
    await expect(main(page).getByRole("heading", { name: "Skriv minst ett ord eller ett nummer" })).toBeVisible();
    await page.goto(`/search?q=${"a".repeat(3_000)}&kind=vad&unit=%00x`);
    await expect(main(page).getByText("De första 200 tecknen söktes")).toBeVisible();
    await expect(main(page).getByText("kind, unit")).toBeVisible();
  });
}

test("Search: ett sekretessbelagt projekt hittas av samordningen, och för en läsare är det som om det inte fanns", async ({ signedIn }) => {
  const reader = await signedIn("lasare");
  await reader.goto("/search?q=elhandel");
  await expect(main(reader).getByRole("heading", { name: "Inget hittades för ”elhandel”" })).toBeVisible();
  const office = await signedIn("samordnare");
  await office.goto("/search?q=elhandel");
  await expect(group(office, "Projekt").getByRole("link", { name: "Elhandel över Kattegatt" })).toBeVisible();
});

test("Search, palette: Maja går till en sida, en uppgift och ett projekt med tangentbordet", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const palette = page.getByRole("dialog", { name: "Sök", exact: true });
  const field = palette.getByRole("combobox");
  const open = async () => {
    await page.goto("/bodies");
    await expect(async () => {
      await page.keyboard.press("Control+k");
      await expect(field).toBeFocused({ timeout: 1_000 });
    }).toPass();
  };
  await open();
  await expect(palette.getByRole("option", { name: "Logga ett projekt" })).toBeVisible();
  await expect(palette.getByRole("status")).toHaveText(/^Förslag: \d+$/);
  await usableByAll(page);
  await field.fill("nätv");
  await expect(palette.getByRole("option", { name: "Nätverk", exact: true })).toBeVisible();
  await field.press("ArrowUp");
  await field.press("ArrowDown");
  await expect(field).toHaveAttribute("aria-activedescendant", (await palette.getByRole("option").first().getAttribute("id")) ?? "");
  await expect(palette.getByRole("option").first()).toHaveAttribute("aria-selected", "true");

  await field.fill("skolbio norden");
  await expect(palette.getByRole("option", { name: /^Skolbio Norden/ }).first()).toBeVisible();
  await palette.getByRole("group", { name: "Projekt" }).getByRole("option").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Skolbio Norden" })).toBeVisible();

  await open();
  await field.fill("logga ett proj");
  await expect(palette.getByRole("option").first()).toHaveText(/Logga ett projekt/);
  await field.press("ArrowDown");
  await field.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Logga projekt" })).toBeVisible();

  await open();
  await field.fill("havet och unga");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=havet%20och%20unga$/);
});
