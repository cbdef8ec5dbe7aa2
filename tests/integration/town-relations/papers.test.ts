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
