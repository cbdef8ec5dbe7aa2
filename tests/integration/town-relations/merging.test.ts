import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRelationFilter, type EnterRelationInput } from "@/features/town-relations/schema";
import type * as activitiesService from "@/features/town-relations/activities/service";
import type * as mergingService from "@/features/town-relations/merging/service";
import type * as papersService from "@/features/town-relations/papers/service";
import type * as relationsService from "@/features/town-relations/service";
import { agreementInput, episodeInput } from "../../factories/town-relations.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let relations: typeof relationsService;
let merging: typeof mergingService;
let papers: typeof papersService;
let activities: typeof activitiesService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  [relations, merging, papers, activities] = await Promise.all([import("@/features/town-relations/service"), import("@/features/town-relations/merging/service"), import("@/features/town-relations/papers/service"), import("@/features/town-relations/activities/service")]);
});
afterAll(() => house.close());

const enter = async (name: string, town: string, more: Partial<EnterRelationInput["episode"]> = {}, kind: EnterRelationInput["relation"]["kind"] = "TWIN_TOWN") => {
  const entered: EnterRelationInput = {
    relation: { name, kind, unitId: house.unit, description: null, caseNumber: null, priorityId: null, outsidePriorities: null, source: null, certainty: "HIGH" },
    town: { name: town, country: "NO" },
    episode: episodeInput({ state: "ACTIVE", starts: { on: "1953-01-01", precision: "YEAR" }, basis: "UNKNOWN", source: "Skylten", ...more }),
  };
  return valueOf(await relations.enterRelation(house.maja, entered, randomUUID(), {}, NOON)).id;
};
const see = async (id: string) => (await relations.getRelation(house.office, id, NOON)).relation;
const listed = async (q: string) => (await relations.listRelations(house.reader, readRelationFilter({ q }).filter, NOON)).rows.map(({ id }) => id);
const merge = async (id: string, intoId: string, isHistoryChosen = false) => merging.mergeRelation(house.office, { id, version: (await see(id)).version, intoId, isHistoryChosen }, NOON);

it("V14b: two relations that are one are merged with what was told of each kept and shown at the one that is kept, and parted again", async () => {
  const [kept, twice] = [await enter("Stord", "Stord"), await enter("Vänorten Stord", "Stord kommune")];
  valueOf(await papers.addAgreement(house.maja, { id: twice, version: 1, agreement: agreementInput() }, randomUUID(), NOON));
  expect(valueOf(await merge(twice, kept))).toEqual({ id: twice, intoId: kept });
  expect((await see(kept)).mergedFrom.map(({ id }) => id)).toEqual([twice]);
  expect((await see(twice)).mergedInto).toEqual({ id: kept, name: "Stord" });
  expect((await papers.readPapers(house.reader, kept)).agreements).toHaveLength(1);
  expect(await listed("Stord")).toEqual([kept]);
  expect(await activities.readLedger(house.reader, { from: 2020, to: 2026 }, kept)).toEqual([]);
  await expect(relations.archiveRelation(house.office, { id: twice, version: 1 }, true, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await relations.listRelationHistory(house.reader, twice, { limit: 3 }, NOON)).map(({ action }) => action)).toContain("townRelations.merged");
  await merging.separateRelation(house.office, { id: twice, version: (await see(twice)).version }, NOON);
  expect((await listed("Stord")).toSorted()).toEqual([kept, twice].toSorted());
  expect((await papers.readPapers(house.reader, kept)).agreements).toHaveLength(0);
});

it("V14b: two that are of different kinds, towns or histories are refused in words, until it is said whose history holds", async () => {
  const [active, ended] = [await enter("Hangö", "Hangö"), await enter("Hangö igen", "Hanko", { state: "ENDED", starts: { on: "2001-01-01", precision: "YEAR" } })];
  expect(await merge(ended, active)).toMatchObject({ reason: "relationMergeHistories", about: { one: "ENDED", other: "ACTIVE", day: "2001-01-01" } });
  expect(await merge(await enter("Hangö avtal", "Hangö", {}, "COOPERATION_AGREEMENT"), active)).toMatchObject({ reason: "relationMergeOtherKind" });
  expect(await merge(await enter("Moss", "Moss"), active)).toMatchObject({ reason: "relationMergeOtherTown" });
  await expect(merging.mergeRelation(house.maja, { id: ended, version: 1, intoId: active, isHistoryChosen: true }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  valueOf(await merge(ended, active, true));
  expect((await see(active)).episodes).toMatchObject([{ state: "ACTIVE" }]);
  expect((await see(ended)).episodes).toMatchObject([{ state: "ENDED" }]);
});
