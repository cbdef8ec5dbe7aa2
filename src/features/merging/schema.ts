import { z } from "zod";
import { requiredId, tick, version } from "@/lib/fields";

export interface MergeInput {
  /** The record that is said to be another. */
  id: string;
  version: number;
  intoId: string;
  /** That the history of the one that is kept holds, where the two say different things. */
  isHistoryChosen: boolean;
}

const kind = () => z.string().regex(/^[a-zA-Z]{1,40}$/, { error: "fields.choice" });
const pair = { firstId: requiredId("fields.choice"), secondId: requiredId("fields.choice"), firstVersion: version(), secondVersion: version() };

/** The form in which two records are said to be one, and which of them is kept. */
export const mergeSchema = z
  .object({ kind: kind(), ...pair, keepId: requiredId("merging.errors.keepMissing"), isHistoryChosen: tick() })
  .transform(({ kind: of, firstId, secondId, firstVersion, secondVersion, keepId, isHistoryChosen }): { kind: string; input: MergeInput } => {
    const keepsFirst = keepId === firstId;
    return { kind: of, input: { id: keepsFirst ? secondId : firstId, version: keepsFirst ? secondVersion : firstVersion, intoId: keepId, isHistoryChosen } };
  });

/** The button that says that a record is none of another's after all. */
export const separateSchema = z.object({ kind: kind(), id: requiredId("fields.choice"), _version: version() }).transform(({ kind: of, id, _version }) => ({ kind: of, id, version: _version }));
