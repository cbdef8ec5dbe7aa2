import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PaperForm } from "@/features/town-relations/components/paper-form";
import { agree } from "@/features/town-relations/papers/actions";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townPapers.addAgreement") };
}

export default async function NewAgreementPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [relation, { form }, words] = [await loadChangeable(actor, (await params).id), await searchParams, await getWords()];
  const parked = await findParkedForm("town-relation-agreement", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "title");
  return <PaperForm kind="agreement" relation={relation} title={words("townPapers.addAgreement")} lead={words("townPapers.addAgreementLead")} action={agree} path="agreements/new" more={{ _key: randomUUID() }} problems={problems} words={words} />;
}
