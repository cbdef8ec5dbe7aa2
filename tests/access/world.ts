import { randomUUID } from "node:crypto";
import pg from "pg";
import { packs } from "@packs/all";
import type { Actor, Role } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import * as accounts from "@/features/accounts/service";
import * as bodies from "@/features/bodies/service";
import type { BodyInput, BodyKind } from "@/features/bodies/schema";
import * as contactPersons from "@/features/contact-persons/service";
import type { DecisionInput } from "@/features/decisions/schema";
import * as decisions from "@/features/decisions/service";
import * as drafts from "@/features/drafts/service";
import * as people from "@/features/people/service";
import { writeProject } from "@/features/projects/rules";
import type { ProjectInput } from "@/features/projects/schema";
import * as checklist from "@/features/projects/checklist/service";
import * as deadlines from "@/features/projects/deadlines/service";
import * as projects from "@/features/projects/service";
import type { MeetingInput } from "@/features/recurring-meetings/schema";
import * as recurringMeetings from "@/features/recurring-meetings/service";
import type { ActivityInput } from "@/features/town-relations/activities/schema";
import * as townActivities from "@/features/town-relations/activities/service";
import type { EnterRelationInput } from "@/features/town-relations/schema";
import * as townPapers from "@/features/town-relations/papers/service";
import * as townRelations from "@/features/town-relations/service";
import type { VisitInput } from "@/features/visits/schema";
import * as funding from "@/features/funding/service";
import * as comments from "@/features/comments/service";
import * as documents from "@/features/documents/service";
import * as influence from "@/features/eu-monitoring/influence/service";
import * as readiness from "@/features/eu-monitoring/readiness/service";
import type { InformationInput } from "@/features/opportunities/information/schema";
import * as information from "@/features/opportunities/information/service";
import type { OpportunityInput } from "@/features/opportunities/schema";
import * as opportunities from "@/features/opportunities/service";
import type { ItemInput } from "@/features/eu-monitoring/schema";
import * as monitoring from "@/features/eu-monitoring/service";
import type { SupportCaseInput } from "@/features/economy-support/schema";
import * as economySupport from "@/features/economy-support/service";
import * as examinations from "@/features/initiatives/examinations/service";
import type { InitiativeInput } from "@/features/initiatives/schema";
import * as initiatives from "@/features/initiatives/service";
import type { PartnerInput } from "@/features/partners/schema";
import * as contacts from "@/features/partners/contacts/service";
import type { SearchInput } from "@/features/partners/searches/schema";
import * as searches from "@/features/partners/searches/service";
import * as partners from "@/features/partners/service";
import type { EntryInput } from "@/features/coordination/schema";
import * as coordination from "@/features/coordination/service";
import * as networkEntries from "@/features/networks/entries/service";
import type { NetworkInput } from "@/features/networks/schema";
import * as networks from "@/features/networks/service";
import type { PriorityInput } from "@/features/priorities/schema";
import * as priorities from "@/features/priorities/service";
import * as calls from "@/features/programmes/calls/service";
import * as programmes from "@/features/programmes/service";
import * as visits from "@/features/visits/service";
import * as representation from "@/features/visits/representation/service";
import { registers } from "@/registers";
import { connect, useDatabase } from "@/server/db";
import { log } from "@/server/log";
import { loadActor, systemActor } from "@/server/session";
import { decisionInput } from "../factories/decisions.ts";
import { claimInput, paymentInput } from "../factories/funding.ts";
import { attachInput, pdfOf, received } from "../factories/documents.ts";
import { caseInput } from "../factories/economy-support.ts";
import { influenceInput, monitoringInput, readinessInput } from "../factories/eu-monitoring.ts";
import { examinationInput, initiativeInput } from "../factories/initiatives.ts";
import { contactInput, partnerInput, searchInput } from "../factories/partners.ts";
import { informationInput, opportunityInput, OWN } from "../factories/opportunities.ts";
import { entryInput } from "../factories/coordination.ts";
import { networkInput } from "../factories/networks.ts";
import { deadlineInput } from "../factories/deadlines.ts";
import { callInput, programmeInput } from "../factories/programmes.ts";
import { priorityInput } from "../factories/priorities.ts";
import { meetingInput } from "../factories/recurring-meetings.ts";
import { activityInput, agreementInput, enterInput, episodeInput } from "../factories/town-relations.ts";
import { visitInput } from "../factories/visits.ts";
import { createTestDatabase } from "../setup/database.ts";
import { COLUMNS, type Column, type Situation } from "./table.ts";

/** The year in which every project has money. */
export const MONEY_YEAR = 2025;
export const TODAY: PlainDate = dateInStockholm(new Date());
/** What must not have passed: also when midnight falls between the beginning of these tests and their end. */
export const TOMORROW: PlainDate = addDays(TODAY, 1);
/** A day well before today, on which everything that the world holds has begun. */
export const LONG_AGO: PlainDate = "2020-01-01";

/** What is looked at before and after an attempt: when it was refused, no number may have moved. Both registers only ever grow. */
const TRACES = `
  SELECT (SELECT coalesce(max(id), 0) FROM record_version)::int AS versions, (SELECT coalesce(max(seq), 0) FROM audit_entry)::int AS entries,
    d.drafts, d.revisions, (SELECT count(*) FROM idempotency_key)::int AS keys, (SELECT count(*) FROM local_credential)::int AS passwords,
    (SELECT count(*) FROM session WHERE revoked_at IS NULL)::int AS sessions, (SELECT count(*) FROM municipality)::int AS municipalities, ((SELECT count(*) FROM notification WHERE read_at IS NOT NULL) + (SELECT count(*) FROM task_snooze) + (SELECT count(*) FROM saved_opportunity) + (SELECT count(*) FROM default_view) + (SELECT count(*) FROM favourite))::int AS marks
  FROM (SELECT count(*)::int AS drafts, coalesce(sum(revision), 0)::int AS revisions FROM (SELECT revision FROM draft UNION ALL SELECT revision FROM import_draft UNION ALL SELECT CASE WHEN state = 'CANCELLED' THEN 2 ELSE 1 END FROM import_run) u) d`;

