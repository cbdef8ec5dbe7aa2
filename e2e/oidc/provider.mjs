/**
 * A real OpenID provider for the tests, as a program of its own: `node provider.mjs '<wishes as JSON>'` prints one line of
 * JSON with its issuer when it listens. Its sign-in page has a button for each account and one to cancel with.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import http from "node:http";
import { pathToFileURL } from "node:url";
import Provider from "oidc-provider";

/**
 * @typedef {object} Wishes
 * @property {string} clientId
 * @property {string} clientSecret
 * @property {string} redirectUri
 * @property {{ subject: string, email: string, roles?: string[], methods?: string[] }[]} accounts what each has; roles go into its tokens as Entra writes app roles, and how it signed in as `amr`
 * @property {number} [port] any free one when left out
 * @property {number} [codeSeconds] how long a code may be redeemed
 */

/** @param {Wishes} wishes @returns {Promise<{ issuer: string, stop: () => Promise<void> }>} */
export async function startProvider(wishes) {
  const server = http.createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(wishes.port ?? 0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The provider has no port.");
  // Another host name than the app's, since cookies do not tell ports apart.
  const issuer = `http://localhost:${address.port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: wishes.clientId, client_secret: wishes.clientSecret, redirect_uris: [wishes.redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    // E-mail in every token shows that it counts for nothing.
    claims: { openid: ["sub", "email", "roles", "amr"] },
    conformIdTokenClaims: false,
    ttl: { AuthorizationCode: wishes.codeSeconds ?? 60, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, subject) => {
      const account = wishes.accounts.find((candidate) => candidate.subject === subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, email: account.email, ...(account.roles ? { roles: account.roles } : {}) }) };
    },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client?.clientId, accountId: context.oidc.session?.accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const isInteraction = request.url?.startsWith("/interaction/") ?? false;
    const work = isInteraction ? interact(provider, wishes, request, response) : answer(request, response);
    work.catch(() => {
      response.statusCode = 500;
      response.end();
    });
  });
  const stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve(undefined));
      server.closeAllConnections();
    });
  return { issuer, stop };
}

/** @param {Provider} provider @param {Wishes} wishes @param {http.IncomingMessage} request @param {http.ServerResponse} response */
async function interact(provider, wishes, request, response) {
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    const buttons = wishes.accounts.map(({ subject }) => `<p><button name="subject" value="${subject}">${subject}</button></p>`).join("");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Provider</title><form method="post">${buttons}<p><button name="subject" value="">Cancel</button></p></form></html>`);
    return;
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const subject = new URLSearchParams(body).get("subject") ?? "";
  const methods = wishes.accounts.find((account) => account.subject === subject)?.methods;
  const result = subject === "" ? { error: "access_denied", error_description: "The person cancelled." } : { login: { accountId: subject, ...(methods ? { amr: methods } : {}) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const provider = await startProvider(JSON.parse(process.argv[2] ?? "{}"));
  process.stdout.write(`${JSON.stringify({ issuer: provider.issuer })}\n`);
  const end = () => void provider.stop().then(() => process.exit(0));
  process.once("SIGTERM", end).once("SIGINT", end);
  // The one who started it holds the other end of its standard input: when that one is gone, so is the provider.
  process.stdin.once("end", end).resume();
}
