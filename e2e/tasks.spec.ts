import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const row = (page: Page, title: string) => main(page).getByRole("listitem").filter({ hasText: title });

/** Gives Maja's unit something to do, a day ago. */
async function assign(office: Page, title: string): Promise<void> {
  await office.goto("/coordination/new");
  await choice(office, "Vad är det?", "Uppgift").check();
  await field(office, "Rubrik").fill(title);
  await field(office, "Dag").fill(daysAgo(2));
  await field(office, "Ska vara klar").fill(daysAgo(1));
  await field(office, "Ansvarigt organ").selectOption({ label: "Kultur- och fritidsförvaltningen" });
  await office.getByRole("button", { name: "Spara posten" }).click();
  await expect(office.getByText("Posten är sparad.")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Maja ser vad hon ska göra och varför, skjuter upp en uppgift och tar upp den igen (${how})`, async ({ signedIn }) => {
    const title = `Svara vänorten ${how}`;
    await assign(await signedIn("samordnare", { javaScriptEnabled }), title);
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/");
    await main(maja).getByRole("link", { name: "Allt att göra" }).click();
    await expect(row(maja, title)).toContainText("Din, eftersom du är kontaktperson för Kultur- och fritidsförvaltningen.");
    await row(maja, title).getByRole("link", { name: /^Skjut upp eller lämna över/ }).click();
    await main(maja).getByRole("button", { name: "Skjut upp", exact: true }).click();
    await expect(maja.locator("#until-error")).toContainText("Skriv till vilken dag");
    await field(maja, "Till vilken dag?").fill(daysAgo(1));
    await main(maja).getByRole("button", { name: "Skjut upp", exact: true }).click();
    await expect(maja.locator("#until-error")).toContainText("Dagen har redan varit");
    await field(maja, "Till vilken dag?").fill(daysAgo(-7));
    await main(maja).getByRole("button", { name: "Skjut upp", exact: true }).click();
    await expect(maja.getByText("Uppgiften är uppskjuten.")).toBeVisible();
    await expect(row(maja, title)).toHaveCount(0);
    await main(maja).getByRole("link", { name: /^Uppskjutna/ }).click();
    await expect(row(maja, title)).toContainText("Kommer tillbaka");
    await row(maja, title).getByRole("button", { name: /^Ta upp den nu/ }).click();
    await expect(maja.getByText("Uppgiften är uppe igen.")).toBeVisible();
    await expect(row(maja, title)).toHaveCount(1);
  });

  test(`Maja lämnar över en uppgift till Ingrid, som får veta det, ser var den görs och lämnar tillbaka den (${how})`, async ({ signedIn }) => {
    const title = `Boka lokal ${how}`;
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await assign(ingrid, title);
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/tasks?due=late&register=coordinationEntry");
    await row(maja, title).getByRole("link", { name: /^Skjut upp eller lämna över/ }).click();
    await main(maja).getByRole("button", { name: "Lämna över", exact: true }).click();
    await expect(maja.locator("#to-error")).toContainText("Välj vem");
    await field(maja, "Till vem?").selectOption({ label: "Ingrid Fyrberg" });
    await main(maja).getByRole("button", { name: "Lämna över", exact: true }).click();
    await expect(maja.getByText("Uppgiften är överlämnad.")).toBeVisible();
    await expect(row(maja, title)).toHaveCount(0);
    await maja.goto("/tasks?show=handed");
    await expect(row(maja, title)).toContainText("Hos Ingrid Fyrberg");

    await ingrid.goto("/notifications");
    await main(ingrid).getByRole("link", { name: "En uppgift har lämnats över till dig" }).first().click();
    await expect(ingrid).toHaveURL(/\/tasks$/);
    await expect(row(ingrid, title)).toContainText("Din, eftersom Maja Strandlund har lämnat över den till dig.");
    await row(ingrid, title).getByRole("button", { name: /^Lämna tillbaka/ }).click();
    await expect(ingrid.getByText("Uppgiften är tillbaka.")).toBeVisible();
    await maja.goto("/tasks?due=late&register=coordinationEntry");
    await expect(row(maja, title)).toHaveCount(1);
  });

  test(`Ingrid läser en förvaltnings uppgifter från dess sida, och en läsare har inga (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await ingrid.goto("/bodies?q=fritidsf%C3%B6rvaltningen");
    await main(ingrid).getByRole("link", { name: "Kultur- och fritidsförvaltningen", exact: true }).first().click();
    await main(ingrid).getByRole("link", { name: "Allt som enheten har att göra" }).click();
    await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText("Att göra: Kultur- och fritidsförvaltningen");
    const address = ingrid.url();
    const saga = await signedIn("lasare", { javaScriptEnabled });
    expect((await saga.goto(new URL(address).pathname + new URL(address).search))?.status()).toBe(404);
    await saga.goto("/tasks");
    await expect(main(saga)).toContainText("Här samlas det som du ska göra i alla register");
  });
}
