import "server-only";
import type { Register } from "@/domain/registers";
import { isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Importable } from "@/features/imports/service";
import type { Mergeable } from "@/features/merging/service";
import { formatCountry } from "@/lib/formats";
import { PARTNER_IMPORT_FIELDS } from "./import";
import { addPartnerRows, judgePartnerRows, listPointedToPartners, takeBackPartners } from "./imports/service";
import { mayAddPartners } from "./policy";
import { getPartner, listPartners, listSimilarPartners, mergePartner } from "./service";
import { readPartnerFilter } from "./schema";

/** What the register of partners offers the whole house. */
export const partnerRegister: Register = {
  kind: "partner",
  path: (id) => `/partners/${id}`,
  titleOf: async (actor, id) => (await getPartner(actor, id)).partner.name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** What the register of partners offers those who have partners in a list. */
export const partnerImport: Importable = {
  kind: "partner",
  path: "/partners",
  pathOf: partnerRegister.path,
  mayImport: mayAddPartners,
  fields: () => Promise.resolve([...PARTNER_IMPORT_FIELDS]),
  judge: judgePartnerRows,
  add: addPartnerRows,
  pointedTo: listPointedToPartners,
  takeBack: takeBackPartners,
};

/** What the register of partners offers those who find one in it twice; what has happened to a partner otherwise is told on its own page. */
export const partnerMerging: Mergeable = {
  kind: "partner",
  path: "/partners",
  pathOf: partnerRegister.path,
  mayMerge: isCoordinator,
  side: async (actor, id, words) => {
    const { partner } = await getPartner(actor, id);
    const fact = (field: string, value: string | null) => ({ label: words(`partners.field.${field}`), value: value ?? "" });
    return {
      id,
      version: partner.version,
      title: partner.name,
      facts: [
        fact("name", partner.name),
        fact("kind", words(`partners.kind.${partner.kind}`)),
        fact("country", formatCountry(partner.country, words.locale)),
        fact("place", partner.place),
        fact("website", partner.website),
        fact("aliases", partner.aliases.map(({ name }) => name).join(", ")),
        fact("formerNames", partner.formerNames.map(({ name }) => name).join(", ")),
        fact("certainty", words(`partners.certainty.${partner.certainty}`)),
        fact("note", partner.note),
      ],
    };
  },
  alike: async (actor, id, text) => {
    const [similar, found] = await Promise.all([listSimilarPartners(actor, text, id), listPartners(actor, readPartnerFilter({ q: text }).filter)]);
    return [...new Map([...similar, ...found.rows].filter((one) => one.id !== id).map((one) => [one.id, { id: one.id, name: one.name }])).values()].slice(0, 10);
  },
  merge: (actor, { id, version, intoId }, now) => mergePartner(actor, { id, version, intoId, kind: "DUPLICATE", on: { on: dateInStockholm(now), precision: "DAY" }, note: null, source: null }, now),
  separate: null,
};
