/**
 * What a demonstration municipality's data looks like. Organisations and the projects marked demonstration: false are real
 * and carry their source and certainty; every person, and everything else, is invented.
 * A period's last day is included in it, and a missing last day means that it still goes on.
 */
import { z } from "zod";

import { MATTER_KINDS, NETWORK_SCOPES } from "@/domain/matter";

import { fictionalNames } from "./fictional-names";
import { calendarDate, code, text } from "./fields";
import { bodyKindSchema, certaintySchema, deepFreeze, describeIssues, organisationNumber, type DeepReadonly, type PolicyPack } from "./pack";

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write a key in lower case a–z, digits and hyphens.");
const minorUnits = z.int("Write money in whole minor units (öre or cent).").min(0, "Money is never negative.");
const percent = z.int().min(0).max(100);

/** The mail domain of every person in a demonstration; it can never belong to anyone. */
export const demonstrationMailDomain = "utblick.example";

const bodyNameSchema = z.strictObject({
  name: text(120),
  shortName: text(40),
  from: calendarDate.optional(),
  to: calendarDate.optional(),
  /** How certain the name's dates are, when they are less certain than the body itself. */
  datesCertainty: certaintySchema.optional(),
});

const bodySchema = z.strictObject({
  key,
  kind: bodyKindSchema,
  /** Names over time, the oldest first; the last one is in use today unless it has ended. */
  names: z.array(bodyNameSchema).min(1),
  /** Department → its committee; workplace → its department; presidium → its body; company → its parent company or the council. */
  parent: key.optional(),
  ownershipPercent: percent.optional(),
  /** A company's own number. */
  organisationNumber: organisationNumber.optional(),
  /** The other owners of a shared company. */
  sharedWith: z.array(text(120)).optional(),
  /** Whose governing documents bind a shared company, when they are another municipality's. */
  boundByOther: text(120).optional(),
  validFrom: calendarDate.optional(),
  validTo: calendarDate.optional(),
  certainty: certaintySchema,
  source: text(300),
  note: text(500).optional(),
});
export type DemonstrationBody = z.infer<typeof bodySchema>;

const personSchema = z.strictObject({
  key,
  name: text(120),
  email: z.email("Write an e-mail address.").endsWith(`@${demonstrationMailDomain}`, `A demonstration person's address ends with @${demonstrationMailDomain}.`),
  title: text(120),
});
export type DemonstrationPerson = z.infer<typeof personSchema>;

/** The roles that are given to a person for a body and a period; a contact person is an appointment of its own. */
export const roleSchema = z.enum([
  "COORDINATOR",
  "PRESIDIUM_MEMBER",
  "EXECUTIVE_BOARD_MEMBER",
  "COUNCIL_MEMBER",
  "BOARD_SECRETARY",
  "UNIT_MANAGER",
  "AUDITOR",
  "READER",
  "ADMINISTRATOR",
]);
export type DemonstrationRole = z.infer<typeof roleSchema>;

/** The demonstration accounts, one a role. */
export const accountNames = [
  "kontakt",
  "bolag",
  "samordnare",
  "kfpresidium",
  "kspresidium",
  "ks",
  "kf",
  "namnd",
  "granskare",
  "lasare",
  "admin",
] as const;

const accountSchema = z.strictObject({
  name: z.enum(accountNames),
  person: key,
  role: z.enum(["CONTACT_PERSON", ...roleSchema.options]),
  /** The role as the sign-in page calls it. */
  label: z.strictObject({ sv: text(60), en: text(60) }),
  /** What one does with it, as one short phrase. */
  description: z.strictObject({ sv: text(120), en: text(120) }),
});
export type DemonstrationAccount = z.infer<typeof accountSchema>;

const roleAssignmentSchema = z.strictObject({
  person: key,
  role: roleSchema,
  body: key.optional(),
  from: calendarDate,
  to: calendarDate.optional(),
});

const seatSchema = z.strictObject({
  presidium: key,
  person: key,
  position: z.enum(["CHAIR", "FIRST_VICE_CHAIR", "SECOND_VICE_CHAIR", "SECRETARY"]),
  from: calendarDate,
  to: calendarDate,
});

const termOfOfficeSchema = z.strictObject({ key, from: calendarDate, to: calendarDate });

const contactPersonSchema = z.strictObject({
  unit: key,
  person: key,
  kind: z.enum(["PRIMARY", "DEPUTY"]),
  from: calendarDate,
  to: calendarDate.optional(),
  appointedOn: calendarDate,
  appointedBy: text(200),
  timePercent: percent.optional(),
  timeConfirmedOn: calendarDate.optional(),
  /** What the contact person has answered of the room that was given, year by year. */
  space: z.array(z.strictObject({ year: z.int(), answer: z.enum(["YES", "PARTLY", "NO"]), percent: z.int().min(0).max(100).optional(), comment: text(400).optional() })).optional(),
  /** What was handed on by one who has left, and whether whoever came after has gone through it. */
  handover: z.strictObject({ ongoing: text(2000), contacts: text(2000).optional(), advice: text(2000).optional(), isReceived: z.boolean() }).optional(),
});
export type DemonstrationContactPerson = z.infer<typeof contactPersonSchema>;

export const projectStatusSchema = z.enum([
  "IDEA",
  "EXAMINED",
  "APPLICATION_IN_PROGRESS",
  "DECIDED_TO_APPLY",
  "SUBMITTED",
  "RESERVE_LIST",
  "GRANTED",
  "REJECTED",
  "AGREEMENT_SIGNED",
  "ONGOING",
  "IN_MODIFICATION",
  "FINAL_REPORT_SUBMITTED",
  "FINAL_PAYMENT_RECEIVED",
  "CLOSED",
  "CANCELLED",
]);
export const projectRoleSchema = z.enum(["LEAD_PARTNER", "PARTNER", "ASSOCIATED_PARTNER", "THIRD_PARTY", "PARTICIPANT"]);
export const datePrecisionSchema = z.enum(["DAY", "MONTH", "QUARTER", "YEAR"]);
export const fundingKindSchema = z.enum(["EU", "OTHER_EXTERNAL", "OWN_CASH", "OWN_IN_KIND"]);

const fundingSchema = z.strictObject({
  kind: fundingKindSchema,
  funder: text(120).optional(),
  year: z.int().min(1990).max(2100).optional(),
  amountMinor: minorUnits,
  /** Of own work: hours in hundredths and what an hour costs, which make the amount. */
  work: z.strictObject({ hoursHundredths: z.int().positive(), hourlyRateMinor: minorUnits }).optional(),
  /** Who pays an own part where it isn't the project's own unit. */
  payer: z.union([z.literal("CENTRAL"), key]).optional(),
});

