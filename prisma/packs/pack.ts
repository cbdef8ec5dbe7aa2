/**
 * What a policy pack is: one version of a municipality's governing document, taken apart sentence by sentence, with the
 * modules, obligations and taxonomies that follow from it. Switching pack changes how facts are judged, never the facts.
 * README.md in this folder tells how a municipality writes its own.
 */
import { z } from "zod";

import { checkRules } from "@/domain/mandate-rules";
import { readOrganisationNumber } from "@/domain/organisation-number";

import { contrastRatio } from "./contrast";
import { calendarDate, clauseNumber, code, text } from "./fields";
import { describeRuleFault, mandateRulesSchema } from "./mandate-rules";

export { contrastRatio };

/** How certain a fact is: confirmed by a source, likely, or only believed. */
export const certaintySchema = z.enum(["high", "medium", "low"], "Certainty is high, medium or low.");
export type Certainty = z.infer<typeof certaintySchema>;

/** Every kind of body that a pack's obligations and the demonstration data may name. */
export const bodyKindSchema = z.enum([
  "COUNCIL",
  "COUNCIL_PRESIDIUM",
  "EXECUTIVE_BOARD",
  "EXECUTIVE_BOARD_PRESIDIUM",
  "COMMITTEE",
  "COMPANY",
  "MANAGEMENT_GROUP",
  "OFFICE",
  "DEPARTMENT",
  "WORKPLACE",
]);
export type BodyKind = z.infer<typeof bodyKindSchema>;

/** The kinds of body that can answer for a record, and so carry an obligation of their own. */
export const unitKindSchema = bodyKindSchema.extract(["OFFICE", "DEPARTMENT", "COMPANY"]);
export type UnitKind = z.infer<typeof unitKindSchema>;

