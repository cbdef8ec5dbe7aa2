import { expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { addContactSchema } from "./schema";

const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const form = { _key: ID, partnerId: ID, unitId: ID, name: "Sunniva Provsen", title: "", email: "", phone: "", lawfulBasis: "CONSENT", neededUntil: "2027-06-30" };

it("reads someone at a partner, with what is left empty as null", () => {
  expect(addContactSchema.parse(form)).toEqual({ key: ID, input: { partnerId: ID, unitId: ID, contact: { name: "Sunniva Provsen", title: null, email: null, phone: null, lawfulBasis: "CONSENT", neededUntil: "2027-06-30" } } });
});

it.each([
  [{ lawfulBasis: "" }, "lawfulBasis", "partnerContacts.errors.lawfulBasisMissing"],
  [{ neededUntil: "" }, "neededUntil", "partnerContacts.errors.neededUntilMissing"],
  [{ name: " " }, "name", "partnerContacts.errors.nameMissing"],
  [{ email: "sunniva" }, "email", "partnerContacts.errors.email"],
  [{ unitId: "" }, "unitId", "partnerContacts.errors.unitMissing"],
])("says of %o what is wrong", (more, field, message) => {
  const parsed = addContactSchema.safeParse({ ...form, ...more });
  expect(parsed.success ? [] : issuesOf(parsed.error)).toMatchObject([{ field, message }]);
});
