import { notFound, redirect } from "next/navigation";
import { nameStatement } from "@/features/follow-up/telling/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";

/** A statement by its id, for what lies with it and knows neither its year nor its unit: it stands with both. */
export default async function StatementByIdPage({ params }: { params: Promise<{ id: string }> }): Promise<never> {
  const actor = await getActor();
  const { id } = await params;
  if (!isId(id)) notFound();
  const found = await nameStatement(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  redirect(`/year/${String(found.year)}/${found.unitId}`);
}
