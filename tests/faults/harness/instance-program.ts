/**
 * One instance of the program, without its pages: it runs the use cases that its parent asks for, in the name of a person, on
 * the database that the settings name. `node --conditions=react-server --import tsx instance-program.ts`, with a channel to the parent.
 */
import * as openData from "@/features/open-data/service";
import * as systemTokens from "@/features/system-tokens/service";
import * as calendars from "@/features/calendars/service";
import * as appointmentHandovers from "@/features/contact-persons/handovers/service";
import * as contactPersons from "@/features/contact-persons/service";
import * as space from "@/features/contact-persons/space/service";
import * as enrolments from "@/features/competence/enrolments/service";
import * as competence from "@/features/competence/service";
import * as competenceStaff from "@/features/competence/staff/service";
import * as coordination from "@/features/coordination/service";
import * as decisions from "@/features/decisions/service";
import * as economySupport from "@/features/economy-support/service";
import * as influence from "@/features/eu-monitoring/influence/service";
import * as readiness from "@/features/eu-monitoring/readiness/service";
import * as monitoring from "@/features/eu-monitoring/service";
import * as information from "@/features/opportunities/information/service";
import * as savedViews from "@/features/saved-views/service";
import * as savings from "@/features/opportunities/savings/service";
import * as opportunities from "@/features/opportunities/service";
import * as followUpRemarks from "@/features/follow-up/remarks/service";
import * as followUpReminders from "@/features/follow-up/reminders/service";
import * as followUp from "@/features/follow-up/service";
import * as governingDocuments from "@/features/governing-documents/service";
import * as funding from "@/features/funding/service";
import * as examinations from "@/features/initiatives/examinations/service";
import * as initiatives from "@/features/initiatives/service";
import * as mails from "@/features/notifications/mails/service";
import { runSchedules } from "@/features/notifications/schedules/service";
import * as notifications from "@/features/notifications/service";
import * as partnerContacts from "@/features/partners/contacts/service";
import * as partnerSearches from "@/features/partners/searches/service";
import * as partners from "@/features/partners/service";
import * as people from "@/features/people/service";
import * as erasure from "@/features/people/erasure/service";
import * as municipalityProfile from "@/features/municipality/profile/service";
import * as auditTrail from "@/features/audit-trail/service";
import * as jobs from "@/features/jobs/service";
import * as networkEntries from "@/features/networks/entries/service";
import * as networkMerging from "@/features/networks/merging/service";
import * as networks from "@/features/networks/service";
import * as priorities from "@/features/priorities/service";
import * as calls from "@/features/programmes/calls/service";
import * as programmes from "@/features/programmes/service";
import * as projectDrafts from "@/features/project-drafts/service";
import * as checklist from "@/features/projects/checklist/service";
import * as deadlines from "@/features/projects/deadlines/service";
import * as projectSteps from "@/features/projects/steps/service";
import * as closings from "@/features/projects/closings/service";
import * as projectPartners from "@/features/projects/partners/service";
import * as projects from "@/features/projects/service";
import * as townActivities from "@/features/town-relations/activities/service";
import * as recurringMeetings from "@/features/recurring-meetings/service";
import * as townMerging from "@/features/town-relations/merging/service";
import * as townPapers from "@/features/town-relations/papers/service";
import * as townRelations from "@/features/town-relations/service";
import * as visitParts from "@/features/visits/parts/service";
import * as visitReports from "@/features/visits/reports/service";
import * as representation from "@/features/visits/representation/service";
import * as groupAssignments from "@/features/working-group/assignments/service";
import * as followUps from "@/features/working-group/follow-ups/service";
import * as workingGroup from "@/features/working-group/service";
import * as visits from "@/features/visits/service";
import { registers } from "@/registers";
import { database } from "@/server/db";
import { isAppError } from "@/server/errors";
import { findOutage } from "@/server/outage";
import { log } from "@/server/log";
import { getPack } from "@/server/pack";
import { limitRate } from "@/server/rate-limit";
import { findClientSystem, makeSystemToken } from "@/server/system-tokens";
import { findSession, loadActor, systemActor } from "@/server/session";
import * as disclosures from "./disclosures.ts";
import * as disposals from "./disposals.ts";
import * as retention from "./retention.ts";
import * as favourites from "./favourites.ts";
import * as imports from "./imports.ts";
import type { Answer, Question } from "./instance.ts";
import * as summaries from "./summaries.ts";
import * as tasks from "./tasks.ts";
import * as uploads from "./uploads.ts";

