import { randomUUID } from "node:crypto";
import type { House } from "../../scripts/lib/look-house.mjs";
import { type Account, expect, test } from "../fixtures/test.ts";
import { ask, openSession } from "./build.ts";

/** 10,000 at length. */
const REQUESTS = Number(process.env["CANARY_REQUESTS"] ?? 1_000);
const AT_ONCE = 20;

/** What two who work at the same time look at, by turns; each has its own on every page. */
const PAGES = ["/", "/projects", "/tasks", "/account", "/visits/coming", "/search?q=skola", "/api/search?q=skola", "/projects?_rsc=1abcd"];

/** Calls an account's person something, past the program and yet with what the trail is owed. */
async function rename(house: House, account: Account, name: string): Promise<string> {
  const [before] = await house.query("SELECT d.name FROM account a JOIN person_details d ON d.person_id = a.person_id WHERE a.subject = $1", [`${account}@utblick.example`]);
  await house.query(`UPDATE person_details SET name = '${name}', version = version + 1 WHERE person_id = (SELECT person_id FROM account WHERE subject = '${account}@utblick.example'); INSERT INTO audit_entry (action, subject_kind) VALUES ('prov.renamed', 'prov')`);
  return String(before?.["name"]);
}

test("Två som turas om får aldrig något av varandras, hur fort det än går", async ({ house }) => {
  test.setTimeout(120_000 + REQUESTS * 200);
  const people = await Promise.all((["granskare", "lasare"] as const).map(async (account) => ({ account, mark: `Kanarie${randomUUID().replaceAll("-", "")}`, cookie: await openSession(house, account) })));
  const names: string[] = [];
  // The name of whoever is signed in stands on every page of theirs, and these two stand on nobody else's.
  for (const { account, mark } of people) names.push(await rename(house, account, mark));
  const crossed: string[] = [];
  const without: string[] = [];
  let [asked, at] = [0, 0];
  const work = async () => {
    for (let turn = at++; turn < REQUESTS; turn = at++) {
      const [own, other] = turn % 2 === 0 ? [people[0], people[1]] : [people[1], people[0]];
      const path = PAGES[Math.floor(turn / 2) % PAGES.length] ?? "/";
      const response = await ask(house, path, { headers: { cookie: own?.cookie ?? "", ...(path.includes("_rsc") ? { rsc: "1" } : {}) } });
      const text = await response.text();
      asked += 1;
      if (text.includes(other?.mark ?? "")) crossed.push(`${path}, request ${turn}`);
      if (!path.startsWith("/api/") && !path.includes("_rsc") && !text.includes(own?.mark ?? "")) without.push(`${path}, request ${turn}: ${response.status}`);
      if (!/\bprivate\b.*\bno-store\b/.test(response.headers.get("cache-control") ?? "")) without.push(`${path}: ${response.headers.get("cache-control") ?? "nothing of keeping"}`);
      // Nobody looks for things this often in a minute.
      if (turn % 40 === 0) await house.query("DELETE FROM rate_counter");
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    for (const [index, { account }] of people.entries()) await rename(house, account, names[index] ?? "");
  }
  console.log(`${asked} requests by turns, ${AT_ONCE} at once: ${crossed.length} crossed.`);
  expect(asked).toBe(REQUESTS);
  expect(crossed).toEqual([]);
  expect(without).toEqual([]);
});
