import { registers } from "@/registers";
import { freezeSummary, listEditions } from "@/features/summaries/editions/service";
import { getSummary, writeWords } from "@/features/summaries/service";
import { wordsOf } from "./words";
import { actAs, keyOf, must, personOfAccount, type Town } from "./town";

const around = { registers, words: { sv: wordsOf("sv"), en: wordsOf("en") } };

/** What the office has written about a year that is over; its figures say the rest. */
const COMMENTARY = [
  "Flera av årets projekt är nya. De verksamheter som hade en partner sedan tidigare kom snabbare igång än de som sökte sin första.",
  "Det egna arbetet kostar tid som inte syns i beloppen. Verksamheterna ber om att kansliet ska hjälpa till med ansökningarna tidigare under året.",
  "Kommunstyrelsen behöver ta ställning till hur verksamheter utan kontaktperson ska få stöd.",
].join("\n\n");

/** Writes the office's words about last year and freezes it, as was done in the spring. */
export async function loadSummaries(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const thisYear = Number(town.day.slice(0, 4));
  const year = thisYear - 1;
  const frozenAt = new Date(`${String(thisYear)}-03-02T08:30:00Z`);
  if ((await listEditions(office, year)).length > 0) return 1;
  const versionOf = async (of: number) => (await getSummary(office, around, of, frozenAt)).version;
  for (const { year: of, count } of town.data.residents) {
    if (of !== year && (await versionOf(of)) === 0) await writeWords(office, { year: of, version: 0, lead: null, commentary: null, residents: count }, frozenAt);
  }
  const version = await versionOf(year);
  const residents = town.data.residents.find((one) => one.year === year)?.count ?? null;
  if (version === 0) await writeWords(office, { year, version, lead: null, commentary: COMMENTARY, residents }, frozenAt);
  must(`The summary of ${String(year)}`, await freezeSummary(office, around, { year, version: 1, caseNumber: `DEMO ${String(thisYear)}/0042` }, keyOf(town, "edition", String(year)), frozenAt));
  return 1;
}
