import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf, nameAll, ownedBy, type Register, type Task, type Searchable } from "@/domain/registers";
import { AppError } from "@/server/errors";
import { mayKeepWith } from "./policy";
import { listUnknown, pickShown } from "./rules";
import { listReviews, listVersions } from "./service";

async function getShown(actor: Actor, documentId: string) {
  const shown = pickShown(await listVersions(actor, dateInStockholm(new Date())), documentId);
  if (shown === null) throw new AppError("NOT_FOUND");
  return shown;
}

/** Of a document's versions the one in force, or else the latest. */
const latest = (column: string) => `(SELECT v.${column} FROM document_version v WHERE v.document_id = r.id AND NOT v.is_draft AND v.archived_at IS NULL ORDER BY v.valid_to IS NOT NULL, v.valid_from DESC NULLS LAST LIMIT 1)`;

/** What the governing documents offer the whole house: reviews that the office which keeps them is to see to. */
export const governingDocumentRegister: Register = {
  kind: "governingDocument",
  path: (id) => `/governing-documents/documents/${id}`,
  titleOf: async (actor, id) => (await getShown(actor, id)).title,
  hiddenColumns: () => Promise.resolve(["content", "digest", "shipped_as", "shipped_digest"]),
  // What lies with a document belongs to all its versions; of one that is only a draft no list tells.
  holding: {
    find: async (actor, id) => {
      const { title, responsibleOffice } = await getShown(actor, id);
      const mayKeep = mayKeepWith(actor, responsibleOffice.id);
      return holderOf(title, responsibleOffice.id, { mayEdit: mayKeep, mayArchive: mayKeep });
    },
    stored: {
      table: "governing_document",
      title: "r.title",
      unitId: "r.responsible_office_id",
      isThere: `r.archived_at IS NULL AND ${latest("id")} IS NOT NULL`,
      isConfidential: null,
      registration: { caseNumber: latest("case_number"), from: latest("adopted_on") },
    },
  },
  tasks: async (actor, today) =>
    (await listReviews(actor, today)).map(
      ({ id, title, label, reviewOn, isOverdue, responsibleOffice }): Task => ({
        key: `review ${id}`,
        path: `/governing-documents/${id}`,
        owner: ownedBy(responsibleOffice.id),
        title: { message: "governingDocuments.tasks.review", params: { title } },
        text: { message: "governingDocuments.tasks.reviewText", params: { label } },
        dueOn: reviewOn,
        state: isOverdue ? "late" : "todo",
        stateWord: isOverdue ? "governingDocuments.tasks.overdue" : "governingDocuments.tasks.soon",
      }),
    ),
  gaps: () => Promise.resolve([]),
  activity: null,
  scrutiny: async (actor, { on }) => {
    const inForce = (await listVersions(actor, on)).filter((version) => version.state === "inForce");
    const named = (isLacking: boolean) =>
      nameAll(inForce.filter((version) => listUnknown(version).length > 0 === isLacking).map(({ id, title, label }) => ({ title: `${title}, ${label}`, path: `/governing-documents/${id}` })));
    return [{ question: "ORGANISATION", label: "governingDocuments.scrutiny.facts", having: named(false), lacking: named(true) }];
  },
  evidence: () => Promise.resolve([]),
};

const inForce = "NOT r.is_draft AND r.archived_at IS NULL";

/** How governing documents are found; drafts are not. */
export const documentVersionSearchable: Searchable = {
  kind: "governingDocument",
  path: (id) => `/governing-documents/${id}`,
  table: "(SELECT v.*, d.title FROM document_version v JOIN governing_document d ON d.id = v.document_id)",
  title: "r.title",
  text: "concat_ws(E'\\n', r.title, r.label, r.note)",
  caseNumber: "r.case_number",
  unitId: null,
  days: null,
  isThere: inForce,
};

/** How the clauses of documents in force are found. */
export const clauseSearchable: Searchable = {
  kind: "clause",
  path: (id) => `/governing-documents/${id.replace(":", "#")}`,
  table: `(SELECT v.id || ':' || (c ->> 'number') AS id, concat_ws(' ', c ->> 'number', c ->> 'quotation') AS title, concat_ws(E'\\n', c ->> 'number', c ->> 'quotation', c ->> 'chapter', d.title) AS text, v.is_draft, v.archived_at
    FROM document_version v JOIN governing_document d ON d.id = v.document_id CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'clauses') c WHERE NOT v.is_draft AND v.archived_at IS NULL AND (v.valid_to IS NULL OR v.valid_to >= current_date))`,
  title: "r.title",
  text: "r.text",
  unitId: null,
  days: null,
  isThere: inForce,
};
