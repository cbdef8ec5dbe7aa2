import { packs } from "@packs/all";
import { mandateRulesSchema } from "@packs/mandate-rules";
import type { PolicyPack } from "@packs/pack";

/** The shipped packs, for rules that hold for any. */
export const shippedPacks: readonly PolicyPack[] = packs;

/** Rules as a pack writes them, with what it may leave out filled in. */
export function makeRules(rules: readonly object[]) {
  return mandateRulesSchema.parse(rules);
}
