import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PublicationInput } from "@/features/open-data/schema";
import { addDays } from "@/domain/plain-date";
import { closingInput } from "../factories/closings.ts";
import { activityInput } from "../factories/competence.ts";
import { entryInput } from "../factories/coordination.ts";
import { attachInput, documentFacts, pdfOf, pngOf } from "../factories/documents.ts";
import { answerInput, examineInput, requestInput } from "../factories/disclosures.ts";
import { caseInput } from "../factories/economy-support.ts";
import { decisionOn, ruleInput } from "../factories/retention.ts";
import { influenceInput, monitoringInput, readinessInput } from "../factories/eu-monitoring.ts";
import { informationInput, opportunityInput, OWN } from "../factories/opportunities.ts";
import { deadlineInput } from "../factories/deadlines.ts";
import { claimInput, paymentInput } from "../factories/funding.ts";
import { csvOf } from "../factories/lists.ts";
import { examinationInput, initiativeInput } from "../factories/initiatives.ts";
import { networkInput } from "../factories/networks.ts";
import { conclusion, contactInput, partnerInput, searchInput } from "../factories/partners.ts";
import { callInput, programmeInput } from "../factories/programmes.ts";
import { enterInput, episodeInput } from "../factories/town-relations.ts";
import { itemInput, participantInput, reportInput, visitInput } from "../factories/visits.ts";
import { groupAssignmentInput, groupMeetingInput } from "../factories/working-group.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, NoAnswer } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";
import { until, untilOthersAreGone } from "./harness/waits.ts";
import { yesterday } from "./harness/visit-writes.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let standing: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 0 });
  [writer = "", colleague = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  standing = new Instance(database.appUrl);
  await standing.ready();
});
afterAll(async () => {
  await standing.stop();
  await looker.end();
  await database.drop();
});

type Send = (instance: Instance) => Promise<unknown>;
const named = (what: string) => `${what} ${randomUUID()}`;
const onDay = () => ({ on: { on: town.today, precision: "DAY" as const }, note: null, source: null });
const partner = async () => valueOf(await standing.call("partners", "addPartner", writer, { key: randomUUID(), partner: partnerInput({ name: named("Partner") }), answers: { saveAnyway: true, placeId: null } })).id;
const network = async () => valueOf(await standing.call("networks", "addNetwork", town.officeId, { network: networkInput({ unitId: town.unitId, name: named("Nätverk") }), key: randomUUID(), isAnother: true })).id;
const relation = async () => valueOf(await standing.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: named("Relation") }), randomUUID())).id;
const initiative = async () => valueOf(await standing.call("initiatives", "logInitiative", writer, initiativeInput({ unitId: town.unitId, title: named("Initiativ"), begunOn: town.today }), randomUUID())).id;

const REGISTERS = { registers: ["projects"] };
const DATASETS = { datasets: ["projects"] };
const PUBLICATION: PublicationInput = { datasets: ["projects"], licence: "CC0_1_0", publisher: "Provköpings kommun", contactEmail: "data@provkoping.example" };
const systemToken = () => ({ name: named("System"), contact: "Systemförvaltningen", registers: ["projects"], validTo: addDays(town.today, 30) });

const appointment = async (personId: string) => (await looker.query<{ id: string }>("SELECT id FROM contact_person_appointment WHERE person_id = $1", [personId])).rows[0]?.id ?? "";
const competenceActivity = async (days: number, kind: "JOINT" | "ALL_STAFF" = "JOINT") => valueOf(await standing.call("competence", "planActivity", town.officeId, kind, activityInput({ startsOn: addDays(town.today, days), title: named("Kurs") }), randomUUID())).id;
const groupMeeting = async () => valueOf(await standing.call("working-group", "planMeeting", town.officeId, groupMeetingInput({ day: addDays(town.today, 30), title: named("Möte") }), randomUUID())).id;

const project = async () => (await standing.call("projects", "logProject", writer, projectInput(town, named("Projekt")), randomUUID())).id;
const closed = async () => {
  return valueOf(await standing.call("projects/closings", "saveClosing", writer, { projectId: await project(), key: randomUUID(), version: 0, closing: closingInput({ toldOn: town.today }) })).id;
};

/** A visit that the writer represents at. */
const takenVisit = async () => {
  const { id } = valueOf(await standing.call("visits", "announceVisit", writer, visitInput({ unitId: town.unitId, title: named("Besök"), starts: { on: addDays(town.today, 30), precision: "DAY" } }), randomUUID()));
  valueOf(await standing.call("visits/representation", "takeVisit", writer, { id, personId: null }, randomUUID()));
  return { id, assignmentId: (await standing.call("visits", "getVisit", writer, id)).visit.representative?.assignmentId ?? "" };
};

