import { LISTS } from "../../../statements.mjs";
import { pool } from "../../lib/pool.mjs";
import { Table } from "../../lib/table.jsx";

export default async function Page({ searchParams }) {
  const { name, offset } = await searchParams;
  const { rows: statement, total, columns } = LISTS[name];
  const { rows } = await pool().query(statement, [offset]);
  const { rows: totals } = await pool().query(total);
  return <Table rows={rows} total={totals[0].total} columns={columns} />;
}
