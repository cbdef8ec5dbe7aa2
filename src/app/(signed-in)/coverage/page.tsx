import type { Metadata } from "next";
import { dateInStockholm } from "@/domain/plain-date";
import { CoverageView } from "@/features/coverage/components/coverage-view";
import { readAsOf } from "@/features/coverage/schema";
import { readCoverage } from "@/features/coverage/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("coverage.title") };
}

export default async function CoveragePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, today] = [await getActor(), await getWords(), dateInStockholm(new Date())];
  const asked = readAsOf((await searchParams)["on"], today);
  return <CoverageView matrix={await readCoverage(actor, registers, asked.asOf)} asked={asked} today={today} words={words} />;
}
