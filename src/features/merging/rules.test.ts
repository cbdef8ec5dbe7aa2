import { describe, expect, it } from "vitest";
import { compareSides, judgeMerging, type MergeState } from "./rules";

const state = (id: string, more: Partial<MergeState> = {}): MergeState => ({ id, version: 1, isArchived: false, mergedIntoId: null, hasMerged: false, ...more });

describe("two records that are one", () => {
  it.each<[string, MergeState, MergeState | null, string | null]>([
    ["are merged", state("a"), state("b"), null],
    ["are merged into one that stands for others already", state("a"), state("b", { hasMerged: true }), null],
    ["are not the same record", state("a"), state("a"), "mergeIntoItself"],
    ["are not merged twice", state("a", { mergedIntoId: "c" }), state("b"), "mergeAlready"],
    ["are not merged so that one stands for others through another", state("a", { hasMerged: true }), state("b"), "mergeHasOthers"],
    ["are not merged into one that is another itself", state("a"), state("b", { mergedIntoId: "c" }), "mergeIntoNotThere"],
    ["are not merged into one that is out of the register", state("a"), state("b", { isArchived: true }), "mergeIntoNotThere"],
    ["are not merged into none", state("a"), null, "mergeIntoNotThere"],
  ])("%s", (_what, one, into, reason) => {
    const judged = judgeMerging(one, into);
    expect(judged.ok ? null : judged.reason).toBe(reason);
  });
});

it("what they say stands side by side, with what differs marked and what neither says left out", () => {
  const left = [{ label: "Namn", value: "A" }, { label: "År", value: "2014" }, { label: "Tomt", value: "" }];
  const right = [{ label: "Namn", value: "B" }, { label: "År", value: "2014" }, { label: "Ort", value: "X" }, { label: "Ort", value: "Y" }];
  expect(compareSides(left, right)).toEqual([
    { label: "Namn", left: "A", right: "B", differs: true },
    { label: "År", left: "2014", right: "2014", differs: false },
    { label: "Ort", left: "", right: "X; Y", differs: true },
  ]);
});
