import type { Locator, Page } from "@playwright/test";

/** A field by the words at it, with or without the remark that it may be left empty. */
export function field(within: Page | Locator, label: string): Locator {
  return within.getByLabel(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}( \\(.+\\))?$`));
}

/** A choice in a group, by the group's question and the answer. */
export function choice(within: Page | Locator, question: string | RegExp, answer: string): Locator {
  return within.locator("fieldset", { hasText: question }).getByLabel(answer, { exact: true });
}
