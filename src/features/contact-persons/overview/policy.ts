import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** Everyone sees who is contact person of which unit; what the persons answer of a year is shown to the office. */
export const contactOverviewPolicy = definePolicy({
  feature: "contactOverview",
  rules: { view: (_actor: Actor, _list: Identified) => true, seeAnswers: (actor: Actor, _list: Identified) => isCoordinator(actor) },
});
