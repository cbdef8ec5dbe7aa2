"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { liftHoldSchema, placeHoldSchema, setRuleSchema } from "./schema";
import { liftHold, placeHold, setRule } from "./service";

export const decide = defineAction({ form: "retention-rule", input: setRuleSchema, run: (actor, input) => setRule(actor, input, { registers }), next: () => "/retention?done=ruleSet" });
export const hold = defineAction({ form: "retention-hold", input: placeHoldSchema, run: (actor, input) => placeHold(actor, input, { registers }), next: () => "/retention/holds?done=holdPlaced" });
export const lift = defineAction({ form: "retention-lift", input: liftHoldSchema, run: (actor, input) => liftHold(actor, input), next: () => "/retention/holds?done=holdLifted" });
