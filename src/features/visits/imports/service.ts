import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf, type Issue, type Values } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import { loadUnits } from "@/features/projects/choices/service";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { makeGivingWay } from "@/server/giving-way";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { visitImportFields } from "../import";
import { visitPolicy, type VisitThing } from "../policy";
import { askedOf, judgeFacts, visitRulesOf } from "../rules";
import type { VisitInput } from "../schema";
import { addVisits, applyChange } from "../service";
import { tellOfVisit } from "../telling/service";
import * as repository from "./repository";
import { changesBetween, composeChanged, composeNew, identityOf, keysOf, matchRow, readComposed, saysTheSame, type KnownVisit } from "./rules";

/** Rows that are looked up in the register at a time. */
const PIECE = 200;

const today = (now: Date): PlainDate => dateInStockholm(now);
const thingOf = (visit: repository.ListedVisit): VisitThing => ({ ...visit, presidia: [], representative: null, question: null });
const mayAnnounceFor = (actor: Actor, unitId: string) => may(visitPolicy, "announce", actor, { id: "*", unitId, isArchived: false, presidia: [], representative: null, question: null });

/** The fields of a list of visits, with the units that the actor may announce one for. */
export async function listVisitImportFields(handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  const pack = getPack();
  const [units, called] = await Promise.all([loadUnits(actor, now), repository.selectUnitNames(handle, today(now))]);
  return visitImportFields({
    units: units.filter(({ id }) => mayAnnounceFor(actor, id)),
    endedUnits: called.filter(({ isThere }) => !isThere).map(({ id, names: [name = ""] }) => ({ id, name })),
    formerNames: new Map(called.map(({ id, names }) => [id, names])),
    asksForYouth: pack.modules.childrenAndYouth.state === "required",
    asked: askedOf(visitRulesOf(pack, today(now))),
  });
}

/** Reads what a row comes to as a visit, by the form's own rules and the day's document; a unit that has ended only a visit of the register may keep. */
function readVisitRow(values: Values, endedUnits: ReadonlySet<string>, now: Date): { input: VisitInput } | { issues: Issue[] } {
  const read = readComposed(values);
  if ("issues" in read) return read;
  if (endedUnits.has(read.input.unitId)) return { issues: [{ field: "unitId", message: "refusals.visitUnitNotThere" }] };
  const judged = judgeFacts(read.input, visitRulesOf(getPack(), today(now)), today(now));
  return judged.ok ? read : { issues: [{ field: judged.field ?? "", message: `refusals.${judged.reason}` }] };
}

function judgeKnown(actor: Actor, read: ReadRow, stored: repository.ListedVisit, endedUnits: ReadonlySet<string>, now: Date): RowFinding {
  const about = { identity: `is ${stored.id}`, title: textOf(read.values, "title") || stored.title, of: { id: stored.id, name: stored.title } };
  const fault = (issues: readonly Issue[]): RowFinding => ({ outcome: "FAULT", title: about.title, issues });
  const values = composeChanged(read, stored);
  if (saysTheSame(stored, values)) return { ...about, outcome: "SAME" };
  const changed = readVisitRow(values, new Set([...endedUnits].filter((id) => id !== stored.unitId)), now);
  if ("issues" in changed) return fault(changed.issues);
  const changes = changesBetween(stored, changed.input);
  if (changes.length === 0) return { ...about, outcome: "SAME" };
  if (!may(visitPolicy, "edit", actor, thingOf(stored))) return fault([{ field: "", message: "imports.visits.errors.notYours", params: { unit: stored.unitName } }]);
  return stored.closedOn === null ? { ...about, outcome: "CHANGED", changes } : fault([{ field: "", message: "refusals.visitClosed" }]);
}

/**
 * What rows of a list come to (V15, H18, H22b): about a visit of the register, and the same or something else than it says; or about none yet. One is known again by the
 * register's id, or title, unit and first day, so that a list that is read in once more adds nothing; one of the same title and days under another unit is asked about.
 */
