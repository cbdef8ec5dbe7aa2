import { randomUUID } from "node:crypto";
import { addDays } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import * as accounts from "@/features/accounts/service";
import * as municipalityProfile from "@/features/municipality/profile/service";
import * as auditTrail from "@/features/audit-trail/service";
import { writeDecision } from "@/features/decisions/rules";
import { writeEntry } from "@/features/coordination/rules";
import { writeClaim, writePayment } from "@/features/funding/rules";
import { writeRequest } from "@/features/disclosures/rules";
import { writeDocument } from "@/features/documents/rules";
import { writeCase } from "@/features/economy-support/rules";
import { writeInfluence, writeItem, writeReadiness } from "@/features/eu-monitoring/rules";
import { writeInitiative } from "@/features/initiatives/rules";
import * as importDrafts from "@/features/imports/drafts/service";
import { writeInformation, writeOpportunity } from "@/features/opportunities/rules";
import { writePartner } from "@/features/partners/rules";
import { writeContact } from "@/features/partners/contacts/rules";
import { writeSearch } from "@/features/partners/searches/rules";
import { writeNetwork } from "@/features/networks/rules";
import { writeMeeting } from "@/features/recurring-meetings/rules";
import { writeActivity } from "@/features/town-relations/activities/rules";
import { writeRelation } from "@/features/town-relations/rules";
import * as notifications from "@/features/notifications/service";
import * as projectPartners from "@/features/projects/partners/service";
import { writePriority } from "@/features/priorities/rules";
import { writeReport } from "@/features/visits/reports/rules";
import { writeVisit } from "@/features/visits/rules";
import { shippedPack } from "@/server/pack";
import { requestInput } from "../factories/disclosures.ts";
import { documentFacts } from "../factories/documents.ts";
import { influenceInput, readinessInput } from "../factories/eu-monitoring.ts";
import { EVERY_ROW } from "../factories/lists.ts";
import { claimInput, paymentInput } from "../factories/funding.ts";
import { contactInput } from "../factories/partners.ts";
import { decisionOn } from "../factories/retention.ts";
import { reportInput } from "../factories/visits.ts";
import { writeAssignment } from "@/features/working-group/assignments/rules";
import { writeActivity as writeCompetence } from "@/features/competence/rules";
import { activityInput as competenceInput } from "../factories/competence.ts";
import { groupAssignmentInput } from "../factories/working-group.ts";
import { viewAt, viewToOpenAt, appointmentAt, aroundLists, type Attempt, bodyAt, calendarField, closingAt, documentAt, feedAt, followUpAt, groupAssignmentAt, groupMeetingAt, handedTaskAt, heldVisit, importAt, importDraftAt, importRunAt, individualAt, isOwnUnit, jointAt, listAt, madeToken, mergedNetworkAt, newEdition, newRound, newTerm, nextFirstDay, nextSummaryYear, nextTerm, nextYear, notificationAt, opportunityToSave, personAt, PUBLICATION, publishedAt, disposalAt, holdAt, proposalAt, ruleAt, remarkAt, removedRule, requestAt, savedOpportunity, sessionAt, snoozedTask, statementAt, type StatementAt, taskAt, thing, tokenAt, unitAddedSince, unitOf, writtenHandover } from "./attempts.ts";
import { LONG_AGO, TODAY, TOMORROW, valueOf } from "./world.ts";

/** Fills in an action's form about what the attempt is about. */
export type FillIn = (attempt: Attempt) => Promise<Record<string, string>>;

