import { randomUUID } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { asOfYear, type DecisionNeed } from "@/domain/registers";
import type { ProjectFilter } from "@/features/projects/schema";
import * as accounts from "@/features/accounts/service";
import * as sessions from "@/features/accounts/sessions/service";
import * as jobs from "@/features/jobs/service";
import { beginSession } from "@/server/session";
import { followAppRoles } from "@/features/people/app-roles/service";
import { readDueFilter, readHoldFilter } from "@/features/retention/schema";
import * as disposals from "@/features/retention/disposals/service";
import * as retention from "@/features/retention/service";
import * as erasure from "@/features/people/erasure/service";
import * as extract from "@/features/people/extract/service";
import * as processing from "@/features/people/processing/service";
import { readAuditFilter } from "@/features/audit-trail/schema";
import * as bodyImports from "@/features/bodies/imports/service";
import * as firstSteps from "@/features/municipality/first-steps/service";
import * as personImports from "@/features/people/imports/service";
import * as favourites from "@/features/saved-views/favourites/service";
import * as savedViews from "@/features/saved-views/service";
import * as municipalityProfile from "@/features/municipality/profile/service";
import * as auditTrail from "@/features/audit-trail/service";
import * as bodies from "@/features/bodies/service";
import { writeChoice, type CalendarChoice } from "@/features/calendars/schema";
import * as calendars from "@/features/calendars/service";
import * as openData from "@/features/open-data/service";
import type { PublicationInput } from "@/features/open-data/schema";
import type { SystemTokenInput } from "@/features/system-tokens/schema";
import * as disclosureAnswers from "@/features/disclosures/answers/service";
import * as disclosureRecords from "@/features/disclosures/records/service";
import { readPickFilter } from "@/features/disclosures/records/schema";
import { readRequestFilter } from "@/features/disclosures/schema";
import * as disclosures from "@/features/disclosures/service";
import * as registration from "@/features/documents/registration/service";
import * as systemTokens from "@/features/system-tokens/service";
import * as coverage from "@/features/coverage/service";
import { readEntryFilter } from "@/features/coordination/schema";
import * as coordination from "@/features/coordination/service";
import * as contactPersons from "@/features/contact-persons/service";
import * as appointmentHandovers from "@/features/contact-persons/handovers/service";
import { readContactFilter } from "@/features/contact-persons/overview/schema";
import * as contactOverview from "@/features/contact-persons/overview/service";
import * as space from "@/features/contact-persons/space/service";
import { readDecisionFilter } from "@/features/decisions/schema";
import * as decisions from "@/features/decisions/service";
import * as drafts from "@/features/drafts/service";
import * as addedUnits from "@/features/follow-up/added-units/service";
import { figuresOf } from "@/features/follow-up/remarks/rules";
import * as remarks from "@/features/follow-up/remarks/service";
import * as reminders from "@/features/follow-up/reminders/service";
import type { RuleForm } from "@/features/governing-documents/mandate-rules/schema";
import * as mandateRules from "@/features/governing-documents/mandate-rules/service";
import * as documents from "@/features/governing-documents/service";
import type { VersionFacts } from "@/features/governing-documents/schema";
import * as followUp from "@/features/follow-up/service";
import * as municipality from "@/features/municipality/service";
import * as signOffs from "@/features/follow-up/sign-offs/service";
import * as followUpTelling from "@/features/follow-up/telling/service";
import * as mails from "@/features/notifications/mails/service";
import * as schedules from "@/features/notifications/schedules/service";
import * as notifications from "@/features/notifications/service";
import * as people from "@/features/people/service";
import * as forecasts from "@/features/funding/forecasts/service";
import * as funding from "@/features/funding/service";
import { readMoneyFilter } from "@/features/funding/years/schema";
import * as moneyYears from "@/features/funding/years/service";
import * as comments from "@/features/comments/service";
import { readDocumentFilter } from "@/features/documents/schema";
import * as attached from "@/features/documents/service";
import { readInfluenceFilter } from "@/features/eu-monitoring/influence/schema";
import * as influence from "@/features/eu-monitoring/influence/service";
import * as readiness from "@/features/eu-monitoring/readiness/service";
import { readItemFilter } from "@/features/eu-monitoring/schema";
import * as monitoring from "@/features/eu-monitoring/service";
import { readInformationFilter } from "@/features/opportunities/information/schema";
import * as information from "@/features/opportunities/information/service";
import * as savings from "@/features/opportunities/savings/service";
import { readOpportunityFilter } from "@/features/opportunities/schema";
import * as opportunityImports from "@/features/opportunities/imports/service";
import * as opportunities from "@/features/opportunities/service";
import { readCaseFilter } from "@/features/economy-support/schema";
import * as economySupport from "@/features/economy-support/service";
import * as examinations from "@/features/initiatives/examinations/service";
import { readInitiativeFilter } from "@/features/initiatives/schema";
import * as initiatives from "@/features/initiatives/service";
import { readPartnerFilter } from "@/features/partners/schema";
import * as contacts from "@/features/partners/contacts/service";
import { readSearchFilter } from "@/features/partners/searches/schema";
import * as searches from "@/features/partners/searches/service";
import * as partners from "@/features/partners/service";
import * as lostDecisions from "@/features/decisions/lost-decisions/service";
import type { ReadRow } from "@/features/imports/rules";
import * as importDrafts from "@/features/imports/drafts/service";
import * as importRuns from "@/features/imports/runs/service";
import * as imports from "@/features/imports/service";
import * as networkMerging from "@/features/networks/merging/service";
import type { MergeState } from "@/features/merging/rules";
import * as merging from "@/features/merging/service";
import * as relationMerging from "@/features/town-relations/merging/service";
import * as networkImports from "@/features/networks/imports/service";
import * as partnerImports from "@/features/partners/imports/service";
import * as relationImports from "@/features/town-relations/imports/service";
import * as partnerMap from "@/features/partners/map/service";
import * as partnerTowns from "@/features/partners/towns/service";
import * as networkEntries from "@/features/networks/entries/service";
import { readNetworkFilter } from "@/features/networks/schema";
import * as networks from "@/features/networks/service";
import * as connections from "@/features/partners/connections/service";
import * as priorities from "@/features/priorities/service";
import { readCallFilter } from "@/features/programmes/calls/schema";
import * as calls from "@/features/programmes/calls/service";
import { readProgrammeFilter } from "@/features/programmes/schema";
import * as programmes from "@/features/programmes/service";
import * as projectDrafts from "@/features/project-drafts/service";
import * as projectChoices from "@/features/projects/choices/service";
import * as projectImports from "@/features/projects/imports/service";
import * as projectLists from "@/features/projects/lists/service";
import * as checklist from "@/features/projects/checklist/service";
import { DEADLINES_A_PAGE, readDeadlineFilter } from "@/features/projects/deadlines/schema";
import * as deadlines from "@/features/projects/deadlines/service";
import { readLessonFilter } from "@/features/projects/closings/schema";
import * as closings from "@/features/projects/closings/service";
import * as hints from "@/features/projects/hints/service";
import * as projectPartners from "@/features/projects/partners/service";
import * as projectSteps from "@/features/projects/steps/service";
import * as projects from "@/features/projects/service";
import { readSearchFilter as readWholeSearch } from "@/features/search/schema";
import * as searching from "@/features/search/service";
import * as scrutiny from "@/features/scrutiny/service";
import * as editions from "@/features/summaries/editions/service";
import * as addenda from "@/features/summaries/addenda/service";
import * as known from "@/features/summaries/known/service";
import * as further from "@/features/summaries/further/service";
import * as summaryExports from "@/features/summaries/exports/service";
import * as summaries from "@/features/summaries/service";
import { readTaskFilter, type TaskPlace } from "@/features/tasks/schema";
import * as tasks from "@/features/tasks/service";
import * as terms from "@/features/terms-of-office/service";
import { readVisitFilter } from "@/features/visits/schema";
import type { PartInput } from "@/features/visits/parts/schema";
import * as visitParts from "@/features/visits/parts/service";
import { readPublicFilter } from "@/features/visits/public/schema";
import * as publicVisits from "@/features/visits/public/service";
import * as visitReports from "@/features/visits/reports/service";
import * as representation from "@/features/visits/representation/service";
import * as consultations from "@/features/visits/consultations/service";
import * as visitImports from "@/features/visits/imports/service";
import * as recurringMeetings from "@/features/recurring-meetings/service";
import { readActivityFilter } from "@/features/town-relations/activities/schema";
import * as townActivities from "@/features/town-relations/activities/service";
import { readRelationFilter } from "@/features/town-relations/schema";
import * as townFindings from "@/features/town-relations/findings/service";
import * as townPapers from "@/features/town-relations/papers/service";
import * as townRelations from "@/features/town-relations/service";
import * as relationTowns from "@/features/town-relations/towns/service";
import * as visits from "@/features/visits/service";
import * as briefings from "@/features/visits/briefings/service";
import * as calendarDays from "@/features/visits/calendar-days/service";
import * as visitTelling from "@/features/visits/telling/service";
import { readOverviewFilter } from "@/features/competence/overview/schema";
import * as competenceOverview from "@/features/competence/overview/service";
import * as enrolments from "@/features/competence/enrolments/service";
import { readActivityFilter as readCompetenceFilter } from "@/features/competence/schema";
import * as competence from "@/features/competence/service";
import { readStaffFilter } from "@/features/competence/staff/schema";
import * as staff from "@/features/competence/staff/service";
import * as groupAssignments from "@/features/working-group/assignments/service";
import * as followUps from "@/features/working-group/follow-ups/service";
import * as groupInvitations from "@/features/working-group/invitations/service";
import { readMeetingFilter } from "@/features/working-group/schema";
import * as workingGroup from "@/features/working-group/service";
import { wordsFor } from "@/messages/words";
import { importables, mergeables, places, registers, searchables } from "@/registers";
import { findHolder } from "@/server/holder";
import { recordAudit, recordAudits } from "@/server/audit";
import { reading } from "@/server/db";
import { shippedPack } from "@/server/pack";
import { inTransaction } from "@/server/transaction";
import { closingInput } from "../factories/closings.ts";
import { attachInput, documentFacts, pdfOf, received } from "../factories/documents.ts";
import { claimInput, paymentInput } from "../factories/funding.ts";
import { answerInput, examineInput, requestInput } from "../factories/disclosures.ts";
import { influenceInput, readinessInput } from "../factories/eu-monitoring.ts";
import { examinationInput } from "../factories/initiatives.ts";
import { OWN } from "../factories/opportunities.ts";
import { EVERY_ROW } from "../factories/lists.ts";
import { conclusion, contactInput } from "../factories/partners.ts";
import { deadlineInput } from "../factories/deadlines.ts";
import { callInput, programmeInput } from "../factories/programmes.ts";
import { agreementInput, episodeInput } from "../factories/town-relations.ts";
import { decisionOn } from "../factories/retention.ts";
import { itemInput, participantInput, reportInput, visitInput } from "../factories/visits.ts";
import { activityInput } from "../factories/competence.ts";
import { groupAssignmentInput, groupMeetingInput } from "../factories/working-group.ts";
import type { Column, Situation } from "./table.ts";
import { MONEY_YEAR, LONG_AGO, TODAY, TOMORROW, valueOf, type World } from "./world.ts";

export interface Attempt {
  world: World;
  actor: Actor;
  column: Column;
  at: Situation;
  /** Whether what is attempted will change what it is about, so that it needs one of its own. */
  isFresh: boolean;
}

/** Makes ready what is about to be attempted, and returns the attempt itself. A list answers whether it shows the thing. */
export type Prepare = (attempt: Attempt) => Promise<() => Promise<unknown>>;

const everything = (q = ""): ProjectFilter => ({ q, unitId: null, status: null, programmeId: null, priorityId: null, year: null, begunBy: null, states: null, lacks: null, appliedIn: null, application: null, youth: false, purpose: null, goal: null, area: null, international: false, open: false, sort: "ends", descending: true, page: 1 });
export const isOwnUnit = ({ world, at }: Attempt): boolean => world.unitOf(at) === world.unit;
export const unitOf = ({ world, at }: Attempt): string => world.unitOf(at);

