import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import type { Actor } from "@/domain/actor";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { tellEarlier, tellOfPerson, type EarlierRow, type ToldRow } from "@/server/personal-data";
import { inSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { peoplePolicy } from "../policy";
import { findPerson } from "../service";

/** Everything that is held about a person. */
export interface RegisterExtract {
  person: { id: string; name: string };
  at: Date;
  rows: ToldRow[];
  earlier: EarlierRow[];
}

/** Everything that is held about a person (GDPR art. 15), from one state of the database; for the administrator and the person. Throws NOT_FOUND, FORBIDDEN. */
export async function readExtract(actor: Actor, id: string, now = new Date()): Promise<RegisterExtract> {
  const person = await findPerson(actor, id, dateInStockholm(now));
  if (person === null) throw new AppError("NOT_FOUND");
  authorize(peoplePolicy, "extract", actor, person);
  return inSnapshot(async () => {
    const [rows, earlier] = [await tellOfPerson(reading(), person), await tellEarlier(reading(), id)];
    return { person: { id, name: person.name }, at: now, rows, earlier };
  });
}

/** As `readExtract`, for a file that is handed out: that it was, and to whom, is told in the log. */
export async function takeExtract(actor: Actor, id: string, format: "json" | "pdf", now = new Date()): Promise<RegisterExtract> {
  const extract = await readExtract(actor, id, now);
  await inTransaction((tx) => recordAudit(tx, { actor, action: "people.extractTaken", subject: { kind: "person", id }, details: { format, rows: extract.rows.length } }));
  return extract;
}
