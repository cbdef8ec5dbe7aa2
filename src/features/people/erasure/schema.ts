import { z } from "zod";
import { requiredId, tick, version } from "@/lib/fields";

/** The form in which a person's details are erased for good. */
export const erasePersonSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), isSure: tick() })
  .superRefine(({ isSure }, context) => {
    if (!isSure) context.addIssue({ code: "custom", path: ["isSure"], message: "erasure.errors.notSure" });
  })
  .transform(({ id, _version }) => ({ id, version: _version }));
