import { notFound } from "next/navigation";
import { isAdministrator, type Actor } from "@/domain/actor";
import { getActor } from "@/server/auth";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** The administrator, or the page that says that there is none. */
export async function requireAdministrator(): Promise<Actor> {
  const actor = await getActor();
  if (!isAdministrator(actor)) notFound();
  return actor;
}
