import { definePack } from "./pack";
import { checklist } from "./checklist";
import { programmes } from "./programmes";

const documentText = `Riktlinjer för internationellt arbete i Halmstads kommun

Syfte och mål med det internationella arbetet

Internationellt arbete är ett verktyg som skall tillföra kompetens, erfarenhet och ekonomiska resurser i utvecklingen av Halmstads kommuns olika verksamheter.

Det internationella perspektivet skall anläggas på alla verksamheter och det internationella arbetet skall stödja verksamhetsutvecklingen i syfte att uppnå verksamhetens och kommunens mål.

Det internationella arbetets delar

Det internationella arbetet skall vara en integrerad del i kommunens olika verksamheter. Det internationella arbetet i Halmstads kommun är indelat i två övergripande områden: bevakning och påverkan, respektive internationellt samarbete.

Bevakning och påverkan

Kommunens verksamheter skall inom sitt respektive verksamhetsområde följa utvecklingen på EU-nivå, påverka utvecklingen i enlighet med Halmstads kommuns prioriteringar samt skapa handlingsberedskap för att möta utvecklingen.

Kommunens verksamheter skall aktivt delta i de av kommunstyrelsen beslutade medlemskap i internationella organisationer och nätverk.

Internationellt samarbete

Kommunens verksamheter skall delta i internationellt samarbete i enlighet med Halmstads kommuns prioriteringar.

Beslutsnivåer

Kommunfullmäktige

Kommunfullmäktige beslutar om internationella riktlinjer samt ingår och beslutar om uppsägning av vänortsavtal.

Kommunstyrelsen

Kommunstyrelsen samordnar kommunens internationella arbete, tecknar samarbetsavtal och ingår kommunalt partnerskap samt beslutar om medlemskap i internationella nätverk och organisationer som omfattar hela kommunen.

Kommunstyrelsen beslutar om kommunens internationella profilområden.

Kommunstyrelsens presidium ansvarar för officiella internationella besök till kommunen och samråder vid behov med kommunfullmäktiges presidium i dessa frågor.

Nämnder och bolagsstyrelser

Nämnder och bolagsstyrelser har huvudansvaret för det internationella arbetet inom ramen för sitt verksamhetsområde samt att identifiera och delta i de nätverk och samarbetsorganisationer som krävs för att bedriva ett framgångsrikt internationellt arbete.

Efter delgivande av information till stadskontoret ansvarar nämnder och bolagsstyrelser för att ta emot internationella besök relaterat direkt till sitt verksamhetsområde.

Omfattning

Dessa riktlinjer gäller för samtliga nämnder och bolag inom Halmstads kommun.`;

const purpose = "Syfte och mål med det internationella arbetet";
const parts = "Det internationella arbetets delar";
const influence = "Bevakning och påverkan";
const cooperation = "Internationellt samarbete";
const council = "Kommunfullmäktige";
const board = "Kommunstyrelsen";
const units = "Nämnder och bolagsstyrelser";
const scope = "Omfattning";

