import { notFound, redirect } from "next/navigation";
import { nameEdition } from "@/features/summaries/editions/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

/** An edition by its id, for what lies with it and knows neither its year nor its number. */
export default async function EditionByIdPage({ params }: { params: Promise<{ id: string }> }): Promise<never> {
  const actor = await getActor();
  const { id } = await params;
  if (!isId(id)) notFound();
  const found = await nameEdition(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  redirect(`/year/${String(found.year)}/editions/${String(found.number)}`);
}
