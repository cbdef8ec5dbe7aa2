import { runCommand } from "./lib/main.mjs";

// npm run load            200 people for 5 minutes
// npm run load -- 50 30   50 people for 30 minutes, in which memory should stay flat
await runCommand(
  async (tools) => {
    const [people = 200, minutes = 5] = process.argv.slice(2).map(Number);
    if (!(people >= 1 && minutes > 0 && minutes <= 120)) throw new Error("Say how many people, and for how many minutes (120 at most): npm run load -- 200 5");
    const { loadPeople } = await import("../bench/people.mjs");
    return loadPeople({ people, minutes }, tools);
  },
  { withDevelopment: true },
);
