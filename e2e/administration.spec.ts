import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pngOf } from "../tests/factories/documents.ts";
import { expect, signInAs, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: text })).toBeVisible();

/** Whoever sees the page sees nothing that is not there for everyone. */
async function usableByAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([]);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Örjan ger kommunen en egen färg, ett vapen och en adress, och ångrar sig (${how})`, async ({ signedIn, visitor }) => {
    test.setTimeout(120_000);
    const orjan = await signedIn("admin", { javaScriptEnabled });
    await orjan.goto("/administration");
    if (javaScriptEnabled) await usableByAll(orjan);
    await orjan.getByRole("main").getByRole("link", { name: "Kommunens profil", exact: true }).click();
    await orjan.getByRole("main").getByRole("link", { name: "Ändra profilen" }).click();
    await field(orjan, "Färg").fill("#ffcc00");
    await press(orjan, "Spara profilen");
    await expect(orjan.locator("#colour-error")).toContainText("Närmaste färg som går är #907300");
    if (javaScriptEnabled) await usableByAll(orjan);
    await field(orjan, "Färg").fill("7a0019");
    await press(orjan, "Visa hur det blir");
    await expect(orjan.getByRole("img", { name: /I mörkt läge/ })).toBeVisible();
    await field(orjan, "Namn").fill("Provköpings kommun");
    await field(orjan, "E-post för frågor").fill("fraga@provkoping.example");
    await orjan.locator('input[type="file"]').setInputFiles({ name: "vapen.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") });
    await press(orjan, "Spara profilen");
    await expect(orjan.locator("#coat-error")).toContainText("PNG eller JPEG");
    await expect(field(orjan, "Namn")).toHaveValue("Provköpings kommun");
    await orjan.locator('input[type="file"]').setInputFiles({ name: "vapen.png", mimeType: "image/png", buffer: Buffer.from(pngOf(24, 30)) });
    await press(orjan, "Spara profilen");
    await says(orjan, "Profilen är sparad och syns på alla sidor.");
    await expect(orjan.getByRole("banner")).toContainText("Provköpings kommun");
    if (javaScriptEnabled) await usableByAll(orjan);
    const guest = await visitor({ javaScriptEnabled });
    await guest.goto("/sign-in");
    await expect(guest.getByRole("banner")).toContainText("Provköpings kommun");
    await expect(guest.getByRole("main").getByRole("link", { name: "fraga@provkoping.example" })).toBeVisible();
    expect(await guest.locator("img.coat").evaluate((image: HTMLImageElement) => fetch(image.src).then((response) => response.headers.get("content-type")))).toBe("image/png");

    await press(orjan, "Gå tillbaka till styrdokumentets värden");
    await says(orjan, "Profilen är tillbaka som den var.");
    await expect(orjan.getByRole("banner")).not.toContainText("Provköpings kommun");
    // What was done stands in the log, and the log is whole.
    await orjan.goto("/audit-log?kind=municipality");
    await expect(orjan.getByRole("row").filter({ hasText: "Ändrade kommunens profil" }).first()).toContainText("Örjan Bryggfors");
    if (javaScriptEnabled) await usableByAll(orjan);
  });

  test(`Granskaren söker i loggen, hämtar den som fil och får den kontrollerad (${how})`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const auditor = await signedIn("granskare", { javaScriptEnabled });
    await auditor.goto("/audit-log");
    if (!javaScriptEnabled || !(await auditor.getByLabel("Slag", { exact: true }).isVisible())) await auditor.getByText("Fler filter").first().click().catch(() => undefined);
    await auditor.getByLabel("Slag", { exact: true }).selectOption({ label: "Projekt" });
    await auditor.getByRole("search", { name: "Filtrera loggen" }).getByRole("button", { name: "Visa" }).click();
    await expect(auditor).toHaveURL(/kind=project/);
    await expect(auditor.getByRole("row").filter({ hasText: "Loggade projektet" }).first()).toBeVisible();
    const file = await auditor.request.get((await auditor.getByRole("main").getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "");
    expect([file.status(), await file.text()]).toEqual([200, expect.stringContaining("Loggade projektet")]);
    await press(auditor, "Kontrollera loggen");
    await says(auditor, "Loggen ska kontrolleras.");
    await expect(async () => {
      await auditor.goto("/audit-log");
      await expect(auditor.getByRole("region", { name: "Är loggen hel?" })).toContainText("inget har ändrats", { timeout: 500 });
    }).toPass({ timeout: 40_000 });
  });

  test(`Örjan loggar ut en annan webbläsare och tar ut ett registerutdrag (${how})`, async ({ signedIn, visitor, house }) => {
    test.setTimeout(120_000);
    // A browser of its own: the sessions of the others are in use meanwhile.
    const system = javaScriptEnabled ? "Linux" : "Windows";
    const [orjan, reader] = [await signedIn("admin", { javaScriptEnabled }), await visitor({ javaScriptEnabled, userAgent: `Mozilla/5.0 (${javaScriptEnabled ? "X11; Linux x86_64" : "Windows NT 10.0; Win64; x64"}; rv:140.0) Gecko/20100101 Firefox/140.0` })];
    await signInAs(reader, house, "lasare");
    await reader.goto("/account");
    const own = (await reader.getByRole("heading", { level: 1 }).textContent()) ?? "";
    await expect(reader.getByRole("region", { name: "Här är du inloggad" })).toContainText("Den här webbläsaren");
    if (javaScriptEnabled) await usableByAll(reader);
    await orjan.goto(`/sessions?q=${encodeURIComponent(own)}`);
    if (javaScriptEnabled) await usableByAll(orjan);
    await orjan.getByRole("row").filter({ hasText: own }).filter({ hasText: `Firefox, ${system}` }).first().getByRole("button", { name: `Logga ut ${own} i Firefox, ${system}`, exact: true }).click();
    await says(orjan, "Inloggningen är avslutad.");
    await reader.goto("/projects");
    await expect(reader).toHaveURL(/\/sign-in/);

    await orjan.goto("/jobs");
    await expect(orjan.getByRole("row").filter({ hasText: "Skicka e-post" })).toBeVisible();
    if (javaScriptEnabled) await usableByAll(orjan);
    await orjan.getByRole("row").filter({ hasText: "Skicka e-post" }).getByRole("button", { name: /^Kör nu/ }).click();
    await says(orjan, "Jobbet är startat.");

    await orjan.goto("/people?q=Klitterdal");
    await orjan.getByRole("table").getByRole("link", { name: "Tore Klitterdal", exact: true }).click();
    await orjan.getByRole("main").getByRole("link", { name: "Registerutdrag" }).click();
    await expect(orjan.getByRole("heading", { name: "Registerutdrag för Tore Klitterdal" })).toBeVisible();
    if (javaScriptEnabled) await usableByAll(orjan);
    for (const [link, type] of [["PDF", "application/pdf"], ["Alla uppgifter (JSON)", "application/json"]] as const) {
      const file = await orjan.request.get((await orjan.getByRole("main").getByRole("link", { name: link }).getAttribute("href")) ?? "");
      expect([file.status(), file.headers()["content-type"]]).toEqual([200, expect.stringContaining(type)]);
    }
    await orjan.goto("/processing");
    await expect(orjan.getByRole("heading", { name: "Det internationella arbetet" })).toBeVisible();
    if (javaScriptEnabled) await usableByAll(orjan);
  });
}
