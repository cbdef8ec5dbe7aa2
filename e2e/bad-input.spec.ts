import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";
import { ProjectForm, type SectionName } from "./pages/project-form.ts";

const UNKNOWN_ID = "00000000-0000-4000-8000-00000000feed";

async function beginAt(page: Page, section: SectionName): Promise<ProjectForm> {
  const form = await ProjectForm.begin(page);
  if (section !== "Om projektet") await form.open(section);
  return form;
}

/** Puts text where a person would paste it, without typing it letter by letter. */
async function paste(form: ProjectForm, label: string, text: string): Promise<void> {
  await form.field(label).evaluate((element, value) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return;
    element.value = value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

/** The sentence stands at the field together with the field's help. */
const asPart = (sentence: string | RegExp) => (typeof sentence === "string" ? new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : sentence);

/** As it was written, but for an amount's spaces and minus, which are set as in print once the field has been left. */
const asWritten = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s").replaceAll("-", "[-−]")}$`);

interface Mistake {
  what: string;
  section: SectionName;
  /** What is written, field by field. */
  writes: Readonly<Record<string, string>>;
  sentence: string | RegExp;
  /** The field at which the sentence stands. */
  at: string;
}

const mistakes: Mistake[] = [
  { what: "ett slut före starten", section: "Program och period", writes: { Börjar: "2028-01-01", Slutar: "2027-12-31" }, sentence: "Projektet slutar innan det börjar. Ändra något av datumen.", at: "Slutar" },
  { what: "ett datum som inte finns", section: "Program och period", writes: { Börjar: "2027-02-30" }, sentence: "Skriv ett datum, en månad eller ett år, till exempel 2027-05-03, 2027-05, 2027 kv 2 eller 2027.", at: "Börjar" },
  { what: "ett negativt belopp", section: "Pengar", writes: { "Hela projektets budget": "-5 000" }, sentence: "Skriv ett belopp som är 0 eller mer.", at: "Hela projektets budget" },
  { what: "ett belopp i ord", section: "Pengar", writes: { "EU-bidrag": "lagom mycket" }, sentence: "Skriv beloppet i siffror, till exempel 120 000.", at: "EU-bidrag" },
  { what: "ett belopp som ingen har", section: "Pengar", writes: { "Hela projektets budget": "9 999 999 999 999 999" }, sentence: "Beloppet är för stort. Kontrollera antalet nollor.", at: "Hela projektets budget" },
  { what: "en partner utan namn", section: "Samarbetspartner", writes: { Ort: "Haderslev" }, sentence: "Skriv organisationens namn, eller töm raden.", at: "Organisation" },
  { what: "ett mål som är för långt", section: "Mål och nytta", writes: { "Verksamhetens mål som projektet bidrar till": "m".repeat(501) }, sentence: "Skriv högst 500 tecken. Nu är det 501.", at: "Verksamhetens mål som projektet bidrar till" },
  { what: "ett antal som inte är ett tal", section: "Barn och unga", writes: { "Ungefär hur många barn och unga?": "många" }, sentence: "Skriv antalet i siffror, till exempel 240.", at: "Ungefär hur många barn och unga?" },
  { what: "en sekretess utan stöd i lag", section: "Diarium och sekretess", writes: { "Datum för markeringen": "i går" }, sentence: /Skriv ett datum som finns/, at: "Datum för markeringen" },
];

for (const { what, section, writes, sentence, at } of mistakes) {
  test(`${section}: ${what} får en mening om vad som ska stå i stället, och allt skrivet står kvar`, async ({ signedIn }) => {
    const page = await signedIn("kontakt");
    const form = await beginAt(page, section);
    const within = section === "Samarbetspartner" ? page.getByRole("group", { name: "Partner 1" }) : page.locator("#section-form");
    for (const [label, text] of Object.entries(writes)) await field(within, label).fill(text);
    await form.save();
    await expect(form.summary).toContainText(sentence);
    await form.shows(section);
    for (const [label, text] of Object.entries(writes)) await expect(field(within, label)).toHaveValue(asWritten(text));
    await expect(field(within, at)).toHaveAccessibleDescription(asPart(sentence));
    await expect(field(within, at)).toHaveAttribute("aria-invalid", "true");
    await form.summary.getByRole("link", { name: sentence }).click();
    await expect(field(within, at)).toBeFocused();
  });
}

test("Om projektet: ett tomt avsnitt säger allt som saknas på en gång", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.save();
  await expect(form.summary.getByRole("link")).toHaveText([
    "Skriv projektets namn.",
    "Skriv med en eller två meningar vad projektet ska leda till.",
    "Kryssa för om projektet är internationellt, har extern finansiering eller båda.",
    "Välj hur långt projektet har kommit.",
  ]);
  await expect(form.summary).toBeFocused();
});

for (const javaScriptEnabled of [true, false]) {
  test(`En megabyte i namnet ${javaScriptEnabled ? "med" : "utan"} skript: inget går sönder, och det som skrevs i övrigt finns kvar`, async ({ signedIn, tolerate }) => {
    test.setTimeout(90_000);
    // The library's advice about a page that shows a whole megabyte.
    tolerate(/This rendered a large document/);
    const page = await signedIn("kontakt", { javaScriptEnabled });
    const form = await ProjectForm.begin(page);
    await form.field("Vad ska projektet leda till?").fill("Det här ska stå kvar.");
    if (javaScriptEnabled) await paste(form, "Projektets namn", "Å".repeat(500_000));
    else await form.field("Projektets namn").fill("Å".repeat(500_000));
    await form.save();
    await expect(form.summary).toContainText(/Skriv högst 200 tecken/);
    await expect(form.field("Vad ska projektet leda till?")).toHaveValue("Det här ska stå kvar.");
    await form.field("Projektets namn").fill("Lagom");
    await form.save();
    await expect(form.summary).not.toContainText(/Skriv högst 200 tecken/);
  });
}

test("Emoji, högerskrift och citationstecken sparas som de skrevs", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const title = "Fjärd 🌊 “öst” <b>&amp; مرحبا";
  await ProjectForm.log(page, { title });
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("Ett nolltecken i namnet får en mening, och resten står kvar", async ({ signedIn }) => {
  const page = await signedIn("kontakt");
  const form = await ProjectForm.begin(page);
  await form.field("Vad ska projektet leda till?").fill("Det här ska stå kvar.");
  await paste(form, "Projektets namn", "Hål\u0000i");
  await form.save();
  await expect(form.summary).toContainText("Texten innehåller tecken som inte går att läsa. Ta bort dem och skriv om det som saknas.");
  await expect(form.field("Vad ska projektet leda till?")).toHaveValue("Det här ska stå kvar.");
});

for (const path of ["/people/new", "/bodies/new"]) {
  test(`Ett för långt namn som klistras in på ${path} står kvar helt, med en mening om hur mycket som ska bort`, async ({ signedIn }) => {
    const page = await signedIn("admin");
    await page.goto(path);
    const name = field(page.getByRole("main"), "Namn");
    await name.focus();
    await page.keyboard.insertText("å".repeat(150));
    await page.getByRole("main").getByRole("button", { name: "Lägg till", exact: true }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Skriv högst 120 tecken. Nu är det 150.");
    await expect(name).toHaveValue("å".repeat(150));
  });
}

const clearAnswers: { what: string; path: string; status: number; says: string | RegExp }[] = [
  { what: "sidan en miljard i listan", path: "/projects?page=1000000000", status: 200, says: "Listan har en sida" },
  { what: "en sida som inte är ett tal", path: "/projects?page=tusen", status: 200, says: "det har lämnats utan avseende: page" },
  { what: "ett okänt filter", path: "/projects?farg=bla&status=LILA", status: 200, says: /lämnats utan avseende: (farg, status|status, farg)/ },
  { what: "en verksamhet som inte finns", path: `/projects?unit=${UNKNOWN_ID}`, status: 200, says: "Inga projekt här" },
  { what: "fri text med tecken ur SQL och HTML", path: `/projects?q=${encodeURIComponent("%_'\";--<script>alert(1)</script>\u0000")}`, status: 200, says: "Inga projekt här" },
  { what: "samma filter två gånger", path: "/projects?q=kust&q=hav", status: 200, says: "Projekt" },
  { what: "ett projekt som inte finns", path: `/projects/${UNKNOWN_ID}`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "ett projekt vars nummer inte är ett nummer", path: "/projects/%00..%2f", status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "historiken för ett projekt som inte finns", path: `/projects/${UNKNOWN_ID}/history`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "ett utkast som inte finns", path: `/projects/drafts/${UNKNOWN_ID}/about`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "en konflikt som inte finns", path: `/projects/drafts/${UNKNOWN_ID}/conflict`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "ett organ som inte finns", path: `/bodies/${UNKNOWN_ID}`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "en person som inte finns", path: `/people/${UNKNOWN_ID}`, status: 404, says: "Här finns inget, eller inget som du får se" },
  { what: "en adress som ingen har gjort", path: "/finns/inte", status: 404, says: "Här finns inget, eller inget som du får se" },
];

for (const { what, path, status, says } of clearAnswers) {
  test(`Adressen till ${what} får ett klart svar`, async ({ signedIn }) => {
    const page = await signedIn("samordnare");
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(status);
    await expect(page.getByRole("main")).toContainText(says);
  });
}

test("Den som vill vidare från en sida bortom listans slut kommer till den sista", async ({ signedIn }) => {
  const page = await signedIn("samordnare");
  await page.goto("/projects?page=1000000000&sort=title");
  await page.getByRole("link", { name: "Till sista sidan" }).click();
  await expect(page).toHaveURL(/\/projects\?sort=title$/);
  await expect(page.getByRole("table")).toBeVisible();
});
