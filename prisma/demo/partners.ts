import { addDays, dateInStockholm } from "@/domain/plain-date";
import { addContact } from "@/features/partners/contacts/service";
import type { PartnerCertainty } from "@/features/partners/schema";
import { addPartner, dissolvePartner, getPartner } from "@/features/partners/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

const CERTAINTIES: Readonly<Record<Town["data"]["partners"][number]["certainty"], PartnerCertainty>> = { high: "HIGH", medium: "MEDIUM", low: "LOW" };

const toCoordinates = (degrees: Town["data"]["partners"][number]["coordinates"]) => {
  const [latitude, longitude] = degrees ?? [];
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
};

/** Adds the partners as the office does, each with where it is known from, and the people whom units know there. */
export async function loadPartners(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, dissolvedOn, certainty: known, source, contacts, ...data } of town.data.partners) {
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
    for (const { name, title, email, unit, basis, neededIn } of contacts) {
      const contact = { name, title: title ?? null, email: email ?? null, phone: null, lawfulBasis: basis, neededUntil: addDays(dateInStockholm(town.now), neededIn) };
      must(`The contact at ${key}`, await addContact(office, { key: keyOf(town, "partner", key, unit), input: { partnerId: id, unitId: idOf(town.bodies, unit), contact } }, { isDemonstration: true }, town.now));
    }
    const { partner: stored } = await getPartner(office, id);
    if (dissolvedOn === undefined || stored.endedOn !== null) continue;
    must(`The end of ${key}`, await dissolvePartner(office, { id, version: stored.version, on: { on: dissolvedOn, precision: "DAY" }, note: null, source }, town.now));
  }
  return town.data.partners.length;
}
