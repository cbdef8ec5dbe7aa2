import { runCommand } from "./lib/main.mjs";

// npm run assurance   writes docs/assurance.md: every line that must hold, with its tests, its figure and what is missing
await runCommand(async ({ log }) => {
  const fs = await import("node:fs");
  const path = await import("node:path");
  const { CHAPTERS, layOutAssurance, STATES, stateOf } = await import("./lib/assurance.mjs");
  const { ROOT } = await import("./lib/files.mjs");
  fs.writeFileSync(path.join(ROOT, "docs", "assurance.md"), layOutAssurance(fs.readFileSync(path.join(ROOT, "bench", "results.md"), "utf8")));
  const lines = CHAPTERS.flatMap((chapter) => chapter.lines);
  log(`docs/assurance.md: ${String(lines.length)} lines, ${STATES.map((state) => `${String(lines.filter((line) => stateOf(line) === state).length)} ${state}`).join(", ")}.`);
});