log.level = "silent";

type UseCase = (...given: unknown[]) => Promise<unknown>;

/** The services that faults are tried on; one that a new test writes through gets a line here and one in `Services`. */
const SERVICES: Readonly<Record<string, object>> = { retention, "retention/disposals": disposals, "saved-views": savedViews, "saved-views/favourites": favourites, calendars, "open-data": openData, "system-tokens": systemTokens, competence, "competence/enrolments": enrolments, "competence/staff": competenceStaff, coordination, decisions, disclosures, "economy-support": economySupport, "eu-monitoring": monitoring, "eu-monitoring/influence": influence, "eu-monitoring/readiness": readiness, "follow-up": followUp, "follow-up/remarks": followUpRemarks, "follow-up/reminders": followUpReminders, funding, "governing-documents": governingDocuments, imports, initiatives, "initiatives/examinations": examinations, networks, "networks/entries": networkEntries, "networks/merging": networkMerging, notifications, "notifications/mails": mails, partners, "partners/contacts": partnerContacts, "partners/searches": partnerSearches, people, priorities, programmes, "programmes/calls": calls, "project-drafts": projectDrafts, projects, "projects/checklist": checklist, "projects/closings": closings, "projects/deadlines": deadlines, "projects/partners": projectPartners, "projects/steps": projectSteps, "recurring-meetings": recurringMeetings, summaries, tasks, "town-relations": townRelations, "town-relations/activities": townActivities, "town-relations/merging": townMerging, "town-relations/papers": townPapers, uploads, visits, "visits/parts": visitParts, "visits/reports": visitReports, "visits/representation": representation, "contact-persons": contactPersons, "contact-persons/handovers": appointmentHandovers, "contact-persons/space": space, "working-group": workingGroup, "working-group/assignments": groupAssignments, "working-group/follow-ups": followUps, opportunities, "opportunities/information": information, "opportunities/savings": savings, "people/erasure": erasure, "municipality/profile": municipalityProfile, "audit-trail": auditTrail, jobs };

/** What takes no actor. */
const BARE: Readonly<Record<string, UseCase>> = {
  limitRate: (...given) => limitRate(String(given[0]), Number(given[1]), Number(given[2])),
  sendMails: () => mails.sendWaiting(systemActor(), registers),
  readLists: () => imports.carryOut(),
  runSchedules: (...given) => runSchedules(systemActor(), registers, given[0] instanceof Date ? given[0] : new Date()),
  /** Whose name stands on the pages that a session is shown next. */
  ownerShown: async (...given) => {
    await findSession(String(given[0]));
    return getPack().municipality.name;
  },
  /** How a system that holds the token of a form stands, when it asks this instance. */
  askAsSystem: (...given) => findClientSystem(makeSystemToken(String(given[0]), String(given[1]))),
  /** Keeps the program from doing anything else for a while, as a long computation would. */
  stall: (...given) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(given[0]));
    return Promise.resolve(null);
  },
};

function isUseCase(value: unknown): value is UseCase {
  return typeof value === "function";
}

async function answer(question: Question): Promise<unknown> {
  if (question.feature === null) return BARE[question.name]?.(...question.given);
  const useCase: unknown = Reflect.get(SERVICES[question.feature] ?? {}, question.name);
  if (!isUseCase(useCase)) throw new Error(`there is no ${question.feature}.${question.name}`);
  const actor = await loadActor(question.personId, undefined, true);
  if (actor === null) throw new Error(`nobody can act as ${question.personId}`);
  return useCase(actor, ...question.given);
}

process.on("message", (question: Question) => {
  const reply = (given: Answer) => process.send?.(given);
  answer(question)
    .then((value) => reply({ id: question.id, ok: true, value }))
    // An answer that cannot be sent between processes is told of as well, rather than taking the instance with it.
    .catch((error: unknown) => {
      // As the doors do, which tell a database that cannot be asked from a fault.
      const known = isAppError(error) ? error : findOutage(error);
      reply({ id: question.id, ok: false, code: known?.code ?? null, message: known?.about["reason"] !== undefined ? String(known.about["reason"]) : error instanceof Error ? error.message : String(error) });
    });
});
process.on("disconnect", () => {
  void database()
    .$disconnect()
    .finally(() => process.exit(0));
});
process.send?.({ id: 0, ok: true, value: "ready" } satisfies Answer);
