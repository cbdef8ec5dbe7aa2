import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const openProject = async (page: Page, title: string) => {
  await page.goto(`/projects?q=${encodeURIComponent(title)}`);
  await page.getByRole("main").getByRole("link", { name: title, exact: true }).click();
};
/** An amount as it is written, in öre. */
const oreOf = (text: string | null) => {
  const [whole = "0", fraction = ""] = (text ?? "").replace(/[\s\u00a0]/g, "").replace("\u2212", "-").split(",");
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
};

for (const javaScriptEnabled of [true, false]) {
  test(`V19: Maja rekvirerar pengar, får dem och ser vad verksamheten ligger ute med (${javaScriptEnabled ? "med skript" : "utan skript"})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await openProject(maja, javaScriptEnabled ? "Skolbio Norden" : "Fästningen berättar");
    await maja.getByRole("link", { name: "Rekvisitioner, utbetalningar och likviditet" }).click();
    const path = new URL(maja.url()).pathname;
    await part(maja, "Rekvisitioner").getByRole("link", { name: "Lägg till en rekvisition" }).click();
    await field(maja, "Kostnader från och med").fill("2026-01-01");
    await field(maja, "Kostnader till och med").fill("2025-12-31");
    await field(maja, "Begärt belopp").fill("125 000,50");
    await choice(maja, "Läge", "Inskickad").check({ force: true });
    await field(maja, "Anteckning").fill("Första delen");
    await press(maja, "Spara");
    await expect(maja.locator("#periodTo-error")).toContainText("Sista dagen ligger före den första");
    await expect(maja.locator("#sentOn-error")).toHaveText("Skriv dagen då den skickades.");
    await expect(field(maja, "Anteckning")).toHaveValue("Första delen");
    await field(maja, "Kostnader till och med").fill("2026-06-30");
    await field(maja, "Inskickad den").fill(daysAgo(-2));
    await press(maja, "Spara");
    await expect(maja.locator("#sentOn-error")).toContainText("Dagen ligger framåt i tiden.");
    await field(maja, "Inskickad den").fill(daysAgo(30));
    await press(maja, "Spara");
    await expect(maja.getByText("Rekvisitionen är sparad.")).toBeVisible();
    const claim = part(maja, "Rekvisitioner").getByRole("row").filter({ hasText: "Första delen" });
    await expect(claim).toContainText("125\u00a0000,50\u00a0kr");
    await expect(claim).toContainText("Inskickad");

    await part(maja, "Utbetalningar").getByRole("link", { name: "Lägg till en utbetalning" }).click();
    await press(maja, "Spara");
    await expect(maja.locator("#kind-error")).toContainText("Välj förskott, delbetalning eller slutbetalning.");
    await choice(maja, "Vad är det för utbetalning?", "Delbetalning").check({ force: true });
    await choice(maja, "Väntas", "Dag").fill(daysAgo(10));
    await choice(maja, "Väntas", "Belopp").fill("125 000,50");
    await field(maja, "Anteckning").fill("Svaret på första delen");
    await press(maja, "Spara");
    await expect(maja.getByText("Utbetalningen är sparad.")).toBeVisible();
    const payment = part(maja, "Utbetalningar").getByRole("row").filter({ hasText: "Svaret på första delen" });
    await expect(payment).toContainText("Försenad");
    await expect(part(maja, "Vad ni ligger ute med")).toContainText("skulle ha kommit redan");

    await payment.getByRole("link", { name: "Ändra" }).click();
    await choice(maja, "Har kommit", "Dag").fill(daysAgo(1));
    await choice(maja, "Har kommit", "Belopp").fill("125 000,50");
    await press(maja, "Spara");
    await expect(payment).toContainText("Har kommit");
    await expect(part(maja, "Vad ni ligger ute med").getByRole("img")).toBeVisible();
    await part(maja, "Vad ni ligger ute med").getByRole("link", { name: "Hela verksamhetens prognos" }).click();
    await expect(maja.getByRole("heading", { level: 1 })).toContainText("Likviditet:");
    await expect(part(maja, "Projekt").getByRole("link").first()).toBeVisible();

    await maja.goto(path);
    await part(maja, "Rekvisitioner").getByRole("row").filter({ hasText: "Första delen" }).getByRole("button", { name: "Ta bort" }).click();
    await expect(maja.getByText("Rekvisitionen är borttagen.", { exact: false })).toBeVisible();
    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(path);
    await expect(part(saga, "Utbetalningar")).toContainText("Svaret på första delen");
    await expect(saga.getByRole("main").getByRole("button").filter({ hasNotText: "favorit" })).toHaveCount(0);
  });
}

test("två ändrar samma utbetalning, och den som är sist får se vad den andra sparade", async ({ signedIn }) => {
  const [maja, ingrid] = [await signedIn("kontakt"), await signedIn("samordnare")];
  for (const page of [maja, ingrid]) {
    await openProject(page, "Läslust över havet");
    await page.getByRole("link", { name: "Rekvisitioner, utbetalningar och likviditet" }).click();
    await part(page, "Utbetalningar").getByRole("row").filter({ hasText: "Slutbetalning" }).getByRole("link", { name: "Ändra" }).click();
  }
  await choice(maja, "Väntas", "Belopp").fill("131 000");
  await press(maja, "Spara");
  await field(ingrid, "Anteckning").fill("Enligt beslutet");
  await press(ingrid, "Spara");
  await expect(ingrid.getByRole("main")).toContainText("Det här sparades medan ni skrev: Slutbetalning, väntas: 131\u00a0000\u00a0kr");
  await expect(field(ingrid, "Anteckning")).toHaveValue("Enligt beslutet");
});

test("V19: egen del betalas av en annan verksamhet eller centralt, och egen tid är timmar gånger timkostnad", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  const form = await ProjectForm.begin(maja);
  await form.open("Pengar");
  await press(maja, "Dela upp på finansiärer och år");
  const row = maja.getByRole("group", { name: /^Rad \d+$/ }).first();
  await row.getByLabel("Slag").selectOption({ label: "Egen arbetstid" });
  await row.getByLabel("Timmar (egen arbetstid)").fill("37,5");
  await form.save();
  await expect(maja.getByText("Skriv vad en timme kostar.").first()).toBeVisible();
  await row.getByLabel("Kostnad per timme").fill("412,33");
  await row.getByLabel("Vem betalar egen del?").selectOption({ label: "Centralt, ett undantag" });
  await form.save();
  await form.shows("Samarbetspartner");
  await form.open("Pengar");
  await expect(row.getByLabel("Vem betalar egen del?")).toHaveValue("CENTRAL");
  await expect(row.getByLabel("Kostnad per timme")).toHaveValue("412,33");
});

test("V19: varje belopp i årets pengar leder till de projekt som det är summan av", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/money?year=2026");
  const links = await saga.getByRole("main").getByRole("table").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
  expect(links.length).toBeGreaterThan(30);
  // One of each table and column is enough; the sums of all of them are held in the database's own tests.
  const kinds = new Map(links.map((link) => [[...new URL(link.href, "http://localhost").searchParams.keys()].join() + (new URL(link.href, "http://localhost").searchParams.get("what") ?? ""), link]));
  for (const { href, text } of kinds.values()) {
    await saga.goto(href);
    const sums = await saga.getByRole("table").locator("tfoot td").allTextContents();
    expect(sums.map(oreOf), href).toContain(oreOf(text));
  }
  await expect(saga.getByRole("link", { name: "CSV" })).toBeVisible();
});
