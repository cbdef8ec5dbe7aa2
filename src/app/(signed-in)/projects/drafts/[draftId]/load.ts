import { notFound } from "next/navigation";
import { getProjectDraft } from "@/features/project-drafts/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

/** What every page of a draft begins with; a draft that isn't the visitor's to go on with is not found. */
export async function loadDraftPage(draftId: string) {
  const actor = await getActor();
  if (!isId(draftId)) notFound();
  try {
    return { actor, view: await getProjectDraft(actor, draftId), words: await getWords() };
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
}
