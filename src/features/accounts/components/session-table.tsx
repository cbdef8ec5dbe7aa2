import { DataTable, ROLES } from "@/components/data-table";
import { OneButton } from "@/components/one-button";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { end, endAll, endOwn } from "../sessions/actions";
import { describeBrowser } from "../sessions/rules";
import type { SessionRow } from "../sessions/service";

/** A browser as it is told: "Firefox, Windows". */
function sayBrowser(userAgent: string | null, words: Words): string {
  const { browser, system } = describeBrowser(userAgent);
  return [browser, system].filter((part) => part !== null).join(", ") || words("sessions.unknownBrowser");
}

interface Props {
  rows: readonly SessionRow[];
  /** The session that the page itself is read in. */
  currentId: string | null;
  /** Whose they are is told where they are everybody's. */
  isOwn?: boolean;
  back: string;
  words: Words;
}

/** Who is signed in: in which browser, since when, when last seen, and the buttons that end it. */
export function SessionTable({ rows, currentId, isOwn = false, back, words }: Props) {
  const column = (name: string) => words(`sessions.column.${name}`);
  const when = (instant: Date) => formatInstant(instant, words.locale);
  return (
    <DataTable caption={words("sessions.caption")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {[...(isOwn ? [] : ["person"]), "browser", "since", "seen", "end"].map((name) => (
            <th key={name} {...ROLES.head}>{column(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => {
          const browser = sayBrowser(row.userAgent, words);
          const here = row.id === currentId ? <small className="block">{words("sessions.here")}</small> : null;
          return (
            <tr key={row.id} {...ROLES.row}>
              {isOwn ? null : (
                <th {...ROLES.name} data-label={column("person")}>
                  <a href={`/people/${row.personId}`}>{row.personName}</a>
                </th>
              )}
              {isOwn ? (
                <th {...ROLES.name} data-label={column("browser")}>{browser}{here}</th>
              ) : (
                <td data-label={column("browser")} {...ROLES.cell}>{browser}{here}</td>
              )}
              <td className="num" data-label={column("since")} {...ROLES.cell}>{when(row.createdAt)}</td>
              <td className="num" data-label={column("seen")} {...ROLES.cell}>{when(row.lastSeenAt)}</td>
              <td data-label={column("end")} {...ROLES.cell}>
                <div className="tools">
                  <OneButton action={isOwn ? endOwn : end} fields={{ _back: back, id: row.id }} label={words("sessions.end")} hiddenLabel={isOwn ? browser : words("sessions.of", { name: row.personName, browser })} variant="small" />
                  {isOwn ? null : <OneButton action={endAll} fields={{ _back: back, personId: row.personId }} label={words("sessions.endAll")} hiddenLabel={row.personName} variant="text" />}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
