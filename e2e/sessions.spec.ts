import AxeBuilder from "@axe-core/playwright";
import { hashOfSession } from "../scripts/lib/look-house.mjs";
import { expect, letSessionExpire, nameOf, signInAs, test } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";
import { PASSWORD, signIn, signOut } from "./pages/sign-in.ts";

const SUMMARY = "Första raden, med åäö & <tecken>.\nAndra raden.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "Med skript" : "Utan skript", () => {
    test("Sessionen går ut medan Maja skriver: när hon har loggat in igen står allt hon skrev kvar", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      await signInAs(page, house, "kontakt");
      const form = await ProjectForm.begin(page);
      const here = new URL(page.url()).pathname;
      await letSessionExpire(page, house);
      await form.field("Projektets namn").fill("Kvällsljus");
      await form.field("Vad ska projektet leda till?").fill(SUMMARY);
      await form.choice("Vad är det för slags projekt?", "Extern finansiering").check();
      await form.save();
      await expect(page).toHaveURL(/\/sign-in\?next=/);
      await signIn(page, "kontakt@utblick.example");
      await form.shows("Om projektet");
      expect(new URL(page.url()).pathname).toBe(here);
      await expect(form.field("Projektets namn")).toHaveValue("Kvällsljus");
      await expect(form.field("Vad ska projektet leda till?")).toHaveValue(SUMMARY);
      await expect(form.choice("Vad är det för slags projekt?", "Extern finansiering")).toBeChecked();
      await expect(form.choice("Vad är det för slags projekt?", "Internationellt")).not.toBeChecked();
      await form.field("Hur långt har det kommit?").selectOption({ label: "Idé" });
      await form.save();
      await form.shows("Program och period");
    });

    test("Sessionen går ut medan Maja ändrar status: anteckningen står kvar när hon har loggat in igen", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      await signInAs(page, house, "kontakt");
      const path = await ProjectForm.log(page, { title: "Sen kväll" });
      const project = await ProjectPage.open(page, path);
      const steps = project.part("Nästa steg");
      await letSessionExpire(page, house);
      await steps.getByLabel("Ny status").selectOption({ label: "Prövad" });
      await steps.getByLabel(/^Anteckning/).fill("Prövad på mötet i går.");
      await steps.getByRole("button", { name: "Ändra status" }).click();
      await expect(page).toHaveURL(/\/sign-in\?next=/);
      await signIn(page, "kontakt@utblick.example");
      await expect(page.getByRole("heading", { level: 1, name: "Sen kväll" })).toBeVisible();
      await expect(steps.getByLabel(/^Anteckning/)).toHaveValue("Prövad på mötet i går.");
      await expect(steps.getByLabel("Ny status").locator("option:checked")).toHaveText("Prövad");
    });

    test("En djuplänk leder fram efter inloggningen, också när lösenordet var fel den första gången", async ({ visitor, house }) => {
      await house.query("delete from rate_counter");
      const page = await visitor({ javaScriptEnabled });
      await page.goto("/projects?q=kust&status=ONGOING&sort=title");
      await expect(page).toHaveURL(/\/sign-in\?next=/);
      await signIn(page, "kontakt@utblick.example", "inte rätt lösenord");
      await expect(page.getByRole("main").getByRole("alert")).toContainText("E-postadressen och lösenordet hör inte ihop. Kontrollera att adressen är rätt skriven och försök igen.");
      await expect(page.getByLabel("E-post", { exact: true })).toHaveValue("kontakt@utblick.example");
      await expect(page.getByLabel("Lösenord", { exact: true })).toHaveValue("");
      await page.getByLabel("Lösenord", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Logga in", exact: true }).click();
      await expect(page).toHaveURL(/\/projects\?q=kust&status=ONGOING&sort=title$/);
      await expect(page.getByRole("searchbox", { name: "Ord eller diarienummer" })).toHaveValue("kust");
    });

    test("Utloggningen gäller på riktigt: den gamla kakan leder bara till inloggningen", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      await signInAs(page, house, "samordnare");
      const cookies = await page.context().cookies();
      await page.goto("/projects");
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await signOut(page, nameOf("samordnare"));
      expect((await (await answered).allHeaders())["clear-site-data"]).toBe('"cache", "storage"');
      await page.goBack();
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
      await page.context().clearCookies();
      await page.context().addCookies(cookies);
      await page.goto("/projects");
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
    });
  });
}

