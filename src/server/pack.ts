import "server-only";
import { bodyNameOn } from "@/server/body-sql";
import { packs } from "@packs/all";
import { deepFreeze, policyPackSchema, type PolicyPack } from "@packs/pack";
import { deriveProfile } from "@/lib/profile-colours";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { AsOf } from "@/domain/registers";
import { Prisma } from "@db/client";
import { clientOf, database, reading, type Read } from "./db";
import { getSettings } from "./env";
import { log } from "./log";
import { findOutage } from "./outage";

/** A pack as this process has read it, and the mark of the stored state that it was read from. */
interface KnownPack extends Dressed {
  stamp: string;
}

/** A pack with what the municipality has chosen to be called and look like, and what no pack holds. */
interface Dressed {
  pack: PolicyPack;
  presence: Presence;
}

/** What the municipality shows of itself besides its name and colours. */
export interface Presence {
  coatOfArmsId: string | null;
  contactEmail: string | null;
}

const held = globalThis as typeof globalThis & { utblickPack?: KnownPack | null; utblickPacks?: Map<string, Dressed> };
const MOST_KNOWN = 12;

/** The pack that this installation ships with; throws when the settings name one that isn't there. */
export function shippedPack(): PolicyPack {
  const id = getSettings().UTBLICK_PACK;
  const pack = packs.find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`There is no policy pack called ${id}. There are: ${packs.map((candidate) => candidate.id).join(", ")}.`);
  return pack;
}

/**
 * The policy pack in force today, as the request at hand has found it: whatever reads the session has looked whether it is
 * still the one. Before the database holds any, the one that this installation ships with.
 */
export function getPack(): PolicyPack {
  return held.utblickPack?.pack ?? shippedPack();
}

/** What the municipality shows of itself besides its name and colours, as the request at hand has found it. */
export function getPresence(): Presence {
  return held.utblickPack?.presence ?? { coatOfArmsId: null, contactEmail: null };
}

/** The clause of the governing document that asks for what a kind of evidence shows; null where it asks for none of it. */
export function clauseOf(evidence: PolicyPack["obligations"][number]["evidence"]): string | null {
  return getPack().obligations.find((obligation) => obligation.evidence === evidence)?.clause ?? null;
}

/** The part of the work that a register's records all belong to, where the governing document divides it; null where it doesn't, or where records say for themselves. */
export function areaOf(kind: PolicyPack["taxonomies"]["areas"][number]["registers"][number]): PolicyPack["taxonomies"]["areas"][number] | null {
  const { modules, taxonomies } = getPack();
  return modules.twoAreas.state === "off" ? null : (taxonomies.areas.find(({ registers }) => registers.includes(kind)) ?? null);
}

/** What a version's pack is marked with: another mark, another pack. For the statements that look whether it is still the same. */
const MARK = Prisma.sql`v.id || ' ' || v.version || ' ' || d.version || ' ' || coalesce((SELECT m.version FROM municipality_profile m), 0)`;

/**
 * The mark of the version in force on a day, as a scalar to select: the last one that has begun, so that a document that has
 * run out goes on until another takes over; null when the database holds none.
 */
export function packStampOn(today: PlainDate): Prisma.Sql {
  return Prisma.sql`(SELECT ${MARK} FROM document_version v JOIN governing_document d ON d.id = v.document_id
    WHERE NOT v.is_draft AND (v.valid_from IS NULL OR v.valid_from <= ${today}::date) ORDER BY v.valid_from DESC NULLS LAST LIMIT 1)`;
}

let following: { stamp: string | null; done: Promise<void> } | undefined;

/** Sees to it that `getPack` answers with the pack of this mark; reads it when it is another than the known one. */
export async function followPack(stamp: string | null): Promise<void> {
  if ((held.utblickPack?.stamp ?? null) === stamp) return;
  if (following?.stamp !== stamp) following = { stamp, done: readPack(stamp) };
  const mine = following;
  try {
    await mine.done;
  } finally {
    if (following === mine) following = undefined;
  }
}

async function readPack(stamp: string | null): Promise<void> {
  held.utblickPack = stamp === null ? null : { stamp, ...(await dressedPackOf(stamp, database())) };
}

/** As `followPack`, where no session is read. A database that cannot be asked leaves the known pack as it is. */
export async function refreshPack(now = new Date()): Promise<void> {
  try {
    const [row] = await database().$queryRaw<{ stamp: string | null }[]>`SELECT ${packStampOn(dateInStockholm(now))} AS stamp`;
    await followPack(row?.stamp ?? null);
  } catch (error) {
    if (findOutage(error) === null) throw error;
    log.warn({ event: "policy pack not refreshed" });
  }
}

/**
 * The policy pack that was in force on a day, by which what happened then is judged; null when none was. Before the database
 * holds any, the one that this installation ships with.
 */
