import "server-only";
import { isCoordinator, isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { loadUnits } from "@/features/projects/choices/service";
import { listProjects } from "@/features/projects/lists/service";
import { projectPolicy, type ProjectThing } from "@/features/projects/policy";
import { readProjectFilter } from "@/features/projects/schema";
import { getProject } from "@/features/projects/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayLogCases, supportPolicy } from "./policy";
import * as repository from "./repository";
import { judgeCase, type SupportRefusal, type SupportSum } from "./rules";
import { readCaseFilter, type CaseFilter, type ChangeCaseInput, type SupportCaseInput } from "./schema";

export type { CaseRow, StoredCase } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `economySupport.${action}`, subject: { kind: "supportCase", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

const orNull = <Value>(work: Promise<Value>): Promise<Value | null> =>
  work.catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  });

/** The units that the actor may log a support case for; none for who may log none. */
export async function listSupportUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  if (!mayLogCases(actor)) return [];
  return (await loadUnits(actor, now)).filter(({ id }) => may(supportPolicy, "log", actor, { id, unitId: id, isArchived: false }));
}

/** Judges what a support case states; one that is stored may keep a unit that has ended since, and a project that the actor may not see. */
async function judge(actor: Actor, input: SupportCaseInput, before: repository.StoredCase | null, now: Date): Promise<void> {
  must(judgeCase(input, today(now)));
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) must(refuse("supportUnitNotThere", { field: "unitId" }));
  if (input.projectId !== null && input.projectId !== before?.projectId && (await orNull(getProject(actor, input.projectId, now))) === null) must(refuse("supportProjectNotThere", { field: "projectId" }));
}

/** Logs that a unit has asked for support with the economy of EU projects (V17); the same key logs it once. Refused: supportUnitNotThere, supportProjectNotThere, supportInFuture. */
export async function logCase(actor: Actor, input: SupportCaseInput, key: string, about: { origin?: repository.CaseOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, SupportRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "economySupport.log", key, input, async () => {
        const id = repository.newCaseId();
        const permit = authorize(supportPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(actor, input, null, now);
        await repository.insertCase(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredCase> {
  const stored = await repository.lockCase(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a support case, or tells its answer. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getCaseVersion` returns. Refused as when it is logged.
 */
export async function changeCase(actor: Actor, { id, version, supportCase: input }: ChangeCaseInput, now = new Date()): Promise<Result<{ id: string }, SupportRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(supportPolicy, "edit", actor, stored);
      // Giving a case to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(supportPolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(actor, input, stored, now);
      await repository.updateCase(tx, permit, id, version, input, now);
      await audit(tx, actor, id, input.unitId, stored.answeredOn === null && input.answeredOn !== null ? "answered" : "changed");
      return { id };
    }),
  );
}

/** Takes a support case out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveCase(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(supportPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listCases(_actor: Actor, filter: CaseFilter, now = new Date()): Promise<{ rows: repository.CaseRow[]; total: number }> {
  return repository.selectCases(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportCases(_actor: Actor, filter: CaseFilter, now = new Date()): AsyncGenerator<repository.CaseRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamCases(tx, filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listCaseYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** What a year's support came to (V17): how many cases and hours each unit has asked for, and each function has given. */
export async function sumSupport(_actor: Actor, year: number, now = new Date()): Promise<{ units: (SupportSum & { unitId: string; unit: string })[]; givers: (SupportSum & { givenBy: string })[] }> {
  const filter = { ...readCaseFilter({}).filter, year };
  const [units, givers] = await Promise.all([repository.sumByUnit(reading(), filter, today(now)), repository.sumByGiver(reading(), filter)]);
  return { units, givers };
}

/** How many cases the list shows under a filter. */
export async function countCases(_actor: Actor, filter: CaseFilter): Promise<number> {
  return repository.countCases(reading(), filter);
}

/** The cases that nobody has answered, for the office, which gives the support or knows who does; those asked first come first, at most one page. */
export async function listUnanswered(actor: Actor, now = new Date()): Promise<repository.CaseRow[]> {
  if (!isCoordinator(actor)) return [];
  return (await repository.selectCases(reading(), { ...readCaseFilter({}).filter, state: "OPEN", descending: false }, today(now))).rows;
}

/** The support that has been asked for about a project, the latest first; who has the project at hand already hands it over. Throws NOT_FOUND when the project isn't the actor's to see. */
export async function listCasesOfProject(actor: Actor, projectId: string, { loaded }: { loaded?: Promise<{ project: ProjectThing }> } = {}, now = new Date()): Promise<repository.CaseRow[]> {
  // Read while permission is asked; nobody is told of it before the answer.
  const [{ project }, rows] = await Promise.all([loaded ?? getProject(actor, projectId, now), repository.selectCasesOf(reading(), projectId, today(now))]);
  authorize(projectPolicy, "view", actor, project);
  return rows;
}

export interface CaseView {
  supportCase: repository.StoredCase;
  /** The project that it was about; null also where the actor may not see it. */
  project: { id: string; title: string } | null;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A support case with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getCase(actor: Actor, id: string, now = new Date()): Promise<CaseView> {
  const supportCase = await repository.findCase(reading(), id, today(now));
  if (supportCase === null) throw new AppError("NOT_FOUND");
  authorize(supportPolicy, "view", actor, supportCase);
  const found = supportCase.projectId === null ? null : await orNull(getProject(actor, supportCase.projectId, now));
  return { supportCase, project: found === null ? null : { id: found.project.id, title: found.project.title }, mayEdit: may(supportPolicy, "edit", actor, supportCase), mayArchive: may(supportPolicy, "archive", actor, supportCase) };
}

/** The units' projects that a case may be about, of those that the actor may see, at most one page of each of the first ten units. */
export async function offerSupportProjects(actor: Actor, unitIds: readonly string[], now = new Date()): Promise<{ id: string; title: string }[]> {
  const pages = await Promise.all(unitIds.slice(0, 10).map((unit) => listProjects(actor, readProjectFilter({ unit }).filter, now)));
  return pages.flatMap(({ rows }) => rows.map(({ id, title }) => ({ id, title })));
}

/** A support case as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getCaseVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; supportCase: SupportCaseInput }> {
  const stored = await repository.findCase(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(supportPolicy, "edit", actor, stored);
  const found = await repository.findCaseVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A support case's history, latest first; throws NOT_FOUND when the case isn't the actor's to see. */
export async function listCaseHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findCase(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(supportPolicy, "view", actor, stored);
  return history;
}
