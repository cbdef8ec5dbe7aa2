import type { House } from "../../scripts/lib/look-house.mjs";
import { type Account, expect, test } from "../fixtures/test.ts";
import { ask, fill, findRecords, KEYED, listActions, listAddresses, OPEN, openSession, SENT_TO, type CallableAction, type Records } from "./build.ts";

let addresses: string[] = [];
let actions: CallableAction[] = [];

test.beforeAll(() => {
  addresses = listAddresses();
  actions = listActions();
});

/** What must not have moved when everything was refused; the parking place of half-filled forms is no register. */
async function tracesOf(house: House): Promise<unknown> {
  const [row] = await house.query(`
    SELECT (SELECT count(*) FROM record_version) AS versions, (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM draft) AS drafts,
      (SELECT sum(revision) FROM draft) AS revisions, (SELECT count(*) FROM idempotency_key) AS keys, (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM local_credential) AS passwords`);
  return row;
}

/** An action's arguments, as a page's script would send one form. */
function asForm(fields: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`1_${name}`, value);
  body.append("0", '["$K1"]');
  return body;
}

async function callAction(house: House, action: CallableAction, records: Records, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return ask(house, fill(action.page, records), { method: "POST", body, headers: { "next-action": action.id, accept: "text/x-component", origin: house.origin, ...headers } });
}

