import "server-only";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import type { Evidence, Registers } from "@/domain/registers";
import { listUnits } from "@/features/bodies/service";
import { getPack } from "@/server/pack";
import { authorizeAll } from "@/server/permit";
import { coveragePolicy } from "./policy";
import { describePolicy, layOutCoverage, type AskingPack, type CountedActivity, type CoverageMatrix, type PolicyInPractice } from "./rules";

/** Every clause of the governing document with what the registers have to show for it on a day, counted from what the actor may see. */
export async function readPolicyInPractice(actor: Actor, registers: Registers, today: PlainDate, pack: AskingPack = getPack()): Promise<PolicyInPractice> {
  authorizeAll(coveragePolicy, "view", actor);
  const [units, evidence] = await Promise.all([listUnits(actor, today), gatherEvidence(actor, registers, today)]);
  return describePolicy(pack, units, evidence);
}

/** Unit by unit, what there is to show for each obligation today and what is logged from the year of that day, counted from what the actor may see. */
export async function readCoverage(actor: Actor, registers: Registers, today: PlainDate, pack: AskingPack = getPack()): Promise<CoverageMatrix> {
  authorizeAll(coveragePolicy, "view", actor);
  const [units, evidence, activities] = await Promise.all([listUnits(actor, today), gatherEvidence(actor, registers, today), countActivities(actor, registers, Number(today.slice(0, 4)))]);
  return layOutCoverage(pack, units, evidence, activities);
}

async function gatherEvidence(actor: Actor, registers: Registers, today: PlainDate): Promise<Evidence[]> {
  return (await Promise.all(registers.map((register) => register.evidence(actor, today)))).flat();
}

async function countActivities(actor: Actor, registers: Registers, year: number): Promise<CountedActivity[]> {
  const counting = registers.flatMap(({ activity }) => (activity === null ? [] : [activity]));
  return Promise.all(counting.map(async ({ label, countByUnit }) => ({ label, counted: await countByUnit(actor, year) })));
}
