import { refuse, succeed, type Result } from "@/domain/result";

/** What decides whether a record can be said to be another one that was entered twice. */
export interface MergeState {
  id: string;
  version: number;
  isArchived: boolean;
  mergedIntoId: string | null;
  /** Whether others are this one today. */
  hasMerged: boolean;
}

export type MergeRefusal = "mergeIntoItself" | "mergeIntoNotThere" | "mergeAlready" | "mergeHasOthers";

/** Judges that a record is another one: both are there, and neither stands for others already but the one that is kept. Refused: mergeIntoItself, mergeAlready, mergeHasOthers, mergeIntoNotThere. */
export function judgeMerging(record: MergeState, into: MergeState | null): Result<null, MergeRefusal> {
  if (into?.id === record.id) return refuse("mergeIntoItself", { field: "keepId" });
  if (record.mergedIntoId !== null) return refuse("mergeAlready");
  if (record.hasMerged) return refuse("mergeHasOthers", { field: "keepId" });
  return into === null || into.isArchived || into.mergedIntoId !== null ? refuse("mergeIntoNotThere", { field: "keepId" }) : succeed(null);
}

/** Something that two records say of themselves. */
export interface SideFact {
  label: string;
  value: string;
}

export interface ComparedFact {
  label: string;
  left: string;
  right: string;
  differs: boolean;
}

/** Puts what two records say side by side, in the order of the first; what neither says is left out. */
export function compareSides(left: readonly SideFact[], right: readonly SideFact[]): ComparedFact[] {
  const labels = [...new Set([...left, ...right].map(({ label }) => label))];
  const valueIn = (facts: readonly SideFact[], label: string) => facts.filter((fact) => fact.label === label).map(({ value }) => value).join("; ");
  return labels
    .map((label) => ({ label, left: valueIn(left, label), right: valueIn(right, label) }))
    .filter((one) => one.left !== "" || one.right !== "")
    .map((one) => ({ ...one, differs: one.left !== one.right }));
}
