const test = "prisma/packs/packs.test.ts";
const rules = "prisma/packs/mandate-rules.test.ts";

/** @param {string} id @param {string} clause @param {string} matter */
const twinTownRule = (id, clause, matter) => `{ id: "${id}", clause: "${clause}", matters: ["${matter}"], effect: "DECIDES", holders: ["COUNCIL"], when: { op: "=", fact: "relationKind", value: "TWIN_TOWN" } },`;

/**
 * What documents say, taken away from their packs.
 * @type {readonly import("../../scripts/lib/sabotages.mjs").Sabotage[]}
 */
export const PACK_SABOTAGES = [
  { number: "H4", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H4", evidence: "LOGGED_PROJECT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },', instead: "" },
  { number: "V1", test, file: "prisma/packs/varberg.ts", text: 'number: "V1", kind: "role", chapter: null, quotation: "Kommunledningsstaben"', instead: 'number: "V1", kind: "role", chapter: null, quotation: "Organisation och ansvar"' },
  { number: "V14b", test: rules, file: "prisma/packs/varberg.ts", text: twinTownRule("new-twin-town", "V14b", "ENTER_TOWN_RELATION"), instead: "" },
  { number: "H12b", test: rules, file: "prisma/packs/halmstad.ts", text: twinTownRule("end-twin-town", "H12b", "END_TOWN_RELATION"), instead: "" },
  { number: "H16", test: rules, file: "prisma/packs/halmstad.ts", text: 'matters: ["JOIN_NETWORK", "LEAVE_NETWORK"],\n      effect: "DECIDES",\n      holders: ["EXECUTIVE_BOARD"]', instead: 'matters: ["JOIN_NETWORK"],\n      effect: "DECIDES",\n      holders: ["EXECUTIVE_BOARD"]' },
  { number: "E.4.1", test: rules, file: "prisma/packs/varberg.ts", text: 'clause: "V14b", matters: ["ENTER_TOWN_RELATION"]', instead: 'clause: "V14b", matters: ["ENTER_TOWN_RELATION", "END_TOWN_RELATION"]' },
  { number: "V16a", test, file: "prisma/packs/varberg.ts", text: '{ clause: "V16a", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "V16a", test, file: "prisma/packs/varberg.ts", text: '{ clause: "V16a", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "H13", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H13", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "H17", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H17", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },', instead: "" },
];