const PAPER = Buffer.from(pdfOf(1)).toString("base64");
const document = async () => valueOf(await standing.call("uploads", "attach", writer, attachInput({ kind: "project", id: await project() }), PAPER)).id;

/** A task of the unit's, as it stands on the writer's list. */
const task = async () => {
  const { id } = valueOf(await standing.call("coordination", "noteEntry", town.officeId, entryInput({ responsibleId: town.unitId, title: named("Uppgift"), notedOn: town.today, dueOn: town.today }), randomUUID()));
  const found = await standing.call("tasks", "find", writer, `coordination ${id}`);
  if (found === null) throw new Error("the task is not the writer's");
  return found.place;
};

/** A request for public documents; with a record that has been picked, and one that has been examined as well. */
const requested = async () => valueOf(await standing.call("disclosures", "registerRequest", town.officeId, requestInput({ asked: named("Begäran"), receivedOn: town.today }), randomUUID())).id;
const pickOf = async (requestId: string) => ({ key: randomUUID(), requestId, subjects: [{ kind: "project", id: await project() }], ids: [] });
const picked = async () => {
  const requestId = await requested();
  valueOf(await standing.call("disclosures", "pickRecords", town.officeId, await pickOf(requestId)));
  return examineInput({ requestId, rest: "RELEASE", ...(await standing.call("disclosures", "firstRecord", town.officeId, requestId)) });
};

