import { notFound, redirect } from "next/navigation";
import { listRounds } from "@/features/follow-up/service";
import { getActor } from "@/server/auth";

/** A year's follow-up by its id, for what lies with it and does not know its year. */
export default async function RoundByIdPage({ params }: { params: Promise<{ id: string }> }): Promise<never> {
  const actor = await getActor();
  const { id } = await params;
  const found = (await listRounds(actor)).find((round) => round.id === id);
  if (found === undefined) notFound();
  redirect(`/year/${String(found.year)}`);
}
