import { expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms.ts";
import { giveRoleSchema, giveSeatSchema } from "./schema";

it("giving a role or a seat: days in the wrong order are told together with all other faults, once both can be read", () => {
  const days = { _key: FORM_ID, personId: FORM_ID, from: "2027-05-03", to: "2027-05-02" };
  expect(issuesIn(giveRoleSchema, { ...days, role: "" })).toEqual(["role people.errors.roleMissing", "to people.errors.endsBeforeStart"]);
  expect(issuesIn(giveSeatSchema, { ...days, bodyId: "", position: "" })).toEqual(["bodyId people.errors.bodyMissing", "position people.errors.positionMissing", "to people.errors.endsBeforeStart"]);
  expect(issuesIn(giveRoleSchema, { ...days, role: "", from: "i våras" })).toEqual(["role people.errors.roleMissing", "from fields.date"]);
});
