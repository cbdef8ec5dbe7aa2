import "server-only";
import { createHash } from "node:crypto";
import { answersForUnit, isCoordinator, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { ownedBy, type Registers, type Task, type TaskOwner } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { isThereOn, isUnitKind } from "@/features/bodies/rules";
import { listBodiesOn } from "@/features/bodies/service";
import { listWaiting } from "@/features/decisions/service";
import { notify } from "@/features/notifications/service";
import { actAsUnit } from "@/server/anyone";
import { recordAudit, recordAudits } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { actsForUnit } from "@/server/holder";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { handoverPolicy, taskPolicy, type TaskListThing } from "./policy";
import * as repository from "./repository";
import { countTasks, inOrder, judgeSnooze, mayDoFor, pickTasks, standingOf, whyTheirs, type SnoozeRefusal, type Standing, type Why } from "./rules";
import { TASKS_A_PAGE, type HandOverInput, type TaskFilter, type TaskPlace } from "./schema";

export type HandOverRefusal = "taskNotHandedOver" | "taskReceiverCannot";

/** What of a register is told: what it says is to be done, what it says is missing, and what waits for a decision. */
export type TaskForm = "TASK" | "GAP" | "DECISION";
const FORMS: readonly TaskForm[] = ["TASK", "GAP", "DECISION"];

interface FoundTask extends Task {
  /** What the task is known by, without telling what it is about. */
  id: string;
  register: string;
  form: TaskForm;
}

/** Something to do as its reader sees it. */
export interface ListedTask extends FoundTask, Standing {
  why: Why;
  /** Whether it is the reader's by rights, and not only given. */
  isByRight: boolean;
  /** Who does it, where it has been handed over. */
  handover: repository.StoredHandover | null;
  mayHandOver: boolean;
}

/** The registers, which know what there is to do. */
export interface Around {
  registers: Registers;
}

const unitOf = (owner: TaskOwner) => (owner.kind === "UNIT" ? owner.unitId : null);
const ownList = ({ personId }: Actor): TaskListThing => ({ id: personId, personId, unitId: null });
const unitList = (unitId: string): TaskListThing => ({ id: unitId, personId: null, unitId });

function found(register: string, form: TaskForm, task: Task): FoundTask {
  const id = createHash("sha256").update(JSON.stringify([register, task.owner.kind, unitOf(task.owner), task.key])).digest("hex").slice(0, 32);
  return { ...task, id, register, form };
}

/** What waits for decisions and is the reader's to see to: of the own units, of bodies whose minutes it keeps, and for the office what is missing already. */
async function findDecisions(reader: Actor, registers: Registers, now: Date): Promise<FoundTask[]> {
  const own = unitIdsAnsweredFor(reader);
  const keepsMinutes = isCoordinator(reader) || reader.roles.some(({ bodyId }) => bodyId !== null) || reader.seats.some(({ position }) => position === "SECRETARY");
  if (!keepsMinutes && own.length === 0) return [];
  return (await listWaiting(reader, registers, now, keepsMinutes ? undefined : own)).flatMap(({ need, answer, bodies, mayRecord }) => {
    const isOwn = answersForUnit(reader, need.unitId);
    if (isCoordinator(reader) ? !need.isDue && !isOwn : !isOwn && !(mayRecord && bodies.length > 0)) return [];
    return [
      found(need.subject.kind, "DECISION", {
        key: `decision ${need.subject.id}`,
        path: need.path,
        owner: isOwn || isCoordinator(reader) ? ownedBy(need.unitId) : { kind: "BODY" },
        clause: "citation" in answer ? answer.citation.clause : null,
        title: { message: "tasks.decision", params: { title: need.title } },
        text: { message: `decisions.matter.${need.matters[0]}` },
        dueOn: null,
        state: need.isDue ? "missing" : "todo",
        stateWord: need.isDue ? "decisions.waiting.due" : "decisions.waiting.ahead",
      }),
    ];
  });
}

async function findGaps(reader: Actor, registers: Registers, today: PlainDate): Promise<FoundTask[]> {
  if (!isCoordinator(reader) && reader.units.length === 0) return [];
  const lists = await Promise.all(registers.map(async ({ kind, gaps }) => (await gaps(reader, today)).map((gap) => ({ kind, gap }))));
  return lists.flat().flatMap(({ kind, gap: { key, clause, unitId, title, path } }) =>
    isCoordinator(reader) || answersForUnit(reader, unitId) ? [found(kind, "GAP", { key, path, owner: ownedBy(unitId), clause, title, dueOn: null, state: "missing", stateWord: "tasks.gapState" })] : [],
  );
}

/** All that the registers say is a reader's to do. */
async function find(reader: Actor, registers: Registers, now: Date, forms: readonly TaskForm[]): Promise<FoundTask[]> {
  const today = dateInStockholm(now);
  const lists = await Promise.all([
    ...(forms.includes("TASK") ? registers.map(async ({ kind, tasks }) => (await tasks(reader, today)).map((task) => found(kind, "TASK", task))) : []),
    forms.includes("GAP") ? findGaps(reader, registers, today) : [],
    forms.includes("DECISION") ? findDecisions(reader, registers, now) : [],
  ]);
  return lists.flat();
}

/** What has been given to somebody who does not have it by rights, as far as the cause is still there: the office does what is a unit's. */
async function findReceived(received: readonly repository.StoredHandover[], registers: Registers, now: Date, forms: readonly TaskForm[]): Promise<FoundTask[]> {
  const places = new Map(received.flatMap(({ register, unitId }) => (unitId === null ? [] : [[`${register} ${unitId}`, { register, unitId }] as const])));
  const lists = await Promise.all(
    [...places.values()].map(async ({ register, unitId }) => {
      const unit = await actAsUnit(unitId);
      return unit === null ? [] : find(unit, registers.filter(({ kind }) => kind === register), now, forms);
    }),
  );
  const given = new Set(received.map(({ taskId }) => taskId));
  return lists.flat().filter(({ id }) => given.has(id));
}

/** All that is the actor's to do, that it has put off, and that somebody else has taken on; those due first first. */
export async function listTasks(actor: Actor, { registers }: Around, now = new Date(), forms: readonly TaskForm[] = FORMS): Promise<ListedTask[]> {
  authorize(taskPolicy, "view", actor, ownList(actor));
  const today = dateInStockholm(now);
  const [own, snoozes, received] = await Promise.all([find(actor, registers, now, forms), repository.selectSnoozes(reading(), actor.personId, today), repository.selectReceived(reading(), actor.personId, today)]);
  const isOwn = new Set(own.map(({ id }) => id));
  const [given, handovers] = await Promise.all([
    findReceived(received.filter(({ taskId }) => !isOwn.has(taskId)), registers, now, forms),
    own.length === 0 ? [] : repository.selectHandovers(reading(), [...isOwn], today),
  ]);
  const handoverOf = new Map([...received, ...handovers].map((handover) => [handover.taskId, handover]));
  const untilOf = new Map(snoozes.map(({ taskId, until }) => [taskId, until]));
  return inOrder(
    [...own, ...given].map((task): ListedTask => {
      const handover = handoverOf.get(task.id) ?? null;
      const isGiven = handover !== null && handover.toId === actor.personId;
      return {
        ...task,
        ...standingOf(actor.personId, today, untilOf.get(task.id) ?? null, handover?.toId ?? null),
        why: isGiven ? { kind: "HANDED_OVER", by: handover.byName } : whyTheirs(actor, task.owner),
        isByRight: isOwn.has(task.id),
        handover,
        mayHandOver: mayDoFor(actor, task.owner),
      };
    }),
  );
}

/** All that is a unit's to do, with who does it where it has been handed over; for its people and the office. Who only leads it is not told what may be confidential, but how much that is. Throws NOT_FOUND. */
export async function listUnitTasks(actor: Actor, unitId: string, { registers }: Around, now = new Date()): Promise<{ unit: { id: string; name: string }; tasks: ListedTask[]; hidden: number }> {
  authorize(taskPolicy, "view", actor, unitList(unitId));
  const unit = await actAsUnit(unitId);
  if (unit === null) throw new AppError("NOT_FOUND");
  const all = await find(unit, registers, now, FORMS);
  const isHidden = new Set(may(taskPolicy, "viewConfidential", actor, unitList(unitId)) ? [] : registers.flatMap(({ kind, holdsConfidential }) => (holdsConfidential === true ? [kind] : [])));
  const tasks = all.filter(({ register }) => !isHidden.has(register));
  const handovers = new Map((await repository.selectHandovers(reading(), tasks.map(({ id }) => id), dateInStockholm(now))).map((handover) => [handover.taskId, handover]));
  return {
    unit: { id: unitId, name: unit.name },
    tasks: inOrder(tasks.map((task) => ({ ...task, standing: "open" as const, until: null, why: { kind: "UNIT" as const }, isByRight: false, handover: handovers.get(task.id) ?? null, mayHandOver: mayDoFor(actor, task.owner) }))),
    hidden: all.length - tasks.length,
  };
}

const listOf = (actor: Actor, unitId: string | null, around: Around, now: Date) =>
  unitId === null ? listTasks(actor, around, now).then((tasks) => ({ unit: null, tasks, hidden: 0 })) : listUnitTasks(actor, unitId, around, now);

/** One page of the actor's list, or of a unit's, under a filter, with how many there are of each kind and the registers that have any. */
export async function readTasks(actor: Actor, filter: TaskFilter, around: Around, now = new Date()) {
  const today = dateInStockholm(now);
  const { unit, tasks, hidden } = await listOf(actor, filter.unitId, around, now);
  const picked = pickTasks(tasks, filter, today);
  const from = (filter.page - 1) * TASKS_A_PAGE;
  return { unit, hidden, rows: picked.slice(from, from + TASKS_A_PAGE), total: picked.length, counts: countTasks(tasks, today), registers: [...new Set(tasks.map(({ register }) => register))] };
}

/** All that the list shows under a filter, every page of it. */
export async function* exportTasks(actor: Actor, filter: TaskFilter, around: Around, now = new Date()): AsyncGenerator<ListedTask[], void, undefined> {
  const { tasks } = await listOf(actor, filter.unitId, around, now);
  yield pickTasks(tasks, filter, dateInStockholm(now));
}

/** What bodies are called, and the units whose lists the actor may read. */
export async function listTaskUnits(actor: Actor, now = new Date()): Promise<{ names: ReadonlyMap<string, string>; units: { id: string; name: string }[] }> {
  const today = dateInStockholm(now);
  const bodies = await listBodiesOn(actor, today);
  const units = bodies.filter((body) => isUnitKind(body.kind) && isThereOn(body, today) && may(taskPolicy, "view", actor, unitList(body.id)));
  return { names: new Map(bodies.map(({ id, name }) => [id, name])), units: units.map(({ id, name }) => ({ id, name })) };
}

/** The task of an address, on the actor's own list or on the unit's where that is named; throws NOT_FOUND when it is on neither, and FORBIDDEN when the unit's is only the actor's to read. */
async function locate(actor: Actor, { register, taskId, unitId }: TaskPlace, { registers }: Around, now: Date): Promise<{ task: ListedTask; isOwn: boolean }> {
  const only = { registers: registers.filter(({ kind }) => kind === register) };
  const own = (await listTasks(actor, only, now)).find(({ id }) => id === taskId);
  if (own !== undefined) return { task: own, isOwn: true };
  if (unitId === null) throw new AppError("NOT_FOUND");
  authorize(taskPolicy, "viewConfidential", actor, unitList(unitId));
  const task = (await listUnitTasks(actor, unitId, only, now)).tasks.find(({ id }) => id === taskId);
  if (task === undefined) throw new AppError("NOT_FOUND");
  return { task, isOwn: false };
}

/** A task with those whom the actor may hand it to, none where it is not to be handed over; throws NOT_FOUND and FORBIDDEN. */
export async function prepareTask(actor: Actor, place: TaskPlace, around: Around, now = new Date()): Promise<{ task: ListedTask; isOwn: boolean; colleagues: { id: string; name: string }[] }> {
  const { task, isOwn } = await locate(actor, place, around, now);
  const colleagues = task.mayHandOver ? await repository.selectColleagues(reading(), unitOf(task.owner), dateInStockholm(now)) : [];
  const doer = task.handover?.toId ?? (isOwn ? actor.personId : null);
  return { task, isOwn, colleagues: colleagues.filter(({ id }) => id !== doer) };
}

/** Puts a task on the actor's own list off until a day, when it comes back by itself. Throws NOT_FOUND. Refused: taskSnoozedToPast, taskSnoozedTooLong. */
export async function snooze(actor: Actor, { place, until }: { place: TaskPlace; until: PlainDate }, around: Around, now = new Date()): Promise<Result<{ id: string }, SnoozeRefusal>> {
  const { task, isOwn } = await locate(actor, place, around, now);
  if (!isOwn) throw new AppError("NOT_FOUND");
  const { personId } = actor;
  return orRefuse(async () => {
    must(judgeSnooze(until, dateInStockholm(now)));
    await inTransaction((tx) => repository.writeSnooze(tx, authorize(taskPolicy, "snooze", actor, ownList(actor)), { personId, taskId: task.id, register: task.register, until }));
    return { id: task.id };
  });
}

/** Takes up again what the actor has put off. */
export async function wake(actor: Actor, { taskId }: { taskId: string }): Promise<{ id: string }> {
  await inTransaction((tx) => repository.removeSnooze(tx, authorize(taskPolicy, "snooze", actor, ownList(actor)), actor.personId, taskId));
  return { id: taskId };
}

/**
 * Hands a unit's task or the office's to somebody who may do it, at once, and tells them; the same key does so once. Whoever had been
 * given it before is told too. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it has been handed on since. Refused: taskNotHandedOver, taskReceiverCannot.
 */
export async function handOver(actor: Actor, { key, place, version, toId }: HandOverInput, around: Around, now = new Date()): Promise<Result<{ id: string }, HandOverRefusal>> {
  const today = dateInStockholm(now);
  const { task } = await locate(actor, place, around, now);
  const unitId = unitOf(task.owner);
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "tasks.handOver", key, { place, version, toId }, async () => {
        const held = await repository.lockHandoverOf(tx, task.id, today);
        const id = held?.id ?? repository.newId();
        const permit = authorize(handoverPolicy, "handOver", actor, { id, unitId, byId: actor.personId, toId });
        if (!task.mayHandOver) must(refuse("taskNotHandedOver" as const));
        if ((held?.isHeld === true ? held.version : 0) !== version) throw new AppError("CONFLICT");
        if (!(await repository.selectColleagues(tx, unitId, today)).some((colleague) => colleague.id === toId)) must(refuse("taskReceiverCannot" as const, { field: "to" }));
        if (held === null) await repository.insertHandover(tx, permit, { id, taskId: task.id, register: task.register, unitId, toId }, now);
        else await repository.updateReceiver(tx, permit, id, held.version, toId, now);
        await tell(tx, actor, "TASK_HANDED_OVER", [toId], now);
        if (held?.isHeld === true && held.toId !== toId) await tell(tx, actor, "TASK_TAKEN_BACK", [held.toId], now);
        await recordAudit(tx, { actor, action: "tasks.handedOver", subject: { kind: "taskHandover", id }, unitId, onBehalf: actsForUnit(actor, unitId), details: { register: task.register, toId } });
        return { id };
      }),
    ),
  );
}

