import { chromium } from "@playwright/test";
import { prepareChromium } from "../scripts/lib/chromium.mjs";

/**
 * @typedef {object} Load
 * @property {number} requests all that the browser asked for, the page itself included
 * @property {number} scriptBytes of JavaScript as sent, compressed
 * @property {number} bytes of everything as sent
 * @property {number} readyMs until the load event
 */

/**
 * Opens pages in a real browser with an empty cache.
 * @param {readonly { name: string, url: string, cookie?: string }[]} pages
 * @param {(line: string) => void} log
 * @returns {Promise<Record<string, Load>>}
 */
export async function loadPages(pages, log) {
  const executablePath = await prepareChromium(log);
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
  try {
    /** @type {Record<string, Load>} */
    const loads = {};
    for (const { name, url, cookie } of pages) {
      const context = await browser.newContext();
      if (cookie !== undefined) {
        const [key, value] = cookie.split("=");
        await context.addCookies([{ name: key ?? "", value: value ?? "", url }]);
      }
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.setCacheDisabled", { cacheDisabled: true });
      /** @type {Map<string, string>} */
      const kinds = new Map();
      const load = { requests: 0, scriptBytes: 0, bytes: 0, readyMs: 0 };
      session.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
        if (request.url.startsWith("data:")) return;
        load.requests += 1;
        kinds.set(requestId, type ?? "Other");
      });
      session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        load.bytes += encodedDataLength;
        if (kinds.get(requestId) === "Script") load.scriptBytes += encodedDataLength;
      });
      const since = performance.now();
      const response = await page.goto(url, { waitUntil: "load" });
      load.readyMs = performance.now() - since;
      if (response?.status() !== 200) throw new Error(`${name} answered ${response?.status()} in the browser.`);
      await page.waitForLoadState("networkidle");
      loads[name] = load;
      await context.close();
    }
    return loads;
  } finally {
    await browser.close();
  }
}
