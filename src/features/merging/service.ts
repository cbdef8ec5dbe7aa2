import "server-only";
import type { Actor } from "@/domain/actor";
import { succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import type { Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { inTransaction } from "@/server/transaction";
import { judgeMerging, type MergeState, type SideFact } from "./rules";
import type { MergeInput } from "./schema";

type Translate = ((key: string, parameters?: Record<string, string | number>) => string) & { locale: "sv" | "en" };

/** A record as it is compared with another. */
export interface MergeSide {
  id: string;
  version: number;
  title: string;
  facts: readonly SideFact[];
}

/** What a register offers those who find a record in it twice. */
export interface Mergeable {
  kind: string;
  path: string;
  pathOf: (id: string) => string;
  mayMerge: (actor: Actor) => boolean;
  /** What a record says, in words; throws NOT_FOUND. */
  side: (actor: Actor, id: string, words: Translate) => Promise<MergeSide>;
  /** Records that it may be, by a text, or by its name where none is given. */
  alike: (actor: Actor, id: string, text: string) => Promise<{ id: string; name: string }[]>;
  merge: (actor: Actor, input: MergeInput, now: Date) => Promise<Result<{ id: string; intoId: string }, string>>;
  /** Null where a merger stands as something that has happened. */
  separate: ((actor: Actor, record: { id: string; version: number }, now: Date) => Promise<{ id: string }>) | null;
}
export type Mergeables = readonly Mergeable[];

/** How a register merges two of its records. */
export interface Merging<Held extends MergeState, Reason extends string> {
  /** Holds a record until the transaction ends; null when there is none. */
  hold: (tx: Tx, id: string) => Promise<Held | null>;
  /** Asks whether the actor may merge it; throws NOT_FOUND and FORBIDDEN. */
  allow: (actor: Actor, record: Held) => void;
  /** Whether the two can be one, by the register's own rules. */
  judge: (tx: Tx, record: Held, into: Held, isHistoryChosen: boolean) => Promise<Result<null, Reason>>;
  /** Has a record be another, or none again. */
  point: (tx: Tx, actor: Actor, id: string, version: number, intoId: string | null, now: Date) => Promise<void>;
  entryOf: (action: "merged" | "separated", record: Held) => { action: string; subject: { kind: string; id: string }; unitId: string };
}

/**
 * Says that a record is another one that was entered twice: it forwards there, and what was told of it is shown there, while its own links and history
 * stay as they are. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed it since. Refused as `judgeMerging` and the register say.
 */
export async function mergeTwo<Held extends MergeState, Reason extends string>(actor: Actor, { id, version, intoId, isHistoryChosen }: MergeInput, how: Merging<Held, Reason>, now: Date): Promise<Result<{ id: string; intoId: string }, string>> {
  return inTransaction(async (tx) => {
    // In the order of their ids, so that two mergers of the same two never wait for each other.
    const held = new Map<string, Held | null>();
    for (const one of [...new Set([id, intoId])].sort()) held.set(one, await how.hold(tx, one));
    const [record, into] = [held.get(id) ?? null, held.get(intoId) ?? null];
    if (record === null) throw new AppError("NOT_FOUND");
    how.allow(actor, record);
    if (into !== null) how.allow(actor, into);
    if (record.version !== version) throw new AppError("CONFLICT");
    const judged = judgeMerging(record, into);
    if (!judged.ok) return judged;
    if (into !== null) {
      const fits = await how.judge(tx, record, into, isHistoryChosen);
      if (!fits.ok) return fits;
    }
    await how.point(tx, actor, id, version, intoId, now);
    await recordAudit(tx, { actor, ...how.entryOf("merged", record), details: { intoId } });
    return succeed({ id, intoId });
  });
}

/** Says that a record is none of another's after all, so that each stands for itself again. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed it since. */
export async function separateOne<Held extends MergeState, Reason extends string>(actor: Actor, { id, version }: { id: string; version: number }, how: Merging<Held, Reason>, now: Date): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const record = await how.hold(tx, id);
    if (record === null) throw new AppError("NOT_FOUND");
    how.allow(actor, record);
    if (record.version !== version) throw new AppError("CONFLICT");
    if (record.mergedIntoId === null) return { id };
    await how.point(tx, actor, id, version, null, now);
    await recordAudit(tx, { actor, ...how.entryOf("separated", record), details: { intoId: record.mergedIntoId } });
    return { id };
  });
}

/** The register that records of a kind are in, which asks for permission itself; throws NOT_FOUND where none can be merged. */
export function findMergeable(_actor: Actor, kind: string, mergeables: Mergeables): Mergeable {
  const found = mergeables.find((one) => one.kind === kind);
  if (found === undefined) throw new AppError("NOT_FOUND");
  return found;
}
