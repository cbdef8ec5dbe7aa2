import { createTranslator } from "use-intl/core";
import enApi from "./api.en.json";
import enAuditLog from "./audit-log.en.json";
import enBodies from "./bodies.en.json";
import enClosings from "./closings.en.json";
import enCommon from "./common.en.json";
import enCompetence from "./competence.en.json";
import enConfirm from "./confirm.en.json";
import enContactPersons from "./contact-persons.en.json";
import enCoordination from "./coordination.en.json";
import enDecisions from "./decisions.en.json";
import enCoverage from "./coverage.en.json";
import enCalendars from "./calendars.en.json";
import enComments from "./comments.en.json";
import enDisclosures from "./disclosures.en.json";
import enDocuments from "./documents.en.json";
import enEconomySupport from "./economy-support.en.json";
import enEuMonitoring from "./eu-monitoring.en.json";
import enExport from "./export.en.json";
import enFirstSteps from "./first-steps.en.json";
import enFollowUp from "./follow-up.en.json";
import enFunding from "./funding.en.json";
import enGoverningDocuments from "./governing-documents.en.json";
import enInitiatives from "./initiatives.en.json";
import enImports from "./imports.en.json";
import enMerging from "./merging.en.json";
import enMunicipality from "./municipality.en.json";
import enNetworks from "./networks.en.json";
import enNotifications from "./notifications.en.json";
import enMandateRules from "./mandate-rules.en.json";
import enOidc from "./oidc.en.json";
import enOpenData from "./open-data.en.json";
import enOpportunities from "./opportunities.en.json";
import enPackFaults from "./pack-faults.en.json";
import enPartners from "./partners.en.json";
import enPeople from "./people.en.json";
import enAdministration from "./administration.en.json";
import enPersonalData from "./personal-data.en.json";
import enPriorities from "./priorities.en.json";
import enProgrammes from "./programmes.en.json";
import enProjects from "./projects.en.json";
import enRetention from "./retention.en.json";
import enRecurringMeetings from "./recurring-meetings.en.json";
import enSavedViews from "./saved-views.en.json";
import enScrutiny from "./scrutiny.en.json";
import enSearch from "./search.en.json";
import enSummaries from "./summaries.en.json";
import enSystemTokens from "./system-tokens.en.json";
import enTasks from "./tasks.en.json";
import enTermsOfOffice from "./terms-of-office.en.json";
import enJobs from "./jobs.en.json";
import enSessions from "./sessions.en.json";
import enTownRelations from "./town-relations.en.json";
import enVisitParts from "./visit-parts.en.json";
import enVisits from "./visits.en.json";
import enWorkingGroup from "./working-group.en.json";
import svApi from "./api.sv.json";
import svAuditLog from "./audit-log.sv.json";
import svBodies from "./bodies.sv.json";
import svClosings from "./closings.sv.json";
import svCommon from "./common.sv.json";
import svCompetence from "./competence.sv.json";
import svConfirm from "./confirm.sv.json";
import svContactPersons from "./contact-persons.sv.json";
import svCoordination from "./coordination.sv.json";
import svDecisions from "./decisions.sv.json";
import svCoverage from "./coverage.sv.json";
import svCalendars from "./calendars.sv.json";
import svComments from "./comments.sv.json";
import svDisclosures from "./disclosures.sv.json";
import svDocuments from "./documents.sv.json";
import svEconomySupport from "./economy-support.sv.json";
import svEuMonitoring from "./eu-monitoring.sv.json";
import svExport from "./export.sv.json";
import svFirstSteps from "./first-steps.sv.json";
import svFollowUp from "./follow-up.sv.json";
import svFunding from "./funding.sv.json";
import svGoverningDocuments from "./governing-documents.sv.json";
import svInitiatives from "./initiatives.sv.json";
import svImports from "./imports.sv.json";
import svMerging from "./merging.sv.json";
import svMunicipality from "./municipality.sv.json";
import svNetworks from "./networks.sv.json";
import svNotifications from "./notifications.sv.json";
import svMandateRules from "./mandate-rules.sv.json";
import svOidc from "./oidc.sv.json";
import svOpenData from "./open-data.sv.json";
import svOpportunities from "./opportunities.sv.json";
import svPackFaults from "./pack-faults.sv.json";
import svPartners from "./partners.sv.json";
import svPeople from "./people.sv.json";
import svAdministration from "./administration.sv.json";
import svPersonalData from "./personal-data.sv.json";
import svPriorities from "./priorities.sv.json";
import svProgrammes from "./programmes.sv.json";
import svProjects from "./projects.sv.json";
import svRetention from "./retention.sv.json";
import svRecurringMeetings from "./recurring-meetings.sv.json";
import svSavedViews from "./saved-views.sv.json";
import svScrutiny from "./scrutiny.sv.json";
import svSearch from "./search.sv.json";
import svSummaries from "./summaries.sv.json";
import svSystemTokens from "./system-tokens.sv.json";
import svTasks from "./tasks.sv.json";
import svTermsOfOffice from "./terms-of-office.sv.json";
import svJobs from "./jobs.sv.json";
import svSessions from "./sessions.sv.json";
import svTownRelations from "./town-relations.sv.json";
import svVisitParts from "./visit-parts.sv.json";
import svVisits from "./visits.sv.json";
import svWorkingGroup from "./working-group.sv.json";

