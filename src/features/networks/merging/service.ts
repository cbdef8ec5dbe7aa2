import "server-only";
import type { Actor } from "@/domain/actor";
import type { Result } from "@/domain/result";
import type { MergeInput } from "@/features/merging/schema";
import { mergeTwo, separateOne, type Merging } from "@/features/merging/service";
import { authorize } from "@/server/permit";
import { networkPolicy } from "../policy";
import { judgeSameNetwork, type NetworkMergeRefusal } from "../rules";
import * as repository from "./repository";

const permitFor = (actor: Actor, { id, unitId, isArchived }: Pick<repository.MergingNetwork, "id" | "unitId" | "isArchived">) => authorize(networkPolicy, "merge", actor, { id, unitId, isArchived, entryUnitId: unitId });

const merging: Merging<repository.MergingNetwork, NetworkMergeRefusal> = {
  hold: repository.lockNetwork,
  allow: (actor, network) => {
    permitFor(actor, network);
  },
  judge: async (tx, network, into, isHistoryChosen) => judgeSameNetwork(network, into, await repository.selectFeesInBoth(tx, network.id, into.id), isHistoryChosen),
  point: async (tx, actor, id, version, intoId, now) => repository.updateMerged(tx, permitFor(actor, { id, unitId: "", isArchived: false }), id, version, intoId, now),
  entryOf: (action, { id, unitId }) => ({ action: `networks.${action}`, subject: { kind: "network", id }, unitId }),
};

/** Says that a network is another one that was entered twice (V11a). Throws and refuses as `mergeTwo` does, and refuses besides: networkMergeOtherScope, networkMergeOtherUnit, networkMergeFeesTwice, networkMergeOtherStatus. */
export async function mergeNetwork(actor: Actor, input: MergeInput, now = new Date()): Promise<Result<{ id: string; intoId: string }, string>> {
  return mergeTwo(actor, input, merging, now);
}

/** Says that a network is none of another's after all. Throws as `separateOne` does. */
export async function separateNetwork(actor: Actor, record: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return separateOne(actor, record, merging, now);
}
