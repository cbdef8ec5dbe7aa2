import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { inspectFile } from "@/server/attachments/inspect";
import { keepFile } from "@/server/attachments/receive";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { authorize, type Permit } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { profilePolicy } from "./policy";
import * as repository from "./repository";
import { judgeProfile, pictureTypeOf, type ProfileRefusal } from "./rules";
import { PROFILE_ID, type ChangeProfileInput, type ProfileInput, type SentPicture } from "./schema";

export type { StoredProfile } from "./repository";

const THE_ONE = { id: PROFILE_ID };
const audit = (tx: Tx, actor: Actor, action: string) => recordAudit(tx, { actor, action: `municipality.${action}`, subject: { kind: "municipality", id: PROFILE_ID } });

/** Looks into a picture before anything of it is stored: only what its content says too, and nothing that can run, is taken. */
async function judgePicture({ name, bytes }: SentPicture): Promise<Result<{ mediaType: string; bytes: Uint8Array }, ProfileRefusal>> {
  const type = pictureTypeOf(name);
  if (type === null) return refuse("profileCoatOtherType", { field: "coat" });
  const file = await keepFile(name, bytes);
  const found = await inspectFile({ fd: file.handle.fd, size: file.size }, type.ending).finally(() => file.handle.close());
  return "problem" in found ? refuse("profileCoatDamaged", { field: "coat" }) : succeed({ mediaType: type.mediaType, bytes });
}

/**
 * Changes what the municipality is called and looks like. Where someone else has changed it since, throws CONFLICT with `baseVersion` and `currentVersion`.
 * Refused: profileColourTooLight (with the nearest colour that will do), profileCoatOtherType, profileCoatDamaged.
 */
export async function changeProfile(actor: Actor, { version, profile, coat }: ChangeProfileInput, now = new Date()): Promise<Result<{ version: number }, ProfileRefusal>> {
  return orRefuse(async () => {
    // Asked before the picture is looked into, too, which takes its time.
    authorize(profilePolicy, "change", actor, THE_ONE);
    must(judgeProfile(profile));
    const picture = coat === null || coat === undefined ? null : must(await judgePicture(coat));
    return inTransaction(async (tx) => {
      const stored = await repository.lockProfile(tx);
      const permit = authorize(profilePolicy, "change", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      const coatOfArmsId = picture !== null ? await repository.insertCoat(tx, permit, picture) : coat === null ? null : stored.coatOfArmsId;
      return store(tx, actor, permit, "changed", { ...profile, version, coatOfArmsId }, now);
    });
  });
}

async function store(tx: Tx, actor: Actor, permit: Permit<"municipalityProfile.change">, action: "changed" | "broughtBack", profile: Omit<repository.StoredProfile, "id">, now: Date): Promise<{ version: number }> {
  await repository.storeProfile(tx, permit, profile, now);
  await audit(tx, actor, action);
  return { version: profile.version + 1 };
}

/** Brings back what was chosen in an earlier version, 0 for what the pack says; throws CONFLICT when someone has changed it since, NOT_FOUND for a version that never was. */
export async function restoreProfile(actor: Actor, { version, to }: { version: number; to: number }, now = new Date()): Promise<{ version: number }> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockProfile(tx);
    const permit = authorize(profilePolicy, "change", actor, stored);
    const earlier = to < stored.version ? await repository.findProfileVersion(tx, to) : null;
    if (earlier === null) throw new AppError("NOT_FOUND");
    if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
    const { name, colour, contactEmail, coatOfArmsId } = earlier.profile;
    return store(tx, actor, permit, "broughtBack", { version, name, colour, contactEmail, coatOfArmsId }, now);
  });
}

/** What the municipality has chosen, for who chooses it; throws FORBIDDEN. */
export async function getProfile(actor: Actor): Promise<repository.StoredProfile> {
  authorize(profilePolicy, "change", actor, THE_ONE);
  return repository.findProfile(reading());
}

/** What was chosen in one version, 0 for nothing, with who chose it and when; throws FORBIDDEN, NOT_FOUND. */
export async function getProfileVersion(actor: Actor, version: number): Promise<{ byName: string | null; at: Date; profile: ProfileInput }> {
  authorize(profilePolicy, "change", actor, THE_ONE);
  const found = await repository.findProfileVersion(reading(), version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** How it has been chosen, latest first; throws FORBIDDEN. */
export async function listProfileHistory(actor: Actor, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  authorize(profilePolicy, "change", actor, THE_ONE);
  return readHistory(PROFILE_ID, options);
}

/** A coat of arms as a picture; it stands on the sign-in page, so nobody needs to have signed in. Throws NOT_FOUND. */
export async function readCoat(id: string): Promise<{ mediaType: string; content: Uint8Array }> {
  const coat = await repository.findCoat(reading(), id);
  if (coat === null) throw new AppError("NOT_FOUND");
  return coat;
}
