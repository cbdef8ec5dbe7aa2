import type { Actor } from "@/domain/actor";
import type { MergedRecord, SubjectRecord } from "@/domain/registers";
import { CommentsPart } from "@/features/comments/components/comments-part";
import { listCommentsOf } from "@/features/comments/service";
import { FavouriteMark } from "@/features/saved-views/components/favourite-mark";
import { isFavourite } from "@/features/saved-views/favourites/service";
import { LinkedVisits } from "@/features/visits/components/linked-visits";
import { listVisitsOf } from "@/features/visits/parts/service";
import type { Words } from "@/messages/words";
import { listDocumentsOf } from "../service";
import type { Subject } from "../schema";
import { DocumentsPart } from "./documents-part";

type Props = { subject: Subject; words: Words } & (
  | { parts: Awaited<ReturnType<typeof readParts>> }
  | {
      actor: Actor;
      /** The record, as the page has it at hand. */
      holder: SubjectRecord;
      /** The records that have been merged into it, as far as the actor may see them. */
      merged?: readonly MergedRecord[] | undefined;
    }
);

/** Reads what lies with a record beside the record itself, for a page that waits for both. */
export function readParts(actor: Actor, subject: Subject, holder: SubjectRecord | Promise<SubjectRecord>, merged?: readonly MergedRecord[]) {
  return Promise.all([listDocumentsOf(actor, subject, { loaded: holder, merged }), listCommentsOf(actor, subject, { loaded: holder, merged }), listVisitsOf(actor, subject, { loaded: holder }), isFavourite(actor, subject)]);
}

/** What lies with a record of any register: its documents, what is written about it, and the visits that belong with it. */
export async function RecordParts({ subject, words, ...given }: Props) {
  const [{ documents, mayAttach }, written, linked, isMarked] = "parts" in given ? given.parts : await readParts(given.actor, subject, given.holder, given.merged);
  return (
    <>
      <FavouriteMark subject={subject} isMarked={isMarked} words={words} />
      <LinkedVisits {...linked} words={words} />
      <DocumentsPart subject={subject} documents={documents} mayAttach={mayAttach} words={words} />
      <CommentsPart subject={subject} {...written} words={words} />
    </>
  );
}
