import { LIST_ROWS, LIST_TOTAL } from "../../../statements.mjs";
import { pool } from "../../lib/pool.mjs";
import { Table } from "../../lib/table.jsx";

export default async function Page({ searchParams }) {
  const { unit, status } = await searchParams;
  const { rows } = await pool().query(LIST_ROWS, [unit, status]);
  const { rows: totals } = await pool().query(LIST_TOTAL, [unit, status]);
  return <Table rows={rows} total={totals[0].total} />;
}
