import { hasRole, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const sitsOnTheBoard = (actor: Actor) => hasRole(actor, "EXECUTIVE_BOARD_MEMBER") || actor.seats.some((seat) => seat.bodyKind === "EXECUTIVE_BOARD" || seat.bodyKind === "EXECUTIVE_BOARD_PRESIDIUM");

/** A year's summary is the office's to write and freeze, and the executive board's to follow, until it is frozen. */
export const summaryPolicy = definePolicy<"summaries", "write" | "freeze", Identified>({
  feature: "summaries",
  rules: { view: (actor) => isCoordinator(actor) || sitsOnTheBoard(actor), write: isCoordinator, freeze: isCoordinator },
});

/** What a unit's projects come to is everyone's to read, as each of them is: those that are not are in no figure. */
export const unitMoneyPolicy = definePolicy<"unitMoney", never, Identified>({
  feature: "unitMoney",
  rules: { view: () => true },
});

/** What has been frozen is everyone's to read and to check; the office adds decisions to it. */
export const editionPolicy = definePolicy<"editions", "verify" | "add", Identified>({
  feature: "editions",
  rules: { view: () => true, verify: () => true, add: isCoordinator },
});
