import { afterAll, beforeAll, expect, it } from "vitest";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

// Under a document by which the council enters and ends twin town agreements, and the board the others that it names.
let house: TownsHouse;
beforeAll(async () => {
  house = await openTowns("halmstad");
});
afterAll(() => house.close());

const day = (on: string) => ({ on, precision: "DAY" as const });

it("E.4.2: ending a twin town is the council's, by its clause", async () => {
  const id = await house.active();
  const { needAfter } = await import("@/features/town-relations/rules");
  const described = await house.decisions.describeNeed(house.office, [id], Promise.resolve(needAfter(await house.see(id), "ACTIVE", "NOTICE_GIVEN")), NOON);
  expect(described).toMatchObject({ answer: { kind: "decides", citation: { clause: "H12b" } }, bodies: [{ id: house.council }], basis: "MISSING" });
});

it("H12a, H12b: a twin town is entered and given notice on the council's decision alone", async () => {
  const id = await house.entered();
  const board = await house.decide(id, { bodyId: house.board });
  expect(await house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), basis: "DECISION", decisionId: board.id })).toMatchObject({ reason: "townEpisodeDecisionFlagged" });
  const council = await house.decide(id);
  valueOf(await house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), basis: "DECISION", decisionId: council.id }));
  expect(await house.go(id, { state: "NOTICE_GIVEN", starts: day("2026-10-01"), basis: "OWN", ownBasis: "Styrelsen" })).toMatchObject({ reason: "townEpisodeNeedsDecision", about: { clause: "H12b" } });
  const notice = await house.decide(id, { matter: "END_TOWN_RELATION", decidedOn: "2026-09-01" });
  valueOf(await house.go(id, { state: "NOTICE_GIVEN", starts: day("2026-10-01"), ends: { on: "2026-10-31", precision: "DAY" }, basis: "DECISION", decisionId: notice.id }));
  valueOf(await house.go(id, { state: "ENDED", starts: day("2026-11-01") }));
  expect((await house.list({ state: "ENDED" })).rows.map((row) => row.id)).toContain(id);
});

it.each([
  ["H14", "COOPERATION_AGREEMENT"],
  ["H15", "MUNICIPAL_PARTNERSHIP"],
] as const)("%s: the board decides on a relation of the kind %s, and the council's decision on a twin town is none", async (clause, kind) => {
  const id = await house.entered({ kind });
  expect(await house.waiting(id)).toMatchObject({ answer: { kind: "decides", citation: { clause } }, bodies: [{ id: house.board }] });
  const other = await house.decide(id);
  expect(await house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), basis: "DECISION", decisionId: other.id })).toMatchObject({ reason: "townEpisodeOtherKind" });
  const { id: decisionId } = await house.decide(id, { facts: { relationKind: kind }, bodyId: house.board });
  valueOf(await house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), basis: "DECISION", decisionId }));
});

it("a letter of intent is not named, so a basis of one's own will do", async () => {
  const id = await house.entered({ kind: "LETTER_OF_INTENT" });
  valueOf(await house.go(id, { state: "ACTIVE", starts: day("2026-03-01"), basis: "OWN", ownBasis: "Kommunalrådet skrev under" }));
});

it("H10: one that is there serves a priority, or says why it does not", async () => {
  const id = await house.active();
  expect((await house.list({ lacks: "priority" })).rows.map((row) => row.id)).toContain(id);
  const relation = await house.see(id);
  valueOf(await house.towns.changeRelation(house.office, { id, version: relation.version, relation: { ...relation, outsidePriorities: "Från efterkrigstiden" } }, NOON));
  expect((await house.list({ lacks: "priority" })).rows.map((row) => row.id)).not.toContain(id);
});
