import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PaperForm } from "@/features/town-relations/components/paper-form";
import { correctReview } from "@/features/town-relations/papers/actions";
import { writeReview } from "@/features/town-relations/papers/rules";
import { readPapers } from "@/features/town-relations/papers/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadChangeable, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; reviewId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("townPapers.correctReview") };
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const [actor, { id, reviewId }] = [await getActor(), await params];
  const [relation, { form }, words] = [await loadChangeable(actor, id), await searchParams, await getWords()];
  const [papers, parked] = await Promise.all([readPapers(actor, relation.id), findParkedForm("town-relation-review", typeof form === "string" ? form : undefined, actor.personId)]);
  const stored = papers.reviews.find((each) => each.id === reviewId);
  if (stored === undefined) notFound();
  const problems = describeProblems(parked?.values ?? writeReview(stored), parked?.issues ?? [], words, "reviewedOn");
  return <PaperForm kind="review" relation={relation} title={words("townPapers.correctReview")} action={correctReview} path={`reviews/${reviewId}`} more={{ reviewId }} problems={problems} words={words} />;
}
