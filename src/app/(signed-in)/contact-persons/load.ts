import { notFound } from "next/navigation";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";
import { getPack } from "@/server/pack";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND")) notFound();
  throw error;
};

/** Whether the municipality has contact persons at all; where it has not, their pages are not there. */
export function requireContactPersons(): void {
  if (getPack().modules.contactPersons.state === "off") notFound();
}

/** What belongs with the appointment of an address, or the page that says that there is none. */
export async function loadOfAppointment<View>(id: string, get: (id: string) => Promise<View>): Promise<View> {
  requireContactPersons();
  if (!isId(id)) notFound();
  return get(id).catch(orNotFound);
}
