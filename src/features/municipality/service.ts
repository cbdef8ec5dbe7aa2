import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { authorizeAll } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { municipalityPolicy } from "./policy";
import * as repository from "./repository";

export type { StoredMunicipality } from "./repository";

const BEGUN = "municipality.demonstrationBegun";

/** The municipality that this database belongs to, or null while none has been recorded. */
export async function findMunicipality(actor: Actor): Promise<repository.StoredMunicipality | null> {
  authorizeAll(municipalityPolicy, "view", actor);
  return repository.findMunicipality(reading());
}

/**
 * Begins to fill an untouched database with a pack's demonstration, or takes up again what was begun. Answers whether it is
 * filled already. Refused: municipalityOtherPack, municipalityHasRecords (something else than this was begun here).
 */
export async function beginDemonstration(actor: Actor, packId: string): Promise<Result<{ isComplete: boolean }, "municipalityOtherPack" | "municipalityHasRecords">> {
  return inTransaction(async (tx) => {
    authorizeAll(municipalityPolicy, "claim", actor);
    await repository.lockClaims(tx);
    const stored = await repository.findMunicipality(tx);
    if (stored !== null && stored.packId !== packId) return refuse("municipalityOtherPack");
    if (stored !== null) return stored.isDemonstration ? succeed({ isComplete: true }) : refuse("municipalityHasRecords");
    const first = await repository.findFirstAct(tx);
    if (first !== null && first.action !== BEGUN) return refuse("municipalityHasRecords");
    if (first !== null && first.packId !== packId) return refuse("municipalityOtherPack");
    if (first === null) await recordAudit(tx, { actor, action: BEGUN, subject: { kind: "municipality", id: null }, details: { packId } });
    return succeed({ isComplete: false });
  });
}

/** Records which municipality this database belongs to, once and for all. Refused: municipalityOtherPack. */
export async function recordMunicipality(actor: Actor, municipality: repository.StoredMunicipality): Promise<Result<null, "municipalityOtherPack">> {
  return inTransaction(async (tx) => {
    const permit = authorizeAll(municipalityPolicy, "claim", actor);
    await repository.lockClaims(tx);
    if (await repository.insertMunicipality(tx, permit, municipality)) {
      await recordAudit(tx, { actor, action: "municipality.recorded", subject: { kind: "municipality", id: null }, details: { packId: municipality.packId } });
      return succeed(null);
    }
    const stored = await repository.findMunicipality(tx);
    return stored?.packId === municipality.packId ? succeed(null) : refuse("municipalityOtherPack");
  });
}
