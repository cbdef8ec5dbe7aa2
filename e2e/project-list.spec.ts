import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import readExcel from "read-excel-file/node";
import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";

const titles = (page: Page) => page.getByRole("table").getByRole("rowheader").getByRole("link").allTextContents();

test("V13: projekt för barn och unga står först i listan, med ett märke, och listan säger varför", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  for (const address of ["/projects", "/projects?sort=ends", "/projects?status=ONGOING"]) {
    await page.goto(address);
    await expect(page.getByRole("table").getByRole("caption")).toContainText(/Projekt för barn och unga står först, enligt policyn \(V13\)/);
    const marks = await page.getByRole("table").getByRole("rowheader").evaluateAll((cells) => cells.map((cell) => cell.textContent.includes("Barn och unga")));
    const last = marks.lastIndexOf(true);
    expect(last, address).toBeGreaterThanOrEqual(0);
    expect(marks.slice(0, last + 1).every(Boolean), address).toBe(true);
  }
  // Whoever asks for another order gets it, and isn't told otherwise; the marks stay.
  await page.goto("/projects?sort=title");
  await expect(page.getByRole("table").getByRole("caption")).not.toContainText("står först");
  await expect(page.getByRole("table").getByRole("rowheader").filter({ hasText: "Ung kust" })).toContainText("Barn och unga");
});

test("V13: listan visar bara projekt för barn och unga när man ber om det", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/projects");
  const all = await titles(page);
  await page.getByLabel("Bara projekt för barn och unga").check();
  await page.getByRole("main").getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page).toHaveURL(/youth=1/);
  const young = await titles(page);
  expect(young.length).toBeGreaterThan(0);
  expect(young.length).toBeLessThan(all.length);
  expect(young).toContain("Ung kust");
});

for (const javaScriptEnabled of [true, false]) {
  test(`Filter står i adressen och tas bort ett i taget ${javaScriptEnabled ? "med" : "utan"} skript`, async ({ signedIn }) => {
    const page = await signedIn("lasare", { javaScriptEnabled });
    await page.goto("/projects");
    const all = await titles(page);
    const filter = page.getByRole("search", { name: "Filtrera projekt" });
    await field(filter, "Verksamhet").selectOption({ label: "Kultur- och fritidsförvaltningen" });
    await field(filter, "Status").selectOption({ label: "Pågår" });
    await filter.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page).toHaveURL(/status=ONGOING/);
    const ongoing = await titles(page);
    expect(ongoing.length).toBeGreaterThan(0);
    await expect(page.getByRole("main")).toContainText(new RegExp(`${ongoing.length} projekt`));
    await expect(field(filter, "Status").locator("option:checked")).toHaveText("Pågår");
    await page.getByRole("link", { name: "Ta bort filtret Pågår" }).click();
    await expect(page).not.toHaveURL(/status=/);
    expect((await titles(page)).length).toBeGreaterThan(ongoing.length);
    await page.getByRole("link", { name: "Ta bort filtret Kultur- och fritidsförvaltningen" }).click();
    await expect(page).toHaveURL(/\/projects$/);
    expect(await titles(page)).toEqual(all);
  });
}

test("Sorteringen på namn har å, ä och ö sist, och går att vända", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  for (const title of ["Zon", "Åra", "Äng", "Ö-hopp"]) await ProjectForm.log(page, { title: `${title} i bokstavsprov` });
  await page.goto("/projects?q=bokstavsprov&sort=title");
  expect(await titles(page)).toEqual(["Zon i bokstavsprov", "Åra i bokstavsprov", "Äng i bokstavsprov", "Ö-hopp i bokstavsprov"]);
  await expect(page.getByRole("columnheader", { name: "Projekt" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("columnheader", { name: "Projekt" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=-title/);
  expect(await titles(page)).toEqual(["Ö-hopp i bokstavsprov", "Äng i bokstavsprov", "Åra i bokstavsprov", "Zon i bokstavsprov"]);
});

test("A.2: CSV-filen innehåller precis de projekt som visas, i samma ordning", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await page.goto("/projects?status=ONGOING&sort=title");
  const shown = await titles(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const rows = parse<Record<string, string>>(text, { bom: true, delimiter: ";", columns: true });
  expect(rows.map((row) => Object.values(row).find((cell) => shown.includes(cell)))).toEqual(shown);
});

test("A.2: Excelfilen innehåller precis de projekt som visas, i samma ordning", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await page.goto("/projects?q=kust");
  const shown = await titles(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Excel", exact: true }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const sheets = await readExcel(await readFile(await download.path()));
  const rows = (sheets[0] !== undefined && "data" in sheets[0] ? sheets[0].data : sheets) as unknown[][];
  expect(rows.slice(1).map((row) => row.map(String).find((cell) => shown.includes(cell)))).toEqual(shown);
});

test("En läsare får i filen bara det som hon får se på sidan", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await ProjectForm.log(maja, { title: "Fildörren stängd", confidential: "OSL 19 kap. 1 §" });
  const own = await maja.request.get("/api/export/projects.csv?q=Fild%C3%B6rren");
  expect(await own.text()).toContain("Fildörren stängd");
  const saga = await signedIn("lasare");
  const other = await saga.request.get("/api/export/projects.csv?q=Fild%C3%B6rren");
  expect(other.status()).toBe(200);
  expect(await other.text()).not.toContain("Fildörren stängd");
});

test("E.4.12: två källor som säger olika om PROSPERAs tid behålls båda, var och en med sin källa", async ({ signedIn }) => {
  const page = await signedIn("lasare");
  await page.goto("/projects?q=PROSPERA");
  await page.getByRole("table").getByRole("link", { name: "PROSPERA" }).click();
  const sources = page.getByRole("region", { name: "Källor" });
  await expect(sources).toContainText("2019-08-01");
  await expect(sources).toContainText("PROSPERA, Comune di Reggio Emilia");
  await expect(sources).toContainText("2019-09-01");
  await expect(sources).toContainText("PROSPERA, oecon.gr");
});