/** Ways of asking that have led past a gate in one framework or another. */
const DISGUISES: readonly { what: string; suffix?: string; query?: string; headers: Record<string, string> }[] = [
  { what: "as a script would", query: "_rsc=1abcd", headers: { rsc: "1" } },
  { what: "as a prefetch", query: "_rsc=1abcd", headers: { rsc: "1", "next-router-prefetch": "1" } },
  { what: "as a prefetch of a part", query: "_rsc=1abcd", headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" } },
  { what: "by the payload's own address", suffix: ".rsc", headers: {} },
  { what: "by a part's own address", suffix: ".segments/_tree.segment.rsc", headers: {} },
  { what: "as if the proxy had been passed", headers: { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy", "x-middleware-next": "1", "x-middleware-rewrite": "/projects" } },
  { what: "as if for another host", headers: { "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https", forwarded: "host=elsewhere.example" } },
  { what: "as if from another address of ours", headers: { "x-utblick-path": "//elsewhere.example/", "x-nonce": "guessed", "x-invoke-path": "/projects", "x-matched-path": "/projects" } },
  { what: "in another language", query: "__nextLocale=en&__nextDataReq=1", headers: { "x-nextjs-data": "1" } },
  { what: "with an invented key", headers: { cookie: `utblick=${"A".repeat(43)}` } },
  { what: "with a key that is no key", headers: { cookie: `utblick=${"%00".repeat(30)}; utblick=; __Host-utblick=x` } },
];

test("Varje adress i bygget är antingen öppen med skäl eller kräver inloggning, hur man än frågar", async ({ house }) => {
  test.setTimeout(60_000 + addresses.length * 2_000);
  const records = await findRecords(house);
  const secrets = [records.email, records.name, records.title];
  const closed = addresses.filter((address) => !OPEN.has(address));
  expect(closed.length).toBeGreaterThan(20);
  for (const address of OPEN) expect(addresses, "an exception that is no longer needed").toContain(address);
  let asked = 0;
  for (const address of closed) {
    const at = fill(address, records);
    const plain = await ask(house, at, { method: SENT_TO.has(address) ? "POST" : "GET", headers: { origin: house.origin } });
    if (KEYED.has(address)) expect(plain.status, at).toBe(404);
    else if (address.startsWith("/api/")) expect(plain.status, at).toBe(401);
    else {
      expect(plain.status, at).toBe(307);
      expect(new URL(plain.headers.get("location") ?? "", house.origin).href, at).toBe(`${house.origin}/sign-in${at === "/" ? "" : `?next=${encodeURIComponent(at)}`}`);
    }
    for (const { what, suffix, query, headers } of DISGUISES) {
      const disguised = `${at === "/" && suffix !== undefined ? "/index" : at}${suffix ?? ""}${query === undefined ? "" : `?${query}`}`;
      const response = await ask(house, disguised, { method: SENT_TO.has(address) ? "POST" : "GET", headers: { ...headers, ...(SENT_TO.has(address) ? { origin: house.origin } : {}) } });
      expect(response.status, `${disguised}, ${what}`).toBeLessThan(500);
      const location = response.headers.get("location");
      if (location !== null) expect(new URL(location, house.origin).origin, `${disguised}, ${what}`).toBe(house.origin);
      const text = await response.text();
      for (const secret of secrets) expect(text, `${disguised}, ${what}`).not.toContain(secret);
      asked += 1;
    }
  }
  console.log(`${asked} disguised questions at ${closed.length} addresses.`);
});

test("Den som är inloggad får samma svar hur frågan än är klädd", async ({ house }) => {
  test.setTimeout(60_000 + addresses.length * 2_000);
  const records = await findRecords(house);
  const cookie = await openSession(house, "lasare");
  for (const address of addresses.filter((candidate) => !OPEN.has(candidate) && !candidate.startsWith("/api/"))) {
    const at = fill(address, records);
    const plain = await ask(house, at, { headers: { cookie } });
    expect(plain.status, at).toBeLessThan(500);
    for (const { what, suffix, query, headers } of DISGUISES.filter((disguise) => disguise.headers["cookie"] === undefined && disguise.headers["x-utblick-path"] === undefined)) {
      const response = await ask(house, `${at}${suffix ?? ""}${query === undefined ? "" : `?${query}`}`, { headers: { ...headers, cookie } });
      expect(response.status, `${at}, ${what}`).toBeLessThan(500);
      const text = await response.text();
      expect(text, `${at}, ${what}`).not.toContain(records.email);
      // What the page refuses, no other way of asking for it shows: each form that writes carries one of these.
      if (plain.status >= 400) expect(text, `${at}, ${what}`).not.toMatch(/_(key|version)\\?"/);
    }
  }
});

test("Hur en kontaktperson nås visas för samordningen och administratören, och finns inte ens i svarets källa för en läsare", async ({ house }) => {
  const records = await findRecords(house);
  const shown = async (account: Account) => {
    const cookie = await openSession(house, account);
    const answers = await Promise.all(
      [`/people/${records.person}`, `/people/${records.person}?_rsc=1abcd`, `/bodies/${records.body}`, "/people", "/bodies", `/projects/${records.project}`].map(async (at) => (await ask(house, at, { headers: { cookie, ...(at.includes("_rsc") ? { rsc: "1" } : {}) } })).text()),
    );
    expect(answers.join("")).toContain(records.name);
    return answers.some((answer) => answer.includes(records.email));
  };
  for (const account of ["samordnare", "admin"] as const) expect(await shown(account), account).toBe(true);
  for (const account of ["lasare", "ks", "kf", "kfpresidium", "kspresidium", "granskare"] as const) expect(await shown(account), account).toBe(false);
});

test("Varje åtgärd i bygget vägrar den som inte är inloggad och den som bara läser, vad de än skickar, och ändrar inget", async ({ house, tolerate }) => {
  test.setTimeout(60_000 + actions.length * 3_000);
  // What only the framework can misread never reaches the program; it is in the log, and that is all it may do.
  tolerate(/in the server's log: /);
  const records = await findRecords(house);
  expect(actions.length).toBeGreaterThan(30);
  const typed = {
    _key: crypto.randomUUID(),
    _version: "1",
    _draft: records.project,
    _back: "/projects",
    ...{ id: records.project, projectId: records.project, personId: records.person, bodyId: records.body, unitId: records.body, intoId: records.body },
    ...{ name: "Provsson", title: "Provat", kind: "DEPUTY", role: "ADMINISTRATOR", from: "2026-01-01", to: "2027-01-01", on: "2026-01-02" },
  };
  const before = await tracesOf(house);
  let called = 0;
  for (const action of actions) {
    const isOpen = action.name.startsWith("accounts.");
    // Nobody presses this many buttons in a minute, and what is refused for that says nothing of the action.
    await house.query("DELETE FROM rate_counter");
    for (const [who, cookie] of [
      ["nobody", undefined],
      ["someone with an invented key", `utblick=${"A".repeat(43)}`],
      ["a reader", await openSession(house, "lasare")],
    ] as const) {
      const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
      const wellFormed: BodyInit[] = [asForm({}), asForm(typed), asForm({ ...typed, id: "\u0000", _back: "//elsewhere.example", personId: "' OR 1=1 --" }), '["x"]', "[]", '[{"_draft":"x"}]', "[null]"];
      await Promise.all(wellFormed.map(async (body) => {
        const response = await callAction(house, action, records, body, { ...headers, ...(typeof body === "string" ? { "content-type": "text/plain;charset=UTF-8" } : {}) });
        expect(response.status, `${action.name} for ${who}: ${typeof body === "string" ? body : "a form"}`).toBeLessThan(500);
        const to = response.headers.get("x-action-redirect") ?? response.headers.get("location");
        if (to !== null) expect(new URL(to.split(";")[0] ?? "", house.origin).origin).toBe(house.origin);
        if (!isOpen && who !== "a reader") expect(to, `${action.name} for ${who}`).toMatch(/^\/sign-in/);
        called += 1;
      }));
    }
  }
  expect(await tracesOf(house)).toEqual(before);
  console.log(`${called} calls of ${actions.length} actions.`);
});

test("Det som bara ramverket kan misstolka ändrar inget", async ({ house, tolerate }) => {
  test.setTimeout(60_000 + actions.length * 2_000);
  tolerate(/./);
  const records = await findRecords(house);
  const cookie = await openSession(house, "admin");
  const before = await tracesOf(house);
  for (const action of actions) {
    for (const body of ["", "garbage", '["$F1"]', "[".repeat(2_000), '["$K1"]', '{"0":"$@0"}']) {
      for (const type of ["text/plain;charset=UTF-8", "multipart/form-data; boundary=x", "application/json"]) await (await callAction(house, action, records, body, { cookie, "content-type": type })).text();
    }
  }
  for (const id of ["", "x", "0".repeat(42), "__proto__", `${actions[0]?.id ?? ""}0`]) {
    expect((await callAction(house, { id, name: "none", page: "/projects" }, records, "[]", { cookie, "content-type": "text/plain" })).status).toBeLessThan(600);
  }
  expect(await tracesOf(house)).toEqual(before);
  // The program is as well as before.
  expect((await ask(house, "/readyz")).status).toBe(200);
});

test("En annan webbplats kan inte skicka något i någons namn", async ({ house }) => {
  const records = await findRecords(house);
  const cookie = await openSession(house, "samordnare");
  const before = await tracesOf(house);
  for (const origin of ["https://elsewhere.example", "null", `${house.origin}.elsewhere.example`, "http://127.0.0.1:1"]) {
    for (const action of actions) expect((await callAction(house, action, records, asForm({ _back: "/" }), { cookie, origin, "x-forwarded-host": "elsewhere.example" })).status, `${action.name} from ${origin}`).toBe(403);
    for (const [method, at] of [["POST", "/api/drafts"], ["POST", "/projects"], ["PUT", "/api/drafts"], ["DELETE", "/projects"]] as const) {
      // A method that nothing answers to is refused before anyone asks where it came from.
      expect((await ask(house, at, { method, body: "x=1", headers: { cookie, origin, "content-type": "application/x-www-form-urlencoded" } })).status, `${method} ${at} from ${origin}`).toBe(method === "POST" ? 403 : 405);
    }
  }
  // Every browser says where a form comes from, so what says nothing is no form of ours.
  for (const action of actions) expect((await ask(house, fill(action.page, records), { method: "POST", body: asForm({ _back: "/" }), headers: { "next-action": action.id, accept: "text/x-component", cookie } })).status, `${action.name} from nowhere`).toBe(403);
  expect((await ask(house, "/api/drafts", { method: "POST", body: "x=1", headers: { cookie, "content-type": "application/x-www-form-urlencoded" } })).status).toBe(403);
  expect(await tracesOf(house)).toEqual(before);
});

test("Autosparningen tål vad som helst och vägrar utan fel", async ({ house }) => {
  const cookie = await openSession(house, "kontakt");
  const before = await tracesOf(house);
  const send = (body: BodyInit, type?: string) => ask(house, "/api/drafts", { method: "POST", body, headers: { cookie, origin: house.origin, ...(type === undefined ? {} : { "content-type": type }) } });
  const form = (fields: Record<string, string>) => new URLSearchParams(fields);
  for (const [body, type] of [
    ["{}", "application/json"],
    ["garbage", "multipart/form-data; boundary=x"],
    ["", "application/x-www-form-urlencoded"],
    [form({ _draft: "x", _section: "about" }), undefined],
    [form({ _draft: crypto.randomUUID(), _section: "about", title: "\u0000" }), undefined],
    [form({ _draft: crypto.randomUUID(), _section: "__proto__" }), undefined],
    [form({ _draft: crypto.randomUUID(), _section: "about", title: "x".repeat(1_100_000) }), undefined],
  ] as const) {
    const response = await send(body, type);
    expect(response.status, JSON.stringify(String(body).slice(0, 60))).toBeGreaterThanOrEqual(400);
    expect(response.status, JSON.stringify(String(body).slice(0, 60))).toBeLessThan(500);
  }
  expect(await tracesOf(house)).toEqual(before);
});
