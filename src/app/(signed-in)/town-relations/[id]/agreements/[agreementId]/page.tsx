import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PaperForm } from "@/features/town-relations/components/paper-form";
import { correctAgreement } from "@/features/town-relations/papers/actions";
import { writeAgreement } from "@/features/town-relations/papers/rules";
import { readPapers } from "@/features/town-relations/papers/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; agreementId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townPapers.correctAgreement") };
}

export default async function AgreementPage({ params, searchParams }: Props) {
  const [actor, { id, agreementId }] = [await getActor(), await params];
  const [relation, { form }, words] = [await loadChangeable(actor, id), await searchParams, await getWords()];
  const [papers, parked] = await Promise.all([readPapers(actor, relation.id), findParkedForm("town-relation-agreement", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = papers.agreements.find((each) => each.id === agreementId);
  if (stored === undefined) notFound();
  const problems = describeProblems(parked?.values ?? writeAgreement(stored), parked?.issues ?? [], words, "title");
  return <PaperForm kind="agreement" relation={relation} title={words("townPapers.correctAgreement")} action={correctAgreement} path={`agreements/${agreementId}`} more={{ agreementId }} problems={problems} words={words} />;
}
