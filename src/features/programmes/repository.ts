import "server-only";
import { clientOf, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ProgrammeInput } from "./schema";

/** Stores a new programme and returns its id; null when another one has its code. */
export async function insertProgramme(tx: Tx, permit: Permit<"programmes.add">, programme: ProgrammeInput): Promise<string | null> {
  requirePermitFor(permit, "*");
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO programme (code, name_sv, name_en, fund, period, max_rate_percent, certainty, note)
    VALUES (${programme.code}, ${programme.nameSv}, ${programme.nameEn}, ${programme.fund}, ${programme.period},
            ${programme.maxRatePercent}::float8::numeric, ${programme.certainty}::"Certainty", ${programme.note})
    ON CONFLICT (code) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}
