import { Rows, Section } from "@/components/section";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import { meetingsFrom } from "../rules";
import type { StoredMeeting } from "../service";

interface Props {
  meetings: readonly StoredMeeting[];
  today: PlainDate;
  /** Where one is added; null for who may add none. */
  add: string | null;
  words: Words;
}

/** The recurring meetings of a relation or network, each with its next host; nothing where there are none and none can be added. */
export function MeetingList({ meetings, today, add, words }: Props) {
  if (meetings.length === 0 && add === null) return null;
  return (
    <Section id="meetings" title={words("recurringMeetings.title")} {...(add === null ? {} : { more: { href: add, label: words("recurringMeetings.add") } })}>
      {meetings.length === 0 ? (
        <p>{words("recurringMeetings.none")}</p>
      ) : (
        <Rows tight>
          {meetings.map((meeting) => {
            const [next] = meetingsFrom(meeting, Number(today.slice(0, 4)), 1);
            return (
              <li key={meeting.id}>
                <a href={`/recurring-meetings/${meeting.id}`}>{meeting.name}</a>
                <p className="meta">{words("recurringMeetings.nextHost", { every: meeting.everyYears, host: next?.host ?? "", year: String(next?.year ?? "") })}</p>
              </li>
            );
          })}
        </Rows>
      )}
    </Section>
  );
}
