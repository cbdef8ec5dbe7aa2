import { notFound } from "next/navigation";
import { getVersion } from "@/features/governing-documents/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

export interface VersionProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The version of an address with its pack; a page that isn't there for what the visitor may not see. */
export async function loadVersion(params: Promise<{ id: string }>) {
  const [actor, { id }] = [await getActor(), await params];
  if (!isId(id)) notFound();
  try {
    return { actor, ...(await getVersion(actor, id)) };
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
}