/** What a project has claimed and been paid, in its own currency. */
const projectMoneySchema = z.strictObject({
  project: key,
  claims: z
    .array(
      z.strictObject({
        from: calendarDate,
        to: calendarDate,
        amountMinor: minorUnits,
        sentOn: calendarDate.optional(),
        answeredOn: calendarDate.optional(),
        /** What was approved of it; null where it was turned down. */
        approvedMinor: minorUnits.nullable().optional(),
        note: text(300).optional(),
      }),
    )
    .default([]),
  payments: z
    .array(
      z.strictObject({
        kind: z.enum(["ADVANCE", "INTERIM", "FINAL"]),
        /** Which of the claims it answers, counted from 0. */
        claim: z.int().min(0).optional(),
        expected: z.strictObject({ on: calendarDate, amountMinor: minorUnits }).optional(),
        received: z.strictObject({ on: calendarDate, amountMinor: minorUnits, sekPerUnit: z.string().regex(/^\d{1,4}\.\d{1,6}$/).optional(), source: text(120).optional() }).optional(),
        note: text(300).optional(),
      }),
    )
    .default([]),
});

const partnerSchema = z.strictObject({
  name: text(200),
  town: text(80).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, "Write the country as two capitals, for example NO."),
  isLead: z.boolean(),
});

const projectFields = {
  title: text(200),
  acronym: text(30).optional(),
  summary: text(2000),
  unit: key,
  workplace: key.optional(),
  participatingUnits: z.array(key).optional(),
  type: code,
  isInternational: z.boolean(),
  isExternallyFunded: z.boolean(),
  role: projectRoleSchema,
  programme: code.optional(),
  /** The key of the call that it applies in. */
  call: key.optional(),
  programmeProjectId: text(60).optional(),
  /** What has been ticked on the pack's checklist. */
  checklist: z.array(z.strictObject({ code, note: text(200).optional() })).optional(),
  /** What the project's own agreement says is to be done and when, and what has been; several of them where it comes back every so many months. */
  deadlines: z.array(z.strictObject({ kind: z.enum(["REPORT", "FINAL_REPORT", "FINAL_PAYMENT", "KEEP_RECORDS", "OTHER"]), title: text(200).optional(), on: calendarDate, everyMonths: z.int().min(1).max(24).optional(), until: calendarDate.optional(), doneUntil: calendarDate.optional() })).optional(),
  status: projectStatusSchema,
  startsOn: calendarDate.optional(),
  startPrecision: datePrecisionSchema.optional(),
  endsOn: calendarDate.optional(),
  endPrecision: datePrecisionSchema.optional(),
  currency: z.enum(["SEK", "EUR"]),
  exchangeRate: z
    .strictObject({
      sekPerUnit: z.string().regex(/^\d{1,4}\.\d{1,6}$/, "Write the rate as a decimal number with a point, for example 11.20."),
      on: calendarDate,
      source: text(200),
    })
    .optional(),
  /** The whole project's budget, all partners together, in öre or cent. */
  totalBudgetMinor: minorUnits.optional(),
  funding: z.array(fundingSchema),
  partners: z.array(partnerSchema),
  municipalGoals: z.array(code),
  unitGoal: text(300).optional(),
  /** Which of the governing document's areas it belongs to, and the priorities that it follows, by their keys. */
  area: code.optional(),
  priorities: z.array(key).optional(),
  noPriorityReason: text(500).optional(),
  purposes: z.array(code),
  beneficiaries: z.array(code),
  reachesChildrenAndYouth: z.boolean(),
  childrenAndYouthCount: z.int().min(0).max(100_000).optional(),
  caseNumber: text(60).optional(),
  funderCaseNumber: text(60).optional(),
  /** Null where nobody has answered. */
  economistContacted: z.boolean().nullable(),
  accountingCode: text(40).optional(),
  /** People named in the project, who may edit it. */
  members: z.array(key).optional(),
  confidentiality: z.strictObject({ provision: text(120), on: calendarDate, by: text(120) }).optional(),
};

/** The names of a project's own fields, which a source may speak of. */
export const projectFieldSchema = z.strictObject(projectFields).keyof();

const projectSourceSchema = z.strictObject({
  field: projectFieldSchema,
  /** What the source says, as it says it; two sources may disagree. */
  value: text(300),
  source: text(300),
  certainty: certaintySchema,
});

const projectSchema = z
  .strictObject({
    key,
    ...projectFields,
    /** False only for a real project, whose fields say no more than its sources do. */
    demonstration: z.boolean(),
    certainty: certaintySchema,
    sources: z.array(projectSourceSchema),
  })
  .superRefine((project, context) => {
    const refuse = (path: (string | number)[], message: string) => {
      context.addIssue({ code: "custom", path, message });
    };
    if (project.startsOn !== undefined && project.endsOn !== undefined && project.endsOn < project.startsOn) {
      refuse(["endsOn"], `${project.key} ends before it starts.`);
    }
    if (!project.demonstration && project.sources.length === 0) refuse(["sources"], `${project.key} is real and must name its sources.`);
    if (project.childrenAndYouthCount !== undefined && !project.reachesChildrenAndYouth) {
      refuse(["childrenAndYouthCount"], `${project.key} counts children and young people without reaching them.`);
    }
    if (project.totalBudgetMinor !== undefined && project.funding.length > 0) {
      const sum = project.funding.reduce((total, line) => total + line.amountMinor, 0);
      if (sum !== project.totalBudgetMinor) {
        refuse(["funding"], `${project.key}: the funding is ${String(sum)} and the budget ${String(project.totalBudgetMinor)}; they must be equal.`);
      }
    }
  });
export type DemonstrationProject = z.infer<typeof projectSchema>;

const clock = z.string().regex(/^\d{2}:\d{2}$/, "Write the time as 09:30.");

/** What a visit holds beside its own facts; days are counted from its first one. */
const visitPartsSchema = z.strictObject({
  links: z.array(z.strictObject({ kind: z.enum(["townRelation", "network", "project"]), key })).default([]),
  programme: z.array(z.strictObject({ day: z.int().min(0).max(59).default(0), from: clock, to: clock.optional(), what: text(300), place: text(200).optional() })).default([]),
  participants: z
    .array(
      z.strictObject({
        role: z.enum(["GUEST", "TRAVELLER", "HOST", "INTERPRETER"]),
        standing: z.enum(["ELECTED", "EMPLOYEE", "OTHER"]).optional(),
        /** One of the municipality's own; others are told by what they do and where, never by name. */
        person: key.optional(),
        title: text(120).optional(),
        organisation: text(200).optional(),
        count: z.int().min(1).max(100_000).default(1),
      }),
    )
    .default([]),
  hospitality: z.array(z.strictObject({ day: z.int().min(0).max(59).default(0), what: text(200), purpose: text(500) })).default([]),
  gifts: z.array(z.strictObject({ direction: z.enum(["GIVEN", "RECEIVED"]), what: text(200), whom: text(200).optional(), valueMinor: minorUnits.optional(), keptWhere: text(200).optional() })).default([]),
  costs: z.array(z.strictObject({ kind: z.enum(["TRAVEL", "LODGING", "HOSPITALITY", "INTERPRETER", "GIFT", "VENUE", "OTHER"]), payer: key, amountMinor: minorUnits, note: text(200).optional() })).default([]),
  actions: z.array(z.strictObject({ what: text(300), owner: key, dueIn: z.int().min(-2000).max(2000), done: z.boolean().default(false) })).default([]),
  report: z.strictObject({ outcome: text(4000), for: z.array(z.enum(["MUNICIPALITY", "RESIDENTS"])).min(1), benefit: text(4000), spreadTo: text(500).optional() }).optional(),
  closed: z.boolean().default(false),
});

