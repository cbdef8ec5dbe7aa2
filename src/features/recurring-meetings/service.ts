import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { getNetwork } from "@/features/networks/service";
import { loadUnits } from "@/features/projects/choices/service";
import { getRelation } from "@/features/town-relations/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { mayAddMeetings, meetingPolicy } from "./policy";
import * as repository from "./repository";
import { dutiesOn, placeOwn, type MeetingRefusal } from "./rules";
import type { ChangeMeetingInput, MeetingInput } from "./schema";

export type { StoredMeeting } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `recurringMeetings.${action}`, subject: { kind: "recurringMeeting", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

/** Judges a meeting, and finds the municipality's own place among its hosts. */
async function judge(actor: Actor, input: MeetingInput, before: repository.StoredMeeting | null, now: Date): Promise<number> {
  if ((input.relationId === null) === (input.networkId === null)) must(refuse("meetingOfNothing"));
  // That what it belongs to is there, and the actor's to see.
  if (input.relationId !== null && input.relationId !== before?.relationId) await getRelation(actor, input.relationId, now);
  if (input.networkId !== null && input.networkId !== before?.networkId) await getNetwork(actor, input.networkId, now);
  // What is stored already may keep a unit that has ended since.
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) must(refuse("meetingUnitNotThere", { field: "unitId" }));
  return must(placeOwn(input.hosts, getPack().municipality.shortName));
}

/** Adds a recurring meeting for a unit that the actor answers for; the same key adds it once. Throws NOT_FOUND for a relation or network that the actor may not see. Refused: meetingOfNothing, meetingUnitNotThere, meetingWithoutOwn, meetingHostTwice. */
export async function addMeeting(actor: Actor, input: MeetingInput, key: string, about: { origin?: repository.MeetingOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "recurringMeetings.add", key, input, async () => {
        const id = repository.newMeetingId();
        const permit = authorize(meetingPolicy, "add", actor, { id, unitId: input.unitId, isArchived: false });
        const ownPlace = await judge(actor, input, null, now);
        await repository.insertMeeting(tx, permit, id, input, ownPlace, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "added");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredMeeting> {
  const stored = await repository.lockMeeting(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Changes a recurring meeting; whose it is stays. Throws CONFLICT when someone has changed it since. Refused as when it is added. */
export async function changeMeeting(actor: Actor, { id, version, meeting }: ChangeMeetingInput, now = new Date()): Promise<Result<{ id: string }, MeetingRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(meetingPolicy, "edit", actor, stored);
      // Giving a meeting to a unit asks that one's permission too.
      if (meeting.unitId !== stored.unitId) authorize(meetingPolicy, "add", actor, { ...stored, unitId: meeting.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT");
      const input = { ...meeting, relationId: stored.relationId, networkId: stored.networkId };
      const ownPlace = await judge(actor, input, stored, now);
      await repository.updateMeeting(tx, permit, id, version, input, ownPlace, now);
      await audit(tx, actor, id, stored.unitId, "changed");
      return { id };
    }),
  );
}

/** Takes a recurring meeting out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveMeeting(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(meetingPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** The recurring meetings of a relation or a network, by name. */
export async function listMeetings(_actor: Actor, ofId: string, now = new Date()): Promise<repository.StoredMeeting[]> {
  return repository.selectMeetings(reading(), ofId, today(now));
}

/** A meeting that the municipality is to be host of, and that no visit has been announced for. */
export interface HostDuty {
  meeting: repository.StoredMeeting;
  year: number;
}

/** The meetings that it is the municipality's turn to be host of this year or the next, and that no visit has been announced for, the nearest first. */
export async function listHostDuties(_actor: Actor, now = new Date()): Promise<HostDuty[]> {
  const meetings = await repository.selectMeetings(reading(), null, today(now));
  const duties = meetings.flatMap((meeting) => dutiesOn({ ...meeting, announced: meeting.visits.map(({ year }) => year) }, today(now)).map((year) => ({ meeting, year })));
  return duties.sort((a, b) => a.year - b.year || (a.meeting.heldMonth ?? 13) - (b.meeting.heldMonth ?? 13));
}

export interface MeetingView {
  meeting: repository.StoredMeeting;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A recurring meeting with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getMeeting(actor: Actor, id: string, now = new Date()): Promise<MeetingView> {
  const meeting = await repository.findMeeting(reading(), id, today(now));
  if (meeting === null) throw new AppError("NOT_FOUND");
  authorize(meetingPolicy, "view", actor, meeting);
  return { meeting, mayEdit: may(meetingPolicy, "edit", actor, meeting), mayArchive: may(meetingPolicy, "archive", actor, meeting) };
}

/** A recurring meeting's history, latest first; throws NOT_FOUND when it isn't the actor's to see. */
export async function listMeetingHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findMeeting(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(meetingPolicy, "view", actor, stored);
  return history;
}

/** The units that a recurring meeting may be added for; none for who may add for none. */
export async function loadMeetingUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  if (!mayAddMeetings(actor)) return [];
  return (await loadUnits(actor, now)).filter(({ id }) => may(meetingPolicy, "add", actor, { id, unitId: id, isArchived: false }));
}
