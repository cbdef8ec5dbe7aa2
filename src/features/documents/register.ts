import "server-only";
import type { Registers, Searchable } from "@/domain/registers";

/** How documents are found, by what they and their files are called: those of a record by whoever sees it, and confidential ones by its unit, the office and who added them. */
export function documentSearchable(registers: Registers): Searchable {
  const holders = registers.flatMap(({ kind, holding }) =>
    holding === undefined ? [] : [`SELECT '${kind}'::text AS kind, r.id, ${holding.stored.unitId ?? "NULL::uuid"} AS unit_id, (${holding.stored.isThere}) AS is_there, (${holding.stored.isConfidential ?? "false"}) AS is_confidential FROM ${holding.stored.table} r`],
  );
  return {
    kind: "document",
    path: (id) => `/documents/${id}`,
    table: "attached_document",
    beside: `(SELECT a.* FROM (${holders.join(" UNION ALL ")}) a WHERE a.kind = r.subject_kind AND a.id = r.subject_id)`,
    title: "r.title",
    text: "r.search_text",
    isIndexed: true,
    caseNumber: "r.case_number",
    unitId: "h.unit_id",
    days: { from: "coalesce(r.document_on, (r.created_at AT TIME ZONE 'Europe/Stockholm')::date)", to: "coalesce(r.document_on, (r.created_at AT TIME ZONE 'Europe/Stockholm')::date)" },
    isThere: "r.archived_at IS NULL",
    isSeen: "h.is_there AND ((NOT h.is_confidential AND (NOT r.is_confidential OR r.created_by_id = me.person_id)) OR me.sees_all OR h.unit_id = ANY (me.unit_ids))",
  };
}
