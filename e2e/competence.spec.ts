import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

async function plan(page: Page, title: string, day: string): Promise<string> {
  await page.goto("/competence/new");
  await field(page, "Rubrik").fill(title);
  await field(page, "Arrangör").fill("Kansliet");
  await field(page, "Dag").fill(day);
  await field(page, "Börjar klockan").fill("9.00");
  await field(page, "Slutar klockan").fill("12.00");
  await field(page, "Timmar för den som deltar").fill("3");
  return title;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V21a: Ingrid planerar en kurs och bjuder in, Maja anmäler sig och tar tillbaka det, och alla ser vilka som kommer (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const title = await plan(ingrid, `Kurs om ansökningar ${how}`, daysAgo(-30));
    await field(ingrid, "Slutar klockan").fill("8.30");
    await field(ingrid, "Sista anmälningsdag").fill(daysAgo(-40));
    await press(ingrid, "Spara aktiviteten");
    await expect(ingrid.locator("#to-error")).toContainText("Aktiviteten slutar innan den börjar.");
    await expect(ingrid.locator("#signUpBy-error")).toContainText("Skriv en tidigare dag.");
    await expect(field(ingrid, "Rubrik")).toHaveValue(title);
    if (javaScriptEnabled) await usableByAll(ingrid);
    await field(ingrid, "Slutar klockan").fill("12.00");
    await field(ingrid, "Sista anmälningsdag").fill(daysAgo(-20));
    await press(ingrid, "Spara aktiviteten");
    await says(ingrid, "Aktiviteten är sparad.");
    await press(ingrid, "Bjud in kontaktpersonerna");
    await says(ingrid, "Kontaktpersonerna är inbjudna");
    if (javaScriptEnabled) await usableByAll(ingrid);

    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/tasks");
    await maja.getByRole("main").getByRole("link", { name: `Svara på inbjudan: ${title}`, exact: true }).click();
    await press(maja, "Anmäl mig");
    await says(maja, "Anmälan är sparad.");
    await maja.goto("/competence/mine");
    await expect(part(maja, "Anmäld till")).toContainText(title);
    if (javaScriptEnabled) await usableByAll(maja);
    await part(maja, "Anmäld till").getByRole("link", { name: title, exact: true }).click();
    await press(maja, "Ta tillbaka min anmälan");
    await says(maja, "Anmälan är borttagen.");
    await press(maja, "Anmäl mig");

    const reader = await signedIn("lasare", { javaScriptEnabled });
    await reader.goto(new URL(maja.url()).pathname);
    await expect(part(reader, "Kontaktpersoner").getByRole("row").filter({ hasText: "Maja Strandlund" })).toContainText("Anmäld");
    await expect(reader.getByRole("main").getByRole("button", { name: "Anmäl mig" })).toHaveCount(0);
  });

  test(`V21b, V22: Maja berättar att hon deltog, lägger till sin egen kurs och skriver antal för övriga anställda, och siffrorna stämmer med listorna (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const held = await plan(ingrid, `Kurs om mål ${how}`, daysAgo(1));
    await press(ingrid, "Spara aktiviteten");
    await field(ingrid, "Anmäl en kontaktperson").selectOption({ label: "Maja Strandlund" });
    await press(ingrid, "Anmäl kontaktpersonen");
    const open = await plan(ingrid, `Öppet seminarium ${how}`, daysAgo(1));
    await choice(ingrid, "Slag", "Öppen för alla anställda").check();
    await press(ingrid, "Spara aktiviteten");
    await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText(open);

    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/tasks");
    await maja.getByRole("main").getByRole("link", { name: `Berätta om du deltog: ${held}`, exact: true }).click();
    await press(maja, "Spara");
    await expect(maja.locator("#wasThere-error")).toContainText("Välj ja eller nej.");
    if (javaScriptEnabled) await usableByAll(maja);
    await choice(maja, "Deltog du?", "Ja").check();
    await field(maja, "Antal timmar").fill("2,5");
    await press(maja, "Spara");
    await says(maja, "Närvaron är sparad.");
    await expect(part(maja, "Kontaktpersoner").getByRole("row").filter({ hasText: "Maja Strandlund" })).toContainText("2,5");

    await maja.goto("/competence/individual/new");
    await field(maja, "Rubrik").fill(`Egen kurs ${how}`);
    await field(maja, "Arrangör").fill("En högskola");
    await field(maja, "Dag").fill(daysAgo(2));
    await field(maja, "Börjar klockan").fill("9");
    await field(maja, "Slutar klockan").fill("16");
    await press(maja, "Spara");
    await expect(maja.locator("#hours-error")).toContainText("Skriv hur många timmar");
    if (javaScriptEnabled) await usableByAll(maja);
    await field(maja, "Timmar för den som deltar").fill("6");
    await press(maja, "Spara");
    await says(maja, "Kompetensutvecklingen är sparad.");
    await expect(part(maja, "Vems den är")).toContainText("Maja Strandlund");

    await maja.goto(`/competence?q=${encodeURIComponent(open)}`);
    await maja.getByRole("table").getByRole("link", { name: open, exact: true }).click();
    await part(maja, "Övriga anställda").getByRole("link", { name: "Skriv antal för en verksamhet" }).click();
    await field(maja, "Hur många som fick erbjudandet").fill("10");
    await field(maja, "Hur många som deltog").fill("11");
    await press(maja, "Spara antalen");
    await expect(maja.locator("#tookPart-error")).toContainText("Fler kan inte delta än de som fick erbjudandet.");
    if (javaScriptEnabled) await usableByAll(maja);
    await field(maja, "Hur många som deltog").fill("4");
    await press(maja, "Spara antalen");
    await says(maja, "Antalen är sparade.");
    await expect(part(maja, "Övriga anställda").getByRole("row").filter({ hasText: "Kultur- och fritidsförvaltningen" })).toContainText("4");

    const reader = await signedIn("lasare", { javaScriptEnabled });
    const year = daysAgo(1).slice(0, 4);
    await reader.goto(`/competence/overview?year=${year}`);
    if (javaScriptEnabled) await usableByAll(reader);
    const links = await reader.getByRole("row").filter({ hasText: "Maja Strandlund" }).getByRole("cell").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
    expect(links.length).toBeGreaterThan(2);
    for (const { href, text } of links) {
      await reader.goto(href);
      const rows = await reader.getByRole("table").getByRole("row").filter({ has: reader.getByRole("rowheader") }).all();
      const hours = await Promise.all(rows.map(async (row) => Number((await row.getByRole("cell").last().textContent())?.replace(",", "."))));
      // All but the sum of hours counts activities.
      expect(href.includes("kind=") ? String(rows.length) : String(hours.reduce((sum, each) => sum + each, 0)).replace(".", ",")).toBe(text);
    }
    await reader.goto(`/competence/overview?year=${year}`);
    const gap = reader.getByRole("main").getByRole("link", { name: /har inte haft någon individuell kompetensutveckling$/ });
    const lacking = Number(/^(\d+) av/.exec((await gap.textContent()) ?? "")?.[1]);
    await gap.click();
    await expect(part(reader, "Kontaktperson för kontaktperson").getByRole("rowheader")).toHaveCount(lacking);
    await expect(part(reader, "Kontaktperson för kontaktperson")).not.toContainText("Maja Strandlund");
    await reader.goto("/policy");
    await expect(reader.getByRole("main")).toContainText("har erbjudit övriga anställda kompetensutveckling under året.");
  });
}

test("V21a: två som ändrar samma kurs får se bådas ord, och ingens går förlorade", async ({ signedIn }) => {
  const [ingrid, other] = [await signedIn("samordnare"), await signedIn("samordnare")];
  await plan(ingrid, "Kurs som ändras", daysAgo(-25));
  await press(ingrid, "Spara aktiviteten");
  const path = new URL(ingrid.url()).pathname;
  for (const page of [ingrid, other]) await page.goto(`${path}/edit`);
  await field(other, "Plats").fill("Aulan");
  await press(other, "Spara ändringarna");
  await says(other, "Ändringarna är sparade.");
  await field(ingrid, "Plats").fill("Salen");
  await press(ingrid, "Spara ändringarna");
  await expect(ingrid.getByRole("heading", { level: 1 })).toContainText("har ändrat samma aktivitet");
  await expect(ingrid.getByRole("main")).toContainText("Aulan");
  await expect(ingrid.getByRole("main")).toContainText("Salen");
});
