import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { isThereOn, isUnitKind } from "@/features/bodies/rules";
import { listBodiesOn } from "@/features/bodies/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize, type Permit } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { networkPolicy } from "../policy";
import * as repository from "./repository";
import { feeInOre, judgeFeeYear, judgeParticipation, type EntryRefusal } from "./rules";
import type { AssessmentInput, EvaluationInput, FeeInput, ParticipationInput, RemoveEntryInput } from "./schema";

export type { FeeOfYear, NetworkEntries } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

class Refused extends Error {
  constructor(readonly result: { ok: false; reason: EntryRefusal }) {
    super(result.reason);
  }
}

interface Told {
  tx: Tx;
  permit: Permit<"networks.tell">;
  network: repository.HeldNetwork;
  id: string;
}

/** Tells something of a network once for its key; `entryUnitId` is the unit that it is about, null for the one that answers. Every entry is judged, written and audited alike. */
async function tell(actor: Actor, action: string, key: string, input: { networkId: string }, entryUnitId: string | null, judge: (told: Told) => Promise<Result<null, EntryRefusal>>, write: (told: Told) => Promise<void>): Promise<Result<{ id: string }, EntryRefusal>> {
  try {
    const told = await inTransaction(async (tx) => {
      const network = await repository.lockHeld(tx, input.networkId);
      if (network === null) throw new AppError("NOT_FOUND");
      // What is told from now on is told of the one that it is.
      if (network.isMerged) throw new AppError("CONFLICT");
      const permit = authorize(networkPolicy, "tell", actor, { ...network, entryUnitId: entryUnitId ?? network.unitId });
      return once(tx, actor, `networks.${action}`, key, input, async () => {
        const holding: Told = { tx, permit, network, id: repository.newEntryId() };
        const judged = await judge(holding);
        if (!judged.ok) throw new Refused(judged);
        await write(holding);
        await recordAudit(tx, { actor, action: `networks.${action}`, subject: { kind: "network", id: network.id }, unitId: entryUnitId ?? network.unitId });
        return { id: holding.id };
      });
    });
    return succeed(told);
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** Judges that a unit was there on a day. */
async function judgeUnit(actor: Actor, unitId: string, day: PlainDate, field: string): Promise<Result<null, EntryRefusal>> {
  const found = (await listBodiesOn(actor, day)).some((body) => body.id === unitId && isUnitKind(body.kind) && isThereOn(body, day));
  return found ? succeed(null) : refuse("networkUnitNotThere", { field });
}

/** Writes down a year's fee and who pays it (V19); the same key does it once. Refused: networkUnitNotThere, networkFeeTwice, networkFeeWithoutMembership. */
export async function addFee(actor: Actor, { fee, key }: { fee: FeeInput; key: string }, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  const last = `${String(fee.year)}-12-31`;
  const payer = await judgeUnit(actor, fee.payerId, last < today(now) ? last : today(now), "payerId");
  return tell(
    actor,
    "feeAdded",
    key,
    fee,
    null,
    async ({ tx, network }) => {
      if (!payer.ok) return payer;
      const held = judgeFeeYear(network, fee.year);
      if (!held.ok) return held;
      return (await repository.hasFee(tx, fee)) ? refuse("networkFeeTwice", { field: "year" }) : succeed(null);
    },
    ({ tx, permit, id }) => repository.insertFee(tx, permit, id, fee, feeInOre(fee)),
  );
}

/** Writes down the fees that a list tells of memberships that it adds, judged with their rows (V19); part of another use case, which writes the audit trail. */
export async function addListedFees(tx: Tx, actor: Actor, fees: readonly { unitId: string; fee: FeeInput }[]): Promise<void> {
  for (const { unitId, fee } of fees) {
    const permit = authorize(networkPolicy, "tell", actor, { id: fee.networkId, unitId, isArchived: false, entryUnitId: unitId });
    await repository.insertFee(tx, permit, repository.newEntryId(), fee, feeInOre(fee));
  }
}

/** Tells that a unit took part in a network on a day (V7, H9, H21b); the same key does it once. Refused: networkUnitNotThere, networkDayInFuture, networkNotMemberThen. */
export async function addParticipation(actor: Actor, { participation, key }: { participation: ParticipationInput; key: string }, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  const unit = await judgeUnit(actor, participation.unitId, participation.heldOn, "unitId");
  return tell(
    actor,
    "participationAdded",
    key,
    participation,
    participation.unitId,
    ({ network }) => {
      const judged = judgeParticipation(network, participation.heldOn, today(now));
      return Promise.resolve(judged.ok ? unit : judged);
    },
    ({ tx, permit, id }) => repository.insertParticipation(tx, permit, id, participation),
  );
}

/** Writes down what a unit finds of its need of a network (H21a), in the place of what it found before; the same key does it once. Refused: networkUnitNotThere, networkDayInFuture. */
export async function assessNeed(actor: Actor, { assessment, key }: { assessment: AssessmentInput; key: string }, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  const unit = await judgeUnit(actor, assessment.unitId, assessment.assessedOn, "unitId");
  return tell(
    actor,
    "needAssessed",
    key,
    assessment,
    assessment.unitId,
    () => Promise.resolve(assessment.assessedOn > today(now) ? refuse("networkDayInFuture", { field: "assessedOn" }) : unit),
    ({ tx, permit, id }) => repository.insertAssessment(tx, permit, id, assessment, now),
  );
}

/** Evaluates a membership (V11a): what it has been worth, and whether to keep it; the same key does it once. Refused: networkDayInFuture, networkNotMemberThen. */
export async function evaluateNetwork(actor: Actor, { evaluation, key }: { evaluation: EvaluationInput; key: string }, now = new Date()): Promise<Result<{ id: string }, EntryRefusal>> {
  return tell(
    actor,
    "evaluated",
    key,
    evaluation,
    null,
    ({ network }) => {
      if (evaluation.evaluatedOn > today(now)) return Promise.resolve(refuse("networkDayInFuture", { field: "evaluatedOn" }));
      return Promise.resolve(network.joinedOn !== null && network.joinedOn <= evaluation.evaluatedOn ? succeed(null) : refuse("networkNotMemberThen", { field: "evaluatedOn" }));
    },
    ({ tx, permit, id }) => repository.insertEvaluation(tx, permit, id, evaluation),
  );
}

/** Takes an entry that is wrong away from its network; it stays in the history. Throws NOT_FOUND for one that isn't there, and CONFLICT when someone has taken it away since. */
export async function removeEntry(actor: Actor, { networkId, kind, entryId, version }: RemoveEntryInput, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const network = await repository.lockHeld(tx, networkId);
    if (network === null) throw new AppError("NOT_FOUND");
    const entry = await repository.findEntryUnit(tx, networkId, kind, entryId);
    const permit = authorize(networkPolicy, "tell", actor, { ...network, entryUnitId: entry?.unitId ?? network.unitId });
    if (entry === null) throw new AppError("CONFLICT");
    await repository.removeEntry(tx, permit, networkId, kind, entryId, version, now);
    await recordAudit(tx, { actor, action: "networks.entryRemoved", subject: { kind: "network", id: networkId }, unitId: entry.unitId ?? network.unitId, details: { kind } });
    return { id: networkId };
  });
}

/** All that is told of a network, the latest first; throws NOT_FOUND when the network isn't the actor's to see. */
export async function listNetworkEntries(actor: Actor, networkId: string): Promise<repository.NetworkEntries> {
  const [network, entries] = await Promise.all([repository.findHeld(reading(), networkId), repository.selectEntries(reading(), networkId)]);
  if (network === null) throw new AppError("NOT_FOUND");
  authorize(networkPolicy, "view", actor, { ...network, entryUnitId: network.unitId });
  return entries;
}

/** A year's fees by payer (V19), and the years that there are fees for. */
export async function listFees(_actor: Actor, year: number): Promise<{ fees: repository.FeeOfYear[]; years: number[] }> {
  const [fees, years] = await Promise.all([repository.selectFees(reading(), year), repository.selectFeeYears(reading())]);
  return { fees, years };
}
