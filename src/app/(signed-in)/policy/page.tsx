import type { Metadata } from "next";
import { dateInStockholm } from "@/domain/plain-date";
import { PolicyView } from "@/features/coverage/components/policy-view";
import { readPolicyInPractice } from "@/features/coverage/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  await getActor();
  return { title: (await getWords())("coverage.policy.title", { type: getPack().document.type }) };
}

export default async function PolicyPage() {
  const [actor, words, today] = [await getActor(), await getWords(), dateInStockholm(new Date())];
  return <PolicyView view={await readPolicyInPractice(actor, registers, today)} document={getPack().document} today={today} words={words} />;
}
