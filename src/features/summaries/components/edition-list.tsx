import { Rows } from "@/components/section";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { EditionLine } from "../editions/service";

/** Frozen editions, the latest first, each with its year where they are of several. */
export function EditionList({ editions, drafts, hasYear, words }: { editions: readonly EditionLine[]; drafts?: readonly number[]; hasYear?: boolean; words: Words }) {
  if (editions.length === 0 && (drafts ?? []).length === 0) return <p>{words("summaries.editionsNone")}</p>;
  return (
    <Rows tight>
      {(drafts ?? []).map((year) => (
        <li key={year}>
          <a href={`/year/${String(year)}/summary`}>{words("summaries.draftName", { year: String(year) })}</a>
        </li>
      ))}
      {editions.map((edition) => (
        <li key={edition.id}>
          <a href={`/year/${String(edition.year)}/editions/${String(edition.number)}`}>{hasYear === true ? words("summaries.edition.name", { year: String(edition.year), number: edition.number }) : words("summaries.editionName", { number: edition.number })}</a>{" "}
          <span className="meta">{words("summaries.editionLine", { when: formatInstant(edition.frozenAt, words.locale) })}</span>
        </li>
      ))}
    </Rows>
  );
}
