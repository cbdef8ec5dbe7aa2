import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";
import type { NamedRecord } from "../favourites/service";
import { addressOf } from "../rules";
import { VIEW_LISTS } from "../schema";
import type { ListedView } from "../service";

interface Props {
  favourites: readonly NamedRecord[];
  recent: readonly NamedRecord[];
  /** Null where they are shown elsewhere on the page. */
  views: readonly ListedView[] | null;
  words: Words;
}

/** What somebody comes back to: the records that they have marked, those that they changed last, and their views. */
export function OwnPlaces({ favourites, recent, views, words }: Props) {
  const named = (id: string, records: readonly NamedRecord[]) =>
    records.length === 0 ? null : (
      <Section id={id} title={words(`savedViews.${id}`)}>
        <Rows tight>
          {records.map(({ kind, id: recordId, title, path }) => (
            <li key={`${kind} ${recordId}`}>
              <a href={path}>{title}</a> <span className="meta">{words(`auditLog.kinds.${kind}`)}</span>
            </li>
          ))}
        </Rows>
      </Section>
    );
  return (
    <>
      {named("favourites", favourites)}
      {views === null || views.length === 0 ? null : (
        <Section id="own-views" title={words("savedViews.title")} more={{ href: "/views", label: words("savedViews.manage") }}>
          <Rows tight>
            {views.map((view) => (
              <li key={view.id}>
                <a href={addressOf(view)}>{view.name}</a> <span className="meta">{words(VIEW_LISTS[view.list])}</span>
              </li>
            ))}
          </Rows>
        </Section>
      )}
      {named("recent", recent)}
    </>
  );
}
