import type { Metadata } from "next";
import { dateInStockholm } from "@/domain/plain-date";
import { PolicyView } from "@/features/coverage/components/policy-view";
import { readAsOf } from "@/features/coverage/schema";
import { readPolicyInPractice } from "@/features/coverage/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  await getActor();
  return { title: (await getWords())("coverage.policy.title", { type: getPack().document.type }) };
}

export default async function PolicyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, today] = [await getActor(), await getWords(), dateInStockholm(new Date())];
  const asked = readAsOf((await searchParams)["on"], today);
  return <PolicyView practice={await readPolicyInPractice(actor, registers, asked.asOf)} type={getPack().document.type} asked={asked} today={today} words={words} />;
}