export default definePack({
  id: "halmstad",
  municipality: {
    name: "Halmstads kommun",
    shortName: "Halmstad",
    genitive: "Halmstads kommuns",
    shortGenitive: "Halmstads",
    organisationNumber: "212000-1215",
    organisationNumberCertainty: "medium",
    profile: {
      light: {
        profile: "#4a2860",
        onProfile: "#ffffff",
        onProfileQuiet: "#e0d2ea",
        profileHover: "#371c49",
        profileText: "#5b3176",
        profileTint: "#f3eef7",
        masthead: "#4a2860",
        onMasthead: "#ffffff",
        onMastheadQuiet: "#e0d2ea",
      },
      dark: {
        profile: "#cdb0e4",
        onProfile: "#1f0f2b",
        onProfileQuiet: "#1f0f2b",
        profileHover: "#e0cdf0",
        profileText: "#d0b5e6",
        profileTint: "#2a2036",
        masthead: "#371f4a",
        onMasthead: "#ffffff",
        onMastheadQuiet: "#e0d2ea",
      },
    },
  },
  document: {
    type: "GUIDELINES",
    title: "Riktlinjer för internationellt arbete i Halmstads kommun",
    shortTitle: "Riktlinjer för internationellt arbete",
    responsibleOffice: null,
    caseNumber: null,
    datedOn: null,
    adoptedOn: null,
    adoptedBy: null,
    version: "Före februari 2010",
    language: "sv",
    note: "Texten säger varken när eller av vem riktlinjerna antogs. Revisionens rapport 2010-02-22 citerar dem, så de är äldre än den.",
  },
  documentText,
  coordinatingOffice: { name: "Kommunledningsförvaltningen", aliases: [{ name: "Stadskontoret" }] },
  chapters: [
    { heading: purpose, level: 1 },
    { heading: parts, level: 1 },
    { heading: influence, level: 1 },
    { heading: cooperation, level: 1 },
    { heading: "Beslutsnivåer", level: 1 },
    { heading: council, level: 2 },
    { heading: board, level: 2 },
    { heading: units, level: 2 },
    { heading: scope, level: 1 },
  ],
  clauses: [
    { number: "H1", kind: "context", chapter: null, quotation: "Riktlinjer för internationellt arbete i Halmstads kommun", module: null },
    {
      number: "H2",
      kind: "goal",
      chapter: purpose,
      quotation:
        "Internationellt arbete är ett verktyg som skall tillföra kompetens, erfarenhet och ekonomiska resurser i utvecklingen av Halmstads kommuns olika verksamheter.",
      module: "goals",
    },
    { number: "H3a", kind: "duty", chapter: purpose, quotation: "Det internationella perspektivet skall anläggas på alla verksamheter", module: "coverage" },
    {
      number: "H3b",
      kind: "duty",
      chapter: purpose,
      quotation: "det internationella arbetet skall stödja verksamhetsutvecklingen i syfte att uppnå verksamhetens och kommunens mål.",
      module: "goals",
    },
    { number: "H4", kind: "duty", chapter: parts, quotation: "Det internationella arbetet skall vara en integrerad del i kommunens olika verksamheter.", module: "coverage" },
    {
      number: "H5",
      kind: "context",
      alsoKind: "role",
      chapter: parts,
      quotation: "Det internationella arbetet i Halmstads kommun är indelat i två övergripande områden: bevakning och påverkan, respektive internationellt samarbete.",
      module: "twoAreas",
    },
    {
      number: "H6",
      kind: "duty",
      chapter: influence,
      quotation: "Kommunens verksamheter skall inom sitt respektive verksamhetsområde följa utvecklingen på EU-nivå",
      module: "monitoring",
    },
    { number: "H7", kind: "duty", chapter: influence, quotation: "Kommunens verksamheter skall … påverka utvecklingen i enlighet med Halmstads kommuns prioriteringar", module: "monitoring" },
    { number: "H8", kind: "duty", chapter: influence, quotation: "Kommunens verksamheter skall … skapa handlingsberedskap för att möta utvecklingen.", module: "monitoring" },
    {
      number: "H9",
      kind: "duty",
      chapter: influence,
      quotation: "Kommunens verksamheter skall aktivt delta i de av kommunstyrelsen beslutade medlemskap i internationella organisationer och nätverk.",
      module: "membershipParticipation",
    },
    {
      number: "H10",
      kind: "duty",
      chapter: cooperation,
      quotation: "Kommunens verksamheter skall delta i internationellt samarbete i enlighet med Halmstads kommuns prioriteringar.",
      module: "profileAreas",
    },
    { number: "H11", kind: "mandate", chapter: council, quotation: "Kommunfullmäktige beslutar om internationella riktlinjer", holder: "Kommunfullmäktige", module: null },
    { number: "H12a", kind: "mandate", chapter: council, quotation: "Kommunfullmäktige … ingår … vänortsavtal.", holder: "Kommunfullmäktige", module: null },
    { number: "H12b", kind: "mandate", chapter: council, quotation: "Kommunfullmäktige … beslutar om uppsägning av vänortsavtal.", holder: "Kommunfullmäktige", module: null },
    { number: "H13", kind: "mandate", chapter: board, quotation: "Kommunstyrelsen samordnar kommunens internationella arbete", holder: "Kommunstyrelsen", module: null },
    { number: "H14", kind: "mandate", chapter: board, quotation: "Kommunstyrelsen … tecknar samarbetsavtal", holder: "Kommunstyrelsen", module: null },
    { number: "H15", kind: "mandate", chapter: board, quotation: "Kommunstyrelsen … ingår kommunalt partnerskap", holder: "Kommunstyrelsen", module: null },
    {
      number: "H16",
      kind: "mandate",
      chapter: board,
      quotation: "Kommunstyrelsen … beslutar om medlemskap i internationella nätverk och organisationer som omfattar hela kommunen.",
      holder: "Kommunstyrelsen",
      module: "networks",
    },
    { number: "H17", kind: "mandate", chapter: board, quotation: "Kommunstyrelsen beslutar om kommunens internationella profilområden.", holder: "Kommunstyrelsen", module: "profileAreas" },
    { number: "H18", kind: "mandate", chapter: board, quotation: "Kommunstyrelsens presidium ansvarar för officiella internationella besök till kommunen", holder: "Kommunstyrelsens presidium", module: null },
    {
      number: "H19",
      kind: "duty",
      chapter: board,
      quotation: "Kommunstyrelsens presidium … samråder vid behov med kommunfullmäktiges presidium i dessa frågor.",
      module: "visitConsultation",
    },
    {
      number: "H20",
      kind: "mandate",
      chapter: units,
      quotation: "Nämnder och bolagsstyrelser har huvudansvaret för det internationella arbetet inom ramen för sitt verksamhetsområde",
      holder: "Nämnder och bolagsstyrelser",
      module: null,
    },
    {
      number: "H21a",
      kind: "duty",
      chapter: units,
      quotation: "Nämnder och bolagsstyrelser har huvudansvaret … att identifiera … de nätverk och samarbetsorganisationer som krävs för att bedriva ett framgångsrikt internationellt arbete.",
      module: "networkNeeds",
    },
    {
      number: "H21b",
      kind: "duty",
      chapter: units,
      quotation: "Nämnder och bolagsstyrelser har huvudansvaret … att … delta i de nätverk och samarbetsorganisationer som krävs för att bedriva ett framgångsrikt internationellt arbete.",
      module: "networks",
    },
    { number: "H22a", kind: "duty", chapter: units, quotation: "Efter delgivande av information till stadskontoret", module: "visitInformation" },
    {
      number: "H22b",
      kind: "mandate",
      chapter: units,
      quotation: "ansvarar nämnder och bolagsstyrelser för att ta emot internationella besök relaterat direkt till sitt verksamhetsområde.",
      holder: "nämnder och bolagsstyrelser",
      module: null,
    },
    { number: "H23", kind: "role", chapter: scope, quotation: "Dessa riktlinjer gäller för samtliga nämnder och bolag inom Halmstads kommun.", module: "coverage" },
    {
      number: "H24",
      kind: "context",
      chapter: null,
      quotation: "Syfte och mål … Det internationella arbetets delar … Bevakning och påverkan … Internationellt samarbete … Beslutsnivåer … Omfattning",
      module: null,
    },
  ],
  modules: {
    coverage: { state: "required", clause: "H3a" },
    goals: { state: "required", clause: "H3b" },
    contactPersons: { state: "optional", clause: null },
    workingGroup: { state: "off", clause: null },
    competence: { state: "off", clause: null },
    economySupport: { state: "optional", clause: null },
    unitEconomy: { state: "optional", clause: null },
    examinations: { state: "optional", clause: null },
    partnerSearch: { state: "off", clause: null },
    networks: { state: "required", clause: "H21b" },
    membershipParticipation: { state: "required", clause: "H9" },
    networkNeeds: { state: "required", clause: "H21a" },
    childrenAndYouth: { state: "optional", clause: null },
    twinTownBenefit: { state: "optional", clause: null },
    visitsShared: { state: "off", clause: null },
    // Consultation is asked for when there is a need, so its absence is never a gap.
    visitConsultation: { state: "optional", clause: "H19" },
    visitInformation: { state: "required", clause: "H22a" },
    monitoring: { state: "required", clause: "H6" },
    profileAreas: { state: "required", clause: "H17" },
    twoAreas: { state: "required", clause: "H5" },
    yearlyFollowUp: { state: "optional", clause: null },
  },
  mandateRules: [
    {
      id: "guidelines",
      clause: "H11",
      matters: ["ADOPT_GOVERNING_DOCUMENT", "REVISE_GOVERNING_DOCUMENT", "REPEAL_GOVERNING_DOCUMENT"],
      effect: "DECIDES",
      holders: ["COUNCIL"],
      when: { op: "=", fact: "documentType", value: "GUIDELINES" },
    },
    { id: "enter-twin-town", clause: "H12a", matters: ["ENTER_TOWN_RELATION"], effect: "DECIDES", holders: ["COUNCIL"], when: { op: "=", fact: "relationKind", value: "TWIN_TOWN" } },
    { id: "end-twin-town", clause: "H12b", matters: ["END_TOWN_RELATION"], effect: "DECIDES", holders: ["COUNCIL"], when: { op: "=", fact: "relationKind", value: "TWIN_TOWN" } },
    // “Samordnar” is a task, and no right to decide.
    { id: "year-of-own-field", clause: "H20", matters: ["SIGN_STATEMENT"], effect: "ANSWERS_FOR", holders: ["OWN_POLITICAL_BODY"] },
    { id: "coordination", clause: "H13", matters: ["COORDINATE"], effect: "ANSWERS_FOR", holders: ["EXECUTIVE_BOARD"] },
    {
      id: "cooperation-agreement",
      clause: "H14",
      matters: ["ENTER_TOWN_RELATION"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD"],
      when: { op: "=", fact: "relationKind", value: "COOPERATION_AGREEMENT" },
    },
    {
      id: "municipal-partnership",
      clause: "H15",
      matters: ["ENTER_TOWN_RELATION"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD"],
      when: { op: "=", fact: "relationKind", value: "MUNICIPAL_PARTNERSHIP" },
    },
    {
      id: "membership",
      clause: "H16",
      matters: ["JOIN_NETWORK", "LEAVE_NETWORK"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD"],
      when: { op: "=", fact: "scope", value: "WHOLE_MUNICIPALITY" },
    },
    {
      id: "membership-scope",
      clause: "H16",
      matters: ["CHANGE_NETWORK_SCOPE"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD"],
      when: {
        op: "or",
        of: [
          { op: "=", fact: "scope", value: "WHOLE_MUNICIPALITY" },
          { op: "=", fact: "scopeBefore", value: "WHOLE_MUNICIPALITY" },
        ],
      },
    },
    { id: "profile-areas", clause: "H17", matters: ["DECIDE_PROFILE_AREAS", "DECIDE_STRATEGIC_PRIORITIES"], effect: "DECIDES", holders: ["EXECUTIVE_BOARD"] },
    {
      id: "official-visit",
      clause: "H18",
      matters: ["RECEIVE_VISIT"],
      effect: "DECIDES",
      holders: ["EXECUTIVE_BOARD_PRESIDIUM"],
      when: { op: "=", fact: "concernsUnitDirectly", value: false },
      consultations: [{ party: "COUNCIL_PRESIDIUM", need: "WHEN_NEEDED", clause: "H19" }],
    },
    // The main responsibility is no right to decide.
    {
      id: "own-projects",
      clause: "H20",
      matters: ["START_PROJECT", "APPLY_FOR_PROJECT", "CHANGE_PROJECT", "END_PROJECT"],
      effect: "ANSWERS_FOR",
      holders: ["OWN_POLITICAL_BODY"],
    },
    {
      id: "own-membership",
      clause: "H21b",
      matters: ["JOIN_NETWORK", "LEAVE_NETWORK"],
      effect: "DECIDES",
      holders: ["OWN_POLITICAL_BODY"],
      when: { op: "=", fact: "scope", value: "OWN_FIELD" },
    },
    {
      id: "own-visit",
      clause: "H22b",
      matters: ["RECEIVE_VISIT"],
      effect: "DECIDES",
      holders: ["OWN_POLITICAL_BODY"],
      when: { op: "=", fact: "concernsUnitDirectly", value: true },
      steps: [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", clause: "H22a" }],
    },
  ],
  taxonomies: {
    projectTypes: [
      { code: "EXCHANGE", sv: "Utbyte", en: "Exchange" },
      { code: "COOPERATION", sv: "Samarbetsprojekt", en: "Cooperation project" },
      { code: "DEVELOPMENT", sv: "Utvecklingsprojekt", en: "Development project" },
      { code: "INVESTMENT", sv: "Investering", en: "Investment" },
      { code: "STUDY", sv: "Förstudie eller forskning", en: "Pilot study or research" },
    ],
    municipalGoals: [
      { code: "MUNICIPAL_GOALS", sv: "Kommunens mål", en: "The municipality's goals", clause: "H3b" },
      { code: "OPERATIONAL_GOALS", sv: "Verksamhetens mål", en: "The operation's goals", clause: "H3b" },
    ],
    purposes: [
      { code: "COMPETENCE", sv: "Kompetens", en: "Competence", clause: "H2" },
      { code: "EXPERIENCE", sv: "Erfarenhet", en: "Experience", clause: "H2" },
      { code: "ECONOMIC_RESOURCES", sv: "Ekonomiska resurser", en: "Economic resources", clause: "H2" },
    ],
    beneficiaryGroups: [
      { code: "PROFESSION", sv: "Profession", en: "Professions" },
      { code: "ASSOCIATIONS", sv: "Föreningsliv", en: "Associations" },
      { code: "RESIDENTS", sv: "Invånare", en: "Residents" },
    ],
    areas: [
      { code: "MONITORING_AND_INFLUENCE", sv: "Bevakning och påverkan", en: "Monitoring and influence", clause: "H5", registers: ["monitoringItem"] },
      { code: "INTERNATIONAL_COOPERATION", sv: "Internationellt samarbete", en: "International cooperation", clause: "H5", registers: ["visit", "exchangeActivity", "network", "partnerSearch"] },
    ],
  },
  programmes,
  obligations: [
    { clause: "H3a", evidence: "LOGGED_PROJECT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H4", evidence: "LOGGED_PROJECT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H3b", evidence: "PROJECTS_LINKED_TO_MUNICIPAL_GOAL", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H3b", evidence: "PROJECTS_LINKED_TO_UNIT_GOAL", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H5", evidence: "PROJECTS_STATE_AREA", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H10", evidence: "PROJECTS_FOLLOW_PRIORITY", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H18", evidence: "ALLOCATED_VISIT", for: ["EXECUTIVE_BOARD_PRESIDIUM"] },
    { clause: "H22a", evidence: "NOTIFIED_VISIT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H11", evidence: "ADOPTED_DOCUMENT", for: ["COUNCIL"] },
    { clause: "H13", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },
    { clause: "H2", evidence: "CLOSINGS_STATE_COMPETENCE", for: ["EXECUTIVE_BOARD"] },
    { clause: "H2", evidence: "CLOSINGS_STATE_RESOURCES", for: ["EXECUTIVE_BOARD"] },
    { clause: "H17", evidence: "DECIDED_PROFILE_AREAS", for: ["EXECUTIVE_BOARD"] },
    { clause: "H17", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },
    { clause: "H6", evidence: "MONITORING_ITEM", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H7", evidence: "INFLUENCE_ACTION", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H7", evidence: "INFLUENCE_IN_PRIORITIES", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H8", evidence: "READINESS_FOR_ITEMS", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H9", evidence: "MEMBERSHIP_PARTICIPATION", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H10", evidence: "NETWORKS_IN_PRIORITIES", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H16", evidence: "DECIDED_MEMBERSHIPS", for: ["EXECUTIVE_BOARD"] },
    { clause: "H21a", evidence: "NETWORK_NEEDS", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "H21b", evidence: "OWN_NETWORK_PARTICIPATION", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
  ],
  checklist,
  retention: { years: 7, from: "PROJECT_END", source: "Räkenskapsinformation sparas sju år efter räkenskapsårets kalenderår enligt lag (2018:597) om kommunal bokföring och redovisning; allmän kännedom, inte bekräftad", certainty: "medium" },
  retentionRules: [{ kind: "edition", outcome: "PRESERVE", years: null, source: "Arkivlagen (1990:782): handlingar gallras bara efter beslut. Att den fastställda årssammanställningen ska bevaras är allmän praxis, inte bekräftad i kommunens dokumenthanteringsplan", certainty: "medium" }],
  followUp: {
    signOff: { for: ["DEPARTMENT", "COMPANY"], clause: "H20", source: "Kommunens egen ordning, inget krav i riktlinjerna: nämnder och bolagsstyrelser har huvudansvaret, så svaret om året är deras. Inte bekräftad." },
    questions: [
      {
        code: "PERSPECTIVE",
        clause: "H3a",
        sv: "Hur har ni anlagt ett internationellt perspektiv på verksamheten i år?",
        en: "How have you taken an international perspective on your work this year?",
        helpSv: "Skriv vad ni gjorde, med vilka och vad det ledde till. Har ni inte gjort något, skriv det och varför.",
        helpEn: "Write what you did, with whom and what came of it. If you did nothing, say so and why.",
        required: true,
      },
      {
        code: "GOALS",
        clause: "H3b",
        sv: "Vilka av verksamhetens och kommunens mål har det internationella arbetet stött?",
        en: "Which of your own and the municipality's goals has the international work supported?",
        helpSv: "Nämn målen så som de står i er verksamhetsplan, och vad arbetet har betytt för vart och ett.",
        helpEn: "Name the goals as they stand in your plan, and what the work has meant for each of them.",
        required: true,
      },
      {
        code: "MONITORING",
        clause: "H6",
        sv: "Vad har ni följt på EU-nivå inom ert område, och vad har ni gjort av det?",
        en: "What have you followed at EU level within your field, and what have you done with it?",
        helpSv: "Nämn frågorna, om ni har försökt påverka dem och vilken beredskap ni har när de blir verklighet.",
        helpEn: "Name the matters, whether you have tried to influence them and how ready you are for them.",
        required: true,
      },
      {
        code: "NETWORKS",
        clause: "H21b",
        sv: "Vilka nätverk och samarbetsorganisationer har ni deltagit i, och vilka saknar ni?",
        en: "Which networks and organisations have you taken part in, and which do you lack?",
        helpSv: "Skriv vad ni har haft ut av vart och ett, och om något inte längre behövs.",
        helpEn: "Write what you got from each of them, and whether one is no longer needed.",
        required: true,
      },
      {
        code: "VISITS",
        clause: "H22a",
        sv: "Vilka internationella besök har ni tagit emot, och när informerade ni kommunledningen om dem?",
        en: "Which international visits have you received, and when did you inform the central office of them?",
        helpSv: "Stämmer inte siffran ovan, skriv vilka besök som saknas i registret.",
        helpEn: "If the figure above is wrong, write which visits are missing from the register.",
        required: true,
      },
      {
        code: "BENEFIT",
        clause: "H2",
        sv: "Vilken kompetens, vilka erfarenheter och vilka pengar har arbetet tillfört?",
        en: "What competence, experience and money has the work brought?",
        helpSv: "Skriv vad som är annorlunda nu, och hur ni vet det.",
        helpEn: "Write what is different now, and how you know.",
        required: true,
      },
      {
        code: "NEXT_YEAR",
        clause: null,
        sv: "Vad vill ni göra nästa år?",
        en: "What do you want to do next year?",
        helpSv: "Nämn ansökningar, besök och samarbeten som ni tänker på, också de som inte är bestämda.",
        helpEn: "Name applications, visits and partnerships that you have in mind, also those not decided on.",
        required: false,
      },
    ],
  },
});
