import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();
const follow = (page: Page, name: string) => page.getByRole("main").getByRole("link", { name, exact: true }).first().click();

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Samordnaren besvarar en begäran om handlingar: väljer poster, döljer uppgifter, låser svaret och hämtar det, och ingen annan ser att begäran finns (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const office = await signedIn("samordnare", { javaScriptEnabled });
    await office.goto("/disclosures");
    await follow(office, "Registrera en begäran");
    await field(office, "Kom in").fill(daysAgo(-3));
    await press(office, "Registrera begäran");
    for (const problem of ["Skriv vad som begärs.", "Välj hur svaret önskas."]) await expect(office.getByRole("main").getByRole("alert").first()).toContainText(problem);
    await expect(office.getByRole("main")).toContainText("Ingen behöver säga vem den är eller varför den frågar.");
    await field(office, "Vad som begärs").fill(`Allt om projekten ${how}`);
    await choice(office, "Hur svaret önskas", "På papper").check();
    await press(office, "Registrera begäran");
    await expect(office.getByRole("main").getByRole("alert").first()).toContainText("Dagen har inte kommit än.");
    await field(office, "Kom in").fill(daysAgo(2));
    await press(office, "Registrera begäran");
    await says(office, "Begäran är registrerad.");
    const path = new URL(office.url()).pathname;
    await expect(office.getByRole("main")).toContainText("öppen i 2 dagar");

    await follow(office, "Välj poster");
    await press(office, "Lägg till i prövningen");
    await expect(office.getByRole("main").getByRole("alert").first()).toContainText("Kryssa för minst en post");
    await office.goto(`${path}/records?kind=project&q=Ung+kust`);
    const box = office.getByRole("main").locator("input[name=picked]").first();
    const title = await office.getByRole("main").locator(`label[for='${(await box.getAttribute("id")) ?? ""}']`).innerText();
    await box.check();
    await press(office, "Lägg till i prövningen");
    await says(office, "Posterna är valda.");
    await follow(office, "Besvara begäran");
    await expect(office.getByRole("main").getByRole("alert").first()).toContainText("som ingen har bestämt om");
    await office.goto(path);

    // What is masked says by which provision and why; what is personal has not been decided by itself.
    await follow(office, title);
    await expect(office.getByRole("main")).toContainText("Personuppgift");
    const purpose = office.getByRole("combobox", { name: "Syfte: vad händer med uppgiften?" });
    await purpose.selectOption({ label: "Dölj" });
    await office.locator("#rest").selectOption({ label: "Lämna ut dem" });
    await press(office, "Spara prövningen");
    await expect(office.locator("#provision-error")).toContainText("Skriv lagrummet för det som döljs");
    await expect(purpose).toHaveValue("MASK");
    await office.locator("#provision").fill("OSL 18 kap. 8 §");
    await office.locator("#reason").fill("Röjer en säkerhetsåtgärd");
    if (javaScriptEnabled) await usableByAll(office);
    await press(office, "Spara prövningen");
    await says(office, "Posten är prövad.");
    await expect(office.getByRole("main")).toContainText("En uppgift döljs");

    await follow(office, "Besvara begäran");
    await expect(office.getByRole("main")).toContainText("kammarrätten");
    await field(office, "Beslutat av").fill("Kommunsekreteraren");
    await choice(office, "Beslut", "Lämnas ut").check();
    await press(office, "Besvara och lås");
    await expect(office.locator("#outcome-error")).toContainText("Beslutet stämmer inte med prövningen.");
    await choice(office, "Beslut", "Lämnas ut delvis").check();
    await field(office, "Motivering").fill("Det som är dolt omfattas av sekretess.");
    const seen = office.locator("#isSeen");
    if ((await seen.count()) > 0) await seen.check();
    if (javaScriptEnabled) await usableByAll(office);
    await press(office, "Besvara och lås");
    await says(office, "Begäran är besvarad, och det som lämnas ut är låst.");
    await expect(office.getByRole("main")).toContainText("OSL 18 kap. 8 §");
    await expect(office.getByRole("main")).toContainText("avslutad på 2 dagar");
    if (javaScriptEnabled) await usableByAll(office);
    const href = (await office.getByRole("main").getByRole("link", { name: "JSON" }).getAttribute("href")) ?? "";
    const released = await office.request.get(href);
    expect(released.headers()["content-disposition"]).toContain("attachment");
    const answer = (await released.json()) as { records: { parts: { fields: { label: string; text?: string; provision?: string }[] }[] }[] };
    const fields = answer.records.flatMap(({ parts }) => parts.flatMap((part) => part.fields));
    expect(fields.find(({ label }) => label === "Syfte")).toEqual({ label: "Syfte", provision: "OSL 18 kap. 8 §", reason: "Röjer en säkerhetsåtgärd" });
    expect(fields.find(({ label }) => label === "Namn")?.text).toBe(title);
    await press(office, "Öppna en ny prövning");
    await says(office, "En ny prövning är öppnad. Det tidigare svaret står kvar.");
    await press(office, "Avsluta som återtagen");
    await says(office, "Begäran är avslutad som återtagen.");

    const reader = await signedIn("lasare", { javaScriptEnabled });
    for (const address of ["/disclosures", path]) expect((await reader.goto(address))?.status()).toBe(404);
    expect((await reader.request.get(href)).status()).toBe(404);
    await reader.goto("/");
    await expect(reader.getByRole("link", { name: "Begäran om handlingar" })).toHaveCount(0);
  });

  test(`En läsare hämtar registreringsbladet på postens sida (${how})`, async ({ signedIn }) => {
    const reader = await signedIn("lasare", { javaScriptEnabled });
    await reader.goto("/projects");
    await reader.getByRole("main").getByRole("table").locator("a[href^='/projects/']").first().click();
    const href = (await reader.getByRole("main").getByRole("link", { name: "Registreringsblad (PDF)" }).getAttribute("href")) ?? "";
    const sheet = await reader.request.get(href);
    expect([sheet.status(), sheet.headers()["content-type"], (await sheet.body()).subarray(0, 5).toString()]).toEqual([200, "application/pdf", "%PDF-"]);
  });
}
