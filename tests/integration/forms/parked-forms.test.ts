import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typedFields } from "@/lib/form-values";
import type * as Parked from "@/server/parked-forms";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let parked: typeof Parked;

beforeAll(async () => {
  house = await openRegister();
  parked = await import("@/server/parked-forms");
});
afterAll(() => house.close());

const VALUES = { title: "Hamn", kinds: ["A", "B"], "partners.0.name": "Kiel \"å\" \\ '%_" };
const ISSUES = [{ field: "title", message: "fields.tooLong", params: { max: 3, length: 4 } }];

describe("a form that could not be accepted", () => {
  it("is kept with what was typed and what was wrong", async () => {
    const id = await parked.parkForm("project-edit", house.contact.personId, VALUES, ISSUES);
    expect(await parked.findParkedForm("project-edit", id, house.contact.personId)).toEqual({ id, values: VALUES, issues: ISSUES });
  });

  it("belongs to its person and its form", async () => {
    const id = await parked.parkForm("project-edit", house.contact.personId, VALUES, []);
    for (const personId of [house.deputy.personId, house.office.personId, null]) expect(await parked.findParkedForm("project-edit", id, personId)).toBeNull();
    expect(await parked.findParkedForm("project-start", id, house.contact.personId)).toBeNull();
  });

  it("is nobody's on the way in, and then nobody else's either", async () => {
    const id = await parked.parkForm("sign-in", null, { email: "a@utblick.example" }, []);
    expect(await parked.findParkedForm("sign-in", id, null)).toMatchObject({ id });
    expect(await parked.findParkedForm("sign-in", id, house.contact.personId)).toBeNull();
  });

  it("is gone after a day", async () => {
    const id = await parked.parkForm("project-edit", house.contact.personId, VALUES, []);
    await house.query("UPDATE parked_form SET created_at = now() - interval '23 hours 59 minutes' WHERE id = $1", [id]);
    expect(await parked.findParkedForm("project-edit", id, house.contact.personId)).not.toBeNull();
    await house.query("UPDATE parked_form SET created_at = now() - interval '1 day' WHERE id = $1", [id]);
    expect(await parked.findParkedForm("project-edit", id, house.contact.personId)).toBeNull();
  });

  it.each([undefined, "", "1", "x".repeat(36), "-".repeat(36), `${randomUUID()}'`, randomUUID().toUpperCase()])("is not found by %j, and nothing fails", async (id) => {
    expect(await parked.findParkedForm("project-edit", id, house.contact.personId)).toBeNull();
  });

  it("keeps whatever a browser can send", async () => {
    const typed = typedFields({ title: "a\0b\ud83d", constructor: "x", _key: "bookkeeping", long: "å".repeat(300_000) });
    const id = await parked.parkForm("project-edit", house.contact.personId, typed, []);
    expect((await parked.findParkedForm("project-edit", id, house.contact.personId))?.values).toEqual({ title: "a\ufffdb\ufffd", constructor: "x", long: "å".repeat(300_000) });
  });
});
