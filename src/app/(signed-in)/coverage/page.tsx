import type { Metadata } from "next";
import { dateInStockholm } from "@/domain/plain-date";
import { CoverageView } from "@/features/coverage/components/coverage-view";
import { readCoverage } from "@/features/coverage/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("coverage.title") };
}

export default async function CoveragePage() {
  const [actor, words, today] = [await getActor(), await getWords(), dateInStockholm(new Date())];
  return <CoverageView matrix={await readCoverage(actor, registers, today)} today={today} words={words} />;
}
