import { randomUUID } from "node:crypto";
import { DataTable, ROLES } from "@/components/data-table";
import { OneButton } from "@/components/one-button";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { close, renew } from "../actions";
import { nameCalendar } from "../report";
import type { CalendarFeedKind } from "../schema";

/** A calendar that the person follows, as its row shows it. */
export interface FollowedCalendar {
  id: string;
  version: number;
  kind: CalendarFeedKind;
  body: { name: string } | null;
  issuedAt: Date;
  lastUsedAt: Date | null;
  mayFollow: boolean;
}

/** The calendars that a person follows, with when each was last fetched, and the buttons for a new address and an end. */
export function FeedTable({ feeds, words }: { feeds: readonly FollowedCalendar[]; words: Words }) {
  return (
    <DataTable caption={words("calendars.followed")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {(["calendar", "issued", "used", "do"] as const).map((column) => (
            <th key={column} {...ROLES.head}>{words(`calendars.column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {feeds.map((feed) => {
          const name = nameCalendar(feed, feed.body?.name ?? null, words);
          const fields = { _back: "/account/calendars", id: feed.id, _version: feed.version };
          return (
            <tr key={feed.id} {...ROLES.row}>
              <th {...ROLES.name}>
                {name}
                {feed.mayFollow ? null : <p className="meta">{words("calendars.notFollowed")}</p>}
              </th>
              <td {...ROLES.cell} data-label={words("calendars.column.issued")}>{formatInstant(feed.issuedAt, words.locale)}</td>
              <td {...ROLES.cell} data-label={words("calendars.column.used")}>{feed.lastUsedAt === null ? words("calendars.neverUsed") : formatInstant(feed.lastUsedAt, words.locale)}</td>
              <td {...ROLES.cell} data-label={words("calendars.column.do")}>
                <div className="btns">
                  {feed.mayFollow ? <OneButton variant="small" action={renew} fields={{ ...fields, _key: randomUUID() }} label={words("calendars.renew")} hiddenLabel={words("calendars.ofCalendar", { calendar: name })} /> : null}
                  <OneButton variant="small" action={close} fields={fields} label={words("calendars.close")} hiddenLabel={words("calendars.ofCalendar", { calendar: name })} />
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
