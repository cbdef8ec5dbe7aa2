import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";
import { separate } from "../actions";

interface Props {
  /** The kind of record, as merging knows it. */
  kind: string;
  record: { id: string; version: number; mergedFrom: readonly { id: string; name: string }[]; mergedInto: { id: string } | null };
  pathOf: (id: string) => string;
  /** What is said of those that are it today, and what the link and the button are called. */
  labels: { mergedFrom: string; merge: string; separate: string };
  words: Words;
}

/** Which records are this one, with the way to say so of another, or to take it back. */
export function MergingPart({ kind, record, pathOf, labels, words }: Props) {
  return (
    <Section id="merging" title={words("merging.title")}>
      {record.mergedFrom.length === 0 ? null : (
        <>
          <p>{labels.mergedFrom}</p>
          <Rows tight>
            {record.mergedFrom.map(({ id, name }) => (
              <li key={id}><a href={pathOf(id)}>{name}</a></li>
            ))}
          </Rows>
        </>
      )}
      {record.mergedInto === null ? (
        <p><a className="more" href={`/merge/${kind}/${record.id}`}>{labels.merge}</a></p>
      ) : (
        <OneButton action={separate} fields={{ _back: pathOf(record.id), kind, id: record.id, _version: record.version }} label={labels.separate} />
      )}
    </Section>
  );
}
