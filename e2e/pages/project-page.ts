import { type Locator, type Page, expect } from "@playwright/test";
import { ProjectForm, type SectionName } from "./project-form.ts";

const EDITED_FROM: Readonly<Partial<Record<SectionName, string>>> = { "Om projektet": "Om projektet", Pengar: "Pengar" };

/** One project: facts left, steps, members and history right. */
export class ProjectPage {
  readonly main: Locator;
  readonly history: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole("main");
    this.history = this.part("Historik");
  }

  static async open(page: Page, path: string): Promise<ProjectPage> {
    await page.goto(path);
    return new ProjectPage(page);
  }

  /** A part of the page by its heading. */
  part(heading: string): Locator {
    return this.main.locator("section").filter({ has: this.page.getByRole("heading", { level: 2, name: heading, exact: true }) });
  }

  /** What stands beside a word among the facts. */
  fact(label: string): Locator {
    return this.part("Om projektet").locator("dt", { hasText: new RegExp(`^${label}$`) }).locator("xpath=following-sibling::dd[1]");
  }

  /** Opens the form at a section. */
  async change(section: SectionName = "Om projektet"): Promise<ProjectForm> {
    await this.part(EDITED_FROM[section] ?? "Om projektet").getByRole("button", { name: "Ändra", exact: true }).click();
    const form = new ProjectForm(this.page);
    await form.shows(EDITED_FROM[section] === undefined ? "Om projektet" : section);
    if (EDITED_FROM[section] === undefined) await form.open(section);
    return form;
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.main.getByRole("status").filter({ hasText: text })).toBeVisible();
  }
}
