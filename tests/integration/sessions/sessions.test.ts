import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Accounts from "@/features/accounts/service";
import type * as RateLimits from "@/server/rate-limit";
import type * as Sessions from "@/server/session";
import { openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

const MORNING = new Date("2026-11-22T06:00:00Z");
const after = (minutes: number, from = MORNING) => new Date(from.getTime() + minutes * 60_000);

let house: RegisterHouse;
let accounts: typeof Accounts;
let sessions: typeof Sessions;
let rates: typeof RateLimits;

beforeAll(async () => {
  house = await openRegister();
  accounts = await import("@/features/accounts/service");
  sessions = await import("@/server/session");
  rates = await import("@/server/rate-limit");
});
afterAll(() => house.close());

const newAccount = async (given?: string) => {
  const personId = given ?? (await house.person("Inloggad Provsson"));
  const { id } = valueOf(await accounts.addLocalAccount(house.system, { personId, email: `${randomUUID()}@utblick.example`, password: "fyra ord utan mening" }, randomUUID()));
  return { id, personId };
};
const begin = async (account?: { id: string; personId: string }) => sessions.beginSession(account ?? (await newAccount()), "Prov", MORNING);
const stateAt = async (key: string, minutes: number) => (await sessions.findSession(key, after(minutes)))?.state ?? null;

describe("a session", () => {
  it("ends after an hour without a request", async () => {
    const key = await begin();
    expect([await stateAt(key, 59), await stateAt(key, 59 + 59), await stateAt(key, 59 + 59 + 60)]).toEqual(["live", "live", "expired"]);
    expect(await stateAt(await begin(), 60)).toBe("expired");
  });

  it("ends after ten hours, however busy", async () => {
    const key = await begin();
    for (let minutes = 30; minutes < 600; minutes += 30) expect(await stateAt(key, minutes)).toBe("live");
    expect(await stateAt(key, 600)).toBe("expired");
    expect((await sessions.findSession(key, after(610)))?.endsAt).toEqual(after(600));
  });

  it("is not brought back by a request after its end", async () => {
    const key = await begin();
    expect([await stateAt(key, 61), await stateAt(key, 61)]).toEqual(["expired", "expired"]);
  });

  it("is refused at the next request once it has been ended, by its person or by the administrator", async () => {
    const account = await newAccount();
    const [one, two, three] = [await begin(account), await begin(account), await begin(account)];
    await sessions.revokeSession(one, after(1));
    expect([await stateAt(one, 1), await stateAt(two, 1)]).toEqual(["revoked", "live"]);
    await accounts.endSessionsOf(await house.someone("ADMINISTRATOR"), account.personId);
    expect([await stateAt(two, 1), await stateAt(three, 1)]).toEqual(["revoked", "revoked"]);
    await sessions.revokeSession(one, after(5));
    expect((await house.query<{ revoked_at: Date }>("SELECT revoked_at FROM session WHERE person_id = $1 ORDER BY revoked_at LIMIT 1", [account.personId]))[0]?.revoked_at).toEqual(after(1));
  });

  it("is refused once its account is closed or its person archived", async () => {
    const [closed, archived] = [await newAccount(), await newAccount()];
    const keys = [await begin(closed), await begin(archived)];
    valueOf(await accounts.disableAccount(house.system, { id: closed.id, version: 1 }));
    valueOf(await house.people.archivePerson(house.system, { id: archived.personId, version: 1 }, "2026-11-22"));
    expect([await stateAt(keys[0]!, 1), await stateAt(keys[1]!, 1)]).toEqual(["revoked", "revoked"]);
    // One that began in the same moment as the account was closed.
    expect([await stateAt(await begin(closed), 1), await stateAt(await begin(archived), 1)]).toEqual(["revoked", "revoked"]);
    expect(await sessions.loadActor(archived.personId, "2026-11-22")).toBeNull();
  });

  it("is opened by its own key and no other, and the key is not in the database", async () => {
    const keys = [await begin(), await begin()];
    expect(new Set(keys.map((key) => key.length))).toEqual(new Set([43]));
    expect([await sessions.findSession(`${keys[0]!.slice(0, -1)}!`), await sessions.findSession(""), await sessions.findSession(keys[0]!.toLowerCase())]).toEqual([null, null, null]);
    const stored = JSON.stringify(await house.query("SELECT encode(key_hash, 'escape') AS text, encode(key_hash, 'base64') AS base64, * FROM session"));
    for (const key of keys) expect(stored).not.toContain(key);
  });

  it("marks that it was seen at most once a minute", async () => {
    const key = await begin();
    const seen = async () => (await house.query<{ last_seen_at: Date }>("SELECT last_seen_at FROM session WHERE key_hash = $1", [Buffer.from(sessions.hashKey(key))]))[0]?.last_seen_at;
    await stateAt(key, 1);
    expect(await seen()).toEqual(MORNING);
    await stateAt(key, 2);
    expect(await seen()).toEqual(after(2));
  });
});

describe("somebody who has signed in", () => {
  const isConfirmedAt = async (key: string, minutes: number) => (await sessions.findSession(key, after(minutes)))?.actor.isConfirmed;

  it("may do what is weighty for a quarter of an hour, however busy, and then has to show who it is", async () => {
    const key = await begin();
    for (const minutes of [0, 5, 10, 14]) expect([minutes, await isConfirmedAt(key, minutes)]).toEqual([minutes, true]);
    expect([await isConfirmedAt(key, 15), await isConfirmedAt(key, 30), await stateAt(key, 30)]).toEqual([false, false, "live"]);
  });

  it("has to show who it is at once where the provider's word of it is old, or there is none", async () => {
    const account = await newAccount();
    const told = (authenticatedAt: Date | null) => sessions.beginSession(account, "Prov", MORNING, authenticatedAt);
    expect([await isConfirmedAt(await told(after(-14)), 0), await isConfirmedAt(await told(after(-15)), 0), await isConfirmedAt(await told(null), 0)]).toEqual([true, false, false]);
  });

  it("neither gives nor ends a role, nor makes a way in, before that", async () => {
    const administrator = await newAccount();
    valueOf(await house.people.giveRole(house.system, { personId: administrator.personId, role: "ADMINISTRATOR", bodyId: null, from: "2026-01-01", to: null }, randomUUID()));
    const key = await sessions.beginSession(administrator, "Prov", MORNING);
    const [personId, at] = [await house.person("Nyanställd Provsson"), async (minutes: number) => (await sessions.findSession(key, after(minutes)))!.actor];
    const give = async (minutes: number) => house.people.giveRole(await at(minutes), { personId, role: "READER", bodyId: null, from: "2026-11-22", to: null }, randomUUID());
    const held = async () => (await house.query<{ id: string; version: number }>("SELECT id, version FROM role_assignment WHERE person_id = $1", [personId]))[0];
    await expect(give(20)).rejects.toMatchObject({ code: "UNCONFIRMED" });
    await expect(at(20).then((actor) => accounts.addOidcIdentity(actor, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()))).rejects.toMatchObject({ code: "UNCONFIRMED" });
    expect(await held()).toBeUndefined();
    valueOf(await give(10));
    const role = (await held())!;
    await expect(at(20).then((actor) => house.people.endRole(actor, { ...role, to: "2026-12-31" }))).rejects.toMatchObject({ code: "UNCONFIRMED" });
    expect(await held()).toEqual(role);
  });

  it("shows it with its own password and nobody else's, a limited number of times", async () => {
    const [mine, other] = [await newAccount(), await newAccount()];
    const changed = await house.person("Annat Lösenord");
    valueOf(await accounts.addLocalAccount(house.system, { personId: changed, email: `${randomUUID()}@utblick.example`, password: "ett helt annat lösenord" }, randomUUID()));
    const confirm = async (personId: string, password: string) => accounts.confirmWithPassword((await sessions.loadActor(personId))!, { password, address: randomUUID() });
    expect(await confirm(mine.personId, "fyra ord utan mening")).toEqual({ ok: true, value: { id: mine.id, personId: mine.personId } });
    expect(await confirm(mine.personId, "ett helt annat lösenord")).toEqual({ ok: false, reason: "passwordWrong", field: "_password" });
    expect((await confirm(changed, "fyra ord utan mening")).ok).toBe(false);
    valueOf(await accounts.disableAccount(house.system, { id: other.id, version: 1 }));
    expect((await confirm(other.personId, "fyra ord utan mening")).ok).toBe(false);
    for (let tries = 0; tries < accounts.TRIES_PER_ACCOUNT_AND_HOUR - 1; tries += 1) await confirm(other.personId, "x");
    await expect(confirm(other.personId, "x")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  }, 120_000);
});

describe("who the actor is", () => {
  it("follows the dates of roles, appointments and seats, whose first and last days count", async () => {
    const personId = await house.person("Tidsbunden Provsson");
    const presidium = await house.body("EXECUTIVE_BOARD_PRESIDIUM", "Presidiet", { parentId: house.board });
    const span = { from: "2026-03-01", to: "2026-03-31" };
    valueOf(await house.people.giveRole(house.system, { personId, role: "READER", bodyId: null, ...span }, randomUUID()));
    await house.contactPerson(house.unit, personId, span.from, { to: span.to });
    valueOf(await house.people.giveSeat(house.system, { personId, bodyId: presidium, position: "CHAIR", termId: null, ...span }, randomUUID()));
    const held = async (on: string) => {
      const actor = await sessions.loadActor(personId, on);
      return [actor?.roles.length, actor?.units.length, actor?.seats.length];
    };
    for (const [on, expected] of [["2026-02-28", 0], ["2026-03-01", 1], ["2026-03-31", 1], ["2026-04-01", 0]] as const) expect([on, ...(await held(on))]).toEqual([on, expected, expected, expected]);
    expect((await sessions.loadActor(personId, "2026-03-15"))?.units).toEqual([{ id: house.unit, kind: "PRIMARY", name: "Hamnförvaltningen", predecessorIds: [] }]);
    expect((await sessions.loadActor(personId, "2026-03-15"))?.seats).toEqual([{ bodyId: presidium, bodyKind: "EXECUTIVE_BOARD_PRESIDIUM", position: "CHAIR" }]);
  });

  it("changes with the day in Stockholm, at the request and not at the next sign-in", async () => {
    const account = await newAccount();
    valueOf(await house.people.giveRole(house.system, { personId: account.personId, role: "COORDINATOR", bodyId: null, from: "2026-01-01", to: "2026-11-22" }, randomUUID()));
    const evening = new Date("2026-11-22T22:30:00Z");
    const key = await sessions.beginSession(account, null, evening);
    const rolesAt = async (instant: Date) => (await sessions.findSession(key, instant))?.actor.roles.map(({ role }) => role);
    expect([await rolesAt(evening), await rolesAt(after(29, evening)), await rolesAt(after(31, evening))]).toEqual([["COORDINATOR"], ["COORDINATOR"], []]);
  });

  it("carries a unit's name of the day", async () => {
    const unit = await house.body("OFFICE", "Före bytet", { parentId: house.board });
    const personId = await house.person("Namnbyte Provsson");
    await house.contactPerson(unit, personId, "2020-01-01");
    valueOf(await house.bodies.renameBody(house.system, { bodyId: unit, version: 1, name: "Efter bytet", shortName: null, from: "2026-11-22" }));
    const names = async (on: string) => (await sessions.loadActor(personId, on))?.units.map(({ name }) => name);
    expect([await names("2026-11-21"), await names("2026-11-22")]).toEqual([["Före bytet"], ["Efter bytet"]]);
  });

  it("cannot be changed once it is made", async () => {
    const actor = await house.actor(house.reader.personId);
    expect(() => Object.assign(actor, { isSystem: true })).toThrow(TypeError);
    expect(Object.isFrozen(sessions.systemActor())).toBe(true);
  });
});

describe("a limit on how often", () => {
  it("counts tries by key and time, over instances, and says how long to wait", async () => {
    const key = randomUUID();
    const attempt = (seconds: number) => rates.limitRate(key, 3, 60, new Date(MORNING.getTime() + seconds * 1000));
    for (const seconds of [0, 10, 20]) await attempt(seconds);
    await expect(attempt(30)).rejects.toMatchObject({ code: "RATE_LIMITED", about: { retryAfterSeconds: 30 } });
    await expect(attempt(59)).rejects.toMatchObject({ about: { retryAfterSeconds: 1 } });
    await expect(attempt(60)).resolves.toBeUndefined();
    await expect(rates.limitRate(`${key} other`, 3, 60, MORNING)).resolves.toBeUndefined();
  });

  it("lets no more than the limit through when all come at once", async () => {
    const key = randomUUID();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => rates.limitRate(key, 5, 60, MORNING)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  });
});

describe("Issue's own words: “sessions”, as the administrator and each person sees them", () => {
  const open = async () => import("@/features/accounts/sessions/service");

  it("are those that let anyone in at the moment, with who, in which browser, since when and when last seen", async () => {
    const list = await open();
    const [administrator, account] = [await house.someone("ADMINISTRATOR"), await newAccount(await house.person("Sökt Sessionsson"))];
    const key = await sessions.beginSession(account, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", MORNING);
    await sessions.findSession(key, after(10));
    const ended = await begin(account);
    await sessions.revokeSession(ended, after(1));
    const seen = async (minutes: number) => (await list.listSessions(administrator, { q: "sessionsson", page: 1 }, after(minutes))).rows;
    expect(await seen(20)).toEqual([expect.objectContaining({ personId: account.personId, personName: "Sökt Sessionsson", userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", createdAt: MORNING, lastSeenAt: after(10) })]);
    expect(await seen(71)).toEqual([]);
    expect((await list.listSessions(administrator, { q: "_", page: 1 }, after(20))).rows).toEqual([]);
  });

  it("end at the next request when the administrator or the person ends one, the others go on, and once is enough", async () => {
    const list = await open();
    const [administrator, account] = [await house.someone("ADMINISTRATOR"), await newAccount()];
    const own = await house.actor(account.personId);
    const [one, two] = [await begin(account), await begin(account)];
    const ids = async () => (await list.listOwnSessions(own, after(1))).map(({ id }) => id);
    const [first = ""] = await ids();
    const { entries } = await house.recorded(async () => {
      await list.endSession(own, { id: first }, after(1));
      await list.endSession(administrator, { id: first }, after(2));
    });
    expect(entries.map(({ action }) => action)).toEqual(["accounts.sessionEnded"]);
    expect([await stateAt(one, 1), await stateAt(two, 1)].sort()).toEqual(["live", "revoked"]);
    await list.endSession(administrator, { id: (await ids())[0] ?? "" }, after(3));
    expect([await stateAt(one, 3), await stateAt(two, 3)]).toEqual(["revoked", "revoked"]);
  });

  it("of somebody else are not even there", async () => {
    const list = await open();
    const [mine, other] = [await newAccount(), await newAccount()];
    await begin(other);
    const otherOnes = await list.listOwnSessions(await house.actor(other.personId), after(1));
    const own = await house.actor(mine.personId);
    expect(await list.listOwnSessions(own, after(1))).toEqual([]);
    for (const ask of [() => list.endSession(own, { id: otherOnes[0]?.id ?? "" }), () => list.endSession(own, { id: randomUUID() }), () => list.listSessions(own, { q: "", page: 1 })]) await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
