import { expect, test } from "../fixtures/test.ts";
import { ask, fill, findRecords, KEYED, listAddresses, openSession, SENT_TO } from "./build.ts";

/** What a page's policy must say, whichever the page. */
const POLICY = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'"];

/** What is wrong with the headers of an answer, in words. */
function faultsOf(response: Response, text: string, nonces: Set<string>): string[] {
  const of = (name: string) => response.headers.get(name) ?? "";
  const faults: string[] = [];
  if (of("x-content-type-options") !== "nosniff") faults.push("may be guessed at");
  if (!/^(same-origin|no-referrer)$/.test(of("referrer-policy"))) faults.push(`tells others its address: ${of("referrer-policy")}`);
  if (!/\bno-store\b|\bno-cache\b/.test(of("cache-control"))) faults.push(`may be kept: ${of("cache-control")}`);
  if (response.headers.has("x-powered-by") || response.headers.has("server")) faults.push("tells what it is made with");
  if (response.headers.has("access-control-allow-origin")) faults.push("may be read by another site");
  if (text !== "" && !/^[\w.+-]+\/[\w.+-]+/.test(of("content-type"))) faults.push("does not say what it is");
  if (/^(text\/|application\/json)/.test(of("content-type")) && !/charset=utf-8/i.test(of("content-type")) && !/^(application\/json|text\/x-component)/.test(of("content-type"))) faults.push(`does not say its characters: ${of("content-type")}`);
  const policy = of("content-security-policy");
  if (!/frame-ancestors 'none'/.test(policy)) faults.push("may stand in a frame");
  if (/unsafe-|\*|http:|https:/.test(policy)) faults.push(`lets in too much: ${policy}`);
  if (!of("content-type").startsWith("text/html")) return faults;
  const nonce = /script-src 'nonce-([^']{20,})' 'strict-dynamic'(;|$)/.exec(policy)?.[1];
  if (nonce === undefined) {
    // A page of the front door's own has no scripts at all.
    if (!policy.startsWith("default-src 'none'; form-action 'self'") || /<script/i.test(text)) faults.push(`no nonce: ${policy}`);
    return faults;
  }
  for (const rule of POLICY) if (!policy.split("; ").includes(rule)) faults.push(`no ${rule}`);
  if (nonces.has(nonce)) faults.push("the nonce of another answer");
  nonces.add(nonce);
  for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) if (!tag.includes(`nonce="${nonce}"`)) faults.push(`a script without the nonce: ${tag.slice(0, 120)}`);
  if (/<[a-z][^>]*\son[a-z]+=/i.test(text.replace(/<script\b[\s\S]*?<\/script>/g, ""))) faults.push("a script in an attribute");
  return faults;
}

