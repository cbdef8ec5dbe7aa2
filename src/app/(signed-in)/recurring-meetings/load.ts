import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import type { Values } from "@/domain/values";
import { getNetwork } from "@/features/networks/service";
import { getMeeting, type MeetingView } from "@/features/recurring-meetings/service";
import { getRelation } from "@/features/town-relations/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND")) notFound();
  throw error;
};

/** A recurring meeting by the id of an address, or the page that says that there is none. */
export async function loadMeeting(actor: Actor, id: string): Promise<MeetingView> {
  return isId(id) ? getMeeting(actor, id).catch(orNotFound) : notFound();
}

/** Whose meeting it is, by the relation or network that an address names, and what its form begins with. */
export async function loadOwner(actor: Actor, { relation, network }: { relation?: string | string[] | undefined; network?: string | string[] | undefined }): Promise<{ name: string; path: string; values: Values }> {
  const own = getPack().municipality.shortName;
  if (typeof relation === "string" && isId(relation)) {
    const { relation: found } = await getRelation(actor, relation).catch(orNotFound);
    return { name: found.name, path: `/town-relations/${found.id}`, values: { relationId: found.id, unitId: found.unitId, hosts: [...found.towns.map(({ name }) => name), own].join("\n") } };
  }
  if (typeof network !== "string" || !isId(network)) notFound();
  const { network: found } = await getNetwork(actor, network).catch(orNotFound);
  return { name: found.name, path: `/networks/${found.id}`, values: { networkId: found.id, unitId: found.unitId, hosts: own } };
}
