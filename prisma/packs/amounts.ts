/** Turns whole kronor or euro into the öre or cent that money is stored in. */
export function inMinorUnits(amount: number): number {
  return amount * 100;
}

/** The rate that the invented projects in euro are converted with. */
export const demonstrationRate = { sekPerUnit: "11.20", on: "2026-11-02", source: "Påhittad kurs för demonstrationen" };

/** What every invented project says of itself. */
export const invented: { demonstration: true; certainty: "low"; sources: [] } = { demonstration: true, certainty: "low", sources: [] };
