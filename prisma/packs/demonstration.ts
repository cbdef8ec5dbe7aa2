/**
 * What a demonstration municipality's data looks like. Organisations and the projects marked demonstration: false are real
 * and carry their source and certainty; every person, and everything else, is invented.
 * A period's last day is included in it, and a missing last day means that it still goes on.
 */
import { z } from "zod";

import { MATTER_KINDS } from "@/domain/matter";

import { fictionalNames } from "./fictional-names";
import { calendarDate, code, text } from "./fields";
import { bodyKindSchema, certaintySchema, deepFreeze, describeIssues, type DeepReadonly, type PolicyPack } from "./pack";

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
  programmeProjectId: text(60).optional(),
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
    /** Whom the representative, or for a visit that nobody has taken the first member, has asked to take it. */
    asked: z.strictObject({ by: key, to: key, message: text(500) }).optional(),
  })
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
  unit: key.optional(),
  /** When the coordinating office was told. */
  officeInformedOn: calendarDate.optional(),
});
export type DemonstrationDecision = z.infer<typeof decisionSchema>;

const prioritySchema = z
  .strictObject({
    key,
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
  /** The day that it came to its end, and how that is known. */
  dissolvedOn: calendarDate.optional(),
  certainty: certaintySchema,
  source: text(300),
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
  decisions: z.array(decisionSchema),
  priorities: z.array(prioritySchema),
  coordination: z.array(entrySchema),
  partners: z.array(knownPartnerSchema),
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
  refuseRepeats("name", data.people.map((person) => person.name));
  refuseRepeats("address", data.people.map((person) => person.email));
  refuseRepeats("account", data.accounts.map((account) => account.name));
  refuseRepeats("project", data.projects.map((project) => project.key));
  refuseRepeats("visit", data.visits.map((visit) => visit.key));
  // An interrupted load finds what it has stored by the title.
  refuseRepeats("visit", data.visits.map((visit) => visit.title));

  refuseRepeats("decision", data.decisions.map((decision) => decision.key));
  refuseRepeats("priority", data.priorities.map((priority) => priority.key));
  refuseRepeats("priority", data.priorities.map((priority) => priority.title));
  refuseRepeats("partner", data.partners.map((partner) => partner.key));
  refuseRepeats("partner", data.partners.map((partner) => partner.name));
  refuseRepeats("entry", data.coordination.map((entry) => entry.key));
  refuseRepeats("entry", data.coordination.map((entry) => entry.title));

  data.people
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
  for (const priority of data.priorities) {
    const where = `The priority ${priority.key}`;
    needBody(where, priority.setBy);
    needOrder(where, priority.startsOn, priority.endsOn);
    if (priority.inForceOn !== undefined && !data.decisions.some((decision) => decision.priority === priority.key)) faults.push(`${where} is in force without a decision.`);
  }
  for (const decision of data.decisions) {
    const where = `The decision ${decision.key}`;
    needBody(where, decision.body);
    needBody(where, decision.unit, unitKinds);
    if (decision.project !== undefined && !data.projects.some((project) => project.key === decision.project)) faults.push(`${where} names the project ${decision.project}, which does not exist.`);
    if (decision.priority !== undefined && !data.priorities.some((priority) => priority.key === decision.priority)) faults.push(`${where} names the priority ${decision.priority}, which does not exist.`);
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
    needCodes(where, pack.programmes, project.programme === undefined ? [] : [project.programme]);
    needCodes(where, pack.taxonomies.municipalGoals, project.municipalGoals ?? []);
    needCodes(where, pack.taxonomies.purposes, project.purposes ?? []);
    needCodes(where, pack.taxonomies.beneficiaryGroups, project.beneficiaries ?? []);
  };
  data.projects.forEach((project) => {
    checkProject(`The project ${project.key}`, project);
  });
  for (const visit of data.visits) {
    const where = `The visit ${visit.key}`;
    needBody(where, visit.unit, unitKinds);
    for (const person of [visit.representative, visit.asked?.by, visit.asked?.to]) {
      if (person === undefined) continue;
      needPerson(where, person);
      if (!data.seats.some((seat) => seat.person === person && seat.position !== "SECRETARY")) faults.push(`${where} names ${person}, who is a member of no presidium.`);
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
