import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { networkInput } from "../../factories/networks.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that asks for memberships and regulates nobody's right to decide on them.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("varberg");
});
afterAll(() => house.close());

it("V11a, E.4.8: a membership stands on a basis of its own, which a changed scope asks anew for, and nobody's decision is invented", async () => {
  const networks = await import("@/features/networks/service");
  const { networkRegister } = await import("@/features/networks/register");
  const held = async () => (await networkRegister.evidence(house.reader, asOfYear(2026, "2026-11-22"))).find(({ kind }) => kind === "NETWORK_MEMBERSHIP")?.count;
  const network = networkInput({ unitId: house.unit, joined: { on: "2012-01-01", precision: "YEAR" } });
  const { id } = valueOf(await networks.addNetwork(house.maja, { network, key: randomUUID(), isAnother: false }, {}, NOON));
  const enter = () => networks.takeMembershipStep(house.maja, { id, version: 1, to: "MEMBER", on: "2012-12-31" }, NOON);
  expect(await enter()).toEqual({ ok: false, reason: "networkLacksDecision" });
  expect(await held()).toBe(0);
  await house.recorded({ matter: "JOIN_NETWORK", facts: { scope: "OWN_FIELD" }, basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Medlemslistan 2012", subject: { kind: "network", id } });
  valueOf(await enter());
  expect(await held()).toBe(1);
  valueOf(await networks.changeNetwork(house.maja, { id, version: 2, network: { ...network, scope: "WHOLE_MUNICIPALITY" } }, NOON));
  const waiting = (await house.decisions.listWaiting(house.office, house.registers, NOON)).find(({ need }) => need.subject.id === id);
  expect(waiting).toMatchObject({ need: { matters: ["CHANGE_NETWORK_SCOPE"], isDue: true }, answer: { kind: "notRegulated" }, bodies: [], basis: "MISSING" });
  expect(await held()).toBe(0);
  expect(await house.recorded({ matter: "CHANGE_NETWORK_SCOPE", facts: {}, bodyId: house.board, subject: { kind: "network", id } })).toMatchObject({ verdict: "NOT_REGULATED", clause: null });
  expect(await held()).toBe(1);
});

it("V7: nobody's absence is a gap where the document only speaks of taking part", async () => {
  const { networkRegister } = await import("@/features/networks/register");
  expect(await networkRegister.gaps(house.office, "2026-11-22")).toEqual([]);
});
