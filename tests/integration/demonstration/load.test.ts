import { spawn } from "node:child_process";
import path from "node:path";
import { createTestDatabase } from "../../setup/database.ts";
import { it } from "vitest";
it("x", async () => {
  const db = await createTestDatabase();
  for (let i = 0; i < 2; i++) {
  const t = Date.now();
  await new Promise((r) => spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", "prisma/demo/load.ts"], { cwd: path.resolve(import.meta.dirname, "../../.."), stdio: "inherit", env: { ...process.env, DATABASE_URL: db.appUrl, UTBLICK_PACK: process.env.P ?? "varberg", UTBLICK_SECRET: "a".repeat(40), UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on" } }).on("exit", r));
  console.log(Date.now() - t);
  }
  await db.drop();
});
