import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyPack } from "@packs/pack";
import { addDays } from "@/domain/plain-date";
import * as accounts from "@/features/accounts/service";
import * as documents from "@/features/governing-documents/service";
import * as people from "@/features/people/service";
import { connect, useDatabase } from "@/server/db";
import { beginSession, systemActor } from "@/server/session";
import { shippedPacks } from "../factories/packs.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, NoAnswer } from "./harness/instance.ts";
import { openLooker, settleTown, valueOf, type Town } from "./harness/town.ts";

const KILLS = 5;
const [shipped] = shippedPacks;

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let session: string;

beforeAll(async () => {
  if (shipped === undefined) throw new Error("there is no pack");
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 1, shared: 0 });
  const client = connect(database.appUrl, 4);
  useDatabase(client);
  valueOf(await people.giveRole(systemActor(), { personId: town.officeId, role: "ADMINISTRATOR", bodyId: null, from: "2020-01-01", to: null }, randomUUID()));
  const account = valueOf(await accounts.addOidcIdentity(systemActor(), { personId: town.officeId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
  session = await beginSession({ id: account.id, personId: town.officeId }, "prov");
  await documents.bringShipped(systemActor(), shipped);
  await client.$disconnect();
  looker = await openLooker(database.ownerUrl);
});
afterAll(async () => {
  await looker.end();
  await database.drop();
});

const packOf = (name: string): PolicyPack => {
  if (shipped === undefined) throw new Error("there is no pack");
  return { ...shipped, municipality: { ...shipped.municipality, name } };
};

describe("an instance that is killed while packs are read in", () => {
  it("has each of them whole, once, or not at all, and with what was acknowledged lost nowhere", { timeout: 200_000 }, async () => {
    const log: { kind: string; state: "acknowledged" | "unknown"; attempts: number; count: (client: pg.Client) => Promise<number> }[] = [];
    let instance = new Instance(database.appUrl);
    await instance.ready();
    let repeated = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const next = new Instance(database.appUrl);
      await next.ready();
      const fallen = instance;
      const writes = Array.from({ length: 6 }, async (_none, index) => {
        const [label, key] = [`Läst ${String(kill)}.${String(index)}`, randomUUID()];
        const send = (on: Instance) => on.call("governing-documents", "importVersion", town.officeId, { documentId: null, label, pack: packOf(label) }, key);
        const count = async (client: pg.Client) => (await client.query("SELECT 1 FROM document_version WHERE label = $1 AND content -> 'municipality' ->> 'name' = $1 AND jsonb_array_length(content -> 'clauses') = $2", [label, shipped?.clauses.length])).rowCount ?? 0;
        try {
          valueOf(await send(fallen));
          log.push({ kind: "read in a pack", state: "acknowledged", attempts: 1, count });
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error;
          repeated += 1;
          // The same file is sent again with the same key, as from a form that nobody answered.
          valueOf(await send(next));
          log.push({ kind: "read in a pack", state: "acknowledged", attempts: 2, count });
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 5 + kill * 12));
      await fallen.kill();
      await Promise.all(writes);
      instance = next;
    }
    await instance.kill();
    expect(repeated).toBeGreaterThan(0);
    expect(log).toHaveLength(KILLS * 6);
    expect(await findViolations(looker, log)).toEqual([]);
    expect((await looker.query("SELECT 1 FROM governing_document d WHERE NOT EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.id)")).rowCount).toBe(0);
  });
});

describe("two instances", () => {
  it("follow the pack in force from the next session that they read, whichever of them put it there", { timeout: 60_000 }, async () => {
    const [one, other] = [new Instance(database.appUrl), new Instance(database.appUrl)];
    await Promise.all([one.ready(), other.ready()]);
    expect(await Promise.all([one.ownerShown(session), other.ownerShown(session)])).toEqual([shipped?.municipality.name, shipped?.municipality.name]);
    for (const [index, [puts, sees]] of [[one, other], [other, one], [one, other]].entries() as ArrayIterator<[number, [Instance, Instance]]>) {
      const name = `Kommun ${String(index)}`;
      const { id } = valueOf(await puts.call("governing-documents", "importVersion", town.officeId, { documentId: null, label: name, pack: packOf(name) }, randomUUID()));
      expect(await sees.ownerShown(session)).not.toBe(name);
      valueOf(await puts.call("governing-documents", "putInForce", town.officeId, { id, version: 1, from: addDays(town.today, index - 5) }, randomUUID()));
      expect(await Promise.all([sees.ownerShown(session), puts.ownerShown(session)])).toEqual([name, name]);
    }
    await Promise.all([one.stop(), other.stop()]);
  });

  it("have one winner when both put a version in force for the same day at once", { timeout: 60_000 }, async () => {
    const instances = [new Instance(database.appUrl), new Instance(database.appUrl)];
    await Promise.all(instances.map((instance) => instance.ready()));
    const drafts = await Promise.all(instances.map(async (instance, index) => valueOf(await instance.call("governing-documents", "importVersion", town.officeId, { documentId: null, label: `Samma dag ${String(index)}`, pack: packOf("Samma dag") }, randomUUID())).id));
    const outcomes = await Promise.all(instances.map((instance, index) => instance.call("governing-documents", "putInForce", town.officeId, { id: drafts[index] ?? "", version: 1, from: addDays(town.today, 400) }, randomUUID())));
    expect(outcomes.map((outcome) => (outcome.ok ? "in force" : outcome.reason)).sort()).toEqual(["in force", "versionBeginsThen"]);
    await Promise.all(instances.map((instance) => instance.stop()));
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
