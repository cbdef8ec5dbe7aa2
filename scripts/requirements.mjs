import { runCommand } from "./lib/main.mjs";

// npm run requirements             every clause and check, with its evidence and its tests, as a table
// npm run requirements -- --json   the same to a program
await runCommand(
  async ({ log }) => {
    const { ROOT } = await import("./lib/files.mjs");
    const { register } = await import("tsx/esm/api");
    register();
    const { packs } = await import("../prisma/packs/all.ts");
    const { findLacking, gatherRequirements, readRequirementTree } = await import("../tests/architecture/support/requirements.ts");
    const { layOutRequirements } = await import("../tests/architecture/support/requirements-table.ts");
    const requirements = gatherRequirements(packs, readRequirementTree(ROOT));
    const findings = [...findLacking(requirements), ...requirements.faults];
    log(process.argv.includes("--json") ? JSON.stringify({ ...requirements, findings }, null, 2) : [layOutRequirements(requirements), ...findings.map((finding) => `\n${finding}`)].join("\n"));
    return findings.length > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
