import type { Clause, ModuleKey } from "@packs/pack";

/**
 * The features whose registers carry what governing documents ask for, with what each is a register of. Those whose folder is not there
 * are still to come, and what they alone carry waits for them; the day the folder is there, it waits no longer.
 */
export const REGISTERS: Readonly<Record<string, string>> = {
  bodies: "boards, companies, departments and offices, with their names and places over time",
  coordination: "the log of how the work is coordinated, with tasks and agreements",
  "contact-persons": "who is contact person of which unit, and with what time",
  coverage: "unit by unit and clause by clause, what there is to show",
  decisions: "decisions, judged by the rules about who decides",
  "follow-up": "each year's round of questions, and the units' answers",
  "governing-documents": "governing documents in their versions, clause by clause",
  priorities: "the executive board's priorities, period by period, and the decisions they stand on",
  projects: "projects, with their goals, money and those they reach",
  summaries: "the year's summary and its frozen editions",
  visits: "visits and events, with who represents and who was told",
  competence: "what contact persons and other staff learn, and are offered",
  "economy-support": "support with the economy and administration of EU projects",
  "eu-monitoring": "what units follow at EU level, what they do about it, and how ready they are",
  funding: "what projects claim and are paid, what units carry meanwhile, and the money of a year by who pays it",
  initiatives: "development work, and whether cooperation and external funding were tried",
  networks: "networks, memberships and who takes part",
  opportunities: "open calls and other knowledge that contact persons spread in their unit",
  partners: "partners, and the search for them",
  "town-relations": "twin towns and their relatives, with activities and whom they benefit",
  "working-group": "the international working group, with its meetings and assignment",
};

/** The other features, which carry no clause, each with the reason. */
export const WITHOUT_CLAUSES: Readonly<Record<string, string>> = {
  accounts: "who may sign in is asked by no governing document",
  "audit-trail": "shows the history of every register's records",
  api: "shows other systems what stands in the registers, which carry it",
  calendars: "shows in other programs what stands in the registers, which carry it",
  comments: "what people write about every register's records",
  documents: "the files that lie with every register's records",
  drafts: "what has not been handed in proves nothing",
  imports: "brings lists into registers, which carry what their records do",
  "saved-views": "how people come back to the registers' lists and records, which carry what they do",
  search: "finds the records of every register, which carry what they do",
  jobs: "what the program does by itself, and how that goes",
  merging: "says of records that they are one, whatever register they are in",
  municipality: "which pack is in force",
  "open-data": "publishes what stands in the registers, which carry it",
  notifications: "tells people of what stands in the registers, which carry it",
  people: "the persons whom registers name",
  programmes: "the list that projects choose their funding from",
  "project-drafts": "what has not been handed in proves nothing",
  "recurring-meetings": "who is host of a meeting next is agreed with other towns, and the visit itself is what clauses ask about",
  scrutiny: "what auditors ask, counted by each register itself",
  retention: "how long records are kept follows from law and the municipality's records plan, and from no governing document",
  disclosures: "who asks to see public documents is answered by law, and by no governing document",
  "system-tokens": "which other systems may read is asked by no governing document",
  tasks: "gathers what registers say is to be done, and they carry it",
  "terms-of-office": "the terms that seats and roles belong to",
};

/** Which registers carry the clauses of each module. */
const MODULES: Readonly<Record<ModuleKey, readonly string[]>> = {
  coverage: ["coverage"],
  goals: ["projects"],
  contactPersons: ["contact-persons"],
  workingGroup: ["working-group"],
  competence: ["competence"],
  economySupport: ["economy-support"],
  unitEconomy: ["projects", "funding"],
  examinations: ["initiatives"],
  partnerSearch: ["partners"],
  networks: ["networks"],
  membershipParticipation: ["networks"],
  networkNeeds: ["networks"],
  childrenAndYouth: ["projects"],
  twinTownBenefit: ["town-relations"],
  visitsShared: ["visits"],
  visitConsultation: ["visits"],
  visitInformation: ["visits"],
  monitoring: ["eu-monitoring"],
  profileAreas: ["priorities"],
  twoAreas: ["projects"],
  yearlyFollowUp: ["follow-up", "summaries"],
};

/** Clauses that other registers carry than those of their module. */
export const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  V20c: ["opportunities"],
  V20d: ["initiatives"],
  V16a: ["priorities", "coordination", "decisions"],
  H13: ["coordination", "decisions"],
  // That cooperation follows the priorities is for each cooperation to say, and not for the list of priorities.
  H10: ["projects", "networks", "town-relations"],
  // Whether there is a need to consult is for the rules about who decides to say.
  H19: ["decisions"],
};