const visitSchema = z
  .strictObject({
    key,
    unit: key,
    direction: z.enum(["INCOMING", "OUTGOING", "EVENT"]),
    title: text(200),
    purpose: text(2000).optional(),
    counterpart: text(200).optional(),
    places: text(200).optional(),
    hosts: text(300).optional(),
    /** Days from the day of loading to the first day: there is always something to come. */
    startsIn: z.int().min(-2000).max(2000),
    /** How many days it lasts. */
    days: z.int().min(1).max(60).default(1),
    participants: z.int().min(0).max(100_000).optional(),
    childrenAndYouth: z.int().min(0).max(100_000).optional(),
    needsRepresentation: z.boolean().optional(),
    concernsUnitDirectly: z.boolean().optional(),
    /** How many days before the first one the office was told; less than none when it was after. */
    notifiedDaysBefore: z.int().min(-60).max(365).optional(),
    representative: key.optional(),
    /** Who goes when the representative can't. */
    substitute: key.optional(),
    /** Whom the representative, or for a visit that nobody has taken the first member, has asked to take it. */
    asked: z.strictObject({ by: key, to: key, message: text(500) }).optional(),
    /** That what must not stand in the register is dealt with elsewhere. */
    handledSeparately: z.boolean().optional(),
    holds: visitPartsSchema.optional(),
  })
  .refine((visit) => visit.substitute === undefined || (visit.representative !== undefined && visit.startsIn > 0), "A substitute is that of a representative at a visit to come.")
  .refine((visit) => visit.asked === undefined || visit.startsIn > 0, "Nobody is asked about a visit that is over.");
export type DemonstrationVisit = z.infer<typeof visitSchema>;

const decisionSchema = z.strictObject({
  key,
  /** Missing: the decision is lost, and known from its source alone. */
  body: key.optional(),
  decidedOn: calendarDate.optional(),
  title: text(200),
  text: text(2000).optional(),
  minutesParagraph: text(40).optional(),
  caseNumber: text(60).optional(),
  source: text(300).optional(),
  matter: z.enum(MATTER_KINDS),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** What it concerns, and whose matter it is. */
  project: key.optional(),
  priority: key.optional(),
  network: key.optional(),
  groupAssignment: key.optional(),
  unit: key.optional(),
  /** When the coordinating office was told. */
  officeInformedOn: calendarDate.optional(),
});
export type DemonstrationDecision = z.infer<typeof decisionSchema>;

const groupAssignmentSchema = z.strictObject({ key, title: text(200), assignment: text(2000), mandate: text(2000).optional(), from: calendarDate, to: calendarDate.optional() });

const clockTime = z.string().regex(/^\d\d:\d\d$/, "Write the time as 13:00.");
const competenceSchema = z.strictObject({
  key,
  /** What the office plans for the contact persons together, or for all staff. */
  kind: z.enum(["JOINT", "ALL_STAFF"]),
  title: text(200),
  audience: text(200).optional(),
  about: text(1000).optional(),
  organiser: text(200),
  /** The day on which it begins, or how many days it lies from the one that the demonstration is loaded. */
  on: calendarDate.optional(),
  inDays: z.int().min(2).max(200).optional(),
  days: z.int().min(1).max(14).default(1),
  from: clockTime,
  to: clockTime,
  place: text(300).optional(),
  link: text(300).optional(),
  hours: z.number().positive().max(200),
  /** How many days before it begins the last one to sign up is. */
  signUpDaysBefore: z.int().min(0).max(100).optional(),
  most: z.int().min(1).max(500).optional(),
  isInvited: z.boolean().default(false),
  /** Those who sign up, and of them those who do not come and those who have not told whether they did. */
  enrolled: z.array(key).default([]),
  absent: z.array(key).default([]),
  untold: z.array(key).default([]),
  staff: z.array(z.strictObject({ unit: key, offered: z.int().min(1), tookPart: z.int().min(0).default(0) })).default([]),
  certainty: certaintySchema,
});

const ownCompetenceSchema = z.strictObject({
  key,
  unit: key,
  person: key,
  title: text(200),
  about: text(1000).optional(),
  organiser: text(200),
  on: calendarDate,
  days: z.int().min(1).max(14).default(1),
  from: clockTime,
  to: clockTime,
  place: text(300).optional(),
  hours: z.number().positive().max(200),
  certainty: certaintySchema,
});

const groupMeetingSchema = z.strictObject({
  key,
  /** How many days from the day of loading; one that has been was called to and written down. */
  inDays: z.int(),
  title: text(200),
  from: clockTime,
  to: clockTime,
  place: text(300).optional(),
  agenda: text(2000).optional(),
  notes: text(2000).optional(),
  /** The members who were not there. */
  absent: z.array(key).default([]),
  followUps: z.array(z.strictObject({ what: text(400), person: key, inDays: z.int() })).default([]),
});

const prioritySchema = z
  .strictObject({
    key,
    kind: z.enum(["PRIORITY", "PROFILE_AREA"]).default("PRIORITY"),
    title: text(200),
    description: text(2000).optional(),
    setBy: key,
    startsOn: calendarDate,
    endsOn: calendarDate.optional(),
    /** When it was put in force, on a decision of the data; missing for a proposal. */
    inForceOn: calendarDate.optional(),
    /** From which day on it no longer holds. */
    endedOn: calendarDate.optional(),
  })
  .refine((priority) => priority.endedOn === undefined || priority.inForceOn !== undefined, "What was never in force is not ended.");
export type DemonstrationPriority = z.infer<typeof prioritySchema>;

const yearNumber = z.int().min(1950).max(2100);
const networkSchema = z.strictObject({
  key,
  name: text(200),
  acronym: text(40).optional(),
  level: z.enum(["LOCAL", "NATIONAL", "NORDIC", "EU", "GLOBAL"]),
  about: text(2000).optional(),
  website: text(300).optional(),
  relevance: text(2000).optional(),
  scope: z.enum(NETWORK_SCOPES),
  /** The other body through which the municipality takes part. */
  through: text(200).optional(),
  unit: key,
  units: z.array(key).default([]),
  /** As exactly as it is known: a day, a month or a year. Missing for a candidate. */
  joined: z.string().regex(/^\d{4}(-\d{2}){0,2}$/, "Write the beginning as a year, a month or a day.").optional(),
  /** Missing for a membership that goes on. */
  noticeOn: calendarDate.optional(),
  leftOn: calendarDate.optional(),
  declinedOn: calendarDate.optional(),
  renewsOn: calendarDate.optional(),
  noticeBy: calendarDate.optional(),
  workingGroups: text(1000).optional(),
  priority: key.optional(),
  outsideReason: text(1000).optional(),
  certainty: certaintySchema,
  source: text(300),
  /** In whole units of the currency, the same for each year. */
  fees: z.array(z.strictObject({ from: yearNumber, to: yearNumber, amount: z.int().min(0), payer: key.optional(), euroRate: z.string().optional() })).default([]),
  participation: z.array(z.strictObject({ unit: key, on: calendarDate, what: text(2000), people: z.int().min(1).optional() })).default([]),
  needs: z.array(z.strictObject({ unit: key, need: z.enum(["JOIN", "WATCH", "NO"]), reason: text(2000), on: calendarDate })).default([]),
  evaluations: z.array(z.strictObject({ on: calendarDate, benefit: text(2000), conclusion: z.enum(["KEEP", "LEAVE"]), nextOn: calendarDate.optional() })).default([]),
});
export type DemonstrationNetwork = z.infer<typeof networkSchema>;