const colour = z.string().regex(/^#[0-9a-f]{6}$/, "Write the colour as # and six hexadecimal digits in lower case, for example #12436a.");

const themeSchema = z.strictObject({
  profile: colour,
  onProfile: colour,
  onProfileQuiet: colour,
  profileHover: colour,
  profileText: colour,
  profileTint: colour,
  masthead: colour,
  onMasthead: colour,
  onMastheadQuiet: colour,
});
export type ProfileTheme = z.infer<typeof themeSchema>;
export type ProfileColour = keyof ProfileTheme;

/** The style sheet's own name for each profile colour, in the order of its profile block. */
export const profileTokens = {
  profile: "--profile",
  onProfile: "--on-profile",
  onProfileQuiet: "--on-profile-quiet",
  profileHover: "--profile-hover",
  profileText: "--profile-text",
  profileTint: "--profile-tint",
  masthead: "--masthead",
  onMasthead: "--on-masthead",
  onMastheadQuiet: "--on-masthead-quiet",
} as const satisfies Record<ProfileColour, string>;

// The colours that every municipality shares and that a profile must be readable against. They repeat the style sheet's
// values, since a pack is judged where no style sheet is at hand.
export const sharedColours = {
  light: {
    page: "#ffffff",
    surface: "#f4f6f7",
    "surface-hover": "#eaeef0",
    ink: "#16202a",
    "ink-quiet": "#4b5965",
    "missing-tint": "#fcefed",
    "late-tint": "#fdf3e1",
    "focus-gap": "#ffffff",
  },
  dark: {
    page: "#10171d",
    surface: "#18212a",
    "surface-hover": "#212c36",
    ink: "#e8edf1",
    "ink-quiet": "#a8b5c0",
    "missing-tint": "#351a1a",
    "late-tint": "#30230f",
    "focus-gap": "#10171d",
  },
} as const;

type SharedColour = keyof typeof sharedColours.light;

const textContrast = 4.5;
const controlContrast = 3;

const contrastPairs: readonly { front: ProfileColour | SharedColour; back: ProfileColour | SharedColour; least: number }[] = [
  { front: "onProfile", back: "profile", least: textContrast },
  { front: "onProfile", back: "profileHover", least: textContrast },
  { front: "onProfileQuiet", back: "profile", least: textContrast },
  { front: "onMasthead", back: "masthead", least: textContrast },
  { front: "onMastheadQuiet", back: "masthead", least: textContrast },
  { front: "profileText", back: "page", least: textContrast },
  { front: "profileText", back: "surface", least: textContrast },
  { front: "profileText", back: "surface-hover", least: textContrast },
  { front: "profileText", back: "profileTint", least: textContrast },
  { front: "profileText", back: "missing-tint", least: textContrast },
  { front: "profileText", back: "late-tint", least: textContrast },
  { front: "ink", back: "profileTint", least: textContrast },
  { front: "ink-quiet", back: "profileTint", least: textContrast },
  { front: "profile", back: "page", least: controlContrast },
  { front: "focus-gap", back: "profile", least: controlContrast },
];

const isProfileColour = (name: ProfileColour | SharedColour): name is ProfileColour => name in profileTokens;

/** A municipality's colours in both themes; refused when any pair that is read together has too little contrast. */
export const profileSchema = z.strictObject({ light: themeSchema, dark: themeSchema }).superRefine((profile, context) => {
  for (const theme of ["light", "dark"] as const) {
    for (const { front, back, least } of contrastPairs) {
      const colourOf = (name: ProfileColour | SharedColour) => (isProfileColour(name) ? profile[theme][name] : sharedColours[theme][name]);
      const nameOf = (name: ProfileColour | SharedColour) => (isProfileColour(name) ? profileTokens[name] : `--${name}`);
      const ratio = contrastRatio(colourOf(front), colourOf(back));
      if (ratio < least) {
        context.addIssue({
          code: "custom",
          path: [theme, isProfileColour(front) ? front : back],
          message:
            `In the ${theme} theme ${nameOf(front)} (${colourOf(front)}) on ${nameOf(back)} (${colourOf(back)}) ` +
            `has contrast ${(Math.floor(ratio * 100) / 100).toFixed(2)}; it must be at least ${least.toFixed(1)}. Choose a darker or lighter colour.`,
        });
      }
    }
  }
});
export type Profile = z.infer<typeof profileSchema>;

export const organisationNumber = z
  .string()
  .regex(/^\d{6}-\d{4}$/, "Write the organisation number as six digits, a hyphen and four digits.")
  .refine((value) => readOrganisationNumber(value) !== null, "The organisation number's last digit does not fit the others. Check that it is typed correctly.");

const municipalitySchema = z.strictObject({
  /** The full name, as in "Välkommen till …". */
  name: text(80),
  /** The town's name alone. */
  shortName: text(40),
  /** The full name in the genitive, as in "… projekt". */
  genitive: text(80),
  /** The town's name in the genitive, as in "… vänorter". */
  shortGenitive: text(40),
  organisationNumber,
  organisationNumberCertainty: certaintySchema,
  profile: profileSchema,
});

const documentSchema = z.strictObject({
  type: z.enum(["POLICY", "GUIDELINES"], "The document is a POLICY or GUIDELINES."),
  /** Verbatim from the document. */
  title: text(200),
  /** How the document is named in running text and in the foot of every page. */
  shortTitle: text(80),
  responsibleOffice: text(120).nullable(),
  caseNumber: text(60).nullable(),
  /** The date written on the document, which is not the date it was adopted. */
  datedOn: calendarDate.nullable(),
  adoptedOn: calendarDate.nullable(),
  adoptedBy: text(120).nullable(),
  version: text(60),
  language: z.literal("sv", "Governing documents are quoted in Swedish."),
  /** What is known and not known about the document, in Swedish, with the source. */
  note: text(500).nullable(),
});

const officeAliasSchema = z
  .strictObject({ name: text(120), from: calendarDate.optional(), to: calendarDate.optional() })
  .refine((alias) => alias.from === undefined || alias.to === undefined || alias.from <= alias.to, "An alias ends on or after the day it begins.");

const coordinatingOfficeSchema = z.strictObject({
  /** The office's name today. */
  name: text(120),
  /** Other names the document or older records use for the same office; a missing date means that it is not known. */
  aliases: z.array(officeAliasSchema),
});

const chapterSchema = z.strictObject({
  /** Verbatim from the document. */
  heading: text(200),
  level: z.union([z.literal(1), z.literal(2)], "A chapter stands on level 1 or 2."),
});

/** What a clause does: gives the right to decide, asks for something, orders the organisation, states a goal, a background, or a resource. */
export const clauseKindSchema = z.enum(["mandate", "duty", "role", "goal", "context", "resource"]);
export type ClauseKind = z.infer<typeof clauseKindSchema>;

/** The parts of the program that a governing document may ask for, leave open or make no use of. */
export const moduleKeySchema = z.enum([
  "coverage",
  "goals",
  "contactPersons",
  "workingGroup",
  "competence",
  "economySupport",
  "unitEconomy",
  "examinations",
  "partnerSearch",
  "networks",
  "membershipParticipation",
  "networkNeeds",
  "childrenAndYouth",
  "twinTownBenefit",
  "visitsShared",
  "visitConsultation",
  "visitInformation",
  "monitoring",
  "profileAreas",
  "twoAreas",
  "yearlyFollowUp",
]);
export type ModuleKey = z.infer<typeof moduleKeySchema>;

const clauseSchema = z.strictObject({
  number: clauseNumber,
  kind: clauseKindSchema,
  /** A second kind where one sentence does two things. */
  alsoKind: clauseKindSchema.optional(),
  /** The heading it stands under; null for a letterhead or the headings themselves. */
  chapter: text(200).nullable(),
  /** Verbatim from the document; … stands where words are left out. */
  quotation: text(600),
  /** Of a mandate: who it is given to, in the quotation's own words. */
  holder: text(120).optional(),
  module: moduleKeySchema.nullable(),
});
export type Clause = z.infer<typeof clauseSchema>;

const moduleStateSchema = z
  .strictObject({
    state: z.enum(["required", "optional", "off"], "A module is required, optional or off."),
    clause: clauseNumber.nullable(),
  })
  .refine((module) => module.state !== "required" || module.clause !== null, "A required module names the clause that asks for it.")
  .refine((module) => module.state !== "off" || module.clause === null, "A module that is off names no clause.");
export type ModuleState = z.infer<typeof moduleStateSchema>;

const taxonomyEntrySchema = z.strictObject({
  code,
  sv: text(120),
  en: text(120),
  /** The clause that it is taken from, where it is the words of one. */
  clause: clauseNumber.optional(),
});
export type TaxonomyEntry = z.infer<typeof taxonomyEntrySchema>;

/** The registers whose records all belong to one of the areas that the work is divided into; projects say for themselves. */
export const areaRegisterSchema = z.enum(["visit", "exchangeActivity", "network", "partnerSearch", "monitoringItem"]);

const areaSchema = z.strictObject({ ...taxonomyEntrySchema.shape, registers: z.array(areaRegisterSchema).default([]) });

const taxonomySchema = z.array(taxonomyEntrySchema).superRefine(refuseRepeats((entry) => entry.code, "code"));

const taxonomiesSchema = z.strictObject({
  projectTypes: taxonomySchema.min(1, "Give at least one project type."),
  municipalGoals: taxonomySchema.min(1, "Give at least one municipal goal."),
  purposes: taxonomySchema.min(1, "Give at least one purpose."),
  beneficiaryGroups: taxonomySchema.min(1, "Give at least one group that can benefit."),
  areas: z
    .array(areaSchema)
    .superRefine(refuseRepeats((entry) => entry.code, "code"))
    .refine((areas) => new Set(areas.flatMap(({ registers }) => registers)).size === areas.flatMap(({ registers }) => registers).length, "A register belongs to one area."),
});
export type Taxonomies = z.infer<typeof taxonomiesSchema>;

const programmeSchema = z.strictObject({
  code,
  sv: text(120),
  en: text(120),
  /** Where the money comes from. */
  fund: text(120),
  /** In years, as people write it: 2021–2027. Null for a programme without periods. */
  period: z.string().regex(/^\d{4}–\d{4}$/, "Write the period as two years with an en dash, for example 2021–2027.").nullable(),
  /** Highest share of the costs that the programme pays, in percent; null where it has none or it is not known. */
  maxRatePercent: z.int().min(1, "The rate is at least 1 percent.").max(100, "The rate is at most 100 percent.").nullable(),
  /** How much money the programme or a project has. */
  size: text(300).nullable().default(null),
  /** Where it holds, and whether the municipality lies there; null where nobody knows. */
  regions: text(300).nullable().default(null),
  coversMunicipality: z.boolean().nullable().default(null),
  /** What it asks of those who apply. */
  rules: text(1000).nullable().default(null),
  /** Within how many months after a project's end the final report is due, and after that the final payment. */
  finalReportMonths: z.int().min(0).max(60).nullable().default(null),
  finalPaymentMonths: z.int().min(0).max(60).nullable().default(null),
  /** For how many whole calendar years records are kept, after the year of the project's end or of its final payment. */
  keep: z.strictObject({ years: z.int().min(1, "Write at least 1 year.").max(100, "Write at most 100 years."), from: z.enum(["PROJECT_END", "FINAL_PAYMENT"]) }).nullable().default(null),
  /** Where all this stands. */
  source: text(300).nullable().default(null),
  certainty: certaintySchema,
  note: text(300).nullable(),
});
export type Programme = z.input<typeof programmeSchema>;

const checklistItemSchema = z.strictObject({ code, sv: text(120), en: text(120), helpSv: text(300), helpEn: text(300) });
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

/** What the registers are asked to show for an obligation; matched by its meaning, so that every pack finds the same evidence. */
export const evidenceKindSchema = z.enum([
  "CURRENT_CONTACT_PERSON",
  "CONFIRMED_CONTACT_PERSON_TIME",
  "LOGGED_PROJECT",
  "PROJECTS_LINKED_TO_MUNICIPAL_GOAL",
  "PROJECTS_LINKED_TO_UNIT_GOAL",
  "PROJECTS_STATE_CHILDREN_AND_YOUTH",
  "PROJECTS_STATE_PAYING_UNIT",
  "PROJECTS_STATE_AREA",
  "PROJECTS_FOLLOW_PRIORITY",
  "FROZEN_SUMMARY",
  "UNIT_STATEMENT",
  "ALLOCATED_VISIT",
  "NOTIFIED_VISIT",
  "ADOPTED_DOCUMENT",
  "WORKING_GROUP_ASSIGNMENT",
  "WORKING_GROUP_MEMBERS",
  "WORKING_GROUP_MEETINGS",
  "DECIDED_PROFILE_AREAS",
  "TOWN_EXCHANGES_FOR_PROFESSION",
  "TOWN_EXCHANGES_FOR_ASSOCIATIONS",
  "TOWN_EXCHANGES_FOR_RESIDENTS",
  "STRATEGIC_PRIORITIES",
  "COORDINATION_LOG",
  "NETWORK_MEMBERSHIP",
  "VALUED_MEMBERSHIPS",
  "DECIDED_MEMBERSHIPS",
  "MEMBERSHIP_PARTICIPATION",
  "OWN_NETWORK_PARTICIPATION",
  "NETWORK_NEEDS",
  "NETWORKS_IN_PRIORITIES",
  "PARTNER_SEARCH",
  "DEVELOPMENT_INITIATIVE",
  "COOPERATION_EXAMINED",
  "FUNDING_EXAMINED",
  "PROJECT_CLOSINGS",
  "CLOSINGS_STATE_COMPETENCE",
  "CLOSINGS_STATE_RESOURCES",
  "ECONOMY_SUPPORT",
  "MONITORING_ITEM",
  "INFLUENCE_ACTION",
  "INFLUENCE_IN_PRIORITIES",
  "READINESS_FOR_ITEMS",
  "JOINT_COMPETENCE",
  "INDIVIDUAL_COMPETENCE",
  "STAFF_COMPETENCE",
  "INFORMATION_ACTIVITY",
]);
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;

/** The presidia, which may share the task of representing the municipality. */
export const presidiumKindSchema = bodyKindSchema.extract(["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"]);
export type PresidiumKind = z.infer<typeof presidiumKindSchema>;

/** The kinds of body that an obligation may be laid upon: units each for itself, the others for the whole municipality. */
export const obligedKindSchema = bodyKindSchema.extract([...unitKindSchema.options, ...presidiumKindSchema.options, "EXECUTIVE_BOARD", "COUNCIL", "MANAGEMENT_GROUP"]);
export type ObligedKind = z.infer<typeof obligedKindSchema>;

const obligationSchema = z.strictObject({
  clause: clauseNumber,
  evidence: evidenceKindSchema,
  for: z.array(obligedKindSchema).min(1, "Name at least one kind of body that carries the obligation."),
});
export type Obligation = z.infer<typeof obligationSchema>;

const followUpQuestionSchema = z.strictObject({
  code,
  /** The clause that the question is drawn from, which the form quotes; null for what the municipality wants to know besides. */
  clause: clauseNumber.nullable(),
  sv: text(200),
  en: text(200),
  /** What an answer should tell of. */
  helpSv: text(400),
  helpEn: text(400),
  /** That a statement cannot be submitted without an answer. */
  required: z.boolean(),
});
export type FollowUpQuestion = z.infer<typeof followUpQuestionSchema>;

/** The whole of a policy pack; strict, so that a misspelt field is refused instead of ignored. */
export const policyPackSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "Write the id in lower case letters, digits and hyphens."),
    municipality: municipalitySchema,
    document: documentSchema,
    /** The governing document in full. */
    documentText: text(200_000),
    coordinatingOffice: coordinatingOfficeSchema,
    chapters: z.array(chapterSchema).min(1, "Give at least one chapter.").superRefine(refuseRepeats((chapter) => chapter.heading, "heading")),
    clauses: z.array(clauseSchema).min(1, "Give at least one clause.").superRefine(refuseRepeats((clause) => clause.number, "number")),
    modules: z.record(moduleKeySchema, moduleStateSchema),
    /** Who decides what. */
    mandateRules: mandateRulesSchema,
    taxonomies: taxonomiesSchema,
    programmes: z.array(programmeSchema).superRefine(refuseRepeats((programme) => programme.code, "code")),
    obligations: z.array(obligationSchema).superRefine(refuseRepeats((obligation) => `${obligation.clause} ${obligation.evidence}`, "obligation")),
    /** After how many years without an exchange a town relation is shown as idle. */
    townRelations: z.strictObject({ idleYears: z.int().min(1, "Write at least 1 year.").max(50, "Write at most 50 years.") }).default({ idleYears: 3 }),
    /** What is to be seen to in a project with money from outside, ticked off one by one. */
  checklist: z.array(checklistItemSchema).max(40).superRefine(refuseRepeats((item) => item.code, "code")).default([]),
  /** For how long the municipality itself keeps a project's records at least, in whole calendar years after the year of its end or final payment, and where that stands; null where it has not said. */
  retention: z
    .strictObject({ years: z.int().min(1, "Write at least 1 year.").max(100, "Write at most 100 years."), from: z.enum(["PROJECT_END", "FINAL_PAYMENT"]), source: text(300), certainty: certaintySchema })
    .nullable()
    .default(null),
  /** What is to become of records of a kind in the end, in whole calendar years after the year in which their matter was over, or for ever, and where that stands. What isn't named is not regulated, and is not disposed of. */
  retentionRules: z
    .array(z.strictObject({ kind: text(40), outcome: z.enum(["DISPOSE", "PRESERVE"]), years: z.int().min(1, "Write at least 1 year.").max(100, "Write at most 100 years.").nullable(), source: text(300), certainty: certaintySchema }).refine(({ outcome, years }) => (outcome === "DISPOSE") === (years !== null), "Write years for what is disposed of, and none for what is preserved."))
    .superRefine(refuseRepeats((rule) => rule.kind, "kind"))
    .default([]),
  /** What every unit is asked once a year. */
    followUp: z.strictObject({
      /** The clause that contacts and cooperations are told over the years by; null where none speaks of them. */
      contactsClause: clauseNumber.nullable().default(null),
      /** Which kinds of unit have their board decide on their answer before it may be approved, the clause that speaks of the boards' responsibility, and where it stands that they are asked; null where none is. */
      signOff: z
        .strictObject({ for: z.array(unitKindSchema).min(1, "Name at least one kind of body that carries the obligation."), clause: clauseNumber.nullable(), source: text(300) })
        .nullable()
        .default(null),
      questions: z
        .array(followUpQuestionSchema)
        .min(1, "Ask at least one question.")
        .max(30, "Ask at most 30 questions.")
        .superRefine(refuseRepeats((question) => question.code, "question"))
        .refine((questions) => questions.some((question) => question.required), "At least one question must be answered."),
    }),
  })
  .superRefine((pack, context) => {
    const refuse = (path: (string | number)[], message: string) => {
      context.addIssue({ code: "custom", path, message });
    };
    const clauses = new Map(pack.clauses.map((clause) => [clause.number, clause]));
    const headings = new Set(pack.chapters.map((chapter) => chapter.heading));

    if (!isFoundIn(pack.documentText, pack.document.title)) {
      refuse(["document", "title"], `The title “${pack.document.title}” is not found in the document's text. Write it exactly as it stands there.`);
    }
    pack.chapters.forEach((chapter, index) => {
      if (!isFoundIn(pack.documentText, chapter.heading)) {
        refuse(["chapters", index], `The heading “${chapter.heading}” is not found in the document's text. Write it exactly as it stands there.`);
      }
    });
    pack.clauses.forEach((clause, index) => {
      if (!isFoundIn(pack.documentText, clause.quotation)) {
        refuse(
          ["clauses", index, "quotation"],
          `The quotation of ${clause.number}, “${clause.quotation}”, is not found in the document's text. Write it word for word, with … where words are left out.`,
        );
      }
      if (clause.kind === "mandate" && clause.holder === undefined) {
        refuse(["clauses", index, "holder"], `${clause.number} is a mandate, so write who it is given to, in the quotation's own words.`);
      }
      if (clause.holder !== undefined && !clause.quotation.includes(clause.holder)) {
        refuse(["clauses", index, "holder"], `“${clause.holder}” is not found in the quotation of ${clause.number}. Write it word for word as it stands there.`);
      }
      if (clause.chapter !== null && !headings.has(clause.chapter)) {
        refuse(["clauses", index, "chapter"], `${clause.number} stands under “${clause.chapter}”, which is not among the chapters.`);
      }
      if (clause.module !== null && pack.modules[clause.module].state === "off") {
        refuse(["clauses", index, "module"], `${clause.number} belongs to the module ${clause.module}, which is off. Make the module optional or required.`);
      }
    });
    for (const key of moduleKeySchema.options) {
      const number = pack.modules[key].clause;
      if (number !== null && !clauses.has(number)) {
        refuse(["modules", key, "clause"], `The module ${key} names the clause ${number}, which is not in the pack.`);
      }
    }
    for (const [list, entries] of Object.entries(pack.taxonomies)) {
      entries.forEach((entry, index) => {
        if (entry.clause !== undefined && !clauses.has(entry.clause)) refuse(["taxonomies", list, index, "clause"], `The entry ${entry.code} names the clause ${entry.clause}, which is not in the pack.`);
      });
    }
    pack.obligations.forEach((obligation, index) => {
      if (!clauses.has(obligation.clause)) {
        refuse(["obligations", index, "clause"], `The obligation names the clause ${obligation.clause}, which is not in the pack.`);
      }
    });
    const { contactsClause, signOff } = pack.followUp;
    if (signOff !== null && signOff.clause !== null && !clauses.has(signOff.clause)) refuse(["followUp", "signOff", "clause"], `The sign-off names the clause ${signOff.clause}, which is not in the pack.`);
    if (contactsClause !== null && !clauses.has(contactsClause)) refuse(["followUp", "contactsClause"], `The contacts name the clause ${contactsClause}, which is not in the pack.`);
    pack.followUp.questions.forEach((question, index) => {
      if (question.clause !== null && !clauses.has(question.clause)) {
        refuse(["followUp", "questions", index, "clause"], `The question ${question.code} names the clause ${question.clause}, which is not in the pack.`);
      }
    });
    for (const fault of checkRules(pack.mandateRules, [...clauses.keys()])) refuse(["mandateRules", ...fault.path], describeRuleFault(fault));
    if (pack.modules.twoAreas.state !== "off" && pack.taxonomies.areas.length === 0) {
      refuse(["taxonomies", "areas"], "The module twoAreas is on, so the areas must be listed.");
    }
  });

