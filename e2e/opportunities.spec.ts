import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo, inWords } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

test.describe.configure({ mode: "default" });

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V20c, V20d: Maja lägger in en utlysning ur registret, skickar den vidare, sparar den och gör den till ett initiativ (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const title = `Läsande stränder ${how}`;
    const closes = daysAgo(-20);
    const office = await signedIn("samordnare", { javaScriptEnabled });
    await office.goto("/programmes/calls/new");
    await field(office, "Program").selectOption({ label: "Nordplus" });
    await field(office, "Utlysningens namn").fill(title);
    await field(office, "Sista ansökningsdag").fill(closes);
    await choice(office, "Hur säkert", "Bekräftat av en källa").check({ force: true });
    await press(office, "Spara utlysningen");

    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto(`/opportunities?q=${encodeURIComponent(title)}`);
    await expect(main(maja).getByRole("table")).toContainText("Ur programregistret");
    if (javaScriptEnabled) await usableByAll(maja);
    await main(maja).getByRole("link", { name: title, exact: true }).click();
    await part(maja, "Möjlighet").getByRole("link", { name: "Lägg in bland möjligheterna" }).click();
    // What the call says is not typed again.
    await expect(main(maja)).toContainText(`Program och sista dag följer utlysningen: Nordplus, ${inWords(closes)}.`);
    await expect(field(maja, "Rubrik")).toHaveValue(title);
    await field(maja, "Länk").fill("ftp://exempel.se");
    await press(maja, "Spara möjligheten");
    await expect(maja.locator("#website-error")).toContainText("Skriv en adress som börjar med https://");
    if (javaScriptEnabled) await usableByAll(maja);
    await field(maja, "Länk").fill("https://exempel.se/lasande");
    await choice(maja, "Passar verksamheterna", "Socialförvaltningen").check({ force: true });
    await press(maja, "Spara möjligheten");
    await says(maja, "Möjligheten är inlagd.");
    const path = new URL(maja.url()).pathname;
    await expect(part(maja, "Passar").getByRole("listitem").filter({ hasText: "Socialförvaltningen" })).toContainText("Vald av den som lade in möjligheten.");
    // Somebody has a project or an initiative in the same programme, and is led to it.
    await expect(part(maja, "Passar").getByRole("listitem").filter({ hasText: "samma program" }).first()).toBeVisible();
    if (javaScriptEnabled) await usableByAll(maja);

    await main(maja).getByRole("link", { name: "Skicka vidare", exact: true }).click();
    await field(maja, "Hur många det nådde").fill("många");
    await press(maja, "Spara som skickad vidare");
    await expect(maja.locator("#reached-error")).toBeVisible();
    await expect(field(maja, "Hur många det nådde")).toHaveValue("många");
    if (javaScriptEnabled) await usableByAll(maja);
    await field(maja, "Hur många det nådde").fill("34");
    await press(maja, "Spara som skickad vidare");
    await says(maja, "Möjligheten är skickad vidare");
    await expect(part(maja, "Skickad vidare och berättad om")).toContainText("34 nådda");

    await press(maja, "Spara åt mig");
    await says(maja, "Möjligheten är sparad åt dig.");
    await maja.goto("/tasks");
    await main(maja).getByRole("link", { name: `Sista dagen närmar sig: ${title}`, exact: true }).click();
    await press(maja, "Sluta spara");
    await says(maja, "Möjligheten är inte längre sparad.");

    await main(maja).getByRole("link", { name: "Gör till ett initiativ" }).click();
    await expect(field(maja, "Rubrik")).toHaveValue(title);
    await expect(field(maja, "Vad ska utvecklas?")).toHaveValue("https://exempel.se/lasande");
    await press(maja, "Spara initiativet");
    await says(maja, "Initiativet är loggat.");
    await main(maja).getByRole("link", { name: title, exact: true }).click();
    await expect(maja).toHaveURL(new RegExp(path));
    await expect(part(maja, "Initiativ som kommer ur möjligheten")).toContainText("Kultur- och fritidsförvaltningen");

    // The log, its figures and the policy in practice, as everybody reads them.
    const reader = await signedIn("lasare", { javaScriptEnabled });
    await reader.goto(path);
    await expect(main(reader).getByRole("link", { name: "Skicka vidare", exact: true })).toHaveCount(0);
    await reader.goto(`/opportunities/information/figures?year=${daysAgo(0).slice(0, 4)}`);
    if (javaScriptEnabled) await usableByAll(reader);
    const links = await reader.getByRole("table").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", text: link.textContent })));
    expect(links.length).toBeGreaterThan(3);
    for (const { href, text } of links) {
      await reader.goto(href);
      await expect(reader.getByRole("table").getByRole("rowheader")).toHaveCount(Number(text));
    }
    await reader.goto("/policy");
    await expect(main(reader)).toContainText("har spritt information om de internationella möjligheterna under året.");
  });

  test(`V20c: Maja loggar ett möte, och frågas när hon skickar vidare det som har stängt (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const title = `Kurs i fjol ${how}`;
    await maja.goto("/opportunities/new");
    await choice(maja, "Slag", "Kurs").check({ force: true });
    await field(maja, "Rubrik").fill(title);
    await field(maja, "Sista dag").fill(daysAgo(10));
    await press(maja, "Spara möjligheten");
    await says(maja, "Sista dagen hade redan passerat, så den står bland de stängda.");
    await main(maja).getByRole("link", { name: "Skicka vidare", exact: true }).click();
    await press(maja, "Spara som skickad vidare");
    await expect(maja.locator("#heldOn-error")).toContainText("Ska den skickas vidare ändå?");
    await press(maja, "Skicka vidare ändå");
    await says(maja, "Möjligheten är skickad vidare");

    await maja.goto("/opportunities/information");
    if (javaScriptEnabled) await usableByAll(maja);
    await main(maja).getByRole("link", { name: "Logga en insats" }).click();
    await press(maja, "Spara insatsen");
    await expect(maja.locator("#kind-error")).toContainText("Välj hur ni berättade.");
    await choice(maja, "Hur", "Möte").check({ force: true });
    await field(maja, "Vad det handlade om").fill(`Utbyten ${how}`);
    await press(maja, "Spara insatsen");
    await says(maja, "Insatsen är sparad i informationsloggen.");
    if (javaScriptEnabled) await usableByAll(maja);
    await main(maja).getByRole("link", { name: "Ändra uppgifterna" }).click();
    await field(maja, "Hur många det nådde").fill("12");
    await press(maja, "Spara ändringarna");
    await says(maja, "Ändringarna är sparade.");
  });
}

test("Två som ändrar samma möjlighet får se bådas ord och ingens går förlorade", async ({ signedIn }) => {
  const [maja, office] = [await signedIn("kontakt"), await signedIn("samordnare")];
  await maja.goto("/opportunities?state=all&q=Film");
  await main(maja).getByRole("link", { name: "Film på grannspråken", exact: true }).click();
  const path = new URL(maja.url()).pathname;
  for (const page of [maja, office]) await page.goto(`${path}/edit`);
  await field(office, "Källa").fill("Kontorets nyhetsbrev");
  await press(office, "Spara ändringarna");
  await says(office, "Ändringarna är sparade.");
  await field(maja, "Källa").fill("Bibliotekens nyhetsbrev");
  await press(maja, "Spara ändringarna");
  await expect(maja.getByRole("heading", { level: 1 })).toContainText("har ändrat samma möjlighet");
  await expect(main(maja)).toContainText("Kontorets nyhetsbrev");
  await expect(main(maja)).toContainText("Bibliotekens nyhetsbrev");
});
