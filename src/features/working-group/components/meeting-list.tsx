import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { Words } from "@/messages/words";
import { stateOf, type MeetingState } from "../rules";
import { writeWhen } from "./meeting-state";

interface Row {
  id: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  place: string | null;
  calledAt: Date | null;
  cancelledAt: Date | null;
  called: number;
  present: number;
}

const KINDS: Readonly<Record<MeetingState, StatusKind>> = { PLANNED: "todo", CALLED: "going", HELD: "done", CANCELLED: "missing" };

/** Meetings with when they are, where they stand and how many were there. */
export function GroupMeetingList({ rows, now, words }: { rows: readonly Row[]; now: Date; words: Words }) {
  return (
    <RegisterTable
      caption={words("workingGroup.meetings")}
      hideCaption
      name={{ label: words("workingGroup.column.title") }}
      columns={[{ label: words("workingGroup.column.state"), kind: "date" }, { label: words("workingGroup.column.when"), kind: "full" }, { label: words("workingGroup.column.present"), kind: "amount" }]}
      lines={rows.map((row) => {
        const state = stateOf(row, now);
        return [`/working-group/meetings/${row.id}`, row.title, row.place ?? "", "", [KINDS[state], words(`workingGroup.state.${state}`)], writeWhen(row, words), row.called === 0 ? "" : words("workingGroup.presentOf", { present: row.present, called: row.called })];
      })}
    />
  );
}
