import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Registers, Subject } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findHolder, findHolderOrNull } from "@/server/holder";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { askQuietly, authorize, authorizeAll, grantScope } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { retentionPolicy } from "./policy";
import * as repository from "./repository";
import { judgeRule, ruleFor, type DueRecord, type KindRule, type RetentionRefusal } from "./rules";
import type { DueFilter, HoldFilter, PlaceHoldInput, RuleInput } from "./schema";

export type { StoredHold } from "./repository";

/** The registers whose records are kept or disposed of. */
export interface Around {
  registers: Registers;
}

/** What holds for a kind of record, and what that comes to. */
export interface RuleView extends KindRule {
  /** The version of the municipality's own rule; 0 where it has none. */
  version: number;
  isDemonstration: boolean;
  /** Whether it can be told when a record's matter is over, so that a time can be reckoned at all. */
  hasEnd: boolean;
}

const today = (now: Date): PlainDate => dateInStockholm(now);
const isKept = ({ holding }: Registers[number]) => holding !== undefined;

const scopeOf = (actor: Actor) => grantScope("retention", actor, isCoordinator(actor));

async function loadRules({ registers }: Around, read: Read = reading()): Promise<RuleView[]> {
  const own = await repository.selectRules(read);
  const ofPack = getPack().retentionRules.map(({ certainty, ...rule }) => ({ ...rule, certainty: certainty.toUpperCase() as Uppercase<typeof certainty> }));
  return registers.filter(isKept).map(({ kind, retention }) => {
    const mine = own.find((rule) => rule.kind === kind);
    return { ...ruleFor(kind, own, ofPack), version: mine?.version ?? 0, isDemonstration: mine?.isDemonstration ?? false, hasEnd: retention !== undefined };
  });
}

/** For how many years records are kept, by the kinds that are to be disposed of at all. */
const yearsOf = (rules: readonly KindRule[]) => new Map(rules.flatMap(({ kind, outcome, years }) => (outcome === "DISPOSE" && years !== null ? [[kind, years] as const] : [])));

/** What holds for each kind of record, with how many may be disposed of today and how many whose time is over something keeps; those that nobody has regulated last. Throws NOT_FOUND for who doesn't follow it. */
export async function listRules(actor: Actor, around: Around, now = new Date()): Promise<(RuleView & { free: number; held: number })[]> {
  authorizeAll(retentionPolicy, "view", actor);
  const rules = await loadRules(around);
  const counts = await repository.countDue(reading(), around.registers, yearsOf(rules), scopeOf(actor), today(now));
  const counted = rules.map((rule) => ({ ...rule, free: 0, held: 0, ...counts.find(({ kind }) => kind === rule.kind) }));
  return counted.sort((one, other) => Number(one.outcome === "UNREGULATED") - Number(other.outcome === "UNREGULATED"));
}

/** What holds for one kind; throws NOT_FOUND for a kind that there isn't. */
export async function getRule(actor: Actor, kind: string, around: Around): Promise<RuleView> {
  authorizeAll(retentionPolicy, "view", actor);
  const rule = (await loadRules(around)).find((one) => one.kind === kind);
  if (rule === undefined) throw new AppError("NOT_FOUND");
  return rule;
}

/** Writes down what the municipality has decided for a kind of record; the same key does so once. Throws CONFLICT when somebody has since. Refused: retentionKindUnknown, retentionEndUnknown. */
export async function setRule(actor: Actor, { key, version, rule }: { key: string; version: number; rule: RuleInput }, { registers }: Around, about: { isDemonstration?: boolean } = {}, now = new Date()): Promise<Result<{ kind: string }, RetentionRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "retention.setRule", key, { version, ...rule }, async () => {
        const permit = authorize(retentionPolicy, "setRule", actor, { id: rule.kind });
        const register = registers.filter(isKept).find(({ kind }) => kind === rule.kind);
        must(judgeRule({ isKnown: register !== undefined, hasEnd: register?.retention !== undefined }, rule.outcome));
        const stored = await repository.lockRule(tx, rule.kind);
        if ((stored?.version ?? 0) !== version) throw new AppError("CONFLICT");
        const id = stored?.id ?? repository.newId();
        if (stored === null) await repository.insertRule(tx, permit, id, rule, about.isDemonstration ?? false, now);
        else await repository.updateRule(tx, permit, version, rule, now);
        await recordAudit(tx, { actor, action: "retention.ruleSet", subject: { kind: "retentionRule", id }, details: { recordKind: rule.kind, outcome: rule.outcome, years: rule.years } });
        return { kind: rule.kind };
      }),
    ),
  );
}

/** A page of the records whose time is over on a day, each with what said until when it was kept and what keeps it still; confidential ones for the office alone. Throws NOT_FOUND for who doesn't follow it. */
export async function listDue(actor: Actor, filter: DueFilter, around: Around, now = new Date()): Promise<{ rows: DueRecord[]; total: number; rules: RuleView[] }> {
  authorizeAll(retentionPolicy, "view", actor);
  const rules = await loadRules(around);
  return { ...(await repository.selectDue(reading(), around.registers, yearsOf(rules), scopeOf(actor), filter, filter.on ?? today(now))), rules };
}

