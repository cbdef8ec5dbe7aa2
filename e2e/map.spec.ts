import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

for (const javaScriptEnabled of [true, false]) {
  test(`Saga ser på kartan var kommunen samarbetar, och märket leder till raden och den till posten (${javaScriptEnabled ? "med skript" : "utan skript"})`, async ({ signedIn }) => {
    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto("/partners");
    await saga.getByRole("main").getByRole("link", { name: "Karta", exact: true }).click();
    const rows = saga.getByRole("table", { name: "Raderna på kartan" }).getByRole("row");
    const all = await rows.count();
    await field(saga, "Slag").selectOption({ label: "Relation" });
    await saga.getByRole("main").getByRole("button", { name: "Visa", exact: true }).click();
    await expect(saga).toHaveURL(/\/partners\/map\?kind=RELATION/);
    expect(await rows.count()).toBeLessThan(all);

    // From the keyboard: the mark is a link with a name in words, and its row is the same number.
    const mark = saga.getByRole("region", { name: "Europa", exact: true }).getByRole("link", { name: /Haderslev/ }).first();
    const number = /^(\d+)\./.exec((await mark.getAttribute("aria-label")) ?? "")?.[1] ?? "";
    await mark.focus();
    await saga.keyboard.press("Enter");
    await expect(saga).toHaveURL(new RegExp(`#mark-${number}$`));
    const row = saga.locator(`#mark-${number}`);
    await expect(row).toBeInViewport();
    await expect(row).toContainText("Haderslev");
    await row.getByRole("link").first().click();
    await expect(saga).toHaveURL(/\/town-relations\//);
    await expect(saga.getByRole("main")).toContainText("Haderslev");
  });
}

test("kartan säger vad som är fel i en adress, och att inget finns där", async ({ signedIn }) => {
  const saga = await signedIn("lasare");
  await saga.goto("/partners/map?kind=PLANET&country=Sverige");
  await expect(saga.getByRole("main")).toContainText("kind, country");
  await saga.goto("/partners/map?country=IS");
  await expect(saga.getByRole("heading", { name: "Inget att visa på kartan" })).toBeVisible();
  await saga.getByRole("main").getByRole("link", { name: "Ta bort alla filter" }).click();
  await expect(saga).toHaveURL(/\/partners\/map$/);
});
