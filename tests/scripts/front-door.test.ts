import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { afterTest, makeFolder, root } from "./workshop.ts";
import fs from "node:fs";

/** A server that says what it was told of a request, behind the front door, as the app's own server is. */
const ECHO = `
import http from "node:http";
http.createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  const cookies = new URL(request.url, "http://x").searchParams.getAll("cookie");
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.end(JSON.stringify({ client: request.headers["x-utblick-client"], path: request.headers["x-utblick-path"], nonce: request.headers["x-nonce"], method: request.method }));
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
`;

interface Asked {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

async function openDoor(settings: Record<string, string> = {}): Promise<(path: string, options?: http.RequestOptions) => Promise<Asked>> {
  const server = path.join(makeFolder(), "echo.mjs");
  fs.writeFileSync(server, ECHO);
  const child = spawn(process.execPath, ["--import", path.join(root, "scripts", "front-door.mjs"), server], { stdio: ["ignore", "pipe", "inherit"], env: { PATH: process.env["PATH"], NODE_ENV: "production", ...settings } });
  afterTest(async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return (at, options = {}) =>
    new Promise((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port: Number(line), path: at, ...options }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
        response.once("end", () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      request.once("error", reject).end();
    });
}

const told = ({ body }: Asked): Record<string, string> => JSON.parse(body) as Record<string, string>;

describe("where a request comes from", () => {
  const forged = { "x-forwarded-for": "198.51.100.1, 198.51.100.2, 198.51.100.3", "x-utblick-client": "198.51.100.9" };

  test.each([
    ["0", "127.0.0.1"],
    ["1", "198.51.100.3"],
    ["2", "198.51.100.2"],
    ["3", "198.51.100.1"],
  ])("ASVS 15.3.4: with %s proxies of one's own it is %s, whatever the visitor says", async (proxies, client) => {
    const ask = await openDoor({ UTBLICK_TRUSTED_PROXIES: proxies });
    expect(told(await ask("/", { headers: forged }))).toMatchObject({ client });
  });

  test("ASVS 4.1.3: is the socket's own where fewer proxies spoke than there are", async () => {
    const ask = await openDoor({ UTBLICK_TRUSTED_PROXIES: "2" });
    expect(told(await ask("/", { headers: { "x-forwarded-for": "198.51.100.3" } }))).toMatchObject({ client: "127.0.0.1" });
    expect(told(await ask("/"))).toMatchObject({ client: "127.0.0.1" });
  });

  test("cannot be said under the names that the door itself uses", async () => {
    const ask = await openDoor();
    const { path: at, nonce } = told(await ask("/projects?q=a&_rsc=1", { headers: { "x-utblick-path": "/elsewhere", "x-nonce": "mine" } }));
    expect([at, nonce]).toEqual(["/projects?q=a", expect.stringMatching(/^[\w+/]{22}==$/)]);
  });
});

describe("every answer", () => {
  test("ASVS 14.3.1: has the browser throw away what it holds when it takes the session's cookie away, and not otherwise", async () => {
    const ask = await openDoor();
    const clearedBy = async (...cookies: string[]) => (await ask(`/?${new URLSearchParams(cookies.map((cookie) => ["cookie", cookie])).toString()}`)).headers["clear-site-data"];
    for (const name of ["utblick", "__Host-utblick"]) expect(await clearedBy("language=sv; Path=/", `${name}=; Path=/; Max-Age=0`), name).toBe('"cache", "storage"');
    for (const cookies of [[], ["language=sv; Path=/"], ["utblick=a-new-one; Path=/"], ["utblick-oidc-state=; Path=/; Max-Age=0"]]) expect(await clearedBy(...cookies), cookies.join()).toBeUndefined();
  });

  test("ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 14.3.2: carries what browsers are to be told, with a nonce of its own", async () => {
    const ask = await openDoor({ UTBLICK_ORIGIN: "https://utblick.example" });
    const [one, other] = [await ask("/"), await ask("/nowhere")];
    for (const { headers } of [one, other]) {
      expect(headers).toMatchObject({
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "private, no-store",
      });
      const policy = String(headers["content-security-policy"]);
      for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(rule);
      expect(policy).not.toContain("unsafe");
    }
    expect(one.headers["content-security-policy"]).toContain(`'nonce-${told(one)["nonce"] ?? ""}'`);
    expect(one.headers["content-security-policy"]).not.toBe(other.headers["content-security-policy"]);
  });

  test("demands encryption for ever only where people come by https", async () => {
    const ask = await openDoor({ UTBLICK_ORIGIN: "http://127.0.0.1:3000" });
    expect((await ask("/")).headers["strict-transport-security"]).toBeUndefined();
  });
});

describe("what is not let in", () => {
  test("ASVS 3.5.3, N2: what another site sends, by its origin, to any address", async () => {
    const ask = await openDoor({ UTBLICK_ORIGIN: "https://utblick.example" });
    for (const origin of ["https://evil.example", "null", "https://utblick.example.evil.example", "http://utblick.example"]) for (const at of ["/", "/projects/new", "/api/documents"]) expect((await ask(at, { method: "POST", headers: { origin } })).status, `${origin} ${at}`).toBe(403);
    expect((await ask("/", { method: "POST", headers: { origin: "https://utblick.example" } })).status).toBe(200);
    // Nor what does not say where it comes from, unless the browser says that it is from here.
    for (const headers of [{}, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { "sec-fetch-site": "none" }]) expect((await ask("/", { method: "POST", headers })).status, JSON.stringify(headers)).toBe(403);
    expect((await ask("/", { method: "POST", headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  test.each(["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])("ASVS 13.4.4: %s", async (method) => {
    const ask = await openDoor();
    expect((await ask("/", { method })).status).toBe(405);
  });
});
