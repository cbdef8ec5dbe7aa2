import type { z } from "zod";
import { issuesOf } from "@/lib/fields";

/** An id that a form may name. */
export const FORM_ID = "10000000-0000-4000-8000-000000000001";

/** What is wrong with a form, each as its field and its message. */
export function issuesIn(schema: z.ZodType, form: Record<string, string>): string[] {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
}
