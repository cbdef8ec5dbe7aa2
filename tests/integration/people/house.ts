import { randomUUID } from "node:crypto";
import { packs } from "@packs/all";
import type { Actor, Role } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import type { BodyInput, BodyKind } from "@/features/bodies/schema";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";

/** The day that these tests call today. */
export const TODAY: PlainDate = "2026-11-22";

/** A database of its own with what it takes to fill it through the services. */
export async function openHouse() {
  const database: TestDatabase = await createTestDatabase();
  process.env["DATABASE_URL"] = database.appUrl;
  process.env["UTBLICK_PACK"] ??= packs[0]?.id ?? "";
  process.env["UTBLICK_SECRET"] = randomUUID() + randomUUID();
  process.env["UTBLICK_LOG_LEVEL"] = "silent";
  const { connect, useDatabase } = await import("@/server/db");
  const client = connect(database.appUrl);
  useDatabase(client);
  const { loadActor, systemActor } = await import("@/server/session");
  const people = await import("@/features/people/service");
  const bodies = await import("@/features/bodies/service");
  const contactPersons = await import("@/features/contact-persons/service");
  const system = systemActor();

  const body = async (kind: BodyKind, name: string, more: Partial<BodyInput> = {}): Promise<string> =>
    valueOf(
      await bodies.addBody(
        system,
        {
          kind,
          names: [{ name, shortName: null, from: null, to: null }],
          parentId: null,
          ownershipPercent: null,
          boundByOther: null,
          organisationNumber: null,
          validFrom: null,
          validTo: null,
          certainty: "HIGH",
          source: null,
          isDemonstration: true,
          ...more,
        },
        randomUUID(),
      ),
    ).id;
  const person = async (name: string, more: { title?: string; email?: string; phone?: string } = {}): Promise<string> =>
    (await people.addPerson(system, { name, title: more.title ?? null, email: more.email ?? null, phone: more.phone ?? null, isDemonstration: true }, randomUUID())).id;
  const actor = async (personId: string): Promise<Actor> => {
    const found = await loadActor(personId, TODAY, true);
    if (found === null) throw new Error(`nobody can act as ${personId}`);
    return found;
  };
  const someone = async (role: Role, bodyId: string | null = null): Promise<Actor> => {
    const personId = await person(`${role} Provsson`);
    valueOf(await people.giveRole(system, { personId, role, bodyId, from: "2020-01-01", to: null }, randomUUID()));
    return actor(personId);
  };
  const contactPerson = async (unitId: string, personId: string, from: PlainDate, more: { to?: PlainDate; kind?: "PRIMARY" | "DEPUTY" } = {}): Promise<string> =>
    valueOf(
      await contactPersons.appointContactPerson(
        system,
        { unitId, personId, kind: more.kind ?? "PRIMARY", from, to: more.to ?? null, appointedOn: null, appointedBy: null, timePercent: null, sitting: "STAYS" },
        randomUUID(),
      ),
    ).id;
  const close = async () => {
    await client.$disconnect();
    await database.drop();
  };
  return { database, client, system, body, person, actor, someone, contactPerson, close, people, bodies, contactPersons };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The value of a success; fails the test with the reason of a refusal. */
export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; reason: string }): Value {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}
