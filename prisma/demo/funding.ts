import { addClaim, addPayment } from "@/features/funding/service";
import { readProjectFilter } from "@/features/projects/schema";
import { listProjects } from "@/features/projects/lists/service";
import { getProject } from "@/features/projects/service";
import { millionthsOf } from "./project-input";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** Writes down what projects have claimed and been paid as the unit's contact person does, or the office where there is none. */
export async function loadProjectMoney(town: Town): Promise<number> {
  for (const { project: key, claims, payments } of town.data.projectMoney) {
    const data = town.data.projects.find((project) => project.key === key);
    if (data === undefined) throw new Error(`There is no project ${key}.`);
    const actor = await actAs(town, onRoster(town, data.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const { rows } = await listProjects(actor, readProjectFilter({ q: data.title, unit: idOf(town.bodies, data.unit) }).filter, town.now);
    const projectId = rows.find(({ title }) => title === data.title)?.id ?? "";
    const { currency } = (await getProject(actor, projectId, town.now)).project;
    const claimIds: string[] = [];
    for (const [index, { from, to, amountMinor, sentOn, answeredOn, approvedMinor, note }] of claims.entries()) {
      const state = sentOn === undefined ? "PLANNED" : answeredOn === undefined ? "SENT" : approvedMinor == null ? "REJECTED" : "APPROVED";
      const claim = { periodFrom: from, periodTo: to, currency, amountMinor: BigInt(amountMinor), state, sentOn: sentOn ?? null, answeredOn: answeredOn ?? null, approvedMinor: approvedMinor == null ? null : BigInt(approvedMinor), note: note ?? null } as const;
      claimIds.push(must(`A claim of ${key}`, await addClaim(actor, { key: keyOf(town, "claim", key, String(index)), projectId, claim }, town.now)).id);
    }
    for (const [index, { kind, claim, expected, received, note }] of payments.entries()) {
      const rate = received?.sekPerUnit === undefined ? null : { rateMillionths: millionthsOf(received.sekPerUnit), rateOn: received.on, rateSource: received.source ?? null };
      const payment = {
        ...{ kind, claimId: claim === undefined ? null : (claimIds[claim] ?? null), currency, note: note ?? null },
        ...{ expectedOn: expected?.on ?? null, expectedMinor: expected === undefined ? null : BigInt(expected.amountMinor) },
        ...{ receivedOn: received?.on ?? null, receivedMinor: received === undefined ? null : BigInt(received.amountMinor) },
        ...(rate ?? { rateMillionths: null, rateOn: null, rateSource: null }),
      };
      must(`A payment of ${key}`, await addPayment(actor, { key: keyOf(town, "payment", key, String(index)), projectId, payment }, town.now));
    }
  }
  return town.data.projectMoney.length;
}
