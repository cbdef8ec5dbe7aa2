import { expect, test } from "./fixtures/test.ts";
import { choice, field } from "./pages/fields.ts";

// Where it is tomorrow already when the day ends in Sweden, and where it still is yesterday.
for (const timezoneId of ["Pacific/Kiritimati", "America/Los_Angeles"]) {
  test(`R-13: En dag är densamma för den vars webbläsare går efter ${timezoneId}`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { timezoneId });
    const main = maja.getByRole("main");
    await maja.goto("/visits/new");
    await choice(maja, "Vad gäller det?", "Besök hit").check();
    await field(maja, "Rubrik").fill(`Nyårsgäster, ${timezoneId}`);
    await field(maja, "Första dag").fill("2026-12-31");
    await field(maja, "Från vem eller till vem").fill("Sandefjords kommun");
    await choice(maja, "Ska kommunen representeras?", "Nej").check();
    await choice(maja, "Kommer det barn och unga till del?", "Nej").check();
    // The calendar beside the field holds the same day, and writes the one that is chosen there.
    const calendar = main.locator("input[type=date]").first();
    await calendar.evaluate((input: HTMLInputElement) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, "2027-01-01");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await expect(field(maja, "Första dag")).toHaveValue("2027-01-01");
    await maja.getByRole("button", { name: "Anmäl besöket" }).click();
    await expect(maja.getByText("Besöket är anmält.")).toBeVisible();
    await expect(main).toContainText("1 jan 2027");
    await maja.goto("/visits?year=2027");
    await expect(main.getByRole("row").filter({ hasText: timezoneId })).toContainText("1 jan 2027");
    // Nor does any page that tells of days and hours draw them anew in the browser: it would complain, and the journey with it.
    for (const path of ["/", "/tasks", "/notifications", "/deadlines", "/competence", "/projects"]) {
      await maja.goto(path);
      await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });
}
