import "server-only";
import type { Place } from "@/domain/registers";

/** Bodies, as the log names them: by the latest name that they have had. */
export const bodyPlace: Place = {
  kind: "body",
  path: (id) => `/bodies/${id}`,
  stored: { table: "body", title: "(SELECT n.name FROM body_name n WHERE n.body_id = r.id ORDER BY n.valid_from IS NULL, n.valid_from DESC LIMIT 1)", unitId: null, isThere: "true", isConfidential: null },
};
