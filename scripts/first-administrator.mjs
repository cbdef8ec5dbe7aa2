import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime }) => {
  const { spawn } = await import("node:child_process");
  const path = await import("node:path");
  const { generateClient } = await import("./lib/build.mjs");
  const { readEnvironmentFile } = await import("./lib/environment.mjs");
  const { ROOT } = await import("./lib/files.mjs");
  readEnvironmentFile();
  await generateClient(() => undefined);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "start", "first-administrator.ts"), ...process.argv.slice(2)], { cwd: ROOT, stdio: "inherit", signal: lifetime.signal });
    child.once("exit", (code) => resolve(code ?? 1));
  });
});
