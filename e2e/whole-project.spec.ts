import { expect, test } from "./fixtures/test.ts";
import { claim, close, decide, examine, logWhole, step, type WholeProject } from "./pages/whole-project.ts";

const PROSPERA: WholeProject = {
  title: "PROSPERA i kulturlandskapet",
  summary: "Städer och landsbygd i sex regioner lär av varandra hur jordbrukslandskapet ger arbete.",
  isInternational: true,
  programme: "Interreg Europe 2014–2020",
  examined: "Interreg Europe 2014–2020",
  period: ["2019-08-01", "2023-07-31"],
  currency: { name: "Euro (EUR)", rate: "10,74", on: "2019-08-01", source: "Riksbanken" },
  budget: "1 322 643",
  funding: [["EU-bidrag", "1 120 000"], ["Egna pengar", "202 643"]],
  partners: [
    { name: "Comune di Reggio Emilia", town: "Reggio Emilia", country: "Italien", leads: true },
    { name: "Stad Gent", town: "Gent", country: "Belgien" },
    { name: "EDC Debrecen", town: "Debrecen", country: "Ungern" },
  ],
  caseNumber: "KFN 2019/0101",
  claimed: "60 000",
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V10a, V18a, V19, V5a: Maja tar ett projekt från idé genom prövning, beslut, bidrag och rekvisition till avslut, och inget saknas sedan (${how})`, async ({ signedIn }) => {
    test.setTimeout(240_000);
    const [maja, viola] = [await signedIn("kontakt", { javaScriptEnabled }), await signedIn("namnd", { javaScriptEnabled })];
    const project = { ...PROSPERA, title: `${PROSPERA.title}, ${how}` };
    const path = await test.step("hon prövar idén två gånger och loggar den som projekt utan att skriva om något", async () => logWhole(await examine(maja, project, { begun: "2019-01-10", examined: "2019-02-01" }), project));
    await test.step("ansökan skrivs och skickas, nämnden beslutar, och bidraget beviljas", async () => {
      await step(maja, path, "Ansökan skrivs", "2019-02-10");
      await decide(viola, path, { title: `Ansökan om ${project.title}`, on: "2019-03-01", paragraph: "31" });
      await step(maja, path, "Beslut att söka", "2019-03-01");
      await step(maja, path, "Ansökan inskickad", "2019-03-20");
      await step(maja, path, "Beviljad", "2019-06-01");
      await step(maja, path, "Avtal tecknat", "2019-06-20");
      await step(maja, path, "Pågår", "2019-08-01");
    });
    await test.step("hon rekvirerar pengar, och de kommer", () => claim(maja, path, project, { sent: "2020-02-01", received: "2020-06-01" }));
    await test.step("projektet slutrapporteras, avslutas och berättar vad det gav", async () => {
      await step(maja, path, "Slutrapporterad", "2023-09-30");
      await step(maja, path, "Slutbetald", "2024-03-01");
      await step(maja, path, "Avslutad", "2024-03-15");
      await close(maja, path, "2024-03-20");
    });
    await test.step("granskaren finner projektet i listorna över det som finns, och i ingen över det som saknas", async () => {
      const stellan = await signedIn("granskare", { javaScriptEnabled });
      const asked = ["caseNumber", "period", "budget", "benefit", "finalReport", "outcome", "lessons", "decision", "financing"];
      for (const what of asked) {
        const listed = (how: string) => stellan.goto(`/projects?year=2022&q=${encodeURIComponent(project.title)}&${how}=${what}`);
        await listed("lacks");
        await expect(stellan.getByRole("main").getByRole("link", { name: project.title, exact: true }), what).toHaveCount(0);
        await listed("states");
        await expect(stellan.getByRole("main").getByRole("link", { name: project.title, exact: true }), what).toBeVisible();
      }
      await stellan.goto(path);
      await expect(stellan.getByRole("main")).toContainText("Comune di Reggio Emilia");
      await expect(stellan.getByRole("main")).toContainText("Avslutad");
      await expect(stellan.getByRole("main")).toContainText("Börja med ekonomin.");
    });
  });
}
