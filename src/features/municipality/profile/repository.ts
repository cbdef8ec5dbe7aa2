import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { PROFILE_ID, type ProfileInput } from "./schema";

/** What has been chosen, and which picture is the coat of arms; version 0 while nothing has been. */
export interface StoredProfile extends ProfileInput {
  id: string;
  version: number;
  coatOfArmsId: string | null;
}

const NOTHING: StoredProfile = { id: PROFILE_ID, version: 0, name: null, colour: null, contactEmail: null, coatOfArmsId: null };

export async function findProfile(read: Read): Promise<StoredProfile> {
  const [row] = await queryRows<StoredProfile>(read, Prisma.sql`SELECT id, version, name, colour, contact_email AS "contactEmail", coat_of_arms_id AS "coatOfArmsId" FROM municipality_profile`);
  return row ?? NOTHING;
}

/** Holds the profile until the transaction ends, also where there is none yet. */
export async function lockProfile(tx: Tx): Promise<StoredProfile> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.municipality_profile'))`;
  return findProfile(tx);
}

/** Stores what is chosen, over the version that it was chosen from. */
export async function storeProfile(tx: Tx, permit: Permit<"municipalityProfile.change">, { version, name, colour, contactEmail, coatOfArmsId }: Omit<StoredProfile, "id">, now: Date): Promise<void> {
  requirePermitFor(permit, PROFILE_ID);
  const client = clientOf(tx);
  const changed =
    version === 0
      ? await client.$executeRaw`INSERT INTO municipality_profile (id, name, colour, contact_email, coat_of_arms_id, updated_at) VALUES (${PROFILE_ID}::uuid, ${name}, ${colour}, ${contactEmail}, ${coatOfArmsId}::uuid, ${now})`
      : await client.$executeRaw`
          UPDATE municipality_profile SET name = ${name}, colour = ${colour}, contact_email = ${contactEmail}, coat_of_arms_id = ${coatOfArmsId}::uuid, updated_at = ${now}, version = version + 1
          WHERE id = ${PROFILE_ID}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function insertCoat(tx: Tx, permit: Permit<"municipalityProfile.change">, picture: { mediaType: string; bytes: Uint8Array }): Promise<string> {
  requirePermitFor(permit, PROFILE_ID);
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`INSERT INTO coat_of_arms (media_type, content) VALUES (${picture.mediaType}, ${Buffer.from(picture.bytes)}) RETURNING id`;
  if (row === undefined) throw new Error("a coat of arms could not be stored");
  return row.id;
}

export async function findCoat(read: Read, id: string): Promise<{ mediaType: string; content: Uint8Array } | null> {
  const [row] = await queryRows<{ mediaType: string; content: Uint8Array }>(read, Prisma.sql`SELECT media_type AS "mediaType", content FROM coat_of_arms WHERE id = ${id}::uuid`);
  return row ?? null;
}

interface ProfileColumns {
  name: string | null;
  colour: string | null;
  contact_email: string | null;
  coat_of_arms_id: string | null;
}

/** Reads what was chosen in one version, with who chose it and when; version 0 is that nothing was. */
export async function findProfileVersion(read: Read, version: number): Promise<{ byName: string | null; at: Date; profile: Omit<StoredProfile, "id" | "version"> } | null> {
  if (version === 0) return { byName: null, at: new Date(0), profile: NOTHING };
  const found = await findRowVersion<ProfileColumns>(read, "municipality_profile", PROFILE_ID, version);
  if (found?.row == null) return null;
  const { name, colour, contact_email: contactEmail, coat_of_arms_id: coatOfArmsId } = found.row;
  return { byName: found.byName, at: found.at, profile: { name, colour, contactEmail, coatOfArmsId } };
}
