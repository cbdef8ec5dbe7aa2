import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as connectionsService from "@/features/partners/connections/service";
import type { ContactInput } from "@/features/partners/contacts/schema";
import type * as contactsService from "@/features/partners/contacts/service";
import type * as partnersService from "@/features/partners/service";
import { contactInput, partnerInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
// The role that owns the tables, to look everywhere.
let owner: pg.Client;
let connections: typeof connectionsService;
let contacts: typeof contactsService;
let partners: typeof partnersService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  connections = await import("@/features/partners/connections/service");
  contacts = await import("@/features/partners/contacts/service");
  partners = await import("@/features/partners/service");
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const partner = async (name = `Skole ${randomUUID()}`) => valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name }), answers: { saveAnyway: true, placeId: null } }, {}, NOON)).id;
const give = (partnerId: string, more: Partial<ContactInput> = {}, actor = house.maja, unitId = house.unit, key: string = randomUUID()) => contacts.addContact(actor, { key, input: { partnerId, unitId, contact: contactInput(more) } }, {}, NOON);
const add = async (partnerId: string, more: Partial<ContactInput> = {}) => valueOf(await give(partnerId, more)).id;
const seen = async (partnerId: string, actor = house.maja, now = NOON) => contacts.listContacts(actor, [partnerId], now);
const query = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(statement: string, values: unknown[] = []) => (await owner.query<Row>(statement, values)).rows;
/** Every place of the database where a text stands, but for the forms that are parked for two days. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await query<{ name: string }>("SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1");
  const found: string[] = [];
  for (const { name } of tables) if ((await query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`, [text])).length > 0) found.push(name);
  return found;
}

describe("people at a partner", () => {
  it("are the unit's and the office's to know; others see which unit to ask, and how many it knows", async () => {
    const id = await partner("Ribe Katedralskole");
    await add(id, { title: "Rektor", email: "s@ribe.example" });
    expect(await seen(id)).toMatchObject([{ unit: "Hamnförvaltningen", details: { name: "Sunniva Provsen", title: "Rektor", email: "s@ribe.example", neededUntil: "2027-06-30" }, mayEdit: true }]);
    expect(await seen(id, house.office)).toMatchObject([{ details: { name: "Sunniva Provsen" } }]);
    expect(await seen(id, house.reader)).toMatchObject([{ unit: "Hamnförvaltningen", details: null, mayEdit: false }]);
    const acquaintances = await connections.findAcquaintances(house.reader, "Ribe Katedralskole", NOON);
    expect(acquaintances.contacts).toEqual([{ partnerId: id, partner: "Ribe Katedralskole", unitId: house.unit, unit: "Hamnförvaltningen", count: 1 }]);
    expect(JSON.stringify([acquaintances, await partners.listPartnerHistory(house.reader, id, { limit: 10 })])).not.toMatch(/Sunniva|ribe\.example|Rektor/);
    await expect(give(id, {}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("are added once for one key, for two years at most, to a partner and a unit that are there", async () => {
    const id = await partner();
    const key = randomUUID();
    const both = await Promise.all([give(id, {}, house.maja, house.unit, key), give(id, {}, house.maja, house.unit, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await seen(id)).toHaveLength(1);
    expect(await give(id, { neededUntil: "2026-11-21" })).toMatchObject({ reason: "partnerContactNotNeeded", field: "neededUntil" });
    expect(await give(id, { neededUntil: "2028-11-23" })).toMatchObject({ reason: "partnerContactTooLong" });
    expect(await give(id, {}, house.office, randomUUID())).toMatchObject({ reason: "partnerContactUnitNotThere" });
    const into = await partner();
    valueOf(await partners.mergePartner(house.office, { id, version: 1, kind: "DUPLICATE", intoId: into, on: { on: "2026-11-01", precision: "DAY" }, note: null, source: null }, NOON));
    expect(await give(id)).toMatchObject({ reason: "partnerContactPartnerGone" });
    // What was known there is known at the one that it is today.
    expect((await connections.getConnections(house.reader, into, NOON)).contacts).toMatchObject([{ unit: "Hamnförvaltningen", count: 1 }]);
  });

  it("are changed from the version that was seen", async () => {
    const id = await partner();
    const contactId = await add(id);
    valueOf(await contacts.changeContact(house.maja, { id: contactId, version: 1, contact: contactInput({ title: "Lærer", neededUntil: "2027-12-31" }) }, NOON));
    await expect(contacts.changeContact(house.maja, { id: contactId, version: 1, contact: contactInput() }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await seen(id)).toMatchObject([{ details: { title: "Lærer", neededUntil: "2027-12-31" } }]);
    expect((await partners.listPartnerHistory(house.maja, id, { limit: 5 })).map(({ action }) => action)).toEqual(["partnerContacts.changed", "partnerContacts.added", "partners.added"]);
  });
});

describe("what is known of a person", () => {
  it("is erased everywhere, from every version too, and the log still agrees with what is stored", async () => {
    const id = await partner();
    const contactId = await add(id, { name: "Torhild Raderud", email: "torhild@raderud.example" });
    valueOf(await contacts.changeContact(house.maja, { id: contactId, version: 1, contact: contactInput({ name: "Torhild Raderud-Havn", email: "torhild@raderud.example" }) }, NOON));
    expect(await placesOf("Raderud")).toEqual(["partner_contact_details", "record_version"]);
    await expect(contacts.eraseContact(house.maja, { id: contactId, version: 1 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await contacts.eraseContact(house.maja, { id: contactId, version: 2 }, NOON);
    expect([await placesOf("Raderud"), await placesOf("raderud.example")]).toEqual([[], []]);
    expect(await seen(id)).toEqual([]);
    await expect(contacts.getContact(house.office, contactId, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(contacts.eraseContact(house.maja, { id: contactId, version: 3 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await partners.listPartnerHistory(house.reader, id, { limit: 1 }))[0]).toMatchObject({ action: "partnerContacts.erased", changes: [] });
    expect(await query("SELECT * FROM audit_verify()")).toEqual([]);
  });

  it("is shown no longer from the day after its last, and is erased by the program that night, once though two do it", async () => {
    const id = await partner();
    const contactId = await add(id, { name: "Vigdis Utgången", neededUntil: "2026-11-22" });
    const kept = await add(id, { name: "Halldis Kvarhavn", neededUntil: "2026-11-23" });
    expect(await contacts.eraseExpiredContacts(house.system, NOON)).toBe(0);
    const next = new Date("2026-11-23T02:17:00Z");
    expect((await seen(id, house.maja, next)).map((one) => one.id)).toEqual([kept]);
    await expect(contacts.changeContact(house.maja, { id: contactId, version: 1, contact: contactInput({ neededUntil: "2027-01-01" }) }, next)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const counts = await Promise.all([contacts.eraseExpiredContacts(house.system, next), contacts.eraseExpiredContacts(house.system, next)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect([await placesOf("Utgången"), (await placesOf("Kvarhavn")).length]).toEqual([[], 2]);
    expect((await query<{ n: number }>("SELECT count(*)::int AS n FROM audit_entry WHERE action = 'partnerContacts.erased' AND details ->> 'contactId' = $1", [contactId]))[0]?.n).toBe(1);
  });

  it("is asked about a month before it is erased, without a name", async () => {
    const { partnerRegister } = await import("@/features/partners/register");
    const id = await partner("Påmind skole");
    await add(id, { neededUntil: "2026-12-22" });
    await add(id, { neededUntil: "2026-12-23" });
    const tasks = async (actor = house.maja) => (await partnerRegister.tasks(actor, "2026-11-22")).filter(({ path }) => path.startsWith(`/partners/${id}`));
    expect(await tasks()).toMatchObject([{ dueOn: "2026-12-22", state: "todo", title: { params: { partner: "Påmind skole", count: 1 } } }]);
    expect(await tasks(house.reader)).toEqual([]);
    expect(JSON.stringify(await tasks())).not.toContain("Sunniva");
  });
});
