import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import { getCall, type CallView } from "@/features/programmes/calls/service";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { mayKeepProgrammes } from "@/features/programmes/policy";
import { readProgrammeFilter } from "@/features/programmes/schema";
import { getProgramme, listProgrammes, type ProgrammeView } from "@/features/programmes/service";
import { isId } from "@/lib/fields";
import type { Words } from "@/messages/words";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

async function orNotFound<Value>(id: string, get: () => Promise<Value>): Promise<Value> {
  if (!isId(id)) notFound();
  return get().catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

/** A programme by the id of an address, or the page that says that there is none. */
export const loadProgramme = (actor: Actor, id: string): Promise<ProgrammeView> => orNotFound(id, () => getProgramme(actor, id));

/** A call by the id of an address, or the page that says that there is none. */
export const loadCall = (actor: Actor, id: string): Promise<CallView> => orNotFound(id, () => getCall(actor, id));

/** The programmes that the form of a call offers; the one of a stored call is kept where it stands. */
export async function loadProgrammeChoices(actor: Actor, words: Words, stored: { id: string; name: string } | null = null): Promise<{ id: string; name: string }[]> {
  if (!mayKeepProgrammes(actor)) notFound();
  const programmes = (await listProgrammes(actor, readProgrammeFilter({}).filter)).map((programme) => ({ id: programme.id, name: nameProgramme(programme, words) }));
  return stored === null || programmes.some(({ id }) => id === stored.id) ? programmes : [...programmes, stored];
}
