import type { Metadata } from "next";
import { dateInStockholm } from "@/domain/plain-date";
import { readAsOf } from "@/features/coverage/schema";
import { ScrutinyView } from "@/features/scrutiny/components/scrutiny-view";
import { readScrutiny } from "@/features/scrutiny/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("scrutiny.title") };
}

export default async function ScrutinyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, today] = [await getActor(), await getWords(), dateInStockholm(new Date())];
  const asked = readAsOf((await searchParams)["on"], today);
  return <ScrutinyView questions={await readScrutiny(actor, registers, asked.asOf)} asked={asked} today={today} words={words} />;
}
