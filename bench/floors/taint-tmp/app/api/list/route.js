import { LIST_ROWS, LIST_TOTAL } from "../../../../statements.mjs";
import { pool } from "../../../lib/pool.mjs";

export async function GET(request) {
  const { searchParams } = new URL(request.url);
  const filter = [searchParams.get("unit"), searchParams.get("status")];
  const { rows } = await pool().query(LIST_ROWS, filter);
  const { rows: totals } = await pool().query(LIST_TOTAL, filter);
  return Response.json({ rows, total: totals[0].total });
}
