import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type * as papersService from "@/features/town-relations/papers/service";
import { agreementInput } from "../../factories/town-relations.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "./house.ts";

// Under a document by which the council ends twin towns.
let house: TownsHouse;
let papers: typeof papersService;
beforeAll(async () => {
  house = await openTowns("halmstad");
  papers = await import("@/features/town-relations/papers/service");
});
afterAll(() => house.close());

const versionOf = async (id: string) => (await house.see(id)).version;
const review = async (id: string, outcome: "KEEP" | "CHANGE" | "END", reviewedOn = "2026-10-01") =>
  papers.addReview(house.office, { id, version: await versionOf(id), review: { reviewedOn, outcome, reasons: "Ingen nytta på tre år", proposal: outcome === "KEEP" ? null : "Säg upp avtalet" } }, randomUUID(), NOON);

it("H12b: a review that proposes an end puts the decision before the council, until notice is given", async () => {
  const id = await house.active();
  expect(await house.waiting(id)).toBeUndefined();
  expect(await review(id, "END", "2026-11-23")).toMatchObject({ reason: "townReviewInFuture", field: "reviewedOn" });
  valueOf(await review(id, "END"));
  expect(await house.waiting(id)).toMatchObject({ need: { matters: ["END_TOWN_RELATION"], isDue: false }, answer: { citation: { clause: "H12b" } }, bodies: [{ id: house.council }] });
  const notice = await house.decide(id, { matter: "END_TOWN_RELATION", decidedOn: "2026-11-01" });
  valueOf(await house.go(id, { state: "NOTICE_GIVEN", starts: { on: "2026-11-10", precision: "DAY" }, basis: "DECISION", decisionId: notice.id }));
  expect(await house.waiting(id)).toBeUndefined();
  expect((await papers.readPapers(house.reader, id, NOON)).reviews).toMatchObject([{ outcome: "END", proposal: "Säg upp avtalet" }]);
});

it("H14: an agreement of a title that is there is its next version, and the latest one's days are told in time", async () => {
  const id = await house.active();
  const sign = async (more: Parameters<typeof agreementInput>[0] = {}, key: string = randomUUID()) => papers.addAgreement(house.office, { id, version: await versionOf(id), agreement: agreementInput(more) }, key, NOON);
  const key = randomUUID();
  valueOf(await sign({ noticeOn: "2026-12-01" }, key));
  valueOf(await sign({ noticeOn: "2026-12-01" }, key));
  const tasks = async (actor: typeof house.office) => (await house.register.tasks(actor, "2026-11-22")).filter(({ path }) => path === `/town-relations/${id}`);
  expect(await tasks(house.maja)).toMatchObject([{ dueOn: "2026-12-01", state: "todo", stateWord: "townPapers.due.NOTICE" }]);
  expect(await tasks(house.reader)).toEqual([]);
  valueOf(await sign({ signed: { on: "2026-11-01", precision: "DAY" }, renewalOn: "2030-11-01" }));
  expect(await tasks(house.maja)).toEqual([]);
  expect((await papers.readPapers(house.reader, id, NOON)).agreements).toMatchObject([{ number: 2, isLatest: true, renewalOn: "2030-11-01" }, { number: 1, isLatest: false }]);
  expect(await sign({ signed: { on: "2026-11-23", precision: "DAY" } })).toMatchObject({ reason: "townAgreementInFuture" });
  const stale = papers.addAgreement(house.office, { id, version: 1, agreement: agreementInput() }, randomUUID(), NOON);
  await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
});

