import { expect, test } from "./fixtures/test.ts";
import { daysAgo } from "./pages/days.ts";
import { choice, field } from "./pages/fields.ts";

// What is published is one thing: the journeys that turn it on and off take turns.
test.describe.configure({ mode: "default" });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "med skript" : "utan skript";

  test(`Administratören ansluter ett system, som läser registren med sin nyckel tills den återkallas (${how})`, async ({ signedIn, visitor, house }) => {
    const admin = await signedIn("admin", { javaScriptEnabled });
    await admin.goto("/system-tokens");
    await admin.getByRole("main").getByRole("link", { name: "Anslut ett system" }).first().click();
    await admin.getByRole("button", { name: "Skapa nyckel" }).click();
    for (const problem of ["Skriv vad systemet heter.", "Skriv vilken funktion som ansvarar för systemet.", "Välj minst ett register."]) await expect(admin.getByRole("main").getByRole("alert")).toContainText(problem);
    await field(admin, "Systemets namn").fill(`Beslutsstödet ${how}`);
    await field(admin, "Ansvarig funktion").fill("Systemförvaltningen");
    await choice(admin, "Register som systemet får läsa", "Projekt").check();
    await field(admin, "Gäller till och med").fill(daysAgo(-1000));
    await admin.getByRole("button", { name: "Skapa nyckel" }).click();
    await expect(admin.getByRole("main").getByRole("alert")).toContainText("En nyckel gäller högst två år.");
    await expect(choice(admin, "Register som systemet får läsa", "Projekt")).toBeChecked();
    await field(admin, "Gäller till och med").fill(daysAgo(-100));
    await admin.getByRole("button", { name: "Skapa nyckel" }).click();
    await expect(admin.getByText("Ny nyckel skapad")).toBeVisible();
    const token = await field(admin, "API-nyckel").inputValue();
    const page = admin.url().split("?")[0] ?? "";

    const system = (await visitor({ javaScriptEnabled })).request;
    const ask = (path: string, key = token) => system.get(`${house.origin}/api/v1/${path}`, { headers: { authorization: `Bearer ${key}` } });
    const first = await ask("projects?limit=2");
    expect(first.status()).toBe(200);
    expect(first.headers()["set-cookie"]).toBeUndefined();
    const { data, links } = (await first.json()) as { data: { links: { self: string; page: string } }[]; links: { next: string } };
    expect(data).toHaveLength(2);
    expect((await ask(links.next.split("/api/v1/")[1] ?? "")).status()).toBe(200);
    expect((await system.get(data[0]?.links.self ?? "", { headers: { authorization: `Bearer ${token}` } })).status()).toBe(200);
    expect([(await ask("visits")).status(), (await ask("people")).status()]).toEqual([403, 404]);
    const head = await system.head(`${house.origin}/api/v1/projects`, { headers: { authorization: `Bearer ${token}` } });
    expect([head.status(), (await head.body()).length]).toEqual([200, 0]);
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      const refused = await system.fetch(`${house.origin}/api/v1/projects`, { method, headers: { authorization: `Bearer ${token}` } });
      expect([refused.status(), refused.headers()["allow"], refused.headers()["content-type"]], method).toEqual([405, "GET, HEAD", "application/problem+json; charset=utf-8"]);
    }

    // The token is shown once, and that it has been used is said.
    await admin.goto(page);
    await expect(admin.getByLabel("API-nyckel")).toHaveCount(0);
    await expect(admin.getByRole("main")).not.toContainText("Aldrig");
    await admin.getByRole("button", { name: "Skapa ny nyckel" }).click();
    const renewed = await field(admin, "API-nyckel").inputValue();
    expect([(await ask("projects")).status(), (await ask("projects", renewed)).status()]).toEqual([401, 200]);
    await admin.getByRole("button", { name: "Återkalla nyckeln" }).click();
    await expect(admin.getByRole("main").getByRole("status").filter({ hasText: "Nyckeln är återkallad." })).toBeVisible();
    expect((await ask("projects", renewed)).status()).toBe(401);
    await expect(admin.getByRole("main")).toContainText("återkallade nyckeln");
  });

  test(`Administratören slår på öppna data, vem som helst hämtar dem, och de är borta när de stängs av (${how})`, async ({ signedIn, visitor, house }) => {
    const anyone = (await visitor({ javaScriptEnabled })).request;
    const fetchFile = (file: string) => anyone.get(`${house.origin}/open-data/${file}`);
    const admin = await signedIn("admin", { javaScriptEnabled });
    await admin.goto("/open-data");
    expect((await fetchFile("catalog.rdf")).status()).toBe(404);
    await field(admin, "E-postadress för frågor").fill("");
    await choice(admin, "Datamängder", "Fastställda utgåvor").check();
    await admin.getByRole("button", { name: "Publicera" }).click();
    await expect(admin.getByRole("main").getByRole("alert")).toContainText("Skriv en e-postadress för frågor.");
    await field(admin, "E-postadress för frågor").fill("data@utblick.example");
    await choice(admin, "Datamängder", "Fastställda utgåvor").uncheck();
    await admin.getByRole("button", { name: "Publicera" }).click();
    await expect(admin.getByRole("main").getByRole("status").filter({ hasText: "Publicerat." })).toBeVisible();

    const catalogue = await (await fetchFile("catalog.rdf")).text();
    expect(catalogue).toContain("mailto:data@utblick.example");
    const projects = await fetchFile("projects.json");
    expect([projects.status(), projects.headers()["set-cookie"]]).toEqual([200, undefined]);
    expect(((await projects.json()) as { data: unknown[] }).data.length).toBeGreaterThan(5);
    expect([(await fetchFile("town-relations.csv")).status(), (await fetchFile("memberships.json")).status(), (await fetchFile("editions.json")).status()]).toEqual([200, 200, 404]);

    const reader = await signedIn("lasare", { javaScriptEnabled });
    await reader.goto("/open-data");
    await expect(reader.getByRole("main").getByRole("link", { name: "CSV Projekt", exact: true })).toBeVisible();
    await expect(reader.getByRole("main").getByRole("button")).toHaveCount(0);

    await admin.getByRole("button", { name: "Stäng av öppna data" }).click();
    await expect(admin.getByRole("main").getByRole("status").filter({ hasText: "Öppna data är avstängt." })).toBeVisible();
    expect([(await fetchFile("catalog.rdf")).status(), (await fetchFile("projects.json")).status()]).toEqual([404, 404]);
  });
}

test("En läsare läser hur API:et fungerar, och ser inte vilka system som är anslutna", async ({ signedIn }) => {
  const reader = await signedIn("lasare");
  await reader.goto("/");
  await reader.getByRole("contentinfo").getByRole("link", { name: "API", exact: true }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("API för andra system");
  await reader.getByRole("main").locator("summary", { hasText: /^Vänorter$/ }).click();
  await expect(reader.getByRole("main")).toContainText("/api/v1/town-relations");
  expect((await reader.request.get("/api/v1/openapi.json")).status()).toBe(200);
  expect((await reader.goto("/system-tokens"))?.status()).toBe(404);
});