/** The registers that carry a clause: its own, or its module's, and for what says who decides the decisions too; none for a duty without a module. */
export function carriersOf(clause: Pick<Clause, "number" | "kind" | "module">): readonly string[] {
  const own = CLAUSES[clause.number];
  if (own !== undefined) return own;
  const ofModule = clause.module === null ? [] : MODULES[clause.module];
  if (clause.kind === "mandate") return [...ofModule, "decisions"];
  return clause.module === null && clause.kind !== "duty" ? ["governing-documents"] : ofModule;
}

/** What no clause of one document alone asks for, and tests must show all the same. */
export interface Check {
  number: string;
  what: string;
  carriers: readonly string[];
}

export const CHECKS: readonly Check[] = [
  { number: "E.3", what: "who decides in either municipality, row by row of the table, and nobody where nothing is regulated", carriers: ["decisions"] },
  { number: "E.4.1", what: "ending a twin town is not regulated where the document is silent, and no clause is cited", carriers: ["decisions"] },
  { number: "E.4.2", what: "ending a twin town is the council's where the document says so, with its clause", carriers: ["decisions"] },
  { number: "E.4.3", what: "a unit's own visit is told of before it begins, and an official one is the presidium's", carriers: ["visits"] },
  { number: "E.4.4", what: "a visit without a representative stands on both desks, late from fourteen days before", carriers: ["visits"] },
  { number: "E.4.5", what: "a company without a contact person is a gap only where the document asks for one", carriers: ["contact-persons"] },
  { number: "E.4.6", what: "an initiative counts as tried with a reason, and not without", carriers: ["initiatives"] },
  { number: "E.4.7", what: "the working group changes the day a contact person leaves, and history is kept", carriers: ["contact-persons"] },
  { number: "E.4.8", what: "a network whose scope becomes the whole municipality lacks the executive board's decision", carriers: ["networks", "decisions"] },
  { number: "E.4.9", what: "a frozen summary stays byte for byte the same", carriers: ["summaries"] },
  { number: "E.4.10", what: "an office's record shows the name of its time, and is found by the new one", carriers: ["bodies"] },
  { number: "E.4.11", what: "a company that another owner's documents bind is not counted here", carriers: ["bodies"] },
  { number: "E.4.12", what: "two periods of one project are kept, each with its source", carriers: ["projects"] },
];

/** The rows of E.3: what differs between the documents, and the clauses that say so; where neither does, the check E.3 holds the row. */
export const DIFFERENCES: readonly { what: string; clauses: readonly string[] }[] = [
  { what: "adopt the governing document", clauses: ["V14a", "H11"] },
  { what: "enter a twin town", clauses: ["V14b", "H12a"] },
  { what: "end a twin town", clauses: ["H12b"] },
  { what: "pause, let lie dormant or renew a twin town", clauses: [] },
  { what: "cooperation agreement, letter of intent", clauses: ["H14"] },
  { what: "municipal partnership", clauses: ["H15"] },
  { what: "membership of the whole municipality", clauses: ["V11a", "H16"] },
  { what: "membership in a unit's own field", clauses: ["V18a", "V19", "H20", "H21a", "H21b"] },
  { what: "profile areas and priorities", clauses: ["H17"] },
  { what: "start or apply for a project", clauses: ["V18a", "V19", "H20"] },
  { what: "who represents at visits", clauses: ["V15", "H18", "H19"] },
  { what: "a unit's own visits", clauses: ["H22a", "H22b"] },
  { what: "the coordinating office", clauses: ["V1", "V24", "H22a"] },
  { what: "yearly follow-up and summary", clauses: ["V16b", "V16c"] },
  { what: "cooperation and external funding always tried", clauses: ["V10a", "V10b", "V18b", "V18c"] },
  { what: "who pays", clauses: ["V19"] },
  { what: "contact persons, working group and its assignment", clauses: ["V20a", "V23", "V24", "V25"] },
  { what: "competence", clauses: ["V21a", "V21b", "V22"] },
  { what: "support with the economy of EU projects", clauses: ["V17"] },
  { what: "children and youth first", clauses: ["V13"] },
  { what: "whom twin towns benefit", clauses: ["V12a", "V12b", "V12c"] },
  { what: "search for partners", clauses: ["V11b"] },
  { what: "monitoring, influence and readiness", clauses: ["H6", "H7", "H8"] },
  { what: "taking part in memberships decided on", clauses: ["H9"] },
  { what: "the work in two areas", clauses: ["H5"] },
  { what: "the words of goals", clauses: ["V8a", "V8b", "H3b"] },
  { what: "the level that the document names", clauses: ["V18a", "H20"] },
];
