import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone signed in reads what auditors ask of the registers; how much of it, each register decides. */
export const scrutinyPolicy = definePolicy<"scrutiny", "export", Identified>({
  feature: "scrutiny",
  rules: { view: () => true, export: () => true },
});