const onProject = (more: (project: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.project(attempt.at, attempt.isFresh), attempt);
const onDraft = (of: "new" | "changes", more: Record<string, string> = {}): FillIn => async ({ world, actor, at, isFresh }) => ({ _draft: await world.draft(actor, at, of, isFresh), ...more });
const onVisit =
  (more: (visit: { id: string; version: number; handoverId: string; assignmentId: string }, attempt: Attempt) => Record<string, string>, happened: (at: Attempt["at"]) => Parameters<Attempt["world"]["visit"]>[2] = () => "nothing"): FillIn =>
  async (attempt) =>
    more(await attempt.world.visit(attempt.at, attempt.isFresh, happened(attempt.at)), attempt);
const onHeld =
  (more: (held: Awaited<ReturnType<typeof heldVisit>>) => Record<string, string>, told?: Parameters<typeof heldVisit>[1]): FillIn =>
  async (attempt) =>
    more(await heldVisit(attempt, told));
const onRelation =
  (more: (relation: Awaited<ReturnType<Attempt["world"]["relation"]>>, attempt: Attempt) => Record<string, string>): FillIn =>
  async (attempt) =>
    more(await attempt.world.relation(attempt.at, attempt.isFresh), attempt);
const onActivity =
  (more: (activity: Awaited<ReturnType<Attempt["world"]["activity"]>>, attempt: Attempt) => Promise<Record<string, string>>): FillIn =>
  async (attempt) =>
    more(await attempt.world.activity(attempt.at, attempt.isFresh), attempt);
const onMeeting =
  (more: (meeting: Awaited<ReturnType<Attempt["world"]["meeting"]>>, attempt: Attempt) => Promise<Record<string, string>>): FillIn =>
  async (attempt) =>
    more(await attempt.world.meeting(attempt.at, attempt.isFresh), attempt);
const meetingButton = onMeeting(({ id, version }) => Promise.resolve({ id, _version: String(version) }));
const activityButton = onActivity(({ id, version }) => Promise.resolve({ id, _version: String(version) }));
const relationButton = onRelation(({ id, version }) => ({ id, _version: String(version) }));
const onTask =
  (more: (attempt: Attempt) => Record<string, string>): FillIn =>
  async (attempt) => {
    const { register, taskId, unitId } = await taskAt(attempt);
    return { register, task: taskId, unit: unitId ?? "", ...more(attempt) };
  };
const visitForm = ({ world, at: where }: Attempt): Record<string, string> => writeForm(writeVisit(world.visitAt(where)));
const writeForm = (values: Values): Record<string, string> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
const step = onVisit(({ id, version }) => ({ id, _version: String(version) }));
const decisionStep: FillIn = async ({ world, at: where, isFresh }) => {
  const { id, version } = await world.decision(where, isFresh);
  return { id, _version: String(version) };
};
const onEntry =
  (more: (entry: { id: string; version: number }, attempt: Attempt) => Record<string, string>, isDone = false): FillIn =>
  async (attempt) =>
    more(await attempt.world.entry(attempt.at, attempt.isFresh, isDone), attempt);
/** A form about a claim or payment of the situation's project. */
const onPart = (kind: "claim" | "payment", more: () => Record<string, string>): FillIn => async ({ world, at, isFresh }) => {
  const { projectId, id, version } = await world[kind]((await world.project(at, isFresh)).id, at);
  return { projectId, id, _version: String(version), ...more() };
};
const entryButton = onEntry(({ id, version }) => ({ id, _version: String(version) }));
const onPartner = (more: (partner: { id: string; version: number }, attempt: Attempt) => Record<string, string> | Promise<Record<string, string>>): FillIn => async (attempt) => more(await attempt.world.partner(attempt.at, attempt.isFresh), attempt);
const partnerButton = onPartner(({ id, version }) => ({ id, _version: String(version) }));
const onSearch = (more: (search: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.search(attempt.at, attempt.isFresh), attempt);
const onDeadline = (more: Record<string, string> = {}): FillIn => async ({ world, at, isFresh }) => ({ ...(await world.deadline(at, isFresh)), _version: "1", ...more });
const onProgramme = (more: (programme: { id: string; version: number }) => Record<string, string>): FillIn => async ({ world, at, isFresh }) => more(await world.programme(at, isFresh));
const onCall = (more: (call: { id: string; version: number; programmeId: string }) => Record<string, string>): FillIn => async ({ world, at, isFresh }) => more(await world.call(at, isFresh));
const onInitiative = (more: (initiative: { id: string; version: number; examinationId: string }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.initiative(attempt.at, attempt.isFresh), attempt);
const onClosing = (more: (closing: { projectId: string; version: number }) => Record<string, string>): FillIn => async (attempt) => {
  const { id } = await attempt.world.project(attempt.at, attempt.isFresh);
  return more({ projectId: id, version: await closingAt(attempt, id) });
};
const commentButton: FillIn = async ({ world, at, isFresh }) => {
  const { id, version } = await world.comment(at, isFresh);
  return { id, _version: String(version) };
};
const documentButton: FillIn = async ({ world, at, isFresh }) => ({ id: (await world.document(at, isFresh)).id, _version: "1" });
const onSupportCase = (more: (supportCase: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.supportCase(attempt.at, attempt.isFresh), attempt);
const onItem = (more: (item: { id: string; version: number; influenceId: string; readinessId: string }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.monitoringItem(attempt.at, attempt.isFresh), attempt);
const onOpportunity = (more: (opportunity: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.opportunity(attempt.at, attempt.isFresh), attempt);
const opportunityButton = onOpportunity(({ id, version }) => ({ id, _version: String(version) }));
const onInformation = (more: (activity: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await attempt.world.informationActivity(attempt.at, attempt.isFresh), attempt);
const informationButton = onInformation(({ id, version }) => ({ id, _version: String(version) }));
const itemButton = onItem(({ id, version }) => ({ id, _version: String(version) }));
const supportCaseButton = onSupportCase(({ id, version }) => ({ id, _version: String(version) }));
const initiativeButton = onInitiative(({ id, version }) => ({ id, _version: String(version) }));
const searchButton = onSearch(({ id, version }) => ({ id, _version: String(version) }));
const partnerForm = ({ world }: Attempt): Record<string, string> => {
  const partner = world.partnerAt();
  return { ...writeForm(writePartner(partner)), saveAnyway: partner.name };
};
const onPriority =
  (more: (priority: { id: string; version: number }, attempt: Attempt) => Record<string, string>, as: "proposed" | "inForce" = "proposed"): FillIn =>
  async (attempt) =>
    more(await attempt.world.priority(attempt.at, attempt.isFresh, as), attempt);
const priorityButton = onPriority(({ id, version }) => ({ id, _version: String(version) }));
const onNetwork =
  (more: (network: { id: string; version: number; entryId: string }, attempt: Attempt) => Record<string, string>): FillIn =>
  async (attempt) =>
    more(await attempt.world.network(attempt.at, attempt.isFresh), attempt);
const onImportDraft = (more: Record<string, string>): FillIn => async (attempt) => ({ id: await importDraftAt(attempt), ...more });
const networkButton = onNetwork(({ id, version }) => ({ id, _version: String(version) }));
const onPerson = (more: (personId: string, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await personAt(attempt), attempt);
const onBody = (more: (body: { id: string; version: number }, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await bodyAt(attempt), attempt);
const at = (make: (attempt: Attempt) => Promise<string>, kind: string, more: (id: string, attempt: Attempt) => Record<string, string>): FillIn => async (attempt) => more(await thing(kind, attempt, () => make(attempt)), attempt);

const onStatement = (as: "open" | "submitted", more: (statement: StatementAt) => Record<string, string>): FillIn => async (attempt) => more(await statementAt(attempt, as));

const onDocument = (more: (document: Awaited<ReturnType<typeof documentAt>>) => Record<string, string>): FillIn => async (attempt) => more(await documentAt(attempt));

const newAppointment = async (attempt: Attempt) => attempt.world.appoint(unitOf(attempt), await attempt.world.addPerson("Utsedd"), "DEPUTY");
const newRole = async (attempt: Attempt) => attempt.world.giveRole(await attempt.world.addPerson("Rollbärare"), "UNIT_MANAGER", unitOf(attempt));
const newSeat = async (attempt: Attempt) => attempt.world.giveSeat(await attempt.world.addPerson("Ledamot"), isOwnUnit(attempt) ? attempt.world.committee : attempt.world.otherCommittee, "MEMBER");
const newAccount = async ({ world }: Attempt) => world.addIdentity(await world.addPerson("Kontohavare"));
const closedAccount = async (attempt: Attempt) => {
  const id = await newAccount(attempt);
  valueOf(await accounts.disableAccount(attempt.world.system, { id, version: 1 }));
  return id;
};
const accountOf = (id: string, { world, column, at: where }: Attempt, version: number): Record<string, string> =>
  where === "mine" ? { id: world.accountIds[column], personId: world.personIds[column], _version: "1" } : { id, personId: world.stranger, _version: String(version) };

/** How the form of each action of the table is filled in. */
const writtenMeeting = () => ({ title: "Möte", day: addDays(TODAY, 10), from: "13.00", to: "15.00" });
const writtenCompetence = () => writeForm(writeCompetence(competenceInput({ startsOn: addDays(TODAY, 10) })));
const individualButton: FillIn = async (attempt) => {
  const { id, version } = await individualAt(attempt);
  return { id, _version: String(version) };
};
const groupAssignmentButton: FillIn = async (attempt) => {
  const { id, version } = await groupAssignmentAt(attempt);
  return { id, _version: String(version) };
};

export const FORMS: Readonly<Record<string, FillIn>> = {
  "projects/steps.correct": onProject(({ id, version }) => ({ id, _version: String(version), right: "CLOSED", reason: "Fel" })),
  "projects/steps.take": onProject(({ id, version }) => ({ id, _version: String(version), to: "IN_MODIFICATION", on: TODAY })),
  "projects.nameMember": onProject(({ id }, { world }) => ({ projectId: id, personId: world.colleague })),
  "projects.dismissMember": onProject(({ id }, { world }) => ({ projectId: id, personId: world.stranger })),
  "projects.archive": onProject(({ id, version }) => ({ id, _version: String(version) })),
  "projects.restore": onProject(({ id, version }) => ({ id, _version: String(version) })),

  "projects/closings.save": onClosing(({ projectId, version }) => ({ _key: randomUUID(), projectId, _version: String(version), toldOn: LONG_AGO, addedValue: "RESIDENTS", benefit: "Tystare gator" })),
  "projects/closings.remove": onClosing(({ projectId, version }) => ({ projectId, _version: String(version) })),

  "funding.addClaim": onProject(({ id }) => ({ _key: randomUUID(), projectId: id, ...writeForm(writeClaim(claimInput())) })),
  "funding.changeClaim": onPart("claim", () => writeForm(writeClaim(claimInput()))),
  "funding.removeClaim": onPart("claim", () => ({})),
  "funding.addPayment": onProject(({ id }) => ({ _key: randomUUID(), projectId: id, ...writeForm(writePayment(paymentInput())) })),
  "funding.changePayment": onPart("payment", () => writeForm(writePayment(paymentInput()))),
  "funding.removePayment": onPart("payment", () => ({})),

  "project-drafts.startLog": onProject(({ id }) => ({ copyOf: id })),
  "project-drafts.startFromInitiative": onInitiative(({ id }) => ({ initiativeId: id })),
  "project-drafts.startEdit": onProject(({ id }) => ({ id, section: "about" })),
  "project-drafts.saveSection": onDraft("new", { _section: "youth", reachesChildrenAndYouth: "no" }),
  "project-drafts.submitLog": onDraft("new"),
  "project-drafts.submitEdit": onDraft("changes"),
  "project-drafts.resolveConflict": onDraft("changes", { _against: "1" }),
  "project-drafts.discardDraft": onDraft("new"),

  "people.add": () => Promise.resolve({ _key: randomUUID(), name: "Ny Provsson" }),
  "people.change": onPerson((id) => ({ id, _version: "1", name: "Ändrad Provsson" })),
  "people.archive": onPerson((id) => ({ id, _version: "1" })),
  "people.restore": onPerson((id) => ({ id, _version: "2" })),
  "people.give": onPerson((personId, { world }) => ({ _key: randomUUID(), personId, role: "UNIT_MANAGER", bodyId: world.unit, from: TODAY })),
  "people.end": at(newRole, "role", (id, { world }) => ({ id, personId: world.stranger, _version: "1", to: TODAY })),
  "people.seat": onPerson((personId, { world }) => ({ _key: randomUUID(), personId, bodyId: world.board, position: "MEMBER", from: TODAY })),
  "people.leaveSeat": at(newSeat, "seat", (id, { world }) => ({ id, personId: world.stranger, _version: "1", to: TODAY })),
  "people.addLogin": onPerson((personId) => ({ _key: randomUUID(), personId, email: `${randomUUID()}@utblick.example`, _password: "ett ganska långt lösenord" })),
  "people.addIdentity": onPerson((personId) => ({ _key: randomUUID(), personId, issuer: "https://login.utblick.example", subject: randomUUID() })),
  "people.closeLogin": at(newAccount, "account", (id, attempt) => accountOf(id, attempt, 1)),
  "people.openLogin": at(closedAccount, "closed account", (id, attempt) => accountOf(id, attempt, 2)),
  "people.endSessions": onPerson((personId) => ({ personId })),
  "accounts.confirm": async ({ world }) => {
    await world.looker.query("DELETE FROM rate_counter");
    return { _password: "ett lösenord som ingen har", next: "/people" };
  },
  "people/erasure.erase": async (attempt) => {
    const id = await personAt({ ...attempt, at: "archived" });
    await attempt.world.looker.query("ALTER TABLE person DISABLE TRIGGER USER");
    await attempt.world.looker.query("UPDATE person SET archived_at = now() - interval '3 years' WHERE id = $1", [id]);
    await attempt.world.looker.query("ALTER TABLE person ENABLE TRIGGER USER");
    return { id, _version: "2", isSure: "on" };
  },
  "accounts/sessions.end": async (attempt) => ({ id: await sessionAt(attempt) }),
  "accounts/sessions.endOwn": async (attempt) => ({ id: await sessionAt(attempt) }),
  "accounts/sessions.endAll": onPerson((personId) => ({ personId })),
  "accounts/sessions.endAllOwn": onPerson((personId) => ({ personId })),
  "jobs.start": () => Promise.resolve({ queue: "tick" }),

  "follow-up.open": () => Promise.resolve({ _key: randomUUID(), year: String(nextYear()), answersDueOn: TOMORROW }),
  "follow-up.call": async (attempt) => ({ _key: randomUUID(), year: String((await unitAddedSince(attempt)).year) }),
  // A round is reminded of once a day, so whoever may has a new one.
  "follow-up.remind": async (attempt) => ({ _key: randomUUID(), year: String(attempt.isFresh ? await newRound(attempt) : (await unitAddedSince({ ...attempt, isFresh: true })).year) }),
  "follow-up/remarks.add": onStatement("open", ({ year, unitId }) => ({ _key: randomUUID(), year: String(year), unitId, figure: "project", text: "Fel" })),
  "follow-up/remarks.settle": async (attempt) => {
    const { id, version, year, unitId } = await remarkAt(attempt);
    return { id, _version: String(version), year: String(year), unitId, settlement: "Rättat" };
  },
  "follow-up.answer": onStatement("open", ({ year, unitId, answers }) => ({
    _key: randomUUID(),
    _then: "save",
    year: String(year),
    unitId,
    ...Object.fromEntries(answers.flatMap(({ code, version, text }) => [[`answer.${code}`, text], [`version.${code}`, String(version)]])),
  })),
  "follow-up.approve": onStatement("submitted", ({ year, unitId, version }) => ({ _version: String(version), year: String(year), unitId })),
  "follow-up.sendBack": onStatement("submitted", ({ year, unitId, version }) => ({ _version: String(version), year: String(year), unitId, comment: "Skriv hur många det gäller." })),

  "terms-of-office.add": () => Promise.resolve({ _key: randomUUID(), ...nextTerm() }),
  "terms-of-office.change": at(newTerm, "term", (id) => ({ id, _version: "1", ...nextTerm() })),

  "summaries.write": () => Promise.resolve({ year: String(nextSummaryYear()), _version: "0", lead: "Ett gott år." }),
  "summaries.freeze": () => Promise.resolve({ _key: randomUUID(), year: String(nextSummaryYear()), _version: "0" }),
  "summaries.add": at(newEdition, "edition", (edition) => ({ _key: randomUUID(), year: edition.split(":")[0] ?? "", number: edition.split(":")[1] ?? "", kind: "DECISION", text: "Godkänd.", decidedBy: "Styrelsen", decidedOn: "2026-01-15" })),
  "summaries.verify": at(newEdition, "edition", (edition) => ({ year: edition.split(":")[0] ?? "", number: edition.split(":")[1] ?? "" })),

  "governing-documents.change": onDocument(({ id, version, documentVersion, facts: { validFrom, validTo } }) => ({
    ...(validFrom === null ? {} : { validFrom }),
    ...(validTo === null ? {} : { validTo }),
    id,
    _version: String(version),
    _documentVersion: String(documentVersion),
    type: "POLICY",
    title: "Titel",
    label: randomUUID(),
  })),
  "governing-documents.take": () => Promise.resolve({ _key: randomUUID(), file: JSON.stringify(shippedPack()) }),
  "governing-documents.copy": onDocument(({ id }) => ({ _key: randomUUID(), id, label: randomUUID() })),
  "governing-documents.putInForce": onDocument(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), from: nextFirstDay() })),
  "governing-documents.archive": onDocument(({ id, version }) => ({ id, _version: String(version) })),
  "governing-documents/mandate-rules.save": onDocument(({ id, version }) => ({ id, version: String(version), _place: "", name: `Regel r${randomUUID()}`, clause: shippedPack().clauses[0]?.number ?? "", effect: "DECIDES", matters: "START_PROJECT", holders: "COUNCIL", join: "and" })),
  "governing-documents/mandate-rules.remove": onDocument(({ id, version }) => ({ id, version: String(version), _place: "1" })),
  "governing-documents/mandate-rules.restore": async (attempt) => {
    const { id, version } = await removedRule(attempt);
    return { id, version: String(version), _place: "1" };
  },
  "governing-documents.restore": onDocument(({ id, version }) => ({ id, _version: String(version) })),

  "contact-persons.appoint": onPerson((personId, attempt) => ({ _key: randomUUID(), unitId: unitOf(attempt), personId, kind: "DEPUTY", from: TODAY })),
  "contact-persons.end": at(newAppointment, "appointment", (id, attempt) => ({ id, unitId: unitOf(attempt), _version: "1", to: TODAY })),
  "contact-persons.confirmTime": at(newAppointment, "appointment", (id, attempt) => ({ id, unitId: unitOf(attempt), _version: "1", timePercent: "25", on: TODAY })),
  "competence.plan": () => Promise.resolve({ _key: randomUUID(), kind: "JOINT", ...writtenCompetence() }),
  "competence.log": async (attempt) => ({ _key: randomUUID(), appointmentId: await appointmentAt(attempt), ...writtenCompetence() }),
  "competence.change": async (attempt) => ({ ...(await individualButton(attempt)), ...writtenCompetence(), place: "Salen" }),
  "competence.invite": async (attempt) => ({ id: await jointAt(attempt), _version: "1" }),
  "competence.cancel": individualButton,
  "competence.archive": individualButton,
  "competence.restore": individualButton,
  "competence/enrolments.enrol": async (attempt) => ({ activityId: await jointAt(attempt), personId: attempt.at === "mine" ? attempt.actor.personId : attempt.world.personIds.contact }),
  "competence/enrolments.leave": async (attempt) => ({ activityId: await jointAt(attempt, { isEnrolled: true }), personId: attempt.world.personIds.contact, _version: "1" }),
  "competence/enrolments.tell": async (attempt) => ({ activityId: await jointAt(attempt, { isEnrolled: true, isHeld: true }), personId: attempt.world.personIds.contact, _version: "1", wasThere: "YES", hours: "" }),
  "competence/enrolments.tellAll": async (attempt) => ({ id: await jointAt(attempt, { isEnrolled: true, isHeld: true }), _version: "1", presentIds: attempt.world.personIds.contact }),
  "competence/staff.tell": async (attempt) => ({ _key: randomUUID(), activityId: await jointAt(attempt, { kind: "ALL_STAFF" }), unitId: unitOf(attempt), _version: "0", offered: "4", tookPart: "" }),
  "working-group.plan": () => Promise.resolve({ _key: randomUUID(), ...writtenMeeting() }),
  "working-group.change": async (attempt) => ({ id: await groupMeetingAt(attempt), _version: "1", ...writtenMeeting() }),
  "working-group.call": async (attempt) => ({ id: await groupMeetingAt(attempt), _version: "1" }),
  "working-group.cancel": async (attempt) => ({ id: await groupMeetingAt(attempt), _version: "1" }),
  "working-group.minute": async (attempt) => ({ id: await groupMeetingAt(attempt, true), _version: "2", notes: "Sagt" }),
  "working-group/follow-ups.add": async (attempt) => ({ _key: randomUUID(), meetingId: await groupMeetingAt(attempt), what: "Skriv", ownerId: attempt.actor.personId, dueOn: TODAY }),
  "working-group/follow-ups.settle": async (attempt) => ({ ...(await followUpAt(attempt)), _version: "1" }),
  "working-group/follow-ups.remove": async (attempt) => ({ ...(await followUpAt(attempt)), _version: "1" }),
  "working-group/assignments.propose": () => Promise.resolve({ _key: randomUUID(), ...writeForm(writeAssignment(groupAssignmentInput({ title: `Uppdrag ${randomUUID()}` }))) }),
  "working-group/assignments.change": async (attempt) => ({ ...(await groupAssignmentButton(attempt)), ...writeForm(writeAssignment(groupAssignmentInput({ mandate: "Mer" }))) }),
  "working-group/assignments.archive": (attempt) => groupAssignmentButton(attempt),
  "working-group/assignments.restore": (attempt) => groupAssignmentButton(attempt),
  "contact-persons/space.answer": at(newAppointment, "appointment", (id) => ({ _key: randomUUID(), appointmentId: id, year: TODAY.slice(0, 4), _version: "0", answer: "PARTLY", timePercent: "10" })),
  "contact-persons/handovers.save": at(newAppointment, "appointment", (id) => ({ _key: randomUUID(), appointmentId: id, _version: "0", ongoing: "Ansökan" })),
  "contact-persons/handovers.receive": async (attempt) => ({ appointmentId: await writtenHandover(attempt), _version: "1" }),

  "decisions.record": async (attempt) => ({ _key: randomUUID(), ...writeForm(writeDecision(await attempt.world.decisionAt(attempt.at))) }),
  "decisions.correct": async (attempt) => {
    const { id, version } = await attempt.world.decision(attempt.at, attempt.isFresh);
    return { id, _version: String(version), ...writeForm(writeDecision(await attempt.world.decisionAt(attempt.at))) };
  },
  "decisions.archive": decisionStep,
  "decisions.restore": decisionStep,
  "imports.upload": (attempt) => Promise.resolve({ kind: "network", file: new TextDecoder().decode(listAt(attempt)) }),
  "imports.choose": onImportDraft({ _version: "1", sheet: "0", headerRow: "1" }),
  "imports.tell": onImportDraft({ _version: "1", "column.name": "0" }),
  "imports.answer": onImportDraft({ _version: "1", rest: "new" }),
  "imports.cancel": async (attempt) => ({ id: await importRunAt({ ...attempt, isFresh: true }) }),
  "imports.discard": onImportDraft({}),
  "imports.run": async (attempt) => {
    const id = await importDraftAt(attempt);
    // Another's list shows nobody what it would come to.
    const shown = await importDrafts.previewList(attempt.actor, id, EVERY_ROW, aroundLists).catch(() => null);
    return { id, digest: shown?.digest ?? "0".repeat(64) };
  },
  "imports.undo": async (attempt) => ({ id: await importAt(attempt), _version: "1" }),

  "merging.merge": async ({ world, at: where, isFresh }) => {
    const [{ id, version }, into] = [await world.network(where, isFresh), await world.network("own", true)];
    return { kind: "network", firstId: id, firstVersion: String(version), secondId: into.id, secondVersion: String(into.version), keepId: into.id, isHistoryChosen: "on" };
  },
  "merging.separate": async (attempt) => {
    const { id, version } = await mergedNetworkAt(attempt);
    return { kind: "network", id, _version: String(version) };
  },

  "partners.add": (attempt) => Promise.resolve({ _key: randomUUID(), ...partnerForm(attempt) }),
  "partners.change": onPartner(({ id, version }, attempt) => ({ id, _version: String(version), ...partnerForm(attempt) })),
  "partners.rename": onPartner(({ id, version }) => ({ id, _version: String(version), name: `Partner ${randomUUID()}`, on: TODAY })),
  "partners.dissolve": onPartner(({ id, version }) => ({ id, _version: String(version), on: TODAY })),
  "partners.merge": onPartner(async ({ id, version }, { world }) => ({ id, _version: String(version), intoId: (await world.partner("own", false, "survivor")).id, kind: "DUPLICATE", on: TODAY })),
  "projects/partners.link": async ({ world, at, isFresh }) => {
    const { id } = await world.project(at, isFresh);
    const { lines } = await projectPartners.listProjectPartners(world.system, id);
    return { projectId: id, lineId: lines[0]?.id ?? "", _version: String(lines[0]?.version ?? 0), partnerId: (await world.partner("own", false)).id };
  },
  "partners/contacts.add": async ({ world, at }) => ({ _key: randomUUID(), partnerId: (await world.partner("own", false)).id, unitId: world.unitOf(at), ...writeForm(writeContact(contactInput({ neededUntil: TOMORROW }))) }),
  "partners/contacts.change": async ({ world, at, isFresh }) => {
    const { id, version, partnerId } = await world.contact(at, isFresh);
    return { id, partnerId, _version: String(version), ...writeForm(writeContact(contactInput({ title: randomUUID(), neededUntil: TOMORROW }))) };
  },
  "partners/contacts.erase": async ({ world, at, isFresh }) => {
    const { id, version, partnerId } = await world.contact(at, isFresh);
    return { id, partnerId, _version: String(version) };
  },
  "comments.write": async ({ world, at, isFresh }) => ({ _key: randomUUID(), subjectKind: "project", subjectId: (await world.comment(at, isFresh)).subject.id, text: "Hej" }),
  "comments.change": async (attempt) => ({ ...(await commentButton(attempt)), text: "Hej" }),
  "comments.archive": commentButton,
  "comments.restore": commentButton,
  "documents.change": async ({ world, at, isFresh }) => ({ id: (await world.document(at, isFresh)).id, _version: "1", ...writeForm(writeDocument(documentFacts())) }),
  "documents.archive": documentButton,
  "documents.restore": documentButton,
  "economy-support.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeCase(world.supportCaseAt(at))) }),
  "economy-support.change": onSupportCase(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeCase(world.supportCaseAt(at))) })),
  "economy-support.archive": supportCaseButton,
  "economy-support.restore": supportCaseButton,
  "eu-monitoring.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeItem(world.monitoringItemAt(at))) }),
  "eu-monitoring.change": onItem(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeItem(world.monitoringItemAt(at))) })),
  "eu-monitoring.archive": itemButton,
  "eu-monitoring.restore": itemButton,
  "eu-monitoring/influence.add": onItem(({ id }) => ({ _key: randomUUID(), itemId: id, ...writeForm(writeInfluence(influenceInput({ actedOn: TODAY }))) })),
  "eu-monitoring/influence.change": onItem(({ id, influenceId }) => ({ itemId: id, partId: influenceId, _version: "1", ...writeForm(writeInfluence(influenceInput({ actedOn: TODAY }))) })),
  "eu-monitoring/influence.remove": onItem(({ id, influenceId }) => ({ itemId: id, partId: influenceId, _version: "1" })),
  "eu-monitoring/readiness.add": onItem(({ id }) => ({ _key: randomUUID(), itemId: id, ...writeForm(writeReadiness(readinessInput({ assessedOn: TODAY }))) })),
  "eu-monitoring/readiness.change": onItem(({ id, readinessId }) => ({ itemId: id, partId: readinessId, _version: "1", ...writeForm(writeReadiness(readinessInput({ assessedOn: TODAY }))) })),
  "eu-monitoring/readiness.remove": onItem(({ id, readinessId }) => ({ itemId: id, partId: readinessId, _version: "1" })),
  "opportunities.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeOpportunity(world.opportunityAt(at))) }),
  "opportunities.change": onOpportunity(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeOpportunity(world.opportunityAt(at))) })),
  "opportunities.archive": opportunityButton,
  "opportunities.restore": opportunityButton,
  "opportunities/savings.save": async (attempt) => ({ id: await opportunityToSave(attempt) }),
  "opportunities/savings.unsave": async (attempt) => ({ id: await savedOpportunity(attempt) }),
  "opportunities/information.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeInformation(world.informationAt(at))) }),
  "opportunities/information.forward": async ({ world, at }) => ({ _key: randomUUID(), ...writeForm(writeInformation({ ...world.informationAt(at), kind: "FORWARDED", opportunityId: (await world.opportunity("own", false)).id })) }),
  "opportunities/information.change": onInformation(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeInformation(world.informationAt(at))) })),
  "opportunities/information.archive": informationButton,
  "opportunities/information.restore": informationButton,
  "initiatives.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeInitiative(world.initiativeAt(at))) }),
  "initiatives.change": onInitiative(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeInitiative(world.initiativeAt(at))) })),
  "initiatives.nameProject": async ({ world, at, isFresh }) => {
    const { id, version } = await world.initiative(at, isFresh);
    return { id, _version: String(version), projectId: (await world.project("own", false)).id };
  },
  "initiatives.archive": initiativeButton,
  "initiatives.restore": initiativeButton,
  "initiatives/examinations.examine": onInitiative(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), question: "FUNDING", examinedOn: TODAY, examinedBy: "Ledningsgruppen", result: "TO_BE_SOUGHT" })),
  "initiatives/examinations.remove": onInitiative(({ id, version, examinationId }) => ({ id, _version: String(version), examinationId })),
  "partners/searches.log": ({ world, at }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeSearch(world.searchAt(at))) }),
  "partners/searches.change": onSearch(({ id, version }, { world, at }) => ({ id, _version: String(version), ...writeForm(writeSearch(world.searchAt(at))) })),
  "partners/searches.conclude": onSearch(({ id, version }) => ({ id, _version: String(version), outcome: "NO_PARTNER" })),
  "partners/searches.archive": searchButton,
  "partners/searches.restore": searchButton,
  "partners.archive": partnerButton,
  "partners.restore": partnerButton,
  "coordination.note": ({ world, at: where }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writeEntry(world.entryAt(where))) }),
  "coordination.change": onEntry(({ id, version }, { world, at: where }) => ({ id, _version: String(version), ...writeForm(writeEntry(world.entryAt(where))) })),
  "coordination.finish": onEntry(({ id, version }) => ({ id, _version: String(version), on: TODAY })),
  "coordination.reopen": onEntry(({ id, version }) => ({ id, _version: String(version) }), true),
  "coordination.archive": entryButton,
  "coordination.restore": entryButton,
  "networks.add": ({ world, at: where }) => Promise.resolve({ _key: randomUUID(), isAnother: "on", ...writeForm(writeNetwork(world.networkAt(where))) }),
  "networks.change": onNetwork(({ id, version }, { world, at: where }) => ({ id, _version: String(version), ...writeForm(writeNetwork(world.networkAt(where))) })),
  "networks.step": onNetwork(({ id, version }) => ({ id, _version: String(version), to: "LEFT", on: TODAY })),
  "networks.archive": networkButton,
  "networks.restore": networkButton,
  "networks/entries.fee": onNetwork(({ id }, { world, at: where }) => ({ _key: randomUUID(), networkId: id, year: TODAY.slice(0, 4), payerId: world.unitOf(where), currency: "SEK", amount: "100" })),
  "networks/entries.participation": onNetwork(({ id }, { world, at: where }) => ({ _key: randomUUID(), networkId: id, unitId: world.unitOf(where), heldOn: TODAY, what: "Möte" })),
  "networks/entries.assessment": onNetwork(({ id }, { world, at: where }) => ({ _key: randomUUID(), networkId: id, unitId: world.unitOf(where), need: "WATCH", reason: "Bevakas", assessedOn: TODAY })),
  "networks/entries.evaluation": onNetwork(({ id }) => ({ _key: randomUUID(), networkId: id, evaluatedOn: TODAY, benefit: "Utbyte", conclusion: "KEEP" })),
  "networks/entries.remove": onNetwork(({ id, entryId }) => ({ networkId: id, kind: "participation", entryId, _version: "1" })),
  "projects/checklist.tick": async ({ world, at, isFresh }) => ({ projectId: (await world.project(at, isFresh)).id, code: "ANCHORED" }),
  "projects/checklist.untick": onDeadline(),
  "projects/deadlines.add": async ({ world, at, isFresh }) => ({ _key: randomUUID(), projectId: (await world.project(at, isFresh)).id, kind: "OTHER", title: "Möte", dueOn: TODAY }),
  "projects/deadlines.finish": onDeadline({ on: TODAY }),
  "projects/deadlines.reopen": onDeadline(),
  "projects/deadlines.remove": onDeadline(),
  "programmes.add": () => Promise.resolve({ _key: randomUUID(), nameSv: `Program ${randomUUID()}`, certainty: "HIGH" }),
  "programmes.change": onProgramme(({ id, version }) => ({ id, _version: String(version), nameSv: `Program ${randomUUID()}`, certainty: "HIGH" })),
  "programmes.archive": onProgramme(({ id, version }) => ({ id, _version: String(version) })),
  "programmes.restore": onProgramme(({ id, version }) => ({ id, _version: String(version) })),
  "programmes/calls.add": onProgramme(({ id }) => ({ _key: randomUUID(), programmeId: id, name: "Utlysning", certainty: "HIGH" })),
  "programmes/calls.change": onCall(({ id, version, programmeId }) => ({ id, _version: String(version), programmeId, name: `Utlysning ${randomUUID()}`, certainty: "HIGH" })),
  "programmes/calls.archive": onCall(({ id, version }) => ({ id, _version: String(version) })),
  "programmes/calls.restore": onCall(({ id, version }) => ({ id, _version: String(version) })),
  "priorities.propose": ({ world }) => Promise.resolve({ _key: randomUUID(), ...writeForm(writePriority(world.priorityAt())) }),
  "priorities.change": onPriority(({ id, version }, { world }) => ({ id, _version: String(version), ...writeForm(writePriority(world.priorityAt())) })),
  "priorities.step": onPriority(({ id, version }) => ({ id, _version: String(version), to: "ENDED", on: TODAY }), "inForce"),
  "priorities.archive": priorityButton,
  "priorities.restore": priorityButton,
  "town-relations.enter": ({ world, at: where }) => {
    const { relation, town } = world.relationAt(where);
    return Promise.resolve({ _key: randomUUID(), ...writeForm(writeRelation(relation)), town: town.name, country: town.country, state: "PROPOSED", starts: TODAY, basis: "NONE" });
  },
  "recurring-meetings.add": async ({ world, at: where }) => ({ _key: randomUUID(), ...writeForm(writeMeeting(await world.meetingAt(where))) }),
  "recurring-meetings.change": onMeeting(async ({ id, version }, { world, at: where }) => ({ id, _version: String(version), ...writeForm(writeMeeting(await world.meetingAt(where))) })),
  "recurring-meetings.archive": meetingButton,
  "recurring-meetings.restore": meetingButton,
  "town-relations.change": onRelation(({ id, version }, { world, at: where }) => ({ id, _version: String(version), ...writeForm(writeRelation(world.relationAt(where).relation)) })),
  "town-relations.archive": relationButton,
  "town-relations.restore": relationButton,
  "town-relations.beginEpisode": onRelation(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), state: "DORMANT", starts: TODAY, basis: "NONE" })),
  "town-relations.correctEpisode": onRelation(({ id, version, episodeIds: [, latest = ""] }) => ({ id, episodeId: latest, _version: String(version), state: "ACTIVE", starts: TODAY, basis: "UNKNOWN", episodeSource: "Skylten" })),
  "town-relations.dropEpisode": onRelation(({ id, version, episodeIds: [, latest = ""] }) => ({ id, episodeId: latest, _version: String(version) })),
  "town-relations.bringBackEpisode": onRelation(({ id, version, removedEpisodeId }) => ({ id, episodeId: removedEpisodeId, _version: String(version) })),
  "town-relations/papers.correctReview": onRelation(({ id, version, reviewId }) => ({ id, reviewId, _version: String(version), reviewedOn: TODAY, outcome: "KEEP", reasons: "Rättad" })),
  "town-relations/papers.correctAgreement": onRelation(({ id, version, agreementId }) => ({ id, agreementId, _version: String(version), title: "Samarbetsavtal", signed: "2020", signatories: "Rättade" })),
  "town-relations.joinTown": onRelation(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), town: "Havsnäs", country: "NO" })),
  "town-relations.correctTown": onRelation(({ id, version, townId }) => ({ id, townId, _version: String(version), town: "Strandby", country: "DK", since: "1950" })),
  "town-relations/papers.review": onRelation(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), reviewedOn: TODAY, outcome: "KEEP", reasons: "Nytta" })),
  "town-relations/papers.agree": onRelation(({ id, version }) => ({ _key: randomUUID(), id, _version: String(version), title: "Avtal", signed: "2020", signatories: "Ordförandena" })),
  "town-relations/activities.log": async ({ world, at: where }) => ({ _key: randomUUID(), ...writeForm(writeActivity(await world.activityAt(where))) }),
  "town-relations/activities.change": onActivity(async ({ id, version }, { world, at: where }) => ({ id, _version: String(version), ...writeForm(writeActivity(await world.activityAt(where))) })),
  "town-relations/activities.archive": activityButton,
  "town-relations/activities.restore": activityButton,
  "retention.decide": async ({ world }) => {
    const { version, rule } = await ruleAt(world);
    return { _key: randomUUID(), _version: String(version), ...rule, years: String(rule.years) };
  },
  "retention.hold": async ({ world, at, isFresh }) => ({ _key: randomUUID(), kind: "project", id: (await world.project(at, isFresh)).id, reason: "Tvist om bidraget" }),
  "retention.lift": async (attempt) => ({ id: await holdAt(attempt), _version: "1", liftReason: "Tvisten är slut" }),
  "retention/disposals.propose": async ({ world }) => ({ _key: randomUUID(), ...(await proposalAt(world)) }),
  "retention/disposals.decide": async (attempt) => {
    const { id, version } = await disposalAt(attempt);
    return { id, _version: String(version), ...decisionOn(), paragraph: "117" };
  },
  "retention/disposals.withdraw": async (attempt) => {
    const { id, version } = await disposalAt(attempt);
    return { id, _version: String(version) };
  },
  "retention/disposals.carryOut": async (attempt) => {
    const { id, version } = await disposalAt(attempt, "DECIDED");
    return { id, _version: String(version), isSure: "on" };
  },
  "disclosures.register": () => Promise.resolve({ _key: randomUUID(), ...writeForm(writeRequest(requestInput({ receivedOn: TODAY }))) }),
  "disclosures.change": async (attempt) => {
    const { id, version } = await requestAt(attempt);
    return { id, _version: String(version), ...writeForm(writeRequest(requestInput({ receivedOn: TODAY, caseNumber: "KS 1" }))) };
  },
  "disclosures.withdraw": async (attempt) => {
    const { id, version } = await requestAt(attempt);
    return { id, _version: String(version) };
  },
  "disclosures.reopen": async (attempt) => {
    const { id, version } = await requestAt(attempt, "WITHDRAWN");
    return { id, _version: String(version) };
  },
  "disclosures/records.pick": async (attempt) => {
    const { id, projectId } = await requestAt(attempt);
    return { _key: randomUUID(), requestId: id, picked: `project ${projectId}` };
  },
  "disclosures/records.drop": async (attempt) => {
    const { id, record } = await requestAt(attempt);
    return { requestId: id, recordId: record.recordId, _version: String(record.version) };
  },
  "disclosures/records.examine": async (attempt) => {
    const { id, record } = await requestAt(attempt);
    return { requestId: id, recordId: record.recordId, _version: String(record.version), _digest: record.digest, rest: "RELEASE" };
  },
  "disclosures/answers.answer": async (attempt) => {
    const { id, version } = await requestAt(attempt, "EXAMINED");
    return { _key: randomUUID(), requestId: id, _version: String(version), outcome: "RELEASED", decidedBy: "Kommunsekreteraren", decidedOn: TODAY };
  },
  "system-tokens.make": () => Promise.resolve({ _key: randomUUID(), ...tokenAt(), registers: "projects" }),
  "system-tokens.renew": async (attempt) => {
    const { id, version } = await madeToken(attempt);
    return { id, _version: String(version), _key: randomUUID(), validTo: TOMORROW };
  },
  "system-tokens.revoke": async (attempt) => {
    const { id, version } = await madeToken(attempt);
    return { id, _version: String(version) };
  },
  "open-data.publish": async (attempt) => ({ ...PUBLICATION, datasets: "projects", _key: randomUUID(), _version: String(await publishedAt(attempt)) }),
  "open-data.withdraw": async (attempt) => ({ _version: String(await publishedAt(attempt)) }),
  "calendars.open": async (attempt) => ({ _key: randomUUID(), calendar: await calendarField(attempt) }),
  "calendars.renew": async (attempt) => {
    const { id, version } = await feedAt(attempt);
    return { _key: randomUUID(), id, _version: String(version) };
  },
  "calendars.close": async (attempt) => {
    const { id, version } = await feedAt(attempt);
    return { id, _version: String(version) };
  },
  "notifications.read": async (attempt) => ({ id: (await notificationAt(attempt)).id }),
  "notifications.readAll": async (attempt) => {
    await notificationAt(attempt);
    return { until: new Date().toISOString() };
  },
  "notifications.chooseDelivery": async ({ actor }) => ({ _version: String((await notifications.getChoice(actor)).version), delivery: "AT_ONCE", language: "SV" }),
  "municipality/first-steps.bring": () => Promise.resolve({ step: "programmes" }),
  "municipality/first-steps.sendTry": () => Promise.resolve({ _key: randomUUID(), page: "/mails" }),
  "saved-views.save": () => Promise.resolve({ _key: randomUUID(), list: "/partners", query: "kind=SCHOOL", name: `Vy ${randomUUID()}`, sharing: "PRIVATE", unitId: "" }),
  "saved-views.change": async (attempt) => {
    const { id, version } = await viewAt(attempt);
    return { id, _version: String(version), name: `Vy ${randomUUID()}`, sharing: attempt.at === "own" ? "EVERYONE" : "PRIVATE", unitId: "" };
  },
  "saved-views.remove": async (attempt) => {
    const { id, version } = await viewAt(attempt);
    return { id, _version: String(version) };
  },
  "saved-views.makeDefault": async (attempt) => ({ id: await viewToOpenAt(attempt), isDefault: "on" }),
  "saved-views.mark": async ({ world, at, isFresh }) => ({ kind: "project", id: (await world.project(at, isFresh)).id, isMarked: "on" }),
  "municipality/profile.change": async ({ world }) => ({ _version: String((await municipalityProfile.getProfile(world.system)).version), name: "Provköpings kommun" }),
  "municipality/profile.restore": async ({ world }) => {
    const { version } = await municipalityProfile.getProfile(world.system);
    const changed = valueOf(await municipalityProfile.changeProfile(world.system, { version, profile: { name: "Provköpings kommun", colour: null, contactEmail: null }, coat: undefined }));
    return { _version: String(changed.version), to: "0" };
  },
  "audit-trail.check": async ({ world }) => {
    await auditTrail.carryOutCheck(world.system);
    return { what: "LOG" };
  },
  "notifications/mails.resend": async (attempt) => {
    const { mailId, version } = await notificationAt(attempt);
    return { id: mailId, _version: String(version) };
  },

  "visits.announce": (attempt) => Promise.resolve({ _key: randomUUID(), ...visitForm(attempt) }),
  "visits.change": onVisit(({ id, version }, attempt) => ({ id, _version: String(version), ...visitForm(attempt) })),
  "visits.cancel": step,
  "visits.resume": onVisit(
    ({ id, version }) => ({ id, _version: String(version) }),
    (where) => (where === "archived" ? "nothing" : "cancelled"),
  ),
  "visits.archive": step,
  "visits.restore": step,
  "visits/parts.save": onHeld(({ id }) => ({ _key: randomUUID(), _version: "0", visitId: id, kind: "participant", role: "GUEST", organisation: "Nystads stad" })),
  "visits/parts.remove": onHeld(({ id, participantId }) => ({ visitId: id, kind: "participant", partId: participantId, _version: "1" })),
  "visits/parts.erase": onHeld(({ id, participantId }) => ({ visitId: id, partId: participantId, _version: "1" })),
  "visits/parts.settle": onHeld(({ id, actionId }) => ({ visitId: id, partId: actionId, _version: "1", done: "yes" })),
  "visits/reports.save": onHeld(({ id }) => ({ _key: randomUUID(), _version: "0", visitId: id, ...writeForm(writeReport(reportInput({ toldOn: TODAY }))) })),
  "visits/reports.close": onHeld(({ id, version }) => ({ id, _version: String(version) }), "reported"),
  "visits/reports.reopen": onHeld(({ id, version }) => ({ id, _version: String(version) }), "closed"),
  "visits/consultations.consult": onVisit(({ id }) => ({ _key: randomUUID(), id, question: "Vi frågar." })),
  "visits/consultations.waive": onVisit(({ id }) => ({ _key: randomUUID(), id, reason: "Det behövs inte." })),
  "visits/consultations.reply": onVisit(({ id }) => ({ id, consultationId: randomUUID(), _version: "1", answer: "Ja." })),
  "visits/representation.take": onVisit(({ id }, { world }) => ({ _key: randomUUID(), id, personId: world.personIds.presidium })),
  "visits/representation.release": onVisit(
    ({ id }) => ({ id }),
    (where) => (where === "mine" ? "takenByMember" : "takenByFellow"),
  ),
  "visits/representation.substitute": onVisit(
    ({ id, assignmentId }, { at, world }) => ({ id, assignmentId, personId: at === "mine" ? world.fellow : world.personIds.presidium }),
    (where) => (where === "mine" ? "takenByMember" : "takenByFellow"),
  ),
  "visits/representation.goInstead": onVisit(
    ({ id, assignmentId }) => ({ id, assignmentId }),
    (where) => (where === "mine" ? "memberIsSubstitute" : "takenByFellow"),
  ),
  "visits/representation.ask": onVisit(({ id }, { world }) => ({ _key: randomUUID(), id, toPersonId: world.fellow })),
  "visits/representation.answer": onVisit(
    ({ id, handoverId }) => ({ id, handoverId, answer: "DECLINED" }),
    () => "memberAsked",
  ),
  "visits/representation.withdraw": onVisit(
    ({ id, handoverId }) => ({ id, handoverId }),
    (where) => (where === "mine" ? "fellowAsked" : "memberAsked"),
  ),

  "bodies.add": (attempt) => Promise.resolve({ _key: randomUUID(), kind: "DEPARTMENT", name: `Förvaltning ${randomUUID()}`, parentId: isOwnUnit(attempt) ? attempt.world.committee : attempt.world.otherCommittee }),
  "bodies.describe": onBody(({ id, version }) => ({ bodyId: id, _version: String(version), ownershipPercent: "", boundByOther: "", organisationNumber: "" })),
  "bodies.rename": onBody(({ id, version }) => ({ bodyId: id, _version: String(version), name: "Nytt namn", from: TODAY })),
  "bodies.move": onBody(({ id, version }, { world }) => ({ bodyId: id, _version: String(version), parentId: world.board, from: TODAY })),
  "bodies.close": onBody(({ id, version }) => ({ bodyId: id, _version: String(version), validTo: TODAY })),
  "bodies.merge": onBody(({ id, version }, attempt) => ({ bodyId: id, _version: String(version), intoId: isOwnUnit(attempt) ? attempt.world.otherUnit : attempt.world.unit, on: TODAY })),
  "tasks.snooze": onTask(() => ({ until: addDays(TODAY, 7) })),
  "tasks.wake": async (attempt) => ({ task: await snoozedTask(attempt) }),
  "tasks.handOver": onTask(({ world }) => ({ _key: randomUUID(), _version: "0", to: world.personIds.coordinator })),
  "tasks.takeBack": async (attempt) => {
    const { id, version } = await handedTaskAt(attempt);
    return { id, _version: String(version) };
  },
};
