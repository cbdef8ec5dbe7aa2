import { expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms.ts";
import { addTermSchema, changeTermSchema } from "./schema";

it("a term of office: days in the wrong order are told together with all other faults, once both can be read", () => {
  expect(issuesIn(addTermSchema, { _key: "", startsOn: "2027-01-01", endsOn: "2026-12-31" })).toEqual(["_key fields.choice", "endsOn terms.errors.endsBeforeStart"]);
  expect(issuesIn(changeTermSchema, { id: FORM_ID, _version: "x", startsOn: "2027-01-01", endsOn: "2026-12-31" })).toEqual(["_version fields.choice", "endsOn terms.errors.endsBeforeStart"]);
  expect(issuesIn(addTermSchema, { _key: FORM_ID, startsOn: "", endsOn: "2026-12-31" })).toEqual(["startsOn terms.errors.startMissing"]);
});
