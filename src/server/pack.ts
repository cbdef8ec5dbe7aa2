import "server-only";
import type { PolicyPack } from "@packs/pack";
import { packs } from "@packs/all";
import { getSettings } from "./env";

/** The policy pack that this installation is configured with; throws when the settings name one that isn't there. */
export function getPack(): PolicyPack {
  const id = getSettings().UTBLICK_PACK;
  const pack = packs.find((candidate) => candidate.id === id);
  if (!pack) throw new Error(`There is no policy pack called ${id}. There are: ${packs.map((candidate) => candidate.id).join(", ")}.`);
  return pack;
}
