import "server-only";
import { ownedBy, type Register } from "@/domain/registers";
import { SECTIONS } from "@/features/projects/schema";
import { getProjectDraft, listProjectDrafts } from "./service";

/** Unfinished projects, as tasks for those who may go on with them. */
export const projectDraftRegister: Register = {
  kind: "projectDraft",
  path: (id) => `/projects/drafts/${id}/about`,
  titleOf: async (actor, id) => (await getProjectDraft(actor, id)).draft.id,
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor) =>
    (await listProjectDrafts(actor)).map((draft) => ({
      key: `draft ${draft.id}`,
      path: `/projects/drafts/${draft.id}/about`,
      owner: draft.isOwn ? { kind: "PERSON" as const } : ownedBy(draft.unitId),
      title: { message: draft.title === null ? "projects.tasks.draftUntitled" : "projects.tasks.draft", params: { title: draft.title ?? "" } },
      text: { message: draft.isOwn ? "projects.tasks.draftText" : "projects.tasks.draftTextOther", params: { done: draft.done, all: SECTIONS.length, name: draft.personName } },
      dueOn: null,
      state: "going" as const,
      stateWord: "projects.tasks.draftState",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
