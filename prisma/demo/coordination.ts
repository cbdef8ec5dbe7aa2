import { addDays, dateInStockholm } from "@/domain/plain-date";
import { readEntryFilter, type EntryInput } from "@/features/coordination/schema";
import { getEntry, listEntries, markDone, noteEntry } from "@/features/coordination/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

type EntryData = Town["data"]["coordination"][number];

/** Notes the log as the office keeps it, with the tasks that are done marked so. */
export async function loadCoordination(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const entry of town.data.coordination) {
    // Found by its title, since its days are others when an interrupted load is taken up on another day.
    const stored = (await listEntries(office, readEntryFilter({ q: entry.title }).filter, town.now)).rows.find(({ title }) => title === entry.title);
    const about = { origin: { isDemonstration: true, certainty: "LOW" as const } };
    const { id } = stored ?? must(`The entry ${entry.key}`, await noteEntry(office, toInput(town, entry), keyOf(town, "coordination", entry.key), about, town.now));
    const { entry: noted } = await getEntry(office, id, town.now);
    if (entry.doneIn === undefined || noted.doneOn !== null) continue;
    must(`${entry.key} is done`, await markDone(office, { id, version: noted.version, on: addDays(dateInStockholm(town.now), entry.doneIn) }, town.now));
  }
  return town.data.coordination.length;
}

function toInput(town: Town, { kind, notedIn, title, text, responsible, units, priority, dueIn }: EntryData): EntryInput {
  const today = dateInStockholm(town.now);
  return {
    kind,
    notedOn: addDays(today, notedIn),
    title,
    text: text ?? null,
    responsibleId: idOf(town.bodies, responsible),
    unitIds: units.map((unit) => idOf(town.bodies, unit)).sort(),
    priorityId: priority === undefined ? null : idOf(town.priorities, priority),
    dueOn: dueIn === undefined ? null : addDays(today, dueIn),
  };
}
