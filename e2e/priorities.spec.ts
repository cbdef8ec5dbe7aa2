import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

async function propose(page: Page, title: string): Promise<void> {
  await page.goto("/priorities");
  await page.getByRole("main").getByRole("link", { name: "Föreslå prioritering" }).click();
  await field(page, "Rubrik").fill(title);
  await field(page, "Första dag").fill(daysAgo(30));
  await page.getByRole("button", { name: "Spara förslaget" }).click();
  await expect(page.getByText("Förslaget är sparat.")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V16a: Ingrid föreslår en prioritering, registrerar beslutet, och kommunstyrelsen ser den i kraft (${how})`, async ({ signedIn }) => {
    const title = `Hamnar som samarbetar ${how}`;
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await propose(ingrid, title);
    const path = new URL(ingrid.url()).pathname;
    const box = ingrid.getByRole("region", { name: "Ansvarar för frågan" });
    await expect(box).toContainText("Kommunstyrelsen svarar för strategisk ledning och samordning av det internationella arbetet");
    await expect(ingrid.getByRole("complementary")).toContainText("Registrera beslutet först.");
    await expect(ingrid.getByRole("button", { name: "Sätt i kraft" })).toHaveCount(0);

    await box.getByRole("link", { name: "Registrera beslutet" }).click();
    await field(ingrid, "Rubrik").fill(`Beslut om ${title}`);
    await field(ingrid, "Organ som har beslutat").selectOption({ label: "Kommunstyrelsen" });
    await field(ingrid, "Beslutsdag").fill(daysAgo(40));
    await ingrid.getByRole("button", { name: "Registrera beslutet" }).click();
    await ingrid.getByRole("definition").getByRole("link", { name: title }).click();
    await ingrid.getByRole("button", { name: "Sätt i kraft" }).click();
    await expect(ingrid.getByText("Prioriteringen är satt i kraft.")).toBeVisible();
    await expect(box).toContainText("Beslutat, på egen grund");

    const ebba = await signedIn("ks", { javaScriptEnabled });
    await ebba.goto("/");
    await ebba.getByRole("region", { name: "Prioriteringar i kraft" }).getByRole("link", { name: title }).click();
    await expect(ebba.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(ebba.getByRole("button", { name: "Avsluta prioriteringen" })).toHaveCount(0);

    await ingrid.goto(path);
    await field(ingrid, "Dag då den slutar gälla").fill(daysAgo(-3));
    await ingrid.getByRole("button", { name: "Avsluta prioriteringen" }).click();
    await expect(ingrid.locator("#on-error")).toHaveText(/^Dagen ligger framåt i tiden\./);
    await field(ingrid, "Dag då den slutar gälla").fill(daysAgo(1));
    await ingrid.getByRole("button", { name: "Avsluta prioriteringen" }).click();
    await expect(ingrid.getByText("Prioriteringen är avslutad.")).toBeVisible();
    await ebba.goto("/");
    await expect(ebba.getByRole("region", { name: "Prioriteringar i kraft" }).getByRole("link", { name: title })).toHaveCount(0);
  });

  test(`två som ändrar samma prioritering: den andra väljer fält för fält (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await propose(ingrid, `Två pennor ${how}`);
    const path = new URL(ingrid.url()).pathname;
    const other = await signedIn("samordnare", { javaScriptEnabled });
    await ingrid.goto(`${path}/edit`);
    await other.goto(`${path}/edit`);
    await field(other, "Rubrik").fill(`Deras rubrik ${how}`);
    await field(other, "Beskrivning").fill("Deras beskrivning.");
    await other.getByRole("button", { name: "Spara ändringarna" }).click();
    await expect(other.getByText("Ändringarna är sparade.")).toBeVisible();
    await field(ingrid, "Rubrik").fill(`Min rubrik ${how}`);
    await ingrid.getByRole("button", { name: "Spara ändringarna" }).click();
    await expect(ingrid.getByRole("heading", { level: 1, name: "Ingrid Fyrberg har ändrat samma prioritering" })).toBeVisible();
    const choices = ingrid.getByRole("group", { name: "Rubrik" });
    await expect(choices).toContainText(`Min rubrik ${how}`);
    await expect(choices).toContainText(`Deras rubrik ${how}`);
    await expect(choices).toContainText(`Två pennor ${how}`);
    await expect(ingrid.getByRole("region", { name: "Det här slås ihop av sig självt" })).toContainText("Deras beskrivning.");
    await choices.getByRole("radio", { name: "Ditt" }).check();
    await ingrid.getByRole("button", { name: "Spara så här" }).click();
    await expect(ingrid.getByRole("heading", { level: 1, name: `Min rubrik ${how}` })).toBeVisible();
    await expect(ingrid.getByRole("main")).toContainText("Deras beskrivning.");
  });
}

test("Ingrid glömmer fält, och inget skrivet går förlorat", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/priorities/new");
  await field(ingrid, "Beskrivning").fill("Skriven först.");
  await field(ingrid, "Första dag").fill("2027-05-12");
  await field(ingrid, "Sista dag").fill("2027-05-11");
  await ingrid.getByRole("button", { name: "Spara förslaget" }).click();
  await expect(ingrid.locator("#title-error")).toHaveText("Skriv vad som prioriteras, till exempel Unga i Östersjön.");
  await expect(ingrid.locator("#endsOn-error")).toContainText("Perioden slutar innan den börjar.");
  await expect(field(ingrid, "Beskrivning")).toHaveValue("Skriven först.");
});

test("V16a: den som läser ser perioderna, det som gäller i dag först, och kan inget skriva", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/priorities");
  await expect(saga.getByRole("status").first()).toContainText("i kraft i dag");
  await expect(saga.getByRole("main").getByRole("heading", { level: 3 }).first()).toBeVisible();
  await expect(saga.getByRole("link", { name: "Unga i Östersjösamarbetet" })).toBeVisible();
  await expect(saga.getByRole("link", { name: "Föreslå prioritering" })).toHaveCount(0);
  await saga.goto("/policy#V16a");
  const clause = saga.locator("#V16a");
  await expect(clause).toContainText("är i kraft.");
  await clause.getByRole("link", { name: /prioritering/ }).click();
  await expect(saga.getByRole("link", { name: "Unga i Östersjösamarbetet" })).toBeVisible();
  await expect(saga.getByRole("link", { name: "Utbyten för alla skolor" })).toHaveCount(0);
  await saga.goto("/priorities?on=1999-01-01");
  await expect(saga.getByRole("main")).toContainText("Ingen prioritering var i kraft den dagen.");
});
