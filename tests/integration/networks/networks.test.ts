import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type * as entriesService from "@/features/networks/entries/service";
import { readNetworkFilter, type MembershipStatus, type NetworkInput } from "@/features/networks/schema";
import type * as networksService from "@/features/networks/service";
import type { Actor } from "@/domain/actor";
import { networkInput } from "../../factories/networks.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document by which the board decides on memberships of the whole municipality, and the unit's own body on those in its field.
let house: DecisionsHouse;
let networks: typeof networksService;
let entries: typeof entriesService;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  networks = await import("@/features/networks/service");
  entries = await import("@/features/networks/entries/service");
});
afterAll(() => house.close());

const add = async (more: Partial<NetworkInput> = {}, actor: Actor = house.maja) => valueOf(await networks.addNetwork(actor, { network: networkInput({ unitId: house.unit, name: `Nätverk ${randomUUID()}`, ...more }), key: randomUUID(), isAnother: true }, {}, NOON)).id;
const see = async (id: string, actor: Actor = house.maja) => networks.getNetwork(actor, id, NOON);
const step = async (id: string, to: MembershipStatus, on = "2026-11-22", actor: Actor = house.maja) => networks.takeMembershipStep(actor, { id, version: (await see(id)).network.version, to, on }, NOON);
const decide = (id: string, bodyId: string, facts: Record<string, string> = { scope: "OWN_FIELD" }, matter: "JOIN_NETWORK" | "LEAVE_NETWORK" | "CHANGE_NETWORK_SCOPE" = "JOIN_NETWORK") => house.recorded({ matter, facts, bodyId, subject: { kind: "network", id } });
const inputOf = async (id: string): Promise<NetworkInput> => (await networks.getNetworkVersion(house.office, id, (await see(id)).network.version, NOON)).network;
const change = async (id: string, more: Partial<NetworkInput>) => networks.changeNetwork(house.maja, { id, version: (await see(id)).network.version, network: { ...(await inputOf(id)), ...more } }, NOON);
const member = async (more: Partial<NetworkInput> = {}) => {
  const id = await add({ joined: { on: "2020-01-01", precision: "YEAR" }, ...more });
  if (more.through == null) await decide(id, more.scope === "WHOLE_MUNICIPALITY" ? house.board : house.committee, { scope: more.scope ?? "OWN_FIELD" });
  valueOf(await step(id, "MEMBER", "2020-12-31"));
  return id;
};
const tookPart = (networkId: string, heldOn = "2026-05-01", unitId = house.unit, key = randomUUID(), actor: Actor = house.maja) => entries.addParticipation(actor, { participation: { networkId, unitId, heldOn, what: "Årsmöte", people: 3 }, key }, NOON);
const waiting = async (id: string) => (await house.decisions.listWaiting(house.office, house.registers, NOON)).find(({ need }) => need.subject.id === id);
const listed = async (address: Record<string, string>) => (await networks.listNetworks(house.reader, readNetworkFilter(address).filter, NOON)).rows.map(({ id }) => id);

