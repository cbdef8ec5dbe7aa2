import { expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms.ts";
import { appointSchema } from "./schema";

it("appointing a contact person: days in the wrong order are told together with all other faults, once both can be read", () => {
  const form = { _key: FORM_ID, unitId: FORM_ID, personId: "", kind: "", from: "2027-05-03", to: "2027-05-02", timePercent: "110" };
  expect(issuesIn(appointSchema, form)).toEqual(["personId people.errors.personMissing", "kind people.errors.contactKindMissing", "timePercent people.errors.timePercent", "to people.errors.endsBeforeStart"]);
  expect(issuesIn(appointSchema, { ...form, from: "" })).not.toContain("to people.errors.endsBeforeStart");
});
