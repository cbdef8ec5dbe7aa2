import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { notDisposed } from "@/server/disposed";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import { clockIn } from "./rules";
import type { ActionInput, CostInput, CostKind, GiftInput, HospitalityInput, LinkInput, LinkKind, ParticipantInput, PartInput, PartKind, ProgrammeInput, TimeZone } from "./schema";

interface Stored {
  id: string;
  version: number;
}

export type StoredItem = Stored & ProgrammeInput & { startsAt: Date; endsAt: Date | null };
/** `personName` is who it is among the municipality's own people; `isAnonymised` that a name has been erased. */
export type StoredParticipant = Stored & ParticipantInput & { personName: string | null; isAnonymised: boolean };
export type StoredAction = Stored & ActionInput & { ownerName: string | null; doneOn: PlainDate | null };
export type StoredLink = Stored & LinkInput;
export type StoredHospitality = Stored & HospitalityInput;
export type StoredGift = Stored & GiftInput;
export type StoredCost = Stored & CostInput & { payer: string };

/** All that a visit holds, each kind in its own order. */
export interface StoredParts {
  programme: StoredItem[];
  participant: StoredParticipant[];
  link: StoredLink[];
  hospitality: StoredHospitality[];
  gift: StoredGift[];
  cost: StoredCost[];
  action: StoredAction[];
  /** What the visit cost by kind, by paying unit and in all, as the database sums it. */
  sums: CostSum[];
}

/** A sum of costs: of one kind, of one payer, or of everything where both are null. */
export interface CostSum {
  costKind: CostKind | null;
  payerId: string | null;
  payer: string | null;
  ore: bigint;
}

const TABLES: Readonly<Record<PartKind, string>> = {
  programme: "visit_programme_item",
  participant: "visit_participant",
  link: "visit_link",
  hospitality: "visit_hospitality",
  gift: "visit_gift",
  cost: "visit_cost",
  action: "visit_action_point",
};

interface RawParts {
  programme: { id: string; version: number; startsAt: string; endsAt: string | null; timeZone: TimeZone; what: string; place: string | null }[];
  participant: Omit<StoredParticipant, "kind">[];
  link: (Stored & Omit<LinkInput, "kind">)[];
  hospitality: (Stored & Omit<HospitalityInput, "kind">)[];
  gift: (Stored & Omit<GiftInput, "kind" | "valueOre"> & { valueOre: string | null })[];
  cost: (Stored & Omit<CostInput, "kind" | "amountOre"> & { amountOre: string; payer: string })[];
  action: Omit<StoredAction, "kind">[];
  sums: (Omit<CostSum, "ore"> & { ore: string })[];
}

const there = (alias: string, visitId: string) => Prisma.sql`${Prisma.raw(alias)}.visit_id = ${visitId}::uuid AND ${Prisma.raw(alias)}.removed_at IS NULL`;
const stored = (alias: string) => Prisma.raw(`'id', ${alias}.id, 'version', ${alias}.version`);

