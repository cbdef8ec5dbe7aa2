import { randomUUID } from "node:crypto";
import type { EpisodeInput } from "@/features/town-relations/episodes/schema";
import type { RelationInput } from "@/features/town-relations/schema";
import { readRelationFilter } from "@/features/town-relations/schema";
import { enterInput, episodeInput } from "../../factories/town-relations.ts";
import { NOON, openDecisions, valueOf } from "../decisions/house.ts";

/** A municipality under a pack, with what it takes to enter relations and lead them through their episodes. */
export async function openTowns(packId: string) {
  const house = await openDecisions(packId);
  const towns = await import("@/features/town-relations/service");
  const findings = await import("@/features/town-relations/findings/service");
  const { townRelationRegister } = await import("@/features/town-relations/register");
  const see = async (id: string) => (await towns.getRelation(house.office, id, NOON)).relation;
  const enter = (relation: Partial<RelationInput> = {}, episode: Partial<EpisodeInput> = {}, actor = house.office, key: string = randomUUID()) =>
    towns.enterRelation(actor, enterInput({ unitId: house.unit, name: `Relation ${randomUUID()}`, ...relation }, episode), key, {}, NOON);
  const entered = async (...given: Parameters<typeof enter>) => valueOf(await enter(...given)).id;
  /** Leads a relation to its next episode. */
  const go = async (id: string, episode: Partial<EpisodeInput>) => towns.addEpisode(house.office, { id, version: (await see(id)).version, episode: episodeInput(episode) }, randomUUID(), NOON);
  const decide = (id: string, more: Parameters<typeof house.recorded>[0] = {}) => house.recorded({ matter: "ENTER_TOWN_RELATION", facts: { relationKind: "TWIN_TOWN" }, bodyId: house.council, decidedOn: "2026-02-01", subject: { kind: "townRelation", id }, ...more });
  /** A relation that has been decided on and is active. */
  const active = async (relation: Partial<RelationInput> = {}, more: Parameters<typeof decide>[1] = {}) => {
    const id = await entered(relation);
    const { id: decisionId } = await decide(id, more);
    valueOf(await go(id, { state: "ACTIVE", starts: { on: "2026-03-01", precision: "DAY" }, basis: "DECISION", decisionId }));
    return id;
  };
  const list = (parameters: Record<string, string>) => towns.listRelations(house.reader, readRelationFilter(parameters).filter, NOON);
  const waiting = async (id: string) => (await house.decisions.listWaiting(house.office, house.registers, NOON)).find(({ need }) => need.subject.id === id);
  return { ...house, towns, findings, register: townRelationRegister, see, enter, entered, go, decide, active, list, waiting };
}

export type TownsHouse = Awaited<ReturnType<typeof openTowns>>;
export { NOON, valueOf };
