import type { SearchInput } from "@/features/partners/searches/schema";
import { concludeSearch, getSearch, logSearch } from "@/features/partners/searches/service";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

type SearchData = Town["data"]["partnerSearches"][number];

const CERTAINTIES = { high: "HIGH", medium: "MEDIUM", low: "LOW" } as const;

/** Logs each search as the unit's contact person does, or the office where there is none, and tells what came of it; what an interrupted load has told is not told again. */
export async function loadPartnerSearches(town: Town): Promise<number> {
  for (const data of town.data.partnerSearches) {
    const actor = await actAs(town, onRoster(town, data.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const about = { origin: { isDemonstration: true, certainty: CERTAINTIES[data.certainty] } };
    const { id } = must(`The partner search ${data.key}`, await logSearch(actor, toInput(town, data), keyOf(town, "partner search", data.key), about, town.now));
    const { search } = await getSearch(actor, id, town.now);
    if ((data.answer ?? data.outcome) === undefined || search.answer !== null || search.outcome !== null) continue;
    const nameOf = (list: readonly { key: string; name?: string; title?: string }[], key: string | undefined) => {
      const found = list.find((one) => one.key === key);
      return { text: found?.name ?? found?.title ?? null, id: null };
    };
    const told = { answer: data.answer?.is ?? null, answeredOn: data.answer?.on ?? null, answerText: data.answer?.text ?? null, outcome: data.outcome?.is ?? null };
    const ledTo = { partner: nameOf(town.data.partners, data.outcome?.partner), project: nameOf(town.data.projects, data.outcome?.project) };
    must(`What came of ${data.key}`, await concludeSearch(actor, { id, version: search.version, ...told, ...ledTo }, town.now));
  }
  return town.data.partnerSearches.length;
}

function toInput(town: Town, data: SearchData): SearchInput {
  return {
    unitId: idOf(town.bodies, data.unit),
    direction: data.direction,
    title: data.title,
    text: data.text ?? null,
    programmeId: data.programme === undefined ? null : idOf(town.programmes, data.programme),
    call: data.call ?? null,
    counterpart: data.counterpart ?? null,
    searchedOn: data.on,
    deadline: data.deadline ?? null,
  };
}