describe("the decision that a membership stands on", () => {
  it("H21b: in its own field it is the unit's own body's, and the board's does not do", async () => {
    const id = await add();
    expect(await step(id, "MEMBER")).toEqual({ ok: false, reason: "networkLacksDecision" });
    expect(await decide(id, house.board)).toMatchObject({ verdict: "WRONG_BODY", clause: "H21b" });
    expect(await step(id, "MEMBER")).toEqual({ ok: false, reason: "networkLacksDecision" });
    expect(await decide(id, house.committee)).toMatchObject({ verdict: "RIGHT_BODY", clause: "H21b", unitId: house.unit });
    valueOf(await step(id, "MEMBER"));
    expect((await see(id)).network).toMatchObject({ status: "MEMBER", joined: { on: "2026-11-22", precision: "DAY" }, steps: [{ from: "CANDIDATE", to: "MEMBER" }] });
  });

  it("H16: of the whole municipality it is the board's", async () => {
    const id = await add({ scope: "WHOLE_MUNICIPALITY" });
    expect(await decide(id, house.committee, { scope: "WHOLE_MUNICIPALITY" })).toMatchObject({ verdict: "WRONG_BODY", clause: "H16" });
    expect(await step(id, "MEMBER")).toEqual({ ok: false, reason: "networkLacksDecision" });
    expect(await decide(id, house.board, { scope: "WHOLE_MUNICIPALITY" })).toMatchObject({ verdict: "RIGHT_BODY", clause: "H16" });
    valueOf(await step(id, "MEMBER"));
  });

  it("E.4.8: when its scope becomes the whole municipality it lacks the board's decision, until that is there", async () => {
    const id = await member();
    expect(await waiting(id)).toBeUndefined();
    expect(await listed({ basis: "there" })).toContain(id);
    valueOf(await change(id, { scope: "WHOLE_MUNICIPALITY" }));
    expect((await see(id)).isUndecided).toBe(true);
    expect(await waiting(id)).toMatchObject({ need: { matters: ["CHANGE_NETWORK_SCOPE"], isDue: true }, answer: { kind: "decides", citation: { clause: "H16" } }, bodies: [{ id: house.board }], basis: "MISSING" });
    expect(await listed({ basis: "missing", scope: "WHOLE_MUNICIPALITY" })).toContain(id);
    await decide(id, house.committee, { scope: "WHOLE_MUNICIPALITY", scopeBefore: "OWN_FIELD" }, "CHANGE_NETWORK_SCOPE");
    expect(await waiting(id)).toMatchObject({ basis: "FLAGGED" });
    await decide(id, house.board, { scope: "WHOLE_MUNICIPALITY", scopeBefore: "OWN_FIELD" }, "CHANGE_NETWORK_SCOPE");
    expect(await waiting(id)).toBeUndefined();
    expect((await see(id)).isUndecided).toBe(false);
  });

  it("H16: evidence tells those with the board's decision from those without, and both lists hold just those", async () => {
    const [decided, changed] = [await member({ scope: "WHOLE_MUNICIPALITY" }), await member()];
    valueOf(await change(changed, { scope: "WHOLE_MUNICIPALITY" }));
    const { networkRegister } = await import("@/features/networks/register");
    const found = (await networkRegister.evidence(house.reader, asOfYear(2026, "2026-11-22"))).find(({ kind }) => kind === "DECIDED_MEMBERSHIPS");
    const at = (path: string) => listed(Object.fromEntries(new URL(path, "http://x").searchParams));
    const [there, missing] = [await at(found!.path), await at(found!.lacking!.path)];
    expect([there.length, missing.length]).toEqual([found!.count, found!.lacking!.count]);
    expect([there.includes(decided), missing.includes(changed), there.includes(changed)]).toEqual([true, true, false]);
  });

  it("V11a: an evaluation that proposes to leave waits for a decision, and notice is given on it", async () => {
    const id = await member();
    expect(await step(id, "NOTICE_GIVEN")).toEqual({ ok: false, reason: "networkLacksDecision" });
    valueOf(await entries.evaluateNetwork(house.maja, { evaluation: { networkId: id, evaluatedOn: "2026-11-01", benefit: "För liten nytta", conclusion: "LEAVE", nextOn: null }, key: randomUUID() }, NOON));
    expect(await waiting(id)).toMatchObject({ need: { matters: ["LEAVE_NETWORK"], isDue: false } });
    await decide(id, house.committee, { scope: "OWN_FIELD" }, "LEAVE_NETWORK");
    expect(await waiting(id)).toBeUndefined();
    valueOf(await step(id, "NOTICE_GIVEN"));
    valueOf(await step(id, "LEFT"));
    expect((await see(id)).network).toMatchObject({ status: "LEFT", leftOn: "2026-11-22" });
  });
});

