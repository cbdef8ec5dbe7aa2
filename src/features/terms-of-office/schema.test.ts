import { expect, it } from "vitest";
import type { z } from "zod";
import { issuesOf } from "@/lib/fields";
import { addTermSchema, changeTermSchema } from "./schema";

const ID = "10000000-0000-4000-8000-000000000001";

const issuesIn = (schema: z.ZodType, form: Record<string, string>): string[] => {
  const parsed = schema.safeParse(form);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
};

it("a term of office: days in the wrong order are told together with all other faults, once both can be read", () => {
    expect(issuesIn(addTermSchema, { _key: "", startsOn: "2027-01-01", endsOn: "2026-12-31" })).toEqual(["_key fields.choice", "endsOn terms.errors.endsBeforeStart"]);
    expect(issuesIn(changeTermSchema, { id: ID, _version: "x", startsOn: "2027-01-01", endsOn: "2026-12-31" })).toEqual(["_version fields.choice", "endsOn terms.errors.endsBeforeStart"]);
    expect(issuesIn(addTermSchema, { _key: ID, startsOn: "", endsOn: "2026-12-31" })).toEqual(["startsOn terms.errors.startMissing"]);
});
