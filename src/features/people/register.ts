import "server-only";
import type { Place, Searchable } from "@/domain/registers";
import type { Importable } from "@/features/imports/service";
import { addPersonRows, judgePersonRows, listPersonImportFields, listPointedToPersons, takeBackPersons } from "./imports/service";
import { mayBringPeople } from "./policy";

const holds = (of: string) => `daterange(${of}.valid_from, ${of}.valid_to, '[]') @> current_date`;

/** How people are found: by name, title and what they are today. How to reach them is found by nobody. */
export const personSearchable: Searchable = {
  kind: "person",
  path: (id) => `/people/${id}`,
  table: `(SELECT p.id, p.archived_at, d.name, d.title, (SELECT string_agg(n.name, ', ') FROM (
      SELECT a.unit_id AS body_id FROM contact_person_appointment a WHERE a.person_id = p.id AND ${holds("a")}
      UNION SELECT s.body_id FROM seat s WHERE s.person_id = p.id AND ${holds("s")}
      UNION SELECT o.body_id FROM role_assignment o WHERE o.person_id = p.id AND ${holds("o")}) at JOIN body_name n ON n.body_id = at.body_id AND ${holds("n")}) AS bodies
    FROM person p JOIN person_details d ON d.person_id = p.id)`,
  title: "r.name",
  text: "concat_ws(E'\\n', r.name, r.title, r.bodies)",
  unitId: null,
  days: null,
  isThere: "r.archived_at IS NULL",
};

/** Persons, as the log names them: the name is there for everyone who is signed in, and gone when it has been erased. */
export const personPlace: Place = {
  kind: "person",
  path: (id) => `/people/${id}`,
  stored: { table: "person", title: "(SELECT d.name FROM person_details d WHERE d.person_id = r.id)", unitId: null, isThere: "true", isConfidential: null },
};

/** What the register of people offers those who have it in a list: as many rows as are judged together, since one person may have several. */
export const personImport: Importable = {
  kind: "person",
  path: "/people",
  pathOf: personPlace.path,
  mayImport: mayBringPeople,
  mostRows: 500,
  fields: listPersonImportFields,
  judge: judgePersonRows,
  add: addPersonRows,
  pointedTo: listPointedToPersons,
  takeBack: takeBackPersons,
};
