import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import type { Words } from "@/messages/words";
import { compareSides, type SideFact } from "../rules";

interface Side {
  title: string;
  href: string;
  facts: readonly SideFact[];
}

/** Two records side by side, with what differs marked in words. */
export function Comparison({ left, right, words }: { left: Side; right: Side; words: Words }) {
  return (
    <DataTable caption={words("merging.caption")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("merging.what")}</th>
          {[left, right].map(({ title, href }) => (
            <th key={href} {...ROLES.head}><a href={href}>{title}</a></th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {compareSides(left.facts, right.facts).map((fact) => (
          <tr key={fact.label} {...ROLES.row}>
            <th {...ROLES.name}>{fact.label} {fact.differs ? <Status kind="todo">{words("merging.differs")}</Status> : null}</th>
            <td {...ROLES.cell} data-label={left.title}>{fact.left === "" ? "–" : fact.left}</td>
            <td {...ROLES.cell} data-label={right.title}>{fact.right === "" ? "–" : fact.right}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
