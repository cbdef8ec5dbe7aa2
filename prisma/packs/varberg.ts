import { definePack } from "./pack";
import { checklist } from "./checklist";
import { programmes } from "./programmes";

const documentText = `Kommunledningsstaben

Varberg i omvärlden - Internationell policy för Varbergs kommun - nämnder och bolag

Ökad internationalisering och medlemskapet i EU har gjort att Varbergs kommun påverkas i allt högre utsträckning av omvärlden. Internationella kontakter och samarbeten blir allt viktigare.

Det internationella arbetet skapar mervärde för kommunen och invånarna, bidrar till mångfald och till att skapa förutsättningar för en fredlig och demokratisk samhällsutveckling, stabilitet och hållbar tillväxt. Kunskap och förståelse för andra kulturer är betydelsefullt för en god integration.

Kommunens aktiva deltagande i internationella samarbeten och projekt bidrar till att uppfylla kommunens generella mål att vara en attraktiv kommun att bo, leva, besöka och verka i.

Kommunens internationella arbete är ett verktyg som skall bidra till att uppfylla såväl övergripande mål som verksamheternas mål. Det internationella perspektivet skall vara en integrerad del i alla kommunens verksamheter och skall tillföra kompetens och erfarenheter i syfte att stödja verksamhetsutveckling.

- I kommunens utvecklingsarbete skall möjligheten till internationellt samarbete och extern medfinansiering alltid prövas.
- Kommunen skall ingå i relevanta internationella nätverk och vara aktiva i sökandet efter samarbetspartners.
- Kommunens vänortssamarbete skall fokusera på nytta och utbyte för såväl profession som för kommunens föreningsliv och invånare.
- Kommunens internationella aktiviteter som kommer barn och unga till del, skall särskilt prioriteras

Organisation och ansvar

Kommunfullmäktige antar internationell policy för Varbergs kommun och fattar beslut om nya vänorter. Kommunfullmäktiges presidium och kommunstyrelsens presidium fördelar mellan sig uppgiften att representera kommunen vid internationella besök och arrangemang.

Kommunstyrelsen svarar för strategisk ledning och samordning av det internationella arbetet samt för årlig uppföljning och sammanställning. Kompetens inom EU-projektekonomi och administration finns som stöd till förvaltningar och bolag.

Nämnder/förvaltningar/styrelser/bolag ansvarar för att internationellt utvecklingsarbete integreras i verksamheten och att internationellt samarbete och medfinansiering prövas i arbetet med att utveckla den egna verksamheten. Nämnder och bolag har eget ekonomiskt ansvar för sitt internationella arbete.

En kontaktperson utses som ges utrymme och möjlighet att ansvara för att sprida kunskap och information inom förvaltningen om de internationella möjligheterna och inspirera till att utvecklingsprojekt söks och genomförs. Kontaktpersonerna skall ges möjlighet till gemensam och individuell kompetensutveckling inom området. Kompetensutveckling skall också erbjudas övriga anställda.

I den **Internationella arbetsgruppen** ingår förvaltningarnas och bolagens kontaktpersoner. Gruppen samordnas från kommunledningsstaben. Kommunens ledningsgrupp beslutar om den internationella arbetsgruppens uppdrag och mandat.`;

const beginning = "Varberg i omvärlden";
const organisation = "Organisation och ansvar";

