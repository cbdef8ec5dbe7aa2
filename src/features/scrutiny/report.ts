import type { Table, TableRow } from "@/lib/table";
import type { QuestionAnswered } from "./rules";

/** Finds what a message says. */
export type ReportWords = (key: string, parameters?: Record<string, string | number>) => string;

/** The four questions as a table: for each thing that is looked for how many have it and how many lack it, then each record that lacks it with its address. */
export function reportScrutiny(questions: readonly QuestionAnswered[], origin: string, words: ReportWords): Table {
  const column = (key: string, type: "text" | "count", width: number) => ({ key, label: words(`scrutiny.column.${key}`), type, width });
  const rows = questions.flatMap(({ question, parts }) =>
    parts.flatMap(({ label, having, lacking }): TableRow[] => {
      const [asked, part] = [words(`scrutiny.questions.${question}`), words(label)];
      const list = lacking.path === null ? null : origin + lacking.path;
      const more = lacking.count - lacking.first.length;
      return [
        [asked, part, having.count, lacking.count, null, list],
        ...lacking.first.map((record): TableRow => [asked, part, null, null, record.title, origin + record.path]),
        ...(more > 0 ? [[asked, part, null, null, words("scrutiny.notAll", { count: more }), list] satisfies TableRow] : []),
      ];
    }),
  );
  return { columns: [column("question", "text", 44), column("part", "text", 40), column("having", "count", 10), column("lacking", "count", 10), column("record", "text", 50), column("address", "text", 60)], rows };
}
