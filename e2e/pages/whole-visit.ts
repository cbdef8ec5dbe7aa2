import { expect, type Page } from "@playwright/test";
import { choice, field } from "./fields.ts";

const save = (page: Page) => page.getByRole("button", { name: "Spara", exact: true }).click();
const part = (page: Page, heading: string) => page.locator("section.section", { has: page.getByRole("heading", { level: 2, name: heading, exact: true }) });

/** Opens a calendar of the person's own visits and returns its address. */
export async function subscribe(page: Page): Promise<string> {
  await page.goto("/account/calendars");
  await field(page, "Vilken kalender?").selectOption({ label: "Mina besök och det jag ska ha gjort" });
  await page.getByRole("button", { name: "Skapa adress" }).click();
  await expect(page.getByText("Ny adress skapad")).toBeVisible();
  return field(page, "Adress").inputValue();
}

/** Takes a visit on a member's first screen, one press after signing in, and sees it in the calendar that a calendar program fetches. */
export async function takeOnPhone(page: Page, title: string, calendar: string): Promise<void> {
  await page.goto("/");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.locator(".visit", { hasText: title }).getByRole("button", { name: "Jag tar det" }).click();
  await expect(page.getByText(`${title} har en representant nu.`)).toBeVisible();
  const unfolded = (await (await page.request.get(calendar)).text()).replaceAll("\r\n ", "");
  expect(unfolded).toContain(`SUMMARY:${title}`);
}

/** Waits for the mail that tells somebody of a visit, and checks that it carries an event for the calendar. */
export async function expectInvitation(office: Page, title: string, address: string): Promise<void> {
  await office.goto("/mails");
  await office.getByRole("link", { name: "Läs mejlen i utvecklingsinkorgen" }).click();
  const mail = office.getByRole("row").filter({ hasText: `Du representerar kommunen: ${title}` }).filter({ hasText: address });
  // The worker looks every other second.
  await expect(async () => {
    await office.reload();
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await mail.getByRole("link").click();
  await expect(office.getByRole("main")).toContainText("BEGIN:VEVENT");
}

/** Writes down what the visit holds and who comes, and has the briefing made. */
export async function prepare(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("link", { name: "Lägg till programpunkt" }).click();
  await field(page, "Börjar").fill("9.15");
  await field(page, "Slutar").fill("11");
  await field(page, "Vad?").fill("Mottagning i stadshuset");
  await save(page);
  await expect(part(page, "Program")).toContainText("09:15–11:00 Mottagning i stadshuset");
  await page.getByRole("link", { name: "Lägg till deltagare" }).click();
  await choice(page, "Roll", "Gäst").check();
  await field(page.getByRole("main"), "Organisation").fill("Sandefjords kommun");
  await field(page, "Antal").fill("6");
  await save(page);
  await page.getByRole("link", { name: "Lägg till kostnad" }).click();
  await field(page, "Slag av kostnad").selectOption({ label: "Representation" });
  await field(page, "Belopp").fill("2 400");
  await save(page);
  const briefing = await page.request.get(`/api${path}/briefing?lang=sv`);
  expect(briefing.status()).toBe(200);
  expect((await briefing.body()).subarray(0, 5).toString()).toBe("%PDF-");
}

/** Tells what a visit that is over gave, and closes it. */
export async function report(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("link", { name: "Skriv återrapporten" }).click();
  await field(page, "Vad hände, och vad kom ni överens om?").fill("Biblioteken lånar av varandra.");
  await field(page, "Vilken nytta, och hur vet ni det?").fill("Kortare köer. Räknas i vår.");
  await choice(page, "För vem var det till nytta?", "Invånarna").check();
  await page.getByRole("button", { name: "Spara återrapporten" }).click();
  await page.getByRole("button", { name: "Avsluta besöket" }).click();
  await expect(page.getByText("Besöket är avslutat.", { exact: true })).toBeVisible();
}

/** Finds a closed visit in the list that anyone may read, with what it cost. */
export async function readInPublic(page: Page, title: string): Promise<void> {
  await page.goto("/visits");
  await page.getByRole("link", { name: "Öppen förteckning" }).click();
  await field(page, "Sök rubrik, motpart eller ort").fill(title);
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page.getByText("Ett besök. Kostade 2 400 kr tillsammans")).toBeVisible();
  await page.getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByText("Biblioteken lånar av varandra.")).toBeVisible();
}