export async function judgeVisitRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  const endedUnits = new Set((await repository.selectUnitNames(tx, today(now))).filter(({ isThere }) => !isThere).map(({ id }) => id));
  const giveWay = makeGivingWay();
  const findings: RowFinding[] = [];
  for (let from = 0; from < rows.length; from += PIECE) {
    const keyed = rows.slice(from, from + PIECE).map((read) => ({ read, keys: keysOf(read) }));
    const known = new Map<number, KnownVisit[]>();
    for (const one of await repository.selectKnown(tx, keyed.map(({ keys }) => keys))) known.set(one.row, [...(known.get(one.row) ?? []), one]);
    const matched = keyed.map((one) => ({ ...one, match: matchRow(one.keys, known.get(one.keys.row) ?? []) }));
    const ids = matched.flatMap(({ match }) => ("is" in match ? [match.is.id] : []));
    const stored = new Map((ids.length === 0 ? [] : await repository.selectListed(tx, ids, today(now))).map((visit) => [visit.id, visit]));
    for (const { read, keys, match } of matched) {
      await giveWay();
      const is = "is" in match ? stored.get(match.is.id) : undefined;
      findings.push(is === undefined ? judgeUnknown(read, identityOf(keys), "like" in match ? match.like : [], endedUnits, now) : judgeKnown(actor, read, is, endedUnits, now));
    }
  }
  return findings;
}

function judgeUnknown(read: ReadRow, identity: string, like: readonly KnownVisit[], endedUnits: ReadonlySet<string>, now: Date): RowFinding {
  const title = textOf(read.values, "title");
  if (textOf(read.values, "id") !== "") return { outcome: "FAULT", title, issues: [{ field: "id", message: "imports.visits.errors.idUnknown" }] };
  const made = readVisitRow(composeNew(read), endedUnits, now);
  if ("issues" in made) return { outcome: "FAULT", title, issues: made.issues };
  return like.length === 0 ? { outcome: "NEW", identity, title } : { outcome: "LIKE", identity, title, of: like.map(({ id, title: name, startsOn }) => ({ id, name: `${name} (${startsOn})` })) };
}

/** Announces visits from the rows of a list, each with its row as its source; the office may do so for any unit. */
export async function addVisitRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const visits = rows.map((read) => {
    const made = readComposed(composeNew(read));
    if ("issues" in made) throw new Error("a row that cannot be read was to be added");
    return { input: made.input, source: read.source };
  });
  return (await addVisits(tx, actor, visits, now)).map(({ id, entry }) => ({ id, entries: [entry] }));
}

/** Reads visits that are there, in the order of their ids; throws NOT_FOUND where one isn't. */
async function holdAll(tx: Tx, ids: readonly string[], now: Date): Promise<repository.ListedVisit[]> {
  const stored = new Map((await repository.selectListed(tx, ids, today(now), true)).map((visit) => [visit.id, visit]));
  return ids.map((id) => {
    const visit = stored.get(id);
    if (visit === undefined) throw new AppError("NOT_FOUND");
    return visit;
  });
}

/** Changes visits to what rows of a list say, and leaves what they say nothing of; whoever represents has the new days in the calendar. */
export async function changeVisitRows(tx: Tx, actor: Actor, rows: readonly { id: string; read: ReadRow }[], now: Date): Promise<AuditEntry[]> {
  const stored = await holdAll(tx, rows.map(({ id }) => id), now);
  const entries: AuditEntry[] = [];
  for (const [place, { id, read }] of rows.entries()) {
    const visit = stored[place];
    const changed = visit === undefined ? null : readComposed(composeChanged(read, visit));
    if (visit === undefined || changed === null || "issues" in changed) throw new Error("a row that cannot be read was to change a visit");
    entries.push(await applyChange(tx, actor, { id, version: visit.version, visit: changed.input }, now));
  }
  return entries;
}

/** The visits that something in other registers is about. */
export async function listPointedToVisits(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes visits out of the register as a part of another use case, which writes the audit trail. */
export async function takeBackVisits(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const permits = (await holdAll(tx, ids, now)).map((visit) => authorize(visitPolicy, "archive", actor, thingOf(visit)));
  return (await repository.archiveAll(tx, permits, ids, now)).map(({ id, unitId }) => ({ action: "visits.archived", subject: { kind: "visit", id }, unitId }));
}

/** Gives visits back what they said before a list changed them, and whoever represents the days; part of another use case, which writes the audit trail. */
export async function restoreVisits(tx: Tx, actor: Actor, importId: string, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const changed = await holdAll(tx, ids, now);
  await repository.restoreAll(tx, changed.map((visit) => authorize(visitPolicy, "edit", actor, thingOf(visit))), importId, ids, now);
  const restored = await holdAll(tx, ids, now);
  for (const [place, visit] of restored.entries()) await tellOfVisit(tx, actor, visit, { news: "changed", before: changed[place] ?? visit }, now);
  return restored.map(({ id, unitId }) => ({ action: "visits.changed", subject: { kind: "visit", id }, unitId }));
}
