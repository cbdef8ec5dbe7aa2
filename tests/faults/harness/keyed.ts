import { randomUUID } from "node:crypto";
import type pg from "pg";

/** A creation with its idempotency key, and a text by which it is found again. */
export interface KeyedPlan {
  token: string;
  key: string;
}

/** Draws a creation. */
export const planKeyed = (): Promise<KeyedPlan> => Promise.resolve({ token: randomUUID(), key: randomUUID() });

/** How many times each creation stands in the database, by a statement that finds their texts as `token`. */
export const counting = (statement: string) => async (client: pg.Client, plans: readonly KeyedPlan[]) => {
  const { rows } = await client.query<{ token: string }>(statement, [plans.map(({ token }) => token)]);
  return plans.map(({ token }) => rows.filter((row) => row.token === token).length);
};
