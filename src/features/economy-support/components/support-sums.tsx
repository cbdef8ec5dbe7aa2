import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { addSums, writeHours, type SupportSum } from "../rules";
import { readCaseFilter, writeCaseFilter, type CaseFilter } from "../schema";

interface Line extends SupportSum {
  key: string;
  name: string;
  /** The list that holds just these. */
  filter: Partial<CaseFilter>;
}

/** How many cases there were of a year, answered and in hours, line by line, and where the lines are all there is (`isWhole`) with their sum; each figure leads to the cases behind it. */
export function SupportSums({ lines, heading, caption, year, isWhole, words }: { lines: readonly Line[]; heading: string; caption: string; year: number; isWhole: boolean; words: Words }) {
  const link = (text: string, count: number, changes: Partial<CaseFilter>) => (count === 0 ? text : <a href={`/economy-support${writeCaseFilter(readCaseFilter({}).filter, { year, ...changes })}`}>{text}</a>);
  const cells = (sum: SupportSum, filter: Partial<CaseFilter>) => [
    { key: "cases", cell: link(String(sum.cases), sum.cases, filter) },
    { key: "answered", cell: link(String(sum.answered), sum.answered, { ...filter, state: "ANSWERED" }) },
    { key: "hours", cell: link(writeHours(sum.hours), sum.timed, { ...filter, timed: true }) },
  ];
  const label = (key: string) => words(`economySupport.sums.${key}`);
  const row = (sum: SupportSum, filter: Partial<CaseFilter>) => cells(sum, filter).map(({ key, cell }) => <td key={key} className="r" data-label={label(key)} {...ROLES.cell}>{cell}</td>);
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading}</th>
          {["cases", "answered", "hours"].map((key) => <th key={key} className="r" {...ROLES.head}>{label(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map((line) => (
          <tr key={line.key} {...ROLES.row}>
            <th {...ROLES.name}>{line.name}</th>
            {row(line, line.filter)}
          </tr>
        ))}
      </tbody>
      {isWhole ? (
        <tfoot {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.name}>{label("sum")}</th>
            {row(addSums(lines), {})}
          </tr>
        </tfoot>
      ) : null}
    </DataTable>
  );
}