describe("taking part", () => {
  it("H9: a membership that is decided on and in which a unit has not taken part is its gap, listed by the gap's own address, until it has", async () => {
    const { networkRegister } = await import("@/features/networks/register");
    const unit = await house.body("DEPARTMENT", "Skolförvaltningen", { parentId: house.committee });
    const id = await member({ scope: "WHOLE_MUNICIPALITY", unitIds: [unit] });
    const gap = async () => (await networkRegister.gaps(house.office, "2026-11-22")).find(({ key }) => key === `network participation ${unit}`);
    const evidence = async () => (await networkRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).find(({ kind, unitId }) => kind === "MEMBERSHIP_PARTICIPATION" && unitId === unit);
    expect(await gap()).toMatchObject({ clause: "H9", title: { params: { count: 1 } } });
    expect(await listed(Object.fromEntries(new URL((await gap())!.path, "http://x").searchParams))).toEqual([id]);
    expect(await evidence()).toMatchObject({ count: 0, lacking: { count: 1 } });
    valueOf(await tookPart(id, "2024-12-31", unit, randomUUID(), house.office));
    expect(await gap()).toBeDefined();
    valueOf(await tookPart(id, "2025-01-01", unit, randomUUID(), house.office));
    expect(await gap()).toBeUndefined();
    const found = await evidence();
    expect(found).toMatchObject({ count: 1, lacking: { count: 0 } });
    expect(await listed(Object.fromEntries(new URL(found!.path, "http://x").searchParams))).toEqual([id]);
    // A year that is over is asked for its own participation.
    const [over] = (await networkRegister.evidence(house.office, asOfYear(2024, "2026-11-22"))).filter(({ kind, unitId }) => kind === "MEMBERSHIP_PARTICIPATION" && unitId === unit);
    expect(over).toMatchObject({ count: 1, lacking: { count: 0 } });
    const [before] = (await networkRegister.evidence(house.office, asOfYear(2023, "2026-11-22"))).filter(({ kind, unitId }) => kind === "MEMBERSHIP_PARTICIPATION" && unitId === unit);
    expect(before).toMatchObject({ count: 0, lacking: { count: 1 } });
  });

  it("H9: through another body nobody is asked for, since the board has decided nothing", async () => {
    const { networkRegister } = await import("@/features/networks/register");
    const unit = await house.body("DEPARTMENT", "Genomförvaltningen", { parentId: house.committee });
    await member({ scope: "WHOLE_MUNICIPALITY", through: "Regionen", unitIds: [unit] });
    expect((await networkRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).some(({ kind, unitId }) => kind === "MEMBERSHIP_PARTICIPATION" && unitId === unit)).toBe(false);
  });

  it("is told within the membership, by the unit that it is about or the office, and taken away again with its trace", async () => {
    const id = await member();
    expect(await tookPart(id, "2019-12-31")).toMatchObject({ reason: "networkNotMemberThen" });
    expect(await tookPart(id, "2026-11-23")).toMatchObject({ reason: "networkDayInFuture" });
    await expect(tookPart(id, "2026-05-01", house.unit, randomUUID(), house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { id: entryId } = valueOf(await tookPart(id));
    await entries.removeEntry(house.maja, { networkId: id, kind: "participation", entryId, version: 1 }, NOON);
    expect((await entries.listNetworkEntries(house.reader, id)).participations).toEqual([]);
    await expect(entries.removeEntry(house.maja, { networkId: id, kind: "participation", entryId, version: 1 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await networks.listNetworkHistory(house.reader, id, { limit: 3 }, NOON)).map(({ action }) => action)).toEqual(["networks.entryRemoved", "networks.participationAdded", "networks.joined"]);
  });

  it("H21a: each unit's need is its latest assessment, and a wished-for network waits for a decision", async () => {
    const id = await add();
    const assess = (need: "JOIN" | "NO") => entries.assessNeed(house.maja, { assessment: { networkId: id, unitId: house.unit, need, reason: "Skäl", assessedOn: "2026-11-01" }, key: randomUUID() }, NOON);
    expect(await waiting(id)).toBeUndefined();
    valueOf(await assess("JOIN"));
    expect(await waiting(id)).toMatchObject({ need: { isDue: false, matters: ["JOIN_NETWORK"] } });
    const { networkRegister } = await import("@/features/networks/register");
    const found = (await networkRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).find(({ kind, unitId }) => kind === "NETWORK_NEEDS" && unitId === house.unit);
    expect(await listed(Object.fromEntries(new URL(found!.path, "http://x").searchParams))).toHaveLength(found!.count);
    valueOf(await assess("NO"));
    expect((await entries.listNetworkEntries(house.reader, id)).assessments.map(({ need }) => need)).toEqual(["NO"]);
    expect(await waiting(id)).toBeUndefined();
  });

  it("H10: a unit's networks say which priority they serve or why none, and those that don't are listed", async () => {
    const unit = await house.body("DEPARTMENT", "Prioförvaltningen", { parentId: house.committee });
    const [silent, outside] = [await member({ unitIds: [unit] }), await member({ unitIds: [unit], outsideReason: "Äldre än prioriteringarna" })];
    const { networkRegister } = await import("@/features/networks/register");
    const found = (await networkRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).find(({ kind, unitId }) => kind === "NETWORKS_IN_PRIORITIES" && unitId === unit);
    expect(found).toMatchObject({ count: 1, lacking: { count: 1 } });
    expect([await listed(Object.fromEntries(new URL(found!.path, "http://x").searchParams)), await listed(Object.fromEntries(new URL(found!.lacking!.path, "http://x").searchParams))]).toEqual([[outside], [silent]]);
  });
});

describe("fees", () => {
  it("V19: each payer's sum for a year is that of the fees in it, in öre also from another currency", async () => {
    const [one, other] = [await member(), await member()];
    const fee = (networkId: string, more: object = {}) => entries.addFee(house.maja, { fee: { networkId, year: 2021, payerId: house.unit, currency: "SEK", amountMinor: 2_500_000n, rateMillionths: null, rateOn: null, rateSource: null, ...more }, key: randomUUID() }, NOON);
    valueOf(await fee(one));
    valueOf(await fee(other, { currency: "EUR", amountMinor: 260_000n, rateMillionths: 11_400_000n, rateOn: "2021-01-15", rateSource: "Riksbanken" }));
    expect(await fee(one)).toMatchObject({ reason: "networkFeeTwice", field: "year" });
    expect(await fee(one, { year: 2019 })).toMatchObject({ reason: "networkFeeWithoutMembership" });
    expect(await fee(one, { payerId: house.board })).toMatchObject({ reason: "networkUnitNotThere", field: "payerId" });
    const { sumByPayer } = await import("@/features/networks/entries/rules");
    const { fees, years } = await entries.listFees(house.reader, 2021);
    expect(sumByPayer(fees)).toMatchObject([{ payerId: house.unit, sumOre: 2_500_000n + 2_964_000n, fees: [{}, {}] }]);
    expect(years).toContain(2021);
    expect((await waiting(one))).toBeUndefined();
    expect((await see(one)).need?.facts).toMatchObject({ amountOre: 2_500_000 });
  });
});

describe("the register", () => {
  it("adds once for a key, and says no to other words under it", async () => {
    const key = randomUUID();
    const network = networkInput({ unitId: house.unit, name: "En gång" });
    const both = await Promise.all([1, 2].map(() => networks.addNetwork(house.maja, { network, key, isAnother: false }, {}, NOON)));
    expect(valueOf(both[0]!)).toEqual(valueOf(both[1]!));
    await expect(networks.addNetwork(house.maja, { network: { ...network, name: "Två gånger" }, key, isAnother: false }, {}, NOON)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("warns of a like name once, and takes another's word for it", async () => {
    await add({ name: "Sveriges ekokommuner" });
    const network = networkInput({ unitId: house.unit, name: "Sveriges Eko-kommuner" });
    const key = randomUUID();
    expect(await networks.addNetwork(house.maja, { network, key, isAnother: false }, {}, NOON)).toMatchObject({ reason: "networkLooksAlike", field: "name", about: { name: "Sveriges ekokommuner" } });
    valueOf(await networks.addNetwork(house.maja, { network, key, isAnother: true }, {}, NOON));
  });

  it("is changed by one of two, and the other is told what both began from", async () => {
    const id = await add({ unitIds: [house.unit] });
    const { version } = (await see(id)).network;
    const network = await inputOf(id);
    valueOf(await networks.changeNetwork(house.maja, { id, version, network: { ...network, about: "Först", unitIds: [] } }, NOON));
    await expect(networks.changeNetwork(house.office, { id, version, network: { ...network, about: "Sist" } }, NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: version, currentVersion: version + 1 } });
    expect((await networks.getNetworkVersion(house.maja, id, version, NOON)).network).toMatchObject({ about: null, unitIds: [house.unit] });
    expect((await networks.getNetworkVersion(house.maja, id, version + 1, NOON)).network).toMatchObject({ about: "Först", unitIds: [] });
    await expect(networks.takeMembershipStep(house.maja, { id, version, to: "DECLINED", on: "2026-11-22" }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("asks for notice and evaluation in time, of the unit that answers and the office", async () => {
    const id = await member({ noticeBy: "2026-12-31", renewsOn: "2027-06-30" });
    const { networkRegister } = await import("@/features/networks/register");
    const asked = async (actor: Actor) => (await networkRegister.tasks(actor, "2026-11-22")).filter(({ path }) => path === `/networks/${id}`).map(({ key, dueOn }) => [key, dueOn]);
    expect(await asked(house.maja)).toEqual([[`network notice ${id}`, "2026-12-31"]]);
    expect(await asked(house.reader)).toEqual([]);
    valueOf(await entries.evaluateNetwork(house.maja, { evaluation: { networkId: id, evaluatedOn: "2025-11-01", benefit: "Bra", conclusion: "KEEP", nextOn: "2026-11-01" }, key: randomUUID() }, NOON));
    expect(await asked(house.office)).toEqual([[`network evaluation ${id}`, "2026-11-01"], [`network notice ${id}`, "2026-12-31"]]);
  });

  it("is searched, sorted and taken out whole in the order of the list", async () => {
    const mark = randomUUID();
    const ids = [await add({ name: `Ö ${mark}` }), await add({ name: `A ${mark}` }), await add({ name: `Ä ${mark}` })];
    expect(await listed({ q: mark })).toEqual([ids[1], ids[2], ids[0]]);
    const out: string[] = [];
    for await (const piece of networks.exportNetworks(house.reader, readNetworkFilter({ q: mark, sort: "-name" }).filter, NOON)) out.push(...piece.map(({ id }) => id));
    expect(out).toEqual([ids[0], ids[2], ids[1]]);
  });
});
