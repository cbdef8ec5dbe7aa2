import { createHmac, createSign, generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openHouse, valueOf, type House } from "../people/house.ts";

const ORIGIN = "http://127.0.0.1:34568";
const CLIENT_ID = "utblick";
const CLIENT_SECRET = "a-secret-between-the-two-programs-of-this-test";
const SUBJECT = "subject-of-karin";
const KID = "the-providers-key";

type Claims = Record<string, unknown>;
type Header = Record<string, unknown>;

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (header: Header, claims: Claims, key: KeyObject): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createSign("sha256").update(text).sign(key).toString("base64url")}`;
};
const summed = (header: Header, claims: Claims, secret: string): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
const good: Header = { alg: "RS256", kid: KID, typ: "JWT" };
const publicPem = ours.publicKey.export({ type: "spki", format: "pem" }).toString();
const without = (claims: Claims, name: string): Claims => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const now = (): number => Math.floor(Date.now() / 1000);

/** What the provider answers with instead of the token that it should have made of the claims; undefined leaves the token out. */
type Forgery = (claims: Claims) => unknown;
const says = (change: Claims): Forgery => (claims) => signed(good, { ...claims, ...change }, ours.privateKey);
const lacks = (name: string): Forgery => (claims) => signed(good, without(claims, name), ours.privateKey);

const FORGERIES: readonly (readonly [what: string, forgery: Forgery])[] = [
  ["is signed by another key under the provider's name for its own", (claims) => signed(good, claims, theirs.privateKey)],
  ["is signed by a key that the provider does not have", (claims) => signed({ ...good, kid: "another" }, claims, theirs.privateKey)],
  ["brings the key that it is signed by", (claims) => signed({ ...good, jwk: theirs.publicKey.export({ format: "jwk" }) }, claims, theirs.privateKey)],
  ["says where the key is that it is signed by", (claims) => signed({ ...good, jku: "http://127.0.0.1:1/keys" }, claims, theirs.privateKey)],
  ["was changed after it was signed", (claims) => signed(good, { ...claims, sub: "someone-else" }, ours.privateKey).replace(/\.[^.]*\./, `.${encode(claims)}.`)],
  ["has lost a piece of its signature", (claims) => signed(good, claims, ours.privateKey).slice(0, -20)],
  ["has no signature", (claims) => signed(good, claims, ours.privateKey).replace(/[^.]*$/, "")],
  ["has the signature of another token", (claims) => `${encode(good)}.${encode(claims)}.${signed(good, { ...claims, iat: 1 }, ours.privateKey).split(".")[2] ?? ""}`],
  ...["none", "None", "NONE", ""].map((alg) => [`says that it is signed with ${JSON.stringify(alg)}`, (claims: Claims) => `${encode({ ...good, alg })}.${encode(claims)}.`] as const),
  ["is summed with the secret that both know", (claims) => summed({ ...good, alg: "HS256" }, claims, CLIENT_SECRET)],
  ["is summed with the provider's public key", (claims) => summed({ ...good, alg: "HS256" }, claims, publicPem)],
  ["says another way of signing than it is signed in", (claims) => signed({ ...good, alg: "RS512" }, claims, ours.privateKey)],
  ["is from another provider", says({ iss: "https://login.elsewhere.example" })],
  ["names the provider nearly right", (claims) => says({ iss: `${String(claims["iss"])}/` })(claims)],
  ["does not say who made it", lacks("iss")],
  ["is for another program", says({ aud: "another-program" })],
  ["is for several programs and none is this one", says({ aud: ["another-program", "a-third"] })],
  ["is for this program and was handed to another", says({ aud: [CLIENT_ID, "another-program"], azp: "another-program" })],
  ["is for this program among others and says not to whom it was handed", says({ aud: [CLIENT_ID, "another-program"] })],
  ["does not say for whom it is", lacks("aud")],
  ["ended an hour ago", says({ exp: now() - 3_600, iat: now() - 7_200 })],
  ["has no end", lacks("exp")],
  ["has an end that is no time", says({ exp: "tomorrow" })],
  ["does not hold until tomorrow", says({ nbf: now() + 86_400 })],
  ["does not say when it was made", lacks("iat")],
  ["answers another attempt", says({ nonce: "x".repeat(43) })],
  ["answers no attempt", lacks("nonce")],
  ["is about nobody", lacks("sub")],
  ["is about somebody without a name", says({ sub: "" })],
  ["is about a number", says({ sub: 1 })],
  ["is about a list", says({ sub: [SUBJECT] })],
  ["is about a thing", says({ sub: { toString: SUBJECT } })],
  ["is about a name that goes on after a NUL", says({ sub: `${SUBJECT}\u0000` })],
  ["is about a name with white space around it", says({ sub: ` ${SUBJECT}` })],
  ["is about the same name in capitals", says({ sub: SUBJECT.toUpperCase() })],
  ["is no token", () => "x"],
  ["is three words", () => "a.b.c"],
  ["is a list", () => ["a", "b"]],
  ["is empty", () => ""],
  ["is a megabyte of nothing", () => `${"a".repeat(500_000)}.${"b".repeat(500_000)}.c`],
  ["is not there", () => undefined],
];

let house: House;
let karin: string;
let issuer: string;
let forgery: Forgery;
/** The claims that belong to the attempt at hand. */
let claims: Claims;
let handedOver = 0;

/** Which of its addresses the provider sends on to another program, and how. */
let detour: { from: string; status: number } | null = null;
let calledElsewhere = 0;

const provider = http.createServer((request, response) => {
  const turn = detour;
  if (turn !== null && request.url === turn.from && request.headers.host?.endsWith(`:${String((provider.address() as AddressInfo).port)}`) === true) {
    request.resume();
    response.writeHead(turn.status, { location: `http://localhost:${String((elsewhere.address() as AddressInfo).port)}${request.url}` }).end();
    return;
  }
  answerAsProvider(request, response);
});
/** Answers just as the provider does, so that whoever follows it there is let in. */
const elsewhere = http.createServer((request, response) => {
  calledElsewhere += 1;
  answerAsProvider(request, response);
});
const answerAsProvider: http.RequestListener = (request, response) => {
  const answer = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  request.resume();
  if (request.url === "/.well-known/openid-configuration") {
    answer({
      issuer,
      ...{ authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` },
      // A provider that says that it does all of it: what is taken is for the program to decide.
      ...{ response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256", "RS512", "HS256", "none"] },
    });
  } else if (request.url === "/keys") answer({ keys: [{ ...ours.publicKey.export({ format: "jwk" }), kid: KID, use: "sig" }] });
  else if (request.url === "/token") {
    handedOver += 1;
    answer({ access_token: "a-token", token_type: "Bearer", expires_in: 60, id_token: forgery(claims) });
  } else response.writeHead(404).end();
};

/** Begins a sign-in, and comes back from the provider as if a person had said yes there; where that led, and as whom. */
async function signIn(isAnswered = true): Promise<{ to: URL; personId: string | null; cookies: string[] }> {
  const { answerSignIn } = await import("@/server/oidc");
  const { findOidcAccount } = await import("@/features/accounts/service");
  const { findSession } = await import("@/server/session");
  const ask = (method: "GET" | "POST", address: string, headers: Record<string, string>) =>
    answerSignIn(new Request(new URL(address, ORIGIN), { method, headers }), new URL(address, ORIGIN).pathname.split("/").slice(3), (_program, identity) => findOidcAccount(identity.issuer, identity.subject));
  const started = await ask("POST", "/api/auth/signin/oidc", { origin: ORIGIN });
  const address = /<a href="([^"]+)">/.exec(await started.text())?.[1]?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))) ?? "";
  if (address === "") return { to: new URL(started.headers.get("location") ?? "", ORIGIN), personId: null, cookies: [] };
  const { searchParams } = new URL(address);
  claims = { iss: issuer, aud: CLIENT_ID, sub: SUBJECT, nonce: searchParams.get("nonce"), iat: now(), exp: now() + 60 };
  const cookie = started.headers.getSetCookie().map((line) => line.split(";")[0] ?? "").join("; ");
  const before = handedOver;
  const response = await ask("GET", `/api/auth/callback/oidc?code=a-code&state=${searchParams.get("state") ?? ""}`, { cookie });
  expect(handedOver).toBe(before + (isAnswered ? 1 : 0));
  const cookies = response.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line));
  const key = /^utblick=([^;]+)/.exec(cookies.find((line) => line.startsWith("utblick=")) ?? "")?.[1];
  const session = key === undefined ? null : await findSession(key);
  return { to: new URL(response.headers.get("location") ?? "", ORIGIN), personId: session?.state === "live" ? session.actor.personId : null, cookies };
}

const sessions = async (): Promise<number> => Number((await house.client.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM session`)[0]?.count);

beforeAll(async () => {
  await Promise.all([provider, elsewhere].map((server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))));
  issuer = `http://localhost:${(provider.address() as AddressInfo).port}`;
  house = await openHouse();
  Object.assign(process.env, { UTBLICK_ORIGIN: ORIGIN, UTBLICK_OIDC_ISSUER: issuer, UTBLICK_OIDC_CLIENT_ID: CLIENT_ID, UTBLICK_OIDC_CLIENT_SECRET: CLIENT_SECRET });
  vi.resetModules();
  const accounts = await import("@/features/accounts/service");
  karin = await house.person("Karin Provsson", { email: "karin@utblick.example" });
  valueOf(await accounts.addOidcIdentity(house.system, { personId: karin, issuer, subject: SUBJECT }, randomUUID()));
});
beforeEach(async () => {
  // Nobody signs in this often in a minute, and what is refused for that says nothing of the token.
  await house.client.$executeRaw`DELETE FROM rate_counter`;
});
afterAll(async () => {
  await house.close();
  for (const server of [provider, elsewhere]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe("a token from the provider", () => {
  it("signs its person in when all of it is right, also when it was made for several programs and handed to this one", async () => {
    for (const right of [says({}), says({ aud: [CLIENT_ID] }), says({ aud: [CLIENT_ID, "another-program"], azp: CLIENT_ID })]) {
      forgery = right;
      expect(await signIn()).toMatchObject({ personId: karin, to: { pathname: "/" } });
    }
  });

  it.each(FORGERIES)("that %s lets nobody in", async (_what, forged) => {
    forgery = forged;
    const before = await sessions();
    const { to, personId, cookies } = await signIn();
    expect([to.origin + to.pathname, personId, cookies]).toEqual([`${ORIGIN}/sign-in`, null, []]);
    expect(["failed", "misconfigured", "unknown"]).toContain(to.searchParams.get("oidc"));
    expect(await sessions()).toBe(before);
  });
});

describe("ASVS 15.3.2: a provider that sends the question on to another program", () => {
  it.each(["/.well-known/openid-configuration", "/token", "/keys"].flatMap((from) => [301, 302, 303, 307, 308].map((status) => [from, status] as const)))("at %s with %i is not followed, and lets nobody in", async (from, status) => {
    forgery = says({});
    detour = { from, status };
    const [before, calls] = [await sessions(), calledElsewhere];
    try {
      const { to, personId, cookies } = await signIn(from !== "/token");
      expect([to.origin + to.pathname, personId, cookies]).toEqual([`${ORIGIN}/sign-in`, null, []]);
      expect(["failed", "unreachable"]).toContain(to.searchParams.get("oidc"));
    } finally {
      detour = null;
    }
    expect([await sessions(), calledElsewhere]).toEqual([before, calls]);
  });

  it("would have let its person in if it were followed", async () => {
    forgery = says({});
    expect((await fetch(`http://localhost:${String((elsewhere.address() as AddressInfo).port)}/keys`)).status).toBe(200);
    expect((await signIn()).personId).toBe(karin);
  });
});

describe("ASVS 6.8.4: where two factors are demanded, a token", () => {
  beforeAll(() => {
    process.env["UTBLICK_OIDC_TWO_FACTORS"] = "two, mfa";
    vi.resetModules();
  });

  it.each([{ acr: "mfa" }, { amr: ["pwd", "two"] }, { acrs: ["c1", "mfa"] }, { amr: "mfa" }])("that says %j lets its person in", async (said) => {
    forgery = says(said);
    expect((await signIn()).personId).toBe(karin);
  });

  it.each([{}, { amr: [] }, { amr: ["pwd"] }, { acr: "MFA" }, { acr: "mfa " }, { acr: "two, mfa" }, { acr: "" }, { amr: [["mfa"]] }, { amr: { mfa: true } }, { acr: null, amr: 2 }, { auth: "mfa" }])("that says %j lets nobody in", async (said) => {
    forgery = says(said);
    const before = await sessions();
    const { to, personId, cookies } = await signIn();
    expect([to.searchParams.get("oidc"), personId, cookies, await sessions()]).toEqual(["oneFactor", null, [], before]);
  });
});
