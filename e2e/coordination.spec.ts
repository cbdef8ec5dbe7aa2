import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

async function note(page: Page, title: string, dueOn: string): Promise<void> {
  await page.goto("/coordination");
  await page.getByRole("main").getByRole("link", { name: "Notera", exact: true }).click();
  await choice(page, "Vad är det?", "Uppgift").check();
  await field(page, "Rubrik").fill(title);
  await field(page, "Dag").fill(daysAgo(20));
  await field(page, "Ansvarigt organ").selectOption({ label: "Kommunledningsstaben" });
  await field(page, "Ska vara klar").fill(dueOn);
  await page.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Kultur- och fritidsförvaltningen").check();
  await page.getByRole("button", { name: "Spara posten" }).click();
  await expect(page.getByText("Posten är sparad.")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V16a: Ingrid noterar en uppgift, Maja och kommunstyrelsen ser att den är sen, och den blir klar (${how})`, async ({ signedIn }) => {
    const title = `Dela på bussen till Nystad ${how}`;
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await note(ingrid, title, daysAgo(19));
    const path = new URL(ingrid.url()).pathname;

    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/");
    await expect(maja.getByRole("region", { name: "Att göra" }).getByRole("listitem").filter({ hasText: title })).toContainText("Försenad");
    await maja.goto(path);
    await expect(maja.getByRole("button", { name: "Markera som klar" })).toHaveCount(0);

    const ebba = await signedIn("ks", { javaScriptEnabled });
    await ebba.goto("/");
    await ebba.getByRole("region", { name: "Öppna uppgifter i samordningen" }).getByRole("link", { name: "Alla öppna uppgifter" }).click();
    await expect(ebba).toHaveURL(/tasks=open/);
    await expect(ebba.getByRole("row").filter({ hasText: title })).toContainText("Försenad");

    await field(ingrid, "Dag då uppgiften blev klar").fill(daysAgo(-1));
    await ingrid.getByRole("button", { name: "Markera som klar" }).click();
    await expect(ingrid.locator("#on-error")).toHaveText("Dagen ligger framåt i tiden. Skriv den dag då uppgiften blev klar.");
    await field(ingrid, "Dag då uppgiften blev klar").fill(daysAgo(0));
    await ingrid.getByRole("button", { name: "Markera som klar" }).click();
    await expect(ingrid.getByText("Uppgiften är klar.")).toBeVisible();
    await ebba.reload();
    await expect(ebba.getByRole("row").filter({ hasText: title })).toHaveCount(0);

    await ingrid.getByRole("button", { name: "Öppna uppgiften igen" }).click();
    await expect(ingrid.getByText("Uppgiften är öppen igen.")).toBeVisible();
    await expect(ingrid.getByRole("complementary")).toContainText("öppnade uppgiften igen");
    await ingrid.getByRole("button", { name: "Markera som klar" }).click();
    await expect(ingrid.getByText("Uppgiften är klar.")).toBeVisible();
  });

  test(`två som ändrar samma post: den andra väljer, också bland verksamheterna (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await note(ingrid, `Två pennor i loggen ${how}`, daysAgo(-30));
    const path = new URL(ingrid.url()).pathname;
    const other = await signedIn("samordnare", { javaScriptEnabled });
    await ingrid.goto(`${path}/edit`);
    await other.goto(`${path}/edit`);
    await other.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Socialförvaltningen").check();
    await field(other, "Text").fill("Deras text.");
    await other.getByRole("button", { name: "Spara ändringarna" }).click();
    await expect(other.getByText("Ändringarna är sparade.")).toBeVisible();
    await ingrid.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Serviceförvaltningen").check();
    await ingrid.getByRole("button", { name: "Spara ändringarna" }).click();
    await expect(ingrid.getByRole("heading", { level: 1, name: "Ingrid Fyrberg har ändrat samma post" })).toBeVisible();
    const choices = ingrid.getByRole("group", { name: "Berörda verksamheter" });
    await expect(choices).toContainText("Serviceförvaltningen");
    await expect(choices).toContainText("Socialförvaltningen");
    await choices.getByRole("radio", { name: "Från Ingrid Fyrberg" }).check({ force: true });
    await ingrid.getByRole("button", { name: "Spara så här" }).click();
    const units = ingrid.getByRole("region", { name: "Berörda verksamheter" });
    await expect(units).toContainText("Socialförvaltningen");
    await expect(units).not.toContainText("Serviceförvaltningen");
    await expect(ingrid.getByRole("main")).toContainText("Deras text.");
  });

  test(`Saga filtrerar loggen, och läget står i adressen (${how})`, async ({ signedIn }) => {
    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto("/coordination");
    await expect(saga.getByRole("link", { name: "Notera", exact: true })).toHaveCount(0);
    await field(saga, "Slag").selectOption({ label: "Överenskommelse" });
    await saga.getByRole("button", { name: "Visa" }).click();
    await expect(saga).toHaveURL(/kind=AGREEMENT/);
    await expect(saga.getByRole("link", { name: "En väg in till energiprogrammen" })).toBeVisible();
    await expect(saga.getByRole("link", { name: "Lista över partner runt Östersjön" })).toHaveCount(0);
    await saga.getByRole("link", { name: "Ta bort filtret Överenskommelse" }).click();
    await expect(saga.getByRole("link", { name: "Lista över partner runt Östersjön" })).toBeVisible();
  });
}

test("Ingrid glömmer fält, och inget skrivet går förlorat", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/coordination/new");
  await choice(ingrid, "Vad är det?", "Fråga").check();
  await field(ingrid, "Text").fill("Skriven först.");
  await field(ingrid, "Ska vara klar").fill(daysAgo(-5));
  await ingrid.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Socialförvaltningen").check();
  await ingrid.getByRole("button", { name: "Spara posten" }).click();
  await expect(ingrid.locator("#title-error")).toHaveText("Skriv en rubrik, till exempel Gemensam ansökan om skolutbyten.");
  await expect(ingrid.locator("#dueOn-error")).toContainText("Bara en uppgift ska vara klar en viss dag.");
  await expect(field(ingrid, "Text")).toHaveValue("Skriven först.");
  await expect(ingrid.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Socialförvaltningen")).toBeChecked();
});

test("V16a: punkten visar loggen som belägg, och siffran leder till posterna", async ({ signedIn }) => {
  const runa = await signedIn("kf");
  await runa.goto("/");
  const clause = runa.locator("#V16a");
  await expect(clause).toContainText("i årets samordningslogg.");
  const figure = clause.getByRole("link", { name: /poster/ });
  const count = /\d+/.exec((await figure.textContent()) ?? "")?.[0] ?? "";
  await figure.click();
  await expect(runa.getByRole("heading", { level: 2, name: `${count} poster` })).toBeVisible();
});
