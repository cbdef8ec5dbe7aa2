import { notFound } from "next/navigation";
import { RECORD } from "../../../../statements.mjs";
import { pool } from "../../../lib/pool.mjs";

const write = (value) => (value === null ? "" : value instanceof Date ? value.toISOString() : String(value));

export default async function Page({ params }) {
  const { rows } = await pool().query(RECORD, [(await params).id]);
  const [record] = rows;
  if (!record) notFound();
  return (
    <main>
      <h1>{record.title}</h1>
      <dl>
        {Object.entries(record).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{write(value)}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
