import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { judgeStaff, type StaffRefusal } from "../rules";
import { staffPolicy } from "./policy";
import * as repository from "./repository";
import type { StaffFilter, StaffInput, TellStaffInput } from "./schema";

export type { StaffRow, UnitStaff } from "./repository";

/**
 * Tells how many of a unit's staff an activity was offered to and how many took part, or corrects it; never who (V22). The same key tells it once. Throws CONFLICT when somebody has told it since.
 * Refused: competenceNotForStaff, competenceCancelled, competenceStaffNotYet, competenceUnitNotThere.
 */
export async function tellStaff(actor: Actor, { key, activityId, unitId, version, ...numbers }: TellStaffInput, now = new Date()): Promise<Result<{ id: string }, StaffRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "competence.tellStaff", key, { activityId, unitId, version, ...numbers }, async () => {
        const activity = await repository.lockActivity(tx, activityId);
        if (activity === null) throw new AppError("NOT_FOUND");
        const permit = authorize(staffPolicy, "tell", actor, { ...activity, staffUnitId: unitId });
        const stored = await repository.findStaff(tx, activityId, unitId);
        if ((stored?.version ?? 0) !== version) throw new AppError("CONFLICT");
        must(judgeStaff(activity, numbers.tookPart, now));
        if (stored !== null) await repository.updateStaff(tx, permit, activityId, unitId, version, numbers, now);
        else {
          if (!(await loadUnits(actor, now)).some(({ id }) => id === unitId)) must(refuse("competenceUnitNotThere", { field: "unitId" }));
          await repository.insertStaff(tx, permit, activityId, unitId, numbers, now);
        }
        await recordAudit(tx, { actor, action: "competence.staffTold", subject: { kind: "competenceActivity", id: activityId }, unitId, onBehalf: isOnBehalf(actor, unitId) });
        return { id: activityId };
      }),
    ),
  );
}

/** One page of the units' numbers, with what they come to in all (V22). */
export async function listStaff(_actor: Actor, filter: StaffFilter, now = new Date()): Promise<{ rows: repository.StaffRow[]; total: number; sum: StaffInput }> {
  return repository.selectStaff(reading(), filter, dateInStockholm(now));
}

/** All that the list shows under a filter, piece by piece from one state of the register. */
export async function* exportStaff(_actor: Actor, filter: StaffFilter, now = new Date()): AsyncGenerator<repository.StaffRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamStaff(tx, filter, dateInStockholm(now)));
}

/** What each unit's staff were offered in a year and took part in (V22); of what had begun by a day where one is given. */
export async function countStaff(_actor: Actor, year: number, until: PlainDate | null = null, now = new Date()): Promise<repository.UnitStaff[]> {
  return repository.countStaff(reading(), { unitId: null, year, until }, dateInStockholm(now));
}

export interface StaffOfActivity {
  rows: Awaited<ReturnType<typeof repository.selectOfActivity>>;
  /** The units that the actor may tell numbers of. */
  units: { id: string; name: string }[];
}

/** The numbers of one activity, unit by unit, and the units that the actor may tell of; throws NOT_FOUND when the activity isn't there or isn't the actor's to see. */
export async function listStaffOf(actor: Actor, activityId: string, now = new Date()): Promise<StaffOfActivity> {
  const activity = await repository.findActivity(reading(), activityId);
  if (activity === null) throw new AppError("NOT_FOUND");
  authorize(staffPolicy, "view", actor, { ...activity, staffUnitId: "" });
  const [rows, units] = await Promise.all([repository.selectOfActivity(reading(), activityId, dateInStockholm(now)), loadUnits(actor, now)]);
  const isOpen = judgeStaff(activity, 0, now).ok;
  return { rows, units: isOpen ? units.filter(({ id }) => may(staffPolicy, "tell", actor, { ...activity, staffUnitId: id })) : [] };
}
