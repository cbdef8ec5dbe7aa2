import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

const main = (page: Page) => page.getByRole("main");
const part = (page: Page, name: string) => main(page).getByRole("region", { name, exact: true });
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Ingrid frågar Saga om ett projekt, Saga svarar för att hon är nämnd, och Ingrid rättar sin fråga och tar bort den (${how})`, async ({ signedIn }) => {
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    const project = javaScriptEnabled ? "Vänort i rörelse" : "Skolbio Norden";
    await ingrid.goto(`/projects?q=${encodeURIComponent(project)}`);
    await main(ingrid).getByRole("link", { name: project, exact: true }).click();
    const path = new URL(ingrid.url()).pathname;

    const saga = await signedIn("lasare", { javaScriptEnabled });
    await saga.goto(path);
    await expect(part(saga, "Kommentarer").getByRole("link", { name: "Skriv en kommentar" })).toHaveCount(0);

    await part(ingrid, "Kommentarer").getByRole("link", { name: "Skriv en kommentar" }).click();
    await expect(main(ingrid)).toContainText("Kommentarer är allmänna handlingar");
    await press(ingrid, "Spara kommentaren");
    await expect(ingrid.locator("#text-error")).toContainText("Skriv något");
    await field(ingrid, "Kommentar").fill(`Vad tycker du, Saga? (${how})`);
    await field(ingrid, "Person 1").selectOption({ label: "Saga Måsgren" });
    await press(ingrid, "Spara kommentaren");
    await expect(part(ingrid, "Kommentarer").getByRole("listitem").filter({ hasText: `(${how})` })).toContainText("Till Saga Måsgren");

    await saga.goto(path);
    await part(saga, "Kommentarer").getByRole("link", { name: "Skriv en kommentar" }).click();
    await field(saga, "Kommentar").fill(`Jag tycker om det. ${how}`);
    await press(saga, "Spara kommentaren");
    await expect(part(saga, "Kommentarer").getByRole("listitem").filter({ hasText: `Jag tycker om det. ${how}` })).toContainText("Saga Måsgren");

    await ingrid.goto(path);
    await part(ingrid, "Kommentarer").getByRole("listitem").filter({ hasText: `(${how})` }).getByRole("link", { name: "Ändra kommentaren" }).click();
    await field(ingrid, "Kommentar").fill(`Vad tycker du om den, Saga? (${how})`);
    await press(ingrid, "Spara ändringen");
    await expect(main(ingrid)).toContainText(`från Vad tycker du, Saga? (${how}) till Vad tycker du om den, Saga? (${how})`);
    await main(ingrid).getByRole("link", { name: "Tillbaka till posten" }).click();
    const mine = part(ingrid, "Kommentarer").getByRole("listitem").filter({ hasText: "Ingrid Fyrberg" }).last();
    await mine.getByRole("button", { name: /^Ta bort kommentaren/ }).click();
    await expect(part(ingrid, "Kommentarer")).not.toContainText(`Vad tycker du om den, Saga? (${how})`);
    await expect(part(ingrid, "Kommentarer").getByRole("button", { name: /^Lägg tillbaka kommentaren/ })).toHaveCount(1);
    await saga.goto(path);
    await expect(part(saga, "Kommentarer")).not.toContainText("Vad tycker du");
    await expect(part(saga, "Kommentarer")).toContainText(`Jag tycker om det. ${how}`);
  });
}
