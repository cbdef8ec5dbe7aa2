import { SEARCH_ROWS, SEARCH_TOTAL } from "../../../statements.mjs";
import { pool } from "../../lib/pool.mjs";
import { Table } from "../../lib/table.jsx";

export default async function Page({ searchParams }) {
  const { q } = await searchParams;
  const { rows } = await pool().query(SEARCH_ROWS, [`%${q}%`]);
  const { rows: totals } = await pool().query(SEARCH_TOTAL, [`%${q}%`]);
  return <Table rows={rows} total={totals[0].total} />;
}
