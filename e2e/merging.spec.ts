import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { choice, field } from "./pages/fields.ts";

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

/** Adds a network of the whole municipality, and returns its address. */
async function addNetwork(page: Page, name: string, level: string): Promise<string> {
  await page.goto("/networks/new");
  await field(page, "Namn").fill(name);
  await field(page, "Geografisk nivå").selectOption({ label: level });
  await choice(page, "Vem medlemskapet gäller", "Hela kommunen").check({ force: true });
  await field(page, "Enhet som svarar för medlemskapet").selectOption({ label: "Kommunledningsstaben" });
  await press(page, "Spara nätverket");
  await says(page, "Nätverket är sparat som kandidat.");
  return new URL(page.url()).pathname;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";
  const names = javaScriptEnabled ? { kept: "Saltgruvornas städer", double: "Saltgruvestäder i Norden" } : { kept: "Lotsarnas förbund", double: "Nordiska lotsstäder" };

  test(`Ingrid ser samma nätverk infört två gånger, jämför dem, slår ihop dem och ångrar sig (${how})`, async ({ signedIn }) => {
    const [ingrid, maja] = [await signedIn("samordnare", { javaScriptEnabled }), await signedIn("kontakt", { javaScriptEnabled })];
    const kept = await addNetwork(ingrid, names.kept, "Nordiskt");
    const double = await addNetwork(ingrid, names.double, "Europeiskt");
    await part(ingrid, "Slå ihop två som är samma").getByRole("link", { name: "Slå ihop med ett annat" }).click();
    await field(ingrid, "Sök den andra").fill(names.kept.slice(0, 8));
    await press(ingrid, "Visa");
    await part(ingrid, "Vilken är samma?").getByRole("link", { name: names.kept, exact: true }).click();
    const comparison = ingrid.getByRole("table", { name: "De två sida vid sida" });
    await expect(comparison.getByRole("row").filter({ hasText: "Nordiskt" })).toContainText("Skiljer sig");

    // Nobody has said which of them is kept.
    await press(ingrid, "Slå ihop");
    await expect(ingrid.locator("#keepId-error")).toHaveText("Välj vilken som ska finnas kvar.");
    await choice(ingrid, "Vilken ska finnas kvar?", names.kept).check({ force: true });
    await press(ingrid, "Slå ihop");
    await says(ingrid, "De två är ihopslagna.");
    expect(new URL(ingrid.url()).pathname).toBe(kept);
    await expect(part(ingrid, "Slå ihop två som är samma").getByRole("link", { name: names.double, exact: true })).toBeVisible();

    // Who follows an old link is told where it is; the list holds one of them.
    await maja.goto(double);
    await expect(maja.getByRole("main")).toContainText("Nätverket var infört två gånger. Det som hör hit visas hos");
    await maja.goto(`/networks?q=${encodeURIComponent(names.double)}`);
    await expect(maja.getByRole("main").getByRole("link", { name: names.double, exact: true })).toHaveCount(0);
    const stale = ingrid;
    await stale.goto(double);
    await press(stale, "Ångra sammanslagningen");
    await says(stale, "Sammanslagningen är ångrad.");
    await maja.goto(`/networks?q=${encodeURIComponent(names.double)}`);
    await expect(maja.getByRole("main").getByRole("link", { name: names.double, exact: true })).toBeVisible();
  });
}

test("Maja får inte slå ihop nätverk, och ett nätverk slås aldrig ihop med sig självt", async ({ signedIn }) => {
  const [ingrid, maja] = [await signedIn("samordnare"), await signedIn("kontakt")];
  const address = await addNetwork(ingrid, "Fyrstädernas råd", "Nordiskt");
  const id = address.split("/").at(-1) ?? "";
  await maja.goto(address);
  await expect(part(maja, "Slå ihop två som är samma")).toHaveCount(0);
  expect((await maja.goto(`/merge/network/${id}`))?.status()).toBe(404);
  await ingrid.goto(`/merge/network/${id}?into=${id}`);
  await expect(ingrid.getByRole("button", { name: "Slå ihop", exact: true })).toHaveCount(0);
});
