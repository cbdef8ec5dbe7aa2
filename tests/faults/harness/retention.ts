import type { Actor } from "@/domain/actor";
import type { PlaceHoldInput, RuleInput } from "@/features/retention/schema";
import * as retention from "@/features/retention/service";
import { registers } from "@/registers";

export const setRule = (actor: Actor, input: { key: string; version: number; rule: RuleInput }) => retention.setRule(actor, input, { registers });
export const placeHold = (actor: Actor, input: { key: string; hold: PlaceHoldInput }) => retention.placeHold(actor, input, { registers });
export const liftHold = (actor: Actor, input: { id: string; version: number; liftReason: string }) => retention.liftHold(actor, input);
export const getRule = (actor: Actor, kind: string) => retention.getRule(actor, kind, { registers });
