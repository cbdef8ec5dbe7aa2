import "server-only";
import type { Actor } from "@/domain/actor";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { once } from "@/server/idempotency";
import { authorizeAll } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { programmesPolicy } from "./policy";
import { insertProgramme } from "./repository";
import type { ProgrammeInput } from "./schema";

class CodeTaken extends Error {}

/** Adds a funding programme and returns its id; the same key again returns the same. Refused: programmeExists (another one has its code). */
export async function addProgramme(actor: Actor, input: ProgrammeInput, key: string): Promise<Result<{ id: string }, "programmeExists">> {
  try {
    return succeed(
      await inTransaction((tx) =>
        once(tx, actor, "programmes.add", key, input, async () => {
          const permit = authorizeAll(programmesPolicy, "add", actor);
          const id = await insertProgramme(tx, permit, input);
          if (id === null) throw new CodeTaken();
          await recordAudit(tx, { actor, action: "programmes.added", subject: { kind: "programme", id }, details: { code: input.code } });
          return { id };
        }),
      ),
    );
  } catch (error) {
    if (error instanceof CodeTaken) return refuse("programmeExists");
    throw error;
  }
}
