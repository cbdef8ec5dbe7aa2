import "server-only";
import type { Place } from "@/domain/registers";

/** Persons, as the log names them: the name is there for everyone who is signed in, and gone when it has been erased. */
export const personPlace: Place = {
  kind: "person",
  path: (id) => `/people/${id}`,
  stored: { table: "person", title: "(SELECT d.name FROM person_details d WHERE d.person_id = r.id)", unitId: null, isThere: "true", isConfidential: null },
};
