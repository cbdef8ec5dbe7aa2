/** A tick, with who set it and when. */
export interface Tick {
  id: string;
  version: number;
  code: string;
  by: string | null;
  at: Date;
  note: string | null;
}

/** The checklist of the governing document's pack, each thing with its tick; a tick of something that is no longer asked for is left out. */
export function tickedOff<Item extends { code: string }>(items: readonly Item[], ticks: readonly Tick[]): { item: Item; tick: Tick | null }[] {
  return items.map((item) => ({ item, tick: ticks.find(({ code }) => code === item.code) ?? null }));
}
