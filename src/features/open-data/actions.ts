"use server";

import { listDatasets } from "@/features/api/rules";
import { resources } from "@/registers";
import { defineAction } from "@/server/action";
import { publishSchema, withdrawSchema } from "./schema";
import { publish as publishData, withdraw as withdrawData } from "./service";

export const publish = defineAction({
  form: "open-data-publish",
  input: publishSchema,
  run: (actor, input) => publishData(actor, input, { datasets: listDatasets(resources).map(({ dataset }) => dataset.name) }),
  next: () => "/open-data?done=published",
});
export const withdraw = defineAction({ form: "open-data-step", input: withdrawSchema, run: (actor, input) => withdrawData(actor, input), next: () => "/open-data?done=withdrawn" });
