import { PACK_SABOTAGES } from "../../prisma/packs/sabotages.mjs";

/**
 * A rule taken away: one text of one file replaced, after which the tests that begin with the number must be red.
 * @typedef {{ number: string, file: string, text: string, instead: string, test: string }} Sabotage
 */

const visits = { file: "src/features/visits/rules.ts", test: "src/features/visits/rules.test.ts" };
const projects = { file: "src/features/projects/rules.ts", test: "src/features/projects/rules.test.ts" };
const closings = { file: "src/features/projects/closings/rules.ts", test: "src/features/projects/closings/rules.test.ts" };
const coverage = { file: "src/features/coverage/rules.ts", test: "src/features/coverage/rules.test.ts" };
const contactPersons = { file: "src/features/contact-persons/rules.ts", test: "src/features/contact-persons/rules.test.ts" };
const contactOverview = { file: "src/features/contact-persons/overview/rules.ts", test: "src/features/contact-persons/overview/rules.test.ts" };
const workingGroup = { file: "src/features/working-group/rules.ts", test: "src/features/working-group/rules.test.ts" };
const groupAssignments = { file: "src/features/working-group/assignments/rules.ts", test: "src/features/working-group/assignments/rules.test.ts" };
const coordination = { file: "src/features/coordination/rules.ts", test: "src/features/coordination/rules.test.ts" };
const priorities = { file: "src/features/priorities/rules.ts", test: "src/features/priorities/rules.test.ts" };
const episodes = { file: "src/features/town-relations/episodes/rules.ts", test: "src/features/town-relations/episodes/rules.test.ts" };
const townRelations = { file: "src/features/town-relations/rules.ts", test: "src/features/town-relations/rules.test.ts" };
const exchanges = { file: "src/features/town-relations/activities/rules.ts", test: "src/features/town-relations/activities/rules.test.ts" };
const networks = { file: "src/features/networks/rules.ts", test: "src/features/networks/rules.test.ts" };
const initiatives = { file: "src/features/initiatives/rules.ts", test: "src/features/initiatives/rules.test.ts" };
const partnerSearches = { file: "src/features/partners/searches/rules.ts", test: "src/features/partners/searches/rules.test.ts" };
const followUp = { file: "src/features/follow-up/rules.ts", test: "src/features/follow-up/rules.test.ts" };
const monitoring = { file: "src/features/eu-monitoring/rules.ts", test: "src/features/eu-monitoring/rules.test.ts" };
const competence = { file: "src/features/competence/rules.ts", test: "src/features/competence/rules.test.ts" };
const opportunities = { file: "src/features/opportunities/rules.ts", test: "src/features/opportunities/rules.test.ts" };
const mandate = { file: "src/domain/mandate.ts", test: "prisma/packs/mandate-rules.test.ts" };
const summaries = { file: "src/features/summaries/rules.ts", test: "src/features/summaries/rules.test.ts" };

