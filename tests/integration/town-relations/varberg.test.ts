import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRelationFilter } from "@/features/town-relations/schema";
import { episodeInput } from "../../factories/town-relations.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

// Under a document by which the council decides on new twin towns, and that says nothing of pausing or ending one.
let house: TownsHouse;
beforeAll(async () => {
  house = await openTowns("varberg");
});
afterAll(() => house.close());

const codeOf = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error as { code?: string }).code);
const day = (on: string) => ({ on, precision: "DAY" as const });

describe("a twin town's way", () => {
  it("V14b: waits for the council, is active on its decision and on no other's, and is paused on a basis of one's own", async () => {
    const id = await house.entered({ name: "Strandby" });
    expect(await house.waiting(id)).toMatchObject({ need: { title: "Strandby", isDue: false, matters: ["ENTER_TOWN_RELATION"] }, answer: { kind: "decides", citation: { clause: "V14b" } }, bodies: [{ id: house.council }], basis: "MISSING" });
    const activate = (more: object) => house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), ...more });
    expect(await activate({})).toMatchObject({ ok: false, reason: "townEpisodeNeedsDecision", about: { clause: "V14b" } });
    expect(await activate({ basis: "OWN", ownBasis: "Kommunalrådet" })).toMatchObject({ reason: "townEpisodeNeedsDecision" });
    const wrong = await house.decide(id, { bodyId: house.board });
    expect(await activate({ basis: "DECISION", decisionId: wrong.id })).toMatchObject({ reason: "townEpisodeDecisionFlagged" });
    const right = await house.decide(id);
    expect(await activate({ basis: "DECISION", decisionId: right.id, starts: day("2026-01-31") })).toMatchObject({ reason: "townEpisodeBeforeDecision" });
    valueOf(await activate({ basis: "DECISION", decisionId: right.id }));
    expect(await house.see(id)).toMatchObject({ version: 2, episodes: [{ state: "PROPOSED", endsOn: "2026-02-28" }, { state: "ACTIVE", startsOn: "2026-03-01", endsOn: null, decisionTitle: right.title }] });
    expect(await house.waiting(id)).toBeUndefined();

    const pause = (more: object) => house.go(id, { state: "PAUSED", starts: day("2026-06-01"), ...more });
    expect(await pause({})).toMatchObject({ reason: "townEpisodeLacksBasis", field: "basis" });
    valueOf(await pause({ basis: "OWN", ownBasis: "Kommunstyrelsens ordförande, i väntan på ny ledning där" }));
    valueOf(await house.go(id, { state: "COUNTERPART_GONE", starts: day("2026-09-01"), note: "Gick upp i Havsnäs" }));
    expect((await house.see(id)).episodes.map(({ state }) => state)).toEqual(["PROPOSED", "ACTIVE", "PAUSED", "COUNTERPART_GONE"]);
    expect((await house.towns.listRelationHistory(house.reader, id, { limit: 20 }, NOON)).map(({ action }) => action)).toEqual(["townRelations.lostCounterpart", "townRelations.paused", "townRelations.activated", "townRelations.entered"]);
  });

  it("E.4.1: ending a twin town is not regulated, and no clause is cited; a basis of one's own is asked for", async () => {
    const id = await house.active();
    const { needAfter } = await import("@/features/town-relations/rules");
    const described = await house.decisions.describeNeed(house.office, [id], Promise.resolve(needAfter(await house.see(id), "ACTIVE", "NOTICE_GIVEN")), NOON);
    expect(described?.answer.kind).toBe("notRegulated");
    expect(described?.answer).not.toHaveProperty("citation");
    expect(await house.go(id, { state: "NOTICE_GIVEN", starts: day("2026-10-01") })).toEqual({ ok: false, reason: "townEpisodeLacksBasis", field: "basis" });
    valueOf(await house.go(id, { state: "NOTICE_GIVEN", starts: day("2026-10-01"), ends: { on: "2026-12-31", precision: "DAY" }, basis: "OWN", ownBasis: "Styrelsens arbetsutskott" }));
    valueOf(await house.go(id, { state: "ENDED", starts: day("2027-01-01") }));
    expect((await house.list({ state: "NOTICE_GIVEN" })).rows.map((row) => row.id)).toContain(id);
  });

  it("V14b: loses its basis when the decision is taken out of the register, and is listed as lacking one", async () => {
    const id = await house.active();
    expect((await house.list({ lacks: "basis" })).rows.map((row) => row.id)).not.toContain(id);
    const { decisionId } = (await house.see(id)).episodes[1]!;
    await house.decisions.archiveDecision(house.office, { id: decisionId ?? "", version: 1 }, true, NOON);
    expect(await house.waiting(id)).toMatchObject({ need: { isDue: true } });
    expect((await house.list({ lacks: "basis" })).rows.map((row) => row.id)).toContain(id);
    const tasks = await house.register.tasks(house.maja, "2026-11-22");
    expect(tasks).toContainEqual(expect.objectContaining({ path: "/town-relations?lacks=basis" }));
    expect(await house.register.tasks(house.reader, "2026-11-22")).toEqual([]);
  });

  it("stands on a source where the decision is lost, which shows as a gap", async () => {
    const id = await house.entered({}, { state: "ACTIVE", starts: { on: "1947-01-01", precision: "YEAR" }, basis: "UNKNOWN", source: "Vänortsskylten" });
    expect((await house.list({ lacks: "unknown" })).rows.map((row) => row.id)).toContain(id);
    expect((await house.list({ state: "ACTIVE", sort: "since" })).rows[0]).toMatchObject({ id, sinceOn: "1947-01-01", sincePrecision: "YEAR" });
  });
});