const entrySchema = z.strictObject({
  key,
  kind: z.enum(["TASK", "AGREEMENT", "INFORMATION", "QUESTION"]),
  /** Days from the day of loading to the day that is noted: there is always something recent. */
  notedIn: z.int().min(-2000).max(0),
  title: text(200),
  text: text(4000).optional(),
  responsible: key,
  units: z.array(key).default([]),
  priority: key.optional(),
  /** Of a task: days from the day of loading to the day it is due, and to the day it was done. */
  dueIn: z.int().min(-2000).max(2000).optional(),
  doneIn: z.int().min(-2000).max(0).optional(),
});
export type DemonstrationEntry = z.infer<typeof entrySchema>;

const episodeSchema = z.strictObject({
  state: z.enum(["PROPOSED", "ACTIVE", "DORMANT", "PAUSED", "COUNTERPART_GONE", "NOTICE_GIVEN", "ENDED"]),
  from: calendarDate,
  fromPrecision: datePrecisionSchema.default("DAY"),
  to: calendarDate.optional(),
  toPrecision: datePrecisionSchema.default("DAY"),
  /** A basis of its own, in words. */
  ownBasis: text(1000).optional(),
  /** Where it is known from, when no decision is. */
  source: text(400).optional(),
  note: text(1000).optional(),
});

const exchangeSchema = z.strictObject({
  title: text(180),
  /** The years in which it was held, and the day and month. */
  years: z.array(z.int().min(1950).max(2100)).min(1),
  on: z.string().regex(/^\d{2}-\d{2}$/, "Write the month and the day, for example 05-12."),
  precision: datePrecisionSchema.default("DAY"),
  groups: z.array(z.enum(["PROFESSION", "ASSOCIATIONS", "RESIDENTS"])).min(1),
  participants: z.int().min(0).optional(),
  childrenAndYouth: z.int().min(0).optional(),
  association: text(200).optional(),
  grantMinor: minorUnits.optional(),
  benefit: text(1000),
  unit: key,
  /** False only for what a source tells of. */
  demonstration: z.boolean().default(true),
  source: text(400).optional(),
});

const recurringMeetingSchema = z.strictObject({
  name: text(200),
  everyYears: z.int().min(1).max(20),
  heldMonth: z.int().min(1).max(12).optional(),
  /** In their turn, the municipality by its short name among them. */
  hosts: z.array(text(120)).min(2),
  /** In how many years from the one of loading it is the municipality's turn. */
  ownTurnIn: z.int().min(0).max(20),
  note: text(1000).optional(),
  source: text(400),
});

const townRelationSchema = z.strictObject({
  key,
  name: text(200),
  kind: z.enum(["TWIN_TOWN", "COOPERATION_AGREEMENT", "TWIN_TOWN_LIKE", "LETTER_OF_INTENT", "MUNICIPAL_PARTNERSHIP"]),
  description: text(2000).optional(),
  outsidePriorities: text(500).optional(),
  /** False only for a real relation, which says no more than its source does. */
  demonstration: z.boolean(),
  source: text(400),
  certainty: certaintySchema,
  towns: z.array(z.strictObject({ name: text(120), country: z.string().regex(/^[A-Z]{2}$/, "Write the country as two capitals, for example NO.") })).min(1),
  episodes: z.array(episodeSchema).min(1),
  /** What sources say of it; two may disagree. */
  facts: z.array(z.strictObject({ field: z.enum(["standing", "since", "activities"]), value: text(400), source: text(300), certainty: certaintySchema })).default([]),
  exchanges: z.array(exchangeSchema).default([]),
  meetings: z.array(recurringMeetingSchema).default([]),
});

const knownPartnerSchema = z.strictObject({
  key,
  kind: z.enum(["TOWN", "REGION", "SCHOOL", "UNIVERSITY", "COMPANY", "ASSOCIATION", "PUBLIC_AUTHORITY", "OTHER"]),
  name: text(160),
  country: z.string().regex(/^[A-Z]{2}$/, "Write the country's two letters."),
  place: text(120).optional(),
  /** The degrees north and east of a place that is on no list. */
  coordinates: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).optional(),
  /** Other names, each with its language where it has one: Copenhagen (en). */
  aliases: z.array(text(160)).optional(),
  note: text(500).optional(),
  /** People there whom units are in touch with, all of them invented; `neededIn` is the days that the details are kept from the day of loading. */
  contacts: z.array(z.strictObject({ name: text(120), title: text(120).optional(), email: text(200).optional(), unit: key, basis: z.enum(["PUBLIC_INTEREST", "CONTRACT", "CONSENT"]), neededIn: z.int().min(1).max(731) })).default([]),
  /** The day that it came to its end, and how that is known. */
  dissolvedOn: calendarDate.optional(),
  certainty: certaintySchema,
  source: text(300),
});

const partnerSearchSchema = z.strictObject({
  key,
  unit: key,
  direction: z.enum(["SENT", "RECEIVED"]),
  title: text(200),
  text: text(1000).optional(),
  programme: code.optional(),
  call: text(200).optional(),
  counterpart: text(200).optional(),
  on: calendarDate,
  deadline: calendarDate.optional(),
  answer: z.strictObject({ is: z.enum(["INTERESTED", "DECLINED"]), on: calendarDate, text: text(500).optional() }).optional(),
  /** What came of it: the key of a partner of the register, the key of a project, or nobody. */
  outcome: z.strictObject({ is: z.enum(["PARTNER_FOUND", "PROJECT_FORMED", "NO_PARTNER"]), partner: key.optional(), project: key.optional() }).optional(),
  certainty: certaintySchema,
});

/** A call of one of the pack's programmes, all of them invented for the demonstration. */
const callSchema = z.strictObject({
  key,
  programme: code,
  name: text(200),
  opensOn: calendarDate.optional(),
  closesOn: calendarDate.optional(),
  note: text(500).optional(),
});

const initiativeSchema = z.strictObject({
  key,
  unit: key,
  title: text(200),
  text: text(1000).optional(),
  on: calendarDate,
  takenBy: z.enum(["CONTACT_PERSON", "STAFF", "MANAGEMENT", "POLITICIANS", "OFFICE", "OTHERS"]).optional(),
  /** In the order they were made. */
  examinations: z
    .array(
      z.strictObject({
        question: z.enum(["COOPERATION", "FUNDING"]),
        on: calendarDate,
        by: text(200),
        programmes: z.array(code).default([]),
        others: text(200).optional(),
        result: z.enum(["TO_BE_SOUGHT", "SOUGHT", "OBTAINED", "REFUSED", "NOT_RELEVANT"]),
        reason: text(500).optional(),
      }),
    )
    .default([]),
  /** The key of the project that it became. */
  project: key.optional(),
  /** The key of the opportunity that it was made from. */
  opportunity: key.optional(),
  certainty: certaintySchema,
});