test("ASVS 14.3.1: Utloggningen tömmer det som webbläsaren har sparat, men rör inget utkast på servern", async ({ visitor, house }) => {
  const page = await visitor();
  await signInAs(page, house, "kontakt");
  const form = await ProjectForm.begin(page);
  const draft = new URL(page.url()).pathname;
  await form.field("Projektets namn").pressSequentially("Blå timmen");
  await expect(page.getByRole("status").filter({ hasText: /^Utkastet sparades/ })).toBeVisible({ timeout: 15_000 });
  await page.goto("/projects");
  await page.context().addCookies([{ name: "language", value: "sv", url: page.url() }]);
  // The program writes nothing there; what a later fault has left goes as well.
  await page.evaluate(async () => {
    localStorage.setItem("a", "b");
    await (await caches.open("a")).put("/a", new Response("b"));
  });
  const held = () => page.evaluate(async () => [...Object.keys(localStorage), ...(await caches.keys())]);
  expect(await held()).toEqual(["a", "a"]);
  await signOut(page, nameOf("kontakt"));
  await expect.poll(held).toEqual([]);
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["language"]);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Logga in");
  await signInAs(page, house, "kontakt");
  await page.goto(draft);
  await expect(form.field("Projektets namn")).toHaveValue("Blå timmen");
});

test("R-17: Fem minuter innan hon loggas ut får Maja veta det och stannar kvar med ett tryck; efter tio timmar hjälper det inte", async ({ visitor, house }) => {
  const page = await visitor();
  await signInAs(page, house, "kontakt");
  const [key] = (await page.context().cookies()).filter(({ name }) => name === "utblick");
  const hash = hashOfSession(key?.value ?? "");
  const seen = (minutes: number) => house.query("update session set last_seen_at = now() - make_interval(mins => $2::int) where key_hash = $1", [hash, minutes]);
  const notice = page.getByRole("status").filter({ hasText: "loggas ut" });
  const goOn = page.getByRole("button", { name: "Fortsätt vara inloggad" });
  await page.clock.install();
  await page.goto("/projects");
  // Somebody else's window has used the session, so nothing is said in this one.
  await seen(20);
  await Promise.all([page.waitForResponse("**/api/session"), page.clock.fastForward("55:10")]);
  await expect(notice).toHaveCount(0);
  await seen(56);
  await page.clock.fastForward("36:00");
  await expect(notice).toContainText("Du loggas ut om 4 minuter.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await goOn.click();
  await expect(notice).toHaveCount(0);
  const [used] = await house.query("select now() - last_seen_at < interval '1 minute' as lately from session where key_hash = $1", [hash]);
  expect(used).toEqual({ lately: true });

  await house.query("update session set created_at = now() - interval '9 hours 57 minutes' where key_hash = $1", [hash]);
  await page.clock.fastForward("56:00");
  await expect(notice).toContainText("Du loggas ut om 3 minuter. Efter 10 timmar behöver alla logga in på nytt.");
  await expect(goOn).toHaveCount(0);
  await house.query("update session set created_at = now() - interval '10 hours' where key_hash = $1", [hash]);
  await page.clock.fastForward("01:10");
  await expect(page.getByRole("status").filter({ hasText: "Du har loggats ut. Det du har skrivit står kvar här" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Logga in i ett nytt fönster" })).toHaveAttribute("href", "/sign-in");
});

test("Ett demonstrationskonto öppnas med ett tryck på Prova", async ({ visitor, house }) => {
  await house.query("delete from rate_counter");
  const page = await visitor();
  await page.goto("/sign-in");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(12);
  await page.getByRole("button", { name: "Prova som Granskare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Granskning" })).toBeVisible();
});

test("Autosparandet säger till när sessionen har gått ut, och sparar när Maja har loggat in i ett nytt fönster", async ({ visitor, house }) => {
  const page = await visitor();
  await signInAs(page, house, "kontakt");
  const form = await ProjectForm.begin(page);
  await letSessionExpire(page, house);
  await form.field("Projektets namn").pressSequentially("Nattfjäril");
  const status = page.getByRole("status").filter({ hasText: "Inte sparat. Du har blivit utloggad." });
  await expect(status).toBeVisible();
  const [other] = await Promise.all([page.context().waitForEvent("page"), status.getByRole("link", { name: "Logga in i ett nytt fönster" }).click()]);
  await house.query("delete from rate_counter");
  await signIn(other, "kontakt@utblick.example");
  await expect(other.locator("header").getByText(nameOf("kontakt")).first()).toBeAttached();
  await expect(page.getByRole("status").filter({ hasText: /^Utkastet sparades/ })).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await expect(form.field("Projektets namn")).toHaveValue("Nattfjäril");
});

test("Efter för många fel lösenord får man vänta, och får veta hur länge", async ({ visitor, house }) => {
  await house.query("delete from rate_counter");
  const page = await visitor();
  await page.goto("/sign-in");
  const wait = page.getByRole("main").getByRole("alert").filter({ hasText: "Det blev för många försök. Vänta" });
  for (let tries = 0; tries < 25 && !(await wait.isVisible()); tries += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await signIn(page, "granskare@utblick.example", `fel ${tries}`);
    await answered;
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  }
  await expect(wait).toBeVisible();
  await house.query("delete from rate_counter");
});
