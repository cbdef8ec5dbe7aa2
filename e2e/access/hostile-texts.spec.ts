import { parse } from "csv-parse/sync";
import { Parser } from "htmlparser2";
import ICAL from "ical.js";
import { inflateRawSync } from "node:zlib";
import { listParts, locate, viewOf } from "../../src/server/archives/parts.mjs";
import type { House } from "../../scripts/lib/look-house.mjs";
import { HOSTILE_TEXTS } from "../fixtures/hostile-texts.ts";
import { test } from "../fixtures/own-house.ts";
import { expect } from "../fixtures/test.ts";
import { ask, openSession } from "./build.ts";

/** How many pages are read as each of the two who see most; more at length. */
const PAGES = Number(process.env["HOSTILE_PAGES"] ?? 120);
const FILES = Number(process.env["HOSTILE_FILES"] ?? 40);

/** Tables that no form fills with texts of its own, and columns whose words the program or another program chose. */
const OTHER_TABLES = /^(_prisma|audit_|record_version|session|account|local_credential|rate_counter|idempotency|parked_form|draft|job|mail|edition|pack|policy|governing|mandate|calendar|system_token|schedule|import)/;
const CHOSEN = /(^|_)(id|code|codes|kind|kinds|status|state|currency|country|certainty|precision|locale|language|subject|issuer|provider|hash|digest|type|register|registers|key|path|url|link|links|email|phone|period|fund|role|position|clause|number|color|slug|answer|result|scope|level|unit|website|sha256|colour|figure|field|value|list|query|zone|as|other)$|^search|folded|source/;

/** Writes the texts into every column that people fill with words, past the program, which would take them as well. */
async function writeEverywhere(house: House): Promise<{ written: string[]; refused: string[] }> {
  const columns = (await house.query(
    "SELECT c.table_name AS table, c.column_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'text' AND c.is_generated = 'NEVER' ORDER BY 1, 2",
  )) as { table: string; name: string }[];
  const [written, refused]: [string[], string[]] = [[], []];
  for (const { table, name } of columns.filter((column) => !OTHER_TABLES.test(column.table) && !CHOSEN.test(column.name))) {
    await house.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    const of = `${table}.${name}`;
    // A name may have to be one of its kind.
    await house.query(`UPDATE "${table}" SET "${name}" = ($1::text[])[1 + abs(hashtext(ctid::text || $2)) % cardinality($1::text[])] || ' ' || left(md5(ctid::text), 6) WHERE "${name}" IS NOT NULL`, [HOSTILE_TEXTS, of]).then(
      () => written.push(of),
      () => refused.push(of),
    );
  }
  return { written, refused };
}