/** An attempt at a project. */
const onProject =
  (attempt: (actor: Actor, project: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const project = await more.world.project(more.at, more.isFresh);
    return () => attempt(more.actor, project, more);
  };

/** The version of a project's closing, which is told where it can be: 0 of one that is archived. */
export async function closingAt(attempt: Attempt, id: string): Promise<number> {
  const { world, at } = attempt;
  if (at === "archived") return 0;
  await thing(`closing of ${id}`, attempt, async () => valueOf(await closings.saveClosing(world.system, { projectId: id, key: randomUUID(), version: 0, closing: closingInput({ toldOn: LONG_AGO, lessons: "Ring före" }) })).id);
  return 1;
}

/** An attempt at the closing of a project. */
const onClosing = (attempt: (actor: Actor, closing: { projectId: string; version: number }, more: Attempt) => Promise<unknown>): Prepare => async (more) => {
  const { id } = await more.world.project(more.at, more.isFresh);
  const version = await closingAt(more, id);
  return () => attempt(more.actor, { projectId: id, version }, more);
};
const lessonsOf = async ({ world }: Attempt, projectId: string) => readLessonFilter({ q: (await projects.getProject(world.system, projectId)).project.title }).filter;

/** A list of the latest drafts, which is asked for one that has just been written. */
const onNewDraft = (attempt: (actor: Actor, draftId: string) => Promise<unknown>): Prepare => (more) => onDraft("new", attempt)({ ...more, isFresh: true });

/** An attempt at a draft: of a new project, or of changes to one. */
const onDraft =
  (of: "new" | "changes", attempt: (actor: Actor, draftId: string, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const draftId = await more.world.draft(more.actor, more.at, of, more.isFresh);
    return () => attempt(more.actor, draftId, more);
  };

/** An attempt at a task of the situation's unit. */
const onEntry =
  (attempt: (actor: Actor, entry: { id: string; version: number }, more: Attempt) => Promise<unknown>, isDone = false): Prepare =>
  async (more) => {
    const entry = await more.world.entry(more.at, more.isFresh, isDone);
    return () => attempt(more.actor, entry, more);
  };

/** An attempt at a deadline of a project, or at what has been ticked in it. */
const onDeadline =
  (attempt: (actor: Actor, deadline: { projectId: string; deadlineId: string; tickId: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const deadline = await more.world.deadline(more.at, more.isFresh);
    return () => attempt(more.actor, deadline, more);
  };

/** An attempt at a programme, or at a call of one. */
const onProgramme =
  (attempt: (actor: Actor, programme: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const programme = await more.world.programme(more.at, more.isFresh);
    return () => attempt(more.actor, programme, more);
  };
const onCall =
  (attempt: (actor: Actor, call: { id: string; version: number; programmeId: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const call = await more.world.call(more.at, more.isFresh);
    return () => attempt(more.actor, call, more);
  };

/** An attempt at a partner. */
const onPartner =
  (attempt: (actor: Actor, partner: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const partner = await more.world.partner(more.at, more.isFresh);
    return () => attempt(more.actor, partner, more);
  };
/** An attempt at someone whom a unit knows at a partner. */
const onContact =
  (attempt: (actor: Actor, contact: { id: string; version: number; partnerId: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const contact = await more.world.contact(more.at, more.isFresh);
    return () => attempt(more.actor, contact, more);
  };
/** An attempt at a unit's search for a partner. */
const onSearch =
  (attempt: (actor: Actor, search: { id: string; version: number; title: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const search = await more.world.search(more.at, more.isFresh);
    return () => attempt(more.actor, search, more);
  };
/** An attempt at a comment on a project. */
const onComment =
  (attempt: (actor: Actor, comment: Awaited<ReturnType<World["comment"]>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const comment = await more.world.comment(more.at, more.isFresh);
    return () => attempt(more.actor, comment, more);
  };
/** An attempt at a document that lies with a project. */
const onAttached =
  (attempt: (actor: Actor, document: Awaited<ReturnType<World["document"]>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const document = await more.world.document(more.at, more.isFresh);
    return () => attempt(more.actor, document, more);
  };
/** An attempt that brings a file. */
const withFile = async <Value>(attempt: (file: Awaited<ReturnType<typeof received>>) => Promise<Value>): Promise<Value> => {
  const file = await received(pdfOf(1, randomUUID()));
  return attempt(file).finally(() => file.handle.close());
};
/** An attempt at a support case. */
const onSupportCase =
  (attempt: (actor: Actor, supportCase: { id: string; version: number; title: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const supportCase = await more.world.supportCase(more.at, more.isFresh);
    return () => attempt(more.actor, supportCase, more);
  };

/** An attempt at something that a unit follows at EU level. */
const onItem =
  (attempt: (actor: Actor, item: { id: string; version: number; title: string; influenceId: string; readinessId: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const item = await more.world.monitoringItem(more.at, more.isFresh);
    return () => attempt(more.actor, item, more);
  };

/** An attempt at an opportunity of the feed. */
const onOpportunity =
  (attempt: (actor: Actor, opportunity: { id: string; version: number; title: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const opportunity = await more.world.opportunity(more.at, more.isFresh);
    return () => attempt(more.actor, opportunity, more);
  };

/** An attempt at an entry of a unit's information log. */
const onInformation =
  (attempt: (actor: Actor, activity: { id: string; version: number; title: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const activity = await more.world.informationActivity(more.at, more.isFresh);
    return () => attempt(more.actor, activity, more);
  };

/** An opportunity of its own for each attempt, which nobody has saved, or that whoever attempts has. */
export const opportunityToSave = async ({ world, at }: Attempt): Promise<string> => (await world.opportunity(at, true)).id;
export const savedOpportunity = async (attempt: Attempt): Promise<string> => {
  const id = await opportunityToSave(attempt);
  await attempt.world.looker.query("INSERT INTO saved_opportunity (person_id, opportunity_id, saved_at) VALUES ($1, $2, now())", [attempt.world.personIds[attempt.column], id]);
  return id;
};

/** An attempt at an initiative. */
const onInitiative =
  (attempt: (actor: Actor, initiative: { id: string; version: number; title: string; examinationId: string }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const initiative = await more.world.initiative(more.at, more.isFresh);
    return () => attempt(more.actor, initiative, more);
  };
const happened = { on: { on: TODAY, precision: "DAY" as const }, note: null, source: null };
const answered = { saveAnyway: true, placeId: null };

/** What uses of lists are handed. */
export const aroundLists = { importables, languages: [wordsFor("sv"), wordsFor("en")] };

/** A list of one membership that the situation's unit wishes for. */
export function listAt({ world, at }: Attempt): Uint8Array {
  return new TextEncoder().encode(`Nätverk;Nivå;Omfattning;Enhet;Status\nNätverk ${randomUUID()};EU;Eget område;${world.unitOf(at)};Kandidat`);
}

const ownerOf = ({ world, actor, at }: Attempt): Actor => (at === "mine" && importables.some(({ kind, mayImport }) => kind === "network" && mayImport(actor)) ? actor : world.system);

/** A list that is about to be read in: the actor's own under `mine`, where it may have one. */
export function importDraftAt(attempt: Attempt): Promise<string> {
  const owner = ownerOf(attempt);
  return thing(`import draft of ${owner.personId}`, attempt, async () => {
    // More lists than a person may hand over in an hour.
    await attempt.world.looker.query("DELETE FROM rate_counter WHERE key LIKE 'upload %'");
    return valueOf(await importDrafts.uploadList(owner, { kind: "network", draftId: null, fileName: "lista.csv", bytes: listAt(attempt) }, aroundLists)).id;
  });
}

/** A list that has been read in: the actor's own under `mine`, where it may have one. */
export function importAt(attempt: Attempt): Promise<string> {
  const owner = ownerOf(attempt);
  return thing(`import of ${owner.personId}`, attempt, async () => {
    const id = await importDraftAt({ ...attempt, isFresh: true });
    const { digest } = await importDrafts.previewList(owner, id, EVERY_ROW, aroundLists);
    return valueOf(await imports.runImport(owner, { id, digest }, aroundLists)).id;
  });
}

/** A list that the worker is to read in: the actor's own under `mine`, where it may have one. */
export function importRunAt(attempt: Attempt): Promise<string> {
  const owner = ownerOf(attempt);
  return thing(`import run of ${owner.personId}`, attempt, async () => {
    const id = await importDraftAt({ ...attempt, isFresh: true });
    const { digest } = await importDrafts.previewList(owner, id, EVERY_ROW, aroundLists);
    return valueOf(await importRuns.startImport(owner, { id, digest })).runId;
  });
}

/** A list as it was shown to whoever may read it in. */
const shownListAt = async (more: Attempt): Promise<{ id: string; digest: string }> => {
  const id = await importDraftAt(more);
  return { id, digest: (await importDrafts.previewList(ownerOf(more), id, EVERY_ROW, aroundLists)).digest };
};

const onImportDraft =
  (attempt: (actor: Actor, id: string) => Promise<unknown>): Prepare =>
  async (more) => {
    const id = await importDraftAt(more);
    return () => attempt(more.actor, id);
  };
const onImport =
  (attempt: (actor: Actor, id: string) => Promise<unknown>): Prepare =>
  async (more) => {
    const id = await importAt(more);
    return () => attempt(more.actor, id);
  };

/** A network that is another one today, for an attempt that will part them. */
export async function mergedNetworkAt({ world, at, isFresh }: Attempt): Promise<{ id: string; version: number }> {
  const { id, version } = await world.network(at, isFresh);
  if (!isFresh) return { id, version };
  const into = await world.network("own", true);
  valueOf(await networkMerging.mergeNetwork(world.system, { id, version, intoId: into.id, isHistoryChosen: true }));
  return { id, version: version + 1 };
}

const onlyId = randomUUID();
/** A register that lets anyone hold its one record, which cannot be merged with itself. */
const anyone: merging.Merging<MergeState, never> = {
  hold: (_tx, id) => Promise.resolve({ id, version: 1, isArchived: false, mergedIntoId: null, hasMerged: false }),
  allow: () => undefined,
  judge: () => Promise.reject(new Error("it is never judged")),
  point: () => Promise.reject(new Error("it is never merged")),
  entryOf: (_action, { id }) => ({ action: "", subject: { kind: "", id }, unitId: "" }),
};

const rowOf = (values: ReadRow["values"]): ReadRow[] => [{ row: 2, values, told: new Set(Object.keys(values)), source: "Lista, rad 2" }];
const bodyRow = () => rowOf({ name: `Kontoret ${randomUUID()}`, kind: "COMPANY", shortName: "", parent: "", ownershipPercent: "", organisationNumber: "", boundByOther: "", validFrom: "" });
const personRow = () => rowOf({ name: "Ny Listsson", email: `${randomUUID()}@provkoping.example`, title: "", phone: "", holdings: ["READER"], bodyId: "", from: "" });

/** A view of the situation: the actor's own, everyone's by the office, or somebody else's own. */
export async function viewAt({ world, actor, column, at }: Attempt): Promise<{ id: string; version: number }> {
  const owner = at === "mine" ? actor : at === "own" ? world.actors.coordinator : column === "reader" ? world.actors.board : world.actors.reader;
  const view = { list: "/partners" as const, name: `Vy ${randomUUID()}`, query: "kind=SCHOOL", sharing: at === "own" ? ("EVERYONE" as const) : ("PRIVATE" as const), unitId: null };
  return { id: valueOf(await savedViews.saveView(owner, { view, isDefault: false }, randomUUID())).id, version: 1 };
}

/** A view that the actor's menu doesn't open its list with, as it opens none. */
export async function viewToOpenAt(attempt: Attempt): Promise<string> {
  const { id } = await viewAt(attempt);
  await attempt.world.looker.query("DELETE FROM default_view WHERE person_id = $1", [attempt.world.personIds[attempt.column]]);
  return id;
}

const onView =
  (attempt: (actor: Actor, view: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const view = await viewAt(more);
    return () => attempt(more.actor, view, more);
  };

const partnerRow = () => rowOf({ name: `Partner ${randomUUID()}`, kind: "OTHER", country: "DK", certainty: "HIGH" });
const projectRow = ({ world, at }: Attempt) => rowOf({ title: `Projekt ${randomUUID()}`, summary: "Vi lär av varandra.", unitId: world.unitOf(at), status: "ONGOING", isInternational: "yes", isExternallyFunded: "yes", reachesChildrenAndYouth: "no", noGoalReason: "Står inte i listan." });
const networkRow = ({ world, at }: Attempt) => rowOf({ name: `Nätverk ${randomUUID()}`, level: "EU", scope: "OWN_FIELD", unitId: world.unitOf(at), status: "CANDIDATE" });
const visitRow = ({ world, at }: Attempt) => rowOf({ title: `Besök ${randomUUID()}`, direction: "INCOMING", unitId: world.unitOf(at), starts: TODAY, needsRepresentation: "yes", concernsUnitDirectly: "no", reachesChildrenAndYouth: "no" });
const opportunityRow = ({ world, at }: Attempt) => rowOf({ title: `Utlysning ${randomUUID()}`, kind: "OPEN_CALL", unitId: world.unitOf(at) });
const relationRow = ({ world, at }: Attempt) => rowOf({ town: `Ort ${randomUUID()}`, country: "NO", kind: "TWIN_TOWN", unitId: world.unitOf(at), state: "ACTIVE", starts: "1953", certainty: "MEDIUM" });

/** A part of another use case, whose entries are written as that one would. */
const audited = (actor: Actor, work: (tx: Parameters<typeof recordAudits>[0]) => Promise<readonly imports.AuditEntry[]>) =>
  inTransaction(async (tx) => {
    await recordAudits(tx, actor, await work(tx));
    return null;
  });

const lostAbout = (world: World, id: string) => ({ subject: { kind: "network", id }, title: "Medlemskap", matter: "JOIN_NETWORK" as const, facts: {}, unitId: world.unit, source: "Lista, rad 2" });

/** An attempt at a priority. */
const onPriority =
  (attempt: (actor: Actor, priority: { id: string; version: number }, more: Attempt) => Promise<unknown>, as: "proposed" | "decided" | "inForce" = "proposed"): Prepare =>
  async (more) => {
    const priority = await more.world.priority(more.at, more.isFresh, as);
    return () => attempt(more.actor, priority, more);
  };

/** An attempt at a network. */
const onNetwork =
  (attempt: (actor: Actor, network: { id: string; version: number; entryId: string }, more: Attempt) => Promise<unknown>, as: "member" | "wanted" = "member"): Prepare =>
  async (more) => {
    const network = await more.world.network(more.at, more.isFresh, as);
    return () => attempt(more.actor, network, more);
  };

/** An attempt at a decision of the situation's committee. */
const onDecision =
  (attempt: (actor: Actor, decision: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const decision = await more.world.decision(more.at, more.isFresh);
    return () => attempt(more.actor, decision, more);
  };

const needOf = (world: World, projectId: string): DecisionNeed => ({ subject: { kind: "project", id: projectId }, path: "", title: "", matters: ["START_PROJECT"], facts: {}, unitId: world.unit, isDue: true });

const standing = new Map<string, Promise<string>>();

/** What several refused attempts can be about: made once a kind and situation, or anew for an attempt that will change it. */
export function thing(kind: string, { world, at, isFresh }: Attempt, make: () => Promise<string>): Promise<string> {
  if (isFresh) return make();
  const key = `${world.unit} ${kind} ${at}`;
  const made = standing.get(key) ?? make();
  standing.set(key, made);
  return made;
}

/** A person of the own unit, of another one, or archived; the actor itself under `mine`. */
export async function personAt(attempt: Attempt): Promise<string> {
  const { world, at, column } = attempt;
  if (at === "mine") return world.personIds[column];
  return thing("person", attempt, async () => {
    const id = await world.addPerson(`Person ${randomUUID()}`);
    if (at === "archived") valueOf(await people.archivePerson(world.system, { id, version: 1 }));
    // The appointment has ended, so that the person holds nothing any more but has been of the unit.
    else await world.appoint(world.unitOf(at), id, "DEPUTY", "2021-12-31");
    return id;
  });
}

const onPerson =
  (attempt: (actor: Actor, personId: string, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const personId = await personAt(more);
    return () => attempt(more.actor, personId, more);
  };

/** A browser in which the person of the situation has just signed in. */
export async function sessionAt({ world, actor, column, at }: Attempt): Promise<string> {
  const personId = at === "mine" ? actor.personId : await world.addPerson(`Inloggad ${randomUUID()}`);
  const id = at === "mine" ? world.accountIds[column] : await world.addIdentity(personId);
  await beginSession({ id, personId }, "prov", new Date(Date.now() + 1_000));
  const found = (await sessions.listSessions(world.system, { q: "", page: 1 })).rows.find((row) => row.personId === personId);
  if (found === undefined) throw new Error("the session that was begun is not there");
  return found.id;
}

const onSession =
  (attempt: (actor: Actor, id: string) => Promise<unknown>): Prepare =>
  async (more) => {
    const id = await sessionAt(more);
    return () => attempt(more.actor, id);
  };

/** A new department under the committee of the situation, for what changes a body; else the unit itself. */
export async function bodyAt(attempt: Attempt): Promise<{ id: string; version: number }> {
  const { world, isFresh } = attempt;
  if (!isFresh) return { id: unitOf(attempt), version: 1 };
  return { id: await world.addBody("DEPARTMENT", `Förvaltning ${randomUUID()}`, isOwnUnit(attempt) ? world.committee : world.otherCommittee), version: 1 };
}

const onBody =
  (attempt: (actor: Actor, body: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const body = await bodyAt(more);
    return () => attempt(more.actor, body, more);
  };

/** An appointment in the unit of the situation, which goes on. */
const onAppointment =
  (attempt: (actor: Actor, appointmentId: string) => Promise<unknown>): Prepare =>
  async (more) => {
    const id = await thing("appointment", more, async () => more.world.appoint(unitOf(more), await more.world.addPerson("Utsedd"), "DEPUTY"));
    return () => attempt(more.actor, id);
  };

/** Somebody's appointment in the unit of the situation, with a handover that is written. */
export const writtenHandover = (more: Attempt, to: PlainDate | null = null): Promise<string> =>
  thing(`handover ${to ?? ""}`, more, async () => {
    const id = await more.world.appoint(unitOf(more), await more.world.addPerson("Avgående"), "DEPUTY", to);
    await appointmentHandovers.saveHandover(more.world.system, { key: randomUUID(), appointmentId: id, version: 0, handover: { ongoing: "Ansökan", contacts: null, advice: null } });
    return id;
  });

const onHandover = (attempt: (actor: Actor, appointmentId: string) => Promise<unknown>): Prepare => async (more) => {
  const id = await writtenHandover(more);
  return () => attempt(more.actor, id);
};

/** A meeting of the working group that nobody is called to yet: it lies ahead, or it was yesterday and people were called to it before. */
export const groupMeetingAt = (more: Attempt, isHeld = false): Promise<string> =>
  thing(`group meeting ${String(isHeld)}`, more, async () => {
    const before = new Date(`${addDays(TODAY, -3)}T12:00:00Z`);
    const { id } = valueOf(await workingGroup.planMeeting(more.world.system, groupMeetingInput({ day: addDays(TODAY, isHeld ? -1 : 10) }), randomUUID(), {}, before));
    if (isHeld) valueOf(await workingGroup.callMeeting(more.world.system, { id, version: 1 }, before));
    return id;
  });
const onGroupMeeting = (attempt: (actor: Actor, id: string) => Promise<unknown>, isHeld = false): Prepare => async (more) => {
  const id = await groupMeetingAt(more, isHeld);
  return () => attempt(more.actor, id);
};

/** Something that the auditor is to do after a meeting. */
export const followUpAt = async (more: Attempt): Promise<{ meetingId: string; id: string }> => {
  const meetingId = await groupMeetingAt({ ...more, isFresh: false });
  const id = await thing("follow-up", more, async () => valueOf(await followUps.addFollowUp(more.world.system, { key: randomUUID(), meetingId, followUp: { what: "Skriv", ownerId: more.world.personIds.auditor, dueOn: TODAY } })).id);
  return { meetingId, id };
};
const onFollowUp = (attempt: (actor: Actor, followUp: { meetingId: string; id: string }) => Promise<unknown>): Prepare => async (more) => {
  const followUp = await followUpAt(more);
  return () => attempt(more.actor, followUp);
};

/** The day of an activity that lies ahead, or that was yesterday. */
const competenceDay = (isHeld: boolean) => addDays(TODAY, isHeld ? -1 : 10);

/** What the office has planned for the contact persons, or for all staff: it lies ahead, or it was yesterday; the contact person has signed up where that is said. */
export const jointAt = (more: Attempt, { isHeld = false, kind = "JOINT", isEnrolled = false }: { isHeld?: boolean; kind?: "JOINT" | "ALL_STAFF"; isEnrolled?: boolean } = {}): Promise<string> =>
  thing(`competence ${kind} ${String(isHeld)} ${String(isEnrolled)}`, more, async () => {
    const { id } = valueOf(await competence.planActivity(more.world.system, kind, activityInput({ startsOn: competenceDay(isHeld), title: `Kurs ${randomUUID()}` }), randomUUID()));
    if (isEnrolled) valueOf(await enrolments.signUp(more.world.system, { activityId: id, personId: more.world.personIds.contact }));
    return id;
  });
const onJoint = (attempt: (actor: Actor, id: string, more: Attempt) => Promise<unknown>, about: Parameters<typeof jointAt>[1] = {}): Prepare => async (more) => {
  const id = await jointAt(more, about);
  return () => attempt(more.actor, id, more);
};

/** The appointment of the contact person of the situation's unit. */
export const appointmentAt = async ({ world, at }: Attempt): Promise<string> =>
  (await contactPersons.listAppointments(world.system, world.unitOf(at))).find(({ personId }) => personId === (world.unitOf(at) === world.unit ? world.personIds.contact : world.stranger))?.id ?? "";

/** What the contact person of the situation's unit is to learn alone. */
export const individualAt = async (more: Attempt): Promise<{ id: string; version: number; title: string }> => {
  const key = await thing("competence individual", more, async () => {
    const title = `Egen ${randomUUID()}`;
    const { id } = valueOf(await competence.logIndividual(more.world.system, await appointmentAt(more), activityInput({ startsOn: competenceDay(false), title }), randomUUID()));
    if (more.at === "archived") await competence.archiveActivity(more.world.system, { id, version: 1 }, true);
    return `${id} ${title}`;
  });
  return { id: key.slice(0, 36), version: more.at === "archived" ? 2 : 1, title: key.slice(37) };
};
const onIndividual = (attempt: (actor: Actor, activity: { id: string; version: number; title: string }, more: Attempt) => Promise<unknown>): Prepare => async (more) => {
  const activity = await individualAt(more);
  return () => attempt(more.actor, activity, more);
};

/** Runs what only ever runs within somebody's transaction, with the audit entry that its caller writes. */
const inCall = async (actor: Actor, id: string, run: (tx: Parameters<Parameters<typeof inTransaction>[0]>[0], meeting: { id: string; startsAt: Date; endsAt: Date; place: string | null }) => Promise<void>): Promise<void> => {
  const meeting = { id, startsAt: new Date(`${addDays(TODAY, 10)}T12:00:00Z`), endsAt: new Date(`${addDays(TODAY, 10)}T14:00:00Z`), place: null };
  await inTransaction(async (tx) => {
    await run(tx, meeting);
    await recordAudit(tx, { actor, action: "groupMeetings.called", subject: { kind: "groupMeeting", id } });
  });
};

/** What the working group is to do, that nobody has decided on. */
export const groupAssignmentAt = async (more: Attempt): Promise<{ id: string; version: number }> => {
  const id = await thing("group assignment", more, async () => {
    const made = await groupAssignments.proposeAssignment(more.world.system, groupAssignmentInput({ title: `Uppdrag ${randomUUID()}` }), randomUUID());
    if (more.at === "archived") await groupAssignments.archiveAssignment(more.world.system, { id: made.id, version: 1 }, true);
    return made.id;
  });
  return { id, version: more.at === "archived" ? 2 : 1 };
};
const onGroupAssignment = (attempt: (actor: Actor, assignment: { id: string; version: number }, more: Attempt) => Promise<unknown>): Prepare => async (more) => {
  const assignment = await groupAssignmentAt(more);
  return () => attempt(more.actor, assignment, more);
};

let termsMade = 0;

/** A term that no other one overlaps: a few days in a year of its own. */
export function nextTerm(): { startsOn: PlainDate; endsOn: PlainDate } {
  termsMade += 1;
  return { startsOn: `${1900 + termsMade}-01-01`, endsOn: `${1900 + termsMade}-12-31` };
}

/** A term of office that the program itself has added. */
export const newTerm = async ({ world }: Attempt): Promise<string> => valueOf(await terms.addTermOfOffice(world.system, nextTerm(), randomUUID())).id;

const onTerm =
  (attempt: (actor: Actor, termId: string) => Promise<unknown>): Prepare =>
  async (more) => {
    const id = await thing("term", more, () => newTerm(more));
    return () => attempt(more.actor, id);
  };

let yearsWritten = 0;

/** A year that nobody has written about. */
export function nextSummaryYear(): number {
  yearsWritten += 1;
  return 1990 + yearsWritten;
}

const around: summaries.Surroundings = { registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };

/** An edition that the program itself has frozen, by its year and number. */
export const newEdition = async ({ world }: Attempt): Promise<string> => {
  const { year, number } = valueOf(await editions.freezeSummary(world.system, around, { year: nextSummaryYear(), version: 0, caseNumber: null }, randomUUID()));
  return `${year}:${number}`;
};

const onEdition =
  (attempt: (actor: Actor, edition: { year: number; number: number }) => Promise<unknown>): Prepare =>
  async (more) => {
    const [year = 0, number = 0] = (await thing("edition", more, () => newEdition(more))).split(":").map(Number);
    return () => attempt(more.actor, { year, number });
  };

let daysGiven = 0;

/** A day far ahead on which no version begins. */
export function nextFirstDay(): PlainDate {
  daysGiven += 1;
  return `${2100 + daysGiven}-01-01`;
}

/** The document in force, kept by the own unit and due for review; under other situations than \`own\` a draft of it, put away when archived. */
export async function documentAt(attempt: Attempt): Promise<{ id: string; version: number; documentVersion: number; facts: VersionFacts }> {
  const { world, at } = attempt;
  const own = await thing("document", { ...attempt, at: "own", isFresh: false }, async () => {
    await documents.bringShipped(world.system, shippedPack());
    const version = (await documents.listVersions(world.system, TODAY))[0]!;
    const facts = { ...version, responsibleOffice: { id: world.unit, name: null }, reviewOn: "2026-01-01" };
    return valueOf(await documents.changeVersion(world.system, { id: version.id, version: 1, documentVersion: 1, facts })).id;
  });
  const id =
    at === "own"
      ? own
      : await thing("draft of a document", attempt, async () => {
          const copied = valueOf(await documents.copyVersion(world.system, { id: own, label: randomUUID() }, randomUUID())).id;
          if (at === "archived") valueOf(await documents.archiveVersion(world.system, { id: copied, version: 1 }, true));
          return copied;
        });
  const { version } = await documents.getVersion(world.system, id);
  return { id, version: version.version, documentVersion: version.documentVersion, facts: version };
}

/** A rule that has been taken out of the draft, by its place. */
export async function removedRule(attempt: Attempt): Promise<{ id: string; version: number; place: number }> {
  const { id, version } = await documentAt(attempt);
  const isRemoved = (await documents.listRemovedRules(attempt.world.system, id)).length > 0;
  if (!isRemoved) valueOf(await mandateRules.removeRule(attempt.world.system, { id, version, place: 1 }));
  return { id, version: isRemoved ? version : version + 1, place: 1 };
}

/** A rule that no pack has, as its form gives it. */
function newRule(): Omit<RuleForm, "id" | "version"> {
  const clause = shippedPack().clauses[0]?.number ?? "";
  return {
    place: null,
    rule: { id: `r-${randomUUID()}`, clause, matters: ["START_PROJECT"], effect: "DECIDES", holders: ["COUNCIL"], when: null, exceptionFrom: [], steps: [], consultations: [], notices: [], delegations: [], validFrom: null, validTo: null },
    keepsCondition: false,
    fields: new Map(),
  };
}

const onDocument =
  (attempt: (actor: Actor, document: Awaited<ReturnType<typeof documentAt>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const document = await documentAt(more);
    return () => attempt(more.actor, document, more);
  };

let roundsOpened = 0;

/** A year that has no round yet, from last year backwards. */
export function nextYear(): number {
  roundsOpened += 1;
  return Number(TODAY.slice(0, 4)) - roundsOpened;
}

/** A round of an earlier year, which nobody has answered or been reminded of. */
export async function newRound({ world }: Attempt): Promise<number> {
  const year = nextYear();
  valueOf(await followUp.openRound(world.system, { year, answersDueOn: TOMORROW }, randomUUID()));
  return year;
}

/** This year's round, opened once a municipality. */
const roundOf = ({ world }: Attempt): Promise<number> => {
  const year = Number(TODAY.slice(0, 4));
  const key = `${world.unit} round`;
  const made = standing.get(key) ?? followUp.openRound(world.system, { year, answersDueOn: TOMORROW }, randomUUID()).then((opened) => valueOf(opened).id);
  standing.set(key, made);
  return made.then(() => year);
};

/** This year's round and a unit that has been added since it was opened; one of its own for an attempt that will call it. */
export async function unitAddedSince(attempt: Attempt): Promise<{ year: number; unitId: string }> {
  const year = await roundOf(attempt);
  const { world } = attempt;
  const unitId = await thing("added unit", attempt, async () => {
    const names = [{ name: `Tillkommen ${randomUUID()}`, shortName: null, from: null, to: null }];
    return valueOf(await bodies.addBody(world.system, { kind: "DEPARTMENT", names, parentId: world.committee, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: false }, randomUUID())).id;
  });
  return { year, unitId };
}

export interface StatementAt {
  year: number;
  unitId: string;
  version: number;
  /** All questions with something new to say. */
  answers: { code: string; version: number; text: string }[];
}

/** The statement of the situation's unit as the attempt needs it: open for answers, or submitted. */
export async function statementAt(attempt: Attempt, as: "open" | "submitted"): Promise<StatementAt> {
  const { system } = attempt.world;
  const at = { year: await roundOf(attempt), unitId: unitOf(attempt) };
  const read = () => followUp.getStatement(system, at.year, at.unitId);
  const say = async () => (await read()).questions.map(({ code, answer }) => ({ code, version: answer?.version ?? 0, text: `Svar ${randomUUID()}` }));
  const { status, version } = await read();
  if (as === "open" && (status === "SUBMITTED" || status === "APPROVED")) valueOf(await followUp.returnStatement(system, { ...at, version, comment: "Skriv hur många det gäller." }));
  if (as === "submitted" && status === "APPROVED") valueOf(await followUp.returnStatement(system, { ...at, version, comment: "Skriv hur många det gäller." }));
  if (as === "submitted" && status !== "SUBMITTED") valueOf(await followUp.submitStatement(system, { ...at, answers: await say() }, randomUUID()));
  return { ...at, version: (await read()).version, answers: await say() };
}

const onStatement =
  (as: "open" | "submitted", attempt: (actor: Actor, statement: StatementAt) => Promise<unknown>): Prepare =>
  async (more) => {
    const statement = await statementAt(more, as);
    return () => attempt(more.actor, statement);
  };

/** A figure of the situation's unit that somebody has said is wrong. */
export async function remarkAt(attempt: Attempt): Promise<{ id: string; version: number; year: number; unitId: string }> {
  const { year, unitId } = await statementAt(attempt, "open");
  const id = await thing("figure remark", attempt, async () => valueOf(await remarks.addRemark(attempt.world.system, figuresOf(registers), { key: randomUUID(), year, unitId, figure: "project", text: "Fel" })).id);
  return { id, version: 1, year, unitId };
}

/** Whether a list shows what has been answered in the statement of the situation. */
const shown = (list: Awaited<ReturnType<typeof followUp.listStatements>>, unitId: string) => list.some((statement) => statement.unitId === unitId && statement.answers.length > 0);

/** Whom an attempt at what is told to a person is about: the actor, or somebody else. */
const toldPerson = ({ world, at, column }: Attempt): string => (at === "mine" ? world.personIds[column] : world.colleague);

/** Something that a person has been told, and the mail that tells of it: refused, or kept to be read as a demonstration does. */
export const notificationAt = async (more: Attempt, isKept = false): Promise<{ id: string; mailId: string; version: number }> => {
  const { world } = more;
  const personId = toldPerson(more);
  await inTransaction((tx) => notifications.notify(tx, world.system, { kind: "ROLE_GIVEN", to: [personId], subject: null, path: "/account", params: { role: "READER" } }));
  const { rows } = await world.looker.query<{ id: string; mailId: string; version: number }>(
    `WITH latest AS (SELECT id FROM notification WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1),
       mail AS (INSERT INTO outgoing_mail (person_id, occasion, message_id, next_try_at, state, sent_at, failure, content)
         VALUES ($1, 'NOTIFICATION', '<' || gen_random_uuid() || '@kommun.example>', now(), ${isKept ? "'SENT', now(), NULL" : "'DEAD', NULL, 'REFUSED'"}, $2) RETURNING id, version),
       linked AS (UPDATE notification n SET mail_id = mail.id FROM mail, latest WHERE n.id = latest.id)
     SELECT latest.id, mail.id AS "mailId", mail.version FROM latest, mail`,
    [personId, isKept ? JSON.stringify({ from: "a@b.example", to: "c@d.example", subject: "x", text: "x", calendar: null }) : null],
  );
  return rows[0]!;
};

/** An attempt at something that a person has been told, or at its mail. */
const onNotification =
  (attempt: (actor: Actor, told: { id: string; mailId: string; version: number }, more: Attempt) => Promise<unknown>, isKept = false): Prepare =>
  async (more) => {
    const told = await notificationAt(more, isKept);
    return () => attempt(more.actor, told, more);
  };

let tasksMade = 0;

/** Something new that the situation's unit has to do, due before all else, so that a list that is cut short holds it. */
export const taskAt = async ({ world, at }: Attempt): Promise<TaskPlace> => {
  tasksMade += 1;
  const day = addDays(LONG_AGO, -tasksMade);
  const { id } = valueOf(await coordination.noteEntry(world.system, { ...world.entryAt(at), notedOn: day, dueOn: day }, randomUUID()));
  const { tasks: list } = await tasks.listUnitTasks(world.system, world.unitOf(at), { registers });
  return { register: "coordinationEntry", taskId: list.find(({ key }) => key === `coordination ${id}`)!.id, unitId: world.unitOf(at) };
};

/** The same, handed over to the office by one of its own. */
export const handedTaskAt = async (more: Attempt): Promise<{ id: string; version: number }> => {
  const { world } = more;
  const place = await taskAt(more);
  return { id: valueOf(await tasks.handOver(world.actors.coordinator, { key: randomUUID(), place, version: 0, toId: world.personIds.coordinator }, { registers })).id, version: 1 };
};

/** Something that the actor has put off. */
export const snoozedTask = async ({ world, column }: Attempt): Promise<string> => {
  const taskId = randomUUID().replaceAll("-", "");
  await world.looker.query("INSERT INTO task_snooze (person_id, task_id, register_kind, until) VALUES ($1, $2, 'project', '2999-01-01')", [world.personIds[column], taskId]);
  return taskId;
};

const onTask =
  (attempt: (actor: Actor, place: TaskPlace, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const place = await taskAt(more);
    return () => attempt(more.actor, place, more);
  };

/** The calendar that an attempt to follow one is about, once the actor follows none. */
export const calendarAt = async ({ world, actor, at }: Attempt): Promise<CalendarChoice> => {
  for (const { id, version } of (await calendars.listCalendars(actor)).feeds) valueOf(await calendars.closeFeed(actor, { id, version }));
  return at === "mine" ? { kind: "PERSONAL", bodyId: null } : { kind: "UNIT", bodyId: world.unitOf(at) };
};
export const calendarField = async (more: Attempt): Promise<string> => writeChoice(await calendarAt(more));

/** A calendar that the actor, or somebody else, follows, and the form by which it was asked for. */
export const feedAt = async (more: Attempt): Promise<{ id: string; version: number; form: string }> => {
  const { world, at, actor } = more;
  const owner = at === "mine" ? actor : await world.actorOf(world.colleague);
  const calendar = await calendarAt({ ...more, actor: owner, at: "mine" });
  const form = randomUUID();
  return { id: valueOf(await calendars.openFeed(owner, { key: form, calendar })).id, version: 1, form };
};

/** An attempt at a calendar that is followed. */
const onFeed =
  (attempt: (actor: Actor, feed: Awaited<ReturnType<typeof feedAt>>) => Promise<unknown>): Prepare =>
  async (more) => {
    const feed = await feedAt(more);
    return () => attempt(more.actor, feed);
  };

/** A request for public documents with one record, examined or answered as asked. */
export const requestAt = async ({ world }: Attempt, upTo: "PICKED" | "EXAMINED" | "ANSWERED" | "WITHDRAWN" = "PICKED") => {
  const around = await aroundRequests();
  const { id } = valueOf(await disclosures.registerRequest(world.system, requestInput({ receivedOn: TODAY }), randomUUID()));
  const project = await world.project("own", false);
  if (upTo === "WITHDRAWN") valueOf(await disclosures.withdrawRequest(world.system, { id, version: 1 }));
  else valueOf(await disclosureRecords.pickRecords(world.system, { key: randomUUID(), requestId: id, subjects: [{ kind: "project", id: project.id }], ids: [] }, around));
  const [first] = await disclosureRecords.listExamined(world.system, { id }, around);
  const record = { recordId: first?.record.id ?? "", version: 1, digest: first?.examined?.digest ?? "" };
  if (upTo === "EXAMINED" || upTo === "ANSWERED") valueOf(await disclosureRecords.examineRecord(world.system, examineInput({ requestId: id, rest: "RELEASE", ...record }), around));
  const { version } = await disclosures.getRequest(world.system, id);
  const answerId = upTo === "ANSWERED" ? valueOf(await disclosureAnswers.answerRequest(world.system, answerInput({ requestId: id, version, decidedOn: TODAY }), around)).id : "";
  return { id, version, record, answerId, projectId: project.id };
};
const aroundRequests = async () => {
  const { places, registers } = await import("@/registers");
  return { registers, places, words: wordsFor("sv") };
};
const onRequest =
  (attempt: (actor: Actor, request: Awaited<ReturnType<typeof requestAt>>, around: Awaited<ReturnType<typeof aroundRequests>>) => Promise<unknown>, upTo: Parameters<typeof requestAt>[1] = "PICKED"): Prepare =>
  async (more) => {
    const [request, around] = [await requestAt(more, upTo), await aroundRequests()];
    return () => attempt(more.actor, request, around);
  };

export const tokenAt = (): SystemTokenInput => ({ name: `System ${randomUUID()}`, contact: "Systemförvaltningen", registers: ["projects"], validTo: TOMORROW });
const REGISTERS = { registers: ["projects"] };
/** The municipality's rule for visits as it stands, and another that is to be written down. */
export const ruleAt = async (world: World) => {
  const { version } = await retention.getRule(world.system, "visit", { registers });
  return { version, rule: { kind: "visit", outcome: "DISPOSE" as const, years: 90, source: "Dokumenthanteringsplanen", certainty: "HIGH" as const } };
};
const disposeOfProjects = async (world: World) => {
  const { version } = await retention.getRule(world.system, "project", { registers });
  if (version === 0) valueOf(await retention.setRule(world.system, { key: randomUUID(), version, rule: { kind: "project", outcome: "DISPOSE", years: 1, source: "Dokumenthanteringsplanen", certainty: "HIGH" } }, { registers }));
};
const endedProjects = new Map<Situation, Promise<{ id: string }>>();
/** A project of the situation that came to nothing. */
const endedProject = (world: World, at: Situation): Promise<{ id: string }> => {
  const made = async () => {
    const { id } = await projects.logProject(world.system, { ...world.projectInput(at), status: "REJECTED" }, randomUUID());
    if (at === "archived") await projects.archiveProject(world.system, { id, _version: 1 }, true);
    return { id };
  };
  const found = endedProjects.get(at) ?? made();
  endedProjects.set(at, found);
  return found;
};
const allDue = async (actor: Actor): Promise<string[]> => {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { rows } = await retention.listDue(actor, { on: "2090-01-01", kind: "project", unitId: null, state: null, page }, { registers });
    if (rows.length === 0) return ids;
    ids.push(...rows.map(({ id }) => id));
  }
};
/** A hold on a project. */
export const holdAt = async ({ world }: Attempt): Promise<string> => {
  const { id } = await world.project("own", false);
  return valueOf(await retention.placeHold(world.system, { key: randomUUID(), hold: { subject: { kind: "project", id }, reason: "Tvist om bidraget" } }, { registers })).id;
};

/** What a disposal is proposed of: visits that nobody else looks at, since they were over long ago. */
const OLD_VISITS = { kind: "visit", on: "1950-01-01" };
const clearDisposals = async (world: World) => {
  const { version, years } = await retention.getRule(world.system, "visit", { registers });
  if (years !== 1) valueOf(await retention.setRule(world.system, { key: randomUUID(), version, rule: { kind: "visit", outcome: "DISPOSE", years: 1, source: "Dokumenthanteringsplanen", certainty: "HIGH" } }, { registers }));
  const { rows } = await disposals.listDisposals(world.system, 1);
  for (const row of rows.filter(({ state }) => state === "PROPOSED" || state === "DECIDED")) valueOf(await disposals.withdrawDisposal(world.system, row));
};
/** What is to be proposed, with a visit that it is about. */
export const proposalAt = async (world: World) => {
  await clearDisposals(world);
  const day = { on: "1940-05-01", precision: "DAY" as const };
  valueOf(await visits.announceVisit(world.system, visitInput({ unitId: world.unit, starts: day, ends: day }), randomUUID()));
  return OLD_VISITS;
};
/** A disposal as it has been proposed, or decided. */
export const disposalAt = async ({ world }: Attempt, upTo: "PROPOSED" | "DECIDED" = "PROPOSED") => {
  const { id } = valueOf(await disposals.proposeDisposal(world.system, { key: randomUUID(), proposal: await proposalAt(world) }, { registers }));
  if (upTo === "DECIDED") valueOf(await disposals.decideDisposal(world.system, { id, version: 1, decision: decisionOn() }));
  return { id, version: upTo === "DECIDED" ? 2 : 1 };
};
const onDisposal =
  (attempt: (actor: Actor, disposal: { id: string; version: number }) => Promise<unknown>, upTo: Parameters<typeof disposalAt>[1] = "PROPOSED"): Prepare =>
  async (more) => {
    const disposal = await disposalAt(more, upTo);
    return () => attempt(more.actor, disposal);
  };

/** A system's token, and the form that asked for it. */
export const madeToken = async ({ world }: Attempt): Promise<{ id: string; version: number; form: string }> => {
  const form = randomUUID();
  return { id: valueOf(await systemTokens.makeToken(world.system, { key: form, token: tokenAt() }, REGISTERS)).id, version: 1, form };
};
const onToken =
  (attempt: (actor: Actor, token: Awaited<ReturnType<typeof madeToken>>) => Promise<unknown>): Prepare =>
  async (more) => {
    const token = await madeToken(more);
    return () => attempt(more.actor, token);
  };

export const PUBLICATION: PublicationInput = { datasets: ["projects"], licence: "CC0_1_0", publisher: "Provköpings kommun", contactEmail: "data@provkoping.example" };
const DATASETS = { datasets: ["projects"] };
/** The version of what is published, once it is. */
export const publishedAt = async ({ world }: Attempt): Promise<number> => {
  const stored = await openData.getPublication(world.system);
  if (stored?.isOn !== true) valueOf(await openData.publish(world.system, { key: randomUUID(), version: stored?.version ?? 0, publication: PUBLICATION }, DATASETS));
  return (await openData.getPublication(world.system))?.version ?? 0;
};
const onPublished =
  (attempt: (actor: Actor, version: number) => Promise<unknown>): Prepare =>
  async (more) => {
    const version = await publishedAt(more);
    return () => attempt(more.actor, version);
  };

/** An account of another person, open or closed, or the actor's own. */
const onAccount =
  (isClosed: boolean, attempt: (actor: Actor, account: { id: string; version: number }) => Promise<unknown>): Prepare =>
  async (more) => {
    const { world, actor, at, column } = more;
    if (at === "mine") return () => attempt(actor, { id: world.accountIds[column], version: 1 });
    const id = await thing(isClosed ? "closed account" : "account", more, async () => {
      const added = await world.addIdentity(await world.addPerson("Kontohavare"));
      if (isClosed) valueOf(await accounts.disableAccount(world.system, { id: added, version: 1 }));
      return added;
    });
    return () => attempt(actor, { id, version: isClosed ? 2 : 1 });
  };

/** An attempt at a visit, to which something may have happened. */
const onVisit =
  (attempt: (actor: Actor, visit: { id: string; version: number; handoverId: string; assignmentId: string }, more: Attempt) => Promise<unknown>, happened: (at: Situation) => Parameters<World["visit"]>[2] = () => "nothing"): Prepare =>
  async (more) => {
    const visit = await more.world.visit(more.at, more.isFresh, happened(more.at));
    return () => attempt(more.actor, visit, more);
  };

interface HeldVisit {
  id: string;
  version: number;
  title: string;
  participantId: string;
  itemId: string;
  actionId: string;
}
type Told = "nothing" | "reported" | "closed";

/** A visit that was yesterday, with someone named who took part and something for the auditor to do, and as far as is asked for reported on and closed; the archived one is not closed. */
export const heldVisit = async (more: Attempt, told: Told = "nothing"): Promise<HeldVisit> => {
  const made = await thing(`held visit ${told}`, more, async () => {
    const { world, at } = more;
    const day = addDays(TODAY, -1);
    const input = { ...world.visitAt(at), starts: { on: day, precision: "DAY" as const } };
    const { id } = valueOf(await visits.announceVisit(world.system, input, randomUUID()));
    const add = async (part: PartInput) => valueOf(await visitParts.savePart(world.system, { key: randomUUID(), visitId: id, changed: null, part })).id;
    const participantId = await add(participantInput({ name: "Karin Provsson" }));
    const itemId = await add(itemInput({ day }));
    const actionId = await add({ kind: "action", what: "Skicka boken", ownerId: world.personIds.auditor, dueOn: TODAY });
    if (told !== "nothing") valueOf(await visitReports.saveReport(world.system, { visitId: id, key: randomUUID(), version: 0, report: reportInput({ toldOn: day }) }));
    if (at === "archived") await visits.archiveVisit(world.system, { id, version: 1 }, true);
    else if (told === "closed") valueOf(await visitReports.closeVisit(world.system, { id, version: 1 }, true));
    const held: HeldVisit = { id, version: at === "archived" || told === "closed" ? 2 : 1, title: input.title, participantId, itemId, actionId };
    return JSON.stringify(held);
  });
  return JSON.parse(made) as HeldVisit;
};

/** An attempt at what a visit holds. */
const onHeld =
  (attempt: (actor: Actor, held: HeldVisit, more: Attempt) => Promise<unknown>, told: Told = "nothing"): Prepare =>
  async (more) => {
    const held = await heldVisit(more, told);
    return () => attempt(more.actor, held, more);
  };

const dormant = episodeInput({ state: "DORMANT", starts: { on: TODAY, precision: "DAY" } });
const never = { since: null, until: null, note: null };

/** An attempt at a town relation. */
const onRelation =
  (attempt: (actor: Actor, relation: Awaited<ReturnType<World["relation"]>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const relation = await more.world.relation(more.at, more.isFresh);
    return () => attempt(more.actor, relation, more);
  };

/** An attempt at a recurring meeting. */
const onMeeting =
  (attempt: (actor: Actor, meeting: Awaited<ReturnType<World["meeting"]>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const meeting = await more.world.meeting(more.at, more.isFresh);
    return () => attempt(more.actor, meeting, more);
  };

/** An attempt at an exchange within a town relation. */
const onActivity =
  (attempt: (actor: Actor, activity: Awaited<ReturnType<World["activity"]>>, more: Attempt) => Promise<unknown>): Prepare =>
  async (more) => {
    const activity = await more.world.activity(more.at, more.isFresh);
    return () => attempt(more.actor, activity, more);
  };

const atOnce =
  (attempt: (actor: Actor, more: Attempt) => Promise<unknown>): Prepare =>
  (more) =>
    Promise.resolve(() => attempt(more.actor, more));

/** An attempt at a claim or payment of the situation's project, written down before it. */
const onMoney =
  (kind: "claim" | "payment" | "latePayment", attempt: (actor: Actor, part: { projectId: string; id: string; version: number }) => Promise<unknown>): Prepare =>
  async ({ world, actor, at, isFresh }) => {
    const part = await world[kind]((await world.project(at, isFresh)).id, at);
    return () => attempt(actor, part);
  };

/** The year in which every project of the world has money. */
const moneyOf = (page = 1) => ({ ...readMoneyFilter({}, MONEY_YEAR).filter, page });

async function everyMoneyPage(actor: Actor): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (let page = 1; ; page += 1) {
    const { rows, total } = await moneyYears.listMoneyProjects(actor, moneyOf(page));
    found.push(...rows);
    if (found.length >= total || rows.length === 0) return found;
  }
}

/** How each use case of the table is attempted. */
export const ATTEMPTS: Readonly<Record<string, Prepare>> = {
  "projects/lists.listProjects": onProject(async (actor, { id }, { world }) => {
    const { project } = await projects.getProject(world.system, id);
    const { rows, total } = await projectLists.listProjects(actor, everything(project.title));
    if (rows.length !== total) throw new Error("the count and the list disagree");
    return rows.some((row) => row.id === id);
  }),
  "projects/lists.exportProjects": onProject(async (actor, { id }, { world }) => {
    const { project } = await projects.getProject(world.system, id);
    let isThere = false;
    for await (const piece of projectLists.exportProjects(actor, everything(project.title))) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "projects/lists.countApplications": async ({ world, actor, at }) => {
    const count = async () => (await projectLists.countApplications(actor, Number(LONG_AGO.slice(0, 4)))).reduce((sum, unit) => sum + unit.sent, 0);
    const before = await count();
    const { id } = await projects.logProject(world.system, { ...world.projectInput(at), status: "SUBMITTED" }, randomUUID(), { statusOn: LONG_AGO });
    if (world.unitOf(at) !== world.otherUnit) valueOf(await projects.nameMember(world.system, { projectId: id, personId: world.personIds.member }));
    if (at === "archived") await projects.archiveProject(world.system, { id, _version: 1 }, true);
    return async () => (await count()) > before;
  },
  "projects/lists.countProjects": async ({ world, actor, at }) => {
    const before = await projectLists.countProjects(actor);
    await world.addProject(at);
    return async () => {
      const after = await projectLists.countProjects(actor);
      if (after.all - before.all !== after.ongoing - before.ongoing) throw new Error("the counts disagree");
      return after.all > before.all;
    };
  },
  "projects/lists.listFilterChoices": atOnce((actor) => projectLists.listFilterChoices(actor)),
  "projects/choices.loadChoices": atOnce((actor) => projectChoices.loadChoices(actor)),
  "projects/choices.loadProgrammes": atOnce((actor) => projectChoices.loadProgrammes(actor)),
  "projects/choices.loadUnits": atOnce((actor) => projectChoices.loadUnits(actor)),
  "projects/choices.listCandidates": atOnce((actor) => projectChoices.listCandidates(actor)),
  "projects.getProject": onProject((actor, { id }) => projects.getProject(actor, id)),
  "projects.getProjectWithHistory": onProject((actor, { id }) => projects.getProjectWithHistory(actor, id, { limit: 10 })),
  "projects/lists.countByUnit": async ({ world, actor, at }) => {
    const count = async () => (await projectLists.countByUnit(actor, everything())).find((unit) => unit.unitId === world.unitOf(at))?.all ?? 0;
    const before = await count();
    await world.addProject(at);
    return async () => (await count()) > before;
  },
  "projects/lists.countProjectEvidence": async ({ world, actor, at }) => {
    const count = async () => (await projectLists.countProjectEvidence(actor, everything())).find((unit) => unit.unitId === world.unitOf(at))?.logged ?? 0;
    const before = await count();
    await world.addProject(at);
    return async () => (await count()) > before;
  },
  "projects/lists.countProjectCodes": async ({ world, actor, at }) => {
    const count = async () => (await projectLists.countProjectCodes(actor, everything())).all;
    const before = await count();
    await world.addProject(at);
    return async () => (await count()) > before;
  },
  "projects/lists.countProjectsByYear": async ({ world, actor, at }) => {
    const year = Number(LONG_AGO.slice(0, 4));
    const count = async () => (await projectLists.countProjectsByYear(actor, everything(), [year]))[0] ?? 0;
    const before = await count();
    const { id } = await projects.logProject(world.system, { ...world.projectInput(at), starts: { on: LONG_AGO, precision: "DAY" }, ends: { on: LONG_AGO, precision: "DAY" } }, randomUUID());
    if (world.unitOf(at) !== world.otherUnit) valueOf(await projects.nameMember(world.system, { projectId: id, personId: world.personIds.member }));
    if (at === "archived") await projects.archiveProject(world.system, { id, _version: 1 }, true);
    return async () => (await count()) > before;
  },
  "projects/lists.scrutiniseProjects": async ({ world, actor, at }) => {
    const count = async () => (await projectLists.scrutiniseProjects(actor, everything(), 1)).reduce((sum, { having, lacking }) => sum + having + lacking, 0);
    const before = await count();
    await world.addProject(at);
    return async () => (await count()) > before;
  },
  "projects.listProjectHistory": onProject((actor, { id }) => projects.listProjectHistory(actor, id, { limit: 10 })),
  "projects/lists.listDecisionNeeds": onProject(async (actor, { id }) => (await projectLists.listDecisionNeeds(actor)).some(({ subject }) => subject.id === id)),
  "projects/lists.listUnreported": onProject(async (actor, { id }) => (await projectLists.listUnreported(actor)).some((project) => project.id === id)),
  "projects.logProject": atOnce((actor, { world, at }) => projects.logProject(actor, world.projectInput(at), randomUUID())),
  "projects.logInTransaction": atOnce((actor, { world, at }) => inTransaction((tx) => projects.logInTransaction(tx, actor, world.projectInput(at)))),
  "projects.changeInTransaction": onProject((actor, { id, version }, { world, at }) => inTransaction((tx) => projects.changeInTransaction(tx, actor, id, version, world.projectInput(at)))),
  "projects.openProject": onProject((actor, { id }) => projects.openProject(reading(), actor, id)),
  "projects/steps.getSteps": onProject((actor, { id }) => projectSteps.getSteps(actor, id)),
  "projects/steps.correctStatus": onProject((actor, { id, version }) => projectSteps.correctStatus(actor, { id, _version: version, right: "CLOSED", reason: "Fel" })),
  "projects/steps.changeStatus": onProject((actor, { id, version }) => projectSteps.changeStatus(actor, { id, _version: version, to: "IN_MODIFICATION", on: TODAY, note: null })),
  "projects.addProjects": atOnce((actor, { world, at }) => audited(actor, async (tx) => (await projects.addProjects(tx, actor, [{ input: world.projectInput(at) }])).map(({ entry }) => entry))),
  "projects.applyChange": onProject((actor, { id, version }, { world, at }) => audited(actor, async (tx) => [await projects.applyChange(tx, actor, id, version, world.projectInput(at))])),
  "projects.openProjects": onProject(async (actor, { id }) => (await projects.openProjects(reading(), actor, [id])).length > 0),
  "projects/imports.listProjectImportFields": atOnce(async (actor, { world, at }) => (await projectImports.listProjectImportFields(reading(), actor, new Date())).some(({ choices }) => choices?.some(({ value }) => value === world.unitOf(at)))),
  "projects/imports.judgeProjectRows": atOnce((actor, more) => inTransaction((tx) => projectImports.judgeProjectRows(tx, actor, projectRow(more), new Date()))),
  "projects/imports.addProjectRows": atOnce((actor, more) => audited(actor, async (tx) => (await projectImports.addProjectRows(tx, actor, projectRow(more), new Date())).flatMap(({ entries }) => entries))),
  "projects/imports.changeProjectRows": onProject((actor, { id }) => audited(actor, async (tx) => (await projectImports.changeProjectRows(tx, actor, rowOf({ title: `Projekt ${randomUUID()}` }).map((read) => ({ id, read })), new Date())))),
  "projects/imports.listPointedToProjects": onProject((actor, { id }) => projectImports.listPointedToProjects(reading(), actor, [id])),
  "projects/imports.takeBackProjects": onProject((actor, { id }) => audited(actor, (tx) => projectImports.takeBackProjects(tx, actor, [id], new Date()))),
  "projects/imports.restoreProjects": onProject((actor, { id }) => audited(actor, (tx) => projectImports.restoreProjects(tx, actor, randomUUID(), [id], new Date()))),
  "projects.nameMember": onProject((actor, { id }, { world }) => projects.nameMember(actor, { projectId: id, personId: world.colleague })),
  "projects.dismissMember": onProject((actor, { id }, { world }) => projects.dismissMember(actor, { projectId: id, personId: world.stranger })),
  "projects.archiveProject": onProject((actor, { id, version }, { at }) => projects.archiveProject(actor, { id, _version: version }, at !== "archived")),

  "project-drafts.startLog": onProject((actor, { id }) => projectDrafts.startLog(actor, { copyOf: id })),
  "project-drafts.startFromInitiative": onInitiative((actor, { id }) => projectDrafts.startFromInitiative(actor, { initiativeId: id })),
  "project-drafts.startEdit": onProject((actor, { id }) => projectDrafts.startEdit(actor, id)),
  "project-drafts.getProjectDraft": async (more) => {
    const draftId = await more.world.draft(more.actor, more.at, more.at === "restricted" ? "changes" : "new", more.isFresh);
    return () => projectDrafts.getProjectDraft(more.actor, draftId);
  },
  "project-drafts.saveSection": onDraft("new", (actor, draftId) => projectDrafts.saveSection(actor, { draftId, section: "youth", then: "next", values: { reachesChildrenAndYouth: "no" } })),
  "project-drafts.submitLog": onDraft("new", (actor, draftId) => projectDrafts.submitLog(actor, draftId)),
  "project-drafts.submitEdit": onDraft("changes", (actor, draftId) => projectDrafts.submitEdit(actor, draftId)),
  "project-drafts.resolveConflict": onDraft("changes", (actor, draftId) => projectDrafts.resolveConflict(actor, { draftId, against: 1, choices: {} })),
  "project-drafts.getConflict": onDraft("changes", (actor, draftId) => projectDrafts.getConflict(actor, draftId)),
  "project-drafts.discardProjectDraft": onDraft("new", (actor, draftId) => projectDrafts.discardProjectDraft(actor, draftId)),
  "project-drafts.listProjectDrafts": onNewDraft(async (actor, draftId) => (await projectDrafts.listProjectDrafts(actor)).some((draft) => draft.id === draftId)),

  "decisions.listDecisions": onDecision(async (actor, { id }, { world }) => {
    const { decision } = await decisions.getDecision(world.system, id);
    return (await decisions.listDecisions(actor, readDecisionFilter({ q: decision.title }).filter)).rows.some((row) => row.id === id);
  }),
  "decisions.listJudgeable": onDecision(async (actor, { id }) => (await decisions.listJudgeable(actor)).some((decision) => decision.id === id)),
  "decisions.listDecisionYears": atOnce((actor) => decisions.listDecisionYears(actor)),
  "decisions.getDecision": onDecision((actor, { id }) => decisions.getDecision(actor, id)),
  "decisions.listDecisionHistory": onDecision((actor, { id }) => decisions.listDecisionHistory(actor, id, { limit: 10 })),
  "decisions.loadDecisionChoices": atOnce(async (actor, more) => (await decisions.loadDecisionChoices(actor, "END_PROJECT")).bodies.some(({ id }) => id === (isOwnUnit(more) ? more.world.committee : more.world.otherCommittee))),
  "decisions.listDecidingBodies": atOnce((actor) => decisions.listDecidingBodies(actor)),
  "decisions.mayRecordDecisions": atOnce((actor) => decisions.mayRecordDecisions(actor)),
  "decisions.describeNeed": onProject((actor, { id }, { world }) => decisions.describeNeed(actor, [id], Promise.resolve(needOf(world, id)))),
  "decisions.findBasis": onProject((actor, { id }) => decisions.findBasis(reading(), actor, { kind: "project", id }, ["START_PROJECT"])),
  "decisions.listWaiting": onProject(async (actor, { id }) => (await decisions.listWaiting(actor, registers)).some(({ need }) => need.subject.id === id)),
  "decisions.countDecisionsByMatter": atOnce((actor) => decisions.countDecisionsByMatter(actor, TODAY)),
  "decisions.listUnreported": atOnce((actor) => decisions.listUnreported(actor)),
  "decisions.listUnknownBases": atOnce((actor) => decisions.listUnknownBases(actor, TODAY)),
  "decisions.recordDecision": async (more) => {
    const input = await more.world.decisionAt(more.at);
    return () => decisions.recordDecision(more.actor, input, randomUUID(), { registers });
  },
  "decisions.correctDecision": onDecision(async (actor, { id, version }, { world, at }) => decisions.correctDecision(actor, { id, version, decision: await world.decisionAt(at) })),
  "decisions.archiveDecision": onDecision((actor, decision, { at }) => decisions.archiveDecision(actor, decision, at !== "archived")),

  "imports/drafts.uploadList": (more) => Promise.resolve(() => importDrafts.uploadList(more.actor, { kind: "network", draftId: null, fileName: "lista.csv", bytes: listAt(more) }, aroundLists)),
  "imports/drafts.chooseSheet": onImportDraft((actor, id) => importDrafts.chooseSheet(actor, { id, revision: 1, sheet: 0, headerRow: 1 }, aroundLists)),
  "imports/drafts.tellColumns": onImportDraft((actor, id) => importDrafts.tellColumns(actor, { id, revision: 1, columns: { name: 0 }, defaults: {} }, aroundLists)),
  "imports/drafts.answerRows": onImportDraft((actor, id) => importDrafts.answerRows(actor, { id, revision: 1, answers: {}, rest: "new" }, aroundLists)),
  "imports/drafts.discardList": onImportDraft((actor, id) => importDrafts.discardList(actor, id)),
  "imports/drafts.getDraft": onImportDraft((actor, id) => importDrafts.getDraft(actor, id, aroundLists)),
  "imports/drafts.previewList": onImportDraft((actor, id) => importDrafts.previewList(actor, id, EVERY_ROW, aroundLists)),
  "imports/drafts.listDrafts": onImportDraft(async (actor, id) => (await importDrafts.listDrafts(actor)).some((one) => one.id === id)),
  "imports/drafts.importableOf": onImportDraft((actor, id) => inTransaction(async (tx) => importDrafts.importableOf(actor, aroundLists, (await importDrafts.openDraft(tx, actor, id)).draft.kind))),
  "imports/drafts.listTemplateFields": atOnce((actor) => importDrafts.listTemplateFields(actor, "network", aroundLists)),
  "imports/drafts.openDraft": onImportDraft((actor, id) => inTransaction((tx) => importDrafts.openDraft(tx, actor, id))),
  "imports/drafts.openList": onImportDraft((actor, id) => inTransaction(async (tx) => importDrafts.openList(tx, actor, (await importDrafts.openDraft(tx, actor, id)).draft, aroundLists, new Date()))),
  "imports/drafts.judgeAnew": onImportDraft((actor, id) => importDrafts.judgeAnew(actor, id)),
  "imports.readIn": async (more) => {
    const shown = await shownListAt(more);
    return () => inTransaction((tx) => imports.readIn(tx, more.actor, shown, aroundLists, new Date(), { progress: () => Promise.resolve(), finish: () => Promise.resolve() }));
  },
  "imports.runImport": async (more) => {
    const shown = await shownListAt(more);
    return () => imports.runImport(more.actor, shown, aroundLists);
  },
  "imports/runs.startImport": async (more) => {
    const shown = await shownListAt(more);
    return () => importRuns.startImport(more.actor, shown);
  },
  "imports/runs.readList": async (more) => {
    const shown = await shownListAt(more);
    return () => importRuns.readList(more.actor, shown, aroundLists);
  },
  "imports/runs.getRun": async (more) => {
    const id = await importRunAt(more);
    return () => importRuns.getRun(more.actor, id);
  },
  "imports/runs.cancelImport": async (more) => {
    const id = await importRunAt({ ...more, isFresh: true });
    return () => importRuns.cancelImport(more.actor, id);
  },
  "imports/runs.listRuns": async (more) => {
    const id = await importRunAt(more);
    return async () => (await importRuns.listRuns(more.actor)).some((one) => one.id === id);
  },
  "imports/runs.carryOutRuns": atOnce((actor) => importRuns.carryOutRuns(actor, aroundLists)),
  "imports.undoImport": onImport((actor, id) => imports.undoImport(actor, { id, version: 1 }, aroundLists)),
  "imports.getImport": onImport((actor, id) => imports.getImport(actor, id, EVERY_ROW)),
  "imports.listImports": onImport(async (actor, id) => (await imports.listImports(actor)).imports.some((one) => one.id === id)),
  "merging.findMergeable": atOnce((actor) => Promise.resolve().then(() => merging.findMergeable(actor, "network", mergeables))),
  "merging.mergeTwo": atOnce(async (actor) => {
    await merging.mergeTwo(actor, { id: onlyId, version: 1, intoId: onlyId, isHistoryChosen: false }, anyone, new Date());
  }),
  "merging.separateOne": atOnce((actor) => merging.separateOne(actor, { id: onlyId, version: 1 }, anyone, new Date())),
  "networks/merging.mergeNetwork": async (more) => {
    const [one, into] = [await more.world.network(more.at, more.isFresh), await more.world.network("own", true)];
    return () => networkMerging.mergeNetwork(more.actor, { ...one, intoId: into.id, isHistoryChosen: true });
  },
  "networks/merging.separateNetwork": async (more) => {
    const one = await mergedNetworkAt(more);
    return () => networkMerging.separateNetwork(more.actor, one);
  },
  "town-relations/merging.mergeRelation": async (more) => {
    const [one, into] = [await more.world.relation(more.at, more.isFresh), await more.world.relation("own", true)];
    return () => relationMerging.mergeRelation(more.actor, { id: one.id, version: one.version, intoId: into.id, isHistoryChosen: true });
  },
  "town-relations/merging.separateRelation": async (more) => {
    const { id, version } = await more.world.relation(more.at, more.isFresh);
    if (!more.isFresh) return () => relationMerging.separateRelation(more.actor, { id, version });
    const into = await more.world.relation("own", true);
    valueOf(await relationMerging.mergeRelation(more.world.system, { id, version, intoId: into.id, isHistoryChosen: true }));
    return () => relationMerging.separateRelation(more.actor, { id, version: version + 1 });
  },
  "partners.addPartners": atOnce((actor, { world }) => audited(actor, async (tx) => (await partners.addPartners(tx, actor, [{ partner: world.partnerAt(), facts: [] }], new Date())).map(({ id }) => ({ action: "partners.added", subject: { kind: "partner", id } })))),
  "partners/imports.judgePartnerRows": atOnce((actor) => inTransaction((tx) => partnerImports.judgePartnerRows(tx, actor, partnerRow()))),
  "partners/imports.addPartnerRows": atOnce((actor) => audited(actor, async (tx) => (await partnerImports.addPartnerRows(tx, actor, partnerRow(), new Date())).flatMap(({ entries }) => entries))),
  "partners/imports.listPointedToPartners": onPartner((actor, { id }) => partnerImports.listPointedToPartners(reading(), actor, [id])),
  "partners/imports.takeBackPartners": onPartner((actor, { id }) => audited(actor, (tx) => partnerImports.takeBackPartners(tx, actor, [id], new Date()))),
  "networks.addNetworks": atOnce((actor, { world, at }) => audited(actor, async (tx) => (await networks.addNetworks(tx, actor, [{ network: world.networkAt(at), certainty: "MEDIUM" }], new Date())).map(({ id }) => ({ action: "networks.added", subject: { kind: "network", id } })))),
  "networks.judgeNewNetworks": atOnce((actor, { world, at }) => networks.judgeNewNetworks(actor, [world.networkAt(at)])),
  "networks/imports.listNetworkImportFields": atOnce(async (actor, { world, at }) => (await networkImports.listNetworkImportFields(reading(), actor, new Date())).some(({ name, choices }) => name === "unitId" && choices?.some(({ value }) => value === world.unitOf(at)))),
  "networks/imports.judgeNetworkRows": atOnce((actor, more) => inTransaction((tx) => networkImports.judgeNetworkRows(tx, actor, networkRow(more), new Date()))),
  "networks/imports.addNetworkRows": atOnce((actor, more) => audited(actor, async (tx) => (await networkImports.addNetworkRows(tx, actor, networkRow(more), new Date())).flatMap(({ entries }) => entries))),
  "networks/imports.listPointedToNetworks": onNetwork((actor, { id }) => networkImports.listPointedToNetworks(reading(), actor, [id])),
  "networks/imports.takeBackNetworks": onNetwork((actor, { id }) => audited(actor, (tx) => networkImports.takeBackNetworks(tx, actor, [id], new Date()))),
  "town-relations.enterRelations": atOnce((actor, { world, at }) => audited(actor, async (tx) => (await townRelations.enterRelations(tx, actor, [{ ...world.relationAt(at), otherTowns: [] }], new Date())).map(({ entry }) => entry))),
  "town-relations/imports.listRelationImportFields": atOnce(async (actor, { world, at }) => (await relationImports.listRelationImportFields(reading(), actor, new Date())).some(({ choices }) => choices?.some(({ value }) => value === world.unitOf(at)))),
  "town-relations/imports.judgeRelationRows": atOnce((actor, more) => inTransaction((tx) => relationImports.judgeRelationRows(tx, actor, relationRow(more)))),
  "town-relations/imports.addRelationRows": atOnce((actor, more) => audited(actor, async (tx) => (await relationImports.addRelationRows(tx, actor, relationRow(more), new Date())).flatMap(({ entries }) => entries))),
  "town-relations/imports.listPointedToRelations": onRelation((actor, { id }) => relationImports.listPointedToRelations(reading(), actor, [id])),
  "town-relations/imports.takeBackRelations": onRelation((actor, { id }) => audited(actor, (tx) => relationImports.takeBackRelations(tx, actor, [id], new Date()))),
  "town-relations/findings.findAsked": onRelation(async (actor, { id }) => (await townFindings.findAsked(actor, { lacks: "unknown", idleYears: null }))?.includes(id) ?? false),
  "decisions/lost-decisions.mayRecordLost": atOnce((actor) => Promise.resolve(lostDecisions.mayRecordLost(actor))),
  "decisions/lost-decisions.recordLostDecisions": atOnce((actor, { world }) => audited(actor, (tx) => lostDecisions.recordLostDecisions(tx, actor, [lostAbout(world, randomUUID())], new Date()))),
  "decisions/lost-decisions.takeBackLostDecisions": async ({ world, actor }) => {
    const about = randomUUID();
    await audited(world.system, (tx) => lostDecisions.recordLostDecisions(tx, world.system, [lostAbout(world, about)], new Date()));
    return () => audited(actor, (tx) => lostDecisions.takeBackLostDecisions(tx, actor, [about], new Date()));
  },
  "partners.listPartners": onPartner(async (actor, { id }, { world }) => {
    const { partner } = await partners.getPartner(world.system, id);
    return (await partners.listPartners(actor, readPartnerFilter({ q: partner.name }).filter)).rows.some((row) => row.id === id);
  }),
  "partners.exportPartners": onPartner(async (actor, { id }, { world }) => {
    const { partner } = await partners.getPartner(world.system, id);
    let isThere = false;
    for await (const piece of partners.exportPartners(actor, readPartnerFilter({ q: partner.name }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "partners.listPartnerCountries": atOnce((actor) => partners.listPartnerCountries(actor)),
  "partners.listSimilarPartners": onPartner(async (actor, { id }, { world }) => {
    const { partner } = await partners.getPartner(world.system, id);
    return (await partners.listSimilarPartners(actor, partner.name)).some((row) => row.id === id);
  }),
  "partners.listPlaces": atOnce((actor) => Promise.resolve(partners.listPlaces(actor, "Haderslev").length > 0)),
  "partners.getPartner": onPartner((actor, { id }) => partners.getPartner(actor, id)),
  "partners.listPartnerHistory": onPartner((actor, { id }) => partners.listPartnerHistory(actor, id, { limit: 10 })),
  "partners.getPartnerVersion": onPartner((actor, { id }) => partners.getPartnerVersion(actor, id, 1)),
  "partners.addPartner": atOnce((actor, { world }) => partners.addPartner(actor, { key: randomUUID(), partner: world.partnerAt(), answers: answered })),
  "partners.changePartner": onPartner((actor, { id, version }, { world }) => partners.changePartner(actor, { id, version, partner: world.partnerAt(), answers: answered })),
  "partners.renamePartner": onPartner((actor, { id, version }) => partners.renamePartner(actor, { id, version, name: `Partner ${randomUUID()}`, ...happened })),
  "partners.dissolvePartner": onPartner((actor, { id, version }) => partners.dissolvePartner(actor, { id, version, ...happened })),
  "partners.mergePartner": async ({ world, actor, at, isFresh }) => {
    const [{ id, version }, into] = [await world.partner(at, isFresh), await world.partner("own", false, "survivor")];
    return () => partners.mergePartner(actor, { id, version, kind: "DUPLICATE", intoId: into.id, ...happened });
  },
  "partners/map.listPlaced": onProject(async (actor, { id }) => (await partnerMap.listPlaced(actor, { kind: "PROJECT", unitId: null, country: null })).rows.some((row) => row.id === id)),
  "projects/lists.listProjectPlaces": onProject(async (actor, { id }) => (await projectLists.listProjectPlaces(actor, { unitId: null, country: null }, 1_000_000)).some((row) => row.id === id)),
  "partners/towns.takeTown": atOnce((actor) =>
    inTransaction(async (tx) => {
      await partnerTowns.takeTown(tx, actor, { name: `Ort ${randomUUID()}`, country: "NO" }, true);
      await recordAudit(tx, { actor, action: "partners.added", subject: { kind: "partner", id: null } });
    }),
  ),
  "partners/towns.listTownsCalled": atOnce((actor) => partnerTowns.listTownsCalled(actor, "Haderslev", "DK")),
  "partners/connections.getConnections": onPartner((actor, { id }) => connections.getConnections(actor, id)),
  "partners/connections.findAcquaintances": onPartner(async (actor, { id }, { world }) => {
    const { partner } = await partners.getPartner(world.system, id);
    return (await connections.findAcquaintances(actor, partner.name)).partners.some((row) => row.id === id);
  }),
  "projects/closings.getClosing": onClosing((actor, { projectId }) => closings.getClosing(actor, projectId)),
  "projects/closings.getClosingVersion": onClosing((actor, { projectId }) => closings.getClosingVersion(actor, projectId, 1)),
  "projects/closings.listLessons": onClosing(async (actor, { projectId }, more) => (await closings.listLessons(actor, await lessonsOf(more, projectId))).rows.some((row) => row.projectId === projectId)),
  "projects/closings.exportLessons": onClosing(async (actor, { projectId }, more) => {
    let isThere = false;
    for await (const piece of closings.exportLessons(actor, await lessonsOf(more, projectId))) isThere ||= piece.some((row) => row.projectId === projectId);
    return isThere;
  }),
  "projects/closings.countClosings": onClosing(async (actor, { projectId }, more) => (await closings.countClosings(actor, await lessonsOf(more, projectId))).all > 0),
  "projects/closings.listLessonYears": atOnce((actor) => closings.listLessonYears(actor)),
  "projects/closings.saveClosing": onClosing((actor, { projectId, version }) => closings.saveClosing(actor, { projectId, key: randomUUID(), version, closing: closingInput({ toldOn: LONG_AGO, lessons: randomUUID() }) })),
  "projects/closings.removeClosing": onClosing((actor, { projectId, version }) => closings.removeClosing(actor, { projectId, version })),
  "funding.getProjectMoney": onProject((actor, { id }) => funding.getProjectMoney(actor, id)),
  "funding.addClaim": onProject((actor, { id }) => funding.addClaim(actor, { key: randomUUID(), projectId: id, claim: claimInput() })),
  "funding.changeClaim": onMoney("claim", (actor, part) => funding.changeClaim(actor, { ...part, claim: claimInput() })),
  "funding.removeClaim": onMoney("claim", (actor, part) => funding.removeClaim(actor, part)),
  "funding.addPayment": onProject((actor, { id }) => funding.addPayment(actor, { key: randomUUID(), projectId: id, payment: paymentInput() })),
  "funding.changePayment": onMoney("payment", (actor, part) => funding.changePayment(actor, { ...part, payment: paymentInput() })),
  "funding.removePayment": onMoney("payment", (actor, part) => funding.removePayment(actor, part)),
  "funding.listLatePayments": onMoney("latePayment", async (actor, { projectId }) => (await funding.listLatePayments(actor)).some((payment) => payment.projectId === projectId)),
  "funding/forecasts.forecastOfProject": onProject((actor, { id }) => forecasts.forecastOfProject(actor, id)),
  "funding/forecasts.forecastOfUnit": onProject(async (actor, { id }, { world }) => {
    const { unitId } = (await projects.getProject(world.system, id)).project;
    return (await forecasts.forecastOfUnit(actor, unitId)).projects.some((one) => one.id === id);
  }),
  "funding/forecasts.listForecastUnits": atOnce((actor) => forecasts.listForecastUnits(actor)),
  "funding/years.getMoneyYear": atOnce((actor) => moneyYears.getMoneyYear(actor, 2025)),
  "funding/years.listMoneyProjects": onProject(async (actor, { id }) => (await everyMoneyPage(actor)).some((one) => one.id === id)),
  "funding/years.exportMoneyProjects": onProject(async (actor, { id }) => {
    let isThere = false;
    for await (const piece of moneyYears.exportMoneyProjects(actor, moneyOf())) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "funding/years.listMoneyNames": atOnce((actor) => moneyYears.listMoneyNames(actor)),
  // The closing of each is unlike those of others, so that its title alone is alike.
  "projects/hints.listHints": onClosing(async (actor, { projectId }, { world }) => {
    const { title } = (await projects.getProject(world.system, projectId)).project;
    return (await hints.listHints(actor, { projectId: null, unitId: null, title, programmeId: null, callId: null, partners: [], partnerIds: [] })).some(({ id }) => id === projectId);
  }),
  "projects/partners.listProjectPartners": onProject((actor, { id }) => projectPartners.listProjectPartners(actor, id)),
  "projects/partners.linkProjectPartner": onProject(async (actor, { id }, { world }) => {
    const { lines } = await projectPartners.listProjectPartners(world.system, id);
    const { id: partnerId } = await world.partner("own", false);
    return projectPartners.linkProjectPartner(actor, { projectId: id, lineId: lines[0]?.id ?? "", version: lines[0]?.version ?? 0, partnerId });
  }),
  "projects/lists.listPartneredProjects": onProject(async (actor, { id }, { world }) => {
    const name = (await projects.getProject(world.system, id)).project.partners[0]?.name ?? "";
    return (await projectLists.listPartneredProjects(actor, { partnerIds: [], names: [name.toLowerCase()], country: null })).rows.some((row) => row.id === id);
  }),
  "partners/contacts.listContacts": onContact(async (actor, { id, partnerId }) => (await contacts.listContacts(actor, [partnerId])).some((one) => one.id === id && one.details !== null)),
  "partners/contacts.countContacts": onContact(async (actor, { partnerId }) => (await contacts.countContacts(actor, [partnerId])).length > 0),
  "partners/contacts.listContactUnits": atOnce(async (actor, { world, at }) => (await contacts.listContactUnits(actor)).some(({ id }) => id === world.unitOf(at))),
  "partners/contacts.listContactsDue": onContact(async (actor, { partnerId }) => (await contacts.listContactsDue(actor, TODAY)).some((one) => one.partnerId === partnerId)),
  "partners/contacts.getContact": onContact((actor, { id }) => contacts.getContact(actor, id)),
  "partners/contacts.addContact": async ({ world, actor, at }) => {
    const { id: partnerId } = await world.partner("own", false);
    return () => contacts.addContact(actor, { key: randomUUID(), input: { partnerId, unitId: world.unitOf(at), contact: contactInput({ neededUntil: TODAY }) } });
  },
  "partners/contacts.changeContact": onContact((actor, { id, version }) => contacts.changeContact(actor, { id, version, contact: contactInput({ title: randomUUID(), neededUntil: TODAY }) })),
  "partners/contacts.eraseContact": onContact((actor, { id, version }) => contacts.eraseContact(actor, { id, version })),
  "partners/contacts.eraseExpiredContacts": atOnce((actor) => contacts.eraseExpiredContacts(actor)),
  "comments.listCommentsOf": onComment((actor, { subject }) => comments.listCommentsOf(actor, subject, { registers })),
  "comments.prepareComment": onComment((actor, { subject }) => comments.prepareComment(actor, subject, { registers })),
  "comments.getOwnComment": onComment((actor, { id }) => comments.getOwnComment(actor, id, { registers })),
  "comments.getCommentHistory": onComment((actor, { id }) => comments.getCommentHistory(actor, id, { registers })),
  "comments.writeComment": onComment((actor, { subject }) => comments.writeComment(actor, { key: randomUUID(), subject, text: "Hej", mentionedIds: [] }, { registers })),
  "comments.changeComment": onComment((actor, { id, version }) => comments.changeComment(actor, { id, version, text: "Hej", mentionedIds: [] }, { registers })),
  "comments.archiveComment": onComment((actor, { id, version }, { at }) => comments.archiveComment(actor, { id, version }, at !== "archived", { registers })),
  "documents.listDocumentsOf": onAttached((actor, { subject }) => attached.listDocumentsOf(actor, subject, { registers })),
  "documents.getHolder": onAttached((actor, { subject }) => attached.getHolder(actor, subject, { registers })),
  "documents.getDocument": onAttached((actor, { id }) => attached.getDocument(actor, id, { registers })),
  "documents.getDocumentVersion": onAttached((actor, { id }) => attached.getDocumentVersion(actor, id, 1, { registers })),
  "documents.listDocumentHistory": onAttached((actor, { id }) => attached.listDocumentHistory(actor, id, { limit: 5 }, { registers })),
  "documents.openFile": onAttached((actor, { fileId }) => attached.openFile(actor, fileId, { registers })),
  "documents.listDocuments": onAttached(async (actor, { id, title }) => (await attached.listDocuments(actor, readDocumentFilter({ q: title }).filter, { registers })).rows.some((row) => row.id === id)),
  "documents.exportDocuments": onAttached(async (actor, { id, title }) => {
    for await (const rows of attached.exportDocuments(actor, readDocumentFilter({ q: title }).filter, { registers })) if (rows.some((row) => row.id === id)) return true;
    return false;
  }),
  "documents.listDocumentYears": atOnce((actor) => attached.listDocumentYears(actor)),
  "documents.attachDocument": onAttached((actor, { subject }) => withFile((file) => attached.attachDocument(actor, attachInput(subject), file, { registers }))),
  "documents.reviseDocument": onAttached((actor, { id, version }) => withFile((file) => attached.reviseDocument(actor, { key: randomUUID(), id, version, note: null, fileName: "avtal.pdf" }, file, { registers }))),
  "documents.changeDocument": onAttached((actor, { id, version }) => attached.changeDocument(actor, { id, version, document: documentFacts() }, { registers })),
  "documents.archiveDocument": onAttached((actor, { id, version }) => attached.archiveDocument(actor, { id, version }, true, { registers })),
  "economy-support.listCases": onSupportCase(async (actor, { id, title }) => (await economySupport.listCases(actor, readCaseFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "economy-support.exportCases": onSupportCase(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of economySupport.exportCases(actor, readCaseFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "economy-support.listCaseYears": atOnce((actor) => economySupport.listCaseYears(actor)),
  "economy-support.sumSupport": async ({ world, actor, at }) => {
    const count = async () => (await economySupport.sumSupport(actor, Number(LONG_AGO.slice(0, 4)))).units.reduce((sum, unit) => sum + unit.cases, 0);
    const before = await count();
    await world.supportCase(at, true);
    return async () => (await count()) > before;
  },
  "economy-support.countCases": onSupportCase(async (actor, { title }) => (await economySupport.countCases(actor, readCaseFilter({ q: title }).filter)) > 0),
  "economy-support.listUnanswered": onSupportCase(async (actor, { id }) => (await economySupport.listUnanswered(actor)).some((row) => row.id === id)),
  "economy-support.listCasesOfProject": onProject((actor, { id }) => economySupport.listCasesOfProject(actor, id)),
  "economy-support.getCase": onSupportCase((actor, { id }) => economySupport.getCase(actor, id)),
  "economy-support.getCaseVersion": onSupportCase((actor, { id }) => economySupport.getCaseVersion(actor, id, 1)),
  "economy-support.listCaseHistory": onSupportCase((actor, { id }) => economySupport.listCaseHistory(actor, id, { limit: 10 })),
  "economy-support.listSupportUnits": atOnce(async (actor, { world, at }) => (await economySupport.listSupportUnits(actor)).some(({ id }) => id === world.unitOf(at))),
  "economy-support.offerSupportProjects": onProject(async (actor, { id }, { world }) => (await economySupport.offerSupportProjects(actor, [(await projects.getProject(world.system, id)).project.unitId])).some((one) => one.id === id)),
  "economy-support.logCase": atOnce((actor, { world, at }) => economySupport.logCase(actor, world.supportCaseAt(at), randomUUID())),
  "economy-support.changeCase": onSupportCase((actor, { id, version }, { world, at }) => economySupport.changeCase(actor, { id, version, supportCase: world.supportCaseAt(at) })),
  "economy-support.archiveCase": onSupportCase((actor, { id, version }, { at }) => economySupport.archiveCase(actor, { id, version }, at !== "archived")),
  "eu-monitoring.listItems": onItem(async (actor, { id, title }) => (await monitoring.listItems(actor, readItemFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "eu-monitoring.exportItems": onItem(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of monitoring.exportItems(actor, readItemFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "eu-monitoring.listItemYears": atOnce((actor) => monitoring.listItemYears(actor)),
  "eu-monitoring.countWatch": async ({ world, actor, at }) => {
    const count = async () => (await monitoring.countWatch(actor, Number(LONG_AGO.slice(0, 4)))).reduce((sum, unit) => sum + unit.items, 0);
    const before = await count();
    await world.monitoringItem(at, true);
    return async () => (await count()) > before;
  },
  "eu-monitoring.listAhead": onItem(async (actor, { id }) => (await monitoring.listAhead(actor, TODAY)).items.some((item) => item.id === id)),
  "eu-monitoring.getItem": onItem((actor, { id }) => monitoring.getItem(actor, id)),
  "eu-monitoring.requireEditable": onItem((actor, { id }) => monitoring.requireEditable(actor, id)),
  "eu-monitoring.getItemVersion": onItem((actor, { id }) => monitoring.getItemVersion(actor, id, 1)),
  "eu-monitoring.listItemHistory": onItem((actor, { id }) => monitoring.listItemHistory(actor, id, { limit: 10 })),
  "eu-monitoring.listMonitoringUnits": atOnce(async (actor, { world, at }) => (await monitoring.listMonitoringUnits(actor)).some(({ id }) => id === world.unitOf(at))),
  "eu-monitoring.logItem": atOnce((actor, { world, at }) => monitoring.logItem(actor, world.monitoringItemAt(at), randomUUID())),
  "eu-monitoring.changeItem": onItem((actor, { id, version }, { world, at }) => monitoring.changeItem(actor, { id, version, item: world.monitoringItemAt(at) })),
  "eu-monitoring.tellOf": onItem((actor, { id }) => inTransaction((tx) => monitoring.tellOf(tx, actor, id, "influenced", new Date(), () => Promise.resolve()))),
  "eu-monitoring.archiveItem": onItem((actor, { id, version }, { at }) => monitoring.archiveItem(actor, { id, version }, at !== "archived")),
  "eu-monitoring/influence.loadInfluenceChoices": atOnce((actor) => influence.loadInfluenceChoices(actor)),
  "eu-monitoring/influence.listInfluence": onItem(async (actor, { influenceId, title }) => (await influence.listInfluence(actor, readInfluenceFilter({ q: title }).filter)).rows.some((row) => row.id === influenceId)),
  "eu-monitoring/influence.exportInfluence": onItem(async (actor, { influenceId, title }) => {
    let isThere = false;
    for await (const piece of influence.exportInfluence(actor, readInfluenceFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === influenceId);
    return isThere;
  }),
  "eu-monitoring/influence.listInfluenceOf": onItem((actor, { id }) => influence.listInfluenceOf(actor, id)),
  "eu-monitoring/influence.getInfluenceVersion": onItem((actor, { id, influenceId }) => influence.getInfluenceVersion(actor, { itemId: id, partId: influenceId }, 1)),
  "eu-monitoring/influence.addInfluence": onItem((actor, { id }) => influence.addInfluence(actor, { key: randomUUID(), itemId: id, action: influenceInput({ actedOn: TODAY }) })),
  "eu-monitoring/influence.changeInfluence": onItem((actor, { id, influenceId }) => influence.changeInfluence(actor, { itemId: id, partId: influenceId, version: 1, action: influenceInput({ actedOn: TODAY }) })),
  "eu-monitoring/influence.removeInfluence": onItem((actor, { id, influenceId }) => influence.removeInfluence(actor, { itemId: id, partId: influenceId, version: 1 })),
  "eu-monitoring/readiness.listReadinessOf": onItem((actor, { id }) => readiness.listReadinessOf(actor, id)),
  "eu-monitoring/readiness.getReadinessVersion": onItem((actor, { id, readinessId }) => readiness.getReadinessVersion(actor, { itemId: id, partId: readinessId }, 1)),
  "eu-monitoring/readiness.addReadiness": onItem((actor, { id }) => readiness.addReadiness(actor, { key: randomUUID(), itemId: id, readiness: readinessInput({ assessedOn: TODAY }) })),
  "eu-monitoring/readiness.changeReadiness": onItem((actor, { id, readinessId }) => readiness.changeReadiness(actor, { itemId: id, partId: readinessId, version: 1, readiness: readinessInput({ assessedOn: TODAY }) })),
  "eu-monitoring/readiness.removeReadiness": onItem((actor, { id, readinessId }) => readiness.removeReadiness(actor, { itemId: id, partId: readinessId, version: 1 })),
  "opportunities.loadOpportunityChoices": atOnce((actor) => opportunities.loadOpportunityChoices(actor)),
  "opportunities.listFilterChoices": atOnce((actor) => opportunities.listFilterChoices(actor)),
  "opportunities.listOpportunities": onOpportunity(async (actor, { id, title }) => (await opportunities.listOpportunities(actor, readOpportunityFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "opportunities.exportOpportunities": onOpportunity(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of opportunities.exportOpportunities(actor, readOpportunityFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "opportunities.getOpportunity": onOpportunity((actor, { id }) => opportunities.getOpportunity(actor, id)),
  "opportunities.listMatches": onOpportunity((actor, { id }) => opportunities.listMatches(actor, id)),
  "opportunities.findOpportunityMadeFrom": atOnce((actor) => opportunities.findOpportunityMadeFrom(actor, { callId: randomUUID(), partnerSearchId: null })),
  "opportunities.getOpportunityVersion": onOpportunity((actor, { id }) => opportunities.getOpportunityVersion(actor, id, 1)),
  "opportunities.listOpportunityHistory": onOpportunity((actor, { id }) => opportunities.listOpportunityHistory(actor, id, { limit: 10 })),
  "opportunities.logOpportunity": atOnce((actor, { world, at }) => opportunities.logOpportunity(actor, { key: randomUUID(), opportunity: world.opportunityAt(at), from: OWN })),
  "opportunities.addOpportunities": atOnce((actor, { world, at }) => audited(actor, async (tx) => (await opportunities.addOpportunities(tx, actor, [world.opportunityAt(at)])).map(({ entry }) => entry))),
  "opportunities/imports.listOpportunityImportFields": atOnce(async (actor, { world, at }) => (await opportunityImports.listOpportunityImportFields(reading(), actor, new Date())).some(({ choices }) => choices?.some(({ value }) => value === world.unitOf(at)))),
  "opportunities/imports.judgeOpportunityRows": atOnce((actor, more) => inTransaction((tx) => opportunityImports.judgeOpportunityRows(tx, actor, opportunityRow(more), new Date()))),
  "opportunities/imports.addOpportunityRows": atOnce((actor, more) => audited(actor, async (tx) => (await opportunityImports.addOpportunityRows(tx, actor, opportunityRow(more), new Date())).flatMap(({ entries }) => entries))),
  "opportunities/imports.listPointedToOpportunities": onOpportunity((actor, { id }) => opportunityImports.listPointedToOpportunities(reading(), actor, [id])),
  "opportunities/imports.takeBackOpportunities": onOpportunity((actor, { id }) => audited(actor, (tx) => opportunityImports.takeBackOpportunities(tx, actor, [id], new Date()))),
  "opportunities.changeOpportunity": onOpportunity((actor, { id, version }, { world, at }) => opportunities.changeOpportunity(actor, { id, version, opportunity: world.opportunityAt(at) })),
  "opportunities.archiveOpportunity": onOpportunity((actor, { id, version }, { at }) => opportunities.archiveOpportunity(actor, { id, version }, at !== "archived")),
  "opportunities/savings.saveOpportunity": async (more) => {
    const id = await opportunityToSave(more);
    return () => savings.saveOpportunity(more.actor, id);
  },
  "opportunities/savings.unsaveOpportunity": async (more) => {
    const id = await savedOpportunity(more);
    return () => savings.unsaveOpportunity(more.actor, id);
  },
  "opportunities/savings.hasSaved": async (more) => {
    const id = await savedOpportunity(more);
    return () => savings.hasSaved(more.actor, id);
  },
  "opportunities/savings.listSavedAhead": async (more) => {
    const id = await savedOpportunity(more);
    return async () => (await savings.listSavedAhead(more.actor, TODAY)).some((one) => one.id === id);
  },
  "opportunities/information.listInformationUnits": atOnce(async (actor, { world, at }) => (await information.listInformationUnits(actor)).some(({ id }) => id === world.unitOf(at))),
  "opportunities/information.listInformation": onInformation(async (actor, { id, title }) => (await information.listInformation(actor, readInformationFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "opportunities/information.exportInformation": onInformation(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of information.exportInformation(actor, readInformationFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "opportunities/information.listInformationYears": atOnce((actor) => information.listInformationYears(actor)),
  "opportunities/information.countInformation": async ({ world, actor, at }) => {
    const count = async () => (await information.countInformation(actor, Number(LONG_AGO.slice(0, 4)))).reduce((sum, unit) => sum + unit.activities, 0);
    const before = await count();
    await world.informationActivity(at, true);
    return async () => (await count()) > before;
  },
  "opportunities/information.getInformation": onInformation((actor, { id }) => information.getInformation(actor, id)),
  "opportunities/information.getInformationVersion": onInformation((actor, { id }) => information.getInformationVersion(actor, id, 1)),
  "opportunities/information.listInformationHistory": onInformation((actor, { id }) => information.listInformationHistory(actor, id, { limit: 10 })),
  "opportunities/information.logInformation": atOnce((actor, { world, at }) => information.logInformation(actor, { key: randomUUID(), activity: world.informationAt(at), seenDeadline: null })),
  "opportunities/information.changeInformation": onInformation((actor, { id, version }, { world, at }) => information.changeInformation(actor, { id, version, activity: world.informationAt(at), seenDeadline: null })),
  "opportunities/information.archiveInformation": onInformation((actor, { id, version }, { at }) => information.archiveInformation(actor, { id, version }, at !== "archived")),
  "initiatives.listInitiativesOf": atOnce((actor) => initiatives.listInitiativesOf(actor, randomUUID())),
  "initiatives.listInitiatives": onInitiative(async (actor, { id, title }) => (await initiatives.listInitiatives(actor, readInitiativeFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "initiatives.exportInitiatives": onInitiative(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of initiatives.exportInitiatives(actor, readInitiativeFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "initiatives.listInitiativeYears": atOnce((actor) => initiatives.listInitiativeYears(actor)),
  "initiatives.countInitiatives": async ({ world, actor, at }) => {
    const count = async () => (await initiatives.countInitiatives(actor, Number(TODAY.slice(0, 4)))).units.reduce((sum, unit) => sum + unit.all, 0);
    const before = await count();
    await world.initiative(at, true);
    return async () => (await count()) > before;
  },
  "initiatives.listUntried": onInitiative(async (actor, { id }) => (await initiatives.listUntried(actor)).some((row) => row.id === id)),
  "initiatives.getInitiative": onInitiative((actor, { id }) => initiatives.getInitiative(actor, id)),
  "initiatives.listInitiativeHistory": onInitiative((actor, { id }) => initiatives.listInitiativeHistory(actor, id, { limit: 10 })),
  "initiatives.getInitiativeVersion": onInitiative((actor, { id }) => initiatives.getInitiativeVersion(actor, id, 1)),
  "initiatives.listOwnUnits": atOnce(async (actor, { world, at }) => (await initiatives.listOwnUnits(actor)).some(({ id }) => id === world.unitOf(at))),
  "initiatives.offerProjects": onProject(async (actor, { id }, { world }) => (await initiatives.offerProjects(actor, (await projects.getProject(world.system, id)).project.unitId)).some((one) => one.id === id)),
  "initiatives.findInitiativeOf": onProject((actor, { id }) => initiatives.findInitiativeOf(actor, id)),
  "initiatives.logInitiative": atOnce((actor, { world, at }) => initiatives.logInitiative(actor, world.initiativeAt(at), randomUUID())),
  "initiatives.changeInitiative": onInitiative((actor, { id, version }, { world, at }) => initiatives.changeInitiative(actor, { id, version, initiative: world.initiativeAt(at) })),
  "initiatives.changeUnder": onInitiative((actor, { id, version }) => inTransaction((tx) => initiatives.changeUnder(tx, actor, { id, version }, "examined", new Date(), () => Promise.resolve()))),
  "initiatives.nameProject": onInitiative(async (actor, { id, version }, { world }) => initiatives.nameProject(actor, { id, version, projectId: (await world.project("own", false)).id })),
  "initiatives.linkInTransaction": onInitiative(async (actor, { id }, { world }) => {
    const { id: projectId } = await world.project("own", false);
    await inTransaction((tx) => initiatives.linkInTransaction(tx, actor, id, projectId));
  }),
  "initiatives.archiveInitiative": onInitiative((actor, { id, version }, { at }) => initiatives.archiveInitiative(actor, { id, version }, at !== "archived")),
  "initiatives/examinations.listExaminations": onInitiative((actor, { id }) => examinations.listExaminations(actor, id)),
  "initiatives/examinations.listProgrammes": atOnce((actor) => examinations.listProgrammes(actor)),
  "initiatives/examinations.examine": onInitiative((actor, { id, version }) => examinations.examine(actor, { id, version, key: randomUUID(), examination: examinationInput({ examinedOn: TODAY }) })),
  "initiatives/examinations.removeExamination": onInitiative((actor, { id, version, examinationId }) => examinations.removeExamination(actor, { id, version, examinationId })),
  "partners/searches.listSearches": onSearch(async (actor, { id, title }) => (await searches.listSearches(actor, readSearchFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "partners/searches.exportSearches": onSearch(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of searches.exportSearches(actor, readSearchFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "partners/searches.listSearchYears": atOnce((actor) => searches.listSearchYears(actor)),
  "partners/searches.listSearchesAbout": onSearch(async (actor, { id, title }) => (await searches.listSearchesAbout(actor, { partnerIds: [], names: [title] })).some((row) => row.id === id)),
  "partners/searches.countActiveSearches": async ({ world, actor, at }) => {
    const count = async () => (await searches.countActiveSearches(actor, Number(TODAY.slice(0, 4)))).reduce((sum, unit) => sum + unit.count, 0);
    const before = await count();
    await world.search(at, true);
    return async () => (await count()) > before;
  },
  "partners/searches.listSearchesDue": onSearch(async (actor, { id }) => (await searches.listSearchesDue(actor, TODAY)).some((row) => row.id === id)),
  "partners/searches.getSearch": onSearch((actor, { id }) => searches.getSearch(actor, id)),
  "partners/searches.listSearchHistory": onSearch((actor, { id }) => searches.listSearchHistory(actor, id, { limit: 10 })),
  "partners/searches.getSearchVersion": onSearch((actor, { id }) => searches.getSearchVersion(actor, id, 1)),
  "partners/searches.loadSearchChoices": atOnce(async (actor, { world, at }) => (await searches.loadSearchChoices(actor)).units.some(({ id }) => id === world.unitOf(at))),
  "partners/searches.offerProjects": onProject(async (actor, { id }, { world }) => (await searches.offerProjects(actor, (await projects.getProject(world.system, id)).project.title)).some((one) => one.id === id)),
  "partners/searches.logSearch": atOnce((actor, { world, at }) => searches.logSearch(actor, world.searchAt(at), randomUUID())),
  "partners/searches.changeSearch": onSearch((actor, { id, version }, { world, at }) => searches.changeSearch(actor, { id, version, search: world.searchAt(at) })),
  "partners/searches.concludeSearch": onSearch((actor, { id, version }) => searches.concludeSearch(actor, { id, version, ...conclusion({ outcome: "NO_PARTNER" }) })),
  "partners/searches.archiveSearch": onSearch((actor, { id, version }, { at }) => searches.archiveSearch(actor, { id, version }, at !== "archived")),
  "partners.archivePartner": onPartner((actor, partner, { at }) => partners.archivePartner(actor, partner, at !== "archived")),
  // No round of the world asks for a board's decision: what there is to list is shown where rounds that ask for it are.
  "follow-up/sign-offs.listUnsigned": atOnce((actor) => signOffs.listUnsigned(actor)),
  "follow-up/telling.tellOfRound": atOnce((actor, { world }) => inTransaction((tx) => followUpTelling.tellOfRound(tx, actor, { id: randomUUID(), year: 2026, answersDueOn: TOMORROW }, [world.unit]))),
  "follow-up/telling.remindOfRound": atOnce((actor, { world }) => inTransaction((tx) => followUpTelling.remindOfRound(tx, actor, { id: randomUUID(), year: 2026, answersDueOn: TOMORROW }, [world.unit]))),
  "follow-up/telling.tellOfStatement": atOnce((actor, { world }) => inTransaction((tx) => followUpTelling.tellOfStatement(tx, actor, { id: randomUUID(), unitId: world.unit, unitName: "Enheten", round: { year: 2026 } }, "STATEMENT_APPROVED"))),
  "follow-up/telling.nameStatement": onStatement("submitted", async (actor, { year, unitId }) => followUpTelling.nameStatement(actor, (await followUp.getRound(actor, year)).statements.find((statement) => statement.unitId === unitId)?.id ?? "")),
  "notifications.notify": atOnce((actor, { world }) => inTransaction((tx) => notifications.notify(tx, actor, { kind: "ROLE_GIVEN", to: [world.colleague], subject: null, path: "/account", params: { role: "READER" } }))),
  "notifications.queueDigest": onNotification((actor, { id }, more) => inTransaction((tx) => notifications.queueDigest(tx, actor, { personId: toldPerson(more), occasion: "DAILY_DIGEST", notificationIds: [id] }))),
  "notifications.resolveNotifications": atOnce((actor) => notifications.resolveNotifications(actor, [], registers, TODAY)),
  "notifications.listNotifications": onNotification(async (actor, { id }) => (await notifications.listNotifications(actor, { unread: false, page: 1 }, registers)).rows.some((row) => row.id === id)),
  "notifications.countUnread": atOnce((actor) => notifications.countUnread(actor)),
  "notifications.markRead": onNotification((actor, { id }) => notifications.markRead(actor, { id })),
  "notifications.markAllRead": onNotification((actor) => notifications.markAllRead(actor, new Date())),
  "notifications.getChoice": atOnce((actor) => notifications.getChoice(actor)),
  "notifications.listInvitations": atOnce((actor) => notifications.listInvitations(actor)),
  "retention.listRules": atOnce((actor) => retention.listRules(actor, { registers })),
  "retention.getRule": atOnce((actor) => retention.getRule(actor, "visit", { registers })),
  "retention.setRule": async ({ actor, world }) => {
    const rule = await ruleAt(world);
    return () => retention.setRule(actor, { key: randomUUID(), ...rule }, { registers });
  },
  "retention.listDue": async ({ world, actor, at }) => {
    await disposeOfProjects(world);
    const { id } = await endedProject(world, at);
    return async () => (await allDue(actor)).includes(id);
  },
  "retention.exportDue": atOnce((actor) => retention.exportDue(actor, readDueFilter({}).filter, { registers }).next()),
  "retention.placeHold": async (more) => {
    const { id } = await more.world.project(more.at, more.isFresh);
    return () => retention.placeHold(more.actor, { key: randomUUID(), hold: { subject: { kind: "project", id }, reason: "Tvist om bidraget" } }, { registers });
  },
  "retention.liftHold": async (more) => {
    const id = await holdAt(more);
    return () => retention.liftHold(more.actor, { id, version: 1, liftReason: "Tvisten är slut" });
  },
  "retention.getRecordToHold": async (more) => {
    const { id } = await more.world.project(more.at, false);
    return () => retention.getRecordToHold(more.actor, { kind: "project", id }, { registers });
  },
  "retention.listHolds": atOnce((actor) => retention.listHolds(actor, readHoldFilter({}).filter, { registers })),
  "retention.findDueWithin": atOnce((actor) => inTransaction((tx) => retention.findDueWithin(tx, actor, { ...OLD_VISITS, ids: null }, { registers }))),
  "retention/disposals.listDisposableKinds": atOnce((actor) => Promise.resolve(disposals.listDisposableKinds(actor, { registers }))),
  "retention/disposals.findDisposalOf": atOnce((actor) => disposals.findDisposalOf(actor, { kind: "visit", id: randomUUID() })),
  "retention/disposals.proposeDisposal": async ({ world, actor }) => {
    const proposal = await proposalAt(world);
    return () => disposals.proposeDisposal(actor, { key: randomUUID(), proposal }, { registers });
  },
  "retention/disposals.decideDisposal": onDisposal((actor, disposal) => disposals.decideDisposal(actor, { ...disposal, decision: decisionOn() })),
  "retention/disposals.withdrawDisposal": onDisposal((actor, disposal) => disposals.withdrawDisposal(actor, disposal)),
  "retention/disposals.carryOutDisposal": onDisposal((actor, disposal) => disposals.carryOutDisposal(actor, disposal, { registers }), "DECIDED"),
  "retention/disposals.listDisposals": atOnce((actor) => disposals.listDisposals(actor, 1)),
  "retention/disposals.getDisposal": onDisposal((actor, { id }) => disposals.getDisposal(actor, id, 1, { registers })),
  "retention/disposals.exportDisposal": onDisposal((actor, { id }) => disposals.exportDisposal(actor, id, { registers }).next()),
  "disclosures.registerRequest": ({ actor }) => Promise.resolve(() => disclosures.registerRequest(actor, requestInput({ receivedOn: TODAY }), randomUUID())),
  "disclosures.changeRequest": onRequest((actor, { id, version }) => disclosures.changeRequest(actor, { id, version, request: requestInput({ receivedOn: TODAY, caseNumber: "KS 1" }) })),
  "disclosures.withdrawRequest": onRequest((actor, { id, version }) => disclosures.withdrawRequest(actor, { id, version })),
  "disclosures.reopenRequest": onRequest((actor, { id, version }) => disclosures.reopenRequest(actor, { id, version }), "WITHDRAWN"),
  "disclosures.examineWithin": onRequest((actor, { id }) => inTransaction((tx) => disclosures.examineWithin(tx, actor, { id, action: "examined" }, new Date(), () => Promise.resolve({ answer: null, details: {} })))),
  "disclosures.answerWithin": onRequest((actor, { id, version }) => inTransaction((tx) => disclosures.answerWithin(tx, actor, { id, version }, new Date(), () => Promise.resolve({ answer: null, details: {} })))),
  "disclosures.noteFetched": onRequest((actor, { id }) => disclosures.noteFetched(actor, id, { answerId: id, kind: "JSON", sha256: "0".repeat(64) })),
  "disclosures.getRequest": onRequest((actor, { id }) => disclosures.getRequest(actor, id)),
  "disclosures.getRequestVersion": onRequest((actor, { id }) => disclosures.getRequestVersion(actor, id, 1)),
  "disclosures.listRequests": onRequest((actor) => disclosures.listRequests(actor, readRequestFilter({}).filter)),
  "disclosures.listRequestYears": onRequest((actor) => disclosures.listRequestYears(actor)),
  // Those that wait the longest come first.
  "disclosures.listOpenRequests": onRequest(async (actor) => (await disclosures.listOpenRequests(actor)).length > 0),
  "disclosures.listRequestHistory": onRequest((actor, { id }) => disclosures.listRequestHistory(actor, id, { limit: 5 })),
  "disclosures/records.listCandidates": onRequest((actor, { id }, around) => disclosureRecords.listCandidates(actor, id, readPickFilter({}).filter, around)),
  "disclosures/records.pickRecords": onRequest((actor, { id, projectId }, around) => disclosureRecords.pickRecords(actor, { key: randomUUID(), requestId: id, subjects: [], ids: [projectId] }, around)),
  "disclosures/records.dropRecord": onRequest((actor, { id, record: { recordId, version } }) => disclosureRecords.dropRecord(actor, { requestId: id, recordId, version })),
  "disclosures/records.listExamined": onRequest((actor, { id }, around) => disclosureRecords.listExamined(actor, { id }, around)),
  "disclosures/records.getExamined": onRequest((actor, { id, record }, around) => disclosureRecords.getExamined(actor, id, record.recordId, around)),
  "disclosures/records.examineRecord": onRequest((actor, { id, record }, around) => disclosureRecords.examineRecord(actor, examineInput({ requestId: id, ...record }), around)),
  "disclosures/answers.checkAnswer": onRequest((actor, { id }, around) => disclosureAnswers.checkAnswer(actor, id, around), "EXAMINED"),
  "disclosures/answers.answerRequest": onRequest((actor, { id, version }, around) => disclosureAnswers.answerRequest(actor, answerInput({ requestId: id, version, decidedOn: TODAY }), around), "EXAMINED"),
  "disclosures/answers.listAnswers": onRequest((actor, { id }) => disclosureAnswers.listAnswers(actor, id)),
  "disclosures/answers.fetchFile": onRequest((actor, { answerId }) => disclosureAnswers.fetchFile(actor, answerId, "JSON"), "ANSWERED"),
  "documents/registration.readRegistration": onProject(async (actor, { id }) => registration.readRegistration(actor, { kind: "project", id }, await aroundRequests())),
  "system-tokens.listTokens": onToken((actor) => systemTokens.listTokens(actor)),
  "system-tokens.getToken": onToken((actor, { id }) => systemTokens.getToken(actor, id)),
  "system-tokens.makeToken": ({ actor }) => Promise.resolve(() => systemTokens.makeToken(actor, { key: randomUUID(), token: tokenAt() }, REGISTERS)),
  "system-tokens.renewToken": onToken((actor, { id, version }) => systemTokens.renewToken(actor, { id, version, key: randomUUID(), validTo: TOMORROW })),
  "system-tokens.revokeToken": onToken((actor, { id, version }) => systemTokens.revokeToken(actor, { id, version })),
  "system-tokens.findNewToken": onToken((actor, { form }) => systemTokens.findNewToken(actor, form)),
  "system-tokens.listTokenHistory": onToken((actor, { id }) => systemTokens.listTokenHistory(actor, id, { limit: 5 })),
  "open-data.getPublication": onPublished((actor) => openData.getPublication(actor)),
  "open-data.listPublicationHistory": onPublished((actor) => openData.listPublicationHistory(actor, { limit: 5 })),
  "open-data.publish": onPublished((actor, version) => openData.publish(actor, { key: randomUUID(), version, publication: PUBLICATION }, DATASETS)),
  "open-data.withdraw": onPublished((actor, version) => openData.withdraw(actor, { version })),
  "calendars.listCalendars": onFeed(async (actor, { id }) => (await calendars.listCalendars(actor)).feeds.some((feed) => feed.id === id)),
  "calendars.openFeed": async (more) => {
    const calendar = await calendarAt(more);
    return () => calendars.openFeed(more.actor, { key: randomUUID(), calendar });
  },
  "calendars.renewFeed": onFeed((actor, { id, version }) => calendars.renewFeed(actor, { id, version, key: randomUUID() })),
  "calendars.closeFeed": onFeed((actor, { id, version }) => calendars.closeFeed(actor, { id, version })),
  "calendars.findNewAddress": onFeed(async (actor, { form }) => (await calendars.findNewAddress(actor, form)) !== null),
  "calendars.fetchCalendar": onFeed(async (actor, { id }) => (await calendars.fetchCalendar(actor, id, registers)).length),
  "calendars.writeVisitFile": onVisit((actor, { id }) => calendars.writeVisitFile(actor, id, "sv")),
  "visits/briefings.readBriefing": onVisit((actor, { id }) => briefings.readBriefing(actor, id)),
  "visits/calendar-days.listProgrammeTimes": onHeld(async (actor, { itemId }) => (await calendarDays.listProgrammeTimes(actor, new Date(`${addDays(TODAY, -20)}T12:00:00Z`))).some(({ id }) => id === itemId)),
  "visits/calendar-days.listVisitDays": onVisit(async (actor, { id }) => (await calendarDays.listVisitDays(actor, { visitId: id })).some(({ title }) => title !== null)),
  "notifications.choose": atOnce(async (actor) => notifications.choose(actor, { version: (await notifications.getChoice(actor)).version, choice: { delivery: "AT_ONCE", language: "EN" } })),
  "municipality/profile.getProfile": atOnce((actor) => municipalityProfile.getProfile(actor)),
  "municipality/profile.getProfileVersion": atOnce((actor) => municipalityProfile.getProfileVersion(actor, 0)),
  "municipality/profile.listProfileHistory": atOnce((actor) => municipalityProfile.listProfileHistory(actor, { limit: 10 })),
  "municipality/profile.changeProfile": async ({ world, actor }) => {
    const { version } = await municipalityProfile.getProfile(world.system);
    return () => municipalityProfile.changeProfile(actor, { version, profile: { name: "Provköpings kommun", colour: null, contactEmail: null }, coat: undefined });
  },
  "municipality/profile.restoreProfile": async ({ world, actor }) => {
    const { version } = await municipalityProfile.getProfile(world.system);
    const changed = valueOf(await municipalityProfile.changeProfile(world.system, { version, profile: { name: "Provköpings kommun", colour: null, contactEmail: null }, coat: undefined }));
    return () => municipalityProfile.restoreProfile(actor, { version: changed.version, to: 0 });
  },
  "accounts/sessions.listSessions": atOnce((actor) => sessions.listSessions(actor, { q: "", page: 1 })),
  "accounts/sessions.listOwnSessions": onSession(async (actor, id) => (await sessions.listOwnSessions(actor)).some((session) => session.id === id)),
  "accounts/sessions.endSession": onSession((actor, id) => sessions.endSession(actor, { id })),
  "jobs.listJobs": atOnce((actor) => jobs.listJobs(actor)),
  "jobs.startJob": atOnce((actor) => jobs.startJob(actor, { queue: "tick" })),
  "people/extract.readExtract": onPerson((actor, id) => extract.readExtract(actor, id)),
  "people/extract.takeExtract": onPerson((actor, id) => extract.takeExtract(actor, id, "json")),
  "people/erasure.listLeavers": atOnce((actor) => erasure.listLeavers(actor)),
  "people/erasure.getLeaver": onPerson((actor, id) => erasure.getLeaver(actor, id)),
  "people/erasure.erasePerson": onPerson((actor, id) => erasure.erasePerson(actor, { id, version: 2 }, new Date(Date.now() + 3 * 366 * 86_400_000))),
  "people/processing.readProcessing": atOnce((actor) => processing.readProcessing(actor)),
  "audit-trail.listEntries": atOnce((actor) => auditTrail.listEntries(actor, readAuditFilter({}).filter, { registers, places })),
  "audit-trail.exportEntries": atOnce((actor) => auditTrail.exportEntries(actor, readAuditFilter({ who: actor.personId }).filter, { registers, places }).next()),
  "audit-trail.listEntryChoices": atOnce((actor) => auditTrail.listEntryChoices(actor)),
  "audit-trail.findLatestCheck": atOnce((actor) => auditTrail.findLatestCheck(actor)),
  "audit-trail.requestCheck": async ({ world, actor }) => {
    // While one recount waits, asking again comes to the same one.
    await auditTrail.carryOutCheck(world.system);
    return () => auditTrail.requestCheck(actor);
  },
  "audit-trail.carryOutCheck": atOnce((actor) => auditTrail.carryOutCheck(actor)),
  "notifications/mails.sendWaiting": atOnce((actor) => mails.sendWaiting(actor, registers)),
  "notifications/mails.forgetOldMails": atOnce((actor) => mails.forgetOldMails(actor, new Date())),
  "notifications/mails.listMails": atOnce((actor) => mails.listMails(actor, { state: null, page: 1 })),
  "notifications/mails.resendMail": onNotification((actor, { mailId, version }) => mails.resendMail(actor, { id: mailId, version })),
  "notifications/mails.listInbox": onNotification(async (actor, { mailId }) => (await mails.listInbox(actor)).some(({ id }) => id === mailId), true),
  "notifications/mails.getInboxMail": onNotification((actor, { mailId }) => mails.getInboxMail(actor, mailId), true),
  "notifications/schedules.runSchedules": atOnce((actor) => schedules.runSchedules(actor, registers)),
  "visits/telling.tellOfVisit": onVisit((actor, { id }, { world }) => inTransaction(async (tx) => visitTelling.tellOfVisit(tx, actor, (await visits.getVisit(world.system, id)).visit, { news: "waits" }))),
  "coordination.listEntries": onEntry(async (actor, { id }, { world }) => {
    const { entry } = await coordination.getEntry(world.system, id);
    return (await coordination.listEntries(actor, readEntryFilter({ q: entry.title }).filter)).rows.some((row) => row.id === id);
  }),
  "coordination.exportEntries": onEntry(async (actor, { id }, { world }) => {
    const { entry } = await coordination.getEntry(world.system, id);
    let isThere = false;
    for await (const piece of coordination.exportEntries(actor, readEntryFilter({ q: entry.title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "coordination.listEntryYears": atOnce((actor) => coordination.listEntryYears(actor)),
  "coordination.getEntry": onEntry((actor, { id }) => coordination.getEntry(actor, id)),
  "coordination.listEntryHistory": onEntry((actor, { id }) => coordination.listEntryHistory(actor, id, { limit: 10 })),
  "coordination.getEntryVersion": onEntry((actor, { id }) => coordination.getEntryVersion(actor, id, 1)),
  "coordination.loadEntryChoices": atOnce(async (actor, { world }) => (await coordination.loadEntryChoices(actor)).bodies.some(({ id }) => id === world.board)),
  "coordination.countNoted": atOnce((actor) => coordination.countNoted(actor, TODAY)),
  "coordination.listOpenTasks": onEntry(async (actor, { id }) => (await coordination.listOpenTasks(actor)).some((task) => task.id === id)),
  "coordination.listTasksAsked": onEntry(async (actor, { id }) => (await coordination.listTasksAsked(actor, TODAY)).some((task) => task.id === id)),
  "coordination.noteEntry": atOnce((actor, { world, at }) => coordination.noteEntry(actor, world.entryAt(at), randomUUID())),
  "coordination.changeEntry": onEntry((actor, { id, version }, { world, at }) => coordination.changeEntry(actor, { id, version, entry: world.entryAt(at) })),
  "coordination.markDone": onEntry((actor, { id, version }) => coordination.markDone(actor, { id, version, on: TODAY })),
  "coordination.reopenTask": onEntry((actor, entry) => coordination.reopenTask(actor, entry), true),
  "coordination.archiveEntry": onEntry((actor, entry, { at }) => coordination.archiveEntry(actor, entry, at !== "archived")),
  "priorities.listPriorities": onPriority(async (actor, { id }) => (await priorities.listPriorities(actor, { kind: null, on: TODAY })).some((row) => row.id === id), "inForce"),
  "priorities.countPrioritiesInForce": atOnce((actor) => priorities.countPrioritiesInForce(actor, "PRIORITY", TODAY)),
  "networks.listNetworks": onNetwork(async (actor, { id }, { world }) => {
    const { network } = await networks.getNetwork(world.system, id);
    return (await networks.listNetworks(actor, readNetworkFilter({ q: network.name }).filter)).rows.some((row) => row.id === id);
  }),
  "networks.exportNetworks": onNetwork(async (actor, { id }, { world }) => {
    const { network } = await networks.getNetwork(world.system, id);
    let isThere = false;
    for await (const piece of networks.exportNetworks(actor, readNetworkFilter({ q: network.name }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "networks.getNetwork": onNetwork((actor, { id }) => networks.getNetwork(actor, id)),
  "networks.listNetworkHistory": onNetwork((actor, { id }) => networks.listNetworkHistory(actor, id, { limit: 10 })),
  "networks.getNetworkVersion": onNetwork((actor, { id }) => networks.getNetworkVersion(actor, id, 1)),
  "networks.loadNetworkChoices": atOnce(async (actor, { world, at }) => (await networks.loadNetworkChoices(actor)).ownUnits.some(({ id }) => id === world.unitOf(at))),
  "networks.listNetworkDecisionNeeds": onNetwork(async (actor, { id }) => (await networks.listNetworkDecisionNeeds(actor)).some(({ subject }) => subject.id === id), "wanted"),
  "networks.listMembershipsDue": onNetwork(async (actor, { id }) => (await networks.listMembershipsDue(actor, TODAY)).some((row) => row.id === id)),
  "networks.countNetworkEvidence": atOnce((actor) => networks.countNetworkEvidence(actor, asOfYear(2026, TODAY))),
  "networks.addNetwork": atOnce((actor, { world, at }) => networks.addNetwork(actor, { network: world.networkAt(at), key: randomUUID(), isAnother: true })),
  "networks.changeNetwork": onNetwork((actor, { id, version }, { world, at }) => networks.changeNetwork(actor, { id, version, network: world.networkAt(at) })),
  "networks.takeMembershipStep": onNetwork((actor, { id, version }) => networks.takeMembershipStep(actor, { id, version, to: "LEFT", on: TODAY })),
  "networks.archiveNetwork": onNetwork((actor, network, { at }) => networks.archiveNetwork(actor, network, at !== "archived")),
  "networks/entries.listNetworkEntries": onNetwork((actor, { id }) => networkEntries.listNetworkEntries(actor, id)),
  "networks/entries.listFees": atOnce((actor) => networkEntries.listFees(actor, 2026)),
  "networks/entries.addFee": onNetwork((actor, { id }, { world, at }) => networkEntries.addFee(actor, { fee: { networkId: id, year: Number(TODAY.slice(0, 4)), payerId: world.unitOf(at), currency: "SEK", amountMinor: 100n, rateMillionths: null, rateOn: null, rateSource: null }, key: randomUUID() })),
  "networks/entries.addListedFees": onNetwork((actor, { id }, { world, at }) =>
    audited(actor, async (tx) => {
      const fee = { networkId: id, year: Number(TODAY.slice(0, 4)), payerId: world.unitOf(at), currency: "SEK" as const, amountMinor: 100n, rateMillionths: null, rateOn: null, rateSource: null };
      await networkEntries.addListedFees(tx, actor, [{ unitId: world.unitOf(at), fee }]);
      return [{ action: "networks.feeAdded", subject: { kind: "network", id } }];
    }),
  ),
  "networks/entries.addParticipation": onNetwork((actor, { id }, { world, at }) => networkEntries.addParticipation(actor, { participation: { networkId: id, unitId: world.unitOf(at), heldOn: TODAY, what: "Möte", people: null }, key: randomUUID() })),
  "networks/entries.assessNeed": onNetwork((actor, { id }, { world, at }) => networkEntries.assessNeed(actor, { assessment: { networkId: id, unitId: world.unitOf(at), need: "WATCH", reason: "Bevakas", assessedOn: TODAY }, key: randomUUID() })),
  "networks/entries.evaluateNetwork": onNetwork((actor, { id }) => networkEntries.evaluateNetwork(actor, { evaluation: { networkId: id, evaluatedOn: TODAY, benefit: "Utbyte", conclusion: "KEEP", nextOn: null }, key: randomUUID() })),
  "networks/entries.removeEntry": onNetwork((actor, { id, entryId }) => networkEntries.removeEntry(actor, { networkId: id, kind: "participation", entryId, version: 1 })),
  "priorities.getPriority": onPriority((actor, { id }) => priorities.getPriority(actor, id)),
  "priorities.listPriorityHistory": onPriority((actor, { id }) => priorities.listPriorityHistory(actor, id, { limit: 10 })),
  "priorities.getPriorityVersion": onPriority((actor, { id }) => priorities.getPriorityVersion(actor, id, 1)),
  "priorities.loadPriorityChoices": atOnce(async (actor, { world }) => (await priorities.loadPriorityChoices(actor)).bodies.some(({ id }) => id === world.board)),
  "priorities.listDecisionNeeds": onPriority(async (actor, { id }) => (await priorities.listDecisionNeeds(actor)).some(({ subject }) => subject.id === id)),
  "priorities.listDecidedProposals": onPriority(async (actor, { id }) => (await priorities.listDecidedProposals(actor)).some((row) => row.id === id), "decided"),
  "priorities.proposePriority": atOnce((actor, { world }) => priorities.proposePriority(actor, world.priorityAt(), randomUUID())),
  "priorities.changePriority": onPriority((actor, { id, version }, { world }) => priorities.changePriority(actor, { id, version, priority: world.priorityAt() })),
  "priorities.takePriorityStep": onPriority((actor, { id, version }) => priorities.takePriorityStep(actor, { id, version, to: "ENDED", on: TODAY }), "inForce"),
  "priorities.archivePriority": onPriority((actor, priority, { at }) => priorities.archivePriority(actor, priority, at !== "archived")),
  "town-relations.listRelations": onRelation(async (actor, { id, name }) => (await townRelations.listRelations(actor, readRelationFilter({ q: name }).filter)).rows.some((row) => row.id === id)),
  "town-relations.exportRelations": onRelation(async (actor, { id, name }) => {
    let isThere = false;
    for await (const piece of townRelations.exportRelations(actor, readRelationFilter({ q: name }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "town-relations/findings.listRelationCountries": atOnce((actor) => townFindings.listRelationCountries(actor)),
  "town-relations.openRelation": onRelation((actor, { id }) => inTransaction((tx) => townRelations.openRelation(tx, actor, id))),
  "town-relations.getRelation": onRelation((actor, { id }) => townRelations.getRelation(actor, id)),
  "town-relations.listRelationHistory": onRelation((actor, { id }) => townRelations.listRelationHistory(actor, id, { limit: 10 })),
  "town-relations.getRelationVersion": onRelation((actor, { id }) => townRelations.getRelationVersion(actor, id, 1)),
  "town-relations.loadRelationChoices": atOnce(async (actor, { world }) => (await townRelations.loadRelationChoices(actor)).units.some(({ id }) => id === world.unit)),
  "town-relations.enterRelation": atOnce((actor, { world, at }) => townRelations.enterRelation(actor, world.relationAt(at), randomUUID())),
  "town-relations.changeUnder": onRelation((actor, { id, version }) => inTransaction((tx) => townRelations.changeUnder(tx, actor, { id, version }, "changed", new Date(), () => Promise.resolve()))),
  "town-relations.changeRelation": onRelation((actor, { id, version }, { world, at }) => townRelations.changeRelation(actor, { id, version, relation: world.relationAt(at).relation })),
  "town-relations.archiveRelation": onRelation((actor, { id, version }, { at }) => townRelations.archiveRelation(actor, { id, version }, at !== "archived")),
  "town-relations.addEpisode": onRelation((actor, { id, version }) => townRelations.addEpisode(actor, { id, version, episode: dormant }, randomUUID())),
  "town-relations.changeEpisode": onRelation((actor, { id, version, episodeIds: [, latest = ""] }) => townRelations.changeEpisode(actor, { id, version, episodeId: latest, episode: { ...dormant, state: "ACTIVE", basis: "UNKNOWN", source: "Skylten" } })),
  "town-relations.removeEpisode": onRelation((actor, { id, version, episodeIds: [, latest = ""] }) => townRelations.removeEpisode(actor, { id, version, episodeId: latest })),
  "town-relations.restoreEpisode": onRelation((actor, { id, version, removedEpisodeId }) => townRelations.restoreEpisode(actor, { id, version, episodeId: removedEpisodeId })),
  "town-relations.addTown": onRelation((actor, { id, version }) => townRelations.addTown(actor, { id, version, town: { name: "Havsnäs", country: "NO" }, time: { since: null, until: null, note: null } }, randomUUID())),
  "town-relations.changeTown": onRelation((actor, { id, version, townId }) => townRelations.changeTown(actor, { id, version, townId, town: { name: "Strandby", country: "DK" }, time: { since: { on: "1950-01-01", precision: "YEAR" }, until: null, note: null } })),
  "town-relations/towns.putTown": onRelation((actor, { id, version }) =>
    inTransaction((tx) =>
      townRelations.changeUnder(tx, actor, { id, version }, "addedTown", new Date(), async ({ stored, permit }) => {
        await relationTowns.putTown(tx, actor, permit, stored, { town: { name: `Ort ${randomUUID()}`, country: "NO" }, time: never }, new Date());
      }),
    ),
  ),
  "town-relations/towns.putListedTown": onRelation((actor, { id, version }) =>
    inTransaction((tx) =>
      townRelations.changeUnder(tx, actor, { id, version }, "addedTown", new Date(), async ({ permit }) => {
        await relationTowns.putListedTown(tx, actor, permit, id, { name: `Ort ${randomUUID()}`, country: "NO" }, new Date());
      }),
    ),
  ),
  "town-relations/towns.replaceTown": onRelation((actor, { id, version, townId }) =>
    inTransaction((tx) =>
      townRelations.changeUnder(tx, actor, { id, version }, "changedTown", new Date(), async ({ stored, permit }) => {
        await relationTowns.replaceTown(tx, actor, permit, stored, { townId, town: { name: `Ort ${randomUUID()}`, country: "NO" }, time: never }, new Date());
      }),
    ),
  ),
  "town-relations/towns.listRelationPlaces": onRelation(async (actor, { id }) => (await relationTowns.listRelationPlaces(actor, { unitId: null, country: null })).some((row) => row.id === id)),
  "town-relations/towns.listRelationsOfPartner": onPartner((actor, { id }) => relationTowns.listRelationsOfPartner(actor, id)),
  "town-relations/papers.getAgreement": onRelation((actor, { agreementId }) => townPapers.getAgreement(actor, agreementId)),
  "town-relations/papers.listDocumentedAgreements": onRelation(async (actor, { agreementId }) => (await townPapers.listDocumentedAgreements(actor, TODAY)).some(({ id }) => id === agreementId)),
  "town-relations/papers.readPapers": onRelation((actor, { id }) => townPapers.readPapers(actor, id)),
  "town-relations/papers.addReview": onRelation((actor, { id, version }) => townPapers.addReview(actor, { id, version, review: { reviewedOn: TODAY, outcome: "KEEP", reasons: "Nytta", proposal: null } }, randomUUID())),
  "town-relations/papers.changeReview": onRelation(async (actor, { id, version, reviewId }) => townPapers.changeReview(actor, { id, version, reviewId, review: { reviewedOn: TODAY, outcome: "KEEP", reasons: "Rättad", proposal: null } })),
  "town-relations/papers.changeAgreement": onRelation(async (actor, { id, version, agreementId }) => townPapers.changeAgreement(actor, { id, version, agreementId, agreement: agreementInput({ signatories: "Rättade" }) })),
  "town-relations/papers.addAgreement": onRelation((actor, { id, version }) => townPapers.addAgreement(actor, { id, version, agreement: agreementInput() }, randomUUID())),
  "town-relations/papers.listAgreementsDue": async ({ world, actor, at }) => {
    const entered = world.relationAt(at);
    const { id } = valueOf(await townRelations.enterRelation(world.system, entered, randomUUID()));
    valueOf(await townPapers.addAgreement(world.system, { id, version: 1, agreement: agreementInput({ noticeOn: TODAY }) }, randomUUID()));
    if (at === "archived") await townRelations.archiveRelation(world.system, { id, version: 2 }, true);
    return async () => (await townPapers.listAgreementsDue(actor, TODAY)).some(({ relationId }) => relationId === id);
  },
  "town-relations/findings.findLacking": onRelation(async (actor, { id }) => (await townFindings.findLacking(actor, "unknown")).includes(id)),
  "town-relations/findings.listDecisionNeeds": async ({ world, actor, at }) => {
    // One that is proposed and nothing else, so that it waits.
    const { id } = valueOf(await townRelations.enterRelation(world.system, world.relationAt(at), randomUUID()));
    if (at === "archived") await townRelations.archiveRelation(world.system, { id, version: 1 }, true);
    return async () => (await townFindings.listDecisionNeeds(actor, TODAY)).some(({ subject }) => subject.id === id);
  },
  "town-relations/findings.countLacking": async ({ world, actor, at }) => {
    const before = (await townFindings.countLacking(actor, TODAY)).unknown;
    await world.relation(at, true);
    return async () => (await townFindings.countLacking(actor, TODAY)).unknown > before;
  },
  "recurring-meetings.listMeetings": onMeeting(async (actor, { id, relationId }) => (await recurringMeetings.listMeetings(actor, relationId)).some((one) => one.id === id)),
  "recurring-meetings.listHostDuties": onMeeting(async (actor, { id }) => (await recurringMeetings.listHostDuties(actor)).some(({ meeting }) => meeting.id === id)),
  "recurring-meetings.getMeeting": onMeeting((actor, { id }) => recurringMeetings.getMeeting(actor, id)),
  "recurring-meetings.listMeetingHistory": onMeeting((actor, { id }) => recurringMeetings.listMeetingHistory(actor, id, { limit: 10 })),
  "recurring-meetings.loadMeetingUnits": atOnce(async (actor, { world }) => (await recurringMeetings.loadMeetingUnits(actor)).some(({ id }) => id === world.unit)),
  "recurring-meetings.addMeeting": async ({ world, actor, at }) => {
    const input = await world.meetingAt(at);
    return () => recurringMeetings.addMeeting(actor, input, randomUUID());
  },
  "recurring-meetings.changeMeeting": onMeeting(async (actor, { id, version }, { world, at }) => recurringMeetings.changeMeeting(actor, { id, version, meeting: await world.meetingAt(at) })),
  "recurring-meetings.archiveMeeting": onMeeting((actor, { id, version }, { at }) => recurringMeetings.archiveMeeting(actor, { id, version }, at !== "archived")),
  "town-relations/activities.listActivities": onActivity(async (actor, { id, title }) => (await townActivities.listActivities(actor, readActivityFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "town-relations/activities.exportActivities": onActivity(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of townActivities.exportActivities(actor, readActivityFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "town-relations/activities.listActivityYears": atOnce((actor) => townActivities.listActivityYears(actor)),
  "town-relations/activities.readLedger": onActivity(async (actor, { relationId }) => (await townActivities.readLedger(actor, { from: 1900, to: 2199 }, relationId)).length > 0),
  "town-relations/activities.countActivitiesByUnit": async ({ world, actor, at }) => {
    const count = async () => (await townActivities.countActivitiesByUnit(actor, Number(TODAY.slice(0, 4)))).reduce((sum, unit) => sum + unit.count, 0);
    const before = await count();
    await world.activity(at, true);
    return async () => (await count()) > before;
  },
  "town-relations/activities.getActivity": onActivity((actor, { id }) => townActivities.getActivity(actor, id)),
  "town-relations/activities.listActivityHistory": onActivity((actor, { id }) => townActivities.listActivityHistory(actor, id, { limit: 10 })),
  "town-relations/activities.loadActivityChoices": atOnce(async (actor, { world }) => (await townActivities.loadActivityChoices(actor)).units.some(({ id }) => id === world.unit)),
  "town-relations/activities.logActivity": async ({ world, actor, at }) => {
    const input = await world.activityAt(at);
    return () => townActivities.logActivity(actor, input, randomUUID());
  },
  "town-relations/activities.changeActivity": onActivity(async (actor, { id, version }, { world, at }) => townActivities.changeActivity(actor, { id, version, activity: await world.activityAt(at) })),
  "town-relations/activities.archiveActivity": onActivity((actor, { id, version }, { at }) => townActivities.archiveActivity(actor, { id, version }, at !== "archived")),
  "town-relations/findings.listRelationNames": onRelation(async (actor, { id }) => (await townFindings.listRelationNames(actor)).some((one) => one.id === id)),
  "town-relations/findings.listIdle": async ({ world, actor, at }) => {
    const { id } = valueOf(await townRelations.enterRelation(world.system, { ...world.relationAt(at), episode: episodeInput({ state: "ACTIVE", starts: { on: "1950-01-01", precision: "YEAR" }, basis: "UNKNOWN", source: "Skylten" }) }, randomUUID()));
    if (at === "archived") await townRelations.archiveRelation(world.system, { id, version: 1 }, true);
    return async () => (await townFindings.listIdle(actor, TODAY, 3)).some((one) => one.id === id);
  },
  "visits.listVisits": onVisit(async (actor, { id }, { world }) => {
    const { visit } = await visits.getVisit(world.system, id);
    return (await visits.listVisits(actor, readVisitFilter({ q: visit.title }).filter)).rows.some((row) => row.id === id);
  }),
  "visits.listVisitYears": atOnce((actor) => visits.listVisitYears(actor)),
  "visits.countVisitsByUnit": async ({ world, actor, at }) => {
    const count = async () => (await visits.countVisitsByUnit(actor, Number(TODAY.slice(0, 4)))).reduce((sum, unit) => sum + unit.count, 0);
    const before = await count();
    await world.visit(at, true);
    return async () => (await count()) > before;
  },
  "visits.countVisitEvidence": atOnce((actor) => visits.countVisitEvidence(actor, asOfYear(2026, TODAY))),
  "visits.listNoticeGaps": atOnce((actor) => visits.listNoticeGaps(actor, TODAY)),
  "visits.listToNotify": atOnce((actor) => visits.listToNotify(actor, TODAY)),
  "visits.openVisit": onVisit((actor, { id }) => inTransaction((tx) => visits.openVisit(tx, actor, id))),
  "visits.getVisit": onVisit((actor, { id }) => visits.getVisit(actor, id)),
  "visits.listVisitHistory": onVisit((actor, { id }) => visits.listVisitHistory(actor, id, { limit: 10 })),
  "visits.announceVisit": atOnce((actor, { world, at }) => visits.announceVisit(actor, world.visitAt(at), randomUUID())),
  "visits.changeVisit": onVisit((actor, { id, version }, { world, at }) => visits.changeVisit(actor, { id, version, visit: world.visitAt(at) })),
  "visits.addVisits": atOnce((actor, { world, at }) => audited(actor, async (tx) => (await visits.addVisits(tx, actor, [{ input: world.visitAt(at), source: "Lista, rad 2" }])).map(({ entry }) => entry))),
  "visits.applyChange": onVisit((actor, { id, version }, { world, at }) => audited(actor, async (tx) => [await visits.applyChange(tx, actor, { id, version, visit: world.visitAt(at) })])),
  "visits.exportVisits": onVisit(async (actor, { id }, { world }) => {
    const { visit } = await visits.getVisit(world.system, id);
    let isThere = false;
    for await (const piece of visits.exportVisits(actor, readVisitFilter({ q: visit.title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "visits/imports.listVisitImportFields": atOnce(async (actor, { world, at }) => (await visitImports.listVisitImportFields(reading(), actor, new Date())).some(({ choices }) => choices?.some(({ value }) => value === world.unitOf(at)))),
  "visits/imports.judgeVisitRows": atOnce((actor, more) => inTransaction((tx) => visitImports.judgeVisitRows(tx, actor, visitRow(more), new Date()))),
  "visits/imports.addVisitRows": atOnce((actor, more) => audited(actor, async (tx) => (await visitImports.addVisitRows(tx, actor, visitRow(more), new Date())).flatMap(({ entries }) => entries))),
  "visits/imports.changeVisitRows": onVisit((actor, { id }) => audited(actor, async (tx) => visitImports.changeVisitRows(tx, actor, rowOf({ title: `Besök ${randomUUID()}` }).map((read) => ({ id, read })), new Date()))),
  "visits/imports.listPointedToVisits": onVisit((actor, { id }) => visitImports.listPointedToVisits(reading(), actor, [id])),
  "visits/imports.takeBackVisits": onVisit((actor, { id }) => audited(actor, (tx) => visitImports.takeBackVisits(tx, actor, [id], new Date()))),
  "visits/imports.restoreVisits": onVisit((actor, { id }) => audited(actor, (tx) => visitImports.restoreVisits(tx, actor, randomUUID(), [id], new Date()))),
  "visits.cancelVisit": onVisit((actor, visit) => visits.cancelVisit(actor, visit, true)),
  "visits.archiveVisit": onVisit((actor, visit, { at }) => visits.archiveVisit(actor, visit, at !== "archived")),
  "visits.listComing": onVisit(async (actor, { id }) => (await visits.listComing(actor)).visits.some((visit) => visit.id === id)),
  "visits.listRepresentationTasks": onVisit(async (actor, { id }) => (await visits.listRepresentationTasks(actor)).open.some((visit) => visit.id === id)),
  "visits/parts.listParts": onHeld((actor, { id }) => visitParts.listParts(actor, id)),
  "visits/parts.listPeopleForVisit": onHeld((actor, { id }) => visitParts.listPeopleForVisit(actor, id)),
  "visits/parts.listActionsToDo": onHeld(async (actor, { actionId }) => (await visitParts.listActionsToDo(actor)).some(({ id }) => id === actionId)),
  "visits/parts.listVisitsOf": onProject((actor, { id }) => visitParts.listVisitsOf(actor, { kind: "project", id }, { loaded: findHolder(actor, { kind: "project", id }, { registers }) })),
  "visits/parts.savePart": onHeld((actor, { id }) => visitParts.savePart(actor, { key: randomUUID(), visitId: id, changed: null, part: participantInput() })),
  "visits/parts.removePart": onHeld((actor, { id, participantId }) => visitParts.removePart(actor, { visitId: id, kind: "participant", id: participantId, version: 1 })),
  "visits/parts.eraseName": onHeld((actor, { id, participantId }) => visitParts.eraseName(actor, { visitId: id, id: participantId, version: 1 })),
  "disclosures.eraseOldAskers": atOnce((actor) => disclosures.eraseOldAskers(actor)),
  "visits/parts.eraseOldNames": atOnce((actor) => visitParts.eraseOldNames(actor)),
  "visits/parts.settleAction": onHeld((actor, { id, actionId }) => visitParts.settleAction(actor, { visitId: id, id: actionId, version: 1, isDone: true })),
  "visits/reports.getReport": onHeld((actor, { id }) => visitReports.getReport(actor, id)),
  "visits/reports.saveReport": onHeld((actor, { id }) => visitReports.saveReport(actor, { visitId: id, key: randomUUID(), version: 0, report: reportInput({ toldOn: TODAY }) })),
  "visits/reports.closeVisit": onHeld((actor, { id, version }) => visitReports.closeVisit(actor, { id, version }, true), "reported"),
  "visits/reports.listAwaited": onHeld(async (actor, { id }) => (await visitReports.listAwaited(actor, TODAY)).unreported.some((visit) => visit.id === id)),
  "visits/public.listPublicVisits": onHeld(async (actor, { id, title }) => (await publicVisits.listPublicVisits(actor, readPublicFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "visits/public.exportPublicVisits": onHeld(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of publicVisits.exportPublicVisits(actor, readPublicFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "visits.listPresidia": atOnce((actor) => visits.listPresidia(actor, TODAY)),
  "visits/consultations.askConsultation": onVisit((actor, { id }) => consultations.askConsultation(actor, { id, said: "Vi frågar." }, randomUUID())),
  "visits/consultations.waiveConsultation": onVisit((actor, { id }) => consultations.waiveConsultation(actor, { id, said: "Det behövs inte." }, randomUUID())),
  "visits/consultations.answerConsultation": onVisit((actor, { id }) => consultations.answerConsultation(actor, { id, consultationId: randomUUID(), version: 1, answer: "Ja." })),
  "visits/consultations.listConsultations": onVisit((actor, { id }) => consultations.listConsultations(actor, id)),
  "visits/consultations.listAwaitedConsultations": atOnce((actor) => consultations.listAwaitedConsultations(actor, TODAY)),
  "visits/representation.takeVisit": onVisit((actor, { id }, { world }) => representation.takeVisit(actor, { id, personId: world.personIds.presidium }, randomUUID())),
  "visits/representation.askToTakeOver": onVisit((actor, { id }, { world }) => representation.askToTakeOver(actor, { id, toPersonId: world.fellow, message: null }, randomUUID())),
  "visits/representation.releaseVisit": onVisit(
    (actor, { id }) => representation.releaseVisit(actor, { id }),
    (at) => (at === "mine" ? "takenByMember" : "takenByFellow"),
  ),
  "visits/representation.nameSubstitute": onVisit(
    (actor, { id, assignmentId }, { at, world }) => representation.nameSubstitute(actor, { id, assignmentId, personId: at === "mine" ? world.fellow : world.personIds.presidium }),
    (at) => (at === "mine" ? "takenByMember" : "takenByFellow"),
  ),
  "visits/representation.stepIn": onVisit(
    (actor, { id, assignmentId }) => representation.stepIn(actor, { id, assignmentId }),
    (at) => (at === "mine" ? "memberIsSubstitute" : "takenByFellow"),
  ),
  "visits/representation.answerHandover": onVisit(
    (actor, { id, handoverId }) => representation.answerHandover(actor, { id, handoverId, answer: "DECLINED" }),
    () => "memberAsked",
  ),
  "visits/representation.withdrawHandover": onVisit(
    (actor, { id, handoverId }) => representation.withdrawHandover(actor, { id, handoverId }),
    (at) => (at === "mine" ? "fellowAsked" : "memberAsked"),
  ),

  "drafts.beginDraft": atOnce((actor) => drafts.beginDraft(actor, { kind: "project", unitId: null, recordId: null, baseVersion: null, base: null, values: {}, saved: [] })),
  "drafts.getDraft": onDraft("new", (actor, draftId) => drafts.getDraft(actor, draftId)),
  "drafts.findOwnDraft": async (more) => {
    const { world, actor } = more;
    const draftId = await world.draft(actor, more.at, "changes", true);
    const { rows } = await world.looker.query<{ record_id: string }>("SELECT record_id FROM draft WHERE id = $1", [draftId]);
    return async () => (await drafts.findOwnDraft(actor, rows[0]?.record_id ?? "")) !== null;
  },
  "drafts.listDrafts": onNewDraft(async (actor, draftId) => (await drafts.listDrafts(actor, "project")).some((draft) => draft.id === draftId)),
  "drafts.saveDraftSection": onDraft("new", (actor, draftId) => drafts.saveDraftSection(actor, draftId, { fields: ["title"], values: { title: "Ny" }, section: null })),
  "drafts.openDraft": onDraft("new", (actor, draftId) => inTransaction((tx) => drafts.openDraft(tx, actor, draftId))),
  "drafts.discardDraft": onDraft("new", (actor, draftId) => drafts.discardDraft(actor, draftId)),

  "people.listPeople": onPerson(async (actor, id, { world }) => {
    const { name } = await people.getPerson(world.system, id, TODAY);
    return (await people.listPeople(actor, { text: name, on: TODAY })).people.some((person) => person.id === id);
  }),
  "people.listEveryone": onPerson(async (actor, id) => (await people.listEveryone(actor)).some((person) => person.id === id)),
  "people.findPerson": onPerson(async (actor, id) => (await people.findPerson(actor, id, TODAY)) !== null),
  "people.getPerson": onPerson((actor, id) => people.getPerson(actor, id, TODAY)),
  "people.listPersonHistory": onPerson((actor, id) => people.listPersonHistory(actor, id)),
  "people.getDetailsVersion": onPerson((actor, id) => people.getDetailsVersion(actor, id, 1)),
  "people.addPerson": atOnce((actor) => people.addPerson(actor, { name: "Ny Provsson", title: null, email: null, phone: null }, randomUUID())),
  "people.changePerson": onPerson((actor, id) => people.changePerson(actor, { id, version: 1, person: { name: "Ändrad Provsson", title: null, email: null, phone: null } })),
  "people.archivePerson": onPerson((actor, id) => people.archivePerson(actor, { id, version: 1 })),
  "people.restorePerson": onPerson((actor, id) => people.restorePerson(actor, { id, version: 2 })),
  "people/app-roles.followAppRoles": onPerson((actor, personId) => followAppRoles(actor, { personId, said: new Set() })),
  "people.openRoles": onPerson((actor, personId) => inTransaction((tx) => people.openRoles(tx, actor, personId, TODAY))),
  "people.giveRole": onPerson((actor, personId, { world }) => people.giveRole(actor, { personId, role: "UNIT_MANAGER", bodyId: world.unit, from: TODAY, to: null }, randomUUID())),
  "people.endRole": async (more) => {
    const id = await thing("role", more, async () => more.world.giveRole(await more.world.addPerson("Rollbärare"), "UNIT_MANAGER", unitOf(more)));
    return () => people.endRole(more.actor, { id, version: 1, to: TODAY });
  },
  "people.giveSeat": onPerson((actor, personId, { world }) => people.giveSeat(actor, { personId, bodyId: world.board, position: "MEMBER", termId: null, from: TODAY, to: null }, randomUUID())),
  "people.endSeat": async (more) => {
    const { world } = more;
    const id = await thing("seat", more, async () => world.giveSeat(await world.addPerson("Ledamot"), isOwnUnit(more) ? world.committee : world.otherCommittee, "MEMBER"));
    return () => people.endSeat(more.actor, { id, version: 1, to: TODAY });
  },

  "follow-up.openRound": atOnce((actor) => followUp.openRound(actor, { year: nextYear(), answersDueOn: TOMORROW }, randomUUID())),
  "follow-up/added-units.listAddedUnits": async (more) => {
    const { year, unitId } = await unitAddedSince({ ...more, isFresh: true });
    return async () => (await addedUnits.listAddedUnits(more.actor, year)).some((unit) => unit.id === unitId);
  },
  "follow-up/added-units.callAddedUnits": async (more) => {
    const { year } = await unitAddedSince(more);
    return () => addedUnits.callAddedUnits(more.actor, year, randomUUID());
  },
  "follow-up/reminders.remindUnanswered": async (more) => {
    const { year } = await unitAddedSince({ ...more, isFresh: true });
    return () => reminders.remindUnanswered(more.actor, year, randomUUID());
  },
  "follow-up/remarks.addRemark": onStatement("open", (actor, { year, unitId }) => remarks.addRemark(actor, figuresOf(registers), { key: randomUUID(), year, unitId, figure: "project", text: "Fel" })),
  "follow-up/remarks.settleRemark": async (more) => {
    const { id, version } = await remarkAt(more);
    return () => remarks.settleRemark(more.actor, { id, version, settlement: "Rättat" });
  },
  "follow-up/remarks.listRemarks": async (more) => {
    const { id, year, unitId } = await remarkAt(more);
    return async () => (await remarks.listRemarks(more.actor, year, unitId)).remarks.some((remark) => remark.id === id);
  },
  "follow-up/remarks.listOpenRemarks": async (more) => {
    const { id, year } = await remarkAt({ ...more, isFresh: true });
    return async () => (await remarks.listOpenRemarks(more.actor, year)).some((remark) => remark.id === id);
  },
  "follow-up.listRounds": onStatement("open", async (actor, { year }) => (await followUp.listRounds(actor)).some((round) => round.year === year)),
  "follow-up.getRound": onStatement("open", async (actor, { year, unitId }) => (await followUp.getRound(actor, year)).statements.some((statement) => statement.unitId === unitId)),
  "follow-up.getStatement": onStatement("submitted", (actor, { year, unitId }) => followUp.getStatement(actor, year, unitId)),
  "follow-up.saveAnswers": onStatement("open", (actor, { year, unitId, answers }) => followUp.saveAnswers(actor, { year, unitId, answers })),
  "follow-up.submitStatement": onStatement("open", (actor, { year, unitId, answers }) => followUp.submitStatement(actor, { year, unitId, answers }, randomUUID())),
  "follow-up.approveStatement": onStatement("submitted", (actor, { year, unitId, version }) => followUp.approveStatement(actor, { year, unitId, version })),
  "follow-up.returnStatement": onStatement("submitted", (actor, { year, unitId, version }) => followUp.returnStatement(actor, { year, unitId, version, comment: "Skriv hur många det gäller." })),
  "follow-up.listStatements": onStatement("submitted", async (actor, { year, unitId }) => shown(await followUp.listStatements(actor, year), unitId)),
  "follow-up.listStatementsInTransaction": onStatement("submitted", async (actor, { year, unitId }) => shown(await inTransaction((tx) => followUp.listStatementsInTransaction(tx, actor, year)), unitId)),
  "follow-up.listUnanswered": onStatement("open", async (actor, { unitId }) => (await followUp.listUnanswered(actor)).some((statement) => statement.unitId === unitId)),
  "follow-up.listSubmitted": onStatement("submitted", async (actor, { year, unitId }) => (await followUp.listSubmitted(actor, { from: year, to: year }, null)).some((statement) => statement.unitId === unitId)),

  "terms-of-office.addTermOfOffice": atOnce((actor) => terms.addTermOfOffice(actor, nextTerm(), randomUUID())),
  "terms-of-office.changeTermOfOffice": onTerm((actor, id) => terms.changeTermOfOffice(actor, { id, version: 1, term: nextTerm() })),
  "terms-of-office.listTermsOfOffice": onTerm(async (actor, id) => (await terms.listTermsOfOffice(actor)).some((term) => term.id === id)),
  "terms-of-office.findTermOfOffice": onTerm(async (actor, id) => (await terms.findTermOfOffice(actor, id)) !== null),
  "terms-of-office.listTermHistory": onTerm((actor, id) => terms.listTermHistory(actor, id)),

  "contact-persons.scrutiniseUnits": atOnce((actor) => contactPersons.scrutiniseUnits(actor, asOfYear(2026, TODAY))),
  "contact-persons.countCurrent": atOnce(async (actor, more) => (await contactPersons.countCurrent(actor, TODAY)).some((unit) => unit.unitId === unitOf(more))),
  "contact-persons.appointContactPerson": onPerson((actor, personId, more) =>
    contactPersons.appointContactPerson(actor, { unitId: unitOf(more), personId, kind: "DEPUTY", from: TODAY, to: null, appointedOn: null, appointedBy: null, timePercent: null }, randomUUID()),
  ),
  "contact-persons.appointWithin": async ({ world, actor, at }) => {
    const personId = await world.addPerson(`Utsedd ${randomUUID()}`);
    return () => audited(actor, async (tx) => [(await contactPersons.appointWithin(tx, actor, { unitId: world.unitOf(at), personId, kind: "DEPUTY", from: TODAY, to: null, appointedOn: null, appointedBy: null, timePercent: null })).entry]);
  },
  "contact-persons.endAppointmentsOfPersons": async ({ world, actor, at }) => {
    const personId = await world.addPerson(`Utsedd ${randomUUID()}`);
    await world.appoint(world.unitOf(at), personId, "DEPUTY");
    return () => audited(actor, (tx) => contactPersons.endAppointmentsOfPersons(tx, actor, [personId], TODAY));
  },
  "contact-persons.endAppointment": onAppointment((actor, id) => contactPersons.endAppointment(actor, { id, version: 1, to: TODAY })),
  "contact-persons.endAppointmentsOfUnit": onBody((actor, { id }) =>
    inTransaction(async (tx) => {
      await contactPersons.endAppointmentsOfUnit(actor, tx, id, TODAY);
      await recordAudit(tx, { actor, action: "bodies.closed", subject: { kind: "body", id } });
    }),
  ),
  "contact-persons.confirmTime": onAppointment((actor, id) => contactPersons.confirmTime(actor, { id, version: 1, timePercent: 25, on: TODAY })),
  "contact-persons.listAppointments": atOnce(async (actor, more) => (await contactPersons.listAppointments(actor, unitOf(more))).length > 0),
  "contact-persons.listWorkingGroup": atOnce(async (actor, more) => (await contactPersons.listWorkingGroup(actor, TODAY)).some((member) => member.unitId === unitOf(more))),
  "contact-persons.listGaps": atOnce((actor) => contactPersons.listGaps(actor, TODAY)),
  "contact-persons.getAppointment": onAppointment((actor, id) => contactPersons.getAppointment(actor, id)),
  "contact-persons/overview.listContactPersons": atOnce(async (actor, more) =>
    (await contactOverview.listContactPersons(actor, readContactFilter({ q: isOwnUnit(more) ? "Egna förvaltningen" : "Andra förvaltningen" }).filter)).rows.some(({ unitId }) => unitId === unitOf(more)),
  ),
  "contact-persons/overview.listEnding": atOnce((actor) => contactOverview.listEnding(actor, TODAY)),
  "contact-persons/overview.listSeveral": atOnce((actor) => contactOverview.listSeveral(actor, TODAY)),
  "contact-persons/overview.listUnconfirmed": atOnce(async (actor, more) => (await contactOverview.listUnconfirmed(actor, TODAY)).some(({ unitId }) => unitId === unitOf(more))),
  "contact-persons/space.getSpace": onAppointment((actor, id) => space.getSpace(actor, id)),
  "contact-persons/space.answerSpace": onAppointment((actor, id) => space.answerSpace(actor, { key: randomUUID(), appointmentId: id, year: Number(TODAY.slice(0, 4)), version: 0, space: { answer: "YES", timePercent: null, comment: null } })),
  "contact-persons/space.listOpenQuestions": atOnce(async (actor, more) => (await space.listOpenQuestions(actor, TODAY)).open.some(({ unitId }) => unitId === unitOf(more))),
  "contact-persons/handovers.getHandover": onAppointment((actor, id) => appointmentHandovers.getHandover(actor, id)),
  "contact-persons/handovers.getHandoverVersion": onHandover((actor, id) => appointmentHandovers.getHandoverVersion(actor, id, 1)),
  "contact-persons/handovers.saveHandover": onAppointment((actor, id) => appointmentHandovers.saveHandover(actor, { key: randomUUID(), appointmentId: id, version: 0, handover: { ongoing: "Ansökan", contacts: null, advice: null } })),
  "contact-persons/handovers.receiveHandover": onHandover((actor, id) => appointmentHandovers.receiveHandover(actor, { appointmentId: id, version: 1 })),
  "competence.planActivity": atOnce((actor) => competence.planActivity(actor, "JOINT", activityInput({ startsOn: competenceDay(false) }), randomUUID())),
  "competence.logIndividual": async (more) => {
    const appointmentId = await appointmentAt(more);
    return () => competence.logIndividual(more.actor, appointmentId, activityInput({ startsOn: competenceDay(false) }), randomUUID());
  },
  "competence.changeActivity": onIndividual((actor, { id, version, title }) => competence.changeActivity(actor, { id, version, activity: activityInput({ startsOn: competenceDay(false), title, place: "Salen" }) })),
  "competence.inviteContactPersons": onJoint((actor, id) => competence.inviteContactPersons(actor, { id, version: 1 })),
  "competence.cancelActivity": onIndividual((actor, { id, version }) => competence.cancelActivity(actor, { id, version })),
  "competence.archiveActivity": onIndividual((actor, { id, version }, { at }) => competence.archiveActivity(actor, { id, version }, at !== "archived")),
  "competence.listActivities": onIndividual(async (actor, { id, title }) => (await competence.listActivities(actor, readCompetenceFilter({ q: title }).filter)).rows.some((row) => row.id === id)),
  "competence.exportActivities": onIndividual(async (actor, { id, title }) => {
    let isThere = false;
    for await (const piece of competence.exportActivities(actor, readCompetenceFilter({ q: title }).filter)) isThere ||= piece.some((row) => row.id === id);
    return isThere;
  }),
  "competence.listActivityYears": atOnce((actor) => competence.listActivityYears(actor)),
  "competence.listContactChoices": atOnce(async (actor, { world, at }) => (await competence.listContactChoices(actor)).some(({ unitId }) => unitId === world.unitOf(at))),
  "competence.listProgrammeChoices": atOnce((actor) => competence.listProgrammeChoices(actor)),
  "competence.getActivity": onIndividual((actor, { id }) => competence.getActivity(actor, id)),
  "competence.getActivityVersion": onIndividual((actor, { id }) => competence.getActivityVersion(actor, id, 1)),
  "competence.listActivityHistory": onIndividual((actor, { id }) => competence.listActivityHistory(actor, id, { limit: 5 })),
  "competence/enrolments.signUp": onJoint((actor, activityId, { world, at }) => enrolments.signUp(actor, { activityId, personId: at === "mine" ? actor.personId : world.personIds.contact })),
  "competence/enrolments.withdraw": onJoint((actor, activityId, { world }) => enrolments.withdraw(actor, { activityId, personId: world.personIds.contact, version: 1 }), { isEnrolled: true }),
  "competence/enrolments.tellAttendance": onJoint((actor, activityId, { world }) => enrolments.tellAttendance(actor, { activityId, personId: world.personIds.contact, version: 1, wasThere: true, hoursHundredths: null }), { isEnrolled: true, isHeld: true }),
  "competence/enrolments.writeAttendances": onJoint((actor, id, { world }) => enrolments.writeAttendances(actor, { id, version: 1, presentIds: [world.personIds.contact] }), { isEnrolled: true, isHeld: true }),
  "competence/enrolments.listEnrolments": onJoint(async (actor, id, { world }) => (await enrolments.listEnrolments(actor, id)).rows.some(({ personId }) => personId === world.personIds.contact), { isEnrolled: true }),
  "competence/enrolments.listOwnEnrolments": onJoint(async (actor, id) => (await enrolments.listOwnEnrolments(actor)).some(({ activityId }) => activityId === id), { isEnrolled: true }),
  "competence/enrolments.listSignedUp": onJoint(async (actor, id) => (await enrolments.listSignedUp(actor, new Date())).some((one) => one.id === id), { isEnrolled: true }),
  "competence/enrolments.followAppointments": onJoint((actor, id) => inCall(actor, id, (tx) => enrolments.followAppointments(tx, actor)), { isEnrolled: true }),
  "competence/staff.tellStaff": onJoint((actor, activityId, { world, at }) => staff.tellStaff(actor, { key: randomUUID(), activityId, unitId: world.unitOf(at), version: 0, offered: 4, tookPart: 0 }), { kind: "ALL_STAFF" }),
  "competence/staff.listStaff": atOnce((actor) => staff.listStaff(actor, readStaffFilter({}).filter)),
  "competence/staff.exportStaff": atOnce(async (actor) => {
    let count = 0;
    for await (const piece of staff.exportStaff(actor, readStaffFilter({}).filter)) count += piece.length;
    return { count };
  }),
  "competence/staff.countStaff": atOnce((actor) => staff.countStaff(actor, Number(TODAY.slice(0, 4)))),
  "competence/staff.listStaffOf": onJoint((actor, id) => staff.listStaffOf(actor, id), { kind: "ALL_STAFF" }),
  "competence/overview.listPersons": atOnce(async (actor, { world, at }) => (await competenceOverview.listPersons(actor, readOverviewFilter({ unit: world.unitOf(at) }).filter)).rows.length > 0),
  "competence/overview.exportPersons": atOnce(async (actor, { world, at }) => {
    for await (const piece of competenceOverview.exportPersons(actor, readOverviewFilter({ unit: world.unitOf(at) }).filter)) if (piece.length > 0) return true;
    return false;
  }),
  "competence/overview.countByUnit": atOnce(async (actor, { world, at }) => (await competenceOverview.countByUnit(actor, { year: Number(TODAY.slice(0, 4)), on: TODAY, begunBy: null })).some(({ unitId }) => unitId === world.unitOf(at))),
  "competence/overview.listLate": atOnce(async (actor) => (await competenceOverview.listLate(actor, `${TODAY.slice(0, 4)}-12-31`)).length > 0),
  "working-group.planMeeting": atOnce((actor) => workingGroup.planMeeting(actor, groupMeetingInput({ day: addDays(TODAY, 10) }), randomUUID())),
  "working-group.changeMeeting": onGroupMeeting((actor, id) => workingGroup.changeMeeting(actor, { id, version: 1, meeting: groupMeetingInput({ day: addDays(TODAY, 11) }) })),
  "working-group.callMeeting": onGroupMeeting((actor, id) => workingGroup.callMeeting(actor, { id, version: 1 })),
  "working-group.cancelMeeting": onGroupMeeting((actor, id) => workingGroup.cancelMeeting(actor, { id, version: 1 })),
  "working-group.writeMinutes": onGroupMeeting((actor, id) => workingGroup.writeMinutes(actor, { id, version: 2, notes: "Sagt", presentIds: [] }), true),
  "working-group.getMeeting": onGroupMeeting((actor, id) => workingGroup.getMeeting(actor, id)),
  "working-group.listMeetings": onGroupMeeting(async (actor, id) => (await workingGroup.listMeetings(actor, { ...readMeetingFilter({}).filter, when: "COMING" })).rows.some((row) => row.id === id)),
  "working-group.countMeetings": atOnce((actor) => workingGroup.countMeetings(actor, Number(TODAY.slice(0, 4)), TODAY)),
  "working-group.listOfficeTasks": onGroupMeeting(async (actor, id) => (await workingGroup.listOfficeTasks(actor)).some((task) => task.id === id)),
  "working-group.getMeetingVersion": onGroupMeeting((actor, id) => workingGroup.getMeetingVersion(actor, id, 1)),
  "working-group.listMeetingHistory": onGroupMeeting((actor, id) => workingGroup.listMeetingHistory(actor, id, { limit: 5 })),
  "working-group/invitations.callMembers": onGroupMeeting((actor, id) => inCall(actor, id, (tx, meeting) => groupInvitations.callMembers(tx, actor, meeting, true))),
  "working-group/invitations.callOff": onGroupMeeting((actor, id) => inCall(actor, id, (tx, meeting) => groupInvitations.callOff(tx, actor, meeting))),
  "working-group/invitations.followMembership": async (more) => {
    const id = await groupMeetingAt({ ...more, isFresh: false });
    const { meeting } = await workingGroup.getMeeting(more.world.system, id);
    if (meeting.calledAt === null) valueOf(await workingGroup.callMeeting(more.world.system, { id, version: meeting.version }));
    return () => inCall(more.actor, id, (tx) => groupInvitations.followMembership(tx, more.actor));
  },
  "working-group/invitations.listCalledTo": onGroupMeeting(async (actor, id) => (await groupInvitations.listCalledTo(actor, new Date(`${addDays(TODAY, -20)}T12:00:00Z`))).some((one) => one.id === id), true),
  "working-group/follow-ups.addFollowUp": onGroupMeeting((actor, id) => followUps.addFollowUp(actor, { key: randomUUID(), meetingId: id, followUp: { what: "Skriv", ownerId: actor.personId, dueOn: TODAY } })),
  "working-group/follow-ups.settleFollowUp": onFollowUp((actor, { id }) => followUps.settleFollowUp(actor, { id, version: 1 })),
  "working-group/follow-ups.removeFollowUp": onFollowUp((actor, { id }) => followUps.removeFollowUp(actor, { id, version: 1 })),
  "working-group/follow-ups.listFollowUps": onFollowUp((actor, { meetingId }) => followUps.listFollowUps(actor, meetingId)),
  "working-group/follow-ups.listOwnFollowUps": onFollowUp(async (actor, { id }) => (await followUps.listOwnFollowUps(actor)).some((one) => one.id === id)),
  "working-group/assignments.proposeAssignment": atOnce((actor) => groupAssignments.proposeAssignment(actor, groupAssignmentInput({ title: `Uppdrag ${randomUUID()}` }), randomUUID())),
  "working-group/assignments.changeAssignment": onGroupAssignment((actor, { id, version }) => groupAssignments.changeAssignment(actor, { id, version, assignment: groupAssignmentInput({ mandate: "Mer" }) })),
  "working-group/assignments.archiveAssignment": onGroupAssignment((actor, { id, version }, { at }) => groupAssignments.archiveAssignment(actor, { id, version }, at !== "archived")),
  "working-group/assignments.getAssignment": onGroupAssignment((actor, { id }) => groupAssignments.getAssignment(actor, id)),
  "working-group/assignments.listAssignments": onGroupAssignment(async (actor, { id }) => (await groupAssignments.listAssignments(actor, TODAY)).some((one) => one.id === id)),
  "working-group/assignments.listUndecided": onGroupAssignment(async (actor, { id }) => (await groupAssignments.listUndecided(actor, TODAY)).some(({ subject }) => subject.id === id)),
  "working-group/assignments.listToRenew": atOnce((actor) => groupAssignments.listToRenew(actor, TODAY)),
  "working-group/assignments.getAssignmentVersion": onGroupAssignment((actor, { id }) => groupAssignments.getAssignmentVersion(actor, id, 1)),
  "working-group/assignments.listAssignmentHistory": onGroupAssignment((actor, { id }) => groupAssignments.listAssignmentHistory(actor, id, { limit: 5 })),
  "contact-persons/handovers.listWaitingHandovers": async (more) => {
    const id = await writtenHandover(more, TODAY);
    return async () => (await appointmentHandovers.listWaitingHandovers(more.actor, TODAY)).toReceive.some(({ appointmentId }) => appointmentId === id);
  },

  "bodies.addBody": atOnce((actor, more) => {
    const names = [{ name: `Förvaltning ${randomUUID()}`, shortName: null, from: null, to: null }];
    const parentId = isOwnUnit(more) ? more.world.committee : more.world.otherCommittee;
    return bodies.addBody(actor, { kind: "DEPARTMENT", names, parentId, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: false }, randomUUID());
  }),
  "bodies.addBodyWithin": atOnce((actor) =>
    audited(actor, async (tx) => {
      const { entry } = await bodies.addBodyWithin(tx, actor, { kind: "COMPANY", names: [{ name: `Bolaget ${randomUUID()}`, shortName: null, from: null, to: null }], parentId: null, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: false });
      return [entry];
    }),
  ),
  "bodies/imports.listBodyImportFields": atOnce((actor) => bodyImports.listBodyImportFields(reading(), actor, new Date())),
  "bodies/imports.judgeBodyRows": atOnce((actor) => inTransaction((tx) => bodyImports.judgeBodyRows(tx, actor, bodyRow(), new Date()))),
  "bodies/imports.addBodyRows": atOnce((actor) => audited(actor, async (tx) => (await bodyImports.addBodyRows(tx, actor, bodyRow(), new Date())).flatMap(({ entries }) => entries))),
  "bodies/imports.listPointedToBodies": atOnce((actor, { world }) => bodyImports.listPointedToBodies(reading(), actor, [world.unit])),
  "bodies/imports.takeBackBodies": async ({ world, actor }) => {
    const id = await world.addBody("COMPANY", `Bolaget ${randomUUID()}`, null);
    return () => audited(actor, (tx) => bodyImports.takeBackBodies(tx, actor, [id], new Date()));
  },
  "people.addPersonWithin": atOnce((actor) => audited(actor, async (tx) => [(await people.addPersonWithin(tx, actor, { name: "Ny Provsson", title: null, email: null, phone: null })).entry])),
  "people.giveRoleWithin": async ({ world, actor }) => {
    const personId = await world.addPerson(`Rollens ${randomUUID()}`);
    return () => audited(actor, async (tx) => [(await people.giveRoleWithin(tx, actor, { personId, role: "READER", bodyId: null, from: TODAY, to: null })).entry]);
  },
  "people.endRoleWithin": async ({ world, actor }) => {
    const id = await world.giveRole(await world.addPerson(`Rollens ${randomUUID()}`), "READER");
    return () =>
      audited(actor, async (tx) => {
        const ended = await people.endRoleWithin(tx, actor, { id, version: 1, to: TODAY });
        return ended.ok ? [ended.value.entry] : [];
      });
  },
  "people/imports.listPersonImportFields": atOnce((actor) => personImports.listPersonImportFields(reading(), actor, new Date())),
  "people/imports.judgePersonRows": atOnce((actor) => inTransaction((tx) => personImports.judgePersonRows(tx, actor, personRow(), new Date()))),
  "people/imports.addPersonRows": atOnce((actor) => audited(actor, async (tx) => (await personImports.addPersonRows(tx, actor, personRow(), new Date())).flatMap(({ entries }) => entries))),
  "people/imports.listPointedToPersons": atOnce((actor, { world }) => personImports.listPointedToPersons(reading(), actor, [world.colleague])),
  "people/imports.takeBackPersons": async ({ world, actor }) => {
    const id = await world.addPerson(`Ångrad ${randomUUID()}`);
    return () => audited(actor, (tx) => personImports.takeBackPersons(tx, actor, [id], new Date()));
  },
  "municipality/first-steps.readFirstSteps": atOnce((actor) => firstSteps.readFirstSteps(actor)),
  "municipality/first-steps.isBeginning": atOnce(async (actor) => {
    await firstSteps.isBeginning(actor);
  }),
  "municipality/first-steps.bringProgrammes": atOnce((actor) => firstSteps.bringProgrammes(actor)),
  "municipality/first-steps.tryMail": atOnce((actor) => firstSteps.tryMail(actor, randomUUID())),
  "saved-views.saveView": atOnce((actor) => savedViews.saveView(actor, { view: { list: "/partners", name: `Vy ${randomUUID()}`, query: "", sharing: "PRIVATE", unitId: null }, isDefault: false }, randomUUID())),
  "saved-views.changeView": onView((actor, view, { at }) => savedViews.changeView(actor, { ...view, name: `Vy ${randomUUID()}`, sharing: at === "own" ? "EVERYONE" : "PRIVATE", unitId: null })),
  "saved-views.removeView": onView((actor, view) => savedViews.removeView(actor, view)),
  "saved-views.setDefaultView": async (more) => {
    const id = await viewToOpenAt(more);
    return () => savedViews.setDefaultView(more.actor, { id, isDefault: true });
  },
  "saved-views.getView": onView((actor, { id }) => savedViews.getView(actor, id)),
  "saved-views.listViews": onView(async (actor, { id }) => (await savedViews.listViews(actor, "/partners")).some((view) => view.id === id)),
  "saved-views.listDefaults": atOnce((actor) => savedViews.listDefaults(actor)),
  "saved-views.loadSharingChoices": atOnce((actor) => savedViews.loadSharingChoices(actor)),
  "saved-views/favourites.markFavourite": async (more) => {
    const { id } = await more.world.project(more.at, more.isFresh);
    return () => favourites.markFavourite(more.actor, { kind: "project", id, isMarked: true }, { registers });
  },
  "saved-views/favourites.isFavourite": async (more) => {
    const { id } = await more.world.project(more.at, more.isFresh);
    return async () => {
      await favourites.isFavourite(more.actor, { kind: "project", id });
    };
  },
  "saved-views/favourites.listFavourites": async (more) => {
    const { id } = await more.world.project(more.at, more.isFresh);
    await more.world.looker.query("INSERT INTO favourite (person_id, kind, record_id) VALUES ($1, 'project', $2) ON CONFLICT DO NOTHING", [more.world.personIds[more.column], id]);
    return async () => (await favourites.listFavourites(more.actor, { registers })).some((one) => one.id === id);
  },
  "saved-views/favourites.listRecent": atOnce((actor) => favourites.listRecent(actor, { registers })),
  "bodies.describeBody": onBody((actor, { id, version }) => bodies.describeBody(actor, { bodyId: id, version, ownershipPercent: null, boundByOther: null, organisationNumber: null })),
  "bodies.renameBody": onBody((actor, { id, version }) => bodies.renameBody(actor, { bodyId: id, version, name: "Nytt namn", shortName: null, from: TODAY })),
  "bodies.moveBody": onBody((actor, { id, version }, { world }) => bodies.moveBody(actor, { bodyId: id, version, parentId: world.board, from: TODAY })),
  "bodies.closeBody": onBody((actor, { id, version }) => bodies.closeBody(actor, { bodyId: id, version, validTo: TODAY })),
  "bodies.mergeBody": onBody((actor, { id, version }, { world, at }) => bodies.mergeBody(actor, { bodyId: id, version, intoId: at === "own" ? world.otherUnit : world.unit, on: TODAY })),
  "bodies.listBodiesOn": atOnce(async (actor, more) => (await bodies.listBodiesOn(actor, TODAY)).some((unit) => unit.id === unitOf(more))),
  "bodies.listUnits": atOnce(async (actor, more) => (await bodies.listUnits(actor, TODAY)).some((unit) => unit.id === unitOf(more))),
  "bodies.listBodies": atOnce(async (actor, more) => (await bodies.listBodies(actor, { on: TODAY })).some((body) => body.id === unitOf(more))),
  "bodies.getBody": onBody((actor, { id }) => bodies.getBody(actor, id, TODAY)),
  "bodies.findBody": onBody(async (actor, { id }) => (await bodies.findBody(actor, id, TODAY)) !== null),
  "bodies.findBodyByAnyName": atOnce(async (actor, more) => (await bodies.findBodyByAnyName(actor, isOwnUnit(more) ? "Egna förvaltningen" : "Andra förvaltningen", TODAY))?.id === unitOf(more)),
  "bodies.listBodyHistory": onBody((actor, { id }) => bodies.listBodyHistory(actor, id)),
  "bodies.listIdsWithPredecessors": onBody((actor, { id }) => bodies.listIdsWithPredecessors(actor, id, TODAY)),

  "accounts.addLocalAccount": onPerson((actor, personId) => accounts.addLocalAccount(actor, { personId, email: `${randomUUID()}@utblick.example`, password: "ett ganska långt lösenord" }, randomUUID())),
  "accounts.addOidcIdentity": onPerson((actor, personId) => accounts.addOidcIdentity(actor, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID())),
  "accounts.disableAccount": onAccount(false, (actor, account) => accounts.disableAccount(actor, account)),
  "accounts.enableAccount": onAccount(true, (actor, account) => accounts.enableAccount(actor, account)),
  "accounts.endSessionsOf": onPerson((actor, personId) => accounts.endSessionsOf(actor, personId)),
  "accounts.findWaysToConfirm": atOnce((actor) => accounts.findWaysToConfirm(actor, "https://login.utblick.example")),
  // What is written is nobody's password.
  "accounts.confirmWithPassword": async ({ world, actor }) => {
    await world.looker.query("DELETE FROM rate_counter");
    return () => accounts.confirmWithPassword(actor, { password: "ett lösenord som ingen har", address: "203.0.113.7" });
  },
  "accounts.listAccounts": onPerson((actor, personId) => accounts.listAccounts(actor, personId)),

  "coverage.readPolicyInPractice": atOnce((actor) => coverage.readPolicyInPractice(actor, registers, asOfYear(2026, TODAY))),
  // Both found and counted, or neither.
  "search.search": onProject(async (actor, { id }, { world }) => {
    const { project } = await projects.getProject(world.system, id);
    const { groups } = await searching.search(actor, searchables, readWholeSearch({ q: `"${project.title}"`, kind: "project" }).filter);
    const found = groups.find(({ kind }) => kind === "project");
    const isFound = found?.hits.some((hit) => hit.id === id) === true;
    if (!isFound && found !== undefined && found.total !== found.hits.length) throw new Error("the count and the hits disagree");
    return isFound;
  }),
  "scrutiny.readScrutiny": atOnce((actor) => scrutiny.readScrutiny(actor, registers, asOfYear(2026, TODAY))),
  "scrutiny.exportScrutiny": atOnce((actor) => scrutiny.exportScrutiny(actor, registers, asOfYear(2026, TODAY))),
  "coverage.readCoverage": atOnce((actor) => coverage.readCoverage(actor, registers, asOfYear(2026, TODAY))),
  "summaries.listFigures": atOnce((actor) => summaries.listFigures(actor, 2025)),
  "summaries.gatherSummary": atOnce((actor) => summaries.gatherSummary(actor, around, 2025)),
  "summaries.getSummary": atOnce((actor) => summaries.getSummary(actor, around, 2025)),
  "summaries.listMoney": atOnce((actor) => summaries.listMoney(actor, { year: 2025, what: "year" })),
  "summaries.listMoneyOfUnit": atOnce((actor, more) => summaries.listMoneyOfUnit(actor, { year: 2025, unitId: unitOf(more), what: "year" })),
  "summaries.sumMoneyOfUnit": atOnce((actor, more) => summaries.sumMoneyOfUnit(actor, 2025, unitOf(more))),
  "summaries.writeWords": atOnce((actor, { isFresh }) => summaries.writeWords(actor, { year: isFresh ? nextSummaryYear() : 1990, version: 0, lead: "Ett gott år.", commentary: null })),
  "summaries.holdWords": atOnce((actor) => inTransaction((tx) => summaries.holdWords(actor, tx, 2025))),
  "summaries/editions.freezeSummary": atOnce((actor, { isFresh }) => editions.freezeSummary(actor, around, { year: isFresh ? nextSummaryYear() : 1990, version: 0, caseNumber: null }, randomUUID())),
  "summaries/editions.listEditions": onEdition(async (actor, { year }) => (await editions.listEditions(actor, year)).length > 0),
  "summaries/editions.getEdition": onEdition((actor, { year, number }) => editions.getEdition(actor, year, number)),
  "summaries/editions.nameEdition": onEdition(async (actor, { year }) => editions.nameEdition(actor, (await editions.listEditions(actor, year))[0]?.id ?? "")),
  "summaries/editions.getEditionFile": onEdition((actor, { year, number }) => editions.getEditionFile(actor, year, number, "READ")),
  "summaries/addenda.listAddenda": onEdition((actor, { year, number }) => addenda.listAddenda(actor, year, number)),
  "summaries/addenda.addAddendum": onEdition((actor, { year, number }) => addenda.addAddendum(actor, { year, number, kind: "DECISION", text: "Godkänd.", decidedBy: "Styrelsen", decidedOn: "2026-01-15", paragraph: null, caseNumber: null }, randomUUID())),
  "summaries/known.lookBack": atOnce((actor) => known.lookBack(actor, { registers, words: wordsFor("sv") }, 2025, TODAY)),
  "summaries/known.lookBackAt": atOnce((actor) => known.lookBackAt(actor, { registers, words: wordsFor("sv") }, 2025, new Date(`${LONG_AGO}T12:00:00Z`))),
  "summaries/further.gatherFurther": atOnce((actor) => further.gatherFurther(actor, { ...around, year: 2025, years: [2024, 2025], texts: {} })),
  "summaries/exports.exportDraft": atOnce((actor) => summaryExports.exportDraft(actor, around, { year: 2025, file: "data.json" })),
  "summaries/exports.exportEdition": onEdition((actor, { year, number }) => summaryExports.exportEdition(actor, around, { year, number, file: "data.json" })),
  "summaries/editions.verifyEdition": onEdition((actor, { year, number }) => editions.verifyEdition(actor, year, number)),

  "governing-documents.listVersions": onDocument(async (actor, { id }) => (await documents.listVersions(actor, TODAY)).some((version) => version.id === id)),
  "governing-documents.getVersion": onDocument((actor, { id }) => documents.getVersion(actor, id)),
  "governing-documents.exportVersion": onDocument((actor, { id }) => documents.exportVersion(actor, id)),
  "governing-documents.listVersionHistory": onDocument((actor, { id }) => documents.listVersionHistory(actor, id)),
  "governing-documents.listRemovedRules": onDocument((actor, { id }) => documents.listRemovedRules(actor, id)),
  "governing-documents.changeVersion": onDocument((actor, document) => documents.changeVersion(actor, { ...document, facts: { ...document.facts, note: randomUUID() } })),
  "governing-documents.importVersion": atOnce((actor) => documents.importVersion(actor, { documentId: null, label: null, pack: shippedPack() }, randomUUID())),
  "governing-documents.copyVersion": onDocument((actor, { id }) => documents.copyVersion(actor, { id, label: randomUUID() }, randomUUID())),
  "governing-documents.previewInForce": onDocument((actor, { id }) => documents.previewInForce(actor, id, "2100-01-01")),
  "governing-documents.putInForce": onDocument((actor, { id, version }) => documents.putInForce(actor, { id, version, from: nextFirstDay() }, randomUUID())),
  "governing-documents.archiveVersion": onDocument((actor, { id, version }, { at }) => documents.archiveVersion(actor, { id, version }, at !== "archived")),
  "governing-documents.readPackInForce": atOnce((actor) => documents.readPackInForce(actor, TODAY)),
  "governing-documents.rewriteDraft": onDocument((actor, document) => documents.rewriteDraft(actor, document, "governingDocuments.ruleSaved", () => ({ ok: true, value: { pack: {} } }))),
  "governing-documents/mandate-rules.saveRule": onDocument((actor, { id, version }) => mandateRules.saveRule(actor, { id, version, ...newRule() })),
  "governing-documents/mandate-rules.removeRule": onDocument((actor, { id, version }) => mandateRules.removeRule(actor, { id, version, place: 1 })),
  "governing-documents/mandate-rules.restoreRule": async (more) => {
    const place = await removedRule(more);
    return () => mandateRules.restoreRule(more.actor, place);
  },
  "governing-documents.listReviews": onDocument(async (actor, { id }) => (await documents.listReviews(actor, TODAY)).some((version) => version.id === id)),
  "governing-documents.bringShipped": atOnce((actor) => documents.bringShipped(actor, shippedPack())),

  "municipality.findMunicipality": atOnce((actor) => municipality.findMunicipality(actor)),
  "municipality.beginDemonstration": atOnce((actor) => municipality.beginDemonstration(actor, "somewhere")),
  "municipality.recordMunicipality": atOnce((actor) => municipality.recordMunicipality(actor, { packId: "somewhere", isDemonstration: false })),

  "projects/checklist.getChecklist": onProject((actor, { id }) => checklist.getChecklist(actor, id)),
  "projects/checklist.tick": onProject((actor, { id }) => checklist.tick(actor, { projectId: id, code: "ANCHORED", note: null })),
  "projects/checklist.untick": onDeadline((actor, { projectId, tickId }) => checklist.untick(actor, { projectId, tickId, version: 1 })),
  "projects/deadlines.getDeadlines": onProject((actor, { id }) => deadlines.getDeadlines(actor, id)),
  "projects/deadlines.listDeadlines": onDeadline(async (actor, { projectId }) => {
    for (let page = 1; ; page += 1) {
      const { rows, total } = await deadlines.listDeadlines(actor, { ...readDeadlineFilter({}).filter, page });
      if (rows.some((row) => row.projectId === projectId)) return true;
      if (page * DEADLINES_A_PAGE >= total) return false;
    }
  }),
  "projects/deadlines.exportDeadlines": onDeadline(async (actor, { projectId }) => {
    let isThere = false;
    for await (const piece of deadlines.exportDeadlines(actor, readDeadlineFilter({}).filter)) isThere ||= piece.some((row) => row.projectId === projectId);
    return isThere;
  }),
  "projects/deadlines.listDue": onDeadline(async (actor, { projectId }) => (await deadlines.listDue(actor)).some((row) => row.projectId === projectId)),
  "projects/deadlines.addDeadline": onProject((actor, { id }) => deadlines.addDeadline(actor, { deadline: deadlineInput({ projectId: id, dueOn: TODAY }), key: randomUUID() })),
  "projects/deadlines.finishDeadline": onDeadline((actor, { projectId, deadlineId }) => deadlines.finishDeadline(actor, { projectId, deadlineId, version: 1, on: TODAY })),
  "projects/deadlines.reopenDeadline": onDeadline((actor, { projectId, deadlineId }) => deadlines.reopenDeadline(actor, { projectId, deadlineId, version: 1 })),
  "projects/deadlines.removeDeadline": onDeadline((actor, { projectId, deadlineId }) => deadlines.removeDeadline(actor, { projectId, deadlineId, version: 1 })),
  "programmes.addProgramme": atOnce((actor) => programmes.addProgramme(actor, programmeInput({ nameSv: `Program ${randomUUID()}` }), randomUUID())),
  "programmes.changeProgramme": onProgramme((actor, { id, version }) => programmes.changeProgramme(actor, { id, version, programme: programmeInput({ nameSv: `Program ${randomUUID()}` }) })),
  "programmes.archiveProgramme": onProgramme((actor, programme, { at }) => programmes.archiveProgramme(actor, programme, at !== "archived")),
  "programmes.listProgrammes": onProgramme(async (actor, { id }) => (await programmes.listProgrammes(actor, readProgrammeFilter({}).filter)).some((row) => row.id === id)),
  "programmes.exportProgrammes": onProgramme(async (actor, { id }) => {
    for await (const piece of programmes.exportProgrammes(actor, readProgrammeFilter({}).filter)) return piece.some((row) => row.id === id);
    return false;
  }),
  "programmes.listFunds": atOnce((actor) => programmes.listFunds(actor)),
  "programmes.getProgramme": onProgramme((actor, { id }) => programmes.getProgramme(actor, id)),
  "programmes.getProgrammeVersion": onProgramme((actor, { id }) => programmes.getProgrammeVersion(actor, id, 1)),
  "programmes.listProgrammeHistory": onProgramme((actor, { id }) => programmes.listProgrammeHistory(actor, id, { limit: 10 })),
  "programmes/calls.addCall": onProgramme((actor, { id }) => calls.addCall(actor, callInput({ programmeId: id }), randomUUID())),
  "programmes/calls.changeCall": onCall((actor, { id, version, programmeId }) => calls.changeCall(actor, { id, version, call: callInput({ programmeId, note: randomUUID() }) })),
  "programmes/calls.archiveCall": onCall((actor, call, { at }) => calls.archiveCall(actor, call, at !== "archived")),
  "programmes/calls.listCalls": onCall(async (actor, { id, programmeId }) => (await calls.listCalls(actor, { ...readCallFilter({}).filter, programmeId })).rows.some((row) => row.id === id)),
  "programmes/calls.exportCalls": onCall(async (actor, { id, programmeId }) => {
    for await (const piece of calls.exportCalls(actor, { ...readCallFilter({}).filter, programmeId })) return piece.some((row) => row.id === id);
    return false;
  }),
  "programmes/calls.getCall": onCall((actor, { id }) => calls.getCall(actor, id)),
  "programmes/calls.getCallVersion": onCall((actor, { id }) => calls.getCallVersion(actor, id, 1)),
  "programmes/calls.listCallHistory": onCall((actor, { id }) => calls.listCallHistory(actor, id, { limit: 10 })),
  "tasks.listTasks": atOnce((actor) => tasks.listTasks(actor, { registers })),
  "tasks.listUnitTasks": atOnce((actor, { world, at }) => tasks.listUnitTasks(actor, world.unitOf(at), { registers })),
  "tasks.readTasks": atOnce((actor, { world, at }) => tasks.readTasks(actor, { ...readTaskFilter({}).filter, unitId: world.unitOf(at) }, { registers })),
  "tasks.exportTasks": atOnce((actor, { world, at }) => tasks.exportTasks(actor, { ...readTaskFilter({}).filter, unitId: world.unitOf(at) }, { registers }).next()),
  "tasks.listTaskUnits": atOnce(async (actor, { world, at }) => (await tasks.listTaskUnits(actor)).units.some(({ id }) => id === world.unitOf(at))),
  "tasks.prepareTask": onTask((actor, place) => tasks.prepareTask(actor, place, { registers })),
  "tasks.snooze": onTask((actor, place) => tasks.snooze(actor, { place, until: addDays(TODAY, 7) }, { registers })),
  "tasks.wake": async (more) => {
    const taskId = await snoozedTask(more);
    return () => tasks.wake(more.actor, { taskId });
  },
  "tasks.handOver": onTask((actor, place, { world }) => tasks.handOver(actor, { key: randomUUID(), place, version: 0, toId: world.personIds.coordinator }, { registers })),
  "tasks.takeBack": async (more) => {
    const handed = await handedTaskAt(more);
    return () => tasks.takeBack(more.actor, handed);
  },
  "tasks.forgetGone": atOnce((actor) => tasks.forgetGone(actor, actor, [], { registers })),
};
