import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();

test("V20a: Ingrid utser en ny kontaktperson, får veta att någon redan är det och låter henne sluta dagen före (utan skript)", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare", { javaScriptEnabled: false });
  await ingrid.goto("/contact-persons?q=Socialf%C3%B6rvaltningen");
  await ingrid.getByRole("table").getByRole("link", { name: "Socialförvaltningen", exact: true }).click();
  await part(ingrid, "Kontaktpersoner").getByRole("link", { name: "Utse kontaktperson" }).click();
  const tore = await field(ingrid, "Person").locator("option", { hasText: "Tore Klitterdal" }).getAttribute("value");
  await field(ingrid, "Person").selectOption(tore ?? "");
  await field(ingrid, "Första dag").fill(daysAgo(0));
  await press(ingrid, "Utse");
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("Hedda Vikmossa är redan kontaktperson då.");
  await ingrid.getByLabel("Slutar dagen före den här tiden börjar").check();
  await press(ingrid, "Utse");
  await expect(ingrid.getByText("Kontaktperson är Tore Klitterdal.")).toBeVisible();
  await ingrid.goto("/working-group");
  await expect(part(ingrid, "Medlemmar").getByRole("row").filter({ hasText: "Socialförvaltningen" })).toContainText("Tore Klitterdal");
});

test("V20b: Maja svarar att hon inte har fått utrymme, och bara samordningen ser det", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await maja.goto("/tasks");
  await maja.getByRole("main").getByRole("link", { name: /^Har du fått utrymme/ }).click();
  await press(maja, "Spara svaret");
  await expect(maja.locator("#answer-error")).toContainText("Välj ja, delvis eller nej.");
  await maja.getByLabel("Delvis", { exact: true }).check();
  await maja.getByLabel("Vad har fungerat, och vad har saknats?").fill("Mest kvällar.");
  await press(maja, "Spara svaret");
  await expect(maja.getByText("Svaret är sparat. Samordningen ser det.")).toBeVisible();
  const path = new URL(maja.url()).pathname;

  const ingrid = await signedIn("samordnare");
  await ingrid.goto("/contact-persons?lacks=ROOM");
  await expect(ingrid.getByRole("table").getByRole("row").filter({ hasText: "Maja Strandlund" })).toContainText("Delvis");

  const saga = await signedIn("lasare");
  await saga.goto("/contact-persons");
  await expect(saga.getByRole("table")).not.toContainText("Delvis");
  await saga.goto(path);
  await expect(saga.getByRole("heading", { level: 1 })).toHaveText("Sidan finns inte");
});

test("V24: Ingrid planerar ett möte, kallar gruppen och antecknar en åtgärd, och mejlet har mötet med sig", async ({ signedIn }) => {
  const ingrid = await signedIn("samordnare");
  const title = `Extra möte ${daysAgo(-30)}`;
  await ingrid.goto("/working-group/meetings/new");
  await field(ingrid, "Rubrik").fill(title);
  await field(ingrid, "Dag").fill(daysAgo(-30));
  await field(ingrid, "Slutar klockan").fill("12.30");
  await press(ingrid, "Planera mötet");
  await expect(ingrid.locator("#to-error")).toContainText("Mötet slutar innan det börjar.");
  await field(ingrid, "Slutar klockan").fill("14.30");
  await press(ingrid, "Planera mötet");
  await press(ingrid, "Kalla medlemmarna");
  await expect(part(ingrid, "Kallade").getByRole("row").filter({ hasText: "Maja Strandlund" })).toContainText("Kultur- och fritidsförvaltningen");
  await field(ingrid, "Vad ska göras?").fill("Skriv till nätverket");
  await field(ingrid, "Vem gör det?").selectOption({ index: 1 });
  await field(ingrid, "Senast").fill(daysAgo(-40));
  await press(ingrid, "Lägg till åtgärden");
  await expect(part(ingrid, "Åtgärder")).toContainText("Skriv till nätverket");

  const maja = await signedIn("kontakt");
  await maja.goto("/notifications");
  await maja.getByRole("main").getByRole("link", { name: new RegExp(`^Du är kallad till ett möte den .*: ${title}$`) }).click();
  await expect(maja.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(maja.getByRole("button", { name: "Ställ in mötet" })).toHaveCount(0);
});