/** Each change of something that stands: made ready, and given as what sends it. */
const CHANGES: readonly [string, () => Promise<Send>][] = [
  ["a request for documents that is registered", () => {
    const [request, key] = [requestInput({ asked: named("Begäran"), receivedOn: town.today }), randomUUID()];
    return Promise.resolve((instance) => instance.call("disclosures", "registerRequest", town.officeId, request, key));
  }],
  ["a request for documents that is changed", async () => {
    const id = await requested();
    return (instance) => instance.call("disclosures", "changeRequest", town.officeId, { id, version: 1, request: requestInput({ receivedOn: town.today, caseNumber: "KS 1" }) });
  }],
  ["a request for documents that is withdrawn", async () => {
    const id = await requested();
    return (instance) => instance.call("disclosures", "withdrawRequest", town.officeId, { id, version: 1 });
  }],
  ["a request for documents that is examined anew", async () => {
    const id = await requested();
    valueOf(await standing.call("disclosures", "withdrawRequest", town.officeId, { id, version: 1 }));
    return (instance) => instance.call("disclosures", "reopenRequest", town.officeId, { id, version: 2 });
  }],
  ["a record that is picked for a request", async () => {
    const input = await pickOf(await requested());
    return (instance) => instance.call("disclosures", "pickRecords", town.officeId, input);
  }],
  ["a record that is taken out of a request's examination", async () => {
    const { requestId, recordId, version } = await picked();
    return (instance) => instance.call("disclosures", "dropRecord", town.officeId, { requestId, recordId, version });
  }],
  ["a record that is examined", async () => {
    const input = await picked();
    return (instance) => instance.call("disclosures", "examineRecord", town.officeId, input);
  }],
  ["a request for documents that is answered", async () => {
    const input = await picked();
    valueOf(await standing.call("disclosures", "examineRecord", town.officeId, input));
    const { version } = await standing.call("disclosures", "getRequest", town.officeId, input.requestId);
    const given = answerInput({ requestId: input.requestId, version, decidedOn: town.today });
    return (instance) => instance.call("disclosures", "answerRequest", town.officeId, given);
  }],
  // Before the rule of the same register is written anew.
  ["a disposal that is carried out", async () => {
    const { version } = await standing.call("retention", "getRule", town.administratorId, "visit");
    valueOf(await standing.call("retention", "setRule", town.administratorId, { key: randomUUID(), version, rule: ruleInput({ kind: "visit", years: 1 }) }));
    const day = { on: "1990-05-12", precision: "DAY" as const };
    await standing.call("visits", "announceVisit", town.officeId, visitInput({ unitId: town.unitId, title: named("Gammalt besök"), starts: day, ends: day }), randomUUID());
    const { id } = valueOf(await standing.call("retention/disposals", "proposeDisposal", town.officeId, { key: randomUUID(), proposal: { kind: "visit", on: town.today } }));
    valueOf(await standing.call("retention/disposals", "decideDisposal", town.officeId, { id, version: 1, decision: decisionOn() }));
    return (instance) => instance.call("retention/disposals", "carryOutDisposal", town.administratorId, { id, version: 2 });
  }],
  ["a retention rule that is written down", async () => {
    const rule = ruleInput({ kind: "visit", source: named("Plan") });
    const { version } = await standing.call("retention", "getRule", town.administratorId, rule.kind);
    const key = randomUUID();
    return (instance) => instance.call("retention", "setRule", town.administratorId, { key, version, rule });
  }],
  ["a record that is kept from disposal", async () => {
    const input = { key: randomUUID(), hold: { subject: { kind: "project", id: await project() }, reason: named("Tvist") } };
    return (instance) => instance.call("retention", "placeHold", town.officeId, input);
  }],
  ["a record that is let go again", async () => {
    const { id } = valueOf(await standing.call("retention", "placeHold", town.officeId, { key: randomUUID(), hold: { subject: { kind: "project", id: await project() }, reason: named("Tvist") } }));
    return (instance) => instance.call("retention", "liftHold", town.officeId, { id, version: 1, liftReason: named("Tvisten är slut") });
  }],
  ["a partner that gets a new name", async () => {
    const [id, name] = [await partner(), named("Nytt")];
    return (instance) => instance.call("partners", "renamePartner", writer, { id, version: 1, name, ...onDay() });
  }],
  ["two partners that become one", async () => {
    const [id, intoId] = [await partner(), await partner()];
    return (instance) => instance.call("partners", "mergePartner", town.officeId, { id, version: 1, kind: "DUPLICATE", intoId, ...onDay() });
  }],
  ["a partner that is dissolved", async () => {
    const id = await partner();
    return (instance) => instance.call("partners", "dissolvePartner", writer, { id, version: 1, ...onDay() });
  }],
  ["someone at a partner who is erased", async () => {
    const partnerId = await partner();
    const { id } = valueOf(await standing.call("partners/contacts", "addContact", writer, { key: randomUUID(), input: { partnerId, unitId: town.unitId, contact: contactInput({ neededUntil: addDays(town.today, 90) }) } }));
    return (instance) => instance.call("partners/contacts", "eraseContact", writer, { id, version: 1 });
  }],
  ["a partner search that gets its answer", async () => {
    const { id } = valueOf(await standing.call("partners/searches", "logSearch", writer, searchInput({ unitId: town.unitId, title: named("Sökning"), searchedOn: town.today }), randomUUID()));
    return (instance) => instance.call("partners/searches", "concludeSearch", writer, { id, version: 1, ...conclusion({ outcome: "NO_PARTNER" }) });
  }],
  ["an answer about room that is changed", async () => {
    const appointmentId = await appointment(writer);
    const { rows } = await looker.query<{ version: number }>("SELECT version FROM space_answer WHERE appointment_id = $1 AND year = $2", [appointmentId, town.year]);
    const sent = { appointmentId, year: town.year, space: { answer: "NO" as const, timePercent: null, comment: named("Svar") } };
    const version = rows[0]?.version ?? 0;
    if (version === 0) valueOf(await standing.call("contact-persons/space", "answerSpace", writer, { ...sent, key: randomUUID(), version }));
    return (instance) => instance.call("contact-persons/space", "answerSpace", writer, { ...sent, key: randomUUID(), version: Math.max(version, 1) });
  }],
  ["a handover that is changed", async () => {
    const appointmentId = await appointment(writer);
    const { rows } = await looker.query<{ version: number }>("SELECT version FROM appointment_handover WHERE appointment_id = $1", [appointmentId]);
    const sent = { appointmentId, handover: { ongoing: named("Pågår"), contacts: null, advice: null } };
    const version = rows[0]?.version ?? 0;
    if (version === 0) await standing.call("contact-persons/handovers", "saveHandover", writer, { ...sent, key: randomUUID(), version });
    return (instance) => instance.call("contact-persons/handovers", "saveHandover", writer, { ...sent, key: randomUUID(), version: Math.max(version, 1) });
  }],
  ["a meeting of the working group that people are called to", async () => {
    const id = await groupMeeting();
    return (instance) => instance.call("working-group", "callMeeting", town.officeId, { id, version: 1 });
  }],
  ["a meeting of the working group that is cancelled", async () => {
    const id = await groupMeeting();
    valueOf(await standing.call("working-group", "callMeeting", town.officeId, { id, version: 1 }));
    return (instance) => instance.call("working-group", "cancelMeeting", town.officeId, { id, version: 2 });
  }],
  ["a course that contact persons are invited to", async () => {
    const id = await competenceActivity(30);
    return (instance) => instance.call("competence", "inviteContactPersons", town.officeId, { id, version: 1 });
  }],
  ["a course that is called off", async () => {
    const id = await competenceActivity(30);
    valueOf(await standing.call("competence", "inviteContactPersons", town.officeId, { id, version: 1 }));
    return (instance) => instance.call("competence", "cancelActivity", town.officeId, { id, version: 2 });
  }],
  ["what a contact person learns alone", async () => {
    const appointmentId = await appointment(writer);
    const activity = activityInput({ startsOn: addDays(town.today, -1), title: named("Egen kurs") });
    return (instance) => instance.call("competence", "logIndividual", writer, appointmentId, activity, randomUUID());
  }],
  ["a contact person who signs up", async () => {
    const activityId = await competenceActivity(30);
    return (instance) => instance.call("competence/enrolments", "signUp", writer, { activityId, personId: writer });
  }],
  ["who was at a course", async () => {
    const activityId = await competenceActivity(-1);
    valueOf(await standing.call("competence/enrolments", "signUp", town.officeId, { activityId, personId: writer }));
    return (instance) => instance.call("competence/enrolments", "writeAttendances", town.officeId, { id: activityId, version: 1, presentIds: [writer] });
  }],
  ["how many of a unit's staff took part", async () => {
    const activityId = await competenceActivity(-1, "ALL_STAFF");
    return (instance) => instance.call("competence/staff", "tellStaff", writer, { key: randomUUID(), activityId, unitId: town.unitId, version: 0, offered: 40, tookPart: 12 });
  }],
  ["something that a meeting of the working group agreed somebody is to do", async () => {
    const meetingId = await groupMeeting();
    return (instance) => instance.call("working-group/follow-ups", "addFollowUp", town.officeId, { key: randomUUID(), meetingId, followUp: { what: named("Skriv"), ownerId: writer, dueOn: addDays(town.today, 30) } });
  }],
  ["what the working group is to do, when it is changed", async () => {
    const { id } = await standing.call("working-group/assignments", "proposeAssignment", town.officeId, groupAssignmentInput({ title: named("Uppdrag") }), randomUUID());
    return (instance) => instance.call("working-group/assignments", "changeAssignment", town.officeId, { id, version: 1, assignment: groupAssignmentInput({ title: named("Uppdrag"), mandate: "Mer" }) });
  }],
  ["a figure that a unit says is wrong", async () => {
    return (instance) => instance.call("follow-up/remarks", "addRemark", writer, ["project"], { key: randomUUID(), year: town.year, unitId: town.unitId, figure: "project", text: named("Fel") });
  }],
  ["a figure that the office has looked over", async () => {
    const { id } = valueOf(await standing.call("follow-up/remarks", "addRemark", writer, ["project"], { key: randomUUID(), year: town.year, unitId: town.unitId, figure: "project", text: named("Fel") }));
    return (instance) => instance.call("follow-up/remarks", "settleRemark", town.officeId, { id, version: 1, settlement: "Rättat" });
  }],
  ["a support case that gets its answer", async () => {
    const input = caseInput({ unitId: town.unitId, title: named("Stöd"), askedOn: town.today });
    const { id } = valueOf(await standing.call("economy-support", "logCase", writer, input, randomUUID()));
    return (instance) => instance.call("economy-support", "changeCase", writer, { id, version: 1, supportCase: { ...input, answeredOn: town.today, hours: 1.5, givenBy: "EU-ekonomen" } });
  }],
  ["what the municipality looks like", async () => {
    const { version } = await standing.call("municipality/profile", "getProfile", town.administratorId);
    return (instance) => instance.call("municipality/profile", "changeProfile", town.administratorId, { version, profile: { name: named("Kommun"), colour: "#12436a", contactEmail: null }, coat: { name: "vapen.png", bytes: pngOf(8, 8) } });
  }],
  ["a person who has left and is erased", async () => {
    const { id } = await standing.call("people", "addPerson", town.administratorId, { name: named("Slutar"), title: null, email: null, phone: null }, randomUUID());
    valueOf(await standing.call("people", "archivePerson", town.administratorId, { id, version: 1 }));
    return (instance) => instance.call("people/erasure", "erasePerson", town.administratorId, { id, version: 2 }, new Date(Date.now() + 3 * 366 * 86_400_000));
  }],
  ["a substitute who is named for a visit", async () => {
    const { id, assignmentId } = await takenVisit();
    return (instance) => instance.call("visits/representation", "nameSubstitute", writer, { id, assignmentId, personId: colleague });
  }],
  ["a substitute who steps in at a visit", async () => {
    const { id, assignmentId } = await takenVisit();
    valueOf(await standing.call("visits/representation", "nameSubstitute", writer, { id, assignmentId, personId: colleague }));
    return (instance) => instance.call("visits/representation", "stepIn", colleague, { id, assignmentId });
  }],
  ["a recount of the log that is asked for", () => Promise.resolve((instance: Instance) => instance.call("audit-trail", "requestCheck", town.administratorId))],
  ["a job that is run", () => Promise.resolve((instance: Instance) => instance.call("jobs", "startJob", town.administratorId, { queue: "tick" as const }))],
  ["a matter at EU level that is judged anew", async () => {
    const item = monitoringInput({ unitId: town.unitId, title: named("Bevakning"), begunOn: town.today, assessedOn: town.today });
    const { id } = valueOf(await standing.call("eu-monitoring", "logItem", writer, item, randomUUID()));
    return (instance) => instance.call("eu-monitoring", "changeItem", writer, { id, version: 1, item: { ...item, stage: "ADOPTED", responsible: null } });
  }],
  ["what was done to influence a matter", async () => {
    const { id: itemId } = valueOf(await standing.call("eu-monitoring", "logItem", writer, monitoringInput({ unitId: town.unitId, title: named("Bevakning"), begunOn: town.today, assessedOn: town.today }), randomUUID()));
    return (instance) => instance.call("eu-monitoring/influence", "addInfluence", writer, { key: randomUUID(), itemId, action: influenceInput({ actedOn: town.today }) });
  }],
  ["how ready a unit is for a matter", async () => {
    const { id: itemId } = valueOf(await standing.call("eu-monitoring", "logItem", writer, monitoringInput({ unitId: town.unitId, title: named("Bevakning"), begunOn: town.today, assessedOn: town.today }), randomUUID()));
    return (instance) => instance.call("eu-monitoring/readiness", "addReadiness", writer, { key: randomUUID(), itemId, readiness: readinessInput({ assessedOn: town.today }) });
  }],
  ["a view that gets another name", async () => {
    const { id } = valueOf(await standing.call("saved-views", "saveView", writer, { view: { list: "/projects", name: named("Vy"), query: "youth=1", sharing: "PRIVATE", unitId: null }, isDefault: true }, randomUUID()));
    return (instance) => instance.call("saved-views", "changeView", writer, { id, version: 1, name: named("Vy"), sharing: "PRIVATE", unitId: null });
  }],
  ["a view that is removed", async () => {
    const { id } = valueOf(await standing.call("saved-views", "saveView", colleague, { view: { list: "/projects", name: named("Vy"), query: "youth=1", sharing: "PRIVATE", unitId: null }, isDefault: true }, randomUUID()));
    return (instance) => instance.call("saved-views", "removeView", colleague, { id, version: 1 });
  }],
  ["an organisation that is read in from a list", async () => {
    const bytes = csvOf([["Namn", "Slag"], [named("Nämnden"), "Nämnd"], [named("Bolaget"), "Bolag"]]);
    const draft = valueOf(await standing.call("imports", "uploadList", town.administratorId, { kind: "body", draftId: null, fileName: "organisation.csv", bytes }));
    const digest = await standing.call("imports", "digestOf", town.administratorId, draft.id);
    return (instance) => instance.call("imports", "runImport", town.administratorId, { id: draft.id, digest });
  }],
  ["people who are read in from a list", async () => {
    const bytes = csvOf([["Namn", "E-post", "Roller och uppdrag"], [named("Listad"), `${randomUUID()}@provkoping.example`, "Läsare"]]);
    const draft = valueOf(await standing.call("imports", "uploadList", town.administratorId, { kind: "person", draftId: null, fileName: "personer.csv", bytes }));
    const digest = await standing.call("imports", "digestOf", town.administratorId, draft.id);
    return (instance) => instance.call("imports", "runImport", town.administratorId, { id: draft.id, digest });
  }],
  ["an opportunity that is chosen for a unit", async () => {
    const opportunity = opportunityInput({ unitId: town.unitId, title: named("Möjlighet"), enteredOn: town.today });
    const { id } = valueOf(await standing.call("opportunities", "logOpportunity", writer, { key: randomUUID(), opportunity, from: OWN }));
    return (instance) => instance.call("opportunities", "changeOpportunity", writer, { id, version: 1, opportunity: { ...opportunity, suitedUnitIds: [town.unitId] } });
  }],
  ["what a unit has told within itself", async () => {
    const activity = informationInput({ unitId: town.unitId, title: named("Insats"), heldOn: town.today });
    const { id } = valueOf(await standing.call("opportunities/information", "logInformation", writer, { key: randomUUID(), activity, seenDeadline: null }));
    return (instance) => instance.call("opportunities/information", "changeInformation", writer, { id, version: 1, activity: { ...activity, reached: 40 }, seenDeadline: null });
  }],
  ["someone at a visit who is told of anew", async () => {
    const visitId = await yesterday(standing, writer, town);
    const { id } = valueOf(await standing.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: null, part: participantInput({ name: named("Gäst") }) }));
    return (instance) => instance.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: { id, version: 1 }, part: participantInput({ name: named("Annan gäst") }) });
  }],
  ["someone at a visit whose name is erased", async () => {
    const visitId = await yesterday(standing, writer, town);
    const { id } = valueOf(await standing.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: null, part: participantInput({ name: named("Gäst") }) }));
    return (instance) => instance.call("visits/parts", "eraseName", writer, { visitId, id, version: 1 });
  }],
  ["something in a visit's programme that is taken away", async () => {
    const visitId = await yesterday(standing, writer, town);
    const { id } = valueOf(await standing.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: null, part: itemInput({ day: addDays(town.today, -1) }) }));
    return (instance) => instance.call("visits/parts", "removePart", writer, { visitId, kind: "programme", id, version: 1 });
  }],
  ["something to do because of a visit that is done", async () => {
    const visitId = await yesterday(standing, writer, town);
    const { id } = valueOf(await standing.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: null, part: { kind: "action", what: named("Att göra"), ownerId: writer, dueOn: town.today } }));
    return (instance) => instance.call("visits/parts", "settleAction", writer, { visitId, id, version: 1, isDone: true });
  }],
  ["a visit that is closed", async () => {
    const id = await yesterday(standing, writer, town);
    valueOf(await standing.call("visits/reports", "saveReport", writer, { visitId: id, key: randomUUID(), version: 0, report: reportInput({ toldOn: town.today }) }));
    return (instance) => instance.call("visits/reports", "closeVisit", writer, { id, version: 1 }, true);
  }],
  ["a project's closing that is changed", async () => {
    const projectId = await closed();
    return (instance) => instance.call("projects/closings", "saveClosing", writer, { projectId, key: randomUUID(), version: 1, closing: closingInput({ toldOn: town.today, lessons: named("Lärdom") }) });
  }],
  ["a project's closing that is taken away", async () => {
    const projectId = await closed();
    return (instance) => instance.call("projects/closings", "removeClosing", writer, { projectId, version: 1 });
  }],
  ["a claim that is sent", async () => {
    const projectId = await project();
    const { id } = valueOf(await standing.call("funding", "addClaim", writer, { key: randomUUID(), projectId, claim: claimInput() }));
    return (instance) => instance.call("funding", "changeClaim", writer, { projectId, id, version: 1, claim: claimInput({ note: named("Skickad") }) });
  }],
  ["a claim that is taken away", async () => {
    const projectId = await project();
    const { id } = valueOf(await standing.call("funding", "addClaim", writer, { key: randomUUID(), projectId, claim: claimInput() }));
    return (instance) => instance.call("funding", "removeClaim", writer, { projectId, id, version: 1 });
  }],
  ["a payment that has come", async () => {
    const projectId = await project();
    const { id } = valueOf(await standing.call("funding", "addPayment", writer, { key: randomUUID(), projectId, payment: paymentInput() }));
    return (instance) => instance.call("funding", "changePayment", writer, { projectId, id, version: 1, payment: paymentInput({ note: named("Kom") }) });
  }],
  ["a token that a system is given", () =>
    Promise.resolve((instance) => instance.call("system-tokens", "makeToken", town.administratorId, { key: randomUUID(), token: systemToken() }, REGISTERS))],
  ["a system's token that is changed", async () => {
    const { id } = valueOf(await standing.call("system-tokens", "makeToken", town.administratorId, { key: randomUUID(), token: systemToken() }, REGISTERS));
    return (instance) => instance.call("system-tokens", "renewToken", town.administratorId, { id, version: 1, key: randomUUID(), validTo: addDays(town.today, 9) });
  }],
  ["a system's token that is revoked", async () => {
    const { id } = valueOf(await standing.call("system-tokens", "makeToken", town.administratorId, { key: randomUUID(), token: systemToken() }, REGISTERS));
    return (instance) => instance.call("system-tokens", "revokeToken", town.administratorId, { id, version: 1 });
  }],
  ["open data that is published", async () => {
    const version = (await standing.call("open-data", "getPublication", town.administratorId))?.version ?? 0;
    return (instance) => instance.call("open-data", "publish", town.administratorId, { key: randomUUID(), version, publication: PUBLICATION }, DATASETS);
  }],
  ["a calendar that somebody begins to follow", () =>
    Promise.resolve((instance) => instance.call("calendars", "openFeed", town.officeId, { key: randomUUID(), calendar: { kind: "PERSONAL", bodyId: null } }))],
  ["a calendar that gets a new address", async () => {
    const { id } = valueOf(await standing.call("calendars", "openFeed", writer, { key: randomUUID(), calendar: { kind: "PERSONAL", bodyId: null } }));
    return (instance) => instance.call("calendars", "renewFeed", writer, { id, version: 1, key: randomUUID() });
  }],
  ["a calendar that is followed no more", async () => {
    const { id } = valueOf(await standing.call("calendars", "openFeed", town.officeId, { key: randomUUID(), calendar: { kind: "OFFICE", bodyId: null } }));
    return (instance) => instance.call("calendars", "closeFeed", town.officeId, { id, version: 1 });
  }],
  ["a task that is handed over", async () => {
    const place = await task();
    return (instance) => instance.call("tasks", "handOver", writer, randomUUID(), place, 0, town.officeId);
  }],
  ["a task that is taken back", async () => {
    const { id } = valueOf(await standing.call("tasks", "handOver", writer, randomUUID(), await task(), 0, town.officeId));
    return (instance) => instance.call("tasks", "takeBack", writer, id, 1);
  }],
  ["a step of a project's way", async () => {
    const id = await project();
    return (instance) => instance.call("projects/steps", "changeStatus", writer, { id, _version: 1, to: "IN_MODIFICATION", on: town.today, note: null });
  }],
  ["a status that is corrected", async () => {
    const id = await project();
    return (instance) => instance.call("projects/steps", "correctStatus", writer, { id, _version: 1, right: "GRANTED", reason: "Fel läge valdes." });
  }],
  ["a deadline that is met", async () => {
    const projectId = await project();
    const { id: deadlineId } = await standing.call("projects/deadlines", "addDeadline", writer, { key: randomUUID(), deadline: deadlineInput({ projectId }) });
    return (instance) => instance.call("projects/deadlines", "finishDeadline", writer, { projectId, deadlineId, version: 1, on: town.today });
  }],
  ["a call that is changed", async () => {
    const programme = valueOf(await standing.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv: named("Program"), nameEn: named("Programme") }), randomUUID()));
    const input = callInput({ programmeId: programme.id, name: named("Utlysning") });
    const { id } = valueOf(await standing.call("programmes/calls", "addCall", town.officeId, input, randomUUID()));
    return (instance) => instance.call("programmes/calls", "changeCall", town.officeId, { id, version: 1, call: { ...input, note: named("Ny") } });
  }],
  ["an initiative that is examined", async () => {
    const id = await initiative();
    return (instance) => instance.call("initiatives/examinations", "examine", writer, { key: randomUUID(), id, version: 1, examination: examinationInput({ examinedOn: town.today }) });
  }],
  ["a project's partner that is linked to the register", async () => {
    const partnerId = await partner();
    const { id } = await standing.call("projects", "logProject", writer, { ...projectInput(town, named("Länkat")), partners: [{ name: "Skrivet på annat sätt", town: null, country: "DK", isLead: false }] }, randomUUID());
    const { lines } = await standing.call("projects/partners", "listProjectPartners", writer, id);
    return (instance) => instance.call("projects/partners", "linkProjectPartner", writer, { projectId: id, lineId: lines[0]?.id ?? "", version: 1, partnerId });
  }],
  ["two networks that become one", async () => {
    const [id, intoId] = [await network(), await network()];
    return (instance) => instance.call("networks/merging", "mergeNetwork", town.officeId, { id, version: 1, intoId, isHistoryChosen: false });
  }],
  ["two networks that become two again", async () => {
    const [id, intoId] = [await network(), await network()];
    valueOf(await standing.call("networks/merging", "mergeNetwork", town.officeId, { id, version: 1, intoId, isHistoryChosen: false }));
    return (instance) => instance.call("networks/merging", "separateNetwork", town.officeId, { id, version: 2 });
  }],
  ["two relations that become one", async () => {
    const [id, intoId] = [await relation(), await relation()];
    return (instance) => instance.call("town-relations/merging", "mergeRelation", town.officeId, { id, version: 1, intoId, isHistoryChosen: true });
  }],
  ["a relation that gets an episode", async () => {
    const [id, key] = [await relation(), randomUUID()];
    return (instance) => instance.call("town-relations", "addEpisode", town.officeId, { id, version: 1, episode: episodeInput({ state: "ENDED", starts: { on: town.today, precision: "DAY" } }) }, key);
  }],
  ["a list that is taken back", async () => {
    const bytes = csvOf([["Partner", "Typ", "Land"], ...Array.from({ length: 40 }, () => [named("Listad"), "Företag", "Danmark"])]);
    const draft = valueOf(await standing.call("imports", "uploadList", town.officeId, { kind: "partner", draftId: null, fileName: "lista.csv", bytes }));
    const digest = await standing.call("imports", "digestOf", town.officeId, draft.id);
    const { id } = valueOf(await standing.call("imports", "runImport", town.officeId, { id: draft.id, digest }));
    return (instance) => instance.call("imports", "undoImport", town.officeId, { id, version: 1 });
  }],
  ["a document that is attached", async () => {
    const id = await project();
    return (instance) => instance.call("uploads", "attach", writer, attachInput({ kind: "project", id }), PAPER);
  }],
  ["a document that gets its next version", async () => {
    const id = await document();
    return (instance) => instance.call("uploads", "revise", writer, { key: randomUUID(), id, version: 1, note: null, fileName: "ny.pdf" }, Buffer.from(pdfOf(2)).toString("base64"));
  }],
  ["a document that is told more of", async () => {
    const id = await document();
    return (instance) => instance.call("uploads", "change", writer, { id, version: 1, document: documentFacts({ caseNumber: "KS 1" }) });
  }],
  ["a document that is taken away", async () => {
    const id = await document();
    return (instance) => instance.call("uploads", "archive", writer, { id, version: 1 }, true);
  }],
  ["how a person wants to be told", async () => {
    const { version } = await standing.call("notifications", "getChoice", writer);
    return (instance) => instance.call("notifications", "choose", writer, { version, choice: { delivery: "DAILY", language: "EN" } });
  }],
  ["a mail that is sent anew", async () => {
    const { rows: [mail] } = await looker.query<{ id: string; version: number }>(
      "INSERT INTO outgoing_mail (person_id, occasion, message_id, state, failure, next_try_at) VALUES ($1, 'NOTIFICATION', '<' || gen_random_uuid() || '@kommun.example>', 'DEAD', 'REFUSED', now()) RETURNING id, version",
      [writer],
    );
    return (instance) => instance.call("notifications/mails", "resendMail", town.officeId, { id: mail?.id ?? "", version: mail?.version ?? 0 });
  }],
  ["an initiative that becomes a project", async () => {
    const id = await initiative();
    const projectId = await project();
    return (instance) => instance.call("initiatives", "nameProject", writer, { id, version: 1, projectId });
  }],
];

