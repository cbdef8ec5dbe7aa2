import { SHOWN } from "../../statements.mjs";

/** Rows as a plain table: a cell a column, nothing around it. */
export function Table({ rows, total, columns = SHOWN }) {
  return (
    <main>
      <h1>Projekt</h1>
      <p>{total}</p>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((name) => (
                <td key={name}>{row[name] === null ? "" : String(row[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