export type Traces = Record<"versions" | "entries" | "drafts" | "revisions" | "keys" | "passwords" | "sessions" | "municipalities" | "marks", number>;

/** A document as attempts meet it: with the project that it lies with, and its first file. */
interface AttachedInWorld {
  id: string;
  version: number;
  title: string;
  subject: { kind: string; id: string };
  fileId: string;
}

/** A municipality with somebody in every role, and records in every situation; all of it entered through the services. */
export async function openWorld() {
  const database = await createTestDatabase();
  process.env["DATABASE_URL"] = database.appUrl;
  process.env["UTBLICK_PACK"] ??= packs[0]?.id ?? "";
  // What is told is queued to be mailed as a demonstration does, and nobody takes it up.
  Object.assign(process.env, { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on" });
  process.env["UTBLICK_SECRET"] = randomUUID() + randomUUID();
  log.level = "silent";
  const client = connect(database.appUrl, 4);
  useDatabase(client);
  const looker = new pg.Client({ connectionString: database.ownerUrl });
  await looker.connect();

  const system = systemActor();

  const addBody = async (kind: BodyKind, name: string, parentId: string | null): Promise<string> => {
    const blank: BodyInput = { kind, names: [{ name, shortName: null, from: null, to: null }], parentId, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: true };
    return valueOf(await bodies.addBody(system, blank, randomUUID())).id;
  };
  let named = 0;
  /** Adds a person whose contact details are like nobody else's. */
  const addPerson = async (what: string): Promise<string> => {
    named += 1;
    const email = `canary-${named}@utblick.example`;
    return (await people.addPerson(system, { name: `${what} Provsson`, title: `Titel ${named}`, email, phone: `0700-${String(named).padStart(6, "0")}`, isDemonstration: true }, randomUUID())).id;
  };
  const actorOf = async (personId: string, isConfirmed = true): Promise<Actor> => {
    const actor = await loadActor(personId, undefined, isConfirmed);
    if (actor === null) throw new Error(`nobody can act as ${personId}`);
    return actor;
  };
  const appoint = async (unitId: string, personId: string, kind: "PRIMARY" | "DEPUTY", to: PlainDate | null = null): Promise<string> =>
    valueOf(await contactPersons.appointContactPerson(system, { unitId, personId, kind, from: LONG_AGO, to, appointedOn: null, appointedBy: null, timePercent: 20 }, randomUUID())).id;
  const giveRole = async (personId: string, role: Role, bodyId: string | null = null): Promise<string> => valueOf(await people.giveRole(system, { personId, role, bodyId, from: LONG_AGO, to: null }, randomUUID())).id;
  const giveSeat = async (personId: string, bodyId: string, position: "CHAIR" | "SECRETARY" | "MEMBER"): Promise<string> =>
    valueOf(await people.giveSeat(system, { personId, bodyId, position, termId: null, from: LONG_AGO, to: null }, randomUUID())).id;
  const addIdentity = async (personId: string): Promise<string> => valueOf(await accounts.addOidcIdentity(system, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID())).id;

  const council = await addBody("COUNCIL", "Fullmäktige", null);
  const board = await addBody("EXECUTIVE_BOARD", "Styrelsen", null);
  const presidium = await addBody("EXECUTIVE_BOARD_PRESIDIUM", "Styrelsens presidium", board);
  const committee = await addBody("COMMITTEE", "Nämnden", null);
  const otherCommittee = await addBody("COMMITTEE", "Andra nämnden", null);
  const unit = await addBody("DEPARTMENT", "Egna förvaltningen", committee);
  const otherUnit = await addBody("DEPARTMENT", "Andra förvaltningen", otherCommittee);

  // What went up into the unit yesterday left its records, its drafts and its people behind.
  const predecessor = await addBody("DEPARTMENT", "Uppgångna förvaltningen", committee);
  const departed = await addPerson("Kvarlämnad");
  await appoint(predecessor, departed, "PRIMARY");
  valueOf(await bodies.mergeBody(system, { bodyId: predecessor, version: 1, intoId: unit, on: TODAY }));

  // The unit's colleague writes the drafts that are not the actor's own; the others' one does so elsewhere.
  const colleague = await addPerson("Kollega");
  await appoint(unit, colleague, "DEPUTY");
  const stranger = await addPerson("Främling");
  await appoint(otherUnit, stranger, "PRIMARY");

  const personIds = Object.fromEntries(await Promise.all(COLUMNS.map(async (column) => [column, await addPerson(column)] as const))) as Record<Column, string>;
  const accountIds = Object.fromEntries(await Promise.all(COLUMNS.map(async (column) => [column, await addIdentity(personIds[column])] as const))) as Record<Column, string>;
  await appoint(unit, personIds.contact, "PRIMARY");
  await appoint(unit, personIds.deputy, "DEPUTY");
  await giveRole(personIds.manager, "UNIT_MANAGER", unit);
  await giveRole(personIds.secretary, "BOARD_SECRETARY", committee);
  await giveRole(personIds.coordinator, "COORDINATOR");
  await giveSeat(personIds.presidium, presidium, "CHAIR");
  await giveSeat(personIds.presidiumSecretary, presidium, "SECRETARY");
  await giveRole(personIds.board, "EXECUTIVE_BOARD_MEMBER", board);
  await giveRole(personIds.council, "COUNCIL_MEMBER", council);
  await giveRole(personIds.auditor, "AUDITOR");
  await giveRole(personIds.reader, "READER");
  await giveRole(personIds.administrator, "ADMINISTRATOR");
  const actors = Object.fromEntries(await Promise.all(COLUMNS.map(async (column) => [column, await actorOf(personIds[column])] as const))) as Record<Column, Actor>;

  const colleagueActor = await actorOf(colleague);
  const strangerActor = await actorOf(stranger);

  const unitOf = (at: Situation): string => (at === "other" || at === "restrictedElsewhere" ? otherUnit : at === "inherited" ? predecessor : unit);
  const projectInput = (at: Situation, endsOn: PlainDate = "2026-01-31"): ProjectInput => {
    const isConfidential = at === "restricted" || at === "restrictedElsewhere" || at === "inherited";
    return {
      unitId: unitOf(at),
      workplaceId: null,
      participatingUnitIds: [],
      title: `Projekt ${randomUUID()}`,
      acronym: null,
      summary: "Provas.",
      typeCode: null,
      isInternational: true,
      isExternallyFunded: false,
      status: "ONGOING",
      role: null,
      programmeId: null,
      callId: null,
      programmeProjectId: null,
      starts: { on: "2024-01-01", precision: "DAY" },
      ends: { on: endsOn, precision: "DAY" },
      currency: "SEK",
      rateMillionths: null,
      rateOn: null,
      rateSource: null,
      totalBudgetMinor: null,
      fundingIsPartial: false,
      funding: [{ kind: "OWN_CASH", funder: null, year: MONEY_YEAR, amountMinor: 100n }],
      economistContacted: null,
      accountingCode: null,
      partners: [{ name: `Medpartner ${randomUUID()}`, town: null, country: null, isLead: false }],
      municipalGoals: [],
      unitGoal: null,
      noGoalReason: "Provas.",
      areaCode: null,
      priorityIds: [],
      noPriorityReason: null,
      purposes: [],
      beneficiaries: [],
      benefit: null,
      reachesChildrenAndYouth: false,
      childrenAndYouthCount: null,
      caseNumber: null,
      funderCaseNumber: null,
      isConfidential,
      confidentialityProvision: isConfidential ? "18 kap. 8 § OSL" : null,
      confidentialityOn: null,
      confidentialityBy: null,
    };
  };
  /** Logs a project in a situation; the project member is named in those of the own unit, and one more person, who can be dismissed. */
  const addProject = async (at: Situation, endsOn?: PlainDate): Promise<{ id: string; version: number }> => {
    const { id } = await projects.logProject(system, projectInput(at, endsOn), randomUUID());
    if (unitOf(at) !== otherUnit) valueOf(await projects.nameMember(system, { projectId: id, personId: personIds.member }));
    valueOf(await projects.nameMember(system, { projectId: id, personId: stranger }));
    if (at === "archived") await projects.archiveProject(system, { id, _version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1 };
  };
  /** A new claim or payment of a project; one that is out of the register takes none, and is asked about by an id that stands for nothing. */
  const partOf = (add: (projectId: string) => Promise<{ id: string }>) => async (projectId: string, at: Situation) => ({ projectId, id: at === "archived" ? randomUUID() : (await add(projectId)).id, version: 1 });
  const claim = partOf(async (projectId) => valueOf(await funding.addClaim(system, { key: randomUUID(), projectId, claim: claimInput() })));
  const payment = partOf(async (projectId) => valueOf(await funding.addPayment(system, { key: randomUUID(), projectId, payment: paymentInput() })));
  const latePayment = partOf(async (projectId) => valueOf(await funding.addPayment(system, { key: randomUUID(), projectId, payment: paymentInput({ expectedOn: "2020-01-01" }) })));
  const standing = new Map<Situation, Promise<{ id: string; version: number }>>();
  /** A project in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const project = (at: Situation, isFresh: boolean): Promise<{ id: string; version: number }> => {
    const found = isFresh ? undefined : standing.get(at);
    if (found !== undefined) return found;
    // Those that all look at have waited longest for their final report, so that lists of the first few show them.
    const made = addProject(at, isFresh ? undefined : "2024-02-01");
    if (!isFresh) standing.set(at, made);
    return made;
  };
  const writeDraft = async (author: Actor, at: Situation, of: "new" | "changes", isFresh: boolean): Promise<string> => {
    const about = of === "changes" ? await project(at === "mine" ? "own" : at, isFresh) : null;
    const base = about === null ? projectInput(at) : (await projects.getProject(system, about.id)).project;
    const values: Values = { ...writeProject(base), ...(about === null ? {} : { summary: "Ändrad." }) };
    return drafts.beginDraft(author, { kind: "project", unitId: unitOf(at), recordId: about?.id ?? null, baseVersion: about?.version ?? null, base: about === null ? null : writeProject(base), values, saved: [] });
  };
  // A colleague of the presidium's member, who is whom questions come from.
  const fellow = await addPerson("Presidiekollega");
  await giveSeat(fellow, presidium, "CHAIR");
  const fellowActor = await actorOf(fellow);
  const visitAt = (at: Situation): VisitInput => visitInput({ unitId: unitOf(at), title: `Besök ${randomUUID()}`, starts: { on: TODAY, precision: "DAY" } });
  /** What has happened at a visit: nothing, it has been cancelled, taken by a member or by the fellow, or one of them has been asked by the other. */
  type Happened = "nothing" | "cancelled" | "takenByMember" | "takenByFellow" | "memberIsSubstitute" | "memberAsked" | "fellowAsked";
  const addVisit = async (at: Situation, happened: Happened, startsOn: PlainDate): Promise<{ id: string; version: number; handoverId: string; assignmentId: string }> => {
    const { id } = valueOf(await visits.announceVisit(system, { ...visitAt(at), starts: { on: startsOn, precision: "DAY" }, ends: { on: TOMORROW, precision: "DAY" } }, randomUUID()));
    if (happened === "cancelled") {
      await visits.cancelVisit(system, { id, version: 1 }, true);
      return { id, version: 2, handoverId: id, assignmentId: id };
    }
    let handoverId = id;
    if (happened === "takenByMember") valueOf(await representation.takeVisit(actors.presidium, { id, personId: null }, randomUUID()));
    if (happened === "takenByFellow" || happened === "memberIsSubstitute") valueOf(await representation.takeVisit(fellowActor, { id, personId: null }, randomUUID()));
    const assignmentId = (await visits.getVisit(system, id)).visit.representative?.assignmentId ?? id;
    if (happened === "memberIsSubstitute") valueOf(await representation.nameSubstitute(fellowActor, { id, assignmentId, personId: personIds.presidium }));
    if (happened === "memberAsked") ({ handoverId } = valueOf(await representation.askToTakeOver(fellowActor, { id, toPersonId: personIds.presidium, message: null }, randomUUID())));
    if (happened === "fellowAsked") ({ handoverId } = valueOf(await representation.askToTakeOver(actors.presidium, { id, toPersonId: fellow, message: null }, randomUUID())));
    if (at === "archived") await visits.archiveVisit(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, handoverId, assignmentId };
  };
  const standingVisits = new Map<string, ReturnType<typeof addVisit>>();
  /** A visit in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const visit = (at: Situation, isFresh: boolean, happened: Happened = "nothing"): ReturnType<typeof addVisit> => {
    const found = isFresh ? undefined : standingVisits.get(`${at} ${happened}`);
    if (found !== undefined) return found;
    // Those that all look at began first, so that lists of the first few show them.
    const made = addVisit(at, happened, isFresh ? TODAY : addDays(TODAY, -1));
    if (!isFresh) standingVisits.set(`${at} ${happened}`, made);
    return made;
  };
  const relationAt = (at: Situation): EnterRelationInput => enterInput({ unitId: unitOf(at), name: `Relation ${randomUUID()}` });
  /** A town relation of a unit's, proposed and then said to be active on a basis that is not known: it lacks its priority and its decision. */
  const addRelation = async (at: Situation): Promise<{ id: string; version: number; name: string; episodeIds: string[]; removedEpisodeId: string; townId: string; reviewId: string; agreementId: string }> => {
    const entered = relationAt(at);
    const { id } = valueOf(await townRelations.enterRelation(system, { ...entered, episode: episodeInput({ starts: { on: LONG_AGO, precision: "DAY" }, ends: { on: addDays(TODAY, -31), precision: "DAY" } }) }, randomUUID()));
    valueOf(await townRelations.addEpisode(system, { id, version: 1, episode: episodeInput({ state: "ACTIVE", starts: { on: addDays(TODAY, -30), precision: "DAY" }, basis: "UNKNOWN", source: "Skylten" }) }, randomUUID()));
    valueOf(await townRelations.addEpisode(system, { id, version: 2, episode: episodeInput({ state: "DORMANT", starts: { on: addDays(TODAY, -10), precision: "DAY" } }) }, randomUUID()));
    const mistaken = (await townRelations.getRelation(system, id)).relation.episodes.at(-1)?.id ?? "";
    valueOf(await townRelations.removeEpisode(system, { id, version: 3, episodeId: mistaken }));
    valueOf(await townPapers.addReview(system, { id, version: 4, review: { reviewedOn: TODAY, outcome: "KEEP", reasons: "Nytta", proposal: null } }, randomUUID()));
    valueOf(await townPapers.addAgreement(system, { id, version: 5, agreement: agreementInput() }, randomUUID()));
    const papers = await townPapers.readPapers(system, id);
    if (at === "archived") await townRelations.archiveRelation(system, { id, version: 6 }, true);
    const { relation: stored } = await townRelations.getRelation(system, id);
    return { id, version: stored.version, name: stored.name, episodeIds: stored.episodes.map((episode) => episode.id), removedEpisodeId: mistaken, reviewId: papers.reviews[0]?.id ?? "", agreementId: papers.agreements[0]?.id ?? "", townId: stored.towns[0]?.id ?? "" };
  };
  const standingRelations = new Map<string, ReturnType<typeof addRelation>>();
  /** A town relation in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const relation = (at: Situation, isFresh: boolean): ReturnType<typeof addRelation> => {
    const found = isFresh ? undefined : standingRelations.get(at);
    if (found !== undefined) return found;
    const made = addRelation(at);
    if (!isFresh) standingRelations.set(at, made);
    return made;
  };
  const activityAt = async (at: Situation): Promise<ActivityInput> => activityInput({ relationId: (await relation(unitOf(at) === otherUnit ? "other" : "own", false)).id, unitId: unitOf(at), title: `Utbyte ${randomUUID()}`, held: { on: TODAY, precision: "DAY" } });
  /** An exchange of a unit's, within a relation of its own so that its ledger can be told. */
  const addActivity = async (at: Situation): Promise<{ id: string; version: number; title: string; relationId: string }> => {
    const { id: relationId } = await relation(at === "archived" ? "own" : at, true);
    const input = { ...(await activityAt(at)), relationId };
    const { id } = valueOf(await townActivities.logActivity(system, input, randomUUID()));
    if (at === "archived") await townActivities.archiveActivity(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, title: input.title, relationId };
  };
  const standingActivities = new Map<string, ReturnType<typeof addActivity>>();
  /** An exchange in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const activity = (at: Situation, isFresh: boolean): ReturnType<typeof addActivity> => {
    const found = isFresh ? undefined : standingActivities.get(at);
    if (found !== undefined) return found;
    const made = addActivity(at);
    if (!isFresh) standingActivities.set(at, made);
    return made;
  };
  const meetingAt = async (at: Situation): Promise<MeetingInput> => meetingInput({ relationId: (await relation(unitOf(at) === otherUnit ? "other" : "own", false)).id, unitId: unitOf(at), name: `Möte ${randomUUID()}`, firstYear: Number(TODAY.slice(0, 4)), everyYears: 1 });
  /** A recurring meeting of a unit's, with the municipality as this year's host. */
  const addMeeting = async (at: Situation): Promise<{ id: string; version: number; relationId: string }> => {
    const input = await meetingAt(at);
    const { id } = valueOf(await recurringMeetings.addMeeting(system, input, randomUUID()));
    if (at === "archived") await recurringMeetings.archiveMeeting(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, relationId: input.relationId ?? "" };
  };
  const standingMeetings = new Map<string, ReturnType<typeof addMeeting>>();
  /** A recurring meeting in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const meeting = (at: Situation, isFresh: boolean): ReturnType<typeof addMeeting> => {
    const found = isFresh ? undefined : standingMeetings.get(at);
    if (found !== undefined) return found;
    const made = addMeeting(at);
    if (!isFresh) standingMeetings.set(at, made);
    return made;
  };
  const isElsewhere = (at: Situation): boolean => unitOf(at) === otherUnit;
  /** A decision of the situation's committee, about a project where the situation is about one that is confidential; in a matter that no project waits for. */
  const decisionAt = async (at: Situation): Promise<DecisionInput> => {
    const isConfidential = at === "restricted" || at === "restrictedElsewhere" || at === "inherited";
    const subject = isConfidential ? { kind: "project", id: (await project(at, false)).id } : null;
    return decisionInput({ title: `Beslut ${randomUUID()}`, bodyId: isElsewhere(at) ? otherCommittee : committee, decidedOn: TODAY, matter: "END_PROJECT", facts: {}, subject, unitId: unitOf(at) });
  };
  const addDecision = async (at: Situation): Promise<{ id: string; version: number }> => {
    const { id } = valueOf(await decisions.recordDecision(system, await decisionAt(at), randomUUID(), { registers }));
    if (at === "archived") await decisions.archiveDecision(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1 };
  };
  const standingDecisions = new Map<Situation, ReturnType<typeof addDecision>>();
  /** A decision in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const decision = (at: Situation, isFresh: boolean): ReturnType<typeof addDecision> => {
    const found = isFresh ? undefined : standingDecisions.get(at);
    if (found !== undefined) return found;
    const made = addDecision(at);
    if (!isFresh) standingDecisions.set(at, made);
    return made;
  };
  const priorityAt = (): PriorityInput => priorityInput({ setById: board, title: `Prioritering ${randomUUID()}`, startsOn: LONG_AGO, endsOn: null });
  /** A priority: proposed, decided on, or in force. */
  const addPriority = async (at: Situation, as: "proposed" | "decided" | "inForce"): Promise<{ id: string; version: number }> => {
    const { id } = valueOf(await priorities.proposePriority(system, priorityAt(), randomUUID()));
    let version = 1;
    if (as !== "proposed") valueOf(await decisions.recordDecision(system, decisionInput({ title: `Beslut ${randomUUID()}`, bodyId: board, decidedOn: TODAY, matter: "DECIDE_STRATEGIC_PRIORITIES", facts: {}, subject: { kind: "priority", id } }), randomUUID(), { registers }));
    if (as === "inForce") {
      valueOf(await priorities.takePriorityStep(system, { id, version, to: "IN_FORCE", on: TODAY }));
      version += 1;
    }
    if (at !== "archived") return { id, version };
    await priorities.archivePriority(system, { id, version }, true);
    return { id, version: version + 1 };
  };
  const standingPriorities = new Map<string, ReturnType<typeof addPriority>>();
  /** A priority in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const priority = (at: Situation, isFresh: boolean, as: "proposed" | "decided" | "inForce" = "proposed"): ReturnType<typeof addPriority> => {
    const found = isFresh ? undefined : standingPriorities.get(`${at} ${as}`);
    if (found !== undefined) return found;
    const made = addPriority(at, as);
    if (!isFresh) standingPriorities.set(`${at} ${as}`, made);
    return made;
  };
  /** A deadline, long past, and a tick of a project in a situation. */
  const addDeadline = async (at: Situation): Promise<{ projectId: string; deadlineId: string; tickId: string }> => {
    const { id: projectId } = await projects.logProject(system, projectInput(at), randomUUID());
    if (unitOf(at) !== otherUnit) valueOf(await projects.nameMember(system, { projectId, personId: personIds.member }));
    const { id: deadlineId } = await deadlines.addDeadline(system, { deadline: deadlineInput({ projectId }), key: randomUUID() });
    valueOf(await checklist.tick(system, { projectId, code: "ATTESTANT", note: null }));
    const tickId = (await checklist.getChecklist(system, projectId)).items.find(({ tick }) => tick !== null)?.tick?.id ?? "";
    if (at === "archived") await projects.archiveProject(system, { id: projectId, _version: 1 }, true);
    return { projectId, deadlineId, tickId };
  };
  const standingDeadlines = new Map<string, ReturnType<typeof addDeadline>>();
  const deadline = (at: Situation, isFresh: boolean): ReturnType<typeof addDeadline> => {
    const found = isFresh ? undefined : standingDeadlines.get(at);
    if (found !== undefined) return found;
    const made = addDeadline(at);
    if (!isFresh) standingDeadlines.set(at, made);
    return made;
  };
  /** A programme, and a call of one, in a situation. */
  const addProgramme = async (at: Situation): Promise<{ id: string; version: number }> => {
    const { id } = valueOf(await programmes.addProgramme(system, programmeInput({ nameSv: `Program ${randomUUID()}` }), randomUUID()));
    if (at !== "archived") return { id, version: 1 };
    valueOf(await programmes.archiveProgramme(system, { id, version: 1 }, true));
    return { id, version: 2 };
  };
  const addCall = async (at: Situation): Promise<{ id: string; version: number; programmeId: string }> => {
    const programmeId = (await programme("own", false)).id;
    const { id } = valueOf(await calls.addCall(system, callInput({ programmeId }), randomUUID()));
    if (at !== "archived") return { id, version: 1, programmeId };
    await calls.archiveCall(system, { id, version: 1 }, true);
    return { id, version: 2, programmeId };
  };
  const standingProgrammes = new Map<string, ReturnType<typeof addProgramme>>();
  const programme = (at: Situation, isFresh: boolean): ReturnType<typeof addProgramme> => {
    const found = isFresh ? undefined : standingProgrammes.get(at);
    if (found !== undefined) return found;
    const made = addProgramme(at);
    if (!isFresh) standingProgrammes.set(at, made);
    return made;
  };
  const standingCalls = new Map<string, ReturnType<typeof addCall>>();
  const call = (at: Situation, isFresh: boolean): ReturnType<typeof addCall> => {
    const found = isFresh ? undefined : standingCalls.get(at);
    if (found !== undefined) return found;
    const made = addCall(at);
    if (!isFresh) standingCalls.set(at, made);
    return made;
  };
  const partnerAt = (): PartnerInput => partnerInput({ name: `Partner ${randomUUID()}` });
  const standingPartners = new Map<string, Promise<{ id: string; version: number }>>();
  const addPartner = async (at: Situation): Promise<{ id: string; version: number }> => {
    const { id } = valueOf(await partners.addPartner(system, { key: randomUUID(), partner: partnerAt(), answers: { saveAnyway: true, placeId: null } }));
    if (at !== "archived") return { id, version: 1 };
    await partners.archivePartner(system, { id, version: 1 }, true);
    return { id, version: 2 };
  };
  /** A partner: one that all look at, or, for an attempt that will change it, a new one; as another one, it is what that is merged into. */
  const partner = (at: Situation, isFresh: boolean, as: "any" | "survivor" = "any"): Promise<{ id: string; version: number }> => {
    const found = isFresh ? undefined : standingPartners.get(`${at} ${as}`);
    if (found !== undefined) return found;
    const made = addPartner(at);
    if (!isFresh) standingPartners.set(`${at} ${as}`, made);
    return made;
  };
  /** Someone whom a unit knows at a partner until a day that is near. */
  const addContact = async (at: Situation): Promise<{ id: string; version: number; partnerId: string }> => {
    const { id: partnerId } = await partner("own", true);
    const { id } = valueOf(await contacts.addContact(system, { key: randomUUID(), input: { partnerId, unitId: unitOf(at), contact: contactInput({ neededUntil: TOMORROW }) } }));
    return { id, version: 1, partnerId };
  };
  const standingContacts = new Map<string, ReturnType<typeof addContact>>();
  const contact = (at: Situation, isFresh: boolean): ReturnType<typeof addContact> => {
    const found = isFresh ? undefined : standingContacts.get(at);
    if (found !== undefined) return found;
    const made = addContact(at);
    if (!isFresh) standingContacts.set(at, made);
    return made;
  };
  const searchAt = (at: Situation): SearchInput => searchInput({ unitId: unitOf(at), title: `Sökning ${randomUUID()}`, searchedOn: TODAY, deadline: TODAY });
  /** A unit's search for a partner, whose last day is today: one that all look at, or, for an attempt that will change it, a new one. */
  const addSearch = async (at: Situation): Promise<{ id: string; version: number; title: string }> => {
    const input = searchAt(at);
    const { id } = valueOf(await searches.logSearch(system, input, randomUUID()));
    if (at === "archived") await searches.archiveSearch(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, title: input.title };
  };
  const standingSearches = new Map<string, ReturnType<typeof addSearch>>();
  const search = (at: Situation, isFresh: boolean): ReturnType<typeof addSearch> => {
    const found = isFresh ? undefined : standingSearches.get(at);
    if (found !== undefined) return found;
    const made = addSearch(at);
    if (!isFresh) standingSearches.set(at, made);
    return made;
  };
  const initiativeAt = (at: Situation): InitiativeInput => initiativeInput({ unitId: unitOf(at), title: `Initiativ ${randomUUID()}`, begunOn: TODAY });
  /** A unit's initiative, whose cooperation has been examined and whose funding has not: one that all look at, or, for an attempt that will change it, a new one. */
  const addInitiative = async (at: Situation): Promise<{ id: string; version: number; title: string; examinationId: string }> => {
    const input = initiativeAt(at);
    const { id } = valueOf(await initiatives.logInitiative(system, input, randomUUID()));
    valueOf(await examinations.examine(system, { id, version: 1, key: randomUUID(), examination: examinationInput({ examinedOn: TODAY }) }));
    const [examination] = await examinations.listExaminations(system, id);
    if (at === "archived") await initiatives.archiveInitiative(system, { id, version: 2 }, true);
    return { id, version: at === "archived" ? 3 : 2, title: input.title, examinationId: examination?.id ?? "" };
  };
  const standingInitiatives = new Map<string, ReturnType<typeof addInitiative>>();
  const initiative = (at: Situation, isFresh: boolean): ReturnType<typeof addInitiative> => {
    const found = isFresh ? undefined : standingInitiatives.get(at);
    if (found !== undefined) return found;
    const made = addInitiative(at);
    if (!isFresh) standingInitiatives.set(at, made);
    return made;
  };
  const addComment = async (at: Situation): Promise<{ id: string; version: number; subject: { kind: string; id: string } }> => {
    const subject = { kind: "project", id: (await project(at, false)).id };
    const { id } = valueOf(await comments.writeComment(system, { key: randomUUID(), subject, text: `Kommentar ${randomUUID()}`, mentionedIds: [] }, { registers }));
    if (at === "archived") await comments.archiveComment(system, { id, version: 1 }, true, { registers });
    return { id, version: at === "archived" ? 2 : 1, subject };
  };
  const standingComments = new Map<string, ReturnType<typeof addComment>>();
  /** A comment on a project: one that all look at, or, for an attempt that will change it, a new one. */
  const comment = (at: Situation, isFresh: boolean): ReturnType<typeof addComment> => {
    const found = isFresh ? undefined : standingComments.get(at);
    if (found !== undefined) return found;
    const made = addComment(at);
    if (!isFresh) standingComments.set(at, made);
    return made;
  };
  const addDocument = async (at: Situation): Promise<AttachedInWorld> => {
    const subject = { kind: "project", id: (await project(at === "archived" ? "own" : at, at === "archived")).id };
    const title = `Handling ${randomUUID()}`;
    const file = await received(pdfOf(1, title));
    const { id } = valueOf(await documents.attachDocument(system, attachInput(subject, { title }), file, { registers }));
    await file.handle.close();
    if (at === "archived") await projects.archiveProject(system, { id: subject.id, _version: 1 }, true);
    const { document } = await documents.getDocument(system, id, { registers });
    return { id, version: 1, title, subject, fileId: document.files[0]!.id };
  };
  const standingDocuments = new Map<string, ReturnType<typeof addDocument>>();
  /** A document that lies with a project: one that all look at, or, for an attempt that will change it, a new one. */
  const document = (at: Situation, isFresh: boolean): ReturnType<typeof addDocument> => {
    const found = isFresh ? undefined : standingDocuments.get(at);
    if (found !== undefined) return found;
    const made = addDocument(at);
    if (!isFresh) standingDocuments.set(at, made);
    return made;
  };
  const supportCaseAt = (at: Situation): SupportCaseInput => caseInput({ unitId: unitOf(at), title: `Stöd ${randomUUID()}`, askedOn: LONG_AGO });
  const addSupportCase = async (at: Situation): Promise<{ id: string; version: number; title: string }> => {
    const input = supportCaseAt(at);
    const { id } = valueOf(await economySupport.logCase(system, input, randomUUID()));
    if (at === "archived") await economySupport.archiveCase(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, title: input.title };
  };
  const standingCases = new Map<string, ReturnType<typeof addSupportCase>>();
  /** A case of support that a unit has asked for and that nobody has answered: one that all look at, or, for an attempt that will change it, a new one. */
  const supportCase = (at: Situation, isFresh: boolean): ReturnType<typeof addSupportCase> => {
    const found = isFresh ? undefined : standingCases.get(at);
    if (found !== undefined) return found;
    const made = addSupportCase(at);
    if (!isFresh) standingCases.set(at, made);
    return made;
  };
  const monitoringItemAt = (at: Situation): ItemInput => monitoringInput({ unitId: unitOf(at), title: `Bevakning ${randomUUID()}`, begunOn: LONG_AGO, assessedOn: LONG_AGO, responsible: null });
  const addMonitoringItem = async (at: Situation): Promise<{ id: string; version: number; title: string; influenceId: string; readinessId: string }> => {
    const input = monitoringItemAt(at);
    const { id } = valueOf(await monitoring.logItem(system, input, randomUUID()));
    valueOf(await influence.addInfluence(system, { key: randomUUID(), itemId: id, action: influenceInput({ title: input.title, actedOn: LONG_AGO }) }));
    valueOf(await readiness.addReadiness(system, { key: randomUUID(), itemId: id, readiness: readinessInput({ assessedOn: LONG_AGO }) }));
    const [[acted], [ready]] = [await influence.listInfluenceOf(system, id), await readiness.listReadinessOf(system, id)];
    if (at === "archived") await monitoring.archiveItem(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, title: input.title, influenceId: acted?.id ?? "", readinessId: ready?.id ?? "" };
  };
  const standingItems = new Map<string, ReturnType<typeof addMonitoringItem>>();
  /** Something that a unit follows at EU level and nobody sees to: one that all look at, or, for an attempt that will change it, a new one. */
  const monitoringItem = (at: Situation, isFresh: boolean): ReturnType<typeof addMonitoringItem> => {
    const found = isFresh ? undefined : standingItems.get(at);
    if (found !== undefined) return found;
    const made = addMonitoringItem(at);
    if (!isFresh) standingItems.set(at, made);
    return made;
  };
  const opportunityAt = (at: Situation): OpportunityInput => opportunityInput({ unitId: unitOf(at), title: `Möjlighet ${randomUUID()}`, enteredOn: LONG_AGO, deadline: TODAY });
  const addOpportunity = async (at: Situation): Promise<{ id: string; version: number; title: string }> => {
    const input = opportunityAt(at);
    const { id } = valueOf(await opportunities.logOpportunity(system, { key: randomUUID(), opportunity: input, from: OWN }));
    if (at === "archived") valueOf(await opportunities.archiveOpportunity(system, { id, version: 1 }, true));
    return { id, version: at === "archived" ? 2 : 1, title: input.title };
  };
  const standingOpportunities = new Map<string, ReturnType<typeof addOpportunity>>();
  /** An opportunity whose last day is today: one that all look at, or, for an attempt that will change it, a new one. */
  const opportunity = (at: Situation, isFresh: boolean): ReturnType<typeof addOpportunity> => {
    const found = isFresh ? undefined : standingOpportunities.get(at);
    if (found !== undefined) return found;
    const made = addOpportunity(at);
    if (!isFresh) standingOpportunities.set(at, made);
    return made;
  };
  const informationAt = (at: Situation): InformationInput => informationInput({ unitId: unitOf(at), title: `Insats ${randomUUID()}`, heldOn: LONG_AGO });
  const addInformation = async (at: Situation): Promise<{ id: string; version: number; title: string }> => {
    const activity = informationAt(at);
    const { id } = valueOf(await information.logInformation(system, { key: randomUUID(), activity, seenDeadline: null }));
    if (at === "archived") await information.archiveInformation(system, { id, version: 1 }, true);
    return { id, version: at === "archived" ? 2 : 1, title: activity.title };
  };
  const standingInformation = new Map<string, ReturnType<typeof addInformation>>();
  /** An entry of a unit's information log: one that all look at, or, for an attempt that will change it, a new one. */
  const informationActivity = (at: Situation, isFresh: boolean): ReturnType<typeof addInformation> => {
    const found = isFresh ? undefined : standingInformation.get(at);
    if (found !== undefined) return found;
    const made = addInformation(at);
    if (!isFresh) standingInformation.set(at, made);
    return made;
  };
  const networkAt = (at: Situation): NetworkInput => networkInput({ unitId: unitOf(at), name: `Nätverk ${randomUUID()}`, through: "Regionen", joined: { on: LONG_AGO, precision: "DAY" }, noticeBy: TODAY });
  /** A network: a membership in which the situation's unit has taken part, or one that it wishes for and that waits for a decision. */
  const addNetwork = async (at: Situation, as: "member" | "wanted"): Promise<{ id: string; version: number; entryId: string }> => {
    const input = networkAt(at);
    const { id } = valueOf(await networks.addNetwork(system, { network: as === "member" ? input : { ...input, through: null }, key: randomUUID(), isAnother: true }));
    let version = 1;
    let entryId = id;
    if (as === "member") {
      valueOf(await networks.takeMembershipStep(system, { id, version, to: "MEMBER", on: LONG_AGO }));
      ({ id: entryId } = valueOf(await networkEntries.addParticipation(system, { participation: { networkId: id, unitId: unitOf(at), heldOn: TODAY, what: "Årsmöte", people: 2 }, key: randomUUID() })));
      version += 1;
    } else valueOf(await networkEntries.assessNeed(system, { assessment: { networkId: id, unitId: unitOf(at), need: "JOIN", reason: "Behövs", assessedOn: TODAY }, key: randomUUID() }));
    if (at !== "archived") return { id, version, entryId };
    await networks.archiveNetwork(system, { id, version }, true);
    return { id, version: version + 1, entryId };
  };
  const standingNetworks = new Map<string, ReturnType<typeof addNetwork>>();
  /** A network in a situation: one that all look at, or, for an attempt that will change it, a new one. */
  const network = (at: Situation, isFresh: boolean, as: "member" | "wanted" = "member"): ReturnType<typeof addNetwork> => {
    const found = isFresh ? undefined : standingNetworks.get(`${at} ${as}`);
    if (found !== undefined) return found;
    const made = addNetwork(at, as);
    if (!isFresh) standingNetworks.set(`${at} ${as}`, made);
    return made;
  };
  const entryAt = (at: Situation): EntryInput => entryInput({ responsibleId: unitOf(at), title: `Uppgift ${randomUUID()}`, notedOn: LONG_AGO, dueOn: TODAY });
  const addEntry = async (at: Situation, isDone: boolean): Promise<{ id: string; version: number }> => {
    // What has gone up into another unit is there no longer to be named; it was when it was noted.
    const noted = at === "inherited" ? new Date(`${addDays(TODAY, -2)}T12:00:00Z`) : new Date();
    const { id } = valueOf(await coordination.noteEntry(system, entryAt(at), randomUUID(), {}, noted));
    let version = 1;
    if (isDone) {
      valueOf(await coordination.markDone(system, { id, version, on: TODAY }));
      version += 1;
    }
    if (at !== "archived") return { id, version };
    await coordination.archiveEntry(system, { id, version }, true);
    return { id, version: version + 1 };
  };
  const standingEntries = new Map<string, ReturnType<typeof addEntry>>();
  /** A task of the situation's unit, open or done: one that all look at, or, for an attempt that will change it, a new one. */
  const entry = (at: Situation, isFresh: boolean, isDone = false): ReturnType<typeof addEntry> => {
    const found = isFresh ? undefined : standingEntries.get(`${at} ${String(isDone)}`);
    if (found !== undefined) return found;
    const made = addEntry(at, isDone);
    if (!isFresh) standingEntries.set(`${at} ${String(isDone)}`, made);
    return made;
  };
  const standingDrafts = new Map<string, Promise<string>>();
  /** A draft in a situation: the actor's own under `mine` and `restricted`, else a colleague's; of a new project, or of changes to one. */
  const draft = async (actor: Actor, at: Situation, of: "new" | "changes", isFresh: boolean): Promise<string> => {
    const author = at === "mine" || at === "restricted" ? actor : at === "other" ? strangerActor : colleagueActor;
    const key = `${author.personId} ${at} ${of}`;
    const found = isFresh ? undefined : standingDrafts.get(key);
    if (found !== undefined) return found;
    const made = writeDraft(author, at, of, isFresh);
    if (!isFresh) standingDrafts.set(key, made);
    return made;
  };

  return {
    ...{ database, client, looker, system, actors, personIds, accountIds, unit, otherUnit, committee, otherCommittee, board, presidium, colleague, stranger, departed },
    ...{ comment, document, addBody, addPerson, actorOf, appoint, giveRole, giveSeat, addIdentity, unitOf, projectInput, addProject, project, claim, payment, latePayment, draft, fellow, visitAt, visit, decisionAt, decision, priorityAt, priority, deadline, programme, call, networkAt, network, monitoringItemAt, monitoringItem, opportunityAt, opportunity, informationAt, informationActivity, entryAt, entry, relationAt, relation, activityAt, activity, meetingAt, meeting, partnerAt, partner, contact, searchAt, search, initiativeAt, initiative, supportCaseAt, supportCase },
    traces: async (): Promise<Traces> => (await looker.query<Traces>(TRACES)).rows[0]!,
    close: async () => {
      await looker.end();
      await client.$disconnect();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The value of a success; fails the test with the reason of a refusal. */
export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; reason: string }): Value {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}
