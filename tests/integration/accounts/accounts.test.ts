import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Role } from "@/domain/actor";
import type * as AccountsService from "@/features/accounts/service";
import type * as Sessions from "@/server/session";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const PASSWORD = "fyra ord utan mening";

let house: House;
let admin: Actor;
let accounts: typeof AccountsService;
let sessions: typeof Sessions;

beforeAll(async () => {
  house = await openHouse();
  accounts = await import("@/features/accounts/service");
  sessions = await import("@/server/session");
  admin = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

const NOON = new Date("2026-11-22T11:00:00Z");
let place = 0;
/** Tries to sign in from a place of its own, so that one test's tries are not another's. */
const signIn = (email: string, password: string, now = NOON, address = `10.0.0.${String((place += 1))}`) => accounts.signInWithPassword({ email, password, address }, now);
const newAccount = async (email: string) => {
  const personId = await house.person("Konto Provsson");
  return { personId, ...valueOf(await accounts.addLocalAccount(admin, { personId, email, password: PASSWORD }, randomUUID())) };
};

describe("local accounts", () => {
  it("open with the password, however the address is written, and with nothing else", async () => {
    const { id, personId } = await newAccount("Åsa.Ett@utblick.example");
    expect(await signIn("Åsa.Ett@utblick.example", PASSWORD)).toEqual({ ok: true, value: { accountId: id, personId } });
    expect(await signIn(" A\u030ASA.ETT@utblick.EXAMPLE ", PASSWORD)).toMatchObject({ ok: true });
    expect(await signIn("åsa.ett@utblick.example", `${PASSWORD} `)).toEqual({ ok: false, reason: "wrongCredentials" });
    expect(await signIn("ingen@utblick.example", PASSWORD)).toEqual({ ok: false, reason: "wrongCredentials" });
  });

  it("take as long to refuse when there is no such account", async () => {
    await newAccount("tid@utblick.example");
    const time = async (email: string) => {
      const began = performance.now();
      await signIn(email, "fel lösenord som är långt");
      return performance.now() - began;
    };
    await time("tid@utblick.example");
    const [known, unknown] = [await time("tid@utblick.example"), await time("okand@utblick.example")];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("are one for each address, and answer a double submit with the same account", async () => {
    const personId = await house.person("Ensam Provsson");
    const key = randomUUID();
    const add = (email: string, withKey = randomUUID()) => accounts.addLocalAccount(admin, { personId, email, password: PASSWORD }, withKey);
    const twice = await Promise.all([add("ensam@utblick.example", key), add("ensam@utblick.example", key)]);
    expect(twice[0]).toEqual(twice[1]);
    await expect(add("annan@utblick.example", key)).rejects.toMatchObject({ code: "KEY_REUSED" });
    expect(await add("ENSAM@utblick.example")).toEqual({ ok: false, reason: "accountExists" });
    expect(await accounts.listAccounts(admin, personId)).toMatchObject([{ kind: "LOCAL", issuer: "local", subject: "ensam@utblick.example", disabledAt: null }]);
    await expect(accounts.addLocalAccount(admin, { personId: randomUUID(), email: "x@utblick.example", password: PASSWORD }, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("keep the password as a slow hash only, in no version, audit entry or key", async () => {
    const { id } = await newAccount("hemlig@utblick.example");
    const [stored] = await house.client.$queryRaw<{ password_hash: string }[]>`SELECT password_hash FROM local_credential WHERE account_id = ${id}::uuid`;
    expect(stored?.password_hash).toMatch(/^scrypt\$/);
    const kept = await house.client.$queryRaw<{ text: string }[]>`
      SELECT row::text AS text FROM record_version UNION ALL SELECT details::text FROM audit_entry UNION ALL SELECT result::text FROM idempotency_key`;
    expect(kept.filter(({ text }) => text.includes(PASSWORD) || text.includes("scrypt"))).toEqual([]);
  });

  it("are not given to an archived person", async () => {
    const personId = await house.person("Borta Provsson");
    valueOf(await house.people.archivePerson(admin, { id: personId, version: 1 }, TODAY));
    expect(await accounts.addLocalAccount(admin, { personId, email: "borta@utblick.example", password: PASSWORD }, randomUUID())).toEqual({ ok: false, reason: "accountPersonArchived" });
  });

  it("stay shut for a person who is archived later", async () => {
    const { personId } = await newAccount("gar@utblick.example");
    valueOf(await house.people.archivePerson(admin, { id: personId, version: 1 }, TODAY));
    expect(await signIn("gar@utblick.example", PASSWORD)).toEqual({ ok: false, reason: "wrongCredentials" });
  });
});

describe("tries to sign in", () => {
  it("are ten a minute from one place, whatever the account", async () => {
    for (let index = 0; index < 10; index += 1) await signIn(`plats${String(index)}@utblick.example`, "fel", NOON, "10.9.9.9");
    await expect(signIn("plats@utblick.example", "fel", NOON, "10.9.9.9")).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(await signIn("plats@utblick.example", "fel", new Date(NOON.getTime() + 60_000), "10.9.9.9")).toMatchObject({ ok: false });
  });

  it("are twenty an hour at one account, from wherever they come, the right password too", async () => {
    await newAccount("provad@utblick.example");
    for (let index = 0; index < 20; index += 1) await signIn("provad@utblick.example", "fel");
    await expect(signIn("PROVAD@utblick.example", PASSWORD)).rejects.toMatchObject({ code: "RATE_LIMITED", about: { retryAfterSeconds: 3600 } });
    expect(await signIn("provad@utblick.example", PASSWORD, new Date(NOON.getTime() + 3_600_000))).toMatchObject({ ok: true });
  });

  it("leave no address in the counters", async () => {
    await signIn("raknad@utblick.example", "fel");
    const counters = await house.client.$queryRaw<{ key: string }[]>`SELECT key FROM rate_counter`;
    expect(counters.filter(({ key }) => key.includes("raknad"))).toEqual([]);
  });
});

describe("identities at a provider", () => {
  it("are found by issuer and subject together, as they are written", async () => {
    const personId = await house.person("Identitet Provsson");
    const { id } = valueOf(await accounts.addOidcIdentity(admin, { personId, issuer: "https://id.example", subject: "Abc" }, randomUUID()));
    expect(await accounts.findOidcAccount("https://id.example", "Abc")).toEqual({ accountId: id, personId });
    expect(await accounts.findOidcAccount("https://id.example", "abc")).toBeNull();
    expect(await accounts.findOidcAccount("https://other.example", "Abc")).toBeNull();
    expect(await accounts.addOidcIdentity(admin, { personId, issuer: "https://id.example", subject: "Abc" }, randomUUID())).toEqual({ ok: false, reason: "accountExists" });
  });

  it("cannot pass for local accounts, nor local accounts for them", async () => {
    const { personId } = await newAccount("lokal@utblick.example");
    expect(await accounts.findOidcAccount("local", "lokal@utblick.example")).toBeNull();
    expect(await accounts.addOidcIdentity(admin, { personId, issuer: "local", subject: "x@utblick.example" }, randomUUID())).toEqual({ ok: false, reason: "accountReservedIssuer" });
  });
});

describe("closing an account", () => {
  it("ends its sessions at once and shuts it until it is opened again", async () => {
    const { id, personId } = await newAccount("stangd@utblick.example");
    const key = await sessions.beginSession({ id, personId }, null);
    expect((await sessions.findSession(key))?.state).toBe("live");
    valueOf(await accounts.disableAccount(admin, { id, version: 1 }));
    expect((await sessions.findSession(key))?.state).toBe("revoked");
    expect(await signIn("stangd@utblick.example", PASSWORD)).toEqual({ ok: false, reason: "wrongCredentials" });
    expect(await accounts.disableAccount(admin, { id, version: 2 })).toEqual({ ok: false, reason: "accountAlreadyDisabled" });
    await expect(accounts.enableAccount(admin, { id, version: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await accounts.enableAccount(admin, { id, version: 2 }));
    expect(await accounts.enableAccount(admin, { id, version: 3 })).toEqual({ ok: false, reason: "accountNotDisabled" });
    expect((await sessions.findSession(key))?.state).toBe("revoked");
    expect(await signIn("stangd@utblick.example", PASSWORD)).toMatchObject({ ok: true });
    const [stored] = await house.client.$queryRaw<{ open: number }[]>`SELECT count(*)::int AS open FROM session WHERE account_id = ${id}::uuid AND revoked_at IS NULL`;
    expect(stored?.open).toBe(0);
  });

  it("shuts an identity too", async () => {
    const personId = await house.person("Shut Provsson");
    const { id } = valueOf(await accounts.addOidcIdentity(admin, { personId, issuer: "https://id.example", subject: "shut" }, randomUUID()));
    valueOf(await accounts.disableAccount(admin, { id, version: 1 }));
    expect(await accounts.findOidcAccount("https://id.example", "shut")).toBeNull();
  });

  it("is refused for one's own", async () => {
    const { id } = valueOf(await accounts.addLocalAccount(admin, { personId: admin.personId, email: "sjalv@utblick.example", password: PASSWORD }, randomUUID()));
    expect(await accounts.disableAccount(admin, { id, version: 1 })).toEqual({ ok: false, reason: "accountOwnCannotBeDisabled" });
  });

  it("lets only one of two simultaneous ones through", async () => {
    const { id } = await newAccount("kapp@utblick.example");
    const outcomes = await Promise.allSettled([1, 2].map(() => accounts.disableAccount(admin, { id, version: 1 })));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("ending sessions", () => {
  it("is the administrator's and one's own", async () => {
    const { id, personId } = await newAccount("session@utblick.example");
    const begin = () => sessions.beginSession({ id, personId }, null);
    const keys = [await begin(), await begin()];
    expect(await accounts.endSessionsOf(await house.actor(personId), personId)).toEqual({ ended: 2 });
    for (const key of keys) expect((await sessions.findSession(key))?.state).toBe("revoked");
    await begin();
    expect(await accounts.endSessionsOf(admin, personId)).toEqual({ ended: 1 });
    await expect(accounts.endSessionsOf(admin, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("who may administer sign-in", () => {
  it.each(["COORDINATOR", "UNIT_MANAGER", "BOARD_SECRETARY", "EXECUTIVE_BOARD_MEMBER", "COUNCIL_MEMBER", "AUDITOR", "READER"] satisfies Role[])("hides another's accounts from %s", async (role) => {
    const board = await house.body("EXECUTIVE_BOARD", `Styrelsen ${role}`);
    const unit = await house.body("OFFICE", `Kontoret ${role}`, { parentId: board });
    const actor = await house.someone(role, role === "UNIT_MANAGER" ? unit : role === "BOARD_SECRETARY" ? board : null);
    const { id, personId } = await newAccount(`${role.toLowerCase()}@utblick.example`);
    const hidden = { code: "NOT_FOUND" };
    await expect(accounts.addLocalAccount(actor, { personId, email: "ny@utblick.example", password: PASSWORD }, randomUUID())).rejects.toMatchObject(hidden);
    await expect(accounts.addOidcIdentity(actor, { personId, issuer: "https://id.example", subject: randomUUID() }, randomUUID())).rejects.toMatchObject(hidden);
    await expect(accounts.disableAccount(actor, { id, version: 1 })).rejects.toMatchObject(hidden);
    await expect(accounts.enableAccount(actor, { id, version: 1 })).rejects.toMatchObject(hidden);
    await expect(accounts.listAccounts(actor, personId)).rejects.toMatchObject(hidden);
    await expect(accounts.endSessionsOf(actor, personId)).rejects.toMatchObject(hidden);
    await expect(accounts.addLocalAccount(actor, { personId: actor.personId, email: "egen@utblick.example", password: PASSWORD }, randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
