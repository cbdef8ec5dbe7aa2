import { randomUUID } from "node:crypto";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runProvider, type RunningProvider } from "../../../e2e/oidc/provider.ts";
import { wordsFor } from "@/messages/words";
import { openHouse, valueOf, type House } from "../people/house.ts";

const ORIGIN = "http://127.0.0.1:34567";
const CALLBACK = `${ORIGIN}/api/auth/callback/oidc`;
const CLIENT = { clientId: "utblick", clientSecret: "a-secret-between-the-two-programs-of-this-test" };
const ACCOUNTS = [
  { subject: "subject-of-karin", email: "karin@utblick.example" },
  { subject: "subject-of-nils", email: "nils@utblick.example" },
  { subject: "subject-of-nobody", email: "karin@utblick.example" },
  { subject: "subject-of-a-leaver", email: "leaver@utblick.example" },
  { subject: "subject-of-otto-at-the-office", email: "otto@utblick.example", roles: ["Utblick.Office", "Utblick.Other"] },
  { subject: "subject-of-otto-moved", email: "otto@utblick.example", roles: ["Utblick.Audit"] },
  { subject: "subject-of-siv-with-two", email: "siv@utblick.example", methods: ["pwd", "mfa"] },
  { subject: "subject-of-siv-with-one", email: "siv@utblick.example", methods: ["pwd"] },
];

let house: House;
let provider: RunningProvider;
let karin: string;

/** Cookies as a browser keeps them: those that have ended are gone. */
class Jar {
  readonly cookies = new Map<string, string>();
  /** Everything that was ever set here, the ended ones too. */
  readonly seen: string[] = [];

  take(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      this.seen.push(cookie);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      const hasEnded = /max-age=0/i.test(cookie) || /expires=thu, 01 jan 1970/i.test(cookie);
      if (hasEnded) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  header(): Record<string, string> {
    return this.cookies.size === 0 ? {} : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }
}

async function ask(jar: Jar, method: "GET" | "POST", address: string, headers: Record<string, string> = {}): Promise<Response> {
  const { answerSignIn } = await import("@/server/oidc");
  const { findOidcAccount } = await import("@/features/accounts/service");
  const { followAppRoles } = await import("@/features/people/app-roles/service");
  const path = new URL(address, ORIGIN).pathname.split("/").slice(3);
  const response = await answerSignIn(new Request(new URL(address, ORIGIN), { method, headers: { ...jar.header(), ...headers } }), path, async (program, { issuer, subject }, said) => {
    const account = await findOidcAccount(issuer, subject);
    if (account !== null) await followAppRoles(program, { personId: account.personId, said });
    return account;
  });
  jar.take(response);
  return response;
}

async function start(jar: Jar, next = "/"): Promise<string> {
  const response = await ask(jar, "POST", `/api/auth/signin/oidc?next=${encodeURIComponent(next)}`, { origin: ORIGIN });
  const address = /<a href="([^"]+)">/.exec(await response.text())?.[1];
  if (address === undefined) throw new Error(`the sign-in did not start: ${response.status} ${response.headers.get("location") ?? ""}`);
  return address.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Goes through the provider's own pages and returns the address that it sends the browser back to. */
async function signInThere(address: string, subject: string): Promise<string> {
  const jar = new Jar();
  const go = async (to: string, form?: URLSearchParams): Promise<Response> => {
    const response = await fetch(new URL(to, provider.issuer), { redirect: "manual", headers: jar.header(), ...(form === undefined ? {} : { method: "POST", body: form }) });
    jar.take(response);
    return response;
  };
  const page = locationOf(await go(address));
  const resume = locationOf(await go(page, new URLSearchParams({ subject })));
  return locationOf(await go(resume));
}

function locationOf(response: Response): string {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`no redirect: ${response.status}`);
  return location;
}

async function personOf(jar: Jar): Promise<string | null> {
  const { findSession } = await import("@/server/session");
  const key = jar.cookies.get("utblick");
  const session = key === undefined ? null : await findSession(key);
  return session?.state === "live" ? session.actor.personId : null;
}

/** What the browser was told at the end, and that it is signed in as nobody. */
async function expectRefusal(jar: Jar, response: Response, problem: string): Promise<URL> {
  expect(response.status).toBe(303);
  const location = new URL(locationOf(response));
  expect(location.origin + location.pathname).toBe(`${ORIGIN}/sign-in`);
  expect(location.searchParams.get("oidc")).toBe(problem);
  expect([...jar.cookies.keys()]).toEqual([]);
  return location;
}