/** How much has been written: the states of all records, and the entries of the log. */
const written = async () => (await looker.query<{ versions: string; entries: string }>("SELECT (SELECT count(*) FROM record_version) AS versions, (SELECT count(*) FROM audit_entry) AS entries")).rows[0];

const isOk = (answer: unknown) => !(typeof answer === "object" && answer !== null && "ok" in answer) || answer.ok === true;
/** Fewer than an instance has connections, so that each of them comes to the lock. */
const AT_ONCE = 6;

describe("a program that is killed when changes are written and only the audit is left", () => {
  const ready: { what: string; send: Send }[] = [];

  it("leaves nothing of them", { timeout: 240_000 }, async () => {
    for (const [what, prepare] of CHANGES) ready.push({ what, send: await prepare() });
    const before = await written();
    for (let first = 0; first < ready.length; first += AT_ONCE) {
      const some = ready.slice(first, first + AT_ONCE);
      const doomed = new Instance(database.appUrl);
      await doomed.ready();
      await looker.query("BEGIN");
      await looker.query("LOCK TABLE audit_entry IN SHARE MODE");
      const changes = some.map(({ send }) => send(doomed));
      for (const change of changes) change.catch(() => undefined);
      await until(looker, `SELECT 1 FROM pg_locks l WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid)) HAVING count(*) = ${String(some.length)}`, true);
      await doomed.kill();
      await looker.query("COMMIT");
      for (const change of changes) await expect(change).rejects.toThrow(NoAnswer);
      await untilOthersAreGone(looker);
    }
    expect(await written()).toEqual(before);
  });

  it.each(CHANGES.map(([what]) => what))("lets %s be made after it, with its entry", async (what) => {
    const before = await written();
    expect(isOk(await ready.find((one) => one.what === what)?.send(standing))).toBe(true);
    expect(Number((await written())?.entries)).toBeGreaterThan(Number(before?.entries));
  });

  it("leaves a database in which everything agrees", async () => {
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
