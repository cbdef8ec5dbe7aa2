import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { serveWithProvider, type OwnServer } from "./own-server.ts";

let server: OwnServer;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await serveWithProvider([
    { subject: "subject-of-karin", email: "karin@utblick.example" },
    { subject: "subject-of-asta", email: "asta@utblick.example" },
    { subject: "subject-of-nobody", email: "karin@utblick.example" },
    { subject: "subject-of-a-leaver", email: "leaver@utblick.example" },
  ]);
});

test.afterAll(async () => {
  await server.stop();
});

async function signInAs(page: Page, choice: string): Promise<void> {
  await page.getByRole("button", { name: "Logga in med Provkonto" }).click();
  await page.getByRole("button", { name: choice, exact: true }).click();
}

async function cookieNames(page: Page): Promise<string[]> {
  return (await page.context().cookies(server.origin)).map((cookie) => cookie.name).sort();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "Med skript" : "Utan skript", () => {
    test.use({ javaScriptEnabled });

    test("Karin följer en djuplänk, loggar in med kommunens konto, kommer rätt och loggar ut", async ({ page }) => {
      const refused: string[] = [];
      page.on("console", (message) => {
        if (/content security policy/i.test(message.text())) refused.push(message.text());
      });
      const deep = `${server.origin}/projects?q=skola`;
      await page.goto(deep);
      await expect(page).toHaveURL(`${server.origin}/sign-in?next=${encodeURIComponent("/projects?q=skola")}`);
      await signInAs(page, "subject-of-karin");
      await expect(page).toHaveURL(deep);
      await expect(page.getByText("Karin Provsson").first()).toBeAttached();
      expect(await cookieNames(page)).toEqual(["utblick"]);
      const [session] = await page.context().cookies(server.origin);
      expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", expires: -1 });
      expect(session?.value).toMatch(/^[\w-]{43}$/);

      await page.locator("header").getByText("Karin Provsson").first().click();
      await page.getByRole("button", { name: "Logga ut" }).click();
      await expect(page).toHaveURL(/\/sign-in\?done=signedOut/);
      const old = await page.request.get(deep, { headers: { cookie: `utblick=${session?.value ?? ""}` }, maxRedirects: 0 });
      expect(old.status()).toBe(307);
      expect(refused).toEqual([]);
    });

    test("Den som inte är upplagd får veta vem hen ska vända sig till och vad hen ska lämna", async ({ page }) => {
      await page.goto(`${server.origin}/sign-in?next=%2Fprojects`);
      await signInAs(page, "subject-of-nobody");
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Vänd dig till den som administrerar Utblick");
      await expect(page.getByRole("main").getByRole("alert")).toContainText("subject-of-nobody");
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects&oidc=unknown&form=/);
      expect(await cookieNames(page)).toEqual([]);
      // Without scripts there is nothing to look with.
      if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}

/** Fills in a role for Karin, as Asta who has signed in at the provider, and sends it. */
async function giveKarinRole(page: Page, role: string): Promise<void> {
  await page.goto(`${server.origin}/people?q=Karin`);
  await page.getByRole("main").getByRole("link", { name: "Karin Provsson" }).first().click();
  await page.getByRole("main").getByRole("link", { name: "Ge roll eller plats" }).first().click();
  await page.locator("#role").selectOption(role);
  await page.locator("#from").fill("2031-01-01");
  await page.getByRole("button", { name: "Ge rollen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bekräfta att det är du" })).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "Den som bekräftar, med skript" : "Den som bekräftar, utan skript", () => {
    test.use({ javaScriptEnabled });

    test("Asta ger en roll: inloggningstjänsten frågar på nytt vem hon är, och sedan står det hon skrev kvar", async ({ page }) => {
      await page.goto(`${server.origin}/sign-in?next=%2Fpeople`);
      await signInAs(page, "subject-of-asta");
      await expect(page).toHaveURL(`${server.origin}/people`);
      const role = javaScriptEnabled ? "AUDITOR" : "COUNCIL_MEMBER";
      await giveKarinRole(page, role);

      // The provider knows who she is, and yet asks; somebody else's account confirms nothing, and changes nothing.
      const [before] = await page.context().cookies(server.origin);
      await page.getByRole("button", { name: "Bekräfta med Provkonto" }).click();
      await page.getByRole("button", { name: "subject-of-karin", exact: true }).click();
      // The provider's own page, on which it forgets the other account.
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Du bekräftade med ett annat konto");
      expect((await page.context().cookies(server.origin)).map(({ name, value }) => [name, value])).toEqual([[before?.name, before?.value]]);
      await page.getByRole("button", { name: "Bekräfta med Provkonto" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("avbröts");

      await page.getByRole("button", { name: "Bekräfta med Provkonto" }).click();
      await page.getByRole("button", { name: "subject-of-asta", exact: true }).click();
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Har du bekräftat, så skicka det igen.");
      await expect(page.locator("#role")).toHaveValue(role);
      await expect(page.locator("#from")).toHaveValue("2031-01-01");
      expect(await cookieNames(page)).toEqual(["utblick"]);
      await page.getByRole("button", { name: "Ge rollen" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Rollen är given." })).toBeVisible();
    });
  });
}

test("Den som tar bort kravet på ny inloggning ur adressen har inte bekräftat något", async ({ page }) => {
  await page.goto(`${server.origin}/sign-in?next=%2Fpeople`);
  await signInAs(page, "subject-of-asta");
  await expect(page).toHaveURL(`${server.origin}/people`);
  const start = await page.request.post(`${server.origin}/api/auth/signin/oidc?next=%2Fpeople&confirm=yes`, { headers: { origin: server.origin } });
  const out = new URL((/url=([^"]+)"/.exec(await start.text())?.[1] ?? "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))));
  expect([out.searchParams.get("prompt"), out.searchParams.get("max_age")]).toEqual(["login", "0"]);
  out.searchParams.delete("prompt");
  out.searchParams.delete("max_age");
  await page.goto(out.href);
  await expect(page).toHaveURL(/\/confirm\?next=%2Fpeople&oidc=notAnew$/);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("bekräftade inte att du nyss har visat vem du är");
});

test("Ett stängt konto öppnar inget", async ({ page }) => {
  await page.goto(`${server.origin}/sign-in`);
  await signInAs(page, "subject-of-a-leaver");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("hör inte till någon som får använda Utblick");
  expect(await cookieNames(page)).toEqual([]);
});

test("Den som avbryter hos inloggningstjänsten kommer tillbaka till inloggningen", async ({ page }) => {
  await page.goto(`${server.origin}/sign-in`);
  await signInAs(page, "Cancel");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("avbröts");
  expect(await cookieNames(page)).toEqual([]);
});

test("En ändrad eller upprepad adress tillbaka släpper inte in någon", async ({ page }) => {
  for (const address of ["?code=guessed&state=guessed", "?code=guessed", "?state=guessed", "?error=%3Cscript%3E", "", "?code=a&code=b&state=c", `?code=${"x".repeat(5000)}&state=y`, "?code=%00&state=%00"]) {
    await page.goto(`${server.origin}/api/auth/callback/oidc${address}`);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("kunde inte slutföras");
    expect(await cookieNames(page)).toEqual([]);
  }
  const backs: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/auth/callback/oidc?code=")) backs.push(request.url());
  });
  await page.goto(`${server.origin}/sign-in`);
  await signInAs(page, "subject-of-karin");
  await expect(page).toHaveURL(`${server.origin}/`);
  await page.context().clearCookies();
  expect(backs).toHaveLength(1);
  await page.goto(backs[0] ?? "");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("kunde inte slutföras");
});

test("Bibliotekets egna adresser finns inte, och ingen annan webbplats startar en inloggning", async ({ request }) => {
  for (const path of ["session", "csrf", "providers", "signin", "signin/oidc", "signout", "error"]) {
    expect((await request.get(`${server.origin}/api/auth/${path}`)).status()).toBe(404);
  }
  const foreign = await request.post(`${server.origin}/api/auth/signin/oidc`, { headers: { origin: "https://evil.example" }, maxRedirects: 0 });
  expect(foreign.status()).toBe(403);
  const unmarked = await request.post(`${server.origin}/api/auth/signin/oidc`, { maxRedirects: 0 });
  expect(unmarked.status()).toBe(403);
  expect(unmarked.headers()["set-cookie"]).toBeUndefined();
});

test("Svaren bär säkerhetsregler och sparas ingenstans", async ({ request }) => {
  const start = await request.post(`${server.origin}/api/auth/signin/oidc`, { headers: { origin: server.origin } });
  expect(start.status()).toBe(200);
  expect(start.headers()["content-security-policy"]).toContain("form-action 'self';");
  expect(start.headers()["cache-control"]).toContain("no-store");
  expect(start.headers()["referrer-policy"]).toBe("same-origin");
});

test("Loggen säger vad som hände utan adresser, identiteter, koder eller nycklar", () => {
  const log = server.log();
  expect(log).toContain('"signed in"');
  expect(log).toContain('"no open account"');
  for (const secret of ["@utblick.example", "subject-of-", "eyJ"]) expect(log).not.toContain(secret);
});

test("När inloggningstjänsten inte svarar står det på sidan", async ({ page }) => {
  await server.provider.stop();
  await page.goto(`${server.origin}/sign-in?next=%2Fprojects`);
  await page.getByRole("button", { name: "Logga in med Provkonto" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Det går inte att nå inloggningen");
  await expect(page).toHaveURL(/next=%2Fprojects/);
});
