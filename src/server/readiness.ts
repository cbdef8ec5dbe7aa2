import "server-only";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { database } from "./db";

let expected: string[] | undefined;

/** The migrations that this program was built with. */
function expectedMigrations(): string[] {
  return (expected ??= readdirSync(join(process.cwd(), "prisma", "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name));
}

/** What keeps the program from serving: nothing, or a word for it. */
export async function findObstacle(): Promise<"database" | "migrations" | null> {
  try {
    const rows = await database().$queryRaw<{ migration_name: string }[]>`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const applied = new Set(rows.map((row) => row.migration_name));
    return expectedMigrations().every((name) => applied.has(name)) ? null : "migrations";
  } catch {
    return "database";
  }
}