export async function packOn(date: PlainDate, read: Read = reading()): Promise<PolicyPack | null> {
  const client = clientOf(read);
  const [row] = await client.$queryRaw<{ stamp: string | null; isEmpty: boolean }[]>`
    SELECT (SELECT ${MARK} FROM document_version v JOIN governing_document d ON d.id = v.document_id
        WHERE NOT v.is_draft AND daterange(v.valid_from, v.valid_to, '[]') @> ${date}::date) AS stamp,
      NOT EXISTS (SELECT 1 FROM document_version v WHERE NOT v.is_draft) AS "isEmpty"`;
  if (row?.isEmpty === true) return shippedPack();
  return row?.stamp == null ? null : packOf(row.stamp, client);
}

export interface PackPeriod {
  /** The first and the last day on which it was or is in force, null where it has none. */
  from: PlainDate | null;
  to: PlainDate | null;
  pack: PolicyPack;
}

/** The policy packs that were in force before a day, the earliest first, each with its days. */
export async function packsBefore(day: PlainDate, read: Read = reading()): Promise<PackPeriod[]> {
  const client = clientOf(read);
  const rows = await client.$queryRaw<{ stamp: string; from: PlainDate | null; to: PlainDate | null }[]>`
    SELECT ${MARK} AS stamp, v.valid_from::text AS "from", v.valid_to::text AS "to" FROM document_version v JOIN governing_document d ON d.id = v.document_id
    WHERE NOT v.is_draft AND (v.valid_from IS NULL OR v.valid_from < ${day}::date) ORDER BY v.valid_from NULLS FIRST`;
  if (rows.length > 0) return Promise.all(rows.map(async ({ stamp, from, to }) => ({ from, to, pack: await packOf(stamp, client) })));
  const pack = await packOn(addDays(day, -1), read);
  return pack === null ? [] : [{ from: null, to: null, pack }];
}

/** The policy pack that a reckoning is made under: today's, or the one that was in force on a day that has passed; null when none was. */
export function packAsOf({ on, begunBy, isOver }: AsOf): Promise<PolicyPack | null> {
  return begunBy === null && !isOver ? Promise.resolve(getPack()) : packOn(on);
}

async function packOf(stamp: string, client: Prisma.TransactionClient): Promise<PolicyPack> {
  return (await dressedPackOf(stamp, client)).pack;
}

async function dressedPackOf(stamp: string, client: Prisma.TransactionClient): Promise<Dressed> {
  const known = (held.utblickPacks ??= new Map<string, Dressed>());
  const found = known.get(stamp);
  if (found !== undefined) return found;
  const [row] = await client.$queryRaw<(PackRow & { chosen: Chosen | null })[]>`
    SELECT v.content, (SELECT to_jsonb(m) FROM (SELECT name, colour, contact_email AS "contactEmail", coat_of_arms_id AS "coatOfArmsId" FROM municipality_profile) m) AS chosen, d.type::text AS type, v.label, v.adopted_on::text AS "adoptedOn", v.case_number AS "caseNumber", v.note,
      coalesce(v.adopted_by_name, ${bodyNameOn(Prisma.sql`v.adopted_by_id`, Prisma.sql`coalesce(v.adopted_on, current_date)`)}) AS "adoptedBy"
    FROM document_version v JOIN governing_document d ON d.id = v.document_id WHERE v.id = ${stamp.split(" ")[0]}::uuid`;
  if (row === undefined) throw new Error(`The version ${stamp} of a governing document is not there.`);
  const dressed = dress(assemblePack(row), row.chosen);
  if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? "");
  known.set(stamp, dressed);
  return dressed;
}

/** What the municipality has chosen; null where what the pack says holds. */
type Chosen = Presence & { name: string | null; colour: string | null };

function dress(pack: PolicyPack, chosen: Chosen | null): Dressed {
  const { name = null, colour = null, coatOfArmsId = null, contactEmail = null } = chosen ?? {};
  const own = { ...(name === null ? {} : { name }), ...(colour === null ? {} : { profile: deriveProfile(colour) }) };
  return { pack: deepFreeze({ ...pack, municipality: { ...pack.municipality, ...own } }), presence: { coatOfArmsId, contactEmail } };
}

/** What stands beside a stored pack: the register's own facts, which the municipality keeps. */
export interface PackRow {
  content: unknown;
  type: PolicyPack["document"]["type"];
  label: string;
  adoptedOn: string | null;
  adoptedBy: string | null;
  caseNumber: string | null;
  note: string | null;
}

/** A pack that was stored while it had a table of its own of whose matter visits are, which its rules say. */
function withoutFormer(content: unknown): unknown {
  if (typeof content !== "object" || content === null || !("representation" in content)) return content;
  const { representation: _former, ...rest } = content;
  return rest;
}

/** A stored pack as the program uses it: checked, with the register's facts of the document, and frozen. */
export function assemblePack({ content, type, label, adoptedOn, adoptedBy, caseNumber, note }: PackRow): PolicyPack {
  const pack = policyPackSchema.parse(withoutFormer(content));
  return deepFreeze({ ...pack, document: { ...pack.document, type, version: label, adoptedOn, adoptedBy, caseNumber, note } });
}
