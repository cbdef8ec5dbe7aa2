import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import type { Register, Task } from "@/domain/registers";
import { AppError } from "@/server/errors";
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
      ({ id, title, label, reviewOn, isOverdue }): Task => ({
        key: `review ${id}`,
        path: `/governing-documents/${id}`,
        title: { message: "governingDocuments.tasks.review", params: { title } },
        text: { message: "governingDocuments.tasks.reviewText", params: { label } },
        dueOn: reviewOn,
        state: isOverdue ? "late" : "todo",
        stateWord: isOverdue ? "governingDocuments.tasks.overdue" : "governingDocuments.tasks.soon",
      }),
    ),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
