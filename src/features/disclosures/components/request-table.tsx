import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { daysOpen, isOpen, titleOf } from "../rules";
import type { DisclosureState } from "../schema";

interface Row {
  id: string;
  receivedOn: PlainDate;
  asked: string;
  caseNumber: string | null;
  state: DisclosureState;
  closedOn: PlainDate | null;
  records: number;
}

const KINDS: Readonly<Record<DisclosureState, StatusKind>> = { RECEIVED: "todo", EXAMINED: "going", ANSWERED: "done", WITHDRAWN: "none" };

/** How far a request has come, as shape and word. */
export function describeRequest(state: DisclosureState, words: Words): [StatusKind, string] {
  return [KINDS[state], words(`disclosures.state.${state}`)];
}

/** How long a request has been open, or was. */
export function describeDays(request: Pick<Row, "receivedOn" | "closedOn" | "state">, today: PlainDate, words: Words): string {
  return words(isOpen(request.state) ? "disclosures.daysOpen" : "disclosures.daysTaken", { count: daysOpen(request, today) });
}

/** A page of requests, as cards on a phone. */
export function RequestTable({ rows, caption, today, words }: { rows: readonly Row[]; caption: string; today: PlainDate; words: Words }) {
  const column = (name: string) => ({ label: words(`disclosures.column.${name}`) });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={column("asked")}
      columns={[{ ...column("state"), kind: "date" }, { ...column("received"), kind: "date" }, { ...column("days"), kind: "full" }, { ...column("records"), kind: "amount" }, { ...column("caseNumber"), kind: "full" }]}
      lines={rows.map((row) => [
        `/disclosures/${row.id}`,
        titleOf(row),
        "",
        "",
        describeRequest(row.state, words),
        formatDate(row.receivedOn, words.locale),
        describeDays(row, today, words),
        String(row.records),
        row.caseNumber ?? "",
      ])}
    />
  );
}
