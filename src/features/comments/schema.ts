import { z } from "zod";
import type { Subject } from "@/domain/registers";
import { field, ids, requiredId, requiredText, version } from "@/lib/fields";

export type { Subject };

export const LONGEST_COMMENT = 4000;
/** As many as a comment may tell of itself. */
export const MOST_MENTIONED = 5;

const facts = { text: requiredText(LONGEST_COMMENT, "comments.errors.textMissing"), mentioned: ids(MOST_MENTIONED) };
const subjectKind = () => field<string>((text) => (/^[a-zA-Z]{1,40}$/.test(text) ? { value: text } : { message: "fields.choice" }));

export interface WriteCommentInput {
  key: string;
  subject: Subject;
  text: string;
  mentionedIds: string[];
}

/** The form in which a comment is written. */
export const writeCommentSchema = z
  .object({ _key: requiredId("fields.choice"), subjectKind: subjectKind(), subjectId: requiredId("fields.choice"), ...facts })
  .transform(({ _key, subjectKind: kind, subjectId, text, mentioned }): WriteCommentInput => ({ key: _key, subject: { kind, id: subjectId }, text, mentionedIds: mentioned }));

export interface ChangeCommentInput {
  id: string;
  version: number;
  text: string;
  mentionedIds: string[];
}

/** The form in which somebody changes a comment of their own. */
export const changeCommentSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...facts })
  .transform(({ id, _version, text, mentioned }): ChangeCommentInput => ({ id, version: _version, text, mentionedIds: mentioned }));

/** A button that takes a comment away, or puts it back. */
export const commentVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));
