import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import net from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { createTestDatabase } from "../../tests/setup/database.ts";
import prepareDatabaseServer from "../../tests/setup/global.ts";
import { runProvider, type RunningProvider } from "./provider.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");

export interface OwnServer {
  origin: string;
  provider: RunningProvider;
  /** What the server has written so far. */
  log: () => string;
  stop: () => Promise<void>;
}

/** Serves the finished build on a port and a database of its own, with a provider to sign in with, and more settings where they are given. */
export async function serveWithProvider(accounts: { subject: string; email: string; roles?: string[] }[], settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const releaseServer = await prepareDatabaseServer();
  const database = await createTestDatabase();
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const client = { clientId: "utblick", clientSecret: randomBytes(24).toString("hex") };
  const provider = await runProvider({ ...client, redirectUri: `${origin}/api/auth/callback/oidc`, accounts });
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: database.appUrl,
    UTBLICK_PACK: "varberg",
    UTBLICK_SECRET: randomBytes(32).toString("hex"),
    UTBLICK_ORIGIN: origin,
    UTBLICK_OIDC_ISSUER: provider.issuer,
    UTBLICK_OIDC_CLIENT_ID: client.clientId,
    UTBLICK_OIDC_CLIENT_SECRET: client.clientSecret,
    UTBLICK_OIDC_NAME: "Provkonto",
    HOSTNAME: "127.0.0.1",
    PORT: String(port),
    ...settings,
  };
  await promisify(execFile)(process.execPath, ["--conditions=react-server", "--import", "tsx", path.join(import.meta.dirname, "seed.ts"), provider.issuer], { cwd: ROOT, env: environment });

  let log = "";
  const child = spawn(process.execPath, [path.join(ROOT, ".next", "standalone", "front-door.mjs")], { cwd: ROOT, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await provider.stop();
    await database.drop();
    await releaseServer();
  };
  for (const deadline = Date.now() + 30_000; ; ) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The server did not become ready: ${log}`);
    }
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { origin, provider, log: () => log, stop };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
