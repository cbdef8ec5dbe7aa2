import { API_LIST } from "../../../../statements.mjs";
import { pool } from "../../../lib/pool.mjs";

export async function GET(request) {
  const { searchParams } = new URL(request.url);
  const { rows } = await pool().query(API_LIST, [searchParams.get("after"), 51]);
  return Response.json({ data: rows.slice(0, 50), next: rows.length > 50 ? rows[49].id : null });
}
