import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import { lacksOf, writeHours, type Had } from "../rules";
import { readActivityFilter, writeActivityFilter, type ActivityFilter } from "../schema";

interface Row extends Had {
  personId: string;
  personName: string;
  units: readonly { id: string; name: string }[];
}

interface Props {
  rows: readonly Row[];
  year: number;
  until: PlainDate | null;
  caption: string;
  words: Words;
}

/** Contact person by contact person what each has had of a year and lacks; each figure leads to the activities behind it. */
export function PersonsTable({ rows, year, until, caption, words }: Props) {
  const heading = (key: string) => words(`competence.persons.${key}`);
  const list = (row: Row, changes: Partial<ActivityFilter>) => `/competence${writeActivityFilter(readActivityFilter({}).filter, { year, until, personId: row.personId, part: "ATTENDED", ...changes })}`;
  const cell = (text: string, count: number, path: string) => (count === 0 ? "0" : <a href={path}>{text}</a>);
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("person")}</th>
          {["invited", "joint", "individual", "allStaff", "hours"].map((key) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
          <th {...ROLES.head}>{heading("lacks")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => {
          const lacks = lacksOf(row);
          return (
            <tr key={row.personId} {...ROLES.row}>
              <th {...ROLES.name}>
                <a href={`/people/${row.personId}`}>{row.personName}</a>
                <small>{[...new Set(row.units.map(({ name }) => name))].join(", ")}</small>
              </th>
              <td className="r" data-label={heading("invited")} {...ROLES.cell}>{cell(String(row.invited), row.invited, list(row, { kind: "JOINT", part: "INVITED" }))}</td>
              <td className="r" data-label={heading("joint")} {...ROLES.cell}>{cell(String(row.joint), row.joint, list(row, { kind: "JOINT" }))}</td>
              <td className="r" data-label={heading("individual")} {...ROLES.cell}>{cell(String(row.individual), row.individual, list(row, { kind: "INDIVIDUAL" }))}</td>
              <td className="r" data-label={heading("allStaff")} {...ROLES.cell}>{cell(String(row.allStaff), row.allStaff, list(row, { kind: "ALL_STAFF" }))}</td>
              <td className="r" data-label={heading("hours")} {...ROLES.cell}>{cell(writeHours(row.hoursHundredths), row.hoursHundredths, list(row, {}))}</td>
              <td data-label={heading("lacks")} {...ROLES.cell}>{lacks.length === 0 ? <Status kind="done">{words("competence.lacksNothing")}</Status> : <Status kind="missing">{words(lacks.length === 2 ? "competence.lacks.BOTH" : `competence.lacks.${lacks[0] ?? ""}`)}</Status>}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