/** Reads all that a visit holds in one statement, and so as it is at one moment. */
export async function selectParts(read: Read, visitId: string, day: PlainDate): Promise<StoredParts> {
  const [row] = await queryRows<RawParts>(read, Prisma.sql`
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("i")}, 'startsAt', i.starts_at, 'endsAt', i.ends_at, 'timeZone', i.time_zone, 'what', i.what, 'place', i.place) ORDER BY i.starts_at, i.id)
        FROM visit_programme_item i WHERE ${there("i", visitId)}), '[]') AS programme,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("p")}, 'role', p.role, 'standing', p.standing, 'personId', p.person_id, 'personName', o.name, 'name', nullif(d.name, ''), 'title', p.title, 'organisation', p.organisation,
          'headcount', p.headcount, 'isAnonymised', p.anonymised_at IS NOT NULL) ORDER BY p.role, p.standing NULLS LAST, p.organisation NULLS LAST, coalesce(o.name, d.name), p.id)
        FROM visit_participant p JOIN visit_participant_details d ON d.participant_id = p.id LEFT JOIN person_details o ON o.person_id = p.person_id WHERE ${there("p", visitId)}), '[]') AS participant,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("l")}, 'subjectKind', l.subject_kind, 'subjectId', l.subject_id) ORDER BY l.subject_kind, l.id) FROM visit_link l WHERE ${there("l", visitId)}), '[]') AS link,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("h")}, 'servedOn', h.served_on, 'what', h.what, 'purpose', h.purpose, 'participantIds', to_jsonb(h.participant_ids)) ORDER BY h.served_on, h.id)
        FROM visit_hospitality h WHERE ${there("h", visitId)}), '[]') AS hospitality,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("g")}, 'direction', g.direction, 'what', g.what, 'whom', g.whom, 'valueOre', g.value_ore::text, 'keptWhere', g.kept_where) ORDER BY g.direction, g.id)
        FROM visit_gift g WHERE ${there("g", visitId)}), '[]') AS gift,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("c")}, 'costKind', c.kind, 'payerId', c.payer_id, 'payer', ${bodyNameOn(Prisma.sql`c.payer_id`, day)}, 'amountOre', c.amount_ore::text, 'note', c.note) ORDER BY c.kind, c.id)
        FROM visit_cost c WHERE ${there("c", visitId)}), '[]') AS cost,
      coalesce((SELECT jsonb_agg(jsonb_build_object(${stored("a")}, 'what', a.what, 'ownerId', a.owner_id, 'ownerName', o.name, 'dueOn', a.due_on, 'doneOn', a.done_on) ORDER BY a.done_on IS NOT NULL, a.due_on, a.id)
        FROM visit_action_point a LEFT JOIN person_details o ON o.person_id = a.owner_id WHERE ${there("a", visitId)}), '[]') AS action,
      coalesce((SELECT jsonb_agg(jsonb_build_object('costKind', s.kind, 'payerId', s.payer_id, 'payer', s.payer, 'ore', s.ore::text) ORDER BY s.kind, s.payer) FROM (
          SELECT c.kind, c.payer_id, CASE WHEN c.payer_id IS NULL THEN NULL ELSE ${bodyNameOn(Prisma.sql`c.payer_id`, day)} END AS payer, sum(c.amount_ore) AS ore
          FROM visit_cost c WHERE ${there("c", visitId)} GROUP BY GROUPING SETS ((c.kind), (c.payer_id), ()) HAVING sum(c.amount_ore) IS NOT NULL) s), '[]') AS sums`);
  if (row === undefined) throw new Error("An aggregate answered without a row.");
  return {
    programme: row.programme.map(itemOf),
    participant: row.participant.map((each) => ({ kind: "participant", ...each })),
    link: row.link.map((each) => ({ kind: "link", ...each })),
    hospitality: row.hospitality.map((each) => ({ kind: "hospitality", ...each })),
    gift: row.gift.map(({ valueOre, ...each }) => ({ kind: "gift", ...each, valueOre: valueOre === null ? null : BigInt(valueOre) })),
    cost: row.cost.map(({ amountOre, ...each }) => ({ kind: "cost", ...each, amountOre: BigInt(amountOre) })),
    action: row.action.map((each) => ({ kind: "action", ...each })),
    sums: row.sums.map(({ ore, ...sum }) => ({ ...sum, ore: BigInt(ore) })),
  };
}

function itemOf({ id, version, startsAt, endsAt, timeZone, what, place }: RawParts["programme"][number]): StoredItem {
  const [begins, ends] = [new Date(startsAt), endsAt === null ? null : new Date(endsAt)];
  const { day, clock } = clockIn(timeZone, begins);
  return { id, version, kind: "programme", day, from: clock, to: ends === null ? null : clockIn(timeZone, ends).clock, timeZone, what, place, startsAt: begins, endsAt: ends };
}

/** Tells whether this is one of the municipality's own people. */
export async function isPerson(read: Read, id: string): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS there FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.id = ${id}::uuid AND p.archived_at IS NULL AND d.name <> ''`)).length > 0;
}

/** Reads the municipality's own people, by name, at most 1,000. */
export async function selectPeople(read: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, d.name FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL AND d.name <> '' ORDER BY d.name COLLATE "sv-SE-x-icu", p.id LIMIT 1000`);
}

/** Tells whether all of these take part in the visit. */
export async function areParticipants(read: Read, visitId: string, ids: readonly string[]): Promise<boolean> {
  const rows = await queryRows(read, Prisma.sql`SELECT p.id FROM visit_participant p WHERE ${there("p", visitId)} AND p.id = ANY (${[...ids]}::uuid[])`);
  return rows.length === new Set(ids).size;
}

/** Tells whether a record is among those that the visit belongs with already. */
export async function isLinked(read: Read, visitId: string, { subjectKind, subjectId }: Pick<LinkInput, "subjectKind" | "subjectId">): Promise<boolean> {
  return (await queryRows(read, Prisma.sql`SELECT 1 AS there FROM visit_link l WHERE ${there("l", visitId)} AND l.subject_kind = ${subjectKind} AND l.subject_id = ${subjectId}::uuid`)).length > 0;
}

