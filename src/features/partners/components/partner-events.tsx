import { Rows } from "@/components/section";
import { formatApproximate } from "@/lib/formats";
import type { ApproximateDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import type { PartnerEventKind } from "../schema";

interface Happening {
  id: string;
  kind: PartnerEventKind;
  on: ApproximateDate;
  of: { id: string; name: string } | null;
  other: { id: string; name: string } | null;
  formerName: string | null;
  note: string | null;
  source: string | null;
}

/** What has happened to a partner, latest first, each with its day, note and source. */
export function PartnerEvents({ events, words }: { events: readonly Happening[]; words: Words }) {
  return (
    <Rows>
      {events.map(({ id, kind, on, of, other, formerName, note, source }) => {
        // Seen from the one that it is since, or from the one that it happened to.
        const link = of ?? other;
        return (
          <li key={id}>
            <p>
              {formatApproximate(on, words.locale)}: {words(`partners.happened.${kind}${of === null ? "" : "_HERE"}`, { name: formerName ?? "" })} {link === null ? null : <a href={`/partners/${link.id}`}>{link.name}</a>}
            </p>
            {note === null ? null : <p>{note}</p>}
            {source === null ? null : <p className="quiet">{words("partners.source", { source })}</p>}
          </li>
        );
      })}
    </Rows>
  );
}
