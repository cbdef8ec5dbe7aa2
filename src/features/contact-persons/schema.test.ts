import { expect, it } from "vitest";
import type { z } from "zod";
import { issuesOf } from "@/lib/fields";
import { appointSchema } from "./schema";

const ID = "10000000-0000-4000-8000-000000000001";

const issuesIn = (schema: z.ZodType, form: Record<string, string>): string[] => {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
};

it("appointing a contact person: days in the wrong order are told together with all other faults, once both can be read", () => {
    const form = { _key: ID, unitId: ID, personId: "", kind: "", from: "2027-05-03", to: "2027-05-02", timePercent: "110" };
    expect(issuesIn(appointSchema, form)).toEqual(["personId people.errors.personMissing", "kind people.errors.contactKindMissing", "timePercent people.errors.timePercent", "to people.errors.endsBeforeStart"]);
    expect(issuesIn(appointSchema, { ...form, from: "" })).not.toContain("to people.errors.endsBeforeStart");
});
