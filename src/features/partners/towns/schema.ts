import type { z } from "zod";
import { COUNTRIES } from "@/lib/countries";
import { field, isId, requiredText } from "@/lib/fields";
import { LONGEST_PARTNER_NAME } from "../schema";

/** A town as it is written where another record names it, with what the person has answered to what the form asked back. */
export interface TownWritten {
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The town of the register that it is. */
  partnerId?: string | null;
  /** Another town than those of the register that are called almost the same. */
  isNew?: boolean;
  /** The gazetteer's id; 0 for none of the places offered. */
  placeId?: number | null;
}

/** What stands for a town that is none of those offered. */
export const NEW_TOWN = "new";

/** The fields in which a town is named. */
export const townFields = {
  town: requiredText(LONGEST_PARTNER_NAME, "townRelations.errors.townMissing"),
  country: field<string>((text) => {
    const country = text.toUpperCase();
    return COUNTRIES.includes(country) ? { value: country } : { message: text === "" ? "townRelations.errors.countryMissing" : "townRelations.errors.country" };
  }),
  townPartner: field<string | null>((text) => (text === "" || text === NEW_TOWN || isId(text) ? { value: text === "" ? null : text } : { message: "fields.choice" })),
  placeId: field<number | null>((text) => (text === "" ? { value: null } : /^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "fields.choice" })),
};

/** A town as its fields name it. */
export function toTown({ town, country, townPartner, placeId }: z.output<z.ZodObject<typeof townFields>>): TownWritten {
  const isNew = townPartner === NEW_TOWN;
  return { name: town, country, partnerId: isNew ? null : townPartner, isNew, placeId };
}
