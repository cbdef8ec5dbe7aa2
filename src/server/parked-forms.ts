import "server-only";
import type { Issue, Values } from "@/domain/values";
import { isId } from "@/lib/fields";
import { database } from "./db";

/** What was typed in a form that could not be accepted yet, with what was wrong. */
export interface ParkedForm {
  id: string;
  values: Values;
  issues: Issue[];
}

/** Keeps a form's typed values for its person (for nobody yet, on the way in) and returns the id to find them by. */
export async function parkForm(form: string, personId: string | null, values: Values, issues: Issue[]): Promise<string> {
  const [row] = await database().$queryRaw<{ id: string }[]>`
    INSERT INTO parked_form (person_id, form, values, issues)
    VALUES (${personId}::uuid, ${form}, ${JSON.stringify(values)}::jsonb, ${JSON.stringify(issues)}::jsonb) RETURNING id`;
  if (!row) throw new Error("a form could not be kept");
  return row.id;
}

/** Finds a parked form of this name and person that is at most a day old, or null. */
export async function findParkedForm(form: string, id: string | undefined, personId: string | null): Promise<ParkedForm | null> {
  if (id === undefined || !isId(id)) return null;
  const [row] = await database().$queryRaw<ParkedForm[]>`
    SELECT id, values, issues FROM parked_form
    WHERE id = ${id}::uuid AND form = ${form} AND person_id IS NOT DISTINCT FROM ${personId}::uuid AND created_at > now() - interval '1 day'`;
  return row ?? null;
}
