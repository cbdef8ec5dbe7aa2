import type { Actor } from "@/domain/actor";
import type { DisposalDecision, ProposalInput } from "@/features/retention/disposals/schema";
import * as disposals from "@/features/retention/disposals/service";
import { registers } from "@/registers";

export const proposeDisposal = (actor: Actor, input: { key: string; proposal: ProposalInput }) => disposals.proposeDisposal(actor, input, { registers });
export const decideDisposal = (actor: Actor, input: { id: string; version: number; decision: DisposalDecision }) => disposals.decideDisposal(actor, input);
export const carryOutDisposal = (actor: Actor, input: { id: string; version: number }) => disposals.carryOutDisposal(actor, input, { registers });
