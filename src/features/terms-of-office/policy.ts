import { isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const keepsTerms = (actor: Actor) => isAdministrator(actor) || isCoordinator(actor);

/** Everyone signed in sees the terms of office; the office and the administrator add them and correct their days. */
export const termsPolicy = definePolicy<"termsOfOffice", "add" | "change", Identified>({
  feature: "termsOfOffice",
  rules: { view: () => true, add: keepsTerms, change: keepsTerms },
});
