import "server-only";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import type { AuditFacts } from "@/server/audit";
import type { Tx } from "@/server/db";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { decisionPolicy, type DecisionThing } from "../policy";
import * as repository from "./repository";
import { judge, searchTextOf } from "../rules";
import type { DecisionInput } from "../schema";

type Entry = Omit<AuditFacts, "actor">;

const thingOf = (id: string): DecisionThing => ({ id, bodyId: null, parentId: null, isArchived: false, confidential: null });
const entryOf = (action: string, { id, unitId }: { id: string; unitId: string | null }): Entry => ({ action: `decisions.${action}`, subject: { kind: "decision", id }, unitId });

/** Tells whether the actor may record that something was decided, of which only a source tells. */
export function mayRecordLost(actor: Actor): boolean {
  return may(decisionPolicy, "record", actor, thingOf("*"));
}

/** Records of several records that they were decided on, though the decisions are lost (“grunden okänd”); part of another use case, which writes the audit trail. */
export async function recordLostDecisions(tx: Tx, actor: Actor, lost: readonly repository.LostDecision[], now: Date): Promise<Entry[]> {
  if (lost.length === 0) return [];
  const decisions = lost.map((decision) => {
    const id = repository.newDecisionId();
    const input: DecisionInput = { ...decision, basis: "UNKNOWN", bodyId: null, decidedOn: null, minutesParagraph: null, caseNumber: null, text: null, documentUrl: null, steps: [], concernedBodyIds: [], priorDecisionIds: [], delegationNumber: null, reportedOn: null };
    return { ...decision, id, permit: authorize(decisionPolicy, "record", actor, thingOf(id)), judged: judge(getPack(), input, null, decision.facts, []), searchText: searchTextOf(input) };
  });
  await repository.insertLost(tx, decisions, now);
  return decisions.map((decision) => entryOf("recorded", decision));
}

/** Takes the lost decisions about records that are taken back out of the register with them; part of another use case, which writes the audit trail. */
export async function takeBackLostDecisions(tx: Tx, actor: Actor, subjectIds: readonly string[], now: Date): Promise<Entry[]> {
  const found = await repository.selectLostAbout(tx, subjectIds);
  if (found.length === 0) return [];
  const permits = found.map(({ id }) => authorize(decisionPolicy, "archive", actor, thingOf(id)));
  await repository.archiveAll(tx, permits, found.map(({ id }) => id), now);
  return found.map((decision) => entryOf("archived", decision));
}
