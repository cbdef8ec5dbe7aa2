import { expect, it } from "vitest";
import type { z } from "zod";
import { issuesOf } from "@/lib/fields";
import { giveRoleSchema, giveSeatSchema } from "./schema";

const ID = "10000000-0000-4000-8000-000000000001";

const issuesIn = (schema: z.ZodType, form: Record<string, string>): string[] => {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
};

it("giving a role or a seat: days in the wrong order are told together with all other faults, once both can be read", () => {
    const days = { _key: ID, personId: ID, from: "2027-05-03", to: "2027-05-02" };
    expect(issuesIn(giveRoleSchema, { ...days, role: "" })).toEqual(["role people.errors.roleMissing", "to people.errors.endsBeforeStart"]);
    expect(issuesIn(giveSeatSchema, { ...days, bodyId: "", position: "" })).toEqual(["bodyId people.errors.bodyMissing", "position people.errors.positionMissing", "to people.errors.endsBeforeStart"]);
    expect(issuesIn(giveRoleSchema, { ...days, role: "", from: "i våras" })).toEqual(["role people.errors.roleMissing", "from fields.date"]);
});
