import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import { nameAll, ownedBy, type Register, type Task } from "@/domain/registers";
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
