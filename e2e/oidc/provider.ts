import { spawn } from "node:child_process";
import path from "node:path";

export interface ProviderWishes {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  accounts: { subject: string; email: string; roles?: string[]; methods?: string[] }[];
  port?: number;
  codeSeconds?: number;
}

export interface RunningProvider {
  issuer: string;
  stop: () => Promise<void>;
}

/** Runs the provider as a process of its own and waits until it listens. */
export async function runProvider(wishes: ProviderWishes): Promise<RunningProvider> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "provider.mjs"), JSON.stringify(wishes)], { stdio: ["pipe", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const issuer = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      // The library announces itself before the program's own line.
      const line = said.split("\n").slice(0, -1).find((text) => text.startsWith('{"issuer"'));
      if (line !== undefined) resolve((JSON.parse(line) as { issuer: string }).issuer);
    });
    void ended.then(() => reject(new Error(`the provider ended before it listened: ${complaints}`)));
  });
  return {
    issuer,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