/** All that the list shows under a filter, every page of it in the same order, with the rule of its kind, piece by piece from one state of the registers. Throws NOT_FOUND. */
export async function* exportDue(actor: Actor, filter: DueFilter, around: Around, now = new Date()): AsyncGenerator<(DueRecord & { rule: RuleView })[], void, undefined> {
  authorizeAll(retentionPolicy, "view", actor);
  const rules = await loadRules(around);
  const pieces = readSnapshot((tx) => repository.streamDue(tx, around.registers, yearsOf(rules), scopeOf(actor), filter, filter.on ?? today(now)));
  for await (const rows of pieces) yield rows.flatMap((row) => rules.filter(({ kind }) => kind === row.kind).map((rule) => ({ ...row, rule })));
}

/**
 * Of some records of a kind, or of all, those whose time is over on a day, confidential ones too, with what keeps each and the rule that holds, as all of it stands in the
 * transaction. Throws NOT_FOUND, FORBIDDEN, and NOT_FOUND for a kind that there isn't.
 */
export async function findDueWithin(tx: Tx, actor: Actor, asked: { kind: string; on: PlainDate; ids: readonly string[] | null }, around: Around): Promise<{ rule: RuleView; rows: DueRecord[] }> {
  authorizeAll(retentionPolicy, "judge", actor);
  const rules = await loadRules(around, tx);
  const rule = rules.find(({ kind }) => kind === asked.kind);
  if (rule === undefined) throw new AppError("NOT_FOUND");
  return { rule, rows: await repository.selectDueAmong(tx, around.registers, yearsOf(rules), grantScope("retention", actor, true), asked) };
}

/** Keeps a record from being disposed of, whatever the rules say; the same key does so once. Throws NOT_FOUND. Refused: retentionRecordNotThere, for a record that isn't the actor's to see. */
export async function placeHold(actor: Actor, { key, hold }: { key: string; hold: PlaceHoldInput }, around: Around, now = new Date()): Promise<Result<{ id: string }, RetentionRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "retention.placeHold", key, hold, async () => {
        const permit = authorize(retentionPolicy, "hold", actor, { id: hold.subject.id });
        // A disposal that has come to the record holds it until it is gone, or left.
        await repository.holdSubject(tx, around.registers, hold.subject);
        if ((await askQuietly(() => findHolderOrNull(actor, hold.subject, around))) === null) must(refuse("retentionRecordNotThere" as const));
        const id = repository.newId();
        await repository.insertHold(tx, permit, id, hold, now);
        await recordAudit(tx, { actor, action: "retention.holdPlaced", subject: { kind: "retentionHold", id }, details: { recordKind: hold.subject.kind, recordId: hold.subject.id } });
        return { id };
      }),
    ),
  );
}

/** Lets a record go again, and says why. Throws NOT_FOUND, and CONFLICT when something has become of the hold since. Refused: retentionHoldLifted. */
export async function liftHold(actor: Actor, lifting: { id: string; version: number; liftReason: string }, now = new Date()): Promise<Result<{ id: string }, RetentionRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await repository.lockHold(tx, lifting.id);
      if (stored === null) throw new AppError("NOT_FOUND");
      const permit = authorize(retentionPolicy, "hold", actor, stored);
      if (stored.liftedAt !== null) must(refuse("retentionHoldLifted" as const));
      if (stored.version !== lifting.version) throw new AppError("CONFLICT");
      await repository.updateLifted(tx, permit, lifting, now);
      await recordAudit(tx, { actor, action: "retention.holdLifted", subject: { kind: "retentionHold", id: stored.id }, details: { recordKind: stored.subject.kind, recordId: stored.subject.id } });
      return { id: stored.id };
    }),
  );
}

/** Where a record is and what it is called; null for one that the actor may not see. */
export type NamedRecord = { title: string; path: string } | null;

/** What a record that is to be kept is called; throws NOT_FOUND for one that the actor may not see, and for who keeps none. */
export async function getRecordToHold(actor: Actor, subject: Subject, around: Around): Promise<NonNullable<NamedRecord>> {
  authorize(retentionPolicy, "hold", actor, { id: subject.id });
  const [holder, register] = [await findHolder(actor, subject, around), around.registers.find(({ kind }) => kind === subject.kind)];
  return { title: holder.title, path: register?.path(subject.id) ?? "/" };
}

async function nameRecord(actor: Actor, subject: Subject, around: Around): Promise<NamedRecord> {
  const holder = await askQuietly(() => findHolderOrNull(actor, subject, around));
  const register = around.registers.find(({ kind }) => kind === subject.kind);
  return holder === null || register === undefined ? null : { title: holder.title, path: register.path(subject.id) };
}

/** A hold as somebody sees it: of a record that isn't theirs to see neither what it is called nor why it is kept. */
export type ListedHold = Omit<repository.StoredHold, "reason"> & { record: NamedRecord; reason: string | null };

/** A page of the holds that have been placed, each with its record as far as the actor sees it. Throws NOT_FOUND for who doesn't follow it. */
export async function listHolds(actor: Actor, filter: HoldFilter, around: Around): Promise<{ rows: ListedHold[]; total: number }> {
  authorizeAll(retentionPolicy, "view", actor);
  const { rows, total } = await repository.selectHolds(reading(), filter);
  const listed: ListedHold[] = [];
  for (const hold of rows) {
    const record = await nameRecord(actor, hold.subject, around);
    listed.push(record === null ? { ...hold, record, reason: null, liftReason: null } : { ...hold, record });
  }
  return { rows: listed, total };
}
