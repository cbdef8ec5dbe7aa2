import type { Demonstration } from "./demonstration";

/** The demonstration data of each pack that has any, by the pack's id; read only where it is shown or loaded. */
export const demonstrations: Readonly<Record<string, () => Promise<Demonstration>>> = {
  varberg: async () => (await import("./varberg.demo")).default,
  halmstad: async () => (await import("./halmstad.demo")).default,
};
