import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`V16a: Maja får veta att en uppgift har blivit hennes, läser mejlet och kommer till posten efter att ha loggat in (${how})`, async ({ signedIn, visitor }) => {
    const title = `Boka tolk till mötet ${how}`;
    const ingrid = await signedIn("samordnare", { javaScriptEnabled });
    await ingrid.goto("/coordination/new");
    await choice(ingrid, "Vad är det?", "Uppgift").check();
    await field(ingrid, "Rubrik").fill(title);
    await field(ingrid, "Dag").fill(daysAgo(1));
    await field(ingrid, "Ansvarigt organ").selectOption({ label: "Kommunledningsstaben" });
    await ingrid.getByRole("group", { name: "Berörda verksamheter" }).getByLabel("Kultur- och fritidsförvaltningen").check();
    await ingrid.getByRole("button", { name: "Spara posten" }).click();
    await expect(ingrid.getByText("Posten är sparad.")).toBeVisible();
    const path = new URL(ingrid.url()).pathname;

    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/notifications");
    await expect(maja.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: /Meddelanden.*ny/ })).toBeVisible();
    const row = maja.getByRole("listitem").filter({ hasText: title });
    await expect(row).toContainText("Ny");
    await row.getByRole("button", { name: "Markera som läst" }).click();
    await expect(maja.getByText("Meddelandet är läst.")).toBeVisible();
    await expect(maja.getByRole("listitem").filter({ hasText: title })).toContainText("Läst");
    await maja.getByRole("listitem").filter({ hasText: title }).getByRole("link").click();
    await expect(maja).toHaveURL(new RegExp(`${path}$`));

    // The worker looks every other second.
    await ingrid.goto("/mails");
    await ingrid.getByRole("link", { name: "Läs mejlen i utvecklingsinkorgen" }).click();
    const mail = ingrid.getByRole("row").filter({ hasText: title }).filter({ hasText: "kontakt@utblick.example" });
    await expect(async () => {
      await ingrid.reload();
      await expect(mail).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await mail.getByRole("link").click();
    await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText(`En uppgift i samordningen är er: ${title}`);
    const link = await ingrid.getByRole("main").getByRole("link", { name: path }).getAttribute("href");

    const reader = await visitor({ javaScriptEnabled });
    await reader.goto(link ?? "");
    await reader.getByLabel("E-post", { exact: true }).fill("kontakt@utblick.example");
    await reader.getByLabel("Lösenord", { exact: true }).fill("utblick-demonstration");
    await reader.getByRole("button", { name: "Logga in", exact: true }).click();
    await expect(reader).toHaveURL(new RegExp(`${path}$`));
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
  });

  test(`Maja väljer att få meddelanden samlade, på engelska, och läser alla på en gång (${how})`, async ({ signedIn }) => {
    const maja = await signedIn("kontakt", { javaScriptEnabled });
    await maja.goto("/account");
    await choice(maja, "Som mejl", "Samlat en gång om dagen").check();
    await field(maja, "Språk i mejlen").selectOption({ label: "Engelska" });
    await maja.getByRole("button", { name: "Spara valet" }).click();
    await expect(maja.getByText("Ditt val är sparat.")).toBeVisible();
    await expect(choice(maja, "Som mejl", "Samlat en gång om dagen")).toBeChecked();
    await choice(maja, "Som mejl", "Genast").check();
    await field(maja, "Språk i mejlen").selectOption({ label: "Svenska" });
    await maja.getByRole("button", { name: "Spara valet" }).click();
    await maja.goto("/notifications");
    const all = maja.getByRole("button", { name: "Markera alla som lästa" });
    if (await all.isVisible()) await all.click();
    await maja.goto("/notifications?unread=1");
    await expect(maja.getByText("Du har läst alla.")).toBeVisible();
    expect((await maja.goto("/mails"))?.status()).toBe(404);
  });
}
