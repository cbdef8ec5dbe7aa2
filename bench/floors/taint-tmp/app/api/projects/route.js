import { INSERT, parametersOf } from "../../../../statements.mjs";
import { pool } from "../../../lib/pool.mjs";

export async function POST(request) {
  const { rows } = await pool().query(INSERT, parametersOf(await request.json()));
  return Response.json(rows[0], { status: 201 });
}