const opportunitySchema = z.strictObject({
  key,
  unit: key,
  kind: z.enum(["OPEN_CALL", "PARTNER_REQUEST", "COURSE", "EVENT"]),
  title: text(200),
  text: text(1000).optional(),
  website: text(300).optional(),
  source: text(200).optional(),
  /** The key of the call or of the received search that it is made from, which says its programme and last day. */
  call: key.optional(),
  search: key.optional(),
  programme: code.optional(),
  deadline: calendarDate.optional(),
  on: calendarDate,
  goals: z.array(code).default([]),
  priorities: z.array(key).default([]),
  /** The units that it is chosen for. */
  suits: z.array(key).default([]),
  /** Who has saved it. */
  savedBy: z.array(key).default([]),
  certainty: certaintySchema,
});

const informationSchema = z.strictObject({
  key,
  unit: key,
  kind: z.enum(["MEETING", "MAIL", "INTRANET", "WORKPLACE_VISIT", "FORWARDED"]),
  title: text(200),
  text: text(1000).optional(),
  on: calendarDate,
  reached: z.int().min(0).optional(),
  opportunity: key.optional(),
  certainty: certaintySchema,
});

const closingSchema = z.strictObject({
  /** The key of the project. */
  project: key,
  on: calendarDate,
  for: z.array(z.enum(["MUNICIPALITY", "RESIDENTS"])).min(1),
  benefit: text(1000),
  goalsMet: z.enum(["ALL", "PARTLY", "NONE"]).optional(),
  goals: text(1000).optional(),
  competence: text(1000).optional(),
  experience: text(1000).optional(),
  resources: text(1000).optional(),
  usedIn: text(1000).optional(),
  lessons: text(1000).optional(),
  spreadTo: text(1000).optional(),
  again: z.enum(["YES", "OTHERWISE", "NO"]).optional(),
  againReason: text(1000).optional(),
  certainty: certaintySchema,
});

const supportCaseSchema = z.strictObject({
  key,
  unit: key,
  /** The key of the project that it was about. */
  project: key.optional(),
  title: text(200),
  question: text(1000).optional(),
  on: calendarDate,
  answered: z.strictObject({ on: calendarDate, by: text(200).optional(), hours: z.number().positive().optional(), text: text(1000).optional() }).optional(),
  certainty: certaintySchema,
});

const monitoringSchema = z.strictObject({
  key,
  unit: key,
  title: text(200),
  reference: text(100).optional(),
  source: text(400).optional(),
  stage: z.enum(["PREPARED", "PROPOSED", "NEGOTIATED", "ADOPTED", "IMPLEMENTED", "IN_FORCE", "WITHDRAWN"]),
  relevance: z.enum(["HIGH", "MEDIUM", "LOW"]),
  meaning: text(1000).optional(),
  since: calendarDate,
  ended: calendarDate.optional(),
  assessed: z.strictObject({ on: calendarDate, by: text(200) }),
  responsible: text(200).optional(),
  nextCheckOn: calendarDate.optional(),
  influence: z
    .array(
      z.strictObject({
        kind: z.enum(["CONSULTATION_ANSWER", "MEETING", "LETTER", "JOINT_POSITION", "OTHER"]),
        title: text(200),
        on: calendarDate,
        /** The keys of the network that it went through, and of the priority that it served. */
        network: key.optional(),
        priority: key.optional(),
        through: text(200).optional(),
        position: text(1000).optional(),
        outcome: text(1000).optional(),
      }),
    )
    .default([]),
  readiness: z
    .array(
      z.strictObject({
        consequence: text(1000),
        on: calendarDate,
        state: z.enum(["PLANNED", "GOING", "DONE", "NOT_NEEDED"]),
        measure: text(1000).optional(),
        responsible: text(200).optional(),
        due: calendarDate.optional(),
      }),
    )
    .default([]),
  certainty: certaintySchema,
});

const documentSchema = z.strictObject({
  key,
  /** The record that it lies with, by its register and its title. */
  with: z.strictObject({ kind: z.enum(["project", "decision", "townRelation"]), title: text(200) }),
  kind: z.enum(["DECISION", "AGREEMENT", "PROGRAMME", "REPORT", "APPLICATION", "GRANT_AGREEMENT", "MINUTES", "INVITATION", "OTHER"]),
  title: text(200),
  fileName: text(100),
  on: calendarDate.optional(),
  caseNumber: text(100).optional(),
  registeredIn: text(200).optional(),
  /** What the paper says, paragraph by paragraph; it is set as a PDF. */
  says: z.array(text(600)).min(1),
  certainty: certaintySchema,
});

const commentSchema = z.strictObject({
  key,
  /** The record that it is about, by its register and its title. */
  with: z.strictObject({ kind: z.enum(["project", "decision", "townRelation"]), title: text(200) }),
  /** The one who writes it, and the one who is to know. */
  by: key,
  to: key.optional(),
  says: text(600),
});

const draftSchema = z.strictObject({
  key,
  author: key,
  savedOn: calendarDate,
  values: z.strictObject(projectFields).partial(),
});
export type DemonstrationDraft = z.infer<typeof draftSchema>;

/** The whole of a demonstration municipality's data; strict, so that a misspelt field is refused instead of ignored. */
export const demonstrationSchema = z.strictObject({
  /** The body that is the pack's coordinating office. */
  coordinatingOffice: key,
  bodies: z.array(bodySchema),
  people: z.array(personSchema),
  accounts: z.array(accountSchema),
  roles: z.array(roleAssignmentSchema),
  seats: z.array(seatSchema),
  termsOfOffice: z.array(termOfOfficeSchema),
  contactPersons: z.array(contactPersonSchema),
  projects: z.array(projectSchema),
  visits: z.array(visitSchema),
  /** How many lived in the municipality at the end of a year. */
  residents: z.array(z.strictObject({ year: z.int().min(1990).max(2100), count: z.int().min(1), certainty: certaintySchema, source: text(300) })).default([]),
  /** Made-up rules of how long records are kept, so that there is something to look at: the municipality's own plan has not been read. */
  retentionRules: z.array(z.strictObject({ kind: text(40), outcome: z.enum(["DISPOSE", "PRESERVE"]), years: z.int().min(1).max(100).nullable(), source: text(300) })).default([]),
  decisions: z.array(decisionSchema),
  priorities: z.array(prioritySchema),
  networks: z.array(networkSchema),
  coordination: z.array(entrySchema),
  townRelations: z.array(townRelationSchema),
  partners: z.array(knownPartnerSchema),
  partnerSearches: z.array(partnerSearchSchema),
  initiatives: z.array(initiativeSchema),
  opportunities: z.array(opportunitySchema),
  information: z.array(informationSchema),
  projectMoney: z.array(projectMoneySchema),
  calls: z.array(callSchema),
  closings: z.array(closingSchema),
  supportCases: z.array(supportCaseSchema),
  monitoring: z.array(monitoringSchema).default([]),
  groupAssignments: z.array(groupAssignmentSchema),
  groupMeetings: z.array(groupMeetingSchema),
  competence: z.array(competenceSchema).default([]),
  ownCompetence: z.array(ownCompetenceSchema).default([]),
  documents: z.array(documentSchema),
  comments: z.array(commentSchema),
  drafts: z.array(draftSchema),
});

