import "server-only";
import type { Actor } from "@/domain/actor";
import { activityOf, type AsOf, type Evidence, type Registers } from "@/domain/registers";
import { listUnits } from "@/features/bodies/service";
import { packAsOf } from "@/server/pack";
import { authorizeAll } from "@/server/permit";
import type { PolicyPack } from "@packs/pack";
import { coveragePolicy } from "./policy";
import { describePolicy, layOutCoverage, type AskingPack, type CountedActivity, type CoverageMatrix, type PolicyInPractice } from "./rules";

/**
 * Every clause of the governing document that was in force then, with what the registers have to show for it, counted from what the
 * actor may see; null when none was in force.
 */
export async function readPolicyInPractice(actor: Actor, registers: Registers, asOf: AsOf, inForce: Promise<PolicyPack | null> = packAsOf(asOf)): Promise<{ view: PolicyInPractice; document: PolicyPack["document"] } | null> {
  authorizeAll(coveragePolicy, "view", actor);
  const [pack, units, evidence] = await Promise.all([inForce, listUnits(actor, asOf.on), gatherEvidence(actor, registers, asOf)]);
  return pack === null ? null : { view: describePolicy(pack, units, evidence), document: pack.document };
}

/**
 * Unit by unit, what there is to show for each obligation of the governing document that was in force then and what is logged from
 * the year, counted from what the actor may see; null when none was in force.
 */
export async function readCoverage(actor: Actor, registers: Registers, asOf: AsOf, inForce: Promise<AskingPack | null> = packAsOf(asOf)): Promise<CoverageMatrix | null> {
  authorizeAll(coveragePolicy, "view", actor);
  const [pack, units, evidence, activities] = await Promise.all([inForce, listUnits(actor, asOf.on), gatherEvidence(actor, registers, asOf), countActivities(actor, registers, asOf)]);
  return pack === null ? null : layOutCoverage(pack, units, evidence, activities);
}

async function gatherEvidence(actor: Actor, registers: Registers, asOf: AsOf): Promise<Evidence[]> {
  return (await Promise.all(registers.map((register) => register.evidence(actor, asOf)))).flat();
}

async function countActivities(actor: Actor, registers: Registers, { year, begunBy }: AsOf): Promise<CountedActivity[]> {
  const counting = registers.flatMap((register) => activityOf(register) ?? []);
  return Promise.all(counting.map(async ({ label, evidence, countByUnit }) => ({ label, evidence: evidence ?? null, counted: await countByUnit(actor, year, begunBy) })));
}
