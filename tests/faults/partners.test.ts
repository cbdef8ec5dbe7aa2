import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { conclusion, contactInput, partnerInput, searchInput } from "../factories/partners.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let one: Instance;
let other: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 1 });
  [writer = "", colleague = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  one = new Instance(database.appUrl);
  other = new Instance(database.appUrl);
  await Promise.all([one.ready(), other.ready()]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await looker.end();
  await database.drop();
});

const TIMES = 8;
const answers = { saveAnyway: true, placeId: null };
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
  );
/** Sends the same to both at once, four times in all. */
const sendTwice = <Value>(send: (instance: Instance) => Promise<Value>): Promise<Value[]> => Promise.all([one, other, one, other].map(send));
const inTurn = async (work: () => Promise<void>): Promise<void> => {
  for (let index = 0; index < TIMES; index += 1) await work();
};
const added = async (name = `Partner ${randomUUID()}`): Promise<string> => valueOf(await one.call("partners", "addPartner", writer, { key: randomUUID(), partner: partnerInput({ name }), answers })).id;
const onDay = () => ({ on: { on: town.today, precision: "DAY" as const }, note: null, source: null });
const rows = async (statement: string, value: string) => (await looker.query(statement, [value])).rowCount;

describe("partners on two instances with one database", () => {
  it("V11b: are added once for one key, and let one of two changes from the same version through", async () => {
    await inTurn(async () => {
      const [name, key] = [`Nyckel ${randomUUID()}`, randomUUID()];
      const sent = await sendTwice((instance) => instance.call("partners", "addPartner", writer, { key, partner: partnerInput({ name }), answers }));
      expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM partner WHERE name = $1", name)).toBe(1);
      const { id } = valueOf(sent[0]!);
      const change = (instance: Instance, person: string, note: string) => codeOf(instance.call("partners", "changePartner", person, { id, version: 1, partner: partnerInput({ name, note }), answers }));
      expect((await Promise.all([change(one, writer, "Mitt"), change(other, colleague, "Ditt")])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await change(other, writer, "Från en gammal sida.")).toBe("CONFLICT");
      const rename = (instance: Instance, to: string) => codeOf(instance.call("partners", "renamePartner", writer, { id, version: 2, name: to, ...onDay() }));
      expect((await Promise.all([rename(one, `${name} A`), rename(other, `${name} B`)])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await rows("SELECT 1 FROM partner_event WHERE partner_id = $1", id)).toBe(1);
      const dissolve = (instance: Instance) => codeOf(instance.call("partners", "dissolvePartner", writer, { id, version: 3, ...onDay() }));
      expect((await Promise.all([dissolve(one), dissolve(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const archive = (instance: Instance) => codeOf(instance.call("partners", "archivePartner", town.officeId, { id, version: 4 }, true));
      expect((await Promise.all([archive(one), archive(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("are never merged in a ring, whichever of two mergers comes first", async () => {
    await inTurn(async () => {
      const [first, second] = [await added(), await added()];
      const merge = (instance: Instance, id: string, intoId: string) => instance.call("partners", "mergePartner", town.officeId, { id, version: 1, kind: "DUPLICATE", intoId, ...onDay() });
      const outcomes = await Promise.all([merge(one, first, second), merge(other, second, first)]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]))).toEqual([expect.stringMatching(/^(partnerIntoNotThere|partnerIsMerged)$/)]);
    });
  });

  it("V11b: have each search logged once for one key, and told of once from the same version", async () => {
    await inTurn(async () => {
      const [title, key] = [`Sökning ${randomUUID()}`, randomUUID()];
      const sent = await sendTwice((instance) => instance.call("partners/searches", "logSearch", writer, searchInput({ unitId: town.unitId, title, searchedOn: town.today }), key));
      expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM partner_search WHERE title = $1", title)).toBe(1);
      const { id } = valueOf(sent[0]!);
      const change = (instance: Instance) => codeOf(instance.call("partners/searches", "changeSearch", writer, { id, version: 1, search: searchInput({ unitId: town.unitId, title, searchedOn: town.today, call: "KA210" }) }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const conclude = (instance: Instance, person: string) => codeOf(instance.call("partners/searches", "concludeSearch", person, { id, version: 2, ...conclusion({ outcome: "NO_PARTNER" }) }));
      expect((await Promise.all([conclude(one, writer), conclude(other, colleague)])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await change(other)).toBe("CONFLICT");
    });
  });

  it("have the people there added once for one key, and erased once", async () => {
    await inTurn(async () => {
      const [partnerId, key] = [await added(), randomUUID()];
      const contact = contactInput({ neededUntil: addDays(town.today, 90) });
      const sent = await sendTwice((instance) => instance.call("partners/contacts", "addContact", writer, { key, input: { partnerId, unitId: town.unitId, contact } }));
      expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM partner_contact WHERE partner_id = $1", partnerId)).toBe(1);
      const { id } = valueOf(sent[0]!);
      const change = (instance: Instance, title: string) => codeOf(instance.call("partners/contacts", "changeContact", writer, { id, version: 1, contact: { ...contact, title } }));
      expect((await Promise.all([change(one, "Rektor"), change(other, "Lærer")])).sort()).toEqual(["CONFLICT", "done"]);
      const erase = (instance: Instance) => codeOf(instance.call("partners/contacts", "eraseContact", writer, { id, version: 2 }));
      // The second one finds them erased already.
      expect((await Promise.all([erase(one), erase(other)])).sort()).toEqual(["FORBIDDEN", "done"]);
      expect(await rows("SELECT 1 FROM record_version WHERE table_name = 'partner_contact_details' AND record_id = $1 AND row IS NOT NULL", id)).toBe(0);
    });
  });

  it("are linked to a project's line once from the same version", async () => {
    await inTurn(async () => {
      const [partnerId, otherId] = [await added(), await added()];
      const { id } = await one.call("projects", "logProject", writer, { ...projectInput(town, `Länkat ${randomUUID()}`), partners: [{ name: "Skrivet på annat sätt", town: null, country: "DK", isLead: false }] }, randomUUID());
      const { lines } = await other.call("projects/partners", "listProjectPartners", writer, id);
      const link = (instance: Instance, to: string) => codeOf(instance.call("projects/partners", "linkProjectPartner", writer, { projectId: id, lineId: lines[0]?.id ?? "", version: 1, partnerId: to }));
      expect((await Promise.all([link(one, partnerId), link(other, otherId)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("leave a database in which everything agrees", async () => {
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
