import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";
import { ProjectForm } from "./pages/project-form.ts";
import { ProjectPage } from "./pages/project-page.ts";
import { signIn } from "./pages/sign-in.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "Med skript" : "Utan skript", () => {
    test("Maja loggar in, loggar ett projekt, går ifrån det halvvägs, fortsätter från Att göra och hittar det i listan", async ({ visitor, house }) => {
      const page = await visitor({ javaScriptEnabled });
      const title = javaScriptEnabled ? "Ålgräs i viken" : "Musslor på rep";
      const form = new ProjectForm(page);

      await test.step("hon loggar in och möts av sin verksamhet", async () => {
        await house.query("delete from rate_counter");
        await signIn(page, "kontakt@utblick.example");
        await expect(page.getByRole("heading", { level: 1, name: "Kultur- och fritidsförvaltningen" })).toBeVisible();
      });

      await test.step("hon börjar logga med den stora knappen", async () => {
        await page.getByRole("button", { name: "Logga projekt" }).click();
        await form.shows("Om projektet");
        await expect(form.field("Verksamhet som svarar för projektet").locator("option:checked")).toHaveText("Kultur- och fritidsförvaltningen");
        await form.field("Projektets namn").fill(title);
        await form.field("Vad ska projektet leda till?").fill("Unga och fiskare lär av grannarna hur havet mår.");
        await form.choice("Vad är det för slags projekt?", "Internationellt").check();
        await form.choice("Vad är det för slags projekt?", "Extern finansiering").check();
        await form.field("Hur långt har det kommit?").selectOption({ label: "Ansökan skrivs" });
        await form.save();
        await form.shows("Program och period");
        await expect(form.link("Om projektet")).toContainText("Klart");
      });

      await test.step("hon går ifrån det mitt i ett avsnitt", async () => {
        await form.field("Börjar").fill("3/5 2027");
        await form.later();
        await expect(page.getByText("Utkastet är sparat. Fortsätt när du vill.")).toBeVisible();
      });

      await test.step("hon fortsätter från Att göra, och det hon skrev står kvar", async () => {
        await page.goto("/");
        await page.getByRole("region", { name: "Att göra" }).getByRole("link", { name: title }).click();
        await form.shows("Om projektet");
        await expect(form.field("Projektets namn")).toHaveValue(title);
        await form.open("Program och period");
        await expect(form.field("Börjar")).toHaveValue("3/5 2027");
        await form.field("Slutar").fill("2029 kv 4");
        await form.choice("Vår roll", "Partner").check();
        await form.save();
      });

      await test.step("hon skriver pengarna, och får veta att summan inte går ihop", async () => {
        await form.shows("Pengar");
        await form.field("Hela projektets budget").fill("1 200 000");
        await form.field("EU-bidrag").fill("600 000");
        await form.field("Egna pengar").fill("500 000");
        await form.save();
        await expect(form.summary).toContainText(/Finansieringen är 100\s?000 \S+ lägre än budgeten\./);
        await expect(form.field("EU-bidrag")).toHaveValue(/^600.000$/);
        await form.field("Egen arbetstid").fill("100 000");
        await form.choice("Har du talat med er ekonom?", "Ja").check();
        await form.save();
      });

      await test.step("hon fyller i resten i vilken ordning hon vill", async () => {
        await form.shows("Samarbetspartner");
        const partner = page.getByRole("group", { name: "Partner 1" });
        await field(partner, "Organisation").fill("Haderslev Kommune");
        await field(partner, "Ort").fill("Haderslev");
        await field(partner, "Land").selectOption({ label: "Danmark" });
        await form.save();
        await form.shows("Mål och nytta");
        await form.open("Barn och unga");
        await form.choice("Kommer projektet barn och unga till del?", "Ja").check();
        await form.field("Ungefär hur många barn och unga?").fill("240");
        await form.save();
        await form.open("Mål och nytta");
        await page.getByRole("group", { name: "Kommunens mål som projektet bidrar till" }).getByRole("checkbox").first().check();
        await form.field("Verksamhetens mål som projektet bidrar till").fill("Fler unga möter havet");
        await form.save();
        await form.open("Diarium och sekretess");
        await form.field("Diarienummer").fill("KFN 2026/0077");
        await form.save();
      });

      await test.step("hon läser igenom och loggar projektet", async () => {
        await expect(page).toHaveURL(/\/check$/);
        await expect(page.getByRole("main")).toContainText("Haderslev Kommune, Haderslev, Danmark");
        await expect(page.getByRole("main")).toContainText(/1.200.000/);
        await page.getByRole("button", { name: "Logga projektet" }).click();
        const project = new ProjectPage(page);
        await project.says("Projektet är loggat.");
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(project.fact("Tid")).toHaveText("3 maj 2027 – 2029, kvartal 4");
        await expect(project.part("Pengar")).toContainText(/1.200.000/);
        await expect(project.history).toContainText("Maja Strandlund loggade projektet");
      });

      await test.step("utkastet är borta ur Att göra", async () => {
        await page.goto("/");
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("link", { name: `Fortsätt logga ${title}` })).toHaveCount(0);
      });

      await test.step("hon hittar det i listan med fri text och filter", async () => {
        await page.goto("/projects");
        const filter = page.getByRole("search", { name: "Filtrera projekt" });
        await field(filter, "Ord eller diarienummer").fill("haderslev");
        await field(filter, "Status").selectOption({ label: "Ansökan skrivs" });
        await filter.getByRole("button", { name: "Visa", exact: true }).click();
        await expect(page).toHaveURL(/q=haderslev/);
        await expect(page).toHaveURL(/status=APPLICATION_IN_PROGRESS/);
        await expect(page.getByRole("table").getByRole("link", { name: title })).toBeVisible();
        await page.getByRole("table").getByRole("link", { name: title }).click();
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      });
    });
  });
}

