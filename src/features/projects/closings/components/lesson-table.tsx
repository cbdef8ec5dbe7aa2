import { RegisterTable } from "@/components/register-table";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { beginningOf } from "../rules";
import { writeLessonFilter, type ClosingInput, type LessonFilter, type LessonSort } from "../schema";

interface Row extends Pick<ClosingInput, "toldOn" | "benefit" | "lessons" | "wouldDoAgain"> {
  projectId: string;
  title: string;
  unit: string;
  isConfidential: boolean;
}

/** A page of what projects came to, with the beginning of the lessons, as cards on a phone; headings sort. */
export function LessonTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: LessonFilter; caption: string; words: Words }) {
  const heading = (sort: LessonSort) => ({
    label: words(`lessons.column.${sort}`),
    href: `/lessons${writeLessonFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "told", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ ...heading("unit"), kind: "full" }, { label: words("lessons.column.again"), kind: "date" }, { ...heading("told"), kind: "date" }]}
      lines={rows.map((row) => [
        `/projects/${row.projectId}/closing`,
        row.title,
        beginningOf(row.lessons ?? row.benefit),
        row.isConfidential ? words("lessons.confidential") : "",
        row.unit,
        row.wouldDoAgain === null ? words("lessons.notSaid") : words(`closings.wouldDoAgain.${row.wouldDoAgain}`),
        formatDate(row.toldOn, words.locale),
      ])}
    />
  );
}
