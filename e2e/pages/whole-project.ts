import { type Locator, type Page, expect } from "@playwright/test";
import { choice, field } from "./fields.ts";
import { ProjectForm } from "./project-form.ts";

/** A project as its people know it: what it is about, what it costs, and the days on which things happened. */
export interface WholeProject {
  title: string;
  summary: string;
  isInternational: boolean;
  /** The programme as lists name it, and the fund as an examination's choice does. */
  programme: string;
  examined: string;
  period: readonly [string, string];
  currency?: { name: string; rate: string; on: string; source: string };
  budget: string;
  funding: readonly (readonly [kind: string, amount: string])[];
  partners: readonly { name: string; town?: string; country: string; leads?: boolean }[];
  /** Why it follows no priority, where one is asked for; with it the part of the work is chosen too. */
  outside?: string;
  caseNumber: string;
  claimed: string;
}

const main = (page: Page) => page.getByRole("main");
const part = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string | RegExp) => expect(main(page).getByRole("status").filter({ hasText: text })).toBeVisible();

/** Logs an initiative, tries it twice, and begins its project: the form opens with what is known. */
export async function examine(page: Page, project: WholeProject, days: { begun: string; examined: string }): Promise<ProjectForm> {
  await page.goto("/initiatives");
  await main(page).getByRole("link", { name: "Logga ett initiativ" }).click();
  await field(page, "Rubrik").fill(project.title);
  await field(page, "Vad ska utvecklas?").fill(project.summary);
  await field(page, "Dag").fill(days.begun);
  await field(page, "Vem tog initiativet?").selectOption({ label: "Kontaktpersonen" });
  await press(page, "Spara initiativet");
  await says(page, "Initiativet är loggat.");
  await part(page, "Internationellt samarbete").getByRole("link", { name: "Pröva internationellt samarbete" }).click();
  await field(page, "Prövad den").fill(days.examined);
  await field(page, "Vem som prövade").fill("Ledningsgruppen");
  await choice(page, "Resultat", project.isInternational ? "Samarbete ska sökas" : "Inte aktuellt").check({ force: true });
  if (!project.isInternational) await field(page, "Skäl").fill("Arbetet gäller bara den egna kommunen.");
  await press(page, "Spara prövningen");
  await part(page, "Extern medfinansiering").getByRole("link", { name: "Pröva extern medfinansiering" }).click();
  await field(page, "Prövad den").fill(days.examined);
  await field(page, "Vem som prövade").fill("Ledningsgruppen");
  await choice(page, "Program som ni såg på", project.examined).check({ force: true });
  await choice(page, "Resultat", "Medel ska sökas").check({ force: true });
  await press(page, "Spara prövningen");
  await expect(main(page)).toContainText("Båda prövningarna är gjorda");
  await press(page, "Gör initiativet till ett projekt");
  const form = new ProjectForm(page);
  await expect(form.field("Projektets namn")).toHaveValue(project.title);
  await expect(form.field("Vad ska projektet leda till?")).toHaveValue(project.summary);
  return form;
}

