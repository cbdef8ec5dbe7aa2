import { Rows, Section } from "@/components/section";
import { formatApproximate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { LinkedVisit } from "../parts/service";

/** The visits that belong with a record, the latest first; nothing where there are none. */
export function LinkedVisits({ visits, total, words }: { visits: readonly LinkedVisit[]; total: number; words: Words }) {
  if (visits.length === 0) return null;
  return (
    <Section id="visits" title={words("visitParts.visitsOf")}>
      <Rows tight>
        {visits.map(({ id, title, direction, startsOn, startPrecision, isCancelled }) => (
          <li key={id}>
            <a href={`/visits/${id}`}>{title}</a>
            <small> {[words(`visits.direction.${direction}`), formatApproximate({ on: startsOn, precision: startPrecision }, words.locale), ...(isCancelled ? [words("visitParts.cancelled")] : [])].join(", ")}</small>
          </li>
        ))}
      </Rows>
      {total > visits.length ? <p className="meta">{words("visitParts.visitsMore", { total })}</p> : null}
    </Section>
  );
}