async function countSessions(): Promise<number> {
  const [row] = await house.client.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM session`;
  return Number(row?.count);
}

/** Reads the settings anew, with other ones than this file's. */
async function withSettings(settings: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  vi.resetModules();
  try {
    await work();
  } finally {
    for (const name of Object.keys(settings)) process.env[name] = before[name] ?? "";
    vi.resetModules();
  }
}

beforeAll(async () => {
  house = await openHouse();
  provider = await runProvider({ ...CLIENT, redirectUri: CALLBACK, accounts: ACCOUNTS });
  Object.assign(process.env, {
    UTBLICK_ORIGIN: ORIGIN,
    UTBLICK_OIDC_ISSUER: provider.issuer,
    UTBLICK_OIDC_CLIENT_ID: CLIENT.clientId,
    UTBLICK_OIDC_CLIENT_SECRET: CLIENT.clientSecret,
    UTBLICK_OIDC_NAME: "Provkonto",
  });
  vi.resetModules();
  const accounts = await import("@/features/accounts/service");
  karin = await house.person("Karin Provsson", { email: "karin@utblick.example" });
  valueOf(await accounts.addOidcIdentity(house.system, { personId: karin, issuer: provider.issuer, subject: "subject-of-karin" }, randomUUID()));
  const leaver = await house.person("Love Slutarsson");
  const { id } = valueOf(await accounts.addOidcIdentity(house.system, { personId: leaver, issuer: provider.issuer, subject: "subject-of-a-leaver" }, randomUUID()));
  valueOf(await accounts.disableAccount(house.system, { id, version: 1 }));
});

afterAll(async () => {
  await provider.stop();
  await house.close();
});

describe("signing in with the municipality's provider", () => {
  it("asks the provider with PKCE, state and nonce, and for nothing but who it is", async () => {
    const asked = new URL(await start(new Jar())).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(asked.get("state")).toMatch(/^[\w-]{43}$/);
    expect(asked.get("nonce")).toMatch(/^[\w-]{43}$/);
    expect(asked.get("scope")).toBe("openid");
    expect(asked.get("response_type")).toBe("code");
    expect(asked.get("redirect_uri")).toBe(CALLBACK);
  });

  it("keeps an attempt for a quarter of an hour in cookies that no script reads", async () => {
    const jar = new Jar();
    await start(jar);
    expect([...jar.cookies.keys()].sort()).toEqual(["utblick-oidc-next", "utblick-oidc-nonce", "utblick-oidc-pkce", "utblick-oidc-state"]);
    for (const cookie of jar.seen) expect(cookie).toMatch(/Max-Age=900.*HttpOnly.*SameSite=Lax|HttpOnly.*SameSite=Lax.*Max-Age=900/);
  });

  it("binds the attempt's cookies to https where the site is served with it", async () => {
    await withSettings({ UTBLICK_ORIGIN: "https://utblick.example" }, async () => {
      const jar = new Jar();
      await ask(jar, "POST", "/api/auth/signin/oidc", { origin: "https://utblick.example" });
      expect(jar.seen).toHaveLength(4);
      for (const cookie of jar.seen) expect(cookie).toMatch(/^__Host-utblick-oidc-(?=.*; Path=\/(;|$))(?=.*; HttpOnly(;|$))(?=.*; Secure(;|$))(?!.*; Domain=)/);
    });
  });

  it("binds the session's own cookie to the host and to https where the site is served with it", async () => {
    await withSettings({ UTBLICK_ORIGIN: "https://utblick.example" }, async () => {
      const { sessionCookieName, sessionCookieOptions } = await import("@/server/auth");
      // Browsers take a cookie of such a name over https alone, for all of one host and no other.
      expect([sessionCookieName(), sessionCookieOptions()]).toEqual(["__Host-utblick", { httpOnly: true, secure: true, sameSite: "lax", path: "/" }]);
    });
  });

  it("asks anew whoever shows again who it is, and believes nobody else and no older word", async () => {
    const { findSession } = await import("@/server/session");
    const isConfirmed = async (jar: Jar) => (await findSession(jar.cookies.get("utblick") ?? ""))?.actor.isConfirmed;
    const confirm = async (jar: Jar) => {
      const response = await ask(jar, "POST", `/api/auth/signin/oidc?next=${encodeURIComponent("/people?q=a")}&confirm=yes`, { origin: ORIGIN });
      return (/<a href="([^"]+)">/.exec(await response.text())?.[1] ?? "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    };
    const jar = new Jar();
    await ask(jar, "GET", await signInThere(await start(jar), "subject-of-karin"));
    const key = jar.cookies.get("utblick");
    expect(await isConfirmed(jar)).toBe(false);
    const asked = new URL(await confirm(jar));
    expect([asked.searchParams.get("prompt"), asked.searchParams.get("max_age")]).toEqual(["login", "0"]);

    for (const name of ["prompt", "max_age"]) asked.searchParams.delete(name);
    expect(locationOf(await ask(jar, "GET", await signInThere(asked.href, "subject-of-karin")))).toBe(`${ORIGIN}/confirm?next=%2Fpeople%3Fq%3Da&oidc=notAnew`);
    const accounts = await import("@/features/accounts/service");
    const other = await house.person("Nils Annansson");
    valueOf(await accounts.addOidcIdentity(house.system, { personId: other, issuer: provider.issuer, subject: "subject-of-nils" }, randomUUID()));
    expect(locationOf(await ask(jar, "GET", await signInThere(await confirm(jar), "subject-of-nils")))).toBe(`${ORIGIN}/confirm?next=%2Fpeople%3Fq%3Da&oidc=somebodyElse`);
    expect([jar.cookies.get("utblick"), await personOf(jar), await isConfirmed(jar)]).toEqual([key, karin, false]);

    expect(locationOf(await ask(jar, "GET", await signInThere(await confirm(jar), "subject-of-karin")))).toBe(`${ORIGIN}/people?q=a`);
    expect([...jar.cookies.keys()]).toEqual(["utblick"]);
    expect([jar.cookies.get("utblick") === key, await personOf(jar), await isConfirmed(jar), (await findSession(key ?? ""))?.state]).toEqual([false, karin, true, "revoked"]);
  });

  it("A.7: gives and ends the roles that the provider's app roles decide, at once for sessions that there are, and keeps the last administrator", async () => {
    const accounts = await import("@/features/accounts/service");
    const people = await import("@/features/people/service");
    const otto = await house.person("Otto Provsson");
    for (const subject of ["subject-of-otto-at-the-office", "subject-of-otto-moved"]) valueOf(await accounts.addOidcIdentity(house.system, { personId: otto, issuer: provider.issuer, subject }, randomUUID()));
    for (const role of ["ADMINISTRATOR", "READER"] as const) valueOf(await people.giveRole(house.system, { personId: otto, role, bodyId: null, from: "2020-01-01", to: null }, randomUUID()));
    const rolesOf = async (jar: Jar) => {
      const { findSession } = await import("@/server/session");
      return ((await findSession(jar.cookies.get("utblick") ?? ""))?.actor.roles ?? []).map(({ role }) => role).sort();
    };
    const enter = async (subject: string) => {
      const jar = new Jar();
      await ask(jar, "GET", await signInThere(await start(jar), subject));
      return jar;
    };
    await withSettings({ UTBLICK_OIDC_ROLES: "Utblick.Office=COORDINATOR, Utblick.Audit=AUDITOR, Utblick.Admin=ADMINISTRATOR" }, async () => {
      const before = await enter("subject-of-otto-at-the-office");
      expect(await rolesOf(before)).toEqual(["ADMINISTRATOR", "COORDINATOR", "READER"]);
      expect(await rolesOf(await enter("subject-of-otto-at-the-office"))).toEqual(["ADMINISTRATOR", "COORDINATOR", "READER"]);

      const another = await house.person("Anna Administratör");
      valueOf(await people.giveRole(house.system, { personId: another, role: "ADMINISTRATOR", bodyId: null, from: "2020-01-01", to: null }, randomUUID()));
      const after = await enter("subject-of-otto-moved");
      // What began today ends with the day; what he had before is over, in the session from before too.
      expect(await rolesOf(after)).toEqual(["AUDITOR", "COORDINATOR", "READER"]);
      expect(await rolesOf(before)).toEqual(["AUDITOR", "COORDINATOR", "READER"]);
    });
    const entries = await house.client.$queryRaw<{ action: string; details: { role: string; byProvider?: boolean } }[]>`SELECT action, details FROM audit_entry WHERE subject_id = ${otto}::uuid AND details ? 'byProvider' ORDER BY seq`;
    expect(entries.map(({ action, details }) => `${action} ${details.role}`)).toEqual(["people.roleGiven COORDINATOR", "people.roleEnded COORDINATOR", "people.roleEnded ADMINISTRATOR", "people.roleGiven AUDITOR"]);
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("ASVS 6.3.3: lets in whoever has shown two factors there, where the settings demand it, and tells others so", async () => {
    const accounts = await import("@/features/accounts/service");
    const siv = await house.person("Siv Provsson");
    for (const subject of ["subject-of-siv-with-two", "subject-of-siv-with-one"]) valueOf(await accounts.addOidcIdentity(house.system, { personId: siv, issuer: provider.issuer, subject }, randomUUID()));
    const enter = async (subject: string) => {
      const jar = new Jar();
      return [jar, await ask(jar, "GET", await signInThere(await start(jar, "/projects"), subject))] as const;
    };
    await withSettings({ UTBLICK_OIDC_TWO_FACTORS: "http://schemas.microsoft.com/claims/multipleauthn, mfa" }, async () => {
      const [withTwo] = await enter("subject-of-siv-with-two");
      expect(await personOf(withTwo)).toBe(siv);
      const before = await countSessions();
      for (const subject of ["subject-of-siv-with-one", "subject-of-karin"]) expect((await expectRefusal(...(await enter(subject)), "oneFactor")).searchParams.get("next")).toBe("/projects");
      expect(await countSessions()).toBe(before);
      for (const locale of ["sv", "en"] as const) expect(wordsFor(locale)("oidc.problems.oneFactor", { provider: "Provkonto" })).toMatch(/^Provkonto .*(?:två faktorer|two factors)/);
    });
    const [withOne] = await enter("subject-of-siv-with-one");
    expect(await personOf(withOne)).toBe(siv);
  });

  it("makes the person whose identity it is the actor, with our session alone left in the browser and no token", async () => {
    const jar = new Jar();
    const back = await signInThere(await start(jar), "subject-of-karin");
    const response = await ask(jar, "GET", back);
    expect(response.status).toBe(303);
    expect(locationOf(response)).toBe(`${ORIGIN}/`);
    expect([...jar.cookies.keys()]).toEqual(["utblick"]);
    expect(jar.cookies.get("utblick")).toMatch(/^[\w-]{43}$/);
    expect(jar.seen.find((cookie) => cookie.startsWith("utblick="))).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await personOf(jar)).toBe(karin);
    expect(await response.text()).toBe("");
  });

  it("ends the session that the browser had before", async () => {
    const jar = new Jar();
    await ask(jar, "GET", await signInThere(await start(jar), "subject-of-karin"));
    const earlier = new Jar();
    earlier.cookies.set("utblick", jar.cookies.get("utblick") ?? "");
    await ask(jar, "GET", await signInThere(await start(jar), "subject-of-karin"));
    expect(await personOf(jar)).toBe(karin);
    expect(await personOf(earlier)).toBeNull();
  });

  it("leads back to the deep link, and never to another site", async () => {
    for (const [next, there] of [
      ["/projects?status=GOING&sida=2", "/projects?status=GOING&sida=2"],
      ["//evil.example/", "/"],
      ["https://evil.example/", "/"],
      ["/\\evil.example", "/"],
    ] as const) {
      const jar = new Jar();
      expect(locationOf(await ask(jar, "GET", await signInThere(await start(jar, next), "subject-of-karin")))).toBe(ORIGIN + there);
    }
    const jar = new Jar();
    const response = await ask(jar, "GET", await signInThere(await start(jar, "/.//evil.example"), "subject-of-karin"));
    expect(new URL(locationOf(response)).origin).toBe(ORIGIN);
  });

  it("refuses an identity that no account has, makes none, and shows the person what to pass on", async () => {
    const { findRefusedIdentity } = await import("@/server/oidc");
    const before = await countSessions();
    const jar = new Jar();
    const response = await ask(jar, "GET", await signInThere(await start(jar, "/projects"), "subject-of-nobody"));
    const location = await expectRefusal(jar, response, "unknown");
    expect(location.searchParams.get("next")).toBe("/projects");
    expect(location.href).not.toContain("subject-of-nobody");
    expect(await findRefusedIdentity(location.searchParams.get("form") ?? undefined)).toEqual({ issuer: provider.issuer, subject: "subject-of-nobody" });
    expect(await findRefusedIdentity(randomUUID())).toBeNull();
    expect(await countSessions()).toBe(before);
    const [row] = await house.client.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM account WHERE subject = 'subject-of-nobody'`;
    expect(Number(row?.count)).toBe(0);
  });

  it("goes by issuer and subject, so that a known person's e-mail address opens nothing", async () => {
    const emailOf = (subject: string) => ACCOUNTS.find((account) => account.subject === subject)?.email;
    expect(emailOf("subject-of-nobody")).toBe(emailOf("subject-of-karin"));
    const jar = new Jar();
    await expectRefusal(jar, await ask(jar, "GET", await signInThere(await start(jar), "subject-of-nobody")), "unknown");
    expect(await personOf(jar)).toBeNull();
  });

  it("refuses a closed account", async () => {
    const jar = new Jar();
    await expectRefusal(jar, await ask(jar, "GET", await signInThere(await start(jar), "subject-of-a-leaver")), "unknown");
  });

  it("refuses a state that was tampered with, is missing or belongs to another browser's attempt", async () => {
    const tampered = new Jar();
    const back = new URL(await signInThere(await start(tampered), "subject-of-karin"));
    back.searchParams.set("state", "x".repeat(43));
    await expectRefusal(tampered, await ask(tampered, "GET", back.href), "failed");

    const missing = new Jar();
    const without = new URL(await signInThere(await start(missing), "subject-of-karin"));
    without.searchParams.delete("state");
    await expectRefusal(missing, await ask(missing, "GET", without.href), "failed");

    const victim = new Jar();
    await start(victim);
    await expectRefusal(victim, await ask(victim, "GET", await signInThere(await start(new Jar()), "subject-of-karin")), "failed");

    const nobody = new Jar();
    await expectRefusal(nobody, await ask(nobody, "GET", await signInThere(await start(new Jar()), "subject-of-karin")), "failed");
  });

  it("refuses a code that was used before, with and without the attempt's cookies", async () => {
    const jar = new Jar();
    const address = await start(jar);
    const kept = new Jar();
    for (const [name, value] of jar.cookies) kept.cookies.set(name, value);
    const back = await signInThere(address, "subject-of-karin");
    await ask(jar, "GET", back);
    expect(await personOf(jar)).toBe(karin);
    await expectRefusal(kept, await ask(kept, "GET", back), "failed");
    const fresh = new Jar();
    await expectRefusal(fresh, await ask(fresh, "GET", back), "failed");
  });

  it("refuses a code that nobody gave, one that is given twice, and a verifier of another attempt", async () => {
    const guessed = new Jar();
    const state = new URL(await start(guessed)).searchParams.get("state") ?? "";
    await expectRefusal(guessed, await ask(guessed, "GET", `/api/auth/callback/oidc?code=guessed&state=${state}`), "failed");

    const doubled = new Jar();
    await expectRefusal(doubled, await ask(doubled, "GET", `${await signInThere(await start(doubled), "subject-of-karin")}&code=another`), "failed");

    const mixed = new Jar();
    const other = new Jar();
    await start(other);
    const back = await signInThere(await start(mixed), "subject-of-karin");
    mixed.cookies.set("utblick-oidc-pkce", other.cookies.get("utblick-oidc-pkce") ?? "");
    await expectRefusal(mixed, await ask(mixed, "GET", back), "failed");

    const echoed = new Jar();
    const again = await signInThere(await start(echoed), "subject-of-karin");
    echoed.cookies.set("utblick-oidc-nonce", other.cookies.get("utblick-oidc-nonce") ?? "");
    await expectRefusal(echoed, await ask(echoed, "GET", again), "failed");
  });

  it("answers with the sign-in page when the person cancels at the provider", async () => {
    const jar = new Jar();
    const response = await ask(jar, "GET", await signInThere(await start(jar, "/projects"), ""));
    const location = await expectRefusal(jar, response, "denied");
    expect(location.searchParams.get("next")).toBe("/projects");
  });

  it("answers with the sign-in page when the provider says something else than yes", async () => {
    for (const error of ["server_error", "temporarily_unavailable", "<script>", ""]) {
      await expectRefusal(new Jar(), await ask(new Jar(), "GET", `/api/auth/callback/oidc?error=${encodeURIComponent(error)}`), "failed");
    }
  });

  it("starts only from this site's own page", async () => {
    for (const origin of ["https://evil.example", "null", undefined]) {
      const jar = new Jar();
      const response = await ask(jar, "POST", "/api/auth/signin/oidc?next=/projects", origin === undefined ? {} : { origin });
      expect(locationOf(response)).toBe(`${ORIGIN}/sign-in?next=%2Fprojects`);
      expect(jar.seen).toEqual([]);
    }
  });

  it("has no other addresses: neither the library's pages nor its session", async () => {
    for (const path of ["session", "csrf", "providers", "error", "signin", "signin/oidc", "signout", "callback/other", "verify-request"]) {
      expect((await ask(new Jar(), "GET", `/api/auth/${path}`)).status).toBe(404);
    }
    for (const path of ["signout", "session", "_log", "callback/oidc", "signin/other"]) {
      expect((await ask(new Jar(), "POST", `/api/auth/${path}`, { origin: ORIGIN })).status).toBe(404);
    }
  });

  it("is limited per address", async () => {
    const answers: string[] = [];
    for (let tries = 0; tries < 250 && answers.at(-1) !== "busy"; tries += 1) {
      const response = await ask(new Jar(), "GET", "/api/auth/callback/oidc?error=access_denied", { "x-utblick-client": "192.0.2.7" });
      answers.push(new URL(locationOf(response)).searchParams.get("oidc") ?? "");
    }
    expect(answers.at(-1)).toBe("busy");
  });

  it("is not there at all when no provider is configured", async () => {
    await withSettings({ UTBLICK_OIDC_ISSUER: "", UTBLICK_OIDC_CLIENT_ID: "", UTBLICK_OIDC_CLIENT_SECRET: "" }, async () => {
      expect((await ask(new Jar(), "POST", "/api/auth/signin/oidc", { origin: ORIGIN })).status).toBe(404);
      expect((await ask(new Jar(), "GET", "/api/auth/callback/oidc?code=a&state=b")).status).toBe(404);
    });
  });

  it("refuses a provider that calls itself something else than the settings do", async () => {
    await withSettings({ UTBLICK_OIDC_ISSUER: `${provider.issuer}/` }, async () => {
      const jar = new Jar();
      await expectRefusal(jar, await ask(jar, "GET", await signInThere(await start(jar), "subject-of-karin")), "misconfigured");
    });
  });

  it("refuses a code that has gone too old", async () => {
    const hasty = await runProvider({ ...CLIENT, redirectUri: CALLBACK, accounts: ACCOUNTS, codeSeconds: 1 });
    const usual = provider;
    try {
      await withSettings({ UTBLICK_OIDC_ISSUER: hasty.issuer }, async () => {
        provider = hasty;
        const jar = new Jar();
        const back = await signInThere(await start(jar), "subject-of-karin");
        await new Promise((resolve) => setTimeout(resolve, 2_100));
        await expectRefusal(jar, await ask(jar, "GET", back), "failed");
      });
    } finally {
      provider = usual;
      await hasty.stop();
    }
  });

  it("says so when the provider cannot be reached, at the start and on the way back", async () => {
    const brief = await runProvider({ ...CLIENT, redirectUri: CALLBACK, accounts: ACCOUNTS });
    await withSettings({ UTBLICK_OIDC_ISSUER: brief.issuer }, async () => {
      const usual = provider;
      provider = brief;
      const jar = new Jar();
      const back = await signInThere(await start(jar), "subject-of-karin");
      provider = usual;
      await brief.stop();
      await expectRefusal(jar, await ask(jar, "GET", back), "failed");
      await expectRefusal(jar, await ask(jar, "POST", "/api/auth/signin/oidc", { origin: ORIGIN }), "unreachable");
    });
    const deaf = net.createServer(() => undefined);
    await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
    const address = deaf.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await withSettings({ UTBLICK_OIDC_ISSUER: `http://127.0.0.1:${port}` }, async () => {
      const jar = new Jar();
      await expectRefusal(jar, await ask(jar, "POST", "/api/auth/signin/oidc", { origin: ORIGIN }), "unreachable");
    });
    deaf.close();
  });
});