export const LOCALES = ["sv", "en"] as const;
export type Locale = (typeof LOCALES)[number];

const messages = {
  sv: { ...svCommon, ...svCalendars, ...svComments, ...svDisclosures, ...svDocuments, ...svProjects, ...svFunding, ...svBodies, ...svPeople, ...svOidc, ...svExport, ...svTasks, ...svTermsOfOffice, ...svCoverage, ...svFirstSteps, ...svFollowUp, ...svVisitParts, ...svVisits, ...svSavedViews, ...svScrutiny, ...svSearch, ...svSummaries, ...svGoverningDocuments, ...svPackFaults, ...svDecisions, ...svMandateRules, ...svPriorities, ...svCoordination, ...svTownRelations, ...svRecurringMeetings, ...svRetention, ...svNetworks, ...svInitiatives, ...svPartners, ...svImports, ...svMerging, ...svClosings, ...svProgrammes, ...svEconomySupport, ...svEuMonitoring, ...svOpportunities, ...svNotifications, ...svCompetence, ...svConfirm, ...svContactPersons, ...svWorkingGroup, ...svApi, ...svSystemTokens, ...svOpenData, ...svAuditLog, ...svMunicipality, ...svJobs, ...svSessions, ...svAdministration, ...svPersonalData },
  en: { ...enCommon, ...enCalendars, ...enComments, ...enDisclosures, ...enDocuments, ...enProjects, ...enFunding, ...enBodies, ...enPeople, ...enOidc, ...enExport, ...enTasks, ...enTermsOfOffice, ...enCoverage, ...enFirstSteps, ...enFollowUp, ...enVisitParts, ...enVisits, ...enSavedViews, ...enScrutiny, ...enSearch, ...enSummaries, ...enGoverningDocuments, ...enPackFaults, ...enDecisions, ...enMandateRules, ...enPriorities, ...enCoordination, ...enTownRelations, ...enRecurringMeetings, ...enRetention, ...enNetworks, ...enInitiatives, ...enPartners, ...enImports, ...enMerging, ...enClosings, ...enProgrammes, ...enEconomySupport, ...enEuMonitoring, ...enOpportunities, ...enNotifications, ...enCompetence, ...enConfirm, ...enContactPersons, ...enWorkingGroup, ...enApi, ...enSystemTokens, ...enOpenData, ...enAuditLog, ...enMunicipality, ...enJobs, ...enSessions, ...enAdministration, ...enPersonalData },
};

/** All messages of a language, for the test that compares the languages. */
export function messagesFor(locale: Locale): object {
  return messages[locale];
}

/** A message by its key, with its parameters put in. */
export interface Words {
  locale: Locale;
  (key: string, parameters?: Record<string, string | number>): string;
  /** Tells whether there is such a message. */
  has: (key: string) => boolean;
}

const MOST_REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 200;

/** Keeps what was answered for short questions; keys and parameters are made of what is stored, too, so only so many are kept. */
function remember<Answer>(ask: (key: string, parameters?: Record<string, string | number>) => Answer): (key: string, parameters?: Record<string, string | number>) => Answer {
  const answers = new Map<string, Answer>();
  return (key, parameters) => {
    const question = parameters === undefined ? key : `${key} ${JSON.stringify(parameters)}`;
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = ask(key, parameters);
    if (answers.size < MOST_REMEMBERED && question.length < LONGEST_REMEMBERED) answers.set(question, answer);
    return answer;
  };
}

function makeWords(locale: Locale): Words {
  const translate = createTranslator({
    locale,
    messages: messages[locale],
    timeZone: "Europe/Stockholm",
    // A missing message must not take a page down; the mark is what tests look for.
    onError: () => undefined,
    getMessageFallback: ({ key }) => `⟦${key}⟧`,
  });
  // The frame says the same on every page, and lists the same row by row.
  const words = remember((key: string, parameters?: Record<string, string | number>): string => translate(key as never, parameters as never));
  const has = remember((key: string) => translate.has(key as never));
  return Object.assign(words, { locale, has });
}

const made = { sv: makeWords("sv"), en: makeWords("en") };

/** The words of a language, made once. */
export function wordsFor(locale: Locale): Words {
  return made[locale];
}