/** @type {readonly Sabotage[]} */
export const SABOTAGES = [
  { number: "V15", ...visits, text: '{ answer: "PRESIDIA", by: rule.by, clause', instead: '{ answer: "PRESIDIA", by: rule.by.slice(1), clause' },
  { number: "H18", ...visits, text: "? null : !visit.concernsUnitDirectly", instead: "? null : visit.concernsUnitDirectly" },
  { number: "H19", ...visits, text: "kind === party && !by.includes(kind)", instead: "kind === party" },
  { number: "H19", ...visits, text: 'return judgeResponsibility(visit, pack).answer === "PRESIDIA" ? (', instead: 'return visit.direction !== "EVENT" ? (' },
  { number: "H22b", ...visits, text: 'return rule.otherwise === null ? { answer: "NOT_NEEDED" } : { answer: "UNIT", clause: rule.otherwise };', instead: 'return { answer: "NOT_NEEDED" };' },
  { number: "E.4.3", ...visits, text: 'if (on > lastDayOf(visit.starts)) return "LATE";', instead: "" },
  { number: "H22a", ...visits, text: 'visit.starts.precision === "DAY" ? "SAME_DAY" : "UNCLEAR"', instead: '"SAME_DAY"' },
  { number: "V20a", ...contactPersons, text: 'obligation.evidence === "CURRENT_CONTACT_PERSON"', instead: 'obligation.evidence === "LOGGED_PROJECT"' },
  { number: "E.4.4", ...visits, text: "daysBetween(today, startsOn) <= LATE_DAYS", instead: "daysBetween(today, startsOn) < LATE_DAYS" },
  { number: "E.4.11", ...contactPersons, text: "kinds.includes(unit.kind) && unit.boundByOther === null", instead: "kinds.includes(unit.kind)" },
  { number: "V2", ...followUp, text: "kinds.includes(unit.kind) && unit.boundByOther === null", instead: "unit.boundByOther === null" },
  { number: "V8a", ...projects, text: "if (municipalGoals?.length === 0) issues.push", instead: "if (municipalGoals === null) issues.push" },
  { number: "V8b", ...projects, text: "if (unitGoal === null) issues.push", instead: 'if (unitGoal === "") issues.push' },
  { number: "V13", ...projects, text: "context.asksForChildrenAndYouth ? values", instead: "values === null ? values" },
  { number: "V9a", ...coverage, text: 'isSilent && asksAll ? "miss" : "empty"', instead: '"empty"' },
  { number: "V26", ...coverage, text: "if (latest?.heading === row.clause.chapter) latest.rows.push(row);", instead: "if (latest) latest.rows.push(row);" },
  { number: "V11b", ...partnerSearches, text: 'deadline < today ? "OVERDUE" : "OPEN"', instead: 'deadline > today ? "OVERDUE" : "OPEN"' },
  { number: "V16c", ...summaries, text: 'return all > 0 && counts["APPROVED"] === all;', instead: "return all > 0;" },
  { number: "E.4.1", ...mandate, text: "(candidate) => candidate.matters.includes(asked.matter)", instead: "() => true" },
  { number: "E.4.2", ...mandate, text: ': conclude("wrongBody", "wrongBody");', instead: ': conclude("rightBody", "rightBody");' },
  { number: "V16a", ...priorities, text: '{ from: ["PROPOSED"], to: "IN_FORCE", requires: ["DECISION"] },', instead: '{ from: ["PROPOSED"], to: "IN_FORCE", requires: [] },' },
  { number: "H17", ...priorities, text: "priority.endedOn <= day", instead: "priority.endedOn < day" },
  { number: "E.4.8", ...networks, text: 'scopeBefore === null ? "JOIN_NETWORK" : "CHANGE_NETWORK_SCOPE"', instead: '"JOIN_NETWORK"' },
  { number: "H9", ...networks, text: "heldOn.slice(0, 4)) >= from", instead: "heldOn.slice(0, 4)) > from" },
  { number: "V19", file: "src/features/funding/forecasts/rules.ts", test: "src/features/funding/forecasts/rules.test.ts", text: "if (hasCome || on >= today)", instead: "if (on !== project.id)" },
  { number: "V19", ...projects, text: "payer === undefined || payer === about.unitId ? line", instead: "payer !== CENTRAL ? line" },
  { number: "V19", file: "src/features/networks/entries/rules.ts", test: "src/features/networks/entries/rules.test.ts", text: "held.sumOre += fee.amountOre;", instead: "held.sumOre = fee.amountOre;" },
  { number: "H13", ...coordination, text: "entry.dueOn < day", instead: "entry.dueOn <= day" },
  { number: "V16a", ...coordination, text: "<= ASKED_DAYS", instead: "< ASKED_DAYS" },
  { number: "H13", ...coverage, text: 'COORDINATION_LOG: "NEVER"', instead: 'COORDINATION_LOG: "ONCE"' },
  { number: "V16a", ...coverage, text: 'STRATEGIC_PRIORITIES: "NEVER"', instead: 'STRATEGIC_PRIORITIES: "ONCE"' },
  { number: "V14b", ...episodes, text: 'if (episode.basis === "OWN") return clause === null ? succeed(null)', instead: 'if (episode.basis === "OWN") return clause !== "" ? succeed(null)' },
  { number: "H12a", ...episodes, text: '["ENTER_TOWN_RELATION", "RENEW_TOWN_RELATION"];', instead: 'null;' },
  { number: "H12b", ...episodes, text: 'case "NOTICE_GIVEN":\n      return ["END_TOWN_RELATION"];', instead: 'case "NOTICE_GIVEN":\n      return null;' },
  { number: "H10", ...townRelations, text: "relation.priorityId === null && relation.outsidePriorities === null", instead: "relation.priorityId === null" },
  { number: "V12a", ...exchanges, text: "relation.sinceOn < from && (", instead: "relation.sinceOn < day && (" },
  { number: "V12b", ...exchanges, text: "year >= from && year <= to && activities > 0", instead: "year <= to && activities > 0" },
  { number: "V12c", ...exchanges, text: "year >= from && year <= to && activities > 0", instead: "year >= from && year <= to" },
  { number: "V13", file: "src/features/town-relations/activities/schema.ts", test: exchanges.test, text: 'form.reachesChildrenAndYouth === "no" && young > 0', instead: 'form.reachesChildrenAndYouth === "no" && young < 0' },
  { number: "E.4.6", ...initiatives, text: '(finding.result !== "NOT_RELEVANT" || finding.reason !== null)', instead: "true" },
  { number: "V10a", ...initiatives, text: "EXAMINATION_QUESTIONS.filter((question) => !isTried(findings[question]))", instead: 'EXAMINATION_QUESTIONS.filter((question) => question === "FUNDING" && !isTried(findings[question]))' },
  { number: "V10b", ...initiatives, text: "EXAMINATION_QUESTIONS.filter((question) => !isTried(findings[question]))", instead: 'EXAMINATION_QUESTIONS.filter((question) => question === "COOPERATION" && !isTried(findings[question]))' },
  { number: "V20d", ...initiatives, text: "{ hits: obtained, of: obtained + refused }", instead: "{ hits: obtained + refused, of: obtained + refused }" },
  { number: "V9b", ...closings, text: 'competence: ["competence", "experience"]', instead: 'competence: ["competence"]' },
  { number: "H2", ...closings, text: 'resources: ["resources"]', instead: 'resources: ["lessons"]' },
  { number: "V5a", file: "src/features/visits/reports/rules.ts", test: "src/features/visits/reports/rules.test.ts", text: 'return hasReport ? succeed(null) : refuse("visitReportMissing");', instead: "return succeed(null);" },
  { number: "V5a", file: "src/features/projects/closings/schema.ts", test: "src/features/projects/closings/schema.test.ts", text: 'benefit: requiredText(LONGEST_CLOSING_TEXT, "closings.errors.benefitMissing")', instead: 'benefit: optionalText(LONGEST_CLOSING_TEXT).transform((said) => said ?? "-")' },
  { number: "V17", file: "src/features/economy-support/rules.ts", test: "src/features/economy-support/rules.test.ts", text: 'answeredOn === null ? "OPEN"', instead: 'answeredOn !== null ? "OPEN"' },
  { number: "H6", ...monitoring, text: 'return nextCheckOn !== null && nextCheckOn < today ? "LATE" : "FOLLOWED";', instead: 'return nextCheckOn !== null && nextCheckOn <= today ? "LATE" : "FOLLOWED";' },
  { number: "H7", ...monitoring, text: 'position: action.position ?? ""', instead: 'position: action.outcome ?? ""' },
  { number: "H8", ...monitoring, text: 'return relevance !== "LOW";', instead: 'return relevance === "HIGH";' },
  { number: "V21a", ...competence, text: 'if (kind !== "JOINT") return refuse("competenceNotJoint");', instead: "" },
  { number: "V21a", ...competence, text: "signUpBy < dateInStockholm(now)", instead: "signUpBy <= dateInStockholm(now)" },
  { number: "V21b", ...competence, text: 'individual === 0 ? (["INDIVIDUAL"] as const)', instead: 'joint === 0 ? (["INDIVIDUAL"] as const)' },
  { number: "V22", ...competence, text: 'if (kind !== "ALL_STAFF") return refuse', instead: 'if (kind === "INDIVIDUAL") return refuse' },
  { number: "V20a", ...contactPersons, text: 'if (choice === undefined) return refuse("appointmentAnotherHolds"', instead: 'if (choice === undefined && from === "") return refuse("appointmentAnotherHolds"' },
  { number: "V20a", ...contactOverview, text: "last > addDays(today, ENDING_DAYS)", instead: "last > today" },
  { number: "V20c", ...opportunities, text: 'deadline !== null && deadline < today ? "CLOSED"', instead: 'deadline !== null && deadline <= today ? "CLOSED"' },
  { number: "V20c", ...opportunities, text: "deadline >= heldOn || seen === deadline", instead: "deadline >= heldOn || seen !== undefined" },
  { number: "V20b", ...contactOverview, text: "timeConfirmedOn === null", instead: "timeConfirmedOn === undefined" },
  { number: "V20b", ...contactOverview, text: "showsAnswers ? unit.holders", instead: "today !== null ? unit.holders" },
  { number: "V20b", file: "src/features/contact-persons/space/rules.ts", test: "src/features/contact-persons/space/rules.test.ts", text: 'return wasHeldIn(appointment, year) ? succeed(null)', instead: "return appointment.from !== null ? succeed(null)" },
  { number: "V23", ...workingGroup, text: "gone: called.filter((id) => !members.includes(id))", instead: "gone: called.filter((id) => id === null)" },
  { number: "V24", ...workingGroup, text: 'judged.ok && meeting.calledAt !== null ? refuse("groupMeetingCalled")', instead: 'judged.ok && meeting.calledAt === null ? refuse("groupMeetingCalled")' },
  { number: "V25", ...groupAssignments, text: 'if (!isDecided) return "PROPOSED";', instead: 'if (!isDecided && startsOn > day) return "PROPOSED";' },
  ...PACK_SABOTAGES,
];