it("are corrected by one of two, keep what they said in the history, and an agreement of another title is that one's next version", async () => {
  const id = await house.active();
  const version = async () => (await house.see(id)).version;
  valueOf(await papers.addAgreement(house.office, { id, version: await version(), agreement: agreementInput({ title: "Avtal A" }) }, randomUUID(), NOON));
  valueOf(await papers.addAgreement(house.office, { id, version: await version(), agreement: agreementInput({ title: "Avtal B" }) }, randomUUID(), NOON));
  valueOf(await papers.addReview(house.office, { id, version: await version(), review: { reviewedOn: "2026-05-01", outcome: "KEEP", reasons: "Nytta", proposal: null } }, randomUUID(), NOON));
  const { agreements, reviews } = await papers.readPapers(house.reader, id);
  const first = agreements.find(({ title }) => title === "Avtal A")!;
  const stale = await version();
  const correct = (agreement: object, at: number) => papers.changeAgreement(house.office, { id, version: at, agreementId: first.id, agreement: agreementInput({ title: "Avtal A", ...agreement }) }, NOON);
  valueOf(await correct({ signatories: "Borgmästarna" }, stale));
  await expect(correct({ signatories: "Andra" }, stale)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await correct({ signed: { on: "2027-01-01", precision: "DAY" } }, await version())).toMatchObject({ reason: "townAgreementInFuture", field: "signed" });
  expect((await papers.readPapers(house.reader, id)).agreements.find((each) => each.id === first.id)).toMatchObject({ signatories: "Borgmästarna", number: 1 });
  valueOf(await correct({ title: "Avtal B" }, await version()));
  expect((await papers.readPapers(house.reader, id)).agreements.map(({ title, number, isLatest }) => [title, number, isLatest])).toEqual([["Avtal B", 2, true], ["Avtal B", 1, false]]);
  const review = (reviewId: string) => ({ id, reviewId, review: { reviewedOn: "2026-05-02", outcome: "END" as const, reasons: "Ingen nytta", proposal: "Säg upp" } });
  valueOf(await papers.changeReview(house.office, { ...review(reviews[0]!.id), version: await version() }, NOON));
  expect((await papers.readPapers(house.reader, id)).reviews).toMatchObject([{ outcome: "END", reviewedOn: "2026-05-02" }]);
  expect(await papers.changeReview(house.office, { ...review(reviews[0]!.id), version: await version(), review: { ...review("").review, reviewedOn: "2027-01-01" } }, NOON)).toMatchObject({ reason: "townReviewInFuture" });
  await expect(papers.changeReview(house.office, { ...review(randomUUID()), version: await version() }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [latest] = await house.towns.listRelationHistory(house.reader, id, { limit: 1 }, NOON);
  expect(latest).toMatchObject({ action: "townRelations.correctedReview", changes: expect.arrayContaining([expect.objectContaining({ column: "reasons", before: "Nytta", after: "Ingen nytta" })]) });
});

it("a removed episode is put back where nothing has taken its place, and closes the one that goes on", async () => {
  const id = await house.active();
  const version = async () => (await house.see(id)).version;
  valueOf(await house.go(id, { state: "DORMANT", starts: { on: "2026-08-01", precision: "DAY" } }));
  const dormant = (await house.see(id)).episodes.at(-1)!;
  valueOf(await house.towns.removeEpisode(house.office, { id, episodeId: dormant.id, version: await version() }, NOON));
  expect((await house.see(id)).removedEpisodes.map((episode) => episode.id)).toEqual([dormant.id]);
  const stale = await version();
  valueOf(await house.towns.restoreEpisode(house.office, { id, episodeId: dormant.id, version: stale }, NOON));
  await expect(house.towns.restoreEpisode(house.office, { id, episodeId: dormant.id, version: stale }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
  const relation = await house.see(id);
  expect(relation.episodes.slice(-2).map(({ state, endsOn }) => [state, endsOn])).toEqual([["ACTIVE", "2026-07-31"], ["DORMANT", null]]);
  expect(relation.removedEpisodes).toEqual([]);
  valueOf(await house.towns.removeEpisode(house.office, { id, episodeId: dormant.id, version: await version() }, NOON));
  valueOf(await house.go(id, { state: "DORMANT", starts: { on: "2026-08-01", precision: "DAY" } }));
  expect(await house.towns.restoreEpisode(house.office, { id, episodeId: dormant.id, version: await version() }, NOON)).toMatchObject({ ok: false });
  await expect(house.towns.restoreEpisode(house.office, { id, episodeId: randomUUID(), version: await version() }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
