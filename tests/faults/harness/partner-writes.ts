import { randomUUID } from "node:crypto";
import { addDays } from "@/domain/plain-date";
import { contactInput, partnerInput, searchInput } from "../../factories/partners.ts";
import { Refusal } from "./instance.ts";
import { counting, planKeyed, type KeyedPlan } from "./keyed.ts";
import type { Write } from "./writes.ts";

/** Adds a partner with another name, with its idempotency key. */
export const addPartner: Write<KeyedPlan> = {
  kind: "add a partner",
  plan: planKeyed,
  send: async (instance, { personId }, { token, key }) => {
    const result = await instance.call("partners", "addPartner", personId, { key, partner: partnerInput({ name: token, aliases: [{ name: `Annat ${token}`, language: null }] }), answers: { saveAnyway: true, placeId: null } });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with its other name, or not at all.
  count: counting("SELECT p.name AS token FROM partner p JOIN partner_name n ON n.partner_id = p.id WHERE p.name = ANY ($1)"),
};

/** Logs a search for a partner, with its idempotency key. */
export const logPartnerSearch: Write<KeyedPlan> = {
  kind: "log a partner search",
  plan: planKeyed,
  send: async (instance, { personId, town }, { token, key }) => {
    const result = await instance.call("partners/searches", "logSearch", personId, searchInput({ unitId: town.unitId, title: token, searchedOn: town.today }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT title AS token FROM partner_search WHERE title = ANY ($1)"),
};

/** Adds someone at a partner that is added for it, with its idempotency key. */
export const addPartnerContact: Write<KeyedPlan & { partnerId: string }> = {
  kind: "add someone at a partner",
  plan: async (instance, { personId }) => {
    const added = await instance.call("partners", "addPartner", personId, { key: randomUUID(), partner: partnerInput({ name: randomUUID() }), answers: { saveAnyway: true, placeId: null } });
    return added.ok ? { ...(await planKeyed()), partnerId: added.value.id } : null;
  },
  send: async (instance, { personId, town }, { token, key, partnerId }) => {
    const input = { partnerId, unitId: town.unitId, contact: contactInput({ title: token, neededUntil: addDays(town.today, 90) }) };
    const result = await instance.call("partners/contacts", "addContact", personId, { key, input });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with the details, or not at all.
  count: counting("SELECT d.title AS token FROM partner_contact c JOIN partner_contact_details d ON d.contact_id = c.id WHERE d.title = ANY ($1)"),
};
