import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import type { Identified, Policy } from "@/domain/policy";
import { AppError } from "./errors";
import { log } from "./log";
import { countRefusal } from "./metrics";

declare const permitBrand: unique symbol;
declare const scopeBrand: unique symbol;

/** Proof that permission was asked about the stored row with this id. */
export interface Permit<Name extends string> {
  readonly [permitBrand]: Name;
  readonly recordId: string;
  readonly actor: Actor;
}

/** What an actor may see of a register in lists. */
export interface Scope<Feature extends string> {
  readonly [scopeBrand]: Feature;
  /** Everything, confidential records included. */
  readonly all: boolean;
  /** Units whose confidential records are included. */
  readonly unitIds: readonly string[];
  readonly personId: string;
}

/** Asks the policy about the stored thing; throws NOT_FOUND when the actor may not see it, FORBIDDEN when it may not do this, UNCONFIRMED when it must first show who it is. */
export function authorize<Feature extends string, Verb extends string, Thing extends Identified, Asked extends Verb | "view">(
  policy: Policy<Feature, Verb, Thing>,
  verb: Asked,
  actor: Actor,
  thing: Thing,
): Permit<`${Feature}.${Asked}`> {
  if (!policy.rules.view(actor, thing)) return refuseAttempt("NOT_FOUND", policy.feature, verb, actor, thing);
  if (!policy.rules[verb](actor, thing)) return refuseAttempt("FORBIDDEN", policy.feature, verb, actor, thing);
  if (!actor.isConfirmed && policy.weighty?.some((weighty) => weighty === verb) === true) {
    log.info({ event: "asked to confirm", permission: `${policy.feature}.${verb}`, actorId: actor.personId, recordId: thing.id });
    throw new AppError("UNCONFIRMED");
  }
  return { recordId: thing.id, actor } as Permit<`${Feature}.${Asked}`>;
}

function refuseAttempt(code: "NOT_FOUND" | "FORBIDDEN", feature: string, verb: string, actor: Actor, thing: Identified): never {
  if (quiet.getStore() === undefined) {
    log.warn({ event: "refused", permission: `${feature}.${verb}`, code, actorId: actor.personId, recordId: thing.id });
    countRefusal();
  }
  throw new AppError(code);
}

const quiet = new AsyncLocalStorage<true>();

/** Does what asks, for somebody, what that person may see: a no is then no attempt at anything, and is not logged as one. */
export function askQuietly<Value>(work: () => Promise<Value>): Promise<Value> {
  return quiet.run(true, work);
}

/** Asks for a permission that concerns no stored row, such as reading a whole register's administration. */
export function authorizeAll<Feature extends string, Verb extends string, Asked extends Verb | "view">(
  policy: Policy<Feature, Verb, Identified>,
  verb: Asked,
  actor: Actor,
): Permit<`${Feature}.${Asked}`> {
  return authorize(policy, verb, actor, { id: "*" });
}

/** Makes the scope that a policy has decided on. */
export function grantScope<Feature extends string>(_feature: Feature, actor: Actor, all: boolean): Scope<Feature> {
  return { all, unitIds: unitIdsAnsweredFor(actor), personId: actor.personId } as unknown as Scope<Feature>;
}

/** Stops a write whose permit was given for another row: a fault in the program. */
export function requirePermitFor(permit: Permit<string>, recordId: string): void {
  if (permit.recordId !== recordId) throw new Error(`a permit for ${permit.recordId} was used for ${recordId}`);
}
