import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { Section } from "@/components/section";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { Words } from "@/messages/words";

interface Props {
  activityId: string;
  rows: readonly { unitId: string; unit: string; offered: number; tookPart: number }[];
  /** The units that the reader may tell numbers of. */
  units: readonly { id: string; name: string }[];
  /** The words in which the governing document asks for it. */
  asked: { quotation: string; clause: string } | null;
  words: Words;
}

/** How many of each unit's staff an activity was offered to and how many took part, and the way to telling of more; never who. */
export function StaffPart({ activityId, rows, units, asked, words }: Props) {
  const path = `/competence/${activityId}/staff`;
  const heading = (name: string) => words(`staffParticipations.column.${name}`);
  const mine = new Set(units.map(({ id }) => id));
  const untold = units.some(({ id }) => !rows.some(({ unitId }) => unitId === id));
  const sum = (of: (row: (typeof rows)[number]) => number) => String(rows.reduce((all, row) => all + of(row), 0));
  return (
    <Section id="staff" title={words("staffParticipations.title")}>
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      {rows.length === 0 ? (
        <p>{words("staffParticipations.noneOfActivity")}</p>
      ) : (
        <DataTable caption={words("staffParticipations.title")} hideCaption cards="plain">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{heading("unit")}</th>
              {["offered", "tookPart"].map((name) => <th key={name} className="r" {...ROLES.head}>{heading(name)}</th>)}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {rows.map((row) => (
              <tr key={row.unitId} {...ROLES.row}>
                <th {...ROLES.name}>{mine.has(row.unitId) ? <a href={`${path}?unit=${row.unitId}`}><VisuallyHidden>{words("staffParticipations.change")} </VisuallyHidden>{row.unit}</a> : row.unit}</th>
                <td className="r" data-label={heading("offered")} {...ROLES.cell}>{String(row.offered)}</td>
                <td className="r" data-label={heading("tookPart")} {...ROLES.cell}>{String(row.tookPart)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.name}>{heading("sum")}</th>
              <td className="r" data-label={heading("offered")} {...ROLES.cell}>{sum(({ offered }) => offered)}</td>
              <td className="r" data-label={heading("tookPart")} {...ROLES.cell}>{sum(({ tookPart }) => tookPart)}</td>
            </tr>
          </tfoot>
        </DataTable>
      )}
      {untold ? <p className="mt-4"><ButtonLink small href={path}>{words("staffParticipations.tell")}</ButtonLink></p> : null}
    </Section>
  );
}
