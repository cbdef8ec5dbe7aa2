import { type Gate, test } from "./fixtures/gate.ts";
import { expect, signInAs } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";

/** Nobody waits for ever, whatever the database does; a busy machine may take its time. */
const PATIENCE_MS = 30_000;

test.beforeEach(async ({ gate, tolerate, house }) => {
  await gate.open();
  await expect.poll(() => fetch(`${house.origin}/readyz`).then((answer) => answer.status)).toBe(200);
  tolerate(/^503 |status of 503|in the server's log/);
});

for (const script of [true, false]) {
  test(`När databasen är nere säger sidorna det, och det som skrevs i ett formulär skickas igen när den är tillbaka (${script ? "med" : "utan"} skript)`, async ({ visitor, gate, house }) => {
    const page = await visitor({ javaScriptEnabled: script });
    await signInAs(page, house, "kontakt");
    const form = await ProjectForm.begin(page);
    await form.field("Projektets namn").fill("Bro över <vatten> & \"vind\"");
    const text = "Rad ett\nRad två: åäö '€'";
    await form.field("Vad ska projektet leda till?").fill(text);
    await gate.shut();
    await form.save();
    await expect(page.getByRole("heading", { level: 1, name: "Utblick når inte sin databas just nu" })).toBeVisible({ timeout: PATIENCE_MS });
    await expect(page.getByText("Det du skrev finns kvar här")).toBeVisible();
    await page.getByRole("button", { name: "Skicka igen" }).click();
    await expect(page.getByRole("button", { name: "Skicka igen" })).toBeVisible({ timeout: PATIENCE_MS });
    await gate.open();
    await page.getByRole("button", { name: "Skicka igen" }).click();
    await expect(form.summary).toBeVisible();
    await expect(form.field("Projektets namn")).toHaveValue("Bro över <vatten> & \"vind\"");
    await expect(form.field("Vad ska projektet leda till?")).toHaveValue(text);
  });
}

for (const [how, cut] of [["nere", (gate: Gate) => gate.shut()], ["tyst", (gate: Gate) => gate.silence()]] as const) {
  test(`När databasen är ${how} väntar ingen för evigt: varje dörr svarar att man ska försöka igen`, async ({ visitor, gate, house }) => {
    const page = await visitor();
    await signInAs(page, house, "kontakt");
    await cut(gate);
    const ask = async (path: string, options: Parameters<typeof page.request.fetch>[1] = {}) => {
      const answer = await page.request.fetch(path, { timeout: PATIENCE_MS, ...options });
      return { path, status: answer.status(), again: answer.headers()["retry-after"] ?? "", text: await answer.text() };
    };
    const post = { method: "POST", headers: { origin: house.origin } };
    const answers = await Promise.all([
      ask("/projects"),
      ask("/sign-in"),
      ask("/"),
      ask("/api/drafts", { ...post, multipart: { _draft: "00000000-0000-4000-8000-00000000feed", _section: "about" } }),
      ask("/api/export/projects.csv"),
      ask("/readyz"),
    ]);
    expect(answers.map(({ path, status }) => ({ path, status }))).toEqual(answers.map(({ path }) => ({ path, status: 503 })));
    for (const { path, again } of answers) expect(Number(again), path).toBeGreaterThan(0);
    for (const { path, text } of answers.slice(0, 3)) expect(text, path).toMatch(/når inte sin databas|många som arbetar samtidigt/);
    await gate.open();
    await expect.poll(async () => (await page.request.get("/projects")).status(), { timeout: PATIENCE_MS }).toBe(200);
  });
}

test("När databasen är nere säger autosparningen det, och sparar när den är tillbaka", async ({ visitor, gate, house }) => {
  const page = await visitor();
  await signInAs(page, house, "kontakt");
  const form = await ProjectForm.begin(page);
  await gate.shut();
  await form.field("Projektets namn").fill("Skrivet i mörkret");
  await expect(page.getByText("Inte sparat. Vi har ingen kontakt med servern")).toBeVisible();
  await expect(form.field("Projektets namn")).toHaveValue("Skrivet i mörkret");
  await gate.open();
  await expect(page.getByText(/^Utkastet sparades \d/)).toBeVisible({ timeout: PATIENCE_MS });
  await page.reload();
  await expect(form.field("Projektets namn")).toHaveValue("Skrivet i mörkret");
});

test("Ett fel hos oss sägs på sidan med en referens, och samma sida går att försöka med igen", async ({ visitor, house, tolerate }) => {
  tolerate(/^500 |status of 500|Minified React error #441|in the server's log/i);
  const page = await visitor();
  await signInAs(page, house, "lasare");
  await house.query("ALTER TABLE programme RENAME TO programme_elsewhere");
  try {
    await page.goto("/projects");
    await expect(page.getByRole("heading", { level: 1, name: "Något gick fel" })).toBeVisible();
    await expect(page.getByText(/^Referens: \S{3,}$/)).toBeVisible();
  } finally {
    await house.query("ALTER TABLE programme_elsewhere RENAME TO programme");
  }
  await page.getByRole("button", { name: "Försök igen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Projekt" })).toBeVisible();
});
