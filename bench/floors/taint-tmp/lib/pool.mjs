import pg from "pg";

const held = globalThis;

/** One pool a process. */
export function pool() {
  held.floorPool ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  return held.floorPool;
}