test("Varje adress i bygget svarar med alla säkerhetsregler, vem som än frågar och vad som än är fel", async ({ house, tolerate }) => {
  const addresses = listAddresses();
  test.setTimeout(120_000 + addresses.length * 3_000);
  tolerate(/in the server's log: /);
  const records = await findRecords(house);
  const nonces = new Set<string>();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let read = 0;
  // The framework's own last page is the same for everybody: it may be kept, and knows no nonce, so that the policy keeps its scripts from running.
  const isBare = (address: string, fault: string) => address === "/_global-error" && /^(a script without the nonce|may be kept)/.test(fault);
  const look = async (address: string, options: RequestInit = {}) => {
    const response = await ask(house, address, options);
    const text = await response.text();
    read += 1;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    faults.push(...faultsOf(response, text, nonces).filter((fault) => !isBare(address, fault)).map((fault) => `${options.method ?? "GET"} ${address} (${response.status}): ${fault}`));
  };
  for (const who of [undefined, "admin", "samordnare", "lasare"] as const) {
    const headers: Record<string, string> = who === undefined ? {} : { cookie: await openSession(house, who) };
    for (const address of addresses) {
      await house.query("DELETE FROM rate_counter");
      const at = fill(address, records);
      await look(at, { headers });
      await look(at, { headers: { ...headers, rsc: "1" } });
      await look(at, { method: "HEAD", headers });
      if (SENT_TO.has(address) || KEYED.has(address) || who === "lasare") await look(at, { method: "POST", headers: { ...headers, origin: house.origin, "content-type": "application/x-www-form-urlencoded" }, body: "x=1" });
    }
    // What is not there, what cannot be read, what comes from elsewhere, and what nobody asks for.
    await look("/nowhere", { headers });
    await look("/projects/00000000-0000-4000-8000-000000000000", { headers });
    await look("/projects?sida=%00%ff&form=x&q=%3Cscript%3E", { headers });
    await look("/%E0%A4%A", { headers });
    await look("/projects", { method: "DELETE", headers });
    await look("/projects", { method: "POST", headers: { ...headers, origin: "https://elsewhere.example", "content-type": "text/plain" }, body: "x" });
    await look("/projects", { method: "POST", headers: { ...headers, origin: house.origin, "content-type": "multipart/form-data; boundary=x" }, body: "garbage" });
  }
  console.log(`${read} answers read at ${addresses.length} addresses, ${nonces.size} nonces: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}.`);
  expect(faults).toEqual([]);
  expect(nonces.size).toBeGreaterThan(addresses.length);
});

test("Det som är lika för alla får sparas, och gissas inte om", async ({ house }) => {
  const page = await (await ask(house, "/sign-in")).text();
  const files = [...new Set([...page.matchAll(/"(\/_next\/static\/[^"\\]+)"/g)].map(([, file = ""]) => file))];
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    const response = await ask(house, file);
    await response.arrayBuffer();
    expect([response.status, response.headers.get("x-content-type-options"), response.headers.get("cache-control")], file).toEqual([200, "nosniff", "public, max-age=31536000, immutable"]);
    expect(response.headers.get("set-cookie"), file).toBeNull();
  }
});

test("ASVS 13.4.1: Varken källkod, kartor eller filerna bredvid bygget lämnas ut", async ({ house }) => {
  const page = await (await ask(house, "/sign-in")).text();
  const files = [...new Set([...page.matchAll(/"(\/_next\/static\/[^"\\]+\.(?:js|css))"/g)].map(([, file = ""]) => file))];
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    expect((await ask(house, `${file}.map`)).status, file).toBe(404);
    expect(await (await ask(house, file)).text(), file).not.toMatch(/sourceMappingURL/);
  }
  const beside = [".env", ".git/config", ".git/HEAD", "package.json", "package-lock.json", "server.js", "front-door.mjs", "next.config.ts", "tsconfig.json", "Containerfile", "prisma/schema.prisma", "prisma/packs/varberg.ts", "src/server/env.ts", "node_modules/next/package.json", ".next/BUILD_ID", ".next/server/app-paths-manifest.json", ".data/postgres/PG_VERSION", "docs/operations.md"];
  const ways = (file: string) => [`/${file}`, `/_next/${file}`, `/_next/static/../../${file}`, `/_next/static/%2e%2e/%2e%2e/${file}`, `/_next/static/..%2f..%2f${file}`, `/..%5c${file}`, `//${file}`];
  const cookie = await openSession(house, "admin");
  const given: string[] = [];
  for (const at of beside.flatMap(ways)) {
    for (const headers of [{}, { cookie }] as Record<string, string>[]) {
      const response = await ask(house, at, { headers });
      const text = await response.text();
      if (response.status === 200 && !/text\/html/.test(response.headers.get("content-type") ?? "")) given.push(`${at}: ${text.slice(0, 40)}`);
      if (/"name": "(?:utblick|next)"|UTBLICK_SECRET|datasource db|repositoryformatversion/.test(text)) given.push(`${at}: ${text.slice(0, 40)}`);
    }
  }
  expect(given).toEqual([]);
});
