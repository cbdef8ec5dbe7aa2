"use server";

import { defineAction } from "@/server/action";
import { addAgreementSchema, addReviewSchema, changeAgreementSchema, changeReviewSchema } from "./schema";
import { addAgreement, addReview, changeAgreement, changeReview } from "./service";

export const review = defineAction({ form: "town-relation-review", input: addReviewSchema, run: (actor, { key, added }) => addReview(actor, added, key), next: (_output, { added }) => `/town-relations/${added.id}?done=reviewed` });
export const agree = defineAction({ form: "town-relation-agreement", input: addAgreementSchema, run: (actor, { key, added }) => addAgreement(actor, added, key), next: (_output, { added }) => `/town-relations/${added.id}?done=agreed` });
export const correctReview = defineAction({ form: "town-relation-review", input: changeReviewSchema, run: changeReview, next: (_output, { id }) => `/town-relations/${id}?done=reviewCorrected` });
export const correctAgreement = defineAction({ form: "town-relation-agreement", input: changeAgreementSchema, run: changeAgreement, next: (_output, { id }) => `/town-relations/${id}?done=agreementCorrected` });