/** Fills in what the initiative did not say, logs the project as an idea, and returns the address of its page. */
export async function logWhole(form: ProjectForm, project: WholeProject): Promise<string> {
  const { page } = form;
  if (project.isInternational) await form.choice("Vad är det för slags projekt?", "Internationellt").check();
  await form.choice("Vad är det för slags projekt?", "Extern finansiering").check();
  await form.field("Hur långt har det kommit?").selectOption({ label: "Idé" });
  await form.save();
  await form.shows("Program och period");
  await form.field("Program").selectOption({ label: project.programme });
  await form.choice("Vår roll", project.partners.length > 0 ? "Partner" : "Ledande partner").check();
  await form.field("Börjar").fill(project.period[0]);
  await form.field("Slutar").fill(project.period[1]);
  await form.save();
  await form.shows("Pengar");
  if (project.currency !== undefined) {
    await form.field("Valuta").selectOption({ label: project.currency.name });
    await press(page, "Dela upp på finansiärer och år");
    await form.field("Kronor för en enhet av valutan").fill(project.currency.rate);
    await form.field("Kursens datum").fill(project.currency.on);
    await form.field("Varifrån kommer kursen?").fill(project.currency.source);
  }
  await form.field("Hela projektets budget").fill(project.budget);
  for (const [place, [kind, amount]] of project.funding.entries()) {
    if (project.currency === undefined) await form.field(kind).fill(amount);
    else {
      const row = page.getByRole("group", { name: /^Rad \d+$/ }).nth(place);
      await row.getByLabel("Slag").selectOption({ label: kind });
      await row.getByLabel("Belopp").fill(amount);
    }
  }
  await form.choice("Har du talat med er ekonom?", "Ja").check();
  await form.save();
  await form.shows("Samarbetspartner");
  for (const [place, partner] of project.partners.entries()) {
    if (place > 1) await press(page, "Fler partner");
    const row = page.getByRole("group", { name: `Partner ${String(place + 1)}`, exact: true });
    await field(row, "Organisation").fill(partner.name);
    await field(row, "Ort").fill(partner.town ?? "");
    await field(row, "Land").selectOption({ label: partner.country });
    if (partner.leads === true) await row.getByLabel("Leder projektet").check();
  }
  await form.save();
  await form.shows("Mål och nytta");
  if (project.outside !== undefined) {
    await form.choice("Vilken del av arbetet hör projektet till?", "Bevakning och påverkan").check();
    await form.field("Om det står utanför prioriteringarna: varför?").fill(project.outside);
  }
  await form.field("Om inget mål passar: varför?").fill("Målen för perioden är inte beslutade än.");
  await form.field("Vilken nytta?").fill("Arbete nära där folk bor.");
  await form.save();
  await form.shows("Barn och unga");
  await form.choice("Kommer projektet barn och unga till del?", "Nej").check();
  await form.save();
  await form.shows("Diarium och sekretess");
  await form.field("Diarienummer").fill(project.caseNumber);
  await form.save();
  await expect(page).toHaveURL(/\/check$/);
  await press(page, "Logga projektet");
  await says(page, "Projektet är loggat.");
  return new URL(page.url()).pathname;
}

/** Takes a step of the project's way on a day. */
export async function step(page: Page, path: string, to: string, on: string): Promise<void> {
  await page.goto(`${path}/steps`);
  await field(page, "Ny status").selectOption({ label: to });
  await field(page, "När hände det?").fill(on);
  await press(page, "Ändra status");
  await says(page, "Statusen är ändrad.");
}

/** Records the decision that the project waits for, from the project's own page. */
export async function decide(page: Page, path: string, { title, on, paragraph }: { title: string; on: string; paragraph: string }): Promise<void> {
  await page.goto(path);
  await main(page).getByRole("link", { name: "Registrera beslutet" }).first().click();
  await field(page, "Rubrik").fill(title);
  await field(page, "Beslutsdag").fill(on);
  await field(page, "Paragraf i protokollet").fill(paragraph);
  await press(page, "Registrera beslutet");
  await says(page, /^Beslutet är registrerat/);
}

/** Claims money, and writes down that it has come. */
export async function claim(page: Page, path: string, project: WholeProject, days: { sent: string; received: string }): Promise<void> {
  await page.goto(path);
  await page.getByRole("link", { name: "Rekvisitioner, utbetalningar och likviditet" }).click();
  await part(page, "Rekvisitioner").getByRole("link", { name: "Lägg till en rekvisition" }).click();
  await field(page, "Kostnader från och med").fill(project.period[0]);
  await field(page, "Kostnader till och med").fill(days.sent);
  await field(page, "Begärt belopp").fill(project.claimed);
  await choice(page, "Läge", "Inskickad").check({ force: true });
  await field(page, "Inskickad den").fill(days.sent);
  await press(page, "Spara");
  await says(page, "Rekvisitionen är sparad.");
  await part(page, "Utbetalningar").getByRole("link", { name: "Lägg till en utbetalning" }).click();
  await choice(page, "Vad är det för utbetalning?", "Delbetalning").check({ force: true });
  await choice(page, "Har kommit", "Dag").fill(days.received);
  await choice(page, "Har kommit", "Belopp").fill(project.claimed);
  await press(page, "Spara");
  await says(page, "Utbetalningen är sparad.");
  await expect(part(page, "Utbetalningar").getByRole("row").filter({ hasText: "Delbetalning" })).toContainText("Har kommit");
}

/** Tells what the project gave. */
export async function close(page: Page, path: string, on: string): Promise<void> {
  await page.goto(path);
  await part(page, "Avslut").getByRole("link", { name: "Skriv avslutet" }).click();
  await field(page, "Dag").fill(on);
  await choice(page, "Mervärde för", "Invånarna").check({ force: true });
  await field(page, "Nytta").fill("Fler har arbete nära där de bor.");
  await field(page, "Lärdomar").fill("Börja med ekonomin.");
  await field(page, "Spritt till").fill("Ledningsgruppen.");
  await choice(page, "Skulle ni göra om det?", "Ja").check({ force: true });
  await press(page, "Spara avslutet");
  await says(page, "Avslutet är sparat.");
}