/** The instants between which something in the programme is. */
export interface Times {
  startsAt: Date;
  endsAt: Date | null;
}

function columnsOf(part: PartInput, times: Times | null): Record<string, Prisma.Sql> {
  switch (part.kind) {
    case "programme":
      if (times === null) throw new Error("something in a programme has no times");
      return { starts_at: Prisma.sql`${times.startsAt}`, ends_at: Prisma.sql`${times.endsAt}::timestamptz`, time_zone: Prisma.sql`${part.timeZone}`, what: Prisma.sql`${part.what}`, place: Prisma.sql`${part.place}` };
    case "participant":
      return {
        role: Prisma.sql`${part.role}::"VisitRole"`,
        standing: Prisma.sql`${part.standing}::"Standing"`,
        person_id: Prisma.sql`${part.personId}::uuid`,
        title: Prisma.sql`${part.title}`,
        organisation: Prisma.sql`${part.organisation}`,
        headcount: Prisma.sql`${part.headcount}::int`,
      };
    case "link":
      return { subject_kind: Prisma.sql`${part.subjectKind}`, subject_id: Prisma.sql`${part.subjectId}::uuid` };
    case "hospitality":
      return { served_on: Prisma.sql`${part.servedOn}::date`, what: Prisma.sql`${part.what}`, purpose: Prisma.sql`${part.purpose}`, participant_ids: Prisma.sql`${part.participantIds}::uuid[]` };
    case "gift":
      return { direction: Prisma.sql`${part.direction}::"GiftDirection"`, what: Prisma.sql`${part.what}`, whom: Prisma.sql`${part.whom}`, value_ore: Prisma.sql`${part.valueOre}::bigint`, kept_where: Prisma.sql`${part.keptWhere}` };
    case "cost":
      return { kind: Prisma.sql`${part.costKind}::"VisitCostKind"`, payer_id: Prisma.sql`${part.payerId}::uuid`, amount_ore: Prisma.sql`${part.amountOre}::bigint`, note: Prisma.sql`${part.note}` };
    case "action":
      return { what: Prisma.sql`${part.what}`, owner_id: Prisma.sql`${part.ownerId}::uuid`, due_on: Prisma.sql`${part.dueOn}::date` };
  }
}

/** Adds a part to its visit. */
export async function insertPart(tx: Tx, permit: Permit<"visits.edit">, visitId: string, part: PartInput, times: Times | null): Promise<string> {
  requirePermitFor(permit, visitId);
  const [id, columns] = [randomUUID(), columnsOf(part, times)];
  await clientOf(tx).$executeRaw`
    INSERT INTO ${Prisma.raw(TABLES[part.kind])} (id, visit_id, ${Prisma.raw(Object.keys(columns).join(", "))}) VALUES (${id}::uuid, ${visitId}::uuid, ${Prisma.join(Object.values(columns))})`;
  if (part.kind === "participant") await clientOf(tx).$executeRaw`INSERT INTO visit_participant_details (participant_id, name) VALUES (${id}::uuid, ${part.name ?? ""})`;
  return id;
}

