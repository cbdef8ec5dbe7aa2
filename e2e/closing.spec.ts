import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
const openProject = async (page: Page, q: string, title: string) => {
  await page.goto(`/projects?q=${encodeURIComponent(q)}`);
  await page.getByRole("main").getByRole("link", { name: title, exact: true }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";
  const [q, title] = javaScriptEnabled ? ["Läslust", "Läslust över havet"] : ["Fästningen", "Fästningen berättar"];

  test(`V5a, V9b: Maja avslutar sitt projekt, rättar det som saknas, och Saga hittar lärdomen (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await openProject(maja, q, title);
    await part(maja, "Avslut").getByRole("link", { name: "Skriv avslutet" }).click();
    await field(maja, "Lärdomar").fill(`Ring båten först, sade ${how}.`);
    await field(maja, "Dag").fill(daysAgo(-2));
    await press(maja, "Spara avslutet");
    await expect(maja.locator("#benefit-error")).toContainText("med en mening");
    await expect(maja.getByRole("main")).toContainText("Kryssa för vem projektet var till nytta för.");
    await expect(field(maja, "Lärdomar")).toHaveValue(`Ring båten först, sade ${how}.`);
    await field(maja, "Nytta").fill("Hundra barn läser mer.");
    await choice(maja, "Mervärde för", "Invånarna").check({ force: true });
    await press(maja, "Spara avslutet");
    await expect(maja.locator("#toldOn-error")).toContainText("Dagen ligger framåt i tiden.");
    await field(maja, "Dag").fill(daysAgo(1));
    await choice(maja, "Skulle ni göra om det?", "Ja, på annat sätt").check({ force: true });
    await press(maja, "Spara avslutet");
    await expect(maja.getByText("Avslutet är sparat.")).toBeVisible();

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto("/lessons");
    await field(saga, "Sök i lärdomar och projekt").fill(`båten ${javaScriptEnabled ? "med" : "utan"}`);
    await saga.getByRole("main").getByRole("button", { name: "Visa" }).click();
    await saga.getByRole("table").getByRole("link", { name: title }).click();
    await expect(saga.getByRole("main")).toContainText("Hundra barn läser mer.");
    await expect(saga.getByRole("main")).toContainText("Ja, på annat sätt");
    await expect(saga.getByRole("link", { name: "Ändra avslutet" })).toHaveCount(0);

    await maja.getByRole("link", { name: "Ändra avslutet" }).click();
    await field(maja, "Spritt till").fill("Alla bibliotek.");
    await press(maja, "Spara avslutet");
    await expect(maja.getByRole("main")).toContainText("Alla bibliotek.");
    await press(maja, "Ta bort avslutet");
    await expect(maja.getByText("Det finns kvar i historiken.", { exact: false })).toBeVisible();
    await expect(maja.getByRole("main")).toContainText("Ingen har berättat vad projektet gav.");
  });
}

test("V5a: två skriver samma avslut, och den som är sist får välja fält för fält", async ({ signedIn }) => {
  const [maja, ingrid] = [await signedIn("kontakt"), await signedIn("samordnare")];
  await openProject(maja, "Skolbio", "Skolbio Norden");
  const path = `${new URL(maja.url()).pathname}/closing/edit`;
  for (const [page, text] of [[maja, "Majas nytta."], [ingrid, "Ingrids nytta."]] as const) {
    await page.goto(path);
    await field(page, "Nytta").fill(text);
    await choice(page, "Mervärde för", "Kommunen").check({ force: true });
  }
  await press(maja, "Spara avslutet");
  await expect(maja.getByText("Avslutet är sparat.")).toBeVisible();
  await press(ingrid, "Spara avslutet");
  await expect(ingrid.getByRole("heading", { level: 1 })).toContainText("har ändrat samma avslut");
  await expect(ingrid.getByRole("main")).toContainText("Majas nytta.");
  await expect(ingrid.getByRole("main")).toContainText("Ingrids nytta.");
});

test("Saga hämtar projektets faktablad på svenska och engelska", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await openProject(saga, "PROSPERA", "PROSPERA");
  for (const name of ["Faktablad på svenska (PDF)", "Faktablad på engelska (PDF)"]) {
    const href = await part(saga, "Faktablad").getByRole("link", { name }).getAttribute("href");
    const response = await saga.request.get(href ?? "");
    expect([response.status(), response.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    expect((await response.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("Maja ser vad andra i kommunen vet som hennes ansökan har nytta av, och varje tips leder till sin post", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  await openProject(maja, "Ung kust", "Ung kust");
  await part(maja, "Andra i kommunen").getByRole("link").click();
  await expect(maja.getByRole("heading", { level: 1, name: "Andra i kommunen" })).toBeVisible();
  const links = await maja.getByRole("main").locator("li").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", title: link.textContent })));
  expect(links.length).toBeGreaterThan(0);
  for (const { href, title } of links) {
    await maja.goto(href);
    await expect(maja.getByRole("main")).toContainText(title);
  }
  const saga = await signedIn("lasare");
  await openProject(saga, "Ung kust", "Ung kust");
  await expect(part(saga, "Andra i kommunen")).toHaveCount(0);
});

test("V20d: varje siffra om ansökningar leder till de projekt som den räknar", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/initiatives/outcomes?year=2026");
  const links = await part(saga, "Ansökningar").getByRole("link").evaluateAll((all) => all.map((link) => ({ href: link.getAttribute("href") ?? "", count: Number(link.textContent) })));
  expect(links.length).toBeGreaterThan(1);
  for (const { href, count } of links) {
    await saga.goto(href);
    await expect(saga.getByRole("main").getByRole("table").getByRole("rowheader")).toHaveCount(count);
  }
});
