import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

/** Announces a visit as the contact person and returns its address. */
async function announce(page: Page, title: string, startsIn = 30): Promise<string> {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Anmäl besök" }).click();
  await choice(page, "Vad gäller det?", "Besök hit").check();
  await field(page, "Rubrik").fill(title);
  await field(page, "Första dag").fill(daysAgo(-startsIn));
  await field(page, "Från vem eller till vem").fill("Sandefjords kommun");
  await choice(page, "Ska kommunen representeras?", "Ja").check();
  await choice(page, "Kommer det barn och unga till del?", "Nej").check();
  await page.getByRole("button", { name: "Anmäl besöket" }).click();
  await expect(page.getByText("Besöket är anmält.")).toBeVisible();
  return new URL(page.url()).pathname;
}

const row = (page: Page, title: string) => page.locator(".visit", { hasText: title });
const phone = { viewport: { width: 360, height: 740 } };

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Maja anmäler ett besök, Gunnel tar det i mobilen, och Bo får veta vem som hann före (${how})`, async ({ signedIn }) => {
    const title = `Körsångare från Sandefjord ${how}`;
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const path = await announce(maja, title);

    const [gunnel, bo] = [await signedIn("kfpresidium", { javaScriptEnabled, ...phone }), await signedIn("kspresidium", { javaScriptEnabled })];
    await gunnel.goto("/");
    await expect(gunnel.getByRole("heading", { level: 1, name: "Kommande besök" })).toBeVisible();
    await expect(gunnel.getByText(/besök saknar representant\. Det första är/)).toBeVisible();
    await bo.goto("/");
    await expect(row(bo, title)).toBeVisible();
    expect(await gunnel.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    await row(gunnel, title).getByRole("button", { name: "Jag tar det" }).click();
    await expect(gunnel.getByText(`${title} har en representant nu.`)).toBeVisible();
    await row(bo, title).getByRole("button", { name: "Jag tar det" }).click();
    await expect(bo.getByRole("main").getByRole("alert")).toContainText("Gunnel Åvik hann före.");

    await bo.goto(path);
    await expect(bo.getByRole("complementary").getByText("Gunnel Åvik, Kommunfullmäktiges presidium")).toBeVisible();
    await expect(bo.getByRole("button", { name: "Jag tar det" })).toHaveCount(0);
  });

  test(`Gunnel lämnar över ett besök, och Bo tar över (${how})`, async ({ signedIn }) => {
    const title = `Scouter från Haderslev ${how}`;
    const path = await announce(await signedIn("kontakt", { javaScriptEnabled }), title, 40);
    const [gunnel, bo] = [await signedIn("kfpresidium", { javaScriptEnabled }), await signedIn("kspresidium", { javaScriptEnabled, ...phone })];
    await gunnel.goto(path);
    await gunnel.getByRole("button", { name: "Jag tar det" }).click();
    await gunnel.getByRole("link", { name: `Lämna över ${title}` }).click();
    await gunnel.getByRole("button", { name: "Skicka frågan" }).click();
    await expect(gunnel.getByRole("main").getByRole("alert")).toContainText("Välj vem du frågar.");
    await field(gunnel, "Vem frågar du?").selectOption({ label: "Bo Revelund" });
    await field(gunnel, "Några ord till den du frågar").fill("Jag har fullmäktige den dagen.");
    await gunnel.getByRole("button", { name: "Skicka frågan" }).click();
    await expect(gunnel.getByText("inte överlämnat förrän svaret är ja")).toBeVisible();

    await bo.goto("/");
    await expect(row(bo, title)).toContainText("Gunnel Åvik i KF:s presidium frågar: ”Jag har fullmäktige den dagen.”");
    await row(bo, title).getByRole("button", { name: "Ja, jag tar över" }).click();
    await expect(bo.getByText(`${title} är överlämnat.`)).toBeVisible();
    await gunnel.goto(path);
    await expect(gunnel.getByRole("complementary").getByText("Bo Revelund, Kommunstyrelsens presidium")).toBeVisible();
  });

  test(`Gunnel väljer en ersättare, som går in i mobilen när hon får förhinder (${how})`, async ({ signedIn }) => {
    const title = `Lärare från Haderslev ${how}`;
    const path = await announce(await signedIn("kontakt", { javaScriptEnabled }), title, 44);
    const [gunnel, bo] = [await signedIn("kfpresidium", { javaScriptEnabled }), await signedIn("kspresidium", { javaScriptEnabled, ...phone })];
    await gunnel.goto(path);
    await gunnel.getByRole("button", { name: "Jag tar det" }).click();
    await gunnel.goto(path);
    await gunnel.getByText("Ersättare vid förhinder").first().click();
    await field(gunnel, "Ersättare vid förhinder").selectOption({ label: "Bo Revelund" });
    await gunnel.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(gunnel.getByText("Ersättaren är vald och har fått ett meddelande.")).toBeVisible();
    await expect(gunnel.getByText("Ersättare om representanten får förhinder: Bo Revelund.")).toBeVisible();

    await bo.goto("/");
    const mine = bo.getByRole("complementary").getByRole("listitem").filter({ hasText: title });
    await expect(mine).toContainText("Du är ersättare för Gunnel Åvik.");
    await mine.getByRole("link", { name: title }).click();
    await bo.getByRole("button", { name: "Gå in som ersättare" }).click();
    await expect(bo.getByText(`${title} har en representant nu.`)).toBeVisible();
    // Gunnel's page was read before.
    await gunnel.getByText("Ersättare vid förhinder").first().click();
    await field(gunnel, "Ersättare vid förhinder").selectOption({ label: "Ingen" });
    await gunnel.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(gunnel.getByRole("main").getByRole("alert")).toContainText("Bo Revelund representerar vid besöket nu.");
  });

  test(`ett besök som slutar innan det börjar får sin mening vid fältet, och inget skrivet går förlorat (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/visits/new");
    await choice(maja, "Vad gäller det?", "Resa").check();
    await choice(maja, "Ska kommunen representeras?", "Nej").check();
    await choice(maja, "Kommer det barn och unga till del?", "Ja").check();
    await field(maja, "Första dag").fill("2027-05-12");
    await field(maja, "Sista dag").fill("11/5 2027");
    await field(maja, "Från vem eller till vem").fill("Sandefjords kommun");
    await maja.getByRole("button", { name: "Anmäl besöket" }).click();
    await expect(maja.locator("#title-error")).toBeVisible();
    await expect(maja.getByRole("main").getByRole("alert").getByRole("link")).toHaveCount(2);
    await expect(maja.locator("#ends-error")).toHaveText("Besöket slutar innan det börjar. Skriv en sista dag som är samma dag som den första eller senare.");
    await expect(field(maja, "Från vem eller till vem")).toHaveValue("Sandefjords kommun");
    await expect(field(maja, "Sista dag")).toHaveValue("11/5 2027");
  });
}

