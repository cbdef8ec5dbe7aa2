import fs from "node:fs";
import path from "node:path";
import { run } from "../../scripts/lib/process.mjs";

const HOME = "/usr/lib/postgresql";
const NEEDED = ["initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore"];

/**
 * The system's own PostgreSQL, server and clients, which are installed where there are none: the embedded one has no pg_dump.
 * Returns the folder with bin. It is also the oldest that the app is run on.
 */
export async function prepareSystemPostgres(): Promise<string> {
  const found = (): string | undefined =>
    (fs.existsSync(HOME) ? fs.readdirSync(HOME) : [])
      .sort((a, b) => Number(a) - Number(b))
      .map((version) => path.join(HOME, version))
      .find((folder) => NEEDED.every((program) => fs.existsSync(path.join(folder, "bin", program))));
  const there = found();
  if (there !== undefined) return there;
  if (process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get")) {
    // Installed for its programs: a cluster that starts by itself is nobody's wish.
    fs.mkdirSync("/etc/postgresql-common", { recursive: true });
    if (!fs.existsSync("/etc/postgresql-common/createcluster.conf")) fs.writeFileSync("/etc/postgresql-common/createcluster.conf", "create_main_cluster = false\n");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "postgresql"], { env });
  }
  const installed = found();
  if (installed === undefined) throw new Error("These tests need PostgreSQL's server and clients: install the package postgresql.");
  return installed;
}
