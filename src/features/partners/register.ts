import "server-only";
import type { Register } from "@/domain/registers";
import type { Importable } from "@/features/imports/service";
import { PARTNER_IMPORT_FIELDS } from "./import";
import { addPartnerRows, judgePartnerRows, listPointedToPartners, takeBackPartners } from "./imports/service";
import { mayAddPartners } from "./policy";
import { getPartner } from "./service";

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