test("Det som Maja skriver sparas av sig självt, och finns kvar när hon stänger fönstret", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  const kept = page.waitForResponse((response) => response.url().endsWith("/api/drafts") && response.ok() && response.request().postDataBuffer()?.includes("Körer") === true);
  await form.field("Projektets namn").pressSequentially("Sång över sundet");
  await form.field("Vad ska projektet leda till?").fill("Körer i två länder sjunger");
  await kept;
  await expect(page.getByRole("status").filter({ hasText: /^Utkastet sparades \d\d[:.]\d\d\.$/ })).toBeVisible();
  const address = page.url();
  await page.close();

  const again = await signedIn("kontakt");
  await again.goto(address);
  await expect(new ProjectForm(again).field("Projektets namn")).toHaveValue("Sång över sundet");
  await expect(new ProjectForm(again).field("Vad ska projektet leda till?")).toHaveValue("Körer i två länder sjunger");
});

test("Det som Maja skriver medan sidans skript är på väg sparas när de kommer, och formuläret går att skicka innan dess", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/_next/**/*.js", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.reload({ waitUntil: "domcontentloaded" });
  await form.field("Projektets namn").fill("Skrivet i förväg");
  await form.field("Hur långt har det kommit?").selectOption({ label: "Idé" });
  const kept = page.waitForResponse((response) => response.url().endsWith("/api/drafts") && response.ok());
  letThrough();
  await kept;
  await page.unroute("**/_next/**/*.js");
  await page.route("**/_next/**/*.js", () => {});
  await page.reload({ waitUntil: "domcontentloaded" });
  await expect(form.field("Projektets namn")).toHaveValue("Skrivet i förväg");
  await form.save();
  await expect(form.summary).toContainText("vad projektet ska leda till");
  await expect(form.field("Projektets namn")).toHaveValue("Skrivet i förväg");
});

test("Webbläsaren skickar formulären själv, utom dem som ramverket har gjort om", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  const reachesFramework = () =>
    page.evaluate(() => {
      const sent = document.getElementById("section-form");
      let isReached = false;
      const note = (event: Event) => {
        isReached = true;
        event.stopImmediatePropagation();
        event.preventDefault();
      };
      // Ahead of the framework's own listener at the document, which hears of nothing but what comes this far.
      window.addEventListener("submit", note);
      sent?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
      window.removeEventListener("submit", note);
      return isReached;
    });
  expect(await reachesFramework()).toBe(false);
  await page.locator("#section-form").evaluate((sent) => sent.setAttribute("action", "javascript:throw"));
  await form.field("Projektets namn").fill("Omgjort");
  await form.save();
  await expect(form.summary).toContainText("vad projektet ska leda till");
  await expect(form.field("Projektets namn")).toHaveValue("Omgjort");
});

test("Ett autosparande som dröjer på vägen skriver inte över det som Maja sparade sedan", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.open("Program och period");
  let delayed = 0;
  await page.route("**/api/drafts", async (route) => {
    delayed += 1;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue().catch(() => {});
  });
  const sent = page.waitForRequest("**/api/drafts");
  await form.field("Börjar").fill("2027-01-01");
  await form.field("Slutar").fill("2028");
  await sent;
  await form.field("Slutar").fill("2029-06-30");
  await form.field("Programmets eget nummer").fill("NSP-77");
  await form.save();
  await form.shows("Pengar");
  await page.waitForTimeout(3_000);
  expect(delayed).toBeGreaterThan(0);
  await form.open("Program och period");
  await expect(form.field("Slutar")).toHaveValue("2029-06-30");
  await expect(form.field("Programmets eget nummer")).toHaveValue("NSP-77");
});

test("Ett utkast slängs med ett tryck", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.field("Projektets namn").fill("Hastigt påkommet");
  await form.later();
  await page.getByRole("link", { name: "Fortsätt logga Hastigt påkommet" }).click();
  await form.shows("Om projektet");
  await page.getByRole("button", { name: "Släng utkastet" }).click();
  await expect(page.getByText("Utkastet är slängt.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Hastigt påkommet" })).toHaveCount(0);
});

test("Två tryck på Logga projektet på samma gång ger ett projekt", async ({ signedIn }) => {
  const page = await signedIn("kontakt", { javaScriptEnabled: false });
  const form = await ProjectForm.begin(page);
  await form.field("Projektets namn").fill("Dubbelt så gärna");
  await form.field("Vad ska projektet leda till?").fill("En sak, en gång.");
  await form.choice("Vad är det för slags projekt?", "Internationellt").check();
  await form.field("Hur långt har det kommit?").selectOption({ label: "Idé" });
  await form.save();
  await form.open("Mål och nytta");
  await form.field("Om inget mål passar: varför?").fill("Målen är inte beslutade än.");
  await form.save();
  await form.choice("Kommer projektet barn och unga till del?", "Nej").check();
  await form.save();
  await form.check();

  // What the browser sends when the button is pressed, sent twice before the first answer has come.
  const fields = await page.locator("form#check input").evaluateAll((inputs) => inputs.map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]));
  const press = () => page.request.post(page.url(), { multipart: Object.fromEntries(fields), headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 });
  const answers = await Promise.all([press(), press()]);
  expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
  const [first, second] = answers.map((answer) => answer.headers()["location"]);
  expect(first).toMatch(/^\/projects\/[0-9a-f-]{36}\?done=logged$/);
  expect(second).toBe(first);
  await page.goto("/projects?q=Dubbelt");
  await expect(page.getByRole("table").getByRole("link", { name: "Dubbelt så gärna" })).toHaveCount(1);
});