test("två som ändrar samtidigt: den andra ser vad som står nu, med det egna kvar", async ({ signedIn }) => {
  const [maja, ingrid] = [await signedIn("kontakt"), await signedIn("samordnare")];
  const path = await announce(maja, "Två pennor om ett besök", 50);
  await maja.goto(`${path}/edit`);
  await ingrid.goto(`${path}/edit`);
  await field(ingrid, "Platser").fill("Rådhuset");
  await ingrid.getByRole("button", { name: "Spara ändringarna" }).click();
  await expect(ingrid.getByText("Ändringarna är sparade.")).toBeVisible();
  await field(maja, "Platser").fill("Biblioteket");
  await maja.getByRole("button", { name: "Spara ändringarna" }).click();
  await expect(maja.getByRole("main").getByRole("alert")).toContainText("Någon annan hann ändra");
  await expect(maja.locator("section", { has: maja.getByRole("heading", { name: "Så står det sparat nu" }) })).toContainText("Rådhuset");
  await expect(field(maja, "Platser")).toHaveValue("Biblioteket");
  await maja.getByRole("button", { name: "Spara ändringarna" }).click();
  await expect(maja.getByRole("definition").filter({ hasText: "Biblioteket" })).toBeVisible();
});

test("siffrorna i fördelningen leder till besöken bakom dem", async ({ signedIn }) => {
  const bo = await signedIn("kspresidium");
  await bo.goto("/");
  const figure = bo.locator(".balance a").first();
  const count = Number.parseInt((await figure.textContent()) ?? "", 10);
  await figure.click();
  await expect(bo.getByText(count === 1 ? "Ett besök" : `${count} besök`, { exact: true })).toBeVisible();
});
