import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GET as LIST } from "@/app/api/v1/[register]/route";
import type { GET as DESCRIBE } from "@/app/api/v1/openapi.json/route";
import type { Actor } from "@/domain/actor";
import { addDays } from "@/domain/plain-date";
import type * as Tokens from "@/features/system-tokens/service";
import type { SystemTokenInput } from "@/features/system-tokens/schema";
import type { log as serverLog } from "@/server/log";
import type * as Keys from "@/server/system-tokens";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), read: 0 }));
vi.mock("next/headers", () => ({
  cookies: () => {
    browser.read += 1;
    return Promise.resolve({ get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined) });
  },
  headers: () => Promise.resolve(new Headers({ "x-utblick-client": "192.0.2.7" })),
}));

const TODAY = "2026-11-22";
const NAMES = ["projects", "visits", "networks"];
let house: DecisionsHouse;
let administrator: Actor;
let tokens: typeof Tokens;
let keys: typeof Keys;
let GET: typeof LIST;
let describeApi: typeof DESCRIBE;
let log: typeof serverLog;
beforeAll(async () => {
  house = await openDecisions("varberg");
  administrator = await house.someone("ADMINISTRATOR");
  [tokens, keys, { GET }, { GET: describeApi }, { log }] = await Promise.all([import("@/features/system-tokens/service"), import("@/server/system-tokens"), import("@/app/api/v1/[register]/route"), import("@/app/api/v1/openapi.json/route"), import("@/server/log")]);
  await house.project({ title: "Öppet projekt" });
});
afterAll(() => house.close());

const stated = (more: Partial<SystemTokenInput> = {}): SystemTokenInput => ({ name: `System ${randomUUID()}`, contact: "Systemförvaltningen", registers: ["projects"], validTo: addDays(TODAY, 400), ...more });
const make = (more: Partial<SystemTokenInput> = {}, key: string = randomUUID(), actor = administrator, now = NOON) => tokens.makeToken(actor, { key, token: stated(more) }, { registers: NAMES }, now);
const made = async (more: Partial<SystemTokenInput> = {}, now = NOON) => {
  const key = randomUUID();
  return { id: valueOf(await make(more, key, administrator, now)).id, key, token: keys.makeSystemToken(administrator.personId, key) };
};
const ask = (token: string | null, path = "projects", headers: Record<string, string> = {}) => GET(new Request(`http://127.0.0.1:3000/api/v1/${path}`, { headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers } }), { params: Promise.resolve({ register: path.split("?")[0] ?? "" }) });
const codeOf = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)));
const liveFrom = new Date();

