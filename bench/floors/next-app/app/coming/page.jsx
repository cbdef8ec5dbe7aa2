import { COMING, SHOWN_COMING } from "../../../statements.mjs";
import { pool } from "../../lib/pool.mjs";
import { Table } from "../../lib/table.jsx";

export default async function Page({ searchParams }) {
  const { today } = await searchParams;
  const { rows } = await pool().query(COMING, [today]);
  return <Table rows={rows} total={rows.length} columns={SHOWN_COMING} />;
}
