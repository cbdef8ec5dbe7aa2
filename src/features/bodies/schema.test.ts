import { expect, it } from "vitest";
import type { z } from "zod";
import { issuesOf } from "@/lib/fields";
import { addBodySchema } from "./schema";

const ID = "10000000-0000-4000-8000-000000000001";

const issuesIn = (schema: z.ZodType, form: Record<string, string>): string[] => {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
};

it("adding a body: days in the wrong order are told together with all other faults, once both can be read", () => {
    const form = { _key: ID, kind: "", name: "", validFrom: "2027-05-03", validTo: "2027-05-02" };
    expect(issuesIn(addBodySchema, form)).toEqual(["kind bodies.errors.kindMissing", "name bodies.errors.nameMissing", "validTo bodies.errors.endsBeforeStart"]);
    expect(issuesIn(addBodySchema, { ...form, validFrom: "i våras" })).not.toContain("validTo bodies.errors.endsBeforeStart");
});