export type DemonstrationInput = z.input<typeof demonstrationSchema>;
export type Demonstration = DeepReadonly<z.output<typeof demonstrationSchema>>;

/** Checks demonstration data against its own references and its pack's codes and freezes it; throws one error that lists everything that is wrong. */
export function defineDemonstration(pack: PolicyPack, data: DemonstrationInput): Demonstration {
  const parsed = demonstrationSchema.safeParse(data);
  if (!parsed.success) throw new Error(`The demonstration data cannot be used:\n${describeIssues(parsed.error)}`);
  const faults = findDemonstrationFaults(pack, parsed.data);
  if (faults.length > 0) throw new Error(`The demonstration data cannot be used:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return deepFreeze(parsed.data);
}

/** Lists, in sentences, every reference that leads nowhere and every rule between records that is broken. */
export function findDemonstrationFaults(pack: PolicyPack, data: z.output<typeof demonstrationSchema>): string[] {
  const faults: string[] = [];
  const bodies = new Map(data.bodies.map((body) => [body.key, body]));
  const people = new Map(data.people.map((person) => [person.key, person]));

  const refuseRepeats = (word: string, keys: string[]) => {
    keys.filter((item, index) => keys.indexOf(item) !== index).forEach((item) => faults.push(`The ${word} ${item} stands twice.`));
  };
  const needBody = (where: string, bodyKey: string | undefined, kinds?: readonly string[]) => {
    if (bodyKey === undefined) return;
    const body = bodies.get(bodyKey);
    if (body === undefined) faults.push(`${where} names the body ${bodyKey}, which does not exist.`);
    else if (kinds !== undefined && !kinds.includes(body.kind)) faults.push(`${where} names ${bodyKey}, which is a ${body.kind} and not ${kinds.join(" or ")}.`);
  };
  const needPerson = (where: string, personKey: string) => {
    if (!people.has(personKey)) faults.push(`${where} names the person ${personKey}, who does not exist.`);
  };
  const needCodes = (where: string, list: readonly { code: string }[], codes: readonly string[]) => {
    codes.filter((item) => !list.some((entry) => entry.code === item)).forEach((item) => faults.push(`${where} uses the code ${item}, which is not in the pack.`));
  };
  const needOrder = (where: string, from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined && to < from) faults.push(`${where} ends before it begins.`);
  };

  refuseRepeats("body", data.bodies.map((body) => body.key));
  refuseRepeats("person", data.people.map((person) => person.key));
  refuseRepeats("name", [...data.people, ...data.partners.flatMap((partner) => partner.contacts)].map((person) => person.name));
  refuseRepeats("address", data.people.map((person) => person.email));
  refuseRepeats("account", data.accounts.map((account) => account.name));
  refuseRepeats("project", data.projects.map((project) => project.key));
  refuseRepeats("visit", data.visits.map((visit) => visit.key));
  // An interrupted load finds what it has stored by the title.
  refuseRepeats("visit", data.visits.map((visit) => visit.title));

  refuseRepeats("decision", data.decisions.map((decision) => decision.key));
  refuseRepeats("priority", data.priorities.map((priority) => priority.key));
  refuseRepeats("priority", data.priorities.map((priority) => priority.title));
  refuseRepeats("town relation", data.townRelations.map((relation) => relation.key));
  refuseRepeats("town relation", data.townRelations.map((relation) => relation.name));
  refuseRepeats("exchange", data.townRelations.flatMap((relation) => relation.exchanges.map(({ title }) => `${relation.key} ${title}`)));
  refuseRepeats("network", data.networks.map((network) => network.key));
  refuseRepeats("network", data.networks.map((network) => network.name));
  refuseRepeats("partner", data.partners.map((partner) => partner.key));
  refuseRepeats("partner", data.partners.map((partner) => partner.name));
  refuseRepeats("partner search", data.partnerSearches.map((search) => search.key));
  refuseRepeats("partner search", data.partnerSearches.map((search) => search.title));
  refuseRepeats("support case", data.supportCases.map((one) => one.key));
  refuseRepeats("group assignment", data.groupAssignments.map((one) => one.key));
  refuseRepeats("group assignment", data.groupAssignments.map((one) => one.title));
  refuseRepeats("group meeting", data.groupMeetings.map((one) => one.key));
  refuseRepeats("competence activity", [...data.competence, ...data.ownCompetence].map((one) => one.key));
  refuseRepeats("document", data.documents.map((document) => document.key));
  refuseRepeats("closing", data.closings.map((closing) => closing.project));
  refuseRepeats("monitoring item", data.monitoring.map((item) => item.key));
  refuseRepeats("initiative", data.initiatives.map((initiative) => initiative.key));
  refuseRepeats("opportunity", data.opportunities.map((opportunity) => opportunity.key));
  refuseRepeats("call that an opportunity is made from", data.opportunities.flatMap(({ call }) => call ?? []));
  refuseRepeats("information activity", data.information.map((activity) => activity.key));
  refuseRepeats("entry", data.coordination.map((entry) => entry.key));
  refuseRepeats("entry", data.coordination.map((entry) => entry.title));

  [...data.people, ...data.partners.flatMap((partner) => partner.contacts)]
    .filter((person) => !fictionalNames.includes(person.name))
    .forEach((person) => faults.push(`${person.name} is not on the list of fictional names; people in a demonstration are always invented.`));
  needBody("The demonstration", data.coordinatingOffice, ["OFFICE", "DEPARTMENT"]);
  for (const body of data.bodies) {
    const where = `The body ${body.key}`;
    needBody(where, body.parent, parentKinds[body.kind]);
    needOrder(where, body.validFrom, body.validTo);
    body.names.forEach((name) => {
      needOrder(`${where}, named ${name.name},`, name.from, name.to);
    });
    body.names.slice(1).forEach((name, index) => {
      const earlier = body.names[index];
      if (name.from === undefined || earlier?.to === undefined || earlier.to >= name.from) faults.push(`${where} has names that overlap.`);
    });
    if (parentlessKinds.every((kind) => kind !== body.kind) && body.parent === undefined) faults.push(`${where} must have a parent.`);
  }
  for (const name of accountNames) {
    if (!data.accounts.some((account) => account.name === name)) faults.push(`The account ${name} is missing.`);
  }
  for (const account of data.accounts) {
    const where = `The account ${account.name}`;
    needPerson(where, account.person);
    const email = people.get(account.person)?.email;
    if (email !== undefined && email !== `${account.name}@${demonstrationMailDomain}`) faults.push(`${where} belongs to a person with another address, ${email}.`);
    const held =
      account.role === "CONTACT_PERSON"
        ? data.contactPersons.some((appointment) => appointment.person === account.person)
        : data.roles.some((role) => role.person === account.person && role.role === account.role);
    if (!held) faults.push(`${where} promises the role ${account.role}, which its person does not have.`);
  }
  for (const role of data.roles) {
    const where = `The role ${role.role} of ${role.person}`;
    needPerson(where, role.person);
    needBody(where, role.body);
    needOrder(where, role.from, role.to);
  }
  for (const seat of data.seats) {
    const where = `The seat of ${seat.person} in ${seat.presidium}`;
    needPerson(where, seat.person);
    needBody(where, seat.presidium, ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"]);
    needOrder(where, seat.from, seat.to);
  }
  for (const entry of data.coordination) {
    const where = `The entry ${entry.key}`;
    needBody(where, entry.responsible);
    entry.units.forEach((unit) => {
      needBody(where, unit, unitKinds);
    });
    if (entry.priority !== undefined && !data.priorities.some((priority) => priority.key === entry.priority)) faults.push(`${where} names the priority ${entry.priority}, which does not exist.`);
    if (entry.kind !== "TASK" && (entry.dueIn ?? entry.doneIn) !== undefined) faults.push(`${where} is no task, and has a day to be done on.`);
  }
  for (const relation of data.townRelations) {
    const where = `The town relation ${relation.key}`;
    for (const { name, hosts } of relation.meetings) if (!hosts.includes(pack.municipality.shortName)) faults.push(`${where} has the meeting ${name}, of which ${pack.municipality.shortName} is never host.`);
    relation.exchanges.forEach((exchange) => {
      needBody(where, exchange.unit, unitKinds);
      if (!exchange.demonstration && exchange.source === undefined) faults.push(`${where} has an exchange that is real and names no source.`);
    });
  }
  for (const priority of data.priorities) {
    const where = `The priority ${priority.key}`;
    needBody(where, priority.setBy);
    needOrder(where, priority.startsOn, priority.endsOn);
    if (priority.inForceOn !== undefined && !data.decisions.some((decision) => decision.priority === priority.key)) faults.push(`${where} is in force without a decision.`);
  }
  for (const partner of data.partners) partner.contacts.forEach((contact) => needBody(`The partner ${partner.key}`, contact.unit, unitKinds));
  for (const search of data.partnerSearches) {
    const where = `The partner search ${search.key}`;
    needBody(where, search.unit, unitKinds);
    needOrder(where, search.on, search.deadline);
    if (search.outcome?.partner !== undefined && !data.partners.some((partner) => partner.key === search.outcome?.partner)) faults.push(`${where} names the partner ${search.outcome.partner}, which does not exist.`);
    if (search.outcome?.project !== undefined && !data.projects.some((project) => project.key === search.outcome?.project)) faults.push(`${where} names the project ${search.outcome.project}, which does not exist.`);
  }
  for (const decision of data.decisions) {
    if (decision.groupAssignment !== undefined && !data.groupAssignments.some((one) => one.key === decision.groupAssignment)) faults.push(`The decision ${decision.key} names the group assignment ${decision.groupAssignment}, which does not exist.`);
  }
  for (const one of data.competence) {
    const where = `The competence activity ${one.key}`;
    if ((one.on === undefined) === (one.inDays === undefined)) faults.push(`${where} is to have a day of its own, or a number of days, and not both.`);
    for (const person of [...one.enrolled, ...one.absent, ...one.untold]) needPerson(where, person);
    for (const { unit } of one.staff) needBody(where, unit, unitKinds);
  }
  for (const one of data.ownCompetence) {
    needPerson(`The competence activity ${one.key}`, one.person);
    if (!data.contactPersons.some(({ unit, person, from, to }) => unit === one.unit && person === one.person && from <= one.on && (to === undefined || to >= one.on))) faults.push(`The competence activity ${one.key} is of ${one.person}, who is not contact person of ${one.unit} on its day.`);
  }
  for (const one of data.groupMeetings) for (const person of [...one.absent, ...one.followUps.map((task) => task.person)]) needPerson(`The group meeting ${one.key}`, person);
  for (const one of data.supportCases) {
    const where = `The support case ${one.key}`;
    needBody(where, one.unit, unitKinds);
    needOrder(where, one.on, one.answered?.on);
    if (one.project !== undefined && !data.projects.some((project) => project.key === one.project)) faults.push(`${where} names the project ${one.project}, which does not exist.`);
  }
  for (const item of data.monitoring) {
    const where = `The monitoring item ${item.key}`;
    needBody(where, item.unit, unitKinds);
    needOrder(where, item.since, item.assessed.on);
    for (const { network, priority } of item.influence) {
      if (network !== undefined && !data.networks.some((one) => one.key === network)) faults.push(`${where} names the network ${network}, which does not exist.`);
      if (priority !== undefined && !data.priorities.some((one) => one.key === priority)) faults.push(`${where} names the priority ${priority}, which does not exist.`);
    }
  }
  for (const { key, with: holder } of [...data.documents, ...data.comments]) {
    const known = holder.kind === "project" ? data.projects.map(({ title }) => title) : holder.kind === "decision" ? data.decisions.map(({ title }) => title) : data.townRelations.map(({ name }) => name);
    if (!known.includes(holder.title)) faults.push(`${key} lies with ${holder.title}, which does not exist.`);
  }
  for (const comment of data.comments) for (const person of [comment.by, ...(comment.to === undefined ? [] : [comment.to])]) if (!data.people.some((one) => one.key === person)) faults.push(`The comment ${comment.key} names ${person}, who does not exist.`);
  for (const closing of data.closings) if (!data.projects.some((project) => project.key === closing.project)) faults.push(`A closing names the project ${closing.project}, which does not exist.`);
  for (const { project, claims, payments } of data.projectMoney) {
    const where = `The money of ${project}`;
    if (!data.projects.some((one) => one.key === project)) faults.push(`${where} is of a project that does not exist.`);
    for (const claim of claims) needOrder(where, claim.from, claim.to);
    if (payments.some(({ claim }) => claim !== undefined && claim >= claims.length)) faults.push(`${where} answers a claim that does not exist.`);
  }
  for (const initiative of data.initiatives) {
    const where = `The initiative ${initiative.key}`;
    needBody(where, initiative.unit, unitKinds);
    initiative.examinations.forEach(({ on, programmes }) => {
      needOrder(where, initiative.on, on);
      needCodes(where, pack.programmes, programmes);
    });
    if (initiative.project !== undefined && !data.projects.some((project) => project.key === initiative.project)) faults.push(`${where} names the project ${initiative.project}, which does not exist.`);
    if (initiative.opportunity !== undefined && !data.opportunities.some((one) => one.key === initiative.opportunity)) faults.push(`${where} names the opportunity ${initiative.opportunity}, which does not exist.`);
  }
  for (const one of data.opportunities) {
    const where = `The opportunity ${one.key}`;
    for (const unit of [one.unit, ...one.suits]) needBody(where, unit, unitKinds);
    for (const person of one.savedBy) needPerson(where, person);
    needCodes(where, pack.programmes, one.programme === undefined ? [] : [one.programme]);
    needCodes(where, pack.taxonomies.municipalGoals, one.goals);
    if (one.call !== undefined && !data.calls.some((call) => call.key === one.call)) faults.push(`${where} is made from the call ${one.call}, which does not exist.`);
    if (one.search !== undefined && !data.partnerSearches.some((search) => search.key === one.search && search.direction === "RECEIVED")) faults.push(`${where} is made from the search ${one.search}, which nobody has received.`);
    for (const priority of one.priorities) {
      if (!data.priorities.some((known) => known.key === priority && known.inForceOn !== undefined)) faults.push(`${where} names the priority ${priority}, which nobody has decided on.`);
    }
  }
  for (const one of data.information) {
    const where = `The information activity ${one.key}`;
    needBody(where, one.unit, unitKinds);
    if (one.opportunity !== undefined && !data.opportunities.some((known) => known.key === one.opportunity)) faults.push(`${where} names the opportunity ${one.opportunity}, which does not exist.`);
    if (one.kind === "FORWARDED" && one.opportunity === undefined) faults.push(`${where} forwards nothing.`);
  }
  for (const network of data.networks) {
    const where = `The network ${network.key}`;
    for (const unit of [network.unit, ...network.units, ...network.fees.flatMap(({ payer }) => payer ?? []), ...network.participation.map((one) => one.unit), ...network.needs.map((one) => one.unit)]) needBody(where, unit, unitKinds);
    if (network.priority !== undefined && !data.priorities.some((priority) => priority.key === network.priority)) faults.push(`${where} names the priority ${network.priority}, which does not exist.`);
    const isDecided = data.decisions.some((decision) => decision.network === network.key && decision.matter === "JOIN_NETWORK");
    if (network.joined !== undefined && network.through === undefined && !isDecided) faults.push(`${where} is a membership without a decision.`);
    if ((network.noticeOn ?? network.leftOn) !== undefined && !data.decisions.some((decision) => decision.network === network.key && decision.matter === "LEAVE_NETWORK")) faults.push(`${where} is left without a decision.`);
  }
  for (const decision of data.decisions) {
    const where = `The decision ${decision.key}`;
    needBody(where, decision.body);
    needBody(where, decision.unit, unitKinds);
    if (decision.project !== undefined && !data.projects.some((project) => project.key === decision.project)) faults.push(`${where} names the project ${decision.project}, which does not exist.`);
    if (decision.priority !== undefined && !data.priorities.some((priority) => priority.key === decision.priority)) faults.push(`${where} names the priority ${decision.priority}, which does not exist.`);
    if (decision.network !== undefined && !data.networks.some((network) => network.key === decision.network)) faults.push(`${where} names the network ${decision.network}, which does not exist.`);
    if ((decision.body === undefined || decision.decidedOn === undefined) && decision.source === undefined) faults.push(`${where} says neither who decided when, nor how it is known.`);
  }
  data.termsOfOffice.forEach((term) => {
    needOrder(`The term of office ${term.key}`, term.from, term.to);
  });
  for (const appointment of data.contactPersons) {
    const where = `The contact person ${appointment.person} of ${appointment.unit}`;
    needPerson(where, appointment.person);
    needBody(where, appointment.unit, unitKinds);
    needOrder(where, appointment.from, appointment.to);
    const clash = data.contactPersons.some(
      (other) =>
        other !== appointment &&
        other.unit === appointment.unit &&
        other.kind === appointment.kind &&
        appointment.kind === "PRIMARY" &&
        other.from <= (appointment.to ?? "9999-12-31") &&
        appointment.from <= (other.to ?? "9999-12-31"),
    );
    if (clash) faults.push(`${where} overlaps with another contact person of the same unit.`);
  }
  const checkProject = (where: string, project: DemonstrationDraft["values"]) => {
    needBody(where, project.unit, unitKinds);
    needBody(where, project.workplace, ["WORKPLACE"]);
    project.participatingUnits?.forEach((unit) => {
      needBody(where, unit, [...unitKinds, "WORKPLACE"]);
    });
    project.members?.forEach((member) => {
      needPerson(where, member);
    });
    if (project.workplace !== undefined && bodies.get(project.workplace)?.parent !== project.unit) faults.push(`${where} has a workplace outside its unit.`);
    needCodes(where, pack.taxonomies.projectTypes, project.type === undefined ? [] : [project.type]);
    needCodes(where, pack.checklist, (project.checklist ?? []).map((ticked) => ticked.code));
    needCodes(where, pack.programmes, project.programme === undefined ? [] : [project.programme]);
    if (project.call !== undefined && data.calls.find((call) => call.key === project.call)?.programme !== project.programme) faults.push(`${where} names the call ${project.call}, which its programme does not have.`);
    needCodes(where, pack.taxonomies.municipalGoals, project.municipalGoals ?? []);
    needCodes(where, pack.taxonomies.areas, project.area === undefined ? [] : [project.area]);
    for (const priority of project.priorities ?? []) {
      if (!data.priorities.some((known) => known.key === priority)) faults.push(`${where} names the priority ${priority}, which does not exist.`);
    }
    needCodes(where, pack.taxonomies.purposes, project.purposes ?? []);
    needCodes(where, pack.taxonomies.beneficiaryGroups, project.beneficiaries ?? []);
  };
  refuseRepeats("call", data.calls.map((call) => call.key));
  data.calls.forEach((call) => {
    needCodes(`The call ${call.key}`, pack.programmes, [call.programme]);
    needOrder(`The call ${call.key}`, call.opensOn, call.closesOn);
  });
  data.projects.forEach((project) => {
    checkProject(`The project ${project.key}`, project);
  });
  for (const visit of data.visits) {
    const where = `The visit ${visit.key}`;
    needBody(where, visit.unit, unitKinds);
    for (const person of [visit.representative, visit.substitute, visit.asked?.by, visit.asked?.to]) {
      if (person === undefined) continue;
      needPerson(where, person);
      if (!data.seats.some((seat) => seat.person === person && seat.position !== "SECRETARY")) faults.push(`${where} names ${person}, who is a member of no presidium.`);
    }
    for (const person of [...(visit.holds?.participants.flatMap((one) => one.person ?? []) ?? []), ...(visit.holds?.actions.map(({ owner }) => owner) ?? [])]) needPerson(where, person);
    for (const { payer } of visit.holds?.costs ?? []) needBody(where, payer, unitKinds);
    for (const link of visit.holds?.links ?? []) {
      const there = { townRelation: data.townRelations, network: data.networks, project: data.projects }[link.kind];
      if (!there.some((record) => record.key === link.key)) faults.push(`${where} belongs with the ${link.kind} ${link.key}, which is not there.`);
    }
  }
  data.drafts.forEach((draft) => {
    needPerson(`The draft ${draft.key}`, draft.author);
    checkProject(`The draft ${draft.key}`, draft.values);
  });
  return faults;
}

const unitKinds = ["DEPARTMENT", "OFFICE", "COMPANY"] as const;

const parentlessKinds: readonly DemonstrationBody["kind"][] = ["COUNCIL", "EXECUTIVE_BOARD", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP"];

const parentKinds: Record<DemonstrationBody["kind"], readonly string[]> = {
  COUNCIL: [],
  COUNCIL_PRESIDIUM: ["COUNCIL"],
  EXECUTIVE_BOARD: [],
  EXECUTIVE_BOARD_PRESIDIUM: ["EXECUTIVE_BOARD"],
  // A committee of the executive board or the council has a parent; the other committees have none.
  COMMITTEE: ["EXECUTIVE_BOARD", "COUNCIL"],
  COMPANY: ["COMPANY", "COUNCIL"],
  MANAGEMENT_GROUP: [],
  OFFICE: ["EXECUTIVE_BOARD", "COMMITTEE"],
  DEPARTMENT: ["EXECUTIVE_BOARD", "COMMITTEE"],
  WORKPLACE: ["DEPARTMENT", "OFFICE"],
};
