import "server-only";
import { isCoordinator } from "@/domain/actor";
import type { Register, Task } from "@/domain/registers";
import { listRounds } from "@/features/follow-up/service";
import { listEditions, nameEdition } from "./editions/service";
import { isReadyToFreeze } from "./rules";

/** What the frozen summaries offer the whole house. */
export const summaryRegister: Register = {
  kind: "edition",
  path: () => "/year",
  titleOf: nameEdition,
  hiddenColumns: () => Promise.resolve(["data"]),
  tasks: async (actor) => {
    if (!isCoordinator(actor)) return [];
    const [rounds, editions] = await Promise.all([listRounds(actor), listEditions(actor)]);
    return rounds.filter((round) => isReadyToFreeze(round.counts) && !editions.some((edition) => edition.year === round.year)).map(
      (round): Task => ({
        key: `freeze ${String(round.year)}`,
        path: `/year/${String(round.year)}/summary`,
        title: { message: "summaries.tasks.freeze", params: { year: String(round.year) } },
        text: { message: "summaries.tasks.freezeText" },
        dueOn: null,
        state: "todo",
        stateWord: "summaries.tasks.state",
      }),
    );
  },
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: async (actor) => {
    const editions = await listEditions(actor);
    const [latest] = editions;
    return [{ kind: "FROZEN_SUMMARY", unitId: null, count: editions.length, path: latest === undefined ? "/year" : `/year/${String(latest.year)}/editions/${String(latest.number)}` }];
  },
};
