import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const thisYear = daysAgo(0).slice(0, 4);
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V7, V11a, V19: Maja lägger till ett nätverk, beslutet registreras, och hon antecknar avgift och deltagande (${how})`, async ({ signedIn }) => {
    const [maja, ingrid] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("samordnare", { javaScriptEnabled })];
    const name = javaScriptEnabled ? "Fästningsstäder i norr" : "Kallbadhusens förbund";
    await maja.goto("/networks");
    await maja.getByRole("main").getByRole("link", { name: "Lägg till nätverk" }).click();
    await field(maja, "Namn").fill(name);
    await maja.getByRole("button", { name: "Spara nätverket" }).click();
    await expect(maja.locator("#level-error")).toHaveText("Välj på vilken nivå nätverket verkar.");
    await expect(maja.locator("#scope-error")).toContainText("Det avgör vem som beslutar.");
    await expect(field(maja, "Namn")).toHaveValue(name);
    await field(maja, "Geografisk nivå").selectOption({ label: "Nordiskt" });
    await choice(maja, "Vem medlemskapet gäller", "Det egna verksamhetsområdet").check({ force: true });
    await field(maja, "Medlem sedan").fill(String(Number(thisYear) - 1));
    await maja.getByRole("button", { name: "Spara nätverket" }).click();
    await expect(maja.getByText("Nätverket är sparat som kandidat.")).toBeVisible();
    const path = new URL(maja.url()).pathname;
    await expect(part(maja, "Nästa steg")).toContainText("registrera beslutet först");
    await expect(maja.getByRole("main")).toContainText("Kultur- och fritidsnämnden");

    await ingrid.goto(path);
    await ingrid.getByRole("link", { name: "Registrera beslut", exact: false }).first().click();
    await field(ingrid, "Rubrik").fill(`Medlemskap i ${name}`);
    await field(ingrid, "Organ som har beslutat").selectOption({ label: "Kultur- och fritidsnämnden" });
    await field(ingrid, "Beslutsdag").fill(daysAgo(400));
    await field(ingrid, "Medlemskapets omfattning").selectOption({ label: "Det egna verksamhetsområdet" });
    await ingrid.getByRole("button", { name: "Registrera beslutet" }).click();
    await expect(ingrid.getByText(/^Beslutet är registrerat/)).toBeVisible();

    await maja.goto(path);
    await maja.getByRole("button", { name: "Bli medlem" }).click();
    await expect(maja.getByText("Medlemskapet är antecknat.")).toBeVisible();
    await expect(part(maja, "Deltagande")).toContainText(`Beslutat men inget deltagande ${String(Number(thisYear) - 1)}–${thisYear}`);

    await maja.getByRole("link", { name: "Anteckna avgift" }).click();
    await field(maja, "Enhet som betalar").selectOption({ index: 0 });
    await field(maja, "Avgift").fill("12 500");
    await maja.getByRole("button", { name: "Anteckna avgift" }).click();
    await expect(maja.locator("#payerId-error")).toHaveText("Välj vilken enhet som betalar. En avgift utan betalare kan inte antecknas.");
    await expect(field(maja, "Avgift")).toHaveValue("12 500");
    await field(maja, "Enhet som betalar").selectOption({ label: "Kultur- och fritidsförvaltningen" });
    await maja.getByRole("button", { name: "Anteckna avgift" }).click();
    await expect(part(maja, "Avgifter").getByRole("row").filter({ hasText: thisYear })).toContainText("12 500");

    await maja.getByRole("link", { name: "Anteckna deltagande" }).click();
    await field(maja, "Dag").fill(daysAgo(20));
    await field(maja, "Vad enheten deltog i").fill("Årsmöte i Visby");
    await maja.getByRole("button", { name: "Anteckna deltagande" }).click();
    await expect(part(maja, "Deltagande")).toContainText("Årsmöte i Visby");
    await expect(part(maja, "Deltagande")).not.toContainText("Beslutat men inget deltagande");

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(path);
    await expect(saga.getByRole("link", { name: "Anteckna avgift" })).toHaveCount(0);
    await saga.goto(`/networks/fees?year=${thisYear}`);
    await expect(part(saga, "Kultur- och fritidsförvaltningen").getByRole("row").filter({ hasText: name })).toContainText("12 500");
  });
}

test("Ingrid skriver ett nätverk som redan finns, varnas, och kan säga att det är ett annat", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/networks/new");
  await field(ingrid, "Namn").fill("Sveriges Ekokommuner");
  await field(ingrid, "Geografisk nivå").selectOption({ label: "Nationellt" });
  await choice(ingrid, "Vem medlemskapet gäller", "Hela kommunen").check({ force: true });
  await field(ingrid, "Enhet som svarar för medlemskapet").selectOption({ label: "Kommunledningsstaben" });
  await ingrid.getByRole("button", { name: "Spara nätverket" }).click();
  await expect(ingrid.locator("#name-error")).toContainText("Det finns redan ett nätverk som heter Sveriges ekokommuner.");
  await ingrid.getByLabel("Det är ett annat nätverk", { exact: false }).check({ force: true });
  await ingrid.getByRole("button", { name: "Spara nätverket" }).click();
  await expect(ingrid.getByText("Nätverket är sparat som kandidat.")).toBeVisible();
});

test("V11a: den som läser hittar Trästads beslut och avgift, och ser att utvärderingen föreslår att lämna", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/networks");
  await field(saga, "Sök nätverk").fill("Trästad");
  await saga.getByRole("button", { name: "Visa" }).click();
  await saga.getByRole("link", { name: "Trästadsnätverket" }).click();
  await expect(part(saga, "Avgifter").getByRole("row").filter({ hasText: "2015" })).toContainText("25 000");
  await expect(part(saga, "Utvärderingar")).toContainText("Lämna:");
  await expect(saga.getByRole("link", { name: "Lägg till nätverk" })).toHaveCount(0);
  await saga.goto("/policy#V11a");
  await expect(saga.locator("#V11a")).toContainText("utvärderade");
  await saga.locator("#V11a").getByRole("link", { name: /medlemskap/ }).first().click();
  await expect(saga.getByRole("link", { name: "Eurotowns" })).toBeVisible();
  await expect(saga.getByRole("link", { name: "STRING" })).toHaveCount(0);
});
