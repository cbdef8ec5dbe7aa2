import { z } from "zod";
import { optionalId, requiredId, version } from "@/lib/fields";

export interface LinkInput {
  projectId: string;
  /** The project's own line about the partner. */
  lineId: string;
  version: number;
  /** The partner of the register that it is; null where it is none of them. */
  partnerId: string | null;
}

/** The button that says which partner of the register a project's partner is, or that it is none. */
export const linkPartnerSchema = z
  .object({ projectId: requiredId("fields.choice"), lineId: requiredId("fields.choice"), _version: version(), partnerId: optionalId() })
  .transform(({ _version, ...link }): LinkInput => ({ ...link, version: _version }));