/** What came to life in a page, in words. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (["kanarie-tag", "iframe", "object", "embed", "base", "math", "video"].includes(name)) faults.push(`an element <${name}>`);
      if (name === "meta" && attributes["http-equiv"] !== undefined) faults.push("a meta element that speaks for the server");
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^on/i.test(attribute)) faults.push(`<${name} ${attribute}>`);
        if (/^(href|src|action|formaction|data|srcdoc|xlink:href|poster)$/i.test(attribute) && !/^(\/(?!\/)|#|\?|mailto:|tel:|https:\/\/|http:\/\/|data:image\/|$)/.test(value)) faults.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
        if (/^(src|action|formaction)$/i.test(attribute) && /elsewhere\.example/.test(value)) faults.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
      }
    },
  });
  parser.write(html);
  parser.end();
  for (const [, script = ""] of html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
    // Words travel in scripts as texts of JSON, from which no tag can break out.
    if (/^\s*(kanarie|parent\.kanarie)\(/.test(script) || /<\/?script|<!--/i.test(script)) faults.push(`a script: ${script.slice(0, 60)}`);
  }
  return faults;
}

function faultsOfFile(type: string, bytes: Buffer): string[] {
  const faults: string[] = [];
  if (type.startsWith("text/csv")) {
    const text = bytes.toString("utf8").replace(/^\ufeff/, "");
    const rows: string[][] = parse(text, { delimiter: text.slice(0, text.indexOf("\n")).includes(";") ? ";" : ",", relaxColumnCount: true });
    for (const cell of rows.flat()) if (/^[=+@\t\r]|^-(?!\d+([.,]\d+)?$)/.test(cell)) faults.push(`a cell that is calculated: ${cell.slice(0, 60)}`);
  } else if (/openxmlformats/.test(type)) {
    const view = viewOf(bytes);
    for (const part of listParts(view, 10_000)) {
      const packed = locate(view, part, 1e9);
      const xml = (part.method === 0 ? Buffer.from(packed) : inflateRawSync(packed)).toString("utf8");
      if (/<f[ >]|<kanarie-tag|<script|<!ENTITY/i.test(xml)) faults.push(`${part.name} holds what is run`);
    }
  } else if (type.startsWith("text/calendar")) {
    const calendar = new ICAL.Component(ICAL.parse(bytes.toString("utf8")) as unknown[]);
    const names = [calendar, ...calendar.getAllSubcomponents()].flatMap((component) => component.getAllProperties().map(({ name }) => name));
    if (names.some((name) => /kanarie|attendee/i.test(name))) faults.push("a line of its own in a calendar");
  } else if (type.startsWith("application/pdf")) {
    if (/\/(JavaScript|JS|OpenAction|Launch)\b/.test(bytes.toString("latin1"))) faults.push("a PDF that does something");
  } else if (type.startsWith("text/html")) faults.push("a file that is a page");
  return faults;
}

test("Inget som någon kan skriva blir till något annat än text, på någon sida eller i någon fil", async ({ house, visitor, tolerate }) => {
  test.setTimeout(600_000);
  const { written, refused } = await writeEverywhere(house);
  expect(written.length).toBeGreaterThan(80);
  const faults: string[] = [];
  const [shown, seen] = [new Set<string>(), new Set<string>()];
  let [pages, marks] = [0, 0];
  const files = new Map<string, string>();
  for (const account of ["samordnare", "admin"] as const) {
    const cookie = await openSession(house, account);
    // One of each kind of address first, so that a hundred projects do not stand in the way.
    const kinds = new Map<string, number>();
    const waiting = ["/"];
    const known = new Set(waiting);
    for (let read = 0; read < PAGES && waiting.length > 0; read += 1) {
      const kindOf = (address: string) => address.split("?")[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "*");
      waiting.sort((one, other) => (kinds.get(kindOf(one)) ?? 0) - (kinds.get(kindOf(other)) ?? 0));
      const address = waiting.shift() ?? "/";
      kinds.set(kindOf(address), (kinds.get(kindOf(address)) ?? 0) + 1);
      await house.query("DELETE FROM rate_counter");
      const response = await ask(house, address, { headers: { cookie } });
      const html = await response.text();
      pages += 1;
      seen.add(kindOf(address));
      if (response.status >= 500) faults.push(`${address}: ${response.status}`);
      const found = faultsOf(html);
      faults.push(...found.map((fault) => `${address}: ${fault}`));
      for (const text of HOSTILE_TEXTS) if (html.includes(text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;"))) shown.add(text);
      marks += (html.match(/kanarie/g) ?? []).length;
      for (const [, href = ""] of html.matchAll(/href="(\/[^"#]*)"/g)) {
        const to = href.replaceAll("&amp;", "&");
        if (to.startsWith("/_next") || to.startsWith("//")) continue;
        if (to.startsWith("/api/")) files.set(to, cookie);
        else if (!known.has(to)) {
          known.add(to);
          waiting.push(to);
        }
      }
    }
  }
  const kindsOfFiles = new Map<string, number>();
  let fetched = 0;
  for (const [address, cookie] of files) {
    const kind = address.split("?")[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "*");
    if ((kindsOfFiles.get(kind) ?? 0) >= 2 || fetched >= FILES) continue;
    kindsOfFiles.set(kind, (kindsOfFiles.get(kind) ?? 0) + 1);
    await house.query("DELETE FROM rate_counter");
    const response = await ask(house, address, { headers: { cookie } });
    const bytes = Buffer.from(await response.arrayBuffer());
    fetched += 1;
    if (response.status >= 500) faults.push(`${address}: ${response.status}`);
    else if (response.status === 200) faults.push(...faultsOfFile(response.headers.get("content-type") ?? "", bytes).map((fault) => `${address}: ${fault}`));
  }
  console.log(`${HOSTILE_TEXTS.length} texts in ${written.length} columns (${refused.length} took none: ${refused.join(", ")}); ${pages} pages of ${seen.size} kinds read, ${shown.size} of the texts shown as they are, ${marks} marks; ${fetched} files of ${kindsOfFiles.size} kinds.`);
  expect(faults).toEqual([]);
  expect(shown.size).toBeGreaterThan(HOSTILE_TEXTS.length * 0.6);
  expect(fetched).toBeGreaterThan(5);

  // And where it counts, in a browser, whose console is watched.
  tolerate(/in the server's log: /);
  const page = await visitor();
  const [name = "", value = ""] = (await openSession(house, "samordnare")).split("=");
  await page.context().addCookies([{ name, value, url: house.origin }]);
  await page.addInitScript(() => {
    Reflect.set(globalThis, "kanarie", () => Reflect.set(globalThis, "bitten", true));
  });
  for (const address of ["/", "/projects", "/visits/coming", "/town-relations", "/partners", "/networks", "/decisions", "/tasks", "/coordination", "/search?q=kanarie"]) {
    await page.goto(address);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => Reflect.get(globalThis, "bitten")), address).toBeUndefined();
  }
});
