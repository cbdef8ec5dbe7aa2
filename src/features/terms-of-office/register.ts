import "server-only";
import type { Place } from "@/domain/registers";

/** Terms of office, as the log names them. */
export const termPlace: Place = {
  kind: "termOfOffice",
  path: (id) => `/terms-of-office/${id}`,
  stored: { table: "term_of_office", title: "extract(year FROM r.starts_on) || '–' || extract(year FROM r.ends_on)", unitId: null, isThere: "true", isConfidential: null },
};