describe("a system's token", () => {
  it("Issue's own words: tokens per system with scope and last use: is for some registers, until a day, and noted as used at most once an hour", async () => {
    const { id, token } = await made({ name: "Beslutsstödet", registers: ["projects", "visits"] });
    expect(await tokens.getToken(administrator, id)).toMatchObject({ name: "Beslutsstödet", contact: "Systemförvaltningen", registers: ["projects", "visits"], validTo: addDays(TODAY, 400), isRevoked: false, lastUsedAt: null, version: 1 });
    const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
    const seen: (string | undefined)[] = [];
    for (const minutes of [0, 59, 60]) {
      expect(await keys.findClientSystem(token, after(minutes))).toMatchObject({ state: "live", system: { tokenId: id, name: "Beslutsstödet", registers: ["projects", "visits"] } });
      seen.push((await tokens.getToken(administrator, id)).lastUsedAt?.toISOString());
    }
    expect(seen).toEqual([NOON.toISOString(), NOON.toISOString(), after(60).toISOString()]);
    expect((await tokens.listTokenHistory(administrator, id, { limit: 5 })).map(({ action }) => action)).toEqual(["systemTokens.made"]);
  });

  it("is shown to who asked for it, for ten minutes, and kept nowhere", async () => {
    const { id, key, token } = await made();
    expect(token).toMatch(/^utb_[A-Za-z0-9_-]{43}$/);
    expect(await tokens.findNewToken(administrator, key, NOON)).toEqual({ id, token });
    expect(await tokens.findNewToken(administrator, key, new Date(NOON.getTime() + 600_000))).toBeNull();
    expect(await tokens.findNewToken(await house.someone("ADMINISTRATOR"), key, NOON)).toBeNull();
    const kept = await house.client.$queryRaw<{ text: string }[]>`SELECT t::text AS text FROM system_token t UNION ALL SELECT k::text FROM system_token_key k UNION ALL SELECT i::text FROM idempotency_key i UNION ALL SELECT v::text FROM record_version v UNION ALL SELECT a::text FROM audit_entry a`;
    expect(kept.map(({ text }) => text).join("\n")).not.toContain(token.slice(4));
  });

  it("is made once for a form that is sent twice, and refused with another content", async () => {
    const key = randomUUID();
    const token = stated();
    const send = (more: Partial<SystemTokenInput> = {}) => tokens.makeToken(administrator, { key, token: { ...token, ...more } }, { registers: NAMES }, NOON);
    const [one, other] = await Promise.all([send(), send()]);
    expect(valueOf(one)).toEqual(valueOf(other));
    expect((await tokens.listTokens(administrator)).filter(({ name }) => name === token.name)).toHaveLength(1);
    expect(await codeOf(send({ contact: "Någon annan" }))).toBe("KEY_REUSED");
  });

  const wrong: [Partial<SystemTokenInput>, string, string][] = [
    [{ registers: ["projects", "people"] }, "systemRegisterUnknown", "registers"],
    [{ validTo: addDays(TODAY, -1) }, "systemTokenOver", "validTo"],
    [{ validTo: addDays(TODAY, 732) }, "systemTokenTooLong", "validTo"],
    [{ name: "UPPTAGET namn" }, "systemNameTaken", "name"],
  ];
  it.each(wrong)("is refused with %j", async (more, reason, field) => {
    await make({ name: "Upptaget namn" });
    expect(await make(more)).toMatchObject({ ok: false, reason, field });
  });

  it("is the administrator's to make, see, renew and revoke, and not even seen by others", async () => {
    const { id, key } = await made();
    for (const actor of [house.office, house.reader, house.maja, house.secretary]) {
      const attempts = [
        () => make({}, randomUUID(), actor),
        () => tokens.listTokens(actor),
        () => tokens.getToken(actor, id),
        () => tokens.findNewToken(actor, key, NOON),
        () => tokens.listTokenHistory(actor, id, { limit: 5 }),
        () => tokens.renewToken(actor, { id, version: 1, key: randomUUID(), validTo: TODAY }, NOON),
        () => tokens.revokeToken(actor, { id, version: 1 }, NOON),
      ];
      for (const attempt of attempts) expect(await codeOf(attempt())).toBe("NOT_FOUND");
    }
  });

  it("opens nothing from the moment that it is renewed, revoked, or its last day has passed", async () => {
    const { id, token } = await made({ validTo: addDays(TODAY, 1) });
    const stateOf = async (text: string, now = NOON) => (await keys.findClientSystem(text, now)).state;
    expect([await stateOf(token), await stateOf(token, new Date("2026-11-23T22:59:59Z")), await stateOf(token, new Date("2026-11-23T23:00:00Z"))]).toEqual(["live", "live", "expired"]);
    const key = randomUUID();
    valueOf(await tokens.renewToken(administrator, { id, version: 1, key, validTo: addDays(TODAY, 100) }, NOON));
    const renewed = keys.makeSystemToken(administrator.personId, key);
    expect([await stateOf(token), await stateOf(renewed)]).toEqual(["unknown", "live"]);
    expect(await codeOf(tokens.revokeToken(administrator, { id, version: 1 }, NOON))).toBe("CONFLICT");
    valueOf(await tokens.revokeToken(administrator, { id, version: 2 }, NOON));
    expect(await stateOf(renewed)).toBe("revoked");
    expect(await tokens.revokeToken(administrator, { id, version: 3 }, NOON)).toMatchObject({ ok: false, reason: "systemTokenRevoked" });
    expect(await tokens.renewToken(administrator, { id, version: 3, key: randomUUID(), validTo: addDays(TODAY, 10) }, NOON)).toMatchObject({ ok: false, reason: "systemTokenRevoked" });
    expect((await tokens.listTokenHistory(administrator, id, { limit: 5 })).map(({ action }) => action)).toEqual(["systemTokens.revoked", "systemTokens.renewed", "systemTokens.made"]);
  });
});

