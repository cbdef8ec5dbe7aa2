import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Subject } from "@/domain/registers";
import { reading } from "@/server/db";
import { getSettings } from "@/server/env";
import { AppError } from "@/server/errors";
import { findMerged } from "@/server/holder";
import { readRecord } from "@/server/record-contents";
import { listDocumentsOf, type Around } from "../service";
import type { SheetRecord } from "./report";

/** What a record's registration sheet tells, with those of its documents that the actor may see; throws NOT_FOUND when the record is not the actor's to see. */
export async function readRegistration(actor: Actor, subject: Subject, around: Around, now = new Date()): Promise<SheetRecord> {
  // Who may see the record is asked of its own register.
  const merged = await findMerged(actor, subject, around);
  const [{ documents }, told] = await Promise.all([listDocumentsOf(actor, subject, { ...around, merged }), readRecord(reading(), subject, around, dateInStockholm(now))]);
  const path = around.registers.find(({ kind }) => kind === subject.kind)?.path(subject.id);
  if (told === null || path === undefined) throw new AppError("NOT_FOUND");
  return {
    ...told,
    ...subject,
    link: `${getSettings().origin}${path}`,
    madeBy: actor.name,
    madeAt: now,
    documents: documents.flatMap(({ title, documentOn, caseNumber, isConfidential, files: [file] }) =>
      file === undefined ? [] : [{ title, fileName: file.name, number: file.number, sizeBytes: file.sizeBytes, sha256: file.sha256, documentOn, caseNumber, isConfidential }],
    ),
  };
}
