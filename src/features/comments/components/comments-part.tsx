import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { archive, restore } from "../actions";
import type { Subject } from "../schema";
import type { RecordComments } from "../service";

/** What is written about a record, and the way to writing more. */
export function CommentsPart({ subject, comments, mayWrite, words }: RecordComments & { subject: Subject; words: Words }) {
  return (
    <Section id="comments" title={words("comments.part")}>
      {comments.length === 0 ? (
        <p>{words("comments.none")}</p>
      ) : (
        <Rows>
          {comments.map((comment) => (
            <li key={comment.id}>
              <p className="meta">
                <strong>{comment.authorName ?? words("comments.someone")}</strong>, {formatInstant(comment.createdAt, words.locale)}
                {comment.version > 1 ? (
                  <>
                    {" "}
                    <a href={`/comments/${comment.id}/history`}>{words(comment.isArchived ? "comments.takenAway" : "comments.changed")}</a>
                  </>
                ) : null}
              </p>
              {comment.from === null ? null : <p className="meta">{words("comments.fromMerged", { title: comment.from })}</p>}
              {comment.isArchived ? null : <p className="whitespace-pre-line break-words">{comment.text}</p>}
              {comment.isArchived || comment.mentioned.length === 0 ? null : <p className="meta">{words("comments.to", { names: comment.mentioned.map(({ name }) => name ?? words("comments.someone")).join(", ") })}</p>}
              {comment.mayEdit ? (
                <p>
                  <a className="more" href={`/comments/${comment.id}/edit`}>{words("comments.change")}</a>
                </p>
              ) : null}
              {comment.mayArchive ? (
                <OneButton
                  action={comment.isArchived ? restore : archive}
                  label={words(comment.isArchived ? "comments.restore" : "comments.archive")}
                  hiddenLabel={words("comments.by", { name: comment.authorName ?? words("comments.someone"), when: formatInstant(comment.createdAt, words.locale) })}
                  fields={{ id: comment.id, _version: comment.version }}
                />
              ) : null}
            </li>
          ))}
        </Rows>
      )}
      {mayWrite ? (
        <p>
          <a className="more" href={`/comments/new?kind=${subject.kind}&id=${subject.id}`}>{words("comments.write")}</a>
        </p>
      ) : null}
    </Section>
  );
}
