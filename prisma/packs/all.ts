import halmstad from "./halmstad";
import varberg from "./varberg";
import type { PolicyPack } from "./pack";

/** Every pack that ships with the program; a municipality that writes its own adds it here. */
export const packs: readonly PolicyPack[] = [varberg, halmstad];
