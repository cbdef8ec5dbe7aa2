import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import { nameAll, ownedBy, type Register, type Task, type Searchable } from "@/domain/registers";
import { AppError } from "@/server/errors";
import { listUnknown } from "./rules";
import { listReviews, listVersions } from "./service";

/** What the governing documents offer the whole house: reviews that the office which keeps them is to see to. */
export const governingDocumentRegister: Register = {
  kind: "governingDocument",
  path: () => "/governing-documents",
  titleOf: async (actor, id) => {
    const document = (await listVersions(actor, dateInStockholm(new Date()))).find((version) => version.documentId === id);
    if (document === undefined) throw new AppError("NOT_FOUND");
    return document.title;
  },
  hiddenColumns: () => Promise.resolve(["content", "digest", "shipped_as", "shipped_digest"]),
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