describe("the door that a token opens", () => {
  it("lets in by the header alone, reads no cookie, and answers 304 for what has not changed", async () => {
    const { token } = await made({}, liveFrom);
    browser.read = 0;
    const answer = await ask(token);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control"), answer.headers.get("set-cookie")]).toEqual([200, "application/json; charset=utf-8", "private, no-cache", null]);
    const tag = answer.headers.get("etag") ?? "";
    const again = await ask(token, "projects", { "if-none-match": `"x", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
    await house.project({ title: "Ännu ett projekt" });
    expect((await ask(token, "projects", { "if-none-match": tag })).status).toBe(200);
    expect(browser.read).toBe(0);
    for (const wrong of [`projects?token=${token}`, `projects?access_token=${token}`]) {
      const refused = await ask(null, wrong);
      expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Utblick"']);
    }
    const basic = await GET(new Request("http://127.0.0.1:3000/api/v1/projects", { headers: { authorization: `Basic ${token}` } }), { params: Promise.resolve({ register: "projects" }) });
    expect([basic.status, basic.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Utblick", error="invalid_token"']);
  });

  it("Issue's own words: tokens in logs: none; not when one is refused, not when the database fails, and not in what is counted", async () => {
    const said: string[] = [];
    const spies = (["info", "warn", "error"] as const).map((level) => vi.spyOn(log, level).mockImplementation((...given: unknown[]) => void said.push(JSON.stringify(given))));
    const { id, token } = await made({ registers: ["visits"] }, liveFrom);
    const [revoked, expired] = [await made({}, liveFrom), await made({ validTo: TODAY })];
    valueOf(await tokens.revokeToken(administrator, { id: revoked.id, version: 1 }));
    const wrong = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const all = [token, revoked.token, expired.token, wrong, "utb_x", "å".repeat(47)];
    expect([(await ask(token)).status, (await ask(wrong)).status, (await ask(revoked.token)).status, (await ask("utb_x")).status]).toEqual([403, 401, 401, 401]);
    await house.client.$executeRaw`UPDATE rate_counter SET count = 600 WHERE key = ${`api ${id}`}`;
    expect((await ask(token)).status).toBe(429);
    await house.client.$executeRaw`UPDATE rate_counter SET count = 0`;
    const owner = new (await import("pg")).default.Client({ connectionString: house.database.ownerUrl });
    await owner.connect();
    await owner.query("ALTER TABLE system_token_key RENAME TO away");
    expect((await ask(token)).status).toBe(500);
    await owner.query("ALTER TABLE away RENAME TO system_token_key");
    await owner.end();
    const counted = JSON.stringify(await house.client.$queryRaw`SELECT key FROM rate_counter`);
    expect(said.join("\n")).toContain('"code":"TOKEN_INVALID"');
    expect(said.join("\n")).toContain('"event":"route failed"');
    expect(said.filter((line) => line.includes('"event":"refused"')).length).toBeGreaterThanOrEqual(5);
    for (const one of all) for (const text of [said.join("\n"), counted]) expect(text.includes(one.slice(4, 40))).toBe(one === "utb_x" ? text.includes("x") : false);
    for (const spy of spies) spy.mockRestore();
  });

  it("Issue's own words: rate limits: so many answers a minute for each token, said in every answer, and others are not held up", async () => {
    const [one, other] = [await made({}, liveFrom), await made({}, liveFrom)];
    const first = await ask(one.token);
    expect([first.headers.get("ratelimit-limit"), first.headers.get("ratelimit-remaining")]).toEqual(["600", "599"]);
    await house.client.$executeRaw`UPDATE rate_counter SET count = 599 WHERE key = ${`api ${one.id}`}`;
    const codes = (await Promise.all(Array.from({ length: 20 }, () => ask(one.token)))).map(({ status, headers }) => [status, headers.get("retry-after") !== null]);
    // The minute may turn while they ask; then the next one's begin.
    const [passed, stopped] = [codes.filter(([status]) => status === 200), codes.filter(([status]) => status === 429)];
    expect(passed.length + stopped.length).toBe(20);
    if (stopped.length > 0) expect([passed.length, stopped.every(([, waits]) => waits)]).toEqual([1, true]);
    expect((await ask(other.token)).status).toBe(200);
    await house.client.$executeRaw`UPDATE rate_counter SET count = 60 WHERE key = 'api from 192.0.2.7'`;
    expect([(await ask("utb_" + "B".repeat(43))).status, (await ask(other.token)).status]).toEqual([429, 200]);
  });

  it("gives the description to who has a token, and to who has signed in", async () => {
    const { token } = await made({ registers: ["visits"] }, liveFrom);
    const description = (headers: Record<string, string>) => describeApi(new Request("http://127.0.0.1:3000/api/v1/openapi.json", { headers }), { params: Promise.resolve({}) });
    expect([(await description({ authorization: `Bearer ${token}` })).status, (await description({})).status]).toEqual([200, 401]);
    const { beginSession } = await import("@/server/session");
    const { addOidcIdentity } = await import("@/features/accounts/service");
    const { id } = valueOf(await addOidcIdentity(house.system, { personId: house.reader.personId, issuer: "https://login.kommun.example", subject: randomUUID() }, randomUUID()));
    browser.cookies.set("utblick", await beginSession({ id, personId: house.reader.personId }, "prov"));
    expect((await description({})).status).toBe(200);
    // Who has signed in has no token, and reads the registers on their pages.
    expect((await ask(null)).status).toBe(401);
    browser.cookies.clear();
  });
});