export default definePack({
  id: "varberg",
  municipality: {
    name: "Varbergs kommun",
    shortName: "Varberg",
    genitive: "Varbergs kommuns",
    shortGenitive: "Varbergs",
    organisationNumber: "212000-1249",
    organisationNumberCertainty: "high",
    profile: {
      light: {
        profile: "#12436a",
        onProfile: "#ffffff",
        onProfileQuiet: "#c9dcea",
        profileHover: "#0c3252",
        profileText: "#0f4c7d",
        profileTint: "#e9f1f7",
        masthead: "#12436a",
        onMasthead: "#ffffff",
        onMastheadQuiet: "#c9dcea",
      },
      dark: {
        profile: "#8fc4ec",
        onProfile: "#0a1c2b",
        onProfileQuiet: "#0a1c2b",
        profileHover: "#b4d8f3",
        profileText: "#93c6ed",
        profileTint: "#15293a",
        masthead: "#12304a",
        onMasthead: "#ffffff",
        onMastheadQuiet: "#c9dcea",
      },
    },
  },
  document: {
    type: "POLICY",
    title: "Varberg i omvärlden - Internationell policy för Varbergs kommun - nämnder och bolag",
    shortTitle: "Internationell policy",
    responsibleOffice: "Kommunledningsstaben",
    caseNumber: "KS 2011/0050-3",
    datedOn: "2011-01-31",
    adoptedOn: null,
    adoptedBy: null,
    version: "2011",
    language: "sv",
    note:
      "Texten är en tjänsteskrivelse till kommunstyrelsens arbetsutskott. Kommunen skriver att policyn har gällt sedan 2011; " +
      "dag och paragraf för fullmäktiges beslut är inte kända.",
  },
  documentText,
  coordinatingOffice: { name: "Kommunledningsstaben", aliases: [] },
  chapters: [
    { heading: beginning, level: 1 },
    { heading: organisation, level: 1 },
  ],
  clauses: [
    { number: "V1", kind: "role", chapter: null, quotation: "Kommunledningsstaben", module: null },
    { number: "V2", kind: "mandate", alsoKind: "role", chapter: beginning, quotation: "Internationell policy för Varbergs kommun - nämnder och bolag", holder: "nämnder och bolag", module: "coverage" },
    {
      number: "V3",
      kind: "context",
      chapter: beginning,
      quotation: "Ökad internationalisering och medlemskapet i EU har gjort att Varbergs kommun påverkas i allt högre utsträckning av omvärlden.",
      module: null,
    },
    { number: "V4", kind: "context", chapter: beginning, quotation: "Internationella kontakter och samarbeten blir allt viktigare.", module: null },
    { number: "V5a", kind: "goal", chapter: beginning, quotation: "Det internationella arbetet skapar mervärde för kommunen och invånarna", module: "goals" },
    {
      number: "V5b",
      kind: "goal",
      chapter: beginning,
      quotation: "Det internationella arbetet … bidrar till mångfald och till att skapa förutsättningar för en fredlig och demokratisk samhällsutveckling, stabilitet och hållbar tillväxt.",
      module: "goals",
    },
    { number: "V6", kind: "goal", chapter: beginning, quotation: "Kunskap och förståelse för andra kulturer är betydelsefullt för en god integration.", module: "goals" },
    {
      number: "V7",
      kind: "goal",
      chapter: beginning,
      quotation:
        "Kommunens aktiva deltagande i internationella samarbeten och projekt bidrar till att uppfylla kommunens generella mål att vara en attraktiv kommun att bo, leva, besöka och verka i.",
      module: "membershipParticipation",
    },
    {
      number: "V8a",
      kind: "duty",
      chapter: beginning,
      quotation: "Kommunens internationella arbete är ett verktyg som skall bidra till att uppfylla såväl övergripande mål",
      module: "goals",
    },
    {
      number: "V8b",
      kind: "duty",
      chapter: beginning,
      quotation: "Kommunens internationella arbete är ett verktyg som skall bidra till att uppfylla … verksamheternas mål.",
      module: "goals",
    },
    { number: "V9a", kind: "duty", chapter: beginning, quotation: "Det internationella perspektivet skall vara en integrerad del i alla kommunens verksamheter", module: "coverage" },
    { number: "V9b", kind: "goal", chapter: beginning, quotation: "Det internationella perspektivet … skall tillföra kompetens och erfarenheter i syfte att stödja verksamhetsutveckling.", module: "goals" },
    {
      number: "V10a",
      kind: "duty",
      chapter: beginning,
      quotation: "I kommunens utvecklingsarbete skall möjligheten till internationellt samarbete … alltid prövas.",
      module: "examinations",
    },
    {
      number: "V10b",
      kind: "duty",
      chapter: beginning,
      quotation: "I kommunens utvecklingsarbete skall möjligheten till … extern medfinansiering alltid prövas.",
      module: "examinations",
    },
    { number: "V11a", kind: "duty", chapter: beginning, quotation: "Kommunen skall ingå i relevanta internationella nätverk", module: "networks" },
    { number: "V11b", kind: "duty", chapter: beginning, quotation: "Kommunen skall … vara aktiva i sökandet efter samarbetspartners.", module: "partnerSearch" },
    { number: "V12a", kind: "duty", chapter: beginning, quotation: "Kommunens vänortssamarbete skall fokusera på nytta och utbyte för såväl profession", module: "twinTownBenefit" },
    {
      number: "V12b",
      kind: "duty",
      chapter: beginning,
      quotation: "Kommunens vänortssamarbete skall fokusera på nytta och utbyte … för kommunens föreningsliv",
      module: "twinTownBenefit",
    },
    {
      number: "V12c",
      kind: "duty",
      chapter: beginning,
      quotation: "Kommunens vänortssamarbete skall fokusera på nytta och utbyte för … invånare.",
      module: "twinTownBenefit",
    },
    {
      number: "V13",
      kind: "duty",
      chapter: beginning,
      quotation: "Kommunens internationella aktiviteter som kommer barn och unga till del, skall särskilt prioriteras",
      module: "childrenAndYouth",
    },
    { number: "V14a", kind: "mandate", chapter: organisation, quotation: "Kommunfullmäktige antar internationell policy för Varbergs kommun", holder: "Kommunfullmäktige", module: null },
    { number: "V14b", kind: "mandate", chapter: organisation, quotation: "Kommunfullmäktige … fattar beslut om nya vänorter.", holder: "Kommunfullmäktige", module: null },
    {
      number: "V15",
      kind: "mandate",
      chapter: organisation,
      quotation:
        "Kommunfullmäktiges presidium och kommunstyrelsens presidium fördelar mellan sig uppgiften att representera kommunen vid internationella besök och arrangemang.",
      holder: "Kommunfullmäktiges presidium och kommunstyrelsens presidium",
      module: "visitsShared",
    },
    {
      number: "V16a",
      kind: "mandate",
      chapter: organisation,
      quotation: "Kommunstyrelsen svarar för strategisk ledning och samordning av det internationella arbetet",
      holder: "Kommunstyrelsen",
      module: null,
    },
    { number: "V16b", kind: "duty", chapter: organisation, quotation: "Kommunstyrelsen svarar … för årlig uppföljning", module: "yearlyFollowUp" },
    { number: "V16c", kind: "duty", chapter: organisation, quotation: "Kommunstyrelsen svarar … för årlig … sammanställning.", module: "yearlyFollowUp" },
    {
      number: "V17",
      kind: "resource",
      chapter: organisation,
      quotation: "Kompetens inom EU-projektekonomi och administration finns som stöd till förvaltningar och bolag.",
      module: "economySupport",
    },
    {
      number: "V18a",
      kind: "duty",
      chapter: organisation,
      quotation: "Nämnder/förvaltningar/styrelser/bolag ansvarar för att internationellt utvecklingsarbete integreras i verksamheten",
      module: "coverage",
    },
    {
      number: "V18b",
      kind: "duty",
      chapter: organisation,
      quotation: "Nämnder/förvaltningar/styrelser/bolag ansvarar för … att internationellt samarbete … prövas i arbetet med att utveckla den egna verksamheten.",
      module: "examinations",
    },
    {
      number: "V18c",
      kind: "duty",
      chapter: organisation,
      quotation: "Nämnder/förvaltningar/styrelser/bolag ansvarar för … att … medfinansiering prövas i arbetet med att utveckla den egna verksamheten.",
      module: "examinations",
    },
    { number: "V19", kind: "mandate", chapter: organisation, quotation: "Nämnder och bolag har eget ekonomiskt ansvar för sitt internationella arbete.", holder: "Nämnder och bolag", module: "unitEconomy" },
    { number: "V20a", kind: "duty", chapter: organisation, quotation: "En kontaktperson utses", module: "contactPersons" },
    { number: "V20b", kind: "resource", chapter: organisation, quotation: "En kontaktperson utses som ges utrymme och möjlighet", module: "contactPersons" },
    {
      number: "V20c",
      kind: "duty",
      chapter: organisation,
      quotation: "En kontaktperson … ges utrymme och möjlighet att ansvara för att sprida kunskap och information inom förvaltningen om de internationella möjligheterna",
      module: "contactPersons",
    },
    { number: "V20d", kind: "duty", chapter: organisation, quotation: "En kontaktperson … ges utrymme och möjlighet att … inspirera till att utvecklingsprojekt söks och genomförs.", module: "contactPersons" },
    { number: "V21a", kind: "duty", chapter: organisation, quotation: "Kontaktpersonerna skall ges möjlighet till gemensam … kompetensutveckling inom området.", module: "competence" },
    { number: "V21b", kind: "duty", chapter: organisation, quotation: "Kontaktpersonerna skall ges möjlighet till … individuell kompetensutveckling inom området.", module: "competence" },
    { number: "V22", kind: "duty", chapter: organisation, quotation: "Kompetensutveckling skall också erbjudas övriga anställda.", module: "competence" },
    {
      number: "V23",
      kind: "role",
      chapter: organisation,
      quotation: "I den Internationella arbetsgruppen ingår förvaltningarnas och bolagens kontaktpersoner.",
      module: "workingGroup",
    },
    { number: "V24", kind: "role", chapter: organisation, quotation: "Gruppen samordnas från kommunledningsstaben.", module: "workingGroup" },
    {
      number: "V25",
      kind: "mandate",
      chapter: organisation,
      quotation: "Kommunens ledningsgrupp beslutar om den internationella arbetsgruppens uppdrag och mandat.",
      holder: "Kommunens ledningsgrupp",
      module: "workingGroup",
    },
    { number: "V26", kind: "role", chapter: organisation, quotation: "Organisation och ansvar", module: null },
  ],
  modules: {
    coverage: { state: "required", clause: "V9a" },
    goals: { state: "required", clause: "V8a" },
    contactPersons: { state: "required", clause: "V20a" },
    workingGroup: { state: "required", clause: "V23" },
    competence: { state: "required", clause: "V21a" },
    economySupport: { state: "required", clause: "V17" },
    unitEconomy: { state: "required", clause: "V19" },
    examinations: { state: "required", clause: "V10a" },
    partnerSearch: { state: "required", clause: "V11b" },
    networks: { state: "required", clause: "V11a" },
    // The policy speaks of active participation in a goal, not in a duty.
    membershipParticipation: { state: "optional", clause: "V7" },
    networkNeeds: { state: "off", clause: null },
    childrenAndYouth: { state: "required", clause: "V13" },
    twinTownBenefit: { state: "required", clause: "V12a" },
    visitsShared: { state: "required", clause: "V15" },
    visitConsultation: { state: "off", clause: null },
    visitInformation: { state: "off", clause: null },
    monitoring: { state: "off", clause: null },
    profileAreas: { state: "off", clause: null },
    twoAreas: { state: "off", clause: null },
    yearlyFollowUp: { state: "required", clause: "V16b" },
  },
  mandateRules: [
    {
      id: "policy",
      clause: "V14a",
      matters: ["ADOPT_GOVERNING_DOCUMENT", "REVISE_GOVERNING_DOCUMENT"],
      effect: "DECIDES",
      holders: ["COUNCIL"],
      when: { op: "=", fact: "documentType", value: "POLICY" },
    },
    { id: "new-twin-town", clause: "V14b", matters: ["ENTER_TOWN_RELATION"], effect: "DECIDES", holders: ["COUNCIL"], when: { op: "=", fact: "relationKind", value: "TWIN_TOWN" } },
    // Where the municipality is not represented, the policy says nothing.
    {
      id: "representation",
      clause: "V15",
      matters: ["RECEIVE_VISIT", "MAKE_VISIT", "HOLD_EVENT"],
      effect: "DECIDES",
      holders: ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"],
      when: { op: "=", fact: "needsRepresentation", value: true },
    },
    // “Svarar för” is responsibility, and no right to decide.
    { id: "strategic-leadership", clause: "V16a", matters: ["DECIDE_STRATEGIC_PRIORITIES", "COORDINATE"], effect: "ANSWERS_FOR", holders: ["EXECUTIVE_BOARD"] },
    { id: "yearly-follow-up", clause: "V16b", matters: ["FOLLOW_UP_YEAR"], effect: "ANSWERS_FOR", holders: ["EXECUTIVE_BOARD"] },
    { id: "yearly-summary", clause: "V16c", matters: ["COMPILE_YEAR"], effect: "ANSWERS_FOR", holders: ["EXECUTIVE_BOARD"] },
    {
      id: "own-projects",
      clause: "V18a",
      matters: ["START_PROJECT", "APPLY_FOR_PROJECT", "CHANGE_PROJECT", "END_PROJECT"],
      effect: "ANSWERS_FOR",
      holders: ["OWN_POLITICAL_BODY"],
    },
    {
      id: "own-projects-economy",
      clause: "V19",
      matters: ["START_PROJECT", "APPLY_FOR_PROJECT", "CHANGE_PROJECT", "END_PROJECT"],
      effect: "ANSWERS_FOR",
      holders: ["OWN_POLITICAL_BODY"],
    },
    {
      id: "own-memberships",
      clause: "V18a",
      matters: ["JOIN_NETWORK", "LEAVE_NETWORK"],
      effect: "ANSWERS_FOR",
      holders: ["OWN_POLITICAL_BODY"],
      when: { op: "=", fact: "scope", value: "OWN_FIELD" },
    },
    {
      id: "own-memberships-economy",
      clause: "V19",
      matters: ["JOIN_NETWORK", "LEAVE_NETWORK"],
      effect: "ANSWERS_FOR",
      holders: ["OWN_POLITICAL_BODY"],
      when: { op: "=", fact: "scope", value: "OWN_FIELD" },
    },
    { id: "working-group", clause: "V25", matters: ["SET_WORKING_GROUP_ASSIGNMENT"], effect: "DECIDES", holders: ["MANAGEMENT_GROUP"] },
  ],
  taxonomies: {
    projectTypes: [
      { code: "INDIVIDUAL_EXCHANGE", sv: "Individuellt utbytesprojekt", en: "Individual exchange project" },
      { code: "PARTNERSHIP", sv: "Partnerskapsprojekt", en: "Partnership project" },
      { code: "DEVELOPMENT", sv: "Utvecklingsprojekt", en: "Development project" },
      { code: "RESEARCH", sv: "Forskningsprojekt", en: "Research project" },
    ],
    municipalGoals: [
      { code: "RESIDE", sv: "Attraktiv att bo i", en: "Attractive to reside in", clause: "V7" },
      { code: "LIVE", sv: "Attraktiv att leva i", en: "Attractive to live in", clause: "V7" },
      { code: "VISIT", sv: "Attraktiv att besöka", en: "Attractive to visit", clause: "V7" },
      { code: "WORK", sv: "Attraktiv att verka i", en: "Attractive to work and do business in", clause: "V7" },
    ],
    purposes: [
      { code: "DIVERSITY", sv: "Mångfald", en: "Diversity", clause: "V5b" },
      { code: "PEACE_AND_DEMOCRACY", sv: "Fred och demokrati", en: "Peace and democracy", clause: "V5b" },
      { code: "STABILITY", sv: "Stabilitet", en: "Stability", clause: "V5b" },
      { code: "SUSTAINABLE_GROWTH", sv: "Hållbar tillväxt", en: "Sustainable growth", clause: "V5b" },
      { code: "INTEGRATION", sv: "Integration och förståelse för andra kulturer", en: "Integration and understanding of other cultures", clause: "V6" },
    ],
    beneficiaryGroups: [
      { code: "PROFESSION", sv: "Profession", en: "Professions" },
      { code: "ASSOCIATIONS", sv: "Föreningsliv", en: "Associations" },
      { code: "RESIDENTS", sv: "Invånare", en: "Residents" },
    ],
    areas: [],
  },
  programmes,
  obligations: [
    { clause: "V20a", evidence: "CURRENT_CONTACT_PERSON", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V20b", evidence: "CONFIRMED_CONTACT_PERSON_TIME", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V21a", evidence: "JOINT_COMPETENCE", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V21b", evidence: "INDIVIDUAL_COMPETENCE", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V22", evidence: "STAFF_COMPETENCE", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V9a", evidence: "LOGGED_PROJECT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V8a", evidence: "PROJECTS_LINKED_TO_MUNICIPAL_GOAL", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V8b", evidence: "PROJECTS_LINKED_TO_UNIT_GOAL", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V12a", evidence: "TOWN_EXCHANGES_FOR_PROFESSION", for: ["EXECUTIVE_BOARD"] },
    { clause: "V12b", evidence: "TOWN_EXCHANGES_FOR_ASSOCIATIONS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V12c", evidence: "TOWN_EXCHANGES_FOR_RESIDENTS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V13", evidence: "PROJECTS_STATE_CHILDREN_AND_YOUTH", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V19", evidence: "PROJECTS_STATE_PAYING_UNIT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V16c", evidence: "FROZEN_SUMMARY", for: ["EXECUTIVE_BOARD"] },
    { clause: "V16b", evidence: "UNIT_STATEMENT", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V15", evidence: "ALLOCATED_VISIT", for: ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"] },
    { clause: "V14a", evidence: "ADOPTED_DOCUMENT", for: ["COUNCIL"] },
    { clause: "V23", evidence: "WORKING_GROUP_MEMBERS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V24", evidence: "WORKING_GROUP_MEETINGS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V25", evidence: "WORKING_GROUP_ASSIGNMENT", for: ["MANAGEMENT_GROUP"] },
    { clause: "V11a", evidence: "NETWORK_MEMBERSHIP", for: ["EXECUTIVE_BOARD"] },
    { clause: "V11a", evidence: "VALUED_MEMBERSHIPS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V11b", evidence: "PARTNER_SEARCH", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V20c", evidence: "INFORMATION_ACTIVITY", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V20d", evidence: "DEVELOPMENT_INITIATIVE", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V10a", evidence: "COOPERATION_EXAMINED", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V10b", evidence: "FUNDING_EXAMINED", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V18b", evidence: "COOPERATION_EXAMINED", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V18c", evidence: "FUNDING_EXAMINED", for: ["OFFICE", "DEPARTMENT", "COMPANY"] },
    { clause: "V16a", evidence: "STRATEGIC_PRIORITIES", for: ["EXECUTIVE_BOARD"] },
    { clause: "V16a", evidence: "COORDINATION_LOG", for: ["EXECUTIVE_BOARD"] },
    { clause: "V5a", evidence: "PROJECT_CLOSINGS", for: ["EXECUTIVE_BOARD"] },
    { clause: "V17", evidence: "ECONOMY_SUPPORT", for: ["EXECUTIVE_BOARD"] },
    { clause: "V9b", evidence: "CLOSINGS_STATE_COMPETENCE", for: ["EXECUTIVE_BOARD"] },
  ],
  checklist,
  retention: { years: 7, from: "PROJECT_END", source: "Räkenskapsinformation sparas sju år efter räkenskapsårets kalenderår enligt lag (2018:597) om kommunal bokföring och redovisning; allmän kännedom, inte bekräftad", certainty: "medium" },
  retentionRules: [{ kind: "edition", outcome: "PRESERVE", years: null, source: "Arkivlagen (1990:782): handlingar gallras bara efter beslut. Att den fastställda årssammanställningen ska bevaras är allmän praxis, inte bekräftad i kommunens dokumenthanteringsplan", certainty: "medium" }],
  followUp: {
    contactsClause: "V4",
    questions: [
      {
        code: "INTEGRATION",
        clause: "V9a",
        sv: "Hur har det internationella perspektivet varit en del av er verksamhet i år?",
        en: "How has the international perspective been a part of your work this year?",
        helpSv: "Skriv vad ni gjorde, med vilka och vad det ledde till. Har ni inte gjort något, skriv det och varför.",
        helpEn: "Write what you did, with whom and what came of it. If you did nothing, say so and why.",
        required: true,
      },
      {
        code: "GOALS",
        clause: "V8b",
        sv: "Vilka av era egna mål har det internationella arbetet bidragit till?",
        en: "Which of your own goals has the international work contributed to?",
        helpSv: "Nämn målen så som de står i er verksamhetsplan, och vad arbetet har betytt för vart och ett.",
        helpEn: "Name the goals as they stand in your plan, and what the work has meant for each of them.",
        required: true,
      },
      {
        code: "EXAMINATIONS",
        clause: "V10a",
        sv: "När har ni prövat om utvecklingsarbete kunde göras tillsammans med andra länder eller med pengar utifrån?",
        en: "When have you examined whether development work could be done with other countries or with external money?",
        helpSv: "Nämn utvecklingsarbetet, vad ni kom fram till och varför. Också ett nej med skäl är en prövning.",
        helpEn: "Name the development work, what you concluded and why. A no with its reason is an examination too.",
        required: true,
      },
      {
        code: "PARTNERS",
        clause: "V11b",
        sv: "Vilka nätverk har ni varit aktiva i, och vilka samarbetspartner har ni sökt?",
        en: "Which networks have you been active in, and which partners have you looked for?",
        helpSv: "Nämn möten, förfrågningar och svar. Skriv om ett nätverk inte längre är värt sin avgift.",
        helpEn: "Name meetings, requests and answers. Say so if a network is no longer worth its fee.",
        required: true,
      },
      {
        code: "CHILDREN_AND_YOUTH",
        clause: "V13",
        sv: "Hur har det internationella arbetet kommit barn och unga till del?",
        en: "How has the international work reached children and young people?",
        helpSv: "Skriv ungefär hur många och i vilka åldrar. Skriv inga namn.",
        helpEn: "Write roughly how many and of what ages. Write no names.",
        required: true,
      },
      {
        code: "BENEFIT",
        clause: "V5a",
        sv: "Vilken nytta har invånarna och verksamheten haft av arbetet?",
        en: "What benefit have residents and your own work had of it?",
        helpSv: "Skriv vad som är annorlunda nu, och hur ni vet det.",
        helpEn: "Write what is different now, and how you know.",
        required: true,
      },
      {
        code: "CONTACT_PERSON_TIME",
        clause: "V20b",
        sv: "Har kontaktpersonen fått det utrymme som uppdraget kräver?",
        en: "Has the contact person been given the time that the task takes?",
        helpSv: "Skriv hur mycket tid det blev, vad den användes till och vad som har saknats.",
        helpEn: "Write how much time it came to, what it was used for and what has been missing.",
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
