import { Rows } from "@/components/section";
import type { Words } from "@/messages/words";
import type { EnrolmentState } from "../enrolments/schema";
import { writeHours, type Times } from "../rules";
import type { ActivityKind } from "../schema";
import { EnrolmentStatus, writeWhen } from "./activity-state";

interface Own extends Times {
  activityId: string;
  kind: ActivityKind;
  title: string;
  organiser: string;
  place: string | null;
  /** Where the person stands in it; null while it has no part in it. */
  state: EnrolmentState | null;
  hoursHundredths: number | null;
}

/** Activities as one person sees them: what and when, and where the person stands; each leads to its page, or to the step that is left to take. */
export function OwnList({ rows, step = "", words }: { rows: readonly Own[]; step?: "" | "/attendance"; words: Words }) {
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.activityId}>
          <a href={`/competence/${row.activityId}${step}`}>{row.title}</a>
          <p className="meta">{[writeWhen(row, words), row.place, row.organiser, words(`competence.kind.${row.kind}`), row.hoursHundredths === null ? null : words("competence.hoursOf", { hours: writeHours(row.hoursHundredths) })].filter((part) => part !== null).join(", ")}</p>
          {row.state === null ? null : <p className="mt-1"><EnrolmentStatus state={row.state} words={words} /></p>}
        </li>
      ))}
    </Rows>
  );
}