describe("a relation's history", () => {
  it("takes no episodes that overlap, and none that cannot follow, in the service and in the database", async () => {
    const id = await house.active();
    expect(await house.go(id, { state: "DORMANT", starts: day("2026-02-01") })).toMatchObject({ reason: "townEpisodesOverlap", about: { before: "PROPOSED", next: "DORMANT" } });
    expect(await house.go(id, { state: "PROPOSED", starts: day("2026-10-01") })).toMatchObject({ reason: "townEpisodeOrder" });
    expect(await house.go(id, { state: "DORMANT", starts: day("2026-03-01") })).toMatchObject({ reason: "townEpisodesSameStart" });
    const overlapping = house.client.$executeRaw`INSERT INTO town_relation_episode (relation_id, state, starts_on, start_precision, basis) VALUES (${id}::uuid, 'DORMANT', '2026-02-01', 'DAY', 'NONE')`;
    await expect(overlapping).rejects.toThrow(/town_relation_episode_one_at_a_time/);
  });

  it("is corrected, and an episode that is taken out lets the one it closed go on", async () => {
    const id = await house.active();
    valueOf(await house.go(id, { state: "DORMANT", starts: day("2026-08-01") }));
    const dormant = (await house.see(id)).episodes[2]!;
    const at = { id, episodeId: dormant.id, version: 3 };
    expect(await house.towns.changeEpisode(house.office, { ...at, episode: episodeInput({ state: "DORMANT", starts: day("2026-07-01") }) }, NOON)).toMatchObject({ reason: "townEpisodesOverlap" });
    valueOf(await house.towns.changeEpisode(house.office, { ...at, episode: episodeInput({ state: "DORMANT", starts: day("2026-08-01"), note: "Ingen svarar" }) }, NOON));
    valueOf(await house.towns.removeEpisode(house.office, { ...at, version: 4 }, NOON));
    expect((await house.see(id)).episodes).toMatchObject([{ state: "PROPOSED" }, { state: "ACTIVE", endsOn: null }]);
    expect(await codeOf(house.towns.removeEpisode(house.office, { ...at, version: 5 }, NOON))).toBe("NOT_FOUND");
  });

  it("is entered once with the same key, and changed by one of two", async () => {
    const key = randomUUID();
    const [first, second] = [await house.entered({ name: "Havsnäs" }, {}, house.office, key), await house.entered({ name: "Havsnäs" }, {}, house.office, key)];
    expect(second).toBe(first);
    const relation = await house.see(first);
    const change = (description: string) => house.towns.changeRelation(house.office, { id: first, version: 1, relation: { ...relation, description } }, NOON);
    valueOf(await change("En"));
    expect(await codeOf(change("Två"))).toBe("CONFLICT");
    expect((await house.towns.getRelationVersion(house.office, first, 1, NOON)).relation.description).toBeNull();
    expect(await codeOf(house.towns.addTown(house.office, { id: first, version: 1, town: { name: "Ny", country: "NO" }, time: { since: null, until: null, note: null } }, randomUUID(), NOON))).toBe("CONFLICT");
  });

  it("keeps the kind that was decided on", async () => {
    const id = await house.active();
    const relation = await house.see(id);
    expect(await house.towns.changeRelation(house.office, { id, version: relation.version, relation: { ...relation, kind: "LETTER_OF_INTENT" } }, NOON)).toMatchObject({ reason: "townRelationKindFixed", field: "kind" });
    const proposed = await house.entered();
    valueOf(await house.towns.changeRelation(house.office, { id: proposed, version: 1, relation: { ...(await house.see(proposed)), kind: "LETTER_OF_INTENT" } }, NOON));
  });
});

describe("the list", () => {
  it("finds a chain by any of its towns and countries, and the file holds the same", async () => {
    const id = await house.entered({ name: "Ringen" });
    const join = async (name: string, country: string, since: string | null = null) =>
      house.towns.addTown(house.office, { id, version: (await house.see(id)).version, town: { name, country }, time: { since: since === null ? null : { on: since, precision: "YEAR" }, until: null, note: null } }, randomUUID(), NOON);
    valueOf(await join("Fjordheim", "NO", "1950-01-01"));
    expect(await join("FJORDHEIM", "NO")).toMatchObject({ reason: "townAlreadyThere" });
    const ways: Record<string, string>[] = [{ q: "fjordheim" }, { q: "ringen" }, { country: "NO" }];
    for (const parameters of ways) expect((await house.list(parameters)).rows.map((row) => row.id)).toContain(id);
    expect(await house.findings.listRelationCountries(house.reader)).toEqual(expect.arrayContaining(["DK", "NO"]));
    const { filter } = readRelationFilter({ q: "Fjordheim" });
    const rows = [];
    for await (const piece of house.towns.exportRelations(house.reader, filter, NOON)) rows.push(...piece);
    expect(rows).toEqual((await house.towns.listRelations(house.reader, filter, NOON)).rows);
    expect(rows[0]).toMatchObject({ towns: ["Fjordheim", "Strandby"], countries: ["DK", "NO"], state: "PROPOSED" });
    const [, fjordheim] = (await house.see(id)).towns.toSorted((a, b) => (a.name < b.name ? 1 : -1));
    valueOf(await house.towns.changeTown(house.office, { id, townId: fjordheim!.id, version: (await house.see(id)).version, town: { name: fjordheim!.name, country: fjordheim!.country }, time: { since: null, until: { on: "2020-12-31", precision: "YEAR" }, note: "Lämnade" } }, NOON));
    expect((await house.see(id)).towns).toContainEqual(expect.objectContaining({ name: "Fjordheim", untilOn: "2020-12-31", note: "Lämnade" }));
  });
});
