import { readFileSync } from "node:fs";
import readXlsxFile from "read-excel-file/node";
import { expect, test } from "./fixtures/test.ts";

for (const javaScriptEnabled of [true, false]) {
  test(`Stellan granskar ${javaScriptEnabled ? "med" : "utan"} skript: fyra frågor, det som saknas först, varje siffra till sina poster, och allt i Excel`, async ({ signedIn }) => {
    const page = await signedIn("granskare", { javaScriptEnabled });
    await page.goto("/");
    const main = page.getByRole("main");
    await expect(page.getByRole("heading", { level: 1, name: "Granskning" })).toBeVisible();
    await expect(main.getByRole("heading", { level: 2 })).toHaveText([/organisationen ändamålsenlig/, /processen dokumenterad/, /projekten dokumenterade/, /beslut, med finansiering/]);

    const lacking = await test.step("från en siffra kommer han till lika många projekt", async () => {
      const row = main.getByRole("table", { name: /beslut, med finansiering/ }).getByRole("row").filter({ hasText: "Beslut om EU-projektet" });
      const figure = row.getByRole("cell").first().getByRole("link");
      const count = Number(await figure.textContent());
      expect(count).toBeGreaterThan(0);
      await figure.click();
      await expect(page).toHaveURL(/\/projects\?year=\d{4}&lacks=decision$/);
      await expect(main.getByText(count === 1 ? "Ett projekt" : `${String(count)} projekt`, { exact: true })).toBeVisible();
      await expect(main.getByRole("link", { name: "Ta bort filtret Beslut saknas" })).toBeVisible();
      return count;
    });

    await test.step("i Excel står vart och ett av dem med sin adress", async () => {
      await page.goto("/");
      const download = page.waitForEvent("download");
      await main.getByRole("link", { name: "Excel" }).click();
      const { data } = (await readXlsxFile(readFileSync(await (await download).path())))[0]!;
      const rows = data.filter((row) => String(row[1]).startsWith("Beslut om EU-projektet"));
      expect(rows[0]?.slice(3, 4)).toEqual([lacking]);
      expect(rows.slice(1).every((row) => String(row[5]).includes("/projects/"))).toBe(true);
      expect(rows.slice(1)).toHaveLength(lacking);
    });

    await test.step("ett tidigare år granskar han på samma sätt", async () => {
      const lastYear = String(new Date().getFullYear() - 1);
      await page.goto("/");
      await main.getByRole("link", { name: lastYear, exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`/scrutiny\\?on=${lastYear}$`));
      await expect(main).toContainText(`Uppgifterna gäller ${lastYear}`);
    });
  });
}