async function tell(tx: Tx, actor: Actor, kind: "TASK_HANDED_OVER" | "TASK_TAKEN_BACK", to: readonly string[], now: Date): Promise<void> {
  await notify(tx, actor, { kind, to, subject: null, path: "/tasks" }, now);
}

/** Takes back what was handed over, or hands it back, and tells the other; throws NOT_FOUND, and CONFLICT when it has been handed on or taken back since. */
export async function takeBack(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const held = await repository.lockHandover(tx, id, dateInStockholm(now));
    if (held === null) throw new AppError("NOT_FOUND");
    const permit = authorize(handoverPolicy, "end", actor, held);
    if (held.isEnded || held.version !== version) throw new AppError("CONFLICT");
    await repository.endHandover(tx, permit, id, version, now);
    await tell(tx, actor, "TASK_TAKEN_BACK", [held.byId, held.toId], now);
    await recordAudit(tx, { actor, action: "tasks.takenBack", subject: { kind: "taskHandover", id }, unitId: held.unitId, onBehalf: actsForUnit(actor, held.unitId), details: { register: held.register } });
    return { id };
  });
}

/** A register that answers with so many may have more, and what it leaves out is not gone. */
const MOST_OF_A_REGISTER = 50;

/** Forgets what a reader has put off and ends what it was given, where the cause is gone; for the program, with all that is the reader's to do. */
export async function forgetGone(system: Actor, reader: Actor, listed: readonly ListedTask[], { registers }: Around, now = new Date()): Promise<void> {
  const { personId } = reader;
  const permit = authorize(taskPolicy, "forget", system, ownList(reader));
  const today = dateInStockholm(now);
  const whole = registers.map(({ kind }) => kind).filter((kind) => listed.filter(({ register, form }) => register === kind && form === "TASK").length < MOST_OF_A_REGISTER);
  const ids = new Set(listed.map(({ id }) => id));
  const gone = (await repository.selectReceived(reading(), personId, today)).filter(({ taskId, register }) => whole.includes(register) && !ids.has(taskId));
  await inTransaction(async (tx) => {
    await repository.removeGoneSnoozes(tx, permit, personId, [...ids], whole, today);
    if (gone.length === 0) return;
    for (const handover of gone) await repository.endHandover(tx, authorize(handoverPolicy, "end", system, handover), handover.id, handover.version, now);
    await recordAudits(tx, system, gone.map(({ id, unitId, register }) => ({ action: "tasks.doneWith", subject: { kind: "taskHandover", id }, unitId, details: { register } })));
  });
}
