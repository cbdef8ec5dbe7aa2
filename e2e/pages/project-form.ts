import { type Locator, type Page, expect } from "@playwright/test";
import { choice, field } from "./fields.ts";

/** The least that a project can be logged with. */
export interface BriefProject {
  title: string;
  summary?: string;
  unit?: string;
  status?: string;
  starts?: string;
  youth?: "Ja" | "Nej";
  confidential?: string;
}

export const SECTIONS = ["Om projektet", "Program och period", "Pengar", "Samarbetspartner", "Mål och nytta", "Barn och unga", "Diarium och sekretess"] as const;
export type SectionName = (typeof SECTIONS)[number];

/** The form by which projects are logged and changed: a list of sections, of which one is open. */
export class ProjectForm {
  readonly summary: Locator;

  constructor(readonly page: Page) {
    this.summary = page.getByRole("main").getByRole("alert");
  }

  /** Begins to log a project from the list. */
  static async begin(page: Page): Promise<ProjectForm> {
    await page.goto("/projects");
    await page.getByRole("main").getByRole("button", { name: "Logga projekt" }).click();
    const form = new ProjectForm(page);
    await form.shows("Om projektet");
    return form;
  }

  async shows(section: SectionName): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 2, name: section, exact: true })).toBeVisible();
    await expect(this.link(section)).toHaveAttribute("aria-current", "step");
  }

  link(section: SectionName | "Granska och spara"): Locator {
    return this.page.getByRole("navigation", { name: "Avsnitt" }).getByRole("link", { name: section });
  }

  async open(section: SectionName): Promise<void> {
    await this.link(section).click();
    await this.shows(section);
  }

  field(label: string): Locator {
    return field(this.page.locator("#section-form"), label);
  }

  choice(question: string, answer: string): Locator {
    return choice(this.page.locator("#section-form"), question, answer);
  }

  /** Saves the open section, which leads on to the next one. */
  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Spara avsnittet" }).click();
  }

  async later(): Promise<void> {
    await this.page.getByRole("button", { name: "Fortsätt senare" }).click();
  }

  async check(): Promise<void> {
    await this.link("Granska och spara").click();
    await expect(this.page).toHaveURL(/\/check$/);
  }

  /** Logs a project with as little as can be, and returns the address of its page. */
  static async log(page: Page, project: BriefProject): Promise<string> {
    const form = await ProjectForm.begin(page);
    await form.field("Projektets namn").fill(project.title);
    await form.field("Vad ska projektet leda till?").fill(project.summary ?? "Fler får prova något nytt tillsammans.");
    if (project.unit !== undefined) await form.field("Verksamhet som svarar för projektet").selectOption({ label: project.unit });
    await form.choice("Vad är det för slags projekt?", "Internationellt").check();
    await form.field("Hur långt har det kommit?").selectOption({ label: project.status ?? "Idé" });
    await form.save();
    await form.shows("Program och period");
    if (project.starts !== undefined) {
      await form.field("Börjar").fill(project.starts);
      await form.save();
      await form.shows("Pengar");
    }
    await form.open("Mål och nytta");
    await form.field("Om inget mål passar: varför?").fill("Målen för perioden är inte beslutade än.");
    await form.save();
    await form.shows("Barn och unga");
    await form.choice("Kommer projektet barn och unga till del?", project.youth ?? "Nej").check();
    await form.save();
    await form.shows("Diarium och sekretess");
    if (project.confidential !== undefined) {
      await form.field("Projektet innehåller uppgifter med sekretess").check();
      await form.field("Bestämmelse").fill(project.confidential);
    }
    await form.save();
    await expect(page).toHaveURL(/\/check$/);
    await page.getByRole("button", { name: "Logga projektet" }).click();
    await expect(page.getByText("Projektet är loggat.")).toBeVisible();
    return new URL(page.url()).pathname;
  }
}
