import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { SERVER } from "../../scripts/lib/build.mjs";
import type { House } from "../../scripts/lib/look-house.mjs";
import type { Account } from "../fixtures/test.ts";

/** What the build says about itself: every address, and every action that can be called past its form. */
const BUILD = path.join(path.dirname(process.env["UTBLICK_TEST_SERVER"] ?? SERVER), ".next");
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(BUILD, name), "utf8"));

export interface CallableAction {
  id: string;
  name: string;
  /** An address whose page carries it. */
  page: string;
}

/** Addresses that answer anybody, and why the others don't. */
export const OPEN = new Set(["/sign-in", "/healthz", "/readyz", "/_not-found", "/_global-error", "/api/auth/[...nextauth]"]);

/** Addresses that are opened by a key of their own, and by nothing else: where it is wrong nothing is there. */
export const KEYED = new Set(["/api/calendars/[file]", "/open-data/[file]", "/api/municipality/coat/[id]"]);

/** Those that are only sent to. */
export const SENT_TO = new Set(["/api/drafts", "/api/documents", "/api/documents/versions"]);

/** The address that a page or route of the build answers at. */
function addressOf(entry: string): string {
  const address = entry.replace(/\/(page|route)$/, "").replace(/\/\([^)]+\)/g, "");
  return address === "" ? "/" : address;
}

/** Every address that the build answers at. */
export function listAddresses(): string[] {
  return Object.keys(read("server/app-paths-manifest.json") as Record<string, string>).map(addressOf);
}

/** Every action that the build takes calls of. */
export function listActions(): CallableAction[] {
  const { node } = read("server/server-reference-manifest.json") as { node: Record<string, { workers: Record<string, unknown>; exportedName: string; filename: string }> };
  return Object.entries(node).map(([id, { workers, exportedName, filename }]) => ({
    id,
    name: `${/features\/([^/]+)/.exec(filename)?.[1] ?? filename}.${exportedName}`,
    page: addressOf((Object.keys(workers)[0] ?? "").replace(/^app/, "")),
  }));
}

export interface Records {
  project: string;
  body: string;
  person: string;
  email: string;
  name: string;
  title: string;
}

export async function findRecords(house: House): Promise<Records> {
  const [row] = await house.query(`
    SELECT (SELECT id FROM project WHERE NOT is_confidential AND archived_at IS NULL ORDER BY id LIMIT 1) AS project, c.unit_id AS body, d.person_id AS person, d.email, d.name,
      (SELECT title FROM project WHERE NOT is_confidential AND archived_at IS NULL ORDER BY id LIMIT 1) AS title
    FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id WHERE d.email IS NOT NULL AND c.valid_to IS NULL ORDER BY c.id LIMIT 1`);
  return row as Records;
}

/** The address with the ids of records that are there. */
export function fill(address: string, records: Records): string {
  const id = address.startsWith("/projects") ? records.project : address.startsWith("/bodies") ? records.body : records.person;
  return address.replace("[id]", id).replace("[draftId]", records.project).replace("[section]", "about").replace("[file]", "projects.csv").replace("[...nextauth]", "signin") || "/";
}

/** A new session of an account's, past the sign-in page: its key, as the cookie holds it. */
export async function openSession(house: House, account: Account): Promise<string> {
  const key = randomBytes(32).toString("base64url");
  await house.query("INSERT INTO session (key_hash, account_id, person_id) SELECT $1, id, person_id FROM account WHERE subject = $2", [createHash("sha256").update(key).digest(), `${account}@utblick.example`]);
  return `utblick=${key}`;
}

/** Asks an address without following where it leads. */
export const ask = (house: House, address: string, options: RequestInit = {}) => fetch(house.origin + address, { redirect: "manual", ...options });
