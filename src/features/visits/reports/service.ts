import "server-only";
import { isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { visitPolicy } from "../policy";
import { getVisit, openVisit, type StoredVisit } from "../service";
import * as repository from "./repository";
import { INFORMATION_DAYS, judgeClosing, judgeReport, type Needed, type ReportRefusal } from "./rules";
import type { SaveReportInput } from "./schema";

export type { StoredReport } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, visit: StoredVisit, action: string) =>
  recordAudit(tx, { actor, action: `visits.${action}`, subject: { kind: "visit", id: visit.id }, unitId: visit.unitId, onBehalf: isOnBehalf(actor, visit.unitId) });

/** Tells what a visit came to, with its added value (V5a), or changes what has been told; the same key does it once. Throws CONFLICT when someone has told it or changed it since. Refused: visitClosed, visitCancelled, visitReportInFuture, visitReportTooEarly. */
export async function saveReport(actor: Actor, { visitId, key, version, report }: SaveReportInput, now = new Date()): Promise<Result<{ id: string }, ReportRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, thing } = await openVisit(tx, actor, visitId, now);
      const permit = authorize(visitPolicy, "edit", actor, thing);
      return once(tx, actor, "visits.saveReport", key, { visitId, version, report }, async () => {
        must(judgeReport(report, stored, today(now)));
        await repository.saveReport(tx, permit, visitId, version, report);
        await audit(tx, actor, stored, version === 0 ? "reported" : "reportChanged");
        return { id: visitId };
      });
    }),
  );
}

/** Closes a visit that is over and reported on, after which nothing of it is changed; or opens it again. Throws CONFLICT when someone has changed it since. Refused: visitCancelled, visitNotOver, visitReportMissing. */
export async function closeVisit(actor: Actor, { id, version }: { id: string; version: number }, closed: boolean, now = new Date()): Promise<Result<{ id: string }, ReportRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, thing } = await openVisit(tx, actor, id, now);
      const permit = authorize(visitPolicy, "edit", actor, thing);
      if (stored.version !== version) throw new AppError("CONFLICT");
      if ((stored.closedOn !== null) === closed) return { id };
      if (closed) must(judgeClosing(stored, (await repository.findReport(tx, id)) !== null, today(now)));
      await repository.updateClosed(tx, permit, id, version, closed ? today(now) : null, now);
      await audit(tx, actor, stored, closed ? "closed" : "reopened");
      return { id };
    }),
  );
}

/** A visit's report, and what is not known yet of one to come that those who prepare it need; who has the visit at hand already hands it over. Throws NOT_FOUND when it isn't the actor's to see. */
export async function getReport(actor: Actor, visitId: string, { loaded }: { loaded?: { visit: StoredVisit } } = {}, now = new Date()): Promise<{ report: repository.StoredReport | null; lacking: Needed[] }> {
  const [{ visit }, report, lacking] = await Promise.all([loaded ?? getVisit(actor, visitId, now), repository.findReport(reading(), visitId), repository.selectLacking(reading(), visitId)]);
  const isSoon = visit.cancelledOn === null && visit.endsOn >= today(now) && visit.starts.on <= addDays(today(now), INFORMATION_DAYS);
  return { report, lacking: isSoon ? lacking : [] };
}

/** What the visits of the actor's own units wait for: reports of those that are over since a year at most, and what is not known of those that begin soon. */
export async function listAwaited(actor: Actor, day: PlainDate): Promise<{ unreported: { id: string; unitId: string; title: string; endsOn: PlainDate }[]; incomplete: { id: string; unitId: string; title: string; startsOn: PlainDate; count: number }[] }> {
  const unitIds = unitIdsAnsweredFor(actor);
  if (unitIds.length === 0) return { unreported: [], incomplete: [] };
  const [unreported, incomplete] = await Promise.all([repository.selectUnreported(reading(), unitIds, addDays(day, -365), day), repository.selectIncomplete(reading(), unitIds, day)]);
  return { unreported, incomplete };
}
