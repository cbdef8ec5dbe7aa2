import "server-only";
import type { Searchable } from "@/domain/registers";

/** How bodies and units are found: by what they are called, and what they have been called. */
export const bodySearchable: Searchable = {
  kind: "body",
  path: (id) => `/bodies/${id}`,
  table: `(SELECT b.id, b.archived_at,
      (SELECT n.name FROM body_name n WHERE n.body_id = b.id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> current_date DESC, n.valid_to DESC NULLS FIRST LIMIT 1) AS name,
      (SELECT string_agg(concat_ws(' ', n.name, n.short_name), E'\\n') FROM body_name n WHERE n.body_id = b.id) AS names
    FROM body b)`,
  title: "r.name",
  text: "r.names",
  unitId: null,
  days: null,
  isThere: "r.archived_at IS NULL AND r.name IS NOT NULL",
};
