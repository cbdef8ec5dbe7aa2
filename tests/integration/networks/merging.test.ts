import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type * as entriesService from "@/features/networks/entries/service";
import type * as mergingService from "@/features/networks/merging/service";
import { readNetworkFilter, type NetworkInput } from "@/features/networks/schema";
import type * as networksService from "@/features/networks/service";
import { networkInput } from "../../factories/networks.ts";
import { meetingInput } from "../../factories/recurring-meetings.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let networks: typeof networksService;
let entries: typeof entriesService;
let merging: typeof mergingService;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  [networks, entries, merging] = await Promise.all([import("@/features/networks/service"), import("@/features/networks/entries/service"), import("@/features/networks/merging/service")]);
});
afterAll(() => house.close());

const member = async (more: Partial<NetworkInput> = {}) => {
  const { id } = valueOf(await networks.addNetwork(house.office, { network: networkInput({ unitId: house.unit, name: `Nätverk ${randomUUID()}`, through: "Regionen", joined: { on: "2020-01-01", precision: "YEAR" }, ...more }), key: randomUUID(), isAnother: true }, {}, NOON));
  valueOf(await networks.takeMembershipStep(house.office, { id, version: 1, to: "MEMBER", on: "2020-12-31" }, NOON));
  return id;
};
/** A membership that the municipality holds itself, decided on by who may. */
const decided = async (more: Partial<NetworkInput> = {}) => {
  const scope = more.scope ?? "OWN_FIELD";
  const { id } = valueOf(await networks.addNetwork(house.office, { network: networkInput({ unitId: house.unit, name: `Nätverk ${randomUUID()}`, joined: { on: "2020-01-01", precision: "YEAR" }, ...more }), key: randomUUID(), isAnother: true }, {}, NOON));
  await house.recorded({ matter: "JOIN_NETWORK", facts: { scope }, bodyId: scope === "OWN_FIELD" ? house.committee : house.board, decidedOn: "2020-01-01", subject: { kind: "network", id } });
  valueOf(await networks.takeMembershipStep(house.office, { id, version: 1, to: "MEMBER", on: "2020-12-31" }, NOON));
  return id;
};
const see = (id: string, actor = house.reader) => networks.getNetwork(actor, id, NOON);
const listed = async (address: Record<string, string>) => (await networks.listNetworks(house.reader, readNetworkFilter(address).filter, NOON)).rows.map(({ id }) => id);
const pay = (networkId: string, year: number, payerId = house.unit) => entries.addFee(house.office, { fee: { networkId, year, payerId, currency: "SEK", amountMinor: 10_000n, rateMillionths: null, rateOn: null, rateSource: null }, key: randomUUID() }, NOON);
const tookPart = (networkId: string, unitId = house.unit) => entries.addParticipation(house.office, { participation: { networkId, unitId, heldOn: "2026-05-01", what: "Årsmöte", people: 3 }, key: randomUUID() }, NOON);
const merge = async (id: string, intoId: string, isHistoryChosen = false) => merging.mergeNetwork(house.office, { id, version: (await see(id, house.office)).network.version, intoId, isHistoryChosen }, NOON);

