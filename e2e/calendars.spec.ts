import { expect, test } from "./fixtures/test.ts";
import { field } from "./pages/fields.ts";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`En ledamot prenumererar på sin kalender, kalenderprogrammet hämtar den, och en ny adress stänger den gamla (${how})`, async ({ signedIn, visitor }) => {
    const member = await signedIn("kfpresidium", { javaScriptEnabled });
    await member.goto("/account");
    await member.getByRole("link", { name: "Prenumerera på en kalender" }).click();
    for (let button = member.getByRole("button", { name: /^Sluta prenumerera/ }).first(); await button.isVisible(); ) await button.click();
    await member.getByRole("button", { name: "Skapa adress" }).click();
    await expect(member.getByText("Välj vilken kalender du vill prenumerera på.").first()).toBeVisible();
    await field(member, "Vilken kalender?").selectOption({ label: "Mina besök och det jag ska ha gjort" });
    await member.getByRole("button", { name: "Skapa adress" }).click();
    await expect(member.getByText("Ny adress skapad")).toBeVisible();
    const address = await field(member, "Adress").inputValue();
    expect(address).toMatch(/\/api\/calendars\/[A-Za-z0-9_-]{43}\.ics$/);

    const program = (await visitor({ javaScriptEnabled })).request;
    const first = await program.get(address);
    expect(first.status()).toBe(200);
    expect(first.headers()).toMatchObject({ "content-type": "text/calendar; charset=utf-8", "referrer-policy": "no-referrer" });
    expect(first.headers()["set-cookie"]).toBeUndefined();
    expect(await first.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect((await program.get(address, { headers: { "if-none-match": first.headers()["etag"] ?? "" } })).status()).toBe(304);
    await member.goto("/account/calendars");
    await expect(member.getByRole("row", { name: /^Mina besök/ })).not.toContainText("Aldrig");
    await expect(member.getByLabel("Adress", { exact: true })).toHaveCount(0);

    await member.getByRole("button", { name: /^Ge en ny adress/ }).click();
    const renewed = await field(member, "Adress").inputValue();
    expect([(await program.get(address)).status(), (await program.get(renewed)).status()]).toEqual([404, 200]);
    await member.getByRole("button", { name: /^Sluta prenumerera/ }).click();
    await expect(member.getByText("Prenumerationen är avslutad")).toBeVisible();
    expect((await program.get(renewed)).status()).toBe(404);
  });
}
