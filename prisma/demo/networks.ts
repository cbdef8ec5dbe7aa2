import { lastDayOf, readApproximateDate, type PlainDate } from "@/domain/plain-date";
import { readRate } from "@/domain/money";
import { addFee, addParticipation, assessNeed, evaluateNetwork } from "@/features/networks/entries/service";
import { readNetworkFilter, type MembershipStatus, type NetworkInput } from "@/features/networks/schema";
import { addNetwork, getNetwork, listNetworks, takeMembershipStep } from "@/features/networks/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

type NetworkData = Town["data"]["networks"][number];

const CERTAINTIES = { high: "HIGH", medium: "MEDIUM", low: "LOW" } as const;

/** Adds the networks as candidates, as the office knows them. */
export async function loadNetworks(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const data of town.data.networks) {
    const about = { origin: { isDemonstration: true, certainty: CERTAINTIES[data.certainty] } };
    must(`The network ${data.key}`, await addNetwork(office, { network: toInput(town, data), key: keyOf(town, "network", data.key), isAnother: true }, about, town.now));
  }
  return town.data.networks.length;
}

/** Makes them the memberships that the data's decisions carry, and tells what has been paid, done and found in them; steps that an interrupted load has taken are not taken again. */
export async function loadMemberships(town: Town): Promise<number> {
  for (const data of town.data.networks) {
    const id = await findNetwork(town, data.key);
    await takeSteps(town, id, data, [["MEMBER", beginningOf(data)]]);
    await tell(town, id, data);
    await takeSteps(town, id, data, [["NOTICE_GIVEN", data.noticeOn], ["LEFT", data.leftOn], ["DECLINED", data.declinedOn]]);
  }
  return town.data.networks.filter(({ joined }) => joined !== undefined).length;
}

/** A network's id by its name, since an interrupted load is taken up without what it had at hand. */
export async function findNetwork(town: Town, key: string): Promise<string> {
  const name = town.data.networks.find((network) => network.key === key)?.name ?? "";
  const found = (await listNetworks(town.system, readNetworkFilter({ q: name }).filter, town.now)).rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`The network ${key} is not stored yet.`);
  return found.id;
}

const joinedOf = ({ joined }: NetworkData) => (joined === undefined ? null : readApproximateDate(joined));

/** The day on which the membership is known to have begun, at the latest. */
function beginningOf(data: NetworkData): PlainDate | undefined {
  const joined = joinedOf(data);
  return joined === null ? undefined : lastDayOf(joined);
}

async function takeSteps(town: Town, id: string, data: NetworkData, steps: readonly (readonly [MembershipStatus, PlainDate | undefined])[]): Promise<void> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const [to, on] of steps) {
    const { network } = await getNetwork(office, id, town.now);
    if (on === undefined || network.steps.some((step) => step.to === to)) continue;
    must(`${data.key} to ${to}`, await takeMembershipStep(office, { id, version: network.version, to, on }, town.now));
  }
}

async function tell(town: Town, networkId: string, data: NetworkData): Promise<void> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const once = (...parts: string[]) => keyOf(town, "network", data.key, ...parts);
  for (const { from, to, amount, payer, euroRate } of data.fees) {
    for (let year = from; year <= to; year += 1) {
      const rate = euroRate === undefined ? { currency: "SEK" as const, rateMillionths: null, rateOn: null, rateSource: null } : { currency: "EUR" as const, rateMillionths: readRate(euroRate), rateOn: `${String(year)}-01-15`, rateSource: "Påhittad kurs för demonstrationen" };
      const fee = { networkId, year, payerId: idOf(town.bodies, payer ?? data.unit), amountMinor: BigInt(amount) * 100n, ...rate };
      must(`The fee of ${data.key}`, await addFee(office, { fee, key: once("fee", String(year), payer ?? data.unit) }, town.now));
    }
  }
  for (const { unit, on, what, people } of data.participation) must(`Participation in ${data.key}`, await addParticipation(office, { participation: { networkId, unitId: idOf(town.bodies, unit), heldOn: on, what, people: people ?? null }, key: once("participation", unit, on) }, town.now));
  for (const { unit, need, reason, on } of data.needs) must(`The need of ${data.key}`, await assessNeed(office, { assessment: { networkId, unitId: idOf(town.bodies, unit), need, reason, assessedOn: on }, key: once("need", unit, on) }, town.now));
  for (const { on, benefit, conclusion, nextOn } of data.evaluations) must(`The evaluation of ${data.key}`, await evaluateNetwork(office, { evaluation: { networkId, evaluatedOn: on, benefit, conclusion, nextOn: nextOn ?? null }, key: once("evaluation", on) }, town.now));
}

function toInput(town: Town, data: NetworkData): NetworkInput {
  return {
    name: data.name,
    acronym: data.acronym ?? null,
    level: data.level,
    about: data.about ?? null,
    website: data.website ?? null,
    relevance: data.relevance ?? null,
    scope: data.scope,
    through: data.through ?? null,
    unitId: idOf(town.bodies, data.unit),
    unitIds: data.units.map((unit) => idOf(town.bodies, unit)).sort(),
    joined: joinedOf(data),
    renewsOn: data.renewsOn ?? null,
    noticeMonths: null,
    noticeBy: data.noticeBy ?? null,
    membershipNumber: null,
    representative: null,
    contact: null,
    workingGroups: data.workingGroups ?? null,
    priorityId: data.priority === undefined ? null : idOf(town.priorities, data.priority),
    outsideReason: data.outsideReason ?? null,
    source: data.source,
  };
}
