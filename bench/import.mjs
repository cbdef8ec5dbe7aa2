import { chromium } from "@playwright/test";
import { prepareChromium } from "../scripts/lib/chromium.mjs";
import { Connection, demand } from "./client.mjs";
import { quantile } from "./measure.mjs";
import { residentMemory, watchMemory } from "./memory.mjs";

/** As long as one who looks at a list waits between two looks. */
const LOOK_EVERY_MS = 100;

/** As often as one who has no script asks how far the worker has come. */
const RELOAD_EVERY_MS = 2_000;

/**
 * @typedef {object} ImportFigures
 * @property {number} validatedMs from the columns being told of to the first page of what the rows come to
 * @property {number} committedMs from the button to the list of what has been read in
 * @property {number} uploadedMs
 * @property {number} moreMemory MB at most, over what the server held before
 * @property {{ before: number, during: number }} others how long others waited for a list, p95 in milliseconds
 */

/**
 * Reads a list of so many new projects in through the pages, as the office does, while another looks at lists.
 * @param {{ app: import("./servers.mjs").Server, office: { cookie: string }, reader: { cookie: string }, rows: number, listPath: string }} scene
 * @param {(line: string) => void} log
 * @returns {Promise<ImportFigures>}
 */
export async function readInList({ app, office, reader, rows, listPath }, log) {
  const executablePath = await prepareChromium(log);
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
  const connection = new Connection(app.origin);
  /** @type {number[]} */
  let waits = [];
  const look = setInterval(() => void ask(), LOOK_EVERY_MS);
  let isAsking = false;
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    const since = performance.now();
    demand(await connection.ask({ path: listPath, headers: { cookie: reader.cookie } }), 200, listPath);
    waits.push(performance.now() - since);
    isAsking = false;
  };
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "sv-SE" });
    const [name = "", value = ""] = office.cookie.split("=");
    await context.addCookies([{ name, value, url: app.origin }]);
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(`${app.origin}/imports/new?kind=project`);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const before = quantile(waits, 0.95);
    waits = [];
    const memory = residentMemory(app.pid);
    const stop = watchMemory(app.pid);

    /** @param {() => Promise<unknown>} act @param {RegExp} to */
    const timed = async (act, to) => {
      const since = performance.now();
      await act();
      await page.waitForURL(to);
      return performance.now() - since;
    };
    await page.locator('input[type="file"]').setInputFiles({ name: "register.csv", mimeType: "text/csv", buffer: writeList(rows) });
    const press = (/** @type {RegExp} */ label) => page.locator("main").getByRole("button", { name: label }).click();
    const uploadedMs = await timed(() => press(/^Läs filen$/), /\/imports\/drafts\/[0-9a-f-]{36}/);
    const unit = page.locator("#otherwise-unitId");
    await unit.selectOption({ index: 1 });
    await page.locator("#otherwise-noGoalReason").fill("Målen står inte i listan.");
    await page.locator("#otherwise-externalKind").selectOption("OTHER_EXTERNAL");
    const validatedMs = await timed(() => press(/^Visa vad raderna blir$/), /\/preview/);
    const committedMs = await timed(async () => {
      await press(/^Läs in .* nya rader$/);
      await page.waitForURL(/\/imports\/(?:runs\/)?[0-9a-f-]{36}/);
      for (; page.url().includes("/imports/runs/"); await page.reload()) await new Promise((resolve) => setTimeout(resolve, RELOAD_EVERY_MS));
    }, /\/imports\/[0-9a-f-]{36}/);
    return { uploadedMs, validatedMs, committedMs, moreMemory: stop() - memory, others: { before, during: quantile(waits, 0.95) } };
  } finally {
    clearInterval(look);
    connection.close();
    await browser.close();
  }
}

/** @param {number} rows */
function writeList(rows) {
  const head = "Projektnamn;Beskrivning;Status;Startdatum;Slutdatum;Bidrag;Egen insats;Samarbetspartner;Barn och unga";
  const line = (/** @type {number} */ number) => `Inläst projekt ${number};Vi lär av varandra över havet.;Avslutat;${2005 + (number % 18)}-01-15;${2006 + (number % 18)}-12-31;${100 + (number % 900)} 000;25 000,50;Hamnens skola ${number % 50} (Norge);${number % 3 === 0 ? "Ja" : "Nej"}`;
  return Buffer.from([head, ...Array.from({ length: rows }, (_, index) => line(index + 1))].join("\r\n"));
}
