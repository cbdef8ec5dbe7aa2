import { addCall } from "@/features/programmes/calls/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

/** Adds the invented calls of the pack's programmes, as the office does. */
export async function loadCalls(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, programme, name, opensOn, closesOn, note } of town.data.calls) {
    const input = { programmeId: idOf(town.programmes, programme), name, opensOn: opensOn ?? null, closesOn: closesOn ?? null, maxRatePercent: null, website: null, source: null, certainty: "LOW" as const, note: note ?? null };
    town.calls.set(key, must(`The call ${key}`, await addCall(office, input, keyOf(town, "call", key), { origin: { isDemonstration: true } }, town.now)).id);
  }
  return town.calls.size;
}