describe("two networks that are one", () => {
  it("V11a: are merged with what was told of each kept, shown and counted at the one that is kept, and parted again", async () => {
    const [kept, twice] = [await member(), await member()];
    valueOf(await pay(kept, 2025));
    valueOf(await pay(twice, 2026));
    valueOf(await tookPart(twice));
    const { id: meetingId } = valueOf(await (await import("@/features/recurring-meetings/service")).addMeeting(house.office, meetingInput({ unitId: house.unit, networkId: twice }), randomUUID(), {}, NOON));
    const { id: decisionId } = await house.recorded({ matter: "JOIN_NETWORK", facts: { scope: "OWN_FIELD" }, bodyId: house.committee, decidedOn: "2020-01-01", subject: { kind: "network", id: twice } });
    expect(valueOf(await merge(twice, kept))).toEqual({ id: twice, intoId: kept });
    expect((await see(kept)).network.mergedFrom.map(({ id }) => id)).toEqual([twice]);
    expect((await see(twice)).network.mergedInto?.id).toBe(kept);
    const all = await entries.listNetworkEntries(house.reader, kept);
    expect([all.fees.map(({ year, networkId }) => [year, networkId]), all.participations.map(({ networkId }) => networkId)]).toEqual([[[2026, twice], [2025, kept]], [twice]]);
    expect((await entries.listFees(house.reader, 2026)).fees.filter(({ networkId }) => [kept, twice].includes(networkId)).map(({ networkId }) => networkId)).toEqual([kept]);
    const found = await listed({ unit: house.unit });
    expect([found.includes(kept), found.includes(twice)]).toEqual([true, false]);
    expect((await networks.listNetworkHistory(house.reader, twice, { limit: 3 })).map(({ action }) => action)).toContain("networks.merged");

    // Its meetings and decisions stand at the one that is kept.
    const meetings = await import("@/features/recurring-meetings/service");
    expect((await meetings.listMeetings(house.reader, kept, NOON)).map(({ id, ofName }) => [id, ofName])).toEqual([[meetingId, (await see(kept)).network.name]]);
    expect(await meetings.listMeetings(house.reader, twice, NOON)).toEqual([]);
    const { need } = await see(kept);
    const described = await house.decisions.describeNeed(house.reader, [kept, twice], Promise.resolve(need ?? { subject: { kind: "network", id: kept }, path: "", title: "", matters: ["JOIN_NETWORK"], facts: {}, unitId: house.unit, isDue: false }), NOON);
    expect(described?.decisions.map(({ id }) => id)).toEqual([decisionId]);

    // Of one that is another nothing is told or changed any more.
    await expect(pay(twice, 2024)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(networks.archiveNetwork(house.office, { id: twice, version: 3 }, true)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await see(twice, house.office)).toMatchObject({ mayEdit: false, mayArchive: false, steps: [] });

    await merging.separateNetwork(house.office, { id: twice, version: 3 }, NOON);
    expect((await entries.listNetworkEntries(house.reader, kept)).fees.map(({ year }) => year)).toEqual([2025]);
    expect(await listed({ unit: house.unit })).toContain(twice);
    expect((await networks.listNetworkHistory(house.reader, twice, { limit: 3 })).map(({ action }) => action)).toContain("networks.separated");
  });

  it("are refused in words where they are two, where a fee would count twice, or where it is not said whose state holds", async () => {
    const [one, other] = [await member(), await member()];
    valueOf(await pay(one, 2025));
    valueOf(await pay(other, 2025));
    expect(await merge(one, other)).toMatchObject({ reason: "networkMergeFeesTwice", about: { years: "2025" } });
    const [whole, left] = [await member({ scope: "WHOLE_MUNICIPALITY" }), await member()];
    expect(await merge(whole, other)).toMatchObject({ reason: "networkMergeOtherScope" });
    valueOf(await networks.takeMembershipStep(house.office, { id: left, version: 2, to: "LEFT", on: "2024-01-01" }, NOON));
    expect(await merge(left, other)).toMatchObject({ reason: "networkMergeOtherStatus" });
    expect(await merge(left, left)).toMatchObject({ reason: "mergeIntoItself" });
    valueOf(await merge(left, other, true));
    expect(await merge(other, one, true)).toMatchObject({ reason: "mergeHasOthers" });
    expect(await merge(left, one, true)).toMatchObject({ reason: "mergeAlready" });
    expect(await merge(one, left, true)).toMatchObject({ reason: "mergeIntoNotThere" });
  });

  it("are merged once by two who do it at once, by the office alone, and not from an older page", async () => {
    const [one, other] = [await member(), await member()];
    await expect(merging.mergeNetwork(house.maja, { id: one, version: 2, intoId: other, isHistoryChosen: false }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(merging.mergeNetwork(house.office, { id: one, version: 1, intoId: other, isHistoryChosen: false }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    const raced = await Promise.allSettled([merging.mergeNetwork(house.office, { id: one, version: 2, intoId: other, isHistoryChosen: false }, NOON), merging.mergeNetwork(house.office, { id: other, version: 2, intoId: one, isHistoryChosen: false }, NOON)]);
    expect(raced.filter((result) => result.status === "fulfilled" && result.value.ok)).toHaveLength(1);
  });
});

describe("what is counted", () => {
  it("H9: of a unit that has gone up into another follows it there, in the list, the evidence and on the page", async () => {
    const bodies = await import("@/features/bodies/service");
    const administrator = await house.someone("ADMINISTRATOR");
    const gone = await house.body("DEPARTMENT", `Fyrförvaltningen ${randomUUID()}`, { parentId: house.committee });
    const [told, silent] = [await decided({ scope: "WHOLE_MUNICIPALITY", unitIds: [gone] }), await decided({ scope: "WHOLE_MUNICIPALITY", unitIds: [gone] })];
    valueOf(await tookPart(told, gone));
    const before = await networks.countNetworkEvidence(house.reader, asOfYear(2026, "2026-11-22"));
    valueOf(await bodies.mergeBody(administrator, { bodyId: gone, version: 1, intoId: house.unit, on: "2026-11-22" }));
    const of = (evidence: typeof before, unitId: string) => evidence.participation.find((one) => one.unitId === unitId && one.scope === "WHOLE_MUNICIPALITY") ?? { took: 0, not: 0 };
    const after = await networks.countNetworkEvidence(house.reader, asOfYear(2026, "2026-11-22"));
    expect([of(before, gone).took, of(before, gone).not, of(after, gone).took + of(after, gone).not]).toEqual([1, 1, 0]);
    expect([of(after, house.unit).took - of(before, house.unit).took, of(after, house.unit).not - of(before, house.unit).not]).toEqual([1, 1]);
    for (const [taking, count] of [["some", of(after, house.unit).took], ["none", of(after, house.unit).not]] as const) expect(await listed({ unit: house.unit, year: "2026", scope: "WHOLE_MUNICIPALITY", taking })).toHaveLength(count);
    const { absentUnits } = await import("@/features/networks/rules");
    const years = { from: 2025, to: 2026 };
    expect(absentUnits((await see(told)).network, (await entries.listNetworkEntries(house.reader, told)).participations, years)).toEqual([]);
    expect(absentUnits((await see(silent)).network, [], years).map(({ id }) => id)).toEqual([house.unit]);
    expect((await listed({ unit: house.unit })).filter((id) => id === told || id === silent)).toHaveLength(2);
  });

  it("V19: the list of a payer's networks holds just those in its sum", async () => {
    const [paid, not] = [await member(), await member()];
    valueOf(await pay(paid, 2023));
    const found = await listed({ payer: house.unit, year: "2023" });
    expect([found.includes(paid), found.includes(not)]).toEqual([true, false]);
    const { fees } = await entries.listFees(house.reader, 2023);
    expect([...new Set(fees.filter(({ payerId }) => payerId === house.unit).map(({ networkId }) => networkId))].sort()).toEqual(found.toSorted());
  });

  it("H21a: of needs is what was found then, though something else has been found since", async () => {
    const id = await member();
    const assess = (need: "JOIN" | "NO", assessedOn: string) => entries.assessNeed(house.office, { assessment: { networkId: id, unitId: house.unit, need, reason: "Skäl", assessedOn }, key: randomUUID() }, NOON);
    valueOf(await assess("JOIN", "2019-03-01"));
    valueOf(await assess("NO", "2024-03-01"));
    expect(await listed({ need: "JOIN", on: "2020-01-01" })).toContain(id);
    expect(await listed({ need: "JOIN", on: "2025-01-01" })).not.toContain(id);
    expect(await listed({ need: "NO", on: "2025-01-01" })).toContain(id);
    expect(await listed({ need: "JOIN" })).not.toContain(id);
    const { needs } = await networks.countNetworkEvidence(house.reader, asOfYear(2020, "2026-11-22"));
    expect(needs.find(({ unitId }) => unitId === house.unit)?.count).toBe((await listed({ unit: house.unit, need: "any", on: "2020-12-31" })).length);
  });

  it("V11a: of worth is what says why it matters and has been evaluated, and both lists hold just those", async () => {
    const { networkRegister } = await import("@/features/networks/register");
    const [worth, not] = [await decided({ relevance: "Kusten" }), await decided({ relevance: "Kusten" })];
    valueOf(await entries.evaluateNetwork(house.office, { evaluation: { networkId: worth, evaluatedOn: "2026-02-01", benefit: "Utbyte", conclusion: "KEEP", nextOn: null }, key: randomUUID() }, NOON));
    const evidence = (await networkRegister.evidence(house.reader, asOfYear(2026, "2026-11-22"))).find(({ kind }) => kind === "VALUED_MEMBERSHIPS");
    const [there, missing] = [await listed({ worth: "there", year: "2026" }), await listed({ worth: "missing", year: "2026" })];
    expect([there.includes(worth), there.includes(not), missing.includes(not)]).toEqual([true, false, true]);
    expect([evidence?.count, evidence?.lacking?.count]).toEqual([there.length, missing.length]);
  });

  it("by auditors leads to just those that lack it", async () => {
    const { networkRegister } = await import("@/features/networks/register");
    const asked = (await networkRegister.scrutiny?.(house.reader, asOfYear(2026, "2026-11-22"), 3)) ?? [];
    expect(asked.map(({ question, label }) => `${question} ${label}`)).toEqual(["DECISIONS networks.scrutiny.decided", "PROCESS networks.scrutiny.participation", "DOCUMENTATION networks.scrutiny.valued"]);
    for (const { having, lacking } of asked) {
      const inList = async (address: string | null) => (await networks.listNetworks(house.reader, readNetworkFilter(Object.fromEntries(new URL(address ?? "", "http://own.invalid").searchParams)).filter, NOON)).total;
      expect([await inList(having.path), await inList(lacking.path)]).toEqual([having.count, lacking.count]);
      expect(lacking.first.length).toBe(Math.min(3, lacking.count));
    }
  });
});
