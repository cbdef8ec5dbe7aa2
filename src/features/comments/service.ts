import "server-only";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import type { MergedRecord, Registers, SubjectRecord } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { actAsAnyone, isTheirsToSee } from "@/server/anyone";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { actsForUnit, findHolder, findHolderOrNull } from "@/server/holder";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { commentPolicy, type CommentThing } from "./policy";
import * as repository from "./repository";
import type { ChangeCommentInput, Subject, WriteCommentInput } from "./schema";

export type { StoredComment } from "./repository";

export type CommentRefusal = "commentNamesStranger";

/** The registers, whose records comments are about. */
export interface Around {
  registers: Registers;
}

/** The record that is commented on; throws NOT_FOUND also for a kind on which nobody comments. */
async function findCommented(actor: Actor, subject: Subject, around: Around): Promise<SubjectRecord> {
  if (around.registers.find(({ kind }) => kind === subject.kind)?.holding?.isUncommented === true) throw new AppError("NOT_FOUND");
  return findHolder(actor, subject, around);
}

const newThing = (actor: Actor, id: string, holder: SubjectRecord, isAddressed: boolean): CommentThing => ({ id, authorId: actor.personId, isArchived: false, holder, isAddressed });

async function load(actor: Actor, id: string, around: Around): Promise<{ stored: repository.StoredComment; holder: SubjectRecord; thing: CommentThing }> {
  const stored = await repository.findComment(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  const holder = await findHolderOrNull(actor, stored.subject, around);
  const thing = { ...stored, holder, isAddressed: false };
  authorize(commentPolicy, "view", actor, thing);
  if (holder === null) throw new AppError("NOT_FOUND");
  return { stored, holder, thing };
}

interface Act {
  subject: Subject;
  unitId: string | null;
  id: string;
  mentionedIds?: readonly string[];
}

/** Tells those who are named, once for each comment, and writes the act's entry in the record's own history. */
async function tell(tx: Tx, actor: Actor, action: string, { subject, unitId, id, mentionedIds = [] }: Act, { registers }: Around, now: Date): Promise<void> {
  const path = registers.find(({ kind }) => kind === subject.kind)?.path(subject.id) ?? "/";
  if (mentionedIds.length > 0) await notify(tx, actor, { kind: "MENTIONED", to: mentionedIds, subject, path: `${path}#comments`, dedupeKey: `comment ${id}` }, now);
  await recordAudit(tx, { actor, action: `comments.${action}`, subject, unitId, onBehalf: actsForUnit(actor, unitId), details: { commentId: id, mentioned: mentionedIds } });
}

/** Those among the people who may see a record: all of them where it is everyone's to see. */
async function whoMaySee<Person extends { id: string }>(people: readonly Person[], subject: Subject, around: Around): Promise<Person[]> {
  if ((await findHolderOrNull(actAsAnyone(), subject, around)) !== null) return [...people];
  const may: boolean[] = [];
  for (const { id } of people) may.push(await isTheirsToSee(id, (actor) => findHolder(actor, subject, around)));
  return people.filter((_person, index) => may[index]);
}

/** Refuses to name someone who may not see the record, or cannot sign in. */
async function judgeNamed(mentionedIds: readonly string[], subject: Subject, around: Around): Promise<void> {
  if (mentionedIds.length === 0) return;
  const named = (await repository.selectReachable(reading())).filter(({ id }) => mentionedIds.includes(id));
  if (named.length < mentionedIds.length || (await whoMaySee(named, subject, around)).length < named.length) must(refuse("commentNamesStranger" as const, { field: "mentioned" }));
}

/** Writes a comment on a record, and names those who are to know of it; the same key does so once. Throws NOT_FOUND and FORBIDDEN. Refused: commentNamesStranger. */
export async function writeComment(actor: Actor, { key, subject, text, mentionedIds }: WriteCommentInput, about: Around & { isDemonstration?: boolean }, now = new Date()): Promise<Result<{ id: string }, CommentRefusal>> {
  const [holder, isAddressed] = await Promise.all([findCommented(actor, subject, about), repository.isNamed(reading(), subject, actor.personId)]);
  const id = repository.newId();
  const permit = authorize(commentPolicy, "write", actor, newThing(actor, id, holder, isAddressed));
  return orRefuse(async () => {
    await judgeNamed(mentionedIds, subject, about);
    return inTransaction((tx) =>
      once(tx, actor, "comments.write", key, { subject, text, mentionedIds }, async () => {
        await repository.insertComment(tx, permit, id, subject, { text, mentionedIds, isDemonstration: about.isDemonstration ?? false }, now);
        await tell(tx, actor, "written", { subject, unitId: holder.unitId, id, mentionedIds }, about, now);
        return { id };
      }),
    );
  });
}

/** Changes a comment of one's own; what it said before stays in its history. Throws CONFLICT when it has been changed since. Refused as when it is written. */
export async function changeComment(actor: Actor, { id, version, text, mentionedIds }: ChangeCommentInput, around: Around, now = new Date()): Promise<Result<{ id: string }, CommentRefusal>> {
  const { stored, holder, thing } = await load(actor, id, around);
  const permit = authorize(commentPolicy, "edit", actor, thing);
  return orRefuse(async () => {
    const known = stored.mentioned.map((person) => person.id);
    await judgeNamed(mentionedIds.filter((one) => !known.includes(one)), stored.subject, around);
    return inTransaction(async (tx) => {
      await repository.updateComment(tx, permit, id, version, { text, mentionedIds }, now);
      await tell(tx, actor, "changed", { subject: stored.subject, unitId: holder.unitId, id, mentionedIds: mentionedIds.filter((one) => !known.includes(one)) }, around, now);
      return { id };
    });
  });
}

/** Takes a comment away without removing anything, or puts it back. Throws CONFLICT when it has been changed since. */
export async function archiveComment(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, around: Around, now = new Date()): Promise<Subject> {
  const { stored, holder, thing } = await load(actor, id, around);
  const permit = authorize(commentPolicy, "archive", actor, thing);
  if (stored.isArchived === archived) return stored.subject;
  return inTransaction(async (tx) => {
    await repository.updateArchived(tx, permit, id, version, archived ? now : null);
    await tell(tx, actor, archived ? "archived" : "restored", { subject: stored.subject, unitId: holder.unitId, id }, around, now);
    return stored.subject;
  });
}

export interface RecordComments {
  /** Each with the title of the record that it is about, where that has been merged into this one. */
  comments: (repository.StoredComment & { from: string | null; mayEdit: boolean; mayArchive: boolean })[];
  mayWrite: boolean;
}

/**
 * What is written about a record, the first first, of what the actor may see, with what is written about the records merged into it that are handed over: each of that by the permissions of its own record.
 * Who has the record at hand already hands it over too. Throws NOT_FOUND when the record is not the actor's to see.
 */
export async function listCommentsOf(actor: Actor, subject: Subject, about: (Around | { loaded: SubjectRecord | Promise<SubjectRecord> }) & { merged?: readonly MergedRecord[] | undefined }): Promise<RecordComments> {
  const merged = about.merged ?? [];
  const [holder, stored] = await Promise.all(["loaded" in about ? about.loaded : findCommented(actor, subject, about), repository.selectCommentsOf(reading(), subject.kind, [subject.id, ...merged.map(({ id }) => id)])]);
  const isAddressed = stored.some(({ isArchived, mentioned: named, subject: of }) => !isArchived && of.id === subject.id && named.some(({ id }) => id === actor.personId));
  const comments = stored.flatMap((comment) => {
    const of = merged.find(({ id }) => id === comment.subject.id) ?? null;
    const thing = { ...comment, holder: of ?? holder, isAddressed };
    return may(commentPolicy, "view", actor, thing) ? [{ ...comment, from: of?.title ?? null, mayEdit: may(commentPolicy, "edit", actor, thing), mayArchive: may(commentPolicy, "archive", actor, thing) }] : [];
  });
  return { comments, mayWrite: may(commentPolicy, "write", actor, newThing(actor, subject.id, holder, isAddressed)) };
}

/** The record that somebody is about to write of, with those who may be named, for who may write; throws NOT_FOUND and FORBIDDEN as when it is written. */
export async function prepareComment(actor: Actor, subject: Subject, around: Around): Promise<{ holder: SubjectRecord; people: { id: string; name: string }[] }> {
  const [holder, isAddressed, people] = await Promise.all([findCommented(actor, subject, around), repository.isNamed(reading(), subject, actor.personId), repository.selectReachable(reading())]);
  authorize(commentPolicy, "write", actor, newThing(actor, subject.id, holder, isAddressed));
  return { holder, people: (await whoMaySee(people, subject, around)).filter(({ id }) => id !== actor.personId) };
}

/** A comment with the record that it is about and those who may be named, for its author; throws NOT_FOUND and FORBIDDEN for others. */
export async function getOwnComment(actor: Actor, id: string, around: Around): Promise<{ comment: repository.StoredComment; holder: SubjectRecord; people: { id: string; name: string }[] }> {
  const { stored, holder, thing } = await load(actor, id, around);
  authorize(commentPolicy, "edit", actor, thing);
  const people = await whoMaySee(await repository.selectReachable(reading()), stored.subject, around);
  return { comment: stored, holder, people: people.filter((person) => person.id !== actor.personId) };
}

/** A comment's history, latest first, with the comment and its record; throws NOT_FOUND when it isn't the actor's to see. */
export async function getCommentHistory(actor: Actor, id: string, around: Around): Promise<{ comment: repository.StoredComment; holder: SubjectRecord; history: HistoryEntry[] }> {
  const [{ stored, holder }, history] = await Promise.all([load(actor, id, around), readHistory(id, { limit: 200 })]);
  return { comment: stored, holder, history };
}
