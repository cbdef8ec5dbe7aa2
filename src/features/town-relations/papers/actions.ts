"use server";

import { defineAction } from "@/server/action";
import { addAgreementSchema, addReviewSchema } from "./schema";
import { addAgreement, addReview } from "./service";

export const review = defineAction({ form: "town-relation-review", input: addReviewSchema, run: (actor, { key, added }) => addReview(actor, added, key), next: (_output, { added }) => `/town-relations/${added.id}?done=reviewed` });
export const agree = defineAction({ form: "town-relation-agreement", input: addAgreementSchema, run: (actor, { key, added }) => addAgreement(actor, added, key), next: (_output, { added }) => `/town-relations/${added.id}?done=agreed` });
