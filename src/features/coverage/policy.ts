import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone signed in reads how the governing document is lived up to; what it is counted from, each register decides. */
export const coveragePolicy = definePolicy<"coverage", never, Identified>({
  feature: "coverage",
  rules: { view: () => true },
});
