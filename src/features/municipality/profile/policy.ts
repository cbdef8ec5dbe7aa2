import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What the municipality looks like everyone sees; who chooses it, and sees how it was chosen, is the administrator. */
export const profilePolicy = definePolicy({
  feature: "municipalityProfile",
  rules: {
    view: (_actor: Actor, _profile: Identified) => true,
    change: (actor: Actor, _profile: Identified) => isAdministrator(actor),
  },
});
