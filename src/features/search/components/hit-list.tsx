import { Rows } from "@/components/section";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { Segment } from "../rules";
import type { Hit } from "../service";

/** A text with what was looked for marked. */
function Marked({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : text));
}

/** Records that were found, each with where in it the words stand. */
export function HitList({ hits, level = 3, withKind = false, words }: { hits: readonly Hit[]; level?: 2 | 3; withKind?: boolean; words: Words }) {
  const Heading = `h${String(level)}` as "h2" | "h3";
  const daysOf = ({ from, to }: Hit) => (from === null || to === null ? null : from === to ? formatDate(from, words.locale) : [...new Set([from, to].map((day) => day.slice(0, 4)))].join("–"));
  return (
    <Rows>
      {hits.map((hit) => {
        const about = [withKind ? words(`search.kind.${hit.kind}`) : null, hit.caseNumber, hit.unit, daysOf(hit)].filter((part) => part !== null);
        return (
          <li key={`${hit.kind} ${hit.id}`} className="hit">
            <Heading>
              <a href={hit.path}>
                <Marked segments={hit.title} />
              </a>
            </Heading>
            {about.length === 0 ? null : <p className="meta">{about.join(" · ")}</p>}
            {hit.excerpt === null ? null : (
              <p className="hit-excerpt">
                <Marked segments={hit.excerpt} />
              </p>
            )}
          </li>
        );
      })}
    </Rows>
  );
}
