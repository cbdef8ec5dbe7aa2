import type { PartnerCertainty } from "@/features/partners/schema";
import { addPartner, dissolvePartner, getPartner } from "@/features/partners/service";
import { actAs, keyOf, must, personOfAccount, type Town } from "./town";

const CERTAINTIES: Readonly<Record<Town["data"]["partners"][number]["certainty"], PartnerCertainty>> = { high: "HIGH", medium: "MEDIUM", low: "LOW" };

const toCoordinates = (degrees: Town["data"]["partners"][number]["coordinates"]) => {
  const [latitude, longitude] = degrees ?? [];
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
};

/** Adds the partners as the office does, each with where it is known from. */
export async function loadPartners(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, dissolvedOn, certainty: known, source, ...data } of town.data.partners) {
    const certainty = CERTAINTIES[known];
    const partner = {
      kind: data.kind,
      name: data.name,
      country: data.country,
      place: data.place ?? null,
      coordinates: toCoordinates(data.coordinates),
      website: null,
      aliases: (data.aliases ?? []).map((written) => {
        const [, name = written, language] = /^(.*) \(([a-z]{2})\)$/.exec(written) ?? [];
        return { name, language: language ?? null };
      }),
      formerNames: [],
      note: data.note ?? null,
      certainty,
    };
    const about = { origin: { isDemonstration: true, facts: [{ field: "name", value: data.name, source, certainty }] } };
    const { id } = must(`The partner ${key}`, await addPartner(office, { key: keyOf(town, "partner", key), partner, answers: { saveAnyway: true, placeId: null } }, about, town.now));
    const { partner: stored } = await getPartner(office, id);
    if (dissolvedOn === undefined || stored.endedOn !== null) continue;
    must(`The end of ${key}`, await dissolvePartner(office, { id, version: stored.version, on: { on: dissolvedOn, precision: "DAY" }, note: null, source }, town.now));
  }
  return town.data.partners.length;
}
