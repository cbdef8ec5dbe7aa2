"use server";

import { places, registers } from "@/registers";
import { defineAction } from "@/server/action";
import { dropSchema, examineSchema, pickSchema } from "./schema";
import { dropRecord, examineRecord, pickRecords } from "./service";

const around = { registers, places };

export const pick = defineAction({ form: "disclosure-pick", input: pickSchema, run: (actor, input) => pickRecords(actor, input, around), next: (_output, { requestId }) => `/disclosures/${requestId}?done=picked` });
export const drop = defineAction({ form: "disclosure-step", input: dropSchema, run: dropRecord, next: (_output, { requestId }) => `/disclosures/${requestId}?done=dropped` });
export const examine = defineAction({
  form: "disclosure-examine",
  input: examineSchema,
  run: (actor, input) => examineRecord(actor, input, around),
  next: (output, { requestId, recordId }) => (output.ok && output.value.undecided > 0 ? `/disclosures/${requestId}/records/${recordId}?done=saved` : `/disclosures/${requestId}?done=examined`),
});
