import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getProjectMoney, type ProjectMoney } from "@/features/funding/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

export interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** A project's money by the id of an address, or the page that says that there is none. */
export async function loadMoney(actor: Actor, id: string): Promise<ProjectMoney> {
  if (!isId(id)) notFound();
  return getProjectMoney(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** The one of a project's claims or payments that an address names; null for a new one, and the page that says that there is none for another's. */
export function partOf<Part extends { id: string }>(parts: readonly Part[], named: string | string[] | undefined): Part | null {
  if (named === undefined) return null;
  return parts.find(({ id }) => id === named) ?? notFound();
}
