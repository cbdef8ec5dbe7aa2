"use server";

import { textOf } from "@/domain/values";
import { defineAction } from "@/server/action";
import { changeProfileSchema, LARGEST_COAT_BYTES, restoreProfileSchema } from "./schema";
import { changeProfile, restoreProfile } from "./service";

export const change = defineAction({
  form: "municipality-profile",
  input: changeProfileSchema,
  files: { coat: LARGEST_COAT_BYTES },
  // The button that shows what the colour would look like.
  rework: (values) => (textOf(values, "then") === "preview" ? { values, at: "colour" } : null),
  run: changeProfile,
  next: (output) => `/municipality?done=changed&undo=${String(output.ok ? output.value.version - 1 : 0)}`,
});
export const restore = defineAction({ form: "municipality-restore", input: restoreProfileSchema, run: restoreProfile, next: () => "/municipality?done=broughtBack" });
