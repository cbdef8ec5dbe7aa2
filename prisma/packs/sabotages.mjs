const test = "prisma/packs/packs.test.ts";

/**
 * What documents say, taken away from their packs.
 * @type {readonly import("../../scripts/lib/sabotages.mjs").Sabotage[]}
 */
export const PACK_SABOTAGES = [
  { number: "H4", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H4", evidence: "LOGGED_PROJECT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },', instead: "" },
  { number: "V1", test, file: "prisma/packs/varberg.ts", text: 'number: "V1", kind: "role", chapter: null, quotation: "Kommunledningsstaben"', instead: 'number: "V1", kind: "role", chapter: null, quotation: "Organisation och ansvar"' },
  { number: "V16a", test, file: "prisma/packs/varberg.ts", text: '{ clause: "V16a", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "V16a", test, file: "prisma/packs/varberg.ts", text: '{ clause: "V16a", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "H13", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H13", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },', instead: "" },
  { number: "H17", test, file: "prisma/packs/halmstad.ts", text: '{ clause: "H17", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },', instead: "" },
];
