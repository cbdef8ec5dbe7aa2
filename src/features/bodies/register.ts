import "server-only";
import type { Place, Searchable } from "@/domain/registers";
import { body, day, decimal, flag, id, maybe, oneOf, several, text, type Resource } from "@/features/api/schema";
import type { Importable } from "@/features/imports/service";
import { addBodyRows, judgeBodyRows, listBodyImportFields, listPointedToBodies, takeBackBodies } from "./imports/service";
import { mayAddBodies } from "./policy";
import { BODY_KINDS } from "./schema";

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

const NAME_TODAY = "(SELECT n.name FROM body_name n WHERE n.body_id = r.id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> (now() AT TIME ZONE 'Europe/Stockholm')::date DESC, n.valid_to DESC NULLS FIRST LIMIT 1)";
const UNDER_TODAY = "(SELECT l.parent_id FROM body_placement l WHERE l.body_id = r.id AND daterange(l.valid_from, l.valid_to, '[]') @> (now() AT TIME ZONE 'Europe/Stockholm')::date LIMIT 1)";

/** The organisation as other systems read it: boards, committees, companies and departments, with the names that they have had. */
export const bodyResource: Resource = {
  name: "bodies",
  title: "bodies.title",
  page: (recordId) => `/bodies/${recordId}`,
  table: "body",
  isOpen: "r.archived_at IS NULL",
  unitId: null,
  fields: {
    name: maybe(text(NAME_TODAY)),
    bodyKind: oneOf("r.kind", BODY_KINDS),
    under: maybe(body(UNDER_TODAY)),
    ownershipPercent: maybe(decimal("r.ownership_percent")),
    organisationNumber: maybe(text("r.organisation_number")),
    validFrom: maybe(day("r.valid_from")),
    validTo: maybe(day("r.valid_to")),
    mergedIntoId: maybe(id("r.merged_into_id")),
    names: several({ name: text("q.name"), shortName: maybe(text("q.short_name")), validFrom: maybe(day("q.valid_from")), validTo: maybe(day("q.valid_to")) }, "body_name q WHERE q.body_id = r.id", "q.valid_from NULLS FIRST, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
};

/** Bodies, as the log names them: by the latest name that they have had. */
export const bodyPlace: Place = {
  kind: "body",
  path: (id) => `/bodies/${id}`,
  stored: { table: "body", title: "(SELECT n.name FROM body_name n WHERE n.body_id = r.id ORDER BY n.valid_from IS NULL, n.valid_from DESC LIMIT 1)", unitId: null, isThere: "true", isConfidential: null },
};

/** What the organisation offers those who have it in a list: as many rows as are judged together, since one may lie under any other. */
export const bodyImport: Importable = {
  kind: "body",
  path: "/bodies",
  pathOf: bodyPlace.path,
  mayImport: mayAddBodies,
  mostRows: 500,
  fields: listBodyImportFields,
  judge: judgeBodyRows,
  add: addBodyRows,
  pointedTo: listPointedToBodies,
  takeBack: takeBackBodies,
};
