import "server-only";
import type { Actor } from "@/domain/actor";
import type { AsOf, Registers, Scrutiny } from "@/domain/registers";
import { authorizeAll } from "@/server/permit";
import { scrutinyPolicy } from "./policy";
import { sortUnderQuestions, type QuestionAnswered } from "./rules";

const FIRST = 5;
/** As many records of each kind as a person can be thought to go through. */
const IN_FILE = 5_000;

/** The auditors' four questions as the registers answer them for a year or a day, with the first records that lack something, counted from what the actor may see. */
export async function readScrutiny(actor: Actor, registers: Registers, asOf: AsOf): Promise<QuestionAnswered[]> {
  authorizeAll(scrutinyPolicy, "view", actor);
  return sortUnderQuestions(await ask(actor, registers, asOf, FIRST));
}

/** As readScrutiny, with every record that lacks something, at most 5,000 for each thing that is looked for. */
export async function exportScrutiny(actor: Actor, registers: Registers, asOf: AsOf): Promise<QuestionAnswered[]> {
  authorizeAll(scrutinyPolicy, "export", actor);
  return sortUnderQuestions(await ask(actor, registers, asOf, IN_FILE));
}

async function ask(actor: Actor, registers: Registers, asOf: AsOf, most: number): Promise<Scrutiny[]> {
  const answers = await Promise.all(registers.flatMap((register) => register.scrutiny?.(actor, asOf, most) ?? []));
  return answers.flat().filter(({ having, lacking }) => having.count + lacking.count > 0);
}