export type PolicyPackInput = z.input<typeof policyPackSchema>;
export type PolicyPack = DeepReadonly<z.output<typeof policyPackSchema>>;

/** A value that cannot be changed at any depth. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** Checks a pack and freezes it; throws one error that lists everything that is wrong, each with the place where it stands. */
export function definePack(pack: PolicyPackInput): PolicyPack {
  const parsed = policyPackSchema.safeParse(pack);
  if (!parsed.success) throw new Error(`The policy pack cannot be used:\n${describeIssues(parsed.error)}`);
  return deepFreeze(parsed.data);
}

/** Writes a failed parse as one line an issue, each beginning with the place where it stands. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `- ${issue.path.map(String).join(".") || "(whole)"}: ${issue.message}`).join("\n");
}

/** Freezes a value and everything in it. */
export function deepFreeze<T>(value: T): DeepReadonly<T>;
export function deepFreeze(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((inner: unknown) => deepFreeze(inner));
  }
  return value;
}

/** Tells whether a quotation stands in a text word for word and in order, apart from where … marks words left out. */
export function isFoundIn(documentText: string, quotation: string): boolean {
  const whole = plainDocument(documentText);
  const parts = quotation.split("…").map(toPlainText).filter((part) => part !== "");
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return parts.length > 0;
}

let latest = { text: "", plain: "" };

/** As `toPlainText`, for a whole document, in which every one of its quotations is looked for. */
function plainDocument(text: string): string {
  if (latest.text !== text) latest = { text, plain: toPlainText(text) };
  return latest.plain;
}

/** Removes emphasis marks and makes every run of white space one space, so that line breaks do not matter. */
export function toPlainText(documentText: string): string {
  return documentText.normalize("NFC").replaceAll("**", "").replace(/\s+/gu, " ").trim();
}

function refuseRepeats<T>(keyOf: (item: T) => string, word: string) {
  return (items: T[], context: z.RefinementCtx) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      const key = keyOf(item);
      if (seen.has(key)) context.addIssue({ code: "custom", path: [index], message: `The ${word} ${key} stands twice. Keep one of them.` });
      seen.add(key);
    });
  };
}

/** What a pack's file must look like, as a JSON Schema. It cannot say everything: that quotations stand in the text, for one, is checked when the file is read. */
export function describePackFile(): object {
  return z.toJSONSchema(policyPackSchema, { io: "input", unrepresentable: "any" });
}
