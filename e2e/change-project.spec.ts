import type { Page } from "@playwright/test";
import { expect, nameOf, signInAs, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";

async function saveChanges(page: Page): Promise<void> {
  await new ProjectForm(page).save();
  await expect(page).toHaveURL(/\/check$/);
  await page.getByRole("button", { name: "Spara ändringarna" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test(`Maja och Ingrid ändrar samma projekt på samma gång ${javaScriptEnabled ? "med" : "utan"} skript: Maja väljer fält för fält, och det de ändrat var för sig slås ihop`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const title = `Två pennor ${javaScriptEnabled ? "och ett papper" : "utan bläck"}`;
    const path = await ProjectForm.log(maja, { title, summary: "Unga i tre städer planerar havet." });

    await test.step("båda börjar ändra", async () => {
      const mine = await (await ProjectPage.open(maja, path)).change("Om projektet");
      await mine.field("Vad ska projektet leda till?").fill("Unga i fyra städer planerar havet.");
      await mine.field("Kortnamn").fill("TPP");
      const theirs = await (await ProjectPage.open(ingrid, path)).change("Om projektet");
      await theirs.field("Vad ska projektet leda till?").fill("Unga i tre städer ritar havet.");
      await theirs.save();
      await theirs.open("Diarium och sekretess");
      await theirs.field("Diarienummer").fill("KFN 2027/0003");
      await saveChanges(ingrid);
      await new ProjectPage(ingrid).says("Ändringarna är sparade.");
    });

    await test.step("Maja ser sitt, Ingrids och det som var", async () => {
      await saveChanges(maja);
      await expect(maja).toHaveURL(/\/conflict$/);
      await expect(maja.getByRole("heading", { level: 1, name: "Ingrid Fyrberg har ändrat samma projekt" })).toBeVisible();
      const field = maja.getByRole("group", { name: "Vad ska projektet leda till?" });
      await expect(maja.locator("fieldset.merge")).toHaveCount(1);
      await expect(field).toContainText("Unga i fyra städer planerar havet.");
      await expect(field).toContainText("Unga i tre städer ritar havet.");
      await expect(field).toContainText("Unga i tre städer planerar havet.");
      await expect(field.getByRole("radio", { name: "Ditt" })).toBeChecked();
      const merged = maja.getByRole("region", { name: "Det här slås ihop av sig självt" });
      await expect(merged).toContainText("TPP");
      await expect(merged).toContainText("KFN 2027/0003");
      await field.getByText("Från Ingrid Fyrberg", { exact: true }).click();
      await expect(field.getByRole("radio", { name: "Från Ingrid Fyrberg" })).toBeChecked();
      await maja.getByRole("button", { name: "Spara så här" }).click();
    });

    await test.step("allt är sparat, och historiken visar bådas ändringar", async () => {
      const project = new ProjectPage(maja);
      await project.says("Ändringarna är sparade");
      await expect(project.main).toContainText("Unga i tre städer ritar havet.");
      await expect(project.fact("Diarienummer")).toHaveText("KFN 2027/0003");
      await expect(project.main).toContainText("Kortnamn: TPP");
      await maja.getByRole("link", { name: "Alla ändringar" }).click();
      const history = maja.getByRole("main").getByRole("listitem");
      await expect(history.filter({ hasText: "Maja Strandlund ändrade projektet" })).toContainText("TPP");
      await expect(history.filter({ hasText: "Ingrid Fyrberg ändrade projektet" })).toContainText("från Unga i tre städer planerar havet. till Unga i tre städer ritar havet.");
      await expect(history.filter({ hasText: "Maja Strandlund loggade projektet" })).toHaveCount(1);
    });
  });
}

test("Ändringar i olika fält slås ihop utan fråga", async ({ signedIn }) => {
  const maja = await signedIn("kontakt");
  const ingrid = await signedIn("samordnare");
  const path = await ProjectForm.log(maja, { title: "Var sin sida" });
  const mine = await (await ProjectPage.open(maja, path)).change("Om projektet");
  await mine.field("Kortnamn").fill("VSS");
  const theirs = await (await ProjectPage.open(ingrid, path)).change("Diarium och sekretess");
  await theirs.field("Diarienummer").fill("KFN 2027/0004");
  await saveChanges(ingrid);
  await new ProjectPage(ingrid).says("Ändringarna är sparade.");
  await saveChanges(maja);
  await new ProjectPage(maja).says("tillsammans med det som andra ändrat under tiden");
  await expect(new ProjectPage(maja).fact("Diarienummer")).toHaveText("KFN 2027/0004");
  await maja.getByRole("link", { name: "Alla ändringar" }).click();
  await expect(maja.getByRole("main").getByRole("listitem").filter({ hasText: "Maja Strandlund ändrade projektet" })).toContainText("VSS");
});

test("Den som inte vill ändra ändå slänger sina ändringar, och projektet är som förut", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const path = await ProjectForm.log(page, { title: "Ångerns ö" });
  const form = await (await ProjectPage.open(page, path)).change("Om projektet");
  await form.field("Projektets namn").fill("Ångerns halvö");
  await form.later();
  await new ProjectPage(page).says("Utkastet är sparat.");
  await expect(page.getByRole("heading", { level: 1, name: "Ångerns ö" })).toBeVisible();
  await (await ProjectPage.open(page, path)).change("Om projektet");
  await expect(form.field("Projektets namn")).toHaveValue("Ångerns halvö");
  await page.getByRole("button", { name: "Släng mina ändringar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ångerns ö" })).toBeVisible();
  await (await ProjectPage.open(page, path)).change("Om projektet");
  await expect(form.field("Projektets namn")).toHaveValue("Ångerns ö");
});

