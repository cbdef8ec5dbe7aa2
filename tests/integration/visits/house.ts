import { randomUUID } from "node:crypto";
import type { Actor } from "@/domain/actor";
import type { VisitInput } from "@/features/visits/schema";
import { readVisitFilter } from "@/features/visits/schema";
import { visitInput } from "../../factories/visits.ts";
import { openHouse, valueOf } from "../people/house.ts";

/** Noon in Stockholm on the day that the tests call today. */
export const NOON = new Date("2026-11-22T11:00:00Z");

/** A municipality under a pack with a unit and its contact person, both presidia with members and a secretary, the council's secretary and the office. */
export async function openVisits(packId: string) {
  process.env["UTBLICK_PACK"] = packId;
  const house = await openHouse();
  const visits = await import("@/features/visits/service");
  const representation = await import("@/features/visits/representation/service");
  const { visitRegister } = await import("@/features/visits/register");

  const council = await house.body("COUNCIL", "Kommunfullmäktige");
  const board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
  const kf = await house.body("COUNCIL_PRESIDIUM", "Fullmäktiges presidium", { parentId: council });
  const ks = await house.body("EXECUTIVE_BOARD_PRESIDIUM", "Styrelsens presidium", { parentId: board });
  const unit = await house.body("DEPARTMENT", "Hamnförvaltningen", { parentId: board });
  const otherUnit = await house.body("DEPARTMENT", "Ängsförvaltningen", { parentId: board });
  const sit = async (name: string, bodyId: string, position: "CHAIR" | "FIRST_VICE_CHAIR" | "SECRETARY"): Promise<Actor> => {
    const personId = await house.person(name);
    valueOf(await house.people.giveSeat(house.system, { personId, bodyId, position, termId: null, from: "2020-01-01", to: null }, randomUUID()));
    return house.actor(personId);
  };
  const gunnel = await sit("Gunnel Provsson", kf, "CHAIR");
  const alvar = await sit("Alvar Provsson", kf, "FIRST_VICE_CHAIR");
  const bo = await sit("Bo Provsson", ks, "CHAIR");
  const gote = await sit("Göte Provsson", ks, "FIRST_VICE_CHAIR");
  const siri = await sit("Siri Provsson", ks, "SECRETARY");
  const secretary = await house.someone("BOARD_SECRETARY", council);
  const office = await house.someone("COORDINATOR");
  const contactId = await house.person("Maja Provsson");
  await house.contactPerson(unit, contactId, "2020-01-01");
  const maja = await house.actor(contactId);

  const input = (more: Partial<VisitInput> = {}): VisitInput => visitInput({ unitId: unit, ...more });
  const announce = async (more: Partial<VisitInput> = {}, actor: Actor = maja, now = NOON): Promise<string> => valueOf(await visits.announceVisit(actor, input(more), randomUUID(), {}, now)).id;
  const take = (actor: Actor, id: string, personId: string | null = null, now = NOON) => representation.takeVisit(actor, { id, personId }, randomUUID(), now);
  const ask = (actor: Actor, id: string, to: Actor, message: string | null = null) => representation.askToTakeOver(actor, { id, toPersonId: to.personId, message }, randomUUID(), NOON);
  const list = (parameters: Record<string, string> = {}) => visits.listVisits(office, readVisitFilter(parameters).filter, NOON);
  const see = async (id: string) => (await visits.getVisit(office, id, NOON)).visit;
  return { ...house, visits, representation, visitRegister, council, board, kf, ks, unit, otherUnit, gunnel, alvar, bo, gote, siri, secretary, office, maja, input, announce, take, ask, list, see };
}

export type VisitsHouse = Awaited<ReturnType<typeof openVisits>>;
export { valueOf };
