import "server-only";
import type { Actor } from "@/domain/actor";
import type { Result } from "@/domain/result";
import type { MergeInput } from "@/features/merging/schema";
import { mergeTwo, separateOne, type Merging } from "@/features/merging/service";
import { authorize } from "@/server/permit";
import { townRelationPolicy } from "../policy";
import { judgeSameRelation, type RelationMergeRefusal } from "../rules";
import * as repository from "./repository";

const permitFor = (actor: Actor, { id, unitId, isArchived }: Pick<repository.MergingRelation, "id" | "unitId" | "isArchived">) => authorize(townRelationPolicy, "merge", actor, { id, unitId, isArchived });

const merging: Merging<repository.MergingRelation, RelationMergeRefusal> = {
  hold: repository.lockRelation,
  allow: (actor, relation) => {
    permitFor(actor, relation);
  },
  judge: (_tx, relation, into, isHistoryChosen) => Promise.resolve(judgeSameRelation(relation, into, isHistoryChosen)),
  point: async (tx, actor, id, version, intoId, now) => repository.updateMerged(tx, permitFor(actor, { id, unitId: "", isArchived: false }), id, version, intoId, now),
  entryOf: (action, { id, unitId }) => ({ action: `townRelations.${action}`, subject: { kind: "townRelation", id }, unitId }),
};

/** Says that a relation is another one that was entered twice (V14b). Throws and refuses as `mergeTwo` does, and refuses besides: relationMergeOtherKind, relationMergeOtherTown, relationMergeHistories. */
export async function mergeRelation(actor: Actor, input: MergeInput, now = new Date()): Promise<Result<{ id: string; intoId: string }, string>> {
  return mergeTwo(actor, input, merging, now);
}

/** Says that a relation is none of another's after all. Throws as `separateOne` does. */
export async function separateRelation(actor: Actor, record: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return separateOne(actor, record, merging, now);
}
