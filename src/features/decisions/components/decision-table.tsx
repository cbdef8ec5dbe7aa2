import { RegisterTable } from "@/components/register-table";
import type { MatterKind } from "@/domain/matter";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeDecisionFilter, type DecisionFilter, type DecisionSort, type DecisionVerdict } from "../schema";
import { describeVerdict } from "./decision-state";

interface Row {
  id: string;
  title: string;
  decidedOn: PlainDate | null;
  body: string | null;
  minutesParagraph: string | null;
  caseNumber: string | null;
  matter: MatterKind;
  verdict: DecisionVerdict;
}

/** A page of decisions, as cards on a phone; headings sort. */
export function DecisionTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: DecisionFilter; caption: string; words: Words }) {
  const heading = (sort: DecisionSort) => ({
    label: words(`decisions.column.${sort}`),
    href: `/decisions${writeDecisionFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "decided", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        { ...heading("body"), kind: "full" },
        { ...heading("verdict"), kind: "full" },
        { ...heading("decided"), kind: "date" },
        { label: words("decisions.column.paragraph"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/decisions/${row.id}`,
        row.title,
        [words(`decisions.matter.${row.matter}`), row.caseNumber].filter(Boolean).join(", "),
        "",
        row.body ?? words("decisions.unknownBody"),
        describeVerdict(row.verdict, words),
        row.decidedOn === null ? words("decisions.unknown") : formatDate(row.decidedOn, words.locale),
        row.minutesParagraph === null ? words("decisions.unknown") : words("decisions.paragraph", { paragraph: row.minutesParagraph }),
      ])}
    />
  );
}
