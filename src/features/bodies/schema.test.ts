import { expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms.ts";
import { addBodySchema } from "./schema";

it("adding a body: days in the wrong order are told together with all other faults, once both can be read", () => {
  const form = { _key: FORM_ID, kind: "", name: "", validFrom: "2027-05-03", validTo: "2027-05-02" };
  expect(issuesIn(addBodySchema, form)).toEqual(["kind bodies.errors.kindMissing", "name bodies.errors.nameMissing", "validTo bodies.errors.endsBeforeStart"]);
  expect(issuesIn(addBodySchema, { ...form, validFrom: "i våras" })).not.toContain("validTo bodies.errors.endsBeforeStart");
});
