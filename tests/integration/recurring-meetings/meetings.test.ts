import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MeetingInput } from "@/features/recurring-meetings/schema";
import type * as meetingsService from "@/features/recurring-meetings/service";
import type * as visitsService from "@/features/visits/service";
import { networkInput } from "../../factories/networks.ts";
import { meetingInput, ownHost } from "../../factories/recurring-meetings.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "../town-relations/house.ts";

let house: TownsHouse;
let meetings: typeof meetingsService;
let visits: typeof visitsService;
beforeAll(async () => {
  house = await openTowns("varberg");
  meetings = await import("@/features/recurring-meetings/service");
  visits = await import("@/features/visits/service");
});
afterAll(() => house.close());

const add = (more: Partial<MeetingInput>, key: string = randomUUID(), actor = house.maja) => meetings.addMeeting(actor, meetingInput({ unitId: house.unit, name: `Möte ${randomUUID()}`, ...more }), key, {}, NOON);
const duties = async (id: string) => (await meetings.listHostDuties(house.reader, NOON)).filter(({ meeting }) => meeting.id === id).map(({ year }) => year);
const announce = (meetingId: string, on: string) => visits.announceVisit(house.maja, visitInput({ unitId: house.unit, starts: { on, precision: "DAY" } }), randomUUID(), { meetingId }, NOON);

it("V15: the year's and next year's turn as host is a duty until its visit is announced, and again when that is cancelled or moved to another year", async () => {
  const id = valueOf(await add({ relationId: await house.entered(), everyYears: 1, hosts: ["Strandby", ownHost()], firstYear: 2026 })).id;
  expect(await duties(id)).toEqual([2027]);
  const visit = valueOf(await announce(id, "2027-09-10")).id;
  expect(await duties(id)).toEqual([]);
  expect((await visits.getVisit(house.reader, visit, NOON)).visit.meeting).toMatchObject({ id });
  expect((await meetings.getMeeting(house.reader, id, NOON)).meeting.visits).toMatchObject([{ id: visit, year: 2027 }]);
  await visits.cancelVisit(house.maja, { id: visit, version: 1 }, true, NOON);
  expect(await duties(id)).toEqual([2027]);
  await visits.cancelVisit(house.maja, { id: visit, version: 2 }, false, NOON);
  const { visit: stored } = await visits.getVisit(house.maja, visit, NOON);
  valueOf(await visits.changeVisit(house.maja, { id: visit, version: stored.version, visit: { ...stored, starts: { on: "2028-05-01", precision: "DAY" }, ends: null } }, NOON));
  expect(await duties(id)).toEqual([2027]);
});

it("is no duty once the relation is ended or out of the register", async () => {
  const relationId = await house.active();
  const id = valueOf(await add({ relationId, everyYears: 1 })).id;
  expect(await duties(id)).toEqual([2026]);
  valueOf(await house.go(relationId, { state: "ENDED", starts: { on: "2026-10-01", precision: "DAY" }, basis: "OWN", ownBasis: "Beslut" }));
  expect(await duties(id)).toEqual([]);
  const other = await house.entered();
  const second = valueOf(await add({ relationId: other, everyYears: 1 })).id;
  expect(await duties(second)).toEqual([2026]);
  await house.towns.archiveRelation(house.office, { id: other, version: 1 }, true, NOON);
  expect(await duties(second)).toEqual([]);
});

it("belongs to a network as well, and to nothing that is not there", async () => {
  const networks = await import("@/features/networks/service");
  const networkId = valueOf(await networks.addNetwork(house.office, { network: networkInput({ unitId: house.unit, name: `Nätverk ${randomUUID()}` }), key: randomUUID(), isAnother: true }, {}, NOON)).id;
  const id = valueOf(await add({ networkId })).id;
  expect((await meetings.listMeetings(house.reader, networkId, NOON)).map((meeting) => meeting.id)).toEqual([id]);
  expect(await add({})).toMatchObject({ reason: "meetingOfNothing" });
  await expect(add({ networkId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await announce(randomUUID(), "2027-01-01")).toMatchObject({ reason: "visitMeetingNotThere" });
});

it("is added once with the same key, changed by one of two, and keeps whose it is", async () => {
  const relationId = await house.entered();
  const key = randomUUID();
  const input = { relationId, name: "Samma möte" };
  const id = valueOf(await add(input, key)).id;
  expect(valueOf(await add(input, key)).id).toBe(id);
  const { meeting } = await meetings.getMeeting(house.reader, id, NOON);
  const change = (name: string) => meetings.changeMeeting(house.maja, { id, version: 1, meeting: { ...meeting, name, relationId: null, networkId: randomUUID() } }, NOON);
  valueOf(await change("Första"));
  await expect(change("Andra")).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await meetings.getMeeting(house.reader, id, NOON)).meeting).toMatchObject({ name: "Första", relationId, networkId: null, ownPlace: 1 });
  expect(await add({ relationId, hosts: ["Nystad", "Haderslev"] })).toMatchObject({ reason: "meetingWithoutOwn" });
  await meetings.archiveMeeting(house.maja, { id, version: 2 }, true, NOON);
  expect(await meetings.listMeetings(house.reader, relationId, NOON)).toEqual([]);
  await expect(meetings.getMeeting(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await meetings.listMeetingHistory(house.maja, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["recurringMeetings.archived", "recurringMeetings.changed", "recurringMeetings.added"]);
});