async function update(tx: Tx, kind: PartKind, visitId: string, { id, version }: Stored, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`
    UPDATE ${Prisma.raw(TABLES[kind])} SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND visit_id = ${visitId}::uuid AND removed_at IS NULL AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Changes a part; throws CONFLICT when the version isn't the stored one. */
export async function updatePart(tx: Tx, permit: Permit<"visits.edit">, visitId: string, changed: Stored, part: PartInput, times: Times | null): Promise<void> {
  requirePermitFor(permit, visitId);
  const sets = Object.entries(columnsOf(part, times)).map(([name, value]) => Prisma.sql`${Prisma.raw(name)} = ${value}`);
  // Whoever is named again after an erasure is kept as one who is named.
  if (part.kind === "participant" && part.name !== null) sets.push(Prisma.sql`anonymised_at = NULL`);
  await update(tx, part.kind, visitId, changed, Prisma.join(sets));
  if (part.kind === "participant") await clientOf(tx).$executeRaw`UPDATE visit_participant_details SET name = ${part.name ?? ""}, version = version + 1 WHERE participant_id = ${changed.id}::uuid AND name <> ${part.name ?? ""}`;
}

/** Takes a part away from its visit; throws CONFLICT when the version isn't the stored one. */
export async function removePart(tx: Tx, permit: Permit<"visits.edit">, visitId: string, kind: PartKind, removed: Stored, now: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await update(tx, kind, visitId, removed, Prisma.sql`removed_at = ${now}`);
}

/** Erases the name of someone who took part, from its versions too; that somebody took part stays. */
export async function eraseName(tx: Tx, permit: Permit<"visitNames.erase">, visitId: string, { id, version }: Stored, now: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE visit_participant SET anonymised_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND visit_id = ${visitId}::uuid AND anonymised_at IS NULL AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  await clientOf(tx).$executeRaw`UPDATE visit_participant_details SET name = '', version = version + 1 WHERE participant_id = ${id}::uuid`;
  await clientOf(tx).$executeRaw`SELECT erase_participant_versions(${id}::uuid)`;
}

/** Reads whose names are kept though their visit was over before a day, what has been taken away included; at most so many. */
export async function selectOldNames(read: Read, day: PlainDate, most: number): Promise<{ id: string; version: number; visitId: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.version, p.visit_id AS "visitId" FROM visit_participant p JOIN visit v ON v.id = p.visit_id JOIN visit_participant_details d ON d.participant_id = p.id
    WHERE p.anonymised_at IS NULL AND v.ends_on < ${day}::date AND (d.name <> '' OR EXISTS (SELECT 1 FROM record_version r WHERE r.table_name = 'visit_participant_details' AND r.record_id = p.id AND r.row ->> 'name' <> ''))
    ORDER BY v.ends_on, p.id LIMIT ${most}::int`);
}

/** Reads who is to do an action point; null when it isn't there. */
export async function findOwner(read: Read, visitId: string, id: string): Promise<{ ownerId: string; doneOn: PlainDate | null } | null> {
  const [row] = await queryRows<{ ownerId: string; doneOn: PlainDate | null }>(read, Prisma.sql`SELECT a.owner_id AS "ownerId", a.done_on::text AS "doneOn" FROM visit_action_point a WHERE ${there("a", visitId)} AND a.id = ${id}::uuid`);
  return row ?? null;
}

/** Says that an action point is done on a day, or after all is not. */
export async function settleAction(tx: Tx, permit: Permit<"visitActions.settle">, visitId: string, settled: Stored, on: PlainDate | null): Promise<void> {
  requirePermitFor(permit, settled.id);
  await update(tx, "action", visitId, settled, Prisma.sql`done_on = ${on}::date`);
}

export interface ActionToDo {
  id: string;
  visitId: string;
  title: string;
  what: string;
  dueOn: PlainDate;
}

/** Reads what a person has to do because of visits in the register, what is due first, at most 50. */
export async function selectActionsOf(read: Read, personId: string): Promise<ActionToDo[]> {
  return queryRows(read, Prisma.sql`
    SELECT a.id, v.id AS "visitId", v.title, a.what, a.due_on::text AS "dueOn" FROM visit_action_point a JOIN visit v ON v.id = a.visit_id
    WHERE a.owner_id = ${personId}::uuid AND a.removed_at IS NULL AND a.done_on IS NULL AND v.archived_at IS NULL AND ${Prisma.raw(notDisposed("v.id"))} ORDER BY a.due_on, a.id LIMIT 50`);
}

export interface LinkedVisit {
  id: string;
  title: string;
  direction: "INCOMING" | "OUTGOING" | "EVENT";
  startsOn: PlainDate;
  startPrecision: "DAY" | "MONTH" | "QUARTER" | "YEAR";
  isCancelled: boolean;
}

/** Reads the visits in the register that belong with a record, the latest first, at most 50, and how many there are. */
export async function selectVisitsOf(read: Read, { kind, id }: { kind: LinkKind; id: string }): Promise<{ visits: LinkedVisit[]; total: number }> {
  const rows = await queryRows<LinkedVisit & { total: number }>(read, Prisma.sql`
    SELECT v.id, v.title, v.direction::text AS direction, v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.cancelled_on IS NOT NULL AS "isCancelled", (count(*) OVER ())::int AS total
    FROM visit_link l JOIN visit v ON v.id = l.visit_id WHERE l.subject_id = ${id}::uuid AND l.subject_kind = ${kind} AND l.removed_at IS NULL AND v.archived_at IS NULL
    ORDER BY v.starts_on DESC, v.id LIMIT 50`);
  return { visits: rows.map(({ total: _total, ...visit }) => visit), total: rows[0]?.total ?? 0 };
}
