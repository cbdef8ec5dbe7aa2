import fs from "node:fs";
import path from "node:path";
import { run } from "./process.mjs";

/**
 * The environment in which PostgreSQL's own programs reach a database: a password on a command line is seen by everybody on the machine.
 * @param {string} url postgresql://…
 * @returns {NodeJS.ProcessEnv}
 */
export function clientEnvironment(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const settings = {
    PGHOST: searchParams.get("host") ?? decodeURIComponent(hostname).replace(/^\[|\]$/g, ""),
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get("sslmode") ?? undefined,
    PGSSLROOTCERT: searchParams.get("sslrootcert") ?? undefined,
  };
  return { NODE_ENV: "production", PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value)) };
}

/**
 * Finds a program of PostgreSQL's that is of the server's version or newer, the closest one first: an older one refuses to work, and npm has none.
 * @param {"pg_dump" | "pg_restore"} program
 * @param {number} major the server's version, such as 17
 * @param {readonly string[]} [folders] where to look
 * @returns {Promise<{ file: string, version: string }>}
 */
export async function findClient(program, major, folders = listFolders()) {
  /** @type {{ file: string, version: string, major: number }[]} */
  const found = [];
  for (const folder of folders) {
    const file = path.join(folder, program);
    if (!fs.existsSync(file)) continue;
    const { code, stdout } = await run(file, ["--version"]);
    const version = /\(PostgreSQL\) (\S+)/.exec(stdout)?.[1];
    if (code === 0 && version !== undefined) found.push({ file, version, major: Number.parseInt(version, 10) });
  }
  const fit = found.filter((client) => client.major >= major).sort((a, b) => a.major - b.major)[0];
  if (fit) return { file: fit.file, version: fit.version };
  const there = found.length === 0 ? "there is none here" : `here is ${[...new Set(found.map(({ version }) => version))].join(", ")}`;
  throw new Error(
    `The database runs on PostgreSQL ${major}, which takes a ${program} of version ${major} or newer, and ${there}. Install the package postgresql-client-${major}, or name the folder of another one in UTBLICK_POSTGRES_BIN.`,
  );
}

/** @returns {string[]} */
function listFolders() {
  const given = process.env.UTBLICK_POSTGRES_BIN;
  if (given) return [given];
  /** @param {string} folder @param {string} rest */
  const below = (folder, rest) => (fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name, rest)) : []);
  return [
    ...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean),
    ...below("/usr/lib/postgresql", "bin"),
    ...below("/usr", "bin").filter((folder) => folder.startsWith("/usr/pgsql-")),
    ...below("/opt/homebrew/opt", "bin").filter((folder) => /postgresql@|libpq/.test(folder)),
  ];
}