test("Maja ändrar status, får veta vad som saknas för nästa steg, och ett datum i framtiden tas inte emot", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const path = await ProjectForm.log(page, { title: "Steg för steg", status: "Idé" });
  const project = await ProjectPage.open(page, path);
  const steps = project.part("Nästa steg");
  await expect(steps).toContainText("Pågår kräver start- och slutdatum.");
  await expect(steps.getByLabel("Ny status").getByRole("option")).toHaveText(["Välj", "Prövad", "Ansökan skrivs", "Avbruten"]);
  await steps.getByLabel("Ny status").selectOption({ label: "Ansökan skrivs" });
  await steps.getByLabel("När hände det?").fill("2099-01-01");
  await steps.getByLabel(/^Anteckning/).fill("Vi fick ja av chefen.");
  await steps.getByRole("button", { name: "Ändra status" }).click();
  await expect(project.main.getByRole("alert")).toContainText("Datumet ligger framåt i tiden. Skriv det datum då det hände.");
  await expect(steps.getByLabel(/^Anteckning/)).toHaveValue("Vi fick ja av chefen.");
  await expect(steps.getByLabel("Ny status").locator("option:checked")).toHaveText("Ansökan skrivs");
  await steps.getByLabel("När hände det?").fill(daysAgo(20));
  await steps.getByRole("button", { name: "Ändra status" }).click();
  await project.says("Statusen är ändrad.");
  await expect(project.history).toContainText("Maja Strandlund ändrade status");
  await expect(project.history).toContainText("Vi fick ja av chefen.");
  await expect(project.history).toContainText("från Idé till Ansökan skrivs");
});

test("Den som namnges som medlem får ändra projektet, tills hon inte är medlem längre", async ({ signedIn, visitor, house }) => {
  const maja = await signedIn("kontakt");
  const path = await ProjectForm.log(maja, { title: "Lånade händer" });
  const saga = await visitor();
  await signInAs(saga, house, "lasare");
  await saga.goto(path);
  await expect(saga.getByRole("heading", { level: 1, name: "Lånade händer" })).toBeVisible();
  await expect(saga.getByRole("main").getByRole("button").filter({ hasNotText: "favorit" })).toHaveCount(0);

  const project = await ProjectPage.open(maja, path);
  await project.part("Projektmedlemmar").getByRole("link", { name: "Lägg till eller ta bort" }).click();
  await project.part("Lägg till en medlem").getByLabel("Person").selectOption({ label: nameOf("lasare") });
  await project.part("Lägg till en medlem").getByRole("button", { name: "Lägg till" }).click();
  await project.says("Personen är med i projektet och får ändra det.");

  const form = await (await ProjectPage.open(saga, path)).change("Om projektet");
  await form.field("Kortnamn").fill("LH");
  await saveChanges(saga);
  await new ProjectPage(saga).says("Ändringarna är sparade.");
  await expect(new ProjectPage(saga).history).toContainText("Saga Måsgren ändrade projektet");

  await project.part("Med i projektet").getByRole("button", { name: "Ta bort Saga Måsgren" }).click();
  await project.says("Personen är inte längre med i projektet.");
  await saga.goto(path);
  await expect(saga.getByRole("main").getByRole("button").filter({ hasNotText: "favorit" })).toHaveCount(0);
});

test("Maja använder ett tidigare projekt som mall: det som det handlade om följer med, inte nummer, tid och pengar", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  await page.goto("/projects?q=Ung+kust");
  await page.getByRole("table").getByRole("link", { name: "Ung kust", exact: true }).click();
  await page.getByRole("button", { name: "Logga ett nytt med det här som mall" }).click();
  const form = new ProjectForm(page);
  await form.shows("Om projektet");
  await expect(form.field("Projektets namn")).toHaveValue("Ung kust");
  await expect(form.field("Vad ska projektet leda till?")).toHaveValue(/Unga i tre kuststäder/);
  await form.field("Projektets namn").fill("Ung kust, andra omgången");
  await form.save();
  await form.open("Program och period");
  await expect(form.field("Börjar")).toHaveValue("");
  await form.open("Pengar");
  await expect(form.field("Hela projektets budget")).toHaveValue("");
  await form.open("Samarbetspartner");
  await expect(page.getByRole("group", { name: "Partner 1" }).getByLabel("Organisation")).not.toHaveValue("");
  await form.open("Diarium och sekretess");
  await expect(form.field("Diarienummer")).toHaveValue("");
});

test("Ett projekt som tas bort ur registret läggs tillbaka med Ångra", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const path = await ProjectForm.log(page, { title: "Hit och dit" });
  const project = await ProjectPage.open(page, path);
  await project.part("Mer").getByRole("button", { name: "Ta bort ur registret" }).click();
  await project.says("Projektet är borttaget ur registret.");
  const saga = await signedIn("lasare");
  expect((await saga.goto(path))?.status()).toBe(404);
  await saga.goto("/projects?q=Hit+och+dit");
  await expect(saga.getByRole("heading", { name: "Inga projekt här" })).toBeVisible();
  await project.main.getByRole("status").getByRole("button", { name: "Ångra" }).click();
  await project.says("Projektet är tillbaka i registret.");
  await expect(project.history).toContainText("Maja Strandlund tog bort projektet ur registret");
  await expect(project.history).toContainText("Maja Strandlund lade tillbaka projektet i registret");
  await saga.goto("/projects?q=Hit+och+dit");
  await expect(saga.getByRole("table").getByRole("link", { name: "Hit och dit" })).toBeVisible();
});
