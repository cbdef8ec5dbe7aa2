import { z } from "zod";
import { requiredId } from "@/lib/fields";

/** A button by which somebody saves an opportunity for themselves, or lets it go. */
export const savingSchema = z.object({ id: requiredId("fields.choice") });
