import { type Account, expect, test } from "./fixtures/test.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";

test("Ingrid på samordningen loggar åt en verksamhet, och historiken säger det", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await ProjectForm.log(page, { title: "Åt en annan", unit: "Kultur- och fritidsförvaltningen" });
  await expect(new ProjectPage(page).history).toContainText("Ingrid Fyrberg loggade projektet åt verksamheten");
  const maja = await signedIn("kontakt");
  await maja.goto("/projects?q=%C3%85t+en+annan");
  await expect(maja.getByRole("table").getByRole("link", { name: "Åt en annan" })).toBeVisible();
});

for (const account of ["lasare", "ks", "kf", "kfpresidium", "kspresidium", "granskare", "namnd", "admin"] as const satisfies readonly Account[]) {
  test(`Den som bara läser (${account}) ser projekten men inga knappar att ändra med`, async ({ signedIn }) => {
    const page = await signedIn(account);
    await page.goto("/");
    await expect(page.getByRole("main").getByRole("button", { name: /Logga projekt/ })).toHaveCount(0);
    await page.goto("/projects");
    await expect(page.getByRole("button", { name: "Logga projekt" })).toHaveCount(0);
    await page.getByRole("table").getByRole("link", { name: "Ung kust", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ung kust" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("button").filter({ hasNotText: "favorit" })).toHaveCount(0);
  });
}

test("En annan verksamhets kontaktperson ser projektet men kan inte ändra det, inte ens med utkastets adress", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  const path = await ProjectForm.log(maja, { title: "Bara vårt" });
  const form = await (await ProjectPage.open(maja, path)).change("Om projektet");
  const draft = new URL(maja.url()).pathname;
  const frej = await signedIn("bolag");
  await frej.goto(path);
  await expect(frej.getByRole("heading", { level: 1, name: "Bara vårt" })).toBeVisible();
  await expect(frej.getByRole("main").getByRole("button", { name: "Ändra", exact: true })).toHaveCount(0);
  await expect(frej.getByRole("main").getByRole("button", { name: "Ta bort ur registret" })).toHaveCount(0);
  expect((await frej.goto(draft))?.status()).toBe(404);
  await expect(form.field("Projektets namn")).toHaveValue("Bara vårt");
});

test("Den som skickar ett formulär som hon inte får skicka får veta det, och inget ändras", async ({ signedIn }) => {
  const maja = await signedIn("kontakt", { javaScriptEnabled: false });
  const path = await ProjectForm.log(maja, { title: "Lånat formulär" });
  await maja.goto(path);
  const form = maja.locator("form").filter({ has: maja.getByRole("button", { name: "Ta bort ur registret" }) });
  const fields = await form.locator("input").evaluateAll((inputs) => inputs.map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]));
  const frej = await signedIn("bolag", { javaScriptEnabled: false });
  const answer = await frej.request.post(path, { multipart: Object.fromEntries(fields), headers: { origin: new URL(maja.url()).origin } });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain("Du får läsa det här men inte ändra det.");
  await maja.reload();
  await expect(new ProjectPage(maja).history).not.toContainText("tog bort");
});

test("Ett projekt med sekretess syns för den egna verksamheten och samordningen, och finns inte för andra", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  const path = await ProjectForm.log(maja, { title: "Bakom dörren", confidential: "OSL 19 kap. 1 §" });
  await expect(maja.getByText("Sekretessmarkerat: OSL 19 kap. 1 §")).toBeVisible();
  const ingrid = await signedIn("samordnare");
  await ingrid.goto(path);
  await expect(ingrid.getByRole("heading", { level: 1, name: "Bakom dörren" })).toBeVisible();
  for (const account of ["bolag", "lasare", "granskare", "admin"] as const) {
    const other = await signedIn(account);
    expect((await other.goto(path))?.status(), account).toBe(404);
    await expect(other.getByRole("main")).not.toContainText("Bakom dörren");
    expect((await other.goto(`${path}/history`))?.status(), account).toBe(404);
    await other.goto("/projects?q=Bakom");
    await expect(other.getByRole("heading", { name: "Inga projekt här" })).toBeVisible();
    await other.close();
  }
});
