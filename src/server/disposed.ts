import "server-only";

/** The condition that a record has not been disposed of, as the program's own SQL; `id` is an expression of its id. */
export function notDisposed(id: string): string {
  return `NOT EXISTS (SELECT 1 FROM disposal_record gone WHERE gone.subject_id = ${id} AND gone.outcome = 'DISPOSED')`;
}
