import type { Metadata } from "next";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { ComingVisits } from "@/features/visits/components/coming-visits";
import { answer, take } from "@/features/visits/representation/actions";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { loadDesk, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visits.coming.title") };
}

const ACTIONS = { take, answer };

export default async function ComingVisitsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words] = [await getActor(), await getWords()];
  const { desk, problems, done } = await loadDesk(actor, await searchParams, words);
  return (
    <>
      {problems.length > 0 ? <ErrorSummary title={words("visits.notDone")} items={problems} /> : null}
      {done === null ? null : <Notice kind="done">{done}</Notice>}
      <ComingVisits desk={desk} actions={ACTIONS} back="/visits/coming" />
    </>
  );
}
