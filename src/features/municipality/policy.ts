import type { Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** Whose database this is, is no secret; only the program itself says so. */
export const municipalityPolicy = definePolicy<"municipality", "claim", Identified>({
  feature: "municipality",
  rules: {
    view: () => true,
    claim: (actor: Actor) => actor.isSystem,
  },
});
