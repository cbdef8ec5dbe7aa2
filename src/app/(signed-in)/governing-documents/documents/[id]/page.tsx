import { notFound, redirect } from "next/navigation";
import { dateInStockholm } from "@/domain/plain-date";
import { pickShown } from "@/features/governing-documents/rules";
import { listVersions } from "@/features/governing-documents/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";

/** A document by its own id, for what lies with it and knows no version: it is shown with the version in force, or else the latest. */
export default async function DocumentByIdPage({ params }: { params: Promise<{ id: string }> }): Promise<never> {
  const actor = await getActor();
  const { id } = await params;
  const shown = isId(id) ? pickShown(await listVersions(actor, dateInStockholm(new Date())), id) : null;
  if (shown === null) notFound();
  redirect(`/governing-documents/${shown.id}`);
}
