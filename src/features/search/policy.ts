import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone signed in searches; what is found, each kind of record decides. */
export const searchPolicy = definePolicy<"search", never, Identified>({
  feature: "search",
  rules: { view: () => true },
});
