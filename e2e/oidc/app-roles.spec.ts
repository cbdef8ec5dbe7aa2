import { expect, test, type Page } from "@playwright/test";
import { serveWithProvider, type OwnServer } from "./own-server.ts";

let server: OwnServer;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await serveWithProvider(
    [
      { subject: "subject-of-otto", email: "otto@utblick.example", roles: ["Utblick.Office"] },
      { subject: "subject-of-otto-moved", email: "otto@utblick.example", roles: ["Utblick.Audit", "Something else"] },
    ],
    { UTBLICK_OIDC_ROLES: "Utblick.Office=COORDINATOR, Utblick.Audit=AUDITOR" },
  );
});

test.afterAll(async () => {
  await server.stop();
});

/** Signs in at the provider with one of its accounts, and out again when the work is done. */
async function whileSignedInAs(page: Page, subject: string, work: () => Promise<void>): Promise<void> {
  await page.goto(`${server.origin}/sign-in`);
  await page.getByRole("button", { name: "Logga in med Provkonto" }).click();
  await page.getByRole("button", { name: subject, exact: true }).click();
  await expect(page).toHaveURL(`${server.origin}/`);
  await work();
  await page.goto(server.origin);
  await page.locator("header").getByText("Otto Provsson").first().click();
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL(/\/sign-in\?done=signedOut/);
}

/** Whether each page is there: the requests for documents are the office's, and the log the auditor's. */
async function reaches(page: Page): Promise<Record<string, number | undefined>> {
  const answers: Record<string, number | undefined> = {};
  for (const path of ["/disclosures", "/audit-log", "/projects"]) answers[path] = (await page.goto(`${server.origin}${path}`))?.status();
  return answers;
}

test("A.7: Otto får den roll som inloggningstjänsten säger, förlorar den som den inte längre säger, och det står i hans roller", async ({ browser }) => {
  // He has been an auditor since 2020; the provider says the office, and nothing of auditing.
  const first = await browser.newPage();
  await whileSignedInAs(first, "subject-of-otto", async () => {
    expect(await reaches(first)).toEqual({ "/disclosures": 200, "/audit-log": 404, "/projects": 200 });
  });
  // The next time it says auditing alone. What began today ends with the day, since roles have days.
  const next = await browser.newPage();
  await whileSignedInAs(next, "subject-of-otto-moved", async () => {
    expect(await reaches(next)).toEqual({ "/disclosures": 200, "/audit-log": 200, "/projects": 200 });
    await next.goto(`${server.origin}/people?q=Otto`);
    await next.getByRole("main").getByRole("link", { name: "Otto Provsson" }).first().click();
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", day: "numeric", month: "long", year: "numeric" }).format(new Date());
    const held = next.getByRole("main").getByRole("listitem").or(next.getByRole("main").getByRole("row"));
    await expect(held.filter({ hasText: "Samordnare" }).first()).toContainText(today);
  });
});
