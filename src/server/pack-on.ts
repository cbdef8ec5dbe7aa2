import "server-only";
import type { PolicyPack } from "@packs/pack";
import type { PlainDate } from "@/domain/plain-date";
import { getPack } from "./pack";

/** The policy pack that was in force on a day. The installation's own pack is the only version there is. */
export function packOn(_day: PlainDate): PolicyPack {
  return getPack();
}
