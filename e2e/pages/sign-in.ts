import { type Page, expect } from "@playwright/test";

export const PASSWORD = "utblick-demonstration";

/** Signs in from wherever the page is; the sign-in page is opened when it is not shown already. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  if (!new URL(page.url(), "http://nowhere.invalid").pathname.endsWith("/sign-in")) await page.goto("/sign-in");
  await page.getByLabel("E-post", { exact: true }).fill(email);
  await page.getByLabel("Lösenord", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
}

/** Signs out by the account's menu. */
export async function signOut(page: Page, name: string): Promise<void> {
  await page.locator("header").getByText(name).first().click();
  await page.getByRole("button", { name: "Logga ut" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "Du är utloggad." })).toBeVisible();
}
