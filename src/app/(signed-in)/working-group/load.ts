import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getAssignment, type AssignmentView } from "@/features/working-group/assignments/service";
import { getMeeting, type MeetingView } from "@/features/working-group/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the municipality has such a group at all; where it has not, its pages are not there. */
export function requireGroup(): void {
  if (getPack().modules.workingGroup.state === "off") notFound();
}

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND")) notFound();
  throw error;
};

/** A meeting by the id of an address, or the page that says that there is none. */
export async function loadMeeting(actor: Actor, id: string): Promise<MeetingView> {
  requireGroup();
  if (!isId(id)) notFound();
  return getMeeting(actor, id).catch(orNotFound);
}

/** An assignment by the id of an address, or the page that says that there is none. */
export async function loadAssignment(actor: Actor, id: string): Promise<AssignmentView> {
  requireGroup();
  if (!isId(id)) notFound();
  return getAssignment(actor, id).catch(orNotFound);
}
