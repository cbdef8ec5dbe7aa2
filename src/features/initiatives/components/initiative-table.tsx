import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ExaminationQuestion } from "../examinations/schema";
import { isTried, type Finding, type Findings } from "../rules";
import { writeInitiativeFilter, type InitiativeFilter, type InitiativeSort } from "../schema";

interface Row {
  id: string;
  title: string;
  unit: string;
  begunOn: PlainDate;
  findings: Findings;
  hasProject: boolean;
}

/** What has been found of a question, as shape and word: a missing examination and a no without a reason stand out where the document asks for them. */
export function describeFinding(question: ExaminationQuestion, finding: Finding | null, isAsked: boolean, words: Words): [StatusKind, string] {
  const lacking = isAsked ? "missing" : "none";
  if (finding === null) return [lacking, words("initiatives.untried")];
  if (!isTried(finding)) return [lacking, words("examinations.withoutReason")];
  return [finding.result === "NOT_RELEVANT" || finding.result === "REFUSED" ? "none" : finding.result === "OBTAINED" ? "done" : "going", words(`examinations.result.${question}.${finding.result}`)];
}

/** A page of initiatives, as cards on a phone; headings sort. */
export function InitiativeTable({ rows, filter, caption, isAsked, words }: { rows: readonly Row[]; filter: InitiativeFilter; caption: string; isAsked: boolean; words: Words }) {
  const heading = (sort: InitiativeSort) => ({
    label: words(`initiatives.column.${sort}`),
    href: `/initiatives${writeInitiativeFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "begun", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        // With its label on a phone's card, where “not examined” alone does not say what.
        { label: words("initiatives.column.COOPERATION"), kind: "date" },
        { label: words("initiatives.column.FUNDING"), kind: "date" },
        { ...heading("unit"), kind: "full" },
        { ...heading("begun"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/initiatives/${row.id}`,
        row.title,
        row.hasProject ? words("initiatives.becameOne") : "",
        "",
        describeFinding("COOPERATION", row.findings.COOPERATION, isAsked, words),
        describeFinding("FUNDING", row.findings.FUNDING, isAsked, words),
        row.unit,
        formatDate(row.begunOn, words.locale),
      ])}
    />
  );
}
