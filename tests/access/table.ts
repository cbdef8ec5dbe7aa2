/**
 * Who may what, written by hand from the frame that the municipality decided on. It imports no policy: where the two disagree,
 * one of them is wrong. What is not listed here is refused, and an export without a row fails the tests.
 */

/** Everybody who can be signed in; `nobody` has a way in, but neither role, seat nor appointment. */
export const COLUMNS = [
  "contact",
  "deputy",
  "member",
  "manager",
  "secretary",
  "coordinator",
  "presidium",
  "presidiumSecretary",
  "board",
  "council",
  "auditor",
  "reader",
  "administrator",
  "nobody",
] as const;
export type Column = (typeof COLUMNS)[number];

/**
 * What the attempt is about. Own: of the unit that the first four columns belong to (the secretary's committee is above it).
 * Restricted: a confidential record, in the own unit or elsewhere. Inherited: a confidential one of a unit that has gone up into the own one.
 * Archived: no longer in the register, in the own unit.
 * Mine: the actor's own draft, account or person.
 */
export const SITUATIONS = ["own", "other", "restricted", "restrictedElsewhere", "inherited", "archived", "mine"] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What an allowed attempt leaves behind: an entry in the audit trail, a change of drafts alone, a mark that something has been read, or nothing at all. */
export type Leaves = "audit" | "draft" | "mark" | "nothing";

export interface Row {
  leaves: Leaves;
  cells: Partial<Record<Situation, string>>;
}

/*
 * A allowed · F forbidden: may see it, may not do this · N not found: may not see it · R refused by a rule of the records
 * V is among what is answered · H is not
 *
 *                     contact deputy member manager secretary coordinator presidium its-secretary board council auditor reader administrator nobody
 */
const everyone = "                A A A A A A A A A A A A A A";
const everyoneIsShown = "         V V V V V V V V V V V V V V";
const nobody = "                  F F F F F F F F F F F F F F";
const administrator = "           F F F F F F F F F F F F A F";
const office = "                  F F F F F A F F F F F F A F";
const coordinator = "             F F F F F A F F F F F F F F";

// A project: read by all while it is open, written by its unit and the office, and by those named in it.
const unitWrites = "              A A F F F A F F F F F F F F";
const unitAndMembersWrite = "     A A A F F A F F F F F F F F";
const restrictedForReading = "    A A A N N A N N N N N N N N";
const restrictedForUnit = "       A A F N N A N N N N N N N N";
const restrictedElsewhere = "     N N N N N A N N N N N N N N";
// Out of the register: seen by those who may bring it back, and by those named in it; changed by nobody.
const archivedForReading = "      A A A N N A N N N N N N N N";
const archivedForWriting = "      F F F N N F N N N N N N N N";
const archivedForUnit = "         A A F N N A N N N N N N N N";

// A statement on its way: its unit's, its manager's and the office's.
const statementOfUnit = "         A A N A N A N N N N N N N N";
const statementElsewhere = "      N N N N N A N N N N N N N N";
const ofUnitIsShown = "           V V H V H V H H H H H H H H";
const elsewhereIsShown = "        H H H H H V H H H H H H H H";

// A draft: its author's, the unit's and the office's.
const draftOfUnit = "             A A N N N A N N N N N N N N";
const draftElsewhere = "          N N N N N A N N N N N N N N";

// A year's summary: the office's to write, the executive board's to follow; for others there is none until it is frozen.
const followsSummary = "          N N N N N A A A A N N N N N";
const addsToEdition = "         F F F F F A F F F F F F F F";
const writesSummary = "           N N N N N A F F F N N N N N";

// A draft of a governing document: the administrator's to change, and the office's to read beside it.
const readsDraft = "              N N N N N A N N N N N N A N";
const changesDraft = "            N N N N N F N N N N N N A N";
const draftIsShown = "            H H H H H V H H H H H H V H";

// Sign-in: the administrator's. That somebody else has an account is not even seen.
const accountOfAnother = "        N N N N N N N N N N N N A N";

// A calendar is followed by oneself: a unit's by its people and manager, and any by the office. That somebody else follows one is not even seen.
const followsOfUnit = "           A A F A F A F F F F F F F F";

// What somebody else is told is not even seen; the log of what is sent is the office's and the administrator's.
const notificationElsewhere = "   N N N N N N N N N N N N N N";
const readsMailLog = "            N N N N N A N N N N N N A N";
// The log is the administrator's and the auditor's; the program alone recounts it.
const readsLog = "                 N N N N N N N N N N A N A N";
const readsLogAndRecountsNone = "  N N N N N N N N N N F N F N";
const readsMailsAndSendsNone = "  N N N N N F N N N N N N F N";

const readProject: Row["cells"] = { own: everyone, other: everyone, restricted: restrictedForReading, restrictedElsewhere, inherited: restrictedForReading, archived: archivedForReading };
const editProject: Row["cells"] = { own: unitAndMembersWrite, other: coordinator, restricted: restrictedForReading, restrictedElsewhere, inherited: restrictedForReading, archived: archivedForWriting };
const listProject: Row["cells"] = {
  own: everyoneIsShown,
  other: everyoneIsShown,
  restricted: "                   V V V H H V H H H H H H H H",
  restrictedElsewhere: "          H H H H H V H H H H H H H H",
  inherited: "                    V V V H H V H H H H H H H H",
  archived: "                     H H H H H H H H H H H H H H",
};
// An archived project is not there to be closed, so there is none to list.
const listClosing: Row["cells"] = { ...listProject, archived: "                 H H H H H H H H H H H H H H" };
const ofUnitAndOfficeIsShown = "   V V H H H V H H H H H H H H";
const documentsOfProject: Row["cells"] = { ...listProject, restricted: ofUnitAndOfficeIsShown, inherited: ofUnitAndOfficeIsShown };
const commentOnProject: Row["cells"] = {
  own: "                       A A A A A A A A F F F F F F",
  other: "                     A A F A A A A A F F F F F F",
  restricted: restrictedForReading,
  restrictedElsewhere,
  inherited: restrictedForReading,
  archived: "                  A A F N N A N N N N N N N N",
};
// One that has been taken away, on a project out of the register: seen by those whose project it is.
const takenAwayComment = "        A A N N N A N N N N N N N N";
// The comment that is attempted is nobody's here.
const changeComment: Row["cells"] = {
  own: nobody,
  other: nobody,
  restricted: "                F F F N N F N N N N N N N N",
  restrictedElsewhere: "       N N N N N F N N N N N N N N",
  inherited: "                 F F F N N F N N N N N N N N",
  archived: "                  F F N N N F N N N N N N N N",
};
const takeCommentAway: Row["cells"] = {
  own: "                       A A A F F A F F F F F F F F",
  other: coordinator,
  restricted: restrictedForReading,
  restrictedElsewhere,
  inherited: restrictedForReading,
  archived: takenAwayComment,
};
const nobodyIsShown = "           H H H H H H H H H H H H H H";
const ofUnitIsShownToContacts = " V V H H H H H H H H H H H H";
const ofOpenProjects: Row["cells"] = { own: everyoneIsShown, other: everyoneIsShown, restricted: nobodyIsShown, restrictedElsewhere: nobodyIsShown, inherited: nobodyIsShown, archived: nobodyIsShown };
const nameMembers: Row["cells"] = { own: unitWrites, other: coordinator, restricted: restrictedForUnit, restrictedElsewhere, inherited: restrictedForUnit, archived: archivedForWriting };
const draft: Row["cells"] = { own: draftOfUnit, other: draftElsewhere, inherited: draftOfUnit, mine: everyone };

// A visit: read by all, written by its unit and the office. Representing at it is the presidium's and its secretary's alone.
const unitAndOfficeWrite = "      A A F F F A F F F F F F F F";
const presidiumActs = "           F F F F F F A A F F F F F F";
const presidiumIsRefused = "       F F F F F F R R F F F F F F";
const archivedVisitForPresidium = "F F N N N F N N N N N N N N";
const editVisit: Row["cells"] = { own: unitAndOfficeWrite, other: coordinator, archived: "                   F F N N N F N N N N N N N N" };
const representAtVisit: Row["cells"] = { own: presidiumActs, other: presidiumActs, archived: archivedVisitForPresidium };
// The action point that is attempted is the auditor's to do.
const settleVisitAction: Row["cells"] = {
  own: "                       A A F F F A F F F F A F F F",
  other: "                     F F F F F A F F F F A F F F",
  archived: "                  F F N N N F N N N N N N N N",
};
const listVisitAction: Row["cells"] = { own: "  H H H H H H H H H H V H H H", archived: nobodyIsShown };
// Names are erased at visits out of the register too.
const eraseVisitName: Row["cells"] = { own: unitAndOfficeWrite, other: coordinator, archived: "A A N N N A N N N N N N N N" };
const awaitedOfVisit: Row["cells"] = { own: ofUnitIsShownToContacts, other: nobodyIsShown, archived: nobodyIsShown };
const listVisit: Row["cells"] = {
  own: everyoneIsShown,
  other: everyoneIsShown,
  archived: "                     H H H H H H H H H H H H H H",
};
const readVisit: Row["cells"] = { own: everyone, other: everyone, archived: "                   A A N N N A N N N N N N N N" };

// A decision of the own committee: its secretary's and the office's to write. About a confidential project it is seen where the project is.
const minutesOfCommittee = "      F F F F A A F F F F F F F F";
const restrictedDecision = "      A A A N N A N N N N N N N N";
const restrictedMinutes = "       F F F N N A N N N N N N N N";
const listDecision: Row["cells"] = {
  own: everyoneIsShown,
  other: everyoneIsShown,
  restricted: "                   V V V H H V H H H H H H H H",
  restrictedElsewhere: "          H H H H H V H H H H H H H H",
  inherited: "                    V V V H H V H H H H H H H H",
  archived: "                     H H H H H H H H H H H H H H",
};
const readDecision: Row["cells"] = { own: everyone, other: everyone, restricted: restrictedDecision, restrictedElsewhere, inherited: restrictedDecision, archived: "                   N N N N A A N N N N N N N N" };
const writeDecision: Row["cells"] = { own: minutesOfCommittee, other: coordinator, restricted: restrictedMinutes, restrictedElsewhere, inherited: restrictedMinutes };

// A priority: read by all, written down by the office alone, whoever sets it. Out of the register it is the office's to see.
const archivedForOffice = "       N N N N N A N N N N N N N N";
const officeFindsOut = "          N N N N N F N N N N N N N N";
const readOfOffice: Row["cells"] = { own: everyone, archived: archivedForOffice };
const changeOfOffice: Row["cells"] = { own: coordinator, archived: officeFindsOut };
const listOfOffice: Row["cells"] = { own: everyoneIsShown, archived: "                     H H H H H H H H H H H H H H" };
// The contact person signs up and tells for itself alone, and the office for anybody.
const ofContactAndOffice = "      A F F F F A F F F F F F F F";
const ofUnitAndOffice = "         V V H H H V H H H H H H H H";
const forOfficeAlone: Row["cells"] = { own: "                        H H H H H V H H H H H H H H" };

const changeProgrammes: Row["cells"] = { own: office, archived: nobody };

// A partner, which belongs to no unit: read by all, kept by every contact person and the office; merged and put away by the office alone.
const keepPartner: Row["cells"] = { own: unitWrites, archived: officeFindsOut };

// A list that is about to be read in: its reader's alone. What has been read in the office sees too.
const ownList: Row["cells"] = { mine: "                    A A N N N A N N N N N N N N", other: "                    N N N N N N N N N N N N N N" };
const readList: Row["cells"] = { mine: "                   A A N N N A N N N N N N N N", other: "                    N N N N N A N N N N N N N N" };
// Merged by the office alone; out of the register it is its unit's to see as well.
const mergesTwo: Row["cells"] = { own: coordinator, archived: "                   F F N N N F N N N N N N N N" };
const partOfUnit: Row["cells"] = { own: unitAndOfficeWrite, other: coordinator };

const readsUnitTasks: Row["cells"] = { own: "             A A N A N A N N N N N N N N", other: restrictedElsewhere };
const doesUnitTask: Row["cells"] = { own: "               A A N F N A N N N N N N N N", other: restrictedElsewhere };

export const SERVICES: Readonly<Record<string, Row>> = {
  "imports/drafts.uploadList": { leaves: "draft", cells: { own: "                          A A N N N A N N N N N N N N" } },
  "imports/drafts.chooseSheet": { leaves: "draft", cells: ownList },
  "imports/drafts.tellColumns": { leaves: "draft", cells: ownList },
  "imports/drafts.answerRows": { leaves: "draft", cells: ownList },
  "imports/drafts.discardList": { leaves: "draft", cells: ownList },
  "imports/drafts.getDraft": { leaves: "nothing", cells: ownList },
  "imports/drafts.previewList": { leaves: "nothing", cells: ownList },
  "imports/drafts.listDrafts": { leaves: "nothing", cells: { mine: ofUnitAndOffice } },
  "imports/drafts.importableOf": { leaves: "nothing", cells: ownList },
  "imports/drafts.openDraft": { leaves: "nothing", cells: ownList },
  "imports/drafts.openList": { leaves: "nothing", cells: ownList },
  "imports/drafts.judgeAnew": { leaves: "nothing", cells: ownList },
  "imports.readIn": { leaves: "audit", cells: ownList },
  "imports.runImport": { leaves: "audit", cells: ownList },
  "imports/runs.startImport": { leaves: "draft", cells: ownList },
  "imports/runs.readList": { leaves: "audit", cells: ownList },
  "imports/runs.getRun": { leaves: "nothing", cells: ownList },
  "imports/runs.listRuns": { leaves: "nothing", cells: { mine: ofUnitAndOffice, other: "                    H H H H H H H H H H H H H H" } },
  "imports/runs.carryOutRuns": { leaves: "nothing", cells: { own: notificationElsewhere } },
  "imports.undoImport": { leaves: "audit", cells: readList },
  "imports.getImport": { leaves: "nothing", cells: readList },
  "imports.listImports": { leaves: "nothing", cells: { mine: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "merging.findMergeable": { leaves: "nothing", cells: { own: everyone } },
  // What is held, and by whose leave, each register says.
  "merging.mergeTwo": { leaves: "nothing", cells: { own: everyone } },
  "merging.separateOne": { leaves: "nothing", cells: { own: everyone } },
  "networks/merging.mergeNetwork": { leaves: "audit", cells: mergesTwo },
  "networks/merging.separateNetwork": { leaves: "audit", cells: mergesTwo },
  "town-relations/merging.mergeRelation": { leaves: "audit", cells: mergesTwo },
  "town-relations/merging.separateRelation": { leaves: "audit", cells: mergesTwo },
  "partners.addPartners": { leaves: "audit", cells: { own: unitWrites } },
  "partners/imports.judgePartnerRows": { leaves: "nothing", cells: { own: everyone } },
  "partners/imports.addPartnerRows": { leaves: "audit", cells: { own: unitWrites } },
  "partners/imports.listPointedToPartners": { leaves: "nothing", cells: { own: everyone } },
  "partners/imports.takeBackPartners": { leaves: "audit", cells: { own: coordinator } },
  "networks.addNetworks": { leaves: "audit", cells: partOfUnit },
  "networks.judgeNewNetworks": { leaves: "nothing", cells: { own: everyone } },
  "networks/imports.listNetworkImportFields": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "networks/imports.judgeNetworkRows": { leaves: "nothing", cells: { own: everyone } },
  "networks/imports.addNetworkRows": { leaves: "audit", cells: partOfUnit },
  "networks/imports.listPointedToNetworks": { leaves: "nothing", cells: { own: everyone } },
  "networks/imports.takeBackNetworks": { leaves: "audit", cells: partOfUnit },
  "town-relations/towns.putListedTown": { leaves: "audit", cells: editVisit },
  "town-relations.enterRelations": { leaves: "audit", cells: partOfUnit },
  "town-relations/imports.listRelationImportFields": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "town-relations/imports.judgeRelationRows": { leaves: "nothing", cells: { own: everyone } },
  "town-relations/imports.addRelationRows": { leaves: "audit", cells: partOfUnit },
  "town-relations/imports.listPointedToRelations": { leaves: "nothing", cells: { own: everyone } },
  "town-relations/imports.takeBackRelations": { leaves: "audit", cells: partOfUnit },
  "town-relations/findings.findAsked": { leaves: "nothing", cells: listVisit },
  "decisions/lost-decisions.mayRecordLost": { leaves: "nothing", cells: forOfficeAlone },
  "decisions/lost-decisions.recordLostDecisions": { leaves: "audit", cells: { own: coordinator } },
  "decisions/lost-decisions.takeBackLostDecisions": { leaves: "audit", cells: { own: coordinator } },
  "partners.listPartners": { leaves: "nothing", cells: listOfOffice },
  "partners.exportPartners": { leaves: "nothing", cells: listOfOffice },
  "partners.listPartnerCountries": { leaves: "nothing", cells: { own: everyone } },
  "partners.listSimilarPartners": { leaves: "nothing", cells: listOfOffice },
  "partners.listPlaces": { leaves: "nothing", cells: { own: "                       V V H H H V H H H H H H H H" } },
  "partners.getPartner": { leaves: "nothing", cells: readOfOffice },
  "partners.listPartnerHistory": { leaves: "nothing", cells: readOfOffice },
  "partners.getPartnerVersion": { leaves: "nothing", cells: keepPartner },
  "partners.addPartner": { leaves: "audit", cells: { own: unitWrites } },
  "partners.changePartner": { leaves: "audit", cells: keepPartner },
  "partners.renamePartner": { leaves: "audit", cells: keepPartner },
  "partners.dissolvePartner": { leaves: "audit", cells: keepPartner },
  "partners.mergePartner": { leaves: "audit", cells: changeOfOffice },
  // What lies where: no more than each register shows.
  "partners/map.listPlaced": { leaves: "nothing", cells: listProject },
  "projects/lists.listProjectPlaces": { leaves: "nothing", cells: listProject },
  "partners/towns.takeTown": { leaves: "audit", cells: { own: unitWrites } },
  "partners/towns.listTownsCalled": { leaves: "nothing", cells: { own: everyone } },
  "partners/connections.getConnections": { leaves: "nothing", cells: readOfOffice },
  "partners/connections.findAcquaintances": { leaves: "nothing", cells: listOfOffice },
  "projects/closings.getClosing": { leaves: "nothing", cells: readProject },
  "projects/closings.getClosingVersion": { leaves: "nothing", cells: editProject },
  "projects/closings.listLessons": { leaves: "nothing", cells: listClosing },
  "projects/closings.exportLessons": { leaves: "nothing", cells: listClosing },
  "projects/closings.countClosings": { leaves: "nothing", cells: listClosing },
  "projects/closings.listLessonYears": { leaves: "nothing", cells: { own: everyone } },
  "projects/closings.saveClosing": { leaves: "audit", cells: editProject },
  "projects/closings.removeClosing": { leaves: "audit", cells: editProject },
  "projects/hints.listHints": { leaves: "nothing", cells: listProject },
  "projects/partners.listProjectPartners": { leaves: "nothing", cells: readProject },
  "projects/partners.linkProjectPartner": { leaves: "audit", cells: editProject },
  "projects/lists.listPartneredProjects": { leaves: "nothing", cells: listProject },
  // People at a partner: that a unit knows someone is everyone's to see, who it is its own and the office's.
  "partners/contacts.listContacts": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "partners/contacts.countContacts": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "partners/contacts.listContactUnits": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "partners/contacts.listContactsDue": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "partners/contacts.getContact": { leaves: "nothing", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "partners/contacts.addContact": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "partners/contacts.changeContact": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "partners/contacts.eraseContact": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  // The program's own, at night; for anyone else it finds nothing that has expired.
  "partners/contacts.eraseExpiredContacts": { leaves: "nothing", cells: { own: everyone } },
  // A search for a partner: read by all, written by the unit whose it is and the office.
  "partners/searches.listSearches": { leaves: "nothing", cells: listVisit },
  "partners/searches.exportSearches": { leaves: "nothing", cells: listVisit },
  "partners/searches.listSearchYears": { leaves: "nothing", cells: { own: everyone } },
  "partners/searches.listSearchesAbout": { leaves: "nothing", cells: listVisit },
  "partners/searches.countActiveSearches": { leaves: "nothing", cells: listVisit },
  "partners/searches.listSearchesDue": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "", archived: "                   H H H H H H H H H H H H H H" } },
  "partners/searches.getSearch": { leaves: "nothing", cells: readVisit },
  "partners/searches.listSearchHistory": { leaves: "nothing", cells: readVisit },
  "partners/searches.getSearchVersion": { leaves: "nothing", cells: editVisit },
  "partners/searches.loadSearchChoices": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  // Of the projects that the actor may see.
  "partners/searches.offerProjects": { leaves: "nothing", cells: listProject },
  "partners/searches.logSearch": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "partners/searches.changeSearch": { leaves: "audit", cells: editVisit },
  "partners/searches.concludeSearch": { leaves: "audit", cells: editVisit },
  "partners/searches.archiveSearch": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" } },
  "partners.archivePartner": { leaves: "audit", cells: { own: coordinator, archived: archivedForOffice } },
  // The log: tasks are asked of the office, and of the unit that they concern.
  "coordination.listEntries": { leaves: "nothing", cells: listOfOffice },
  "coordination.exportEntries": { leaves: "nothing", cells: listOfOffice },
  "coordination.listEntryYears": { leaves: "nothing", cells: { own: everyone } },
  "coordination.getEntry": { leaves: "nothing", cells: readOfOffice },
  "coordination.listEntryHistory": { leaves: "nothing", cells: readOfOffice },
  "coordination.getEntryVersion": { leaves: "nothing", cells: changeOfOffice },
  // What is written about a record: read where that is, and written by those who take part in the work; each changes its own.
  "comments.listCommentsOf": { leaves: "nothing", cells: readProject },
  "comments.prepareComment": { leaves: "nothing", cells: commentOnProject },
  "comments.getOwnComment": { leaves: "nothing", cells: changeComment },
  "comments.getCommentHistory": { leaves: "nothing", cells: { ...readProject, archived: takenAwayComment } },
  "comments.writeComment": { leaves: "audit", cells: commentOnProject },
  "comments.changeComment": { leaves: "audit", cells: changeComment },
  "comments.archiveComment": { leaves: "audit", cells: takeCommentAway },
  // A document lies with a record, here a project, and is whose the record is.
  "documents.listDocumentsOf": { leaves: "nothing", cells: readProject },
  "documents.getHolder": { leaves: "nothing", cells: editProject },
  "documents.getDocument": { leaves: "nothing", cells: readProject },
  "documents.getDocumentVersion": { leaves: "nothing", cells: editProject },
  "documents.listDocumentHistory": { leaves: "nothing", cells: readProject },
  "documents.openFile": { leaves: "nothing", cells: readProject },
  // Who is only named in a confidential project finds its documents at the project.
  "documents.listDocuments": { leaves: "nothing", cells: documentsOfProject },
  "documents.exportDocuments": { leaves: "nothing", cells: documentsOfProject },
  "documents.listDocumentYears": { leaves: "nothing", cells: { own: everyone } },
  "documents.attachDocument": { leaves: "audit", cells: editProject },
  "documents.reviseDocument": { leaves: "audit", cells: editProject },
  "documents.changeDocument": { leaves: "audit", cells: editProject },
  "documents.archiveDocument": { leaves: "audit", cells: editProject },
  "economy-support.listCases": { leaves: "nothing", cells: listVisit },
  "economy-support.exportCases": { leaves: "nothing", cells: listVisit },
  "economy-support.listCaseYears": { leaves: "nothing", cells: { own: everyone } },
  "economy-support.sumSupport": { leaves: "nothing", cells: listVisit },
  "economy-support.countCases": { leaves: "nothing", cells: listVisit },
  // What has been asked waits for the office, whichever unit asks.
  "economy-support.listUnanswered": { leaves: "nothing", cells: { own: forOfficeAlone.own ?? "", other: forOfficeAlone.own ?? "", archived: "                 H H H H H H H H H H H H H H" } },
  "economy-support.listCasesOfProject": { leaves: "nothing", cells: readProject },
  "economy-support.getCase": { leaves: "nothing", cells: readVisit },
  "economy-support.getCaseVersion": { leaves: "nothing", cells: editVisit },
  "economy-support.listCaseHistory": { leaves: "nothing", cells: readVisit },
  "economy-support.listSupportUnits": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "economy-support.offerSupportProjects": { leaves: "nothing", cells: listProject },
  "economy-support.logCase": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "economy-support.changeCase": { leaves: "audit", cells: editVisit },
  "economy-support.archiveCase": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  "eu-monitoring.listItems": { leaves: "nothing", cells: listVisit },
  "eu-monitoring.exportItems": { leaves: "nothing", cells: listVisit },
  "eu-monitoring.listItemYears": { leaves: "nothing", cells: { own: everyone } },
  "eu-monitoring.countWatch": { leaves: "nothing", cells: listVisit },
  // What the actor's own units are to see to, and nobody else's.
  "eu-monitoring.listAhead": { leaves: "nothing", cells: { own: ofUnitIsShownToContacts, other: nobodyIsShown, archived: nobodyIsShown } },
  "eu-monitoring.getItem": { leaves: "nothing", cells: readVisit },
  "eu-monitoring.requireEditable": { leaves: "nothing", cells: editVisit },
  "eu-monitoring.getItemVersion": { leaves: "nothing", cells: editVisit },
  "eu-monitoring.listItemHistory": { leaves: "nothing", cells: readVisit },
  "eu-monitoring.listMonitoringUnits": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "eu-monitoring.logItem": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "eu-monitoring.changeItem": { leaves: "audit", cells: editVisit },
  "eu-monitoring.tellOf": { leaves: "audit", cells: editVisit },
  "eu-monitoring.archiveItem": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  "eu-monitoring/influence.loadInfluenceChoices": { leaves: "nothing", cells: { own: everyone } },
  "eu-monitoring/influence.listInfluence": { leaves: "nothing", cells: listVisit },
  "eu-monitoring/influence.exportInfluence": { leaves: "nothing", cells: listVisit },
  "eu-monitoring/influence.listInfluenceOf": { leaves: "nothing", cells: readVisit },
  "eu-monitoring/influence.getInfluenceVersion": { leaves: "nothing", cells: editVisit },
  "eu-monitoring/influence.addInfluence": { leaves: "audit", cells: editVisit },
  "eu-monitoring/influence.changeInfluence": { leaves: "audit", cells: editVisit },
  "eu-monitoring/influence.removeInfluence": { leaves: "audit", cells: editVisit },
  "eu-monitoring/readiness.listReadinessOf": { leaves: "nothing", cells: readVisit },
  "eu-monitoring/readiness.getReadinessVersion": { leaves: "nothing", cells: editVisit },
  "eu-monitoring/readiness.addReadiness": { leaves: "audit", cells: editVisit },
  "eu-monitoring/readiness.changeReadiness": { leaves: "audit", cells: editVisit },
  "eu-monitoring/readiness.removeReadiness": { leaves: "audit", cells: editVisit },
  "initiatives.listInitiatives": { leaves: "nothing", cells: listVisit },
  "initiatives.exportInitiatives": { leaves: "nothing", cells: listVisit },
  "opportunities.loadOpportunityChoices": { leaves: "nothing", cells: { own: everyone } },
  "opportunities.listOpportunities": { leaves: "nothing", cells: listVisit },
  "opportunities.exportOpportunities": { leaves: "nothing", cells: listVisit },
  "opportunities.getOpportunity": { leaves: "nothing", cells: readVisit },
  "opportunities.listMatches": { leaves: "nothing", cells: readVisit },
  "opportunities.findOpportunityMadeFrom": { leaves: "nothing", cells: { own: everyone } },
  "opportunities.getOpportunityVersion": { leaves: "nothing", cells: editVisit },
  "opportunities.listOpportunityHistory": { leaves: "nothing", cells: readVisit },
  "opportunities.logOpportunity": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "opportunities.addOpportunities": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "opportunities/imports.listOpportunityImportFields": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "opportunities/imports.judgeOpportunityRows": { leaves: "nothing", cells: { own: everyone } },
  "opportunities/imports.addOpportunityRows": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "opportunities/imports.listPointedToOpportunities": { leaves: "nothing", cells: { own: everyone } },
  "opportunities/imports.takeBackOpportunities": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "opportunities.changeOpportunity": { leaves: "audit", cells: editVisit },
  "opportunities.archiveOpportunity": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  // Everyone saves what they may see, for themselves alone.
  "opportunities/savings.saveOpportunity": { leaves: "mark", cells: readVisit },
  "opportunities/savings.unsaveOpportunity": { leaves: "mark", cells: readVisit },
  "opportunities/savings.hasSaved": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "opportunities/savings.listSavedAhead": { leaves: "nothing", cells: listVisit },
  "opportunities/information.listInformationUnits": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "opportunities/information.listInformation": { leaves: "nothing", cells: listVisit },
  "opportunities/information.exportInformation": { leaves: "nothing", cells: listVisit },
  "opportunities/information.listInformationYears": { leaves: "nothing", cells: { own: everyone } },
  "opportunities/information.countInformation": { leaves: "nothing", cells: listVisit },
  "opportunities/information.getInformation": { leaves: "nothing", cells: readVisit },
  "opportunities/information.getInformationVersion": { leaves: "nothing", cells: editVisit },
  "opportunities/information.listInformationHistory": { leaves: "nothing", cells: readVisit },
  "opportunities/information.logInformation": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "opportunities/information.changeInformation": { leaves: "audit", cells: editVisit },
  "opportunities/information.archiveInformation": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  "initiatives.listInitiativesOf": { leaves: "nothing", cells: { own: everyone } },
  "initiatives.listInitiativeYears": { leaves: "nothing", cells: { own: everyone } },
  "initiatives.countInitiatives": { leaves: "nothing", cells: listVisit },
  // What the actor's own units have still to examine, and nobody else's.
  "initiatives.listUntried": { leaves: "nothing", cells: { own: "                       V V H H H H H H H H H H H H", other: "                     H H H H H H H H H H H H H H", archived: "                  H H H H H H H H H H H H H H" } },
  "initiatives.getInitiative": { leaves: "nothing", cells: readVisit },
  "initiatives.listInitiativeHistory": { leaves: "nothing", cells: readVisit },
  "initiatives.getInitiativeVersion": { leaves: "nothing", cells: editVisit },
  "initiatives.listOwnUnits": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  // Of the projects that the actor may see.
  "initiatives.offerProjects": { leaves: "nothing", cells: listProject },
  "initiatives.findInitiativeOf": { leaves: "nothing", cells: readProject },
  "initiatives.logInitiative": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "initiatives.changeInitiative": { leaves: "audit", cells: editVisit },
  "initiatives.changeUnder": { leaves: "audit", cells: editVisit },
  "initiatives.nameProject": { leaves: "audit", cells: editVisit },
  "initiatives.linkInTransaction": { leaves: "audit", cells: editVisit },
  "initiatives.archiveInitiative": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  "initiatives/examinations.listExaminations": { leaves: "nothing", cells: readVisit },
  "initiatives/examinations.listProgrammes": { leaves: "nothing", cells: { own: everyone } },
  "initiatives/examinations.examine": { leaves: "audit", cells: editVisit },
  "initiatives/examinations.removeExamination": { leaves: "audit", cells: editVisit },
  "coordination.loadEntryChoices": { leaves: "nothing", cells: forOfficeAlone },
  "coordination.countNoted": { leaves: "nothing", cells: { own: everyone } },
  "coordination.listOpenTasks": { leaves: "nothing", cells: listOfOffice },
  "coordination.listTasksAsked": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H V H H H H H H H H",
      other: "                      H H H H H V H H H H H H H H",
      inherited: "                  V V H H H V H H H H H H H H",
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "coordination.noteEntry": { leaves: "audit", cells: { own: coordinator } },
  "coordination.changeEntry": { leaves: "audit", cells: changeOfOffice },
  "coordination.markDone": { leaves: "audit", cells: changeOfOffice },
  "coordination.reopenTask": { leaves: "audit", cells: changeOfOffice },
  "coordination.archiveEntry": { leaves: "audit", cells: { own: coordinator, archived: archivedForOffice } },
  // Networks: read by all, written by the unit that answers and the office; each unit tells of itself.
  "networks.listNetworks": { leaves: "nothing", cells: listVisit },
  "networks.exportNetworks": { leaves: "nothing", cells: listVisit },
  "networks.getNetwork": { leaves: "nothing", cells: readVisit },
  "networks.listNetworkHistory": { leaves: "nothing", cells: readVisit },
  "networks.getNetworkVersion": { leaves: "nothing", cells: editVisit },
  "networks.loadNetworkChoices": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "networks.listNetworkDecisionNeeds": { leaves: "nothing", cells: listVisit },
  "networks.listMembershipsDue": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "", archived: "                   H H H H H H H H H H H H H H" } },
  "networks.countNetworkEvidence": { leaves: "nothing", cells: { own: everyone } },
  "networks.addNetwork": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "networks.changeNetwork": { leaves: "audit", cells: editVisit },
  "networks.takeMembershipStep": { leaves: "audit", cells: editVisit },
  "networks.archiveNetwork": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" } },
  "networks/entries.listNetworkEntries": { leaves: "nothing", cells: readVisit },
  "networks/entries.listFees": { leaves: "nothing", cells: { own: everyone } },
  "networks/entries.addFee": { leaves: "audit", cells: editVisit },
  "networks/entries.addListedFees": { leaves: "audit", cells: partOfUnit },
  "networks/entries.addParticipation": { leaves: "audit", cells: editVisit },
  "networks/entries.assessNeed": { leaves: "audit", cells: editVisit },
  "networks/entries.evaluateNetwork": { leaves: "audit", cells: editVisit },
  "networks/entries.removeEntry": { leaves: "audit", cells: editVisit },
  "priorities.listPriorities": { leaves: "nothing", cells: listOfOffice },
  "priorities.countPrioritiesInForce": { leaves: "nothing", cells: { own: everyone } },
  "priorities.getPriority": { leaves: "nothing", cells: readOfOffice },
  "priorities.listPriorityHistory": { leaves: "nothing", cells: readOfOffice },
  "priorities.getPriorityVersion": { leaves: "nothing", cells: changeOfOffice },
  "priorities.loadPriorityChoices": { leaves: "nothing", cells: forOfficeAlone },
  "priorities.listDecisionNeeds": { leaves: "nothing", cells: listOfOffice },
  "priorities.listDecidedProposals": { leaves: "nothing", cells: forOfficeAlone },
  "priorities.proposePriority": { leaves: "audit", cells: { own: coordinator } },
  "priorities.changePriority": { leaves: "audit", cells: changeOfOffice },
  "priorities.takePriorityStep": { leaves: "audit", cells: changeOfOffice },
  "priorities.archivePriority": { leaves: "audit", cells: { own: coordinator, archived: archivedForOffice } },
  "decisions.listDecisions": { leaves: "nothing", cells: listDecision },
  "decisions.listJudgeable": { leaves: "nothing", cells: listDecision },
  "decisions.listDecisionYears": { leaves: "nothing", cells: { own: everyone } },
  "decisions.getDecision": { leaves: "nothing", cells: readDecision },
  "decisions.listDecisionHistory": { leaves: "nothing", cells: readDecision },
  "decisions.loadDecisionChoices": { leaves: "nothing", cells: { own: "             H H H H V V H H H H H H H H", other: "           H H H H H V H H H H H H H H" } },
  "decisions.listDecidingBodies": { leaves: "nothing", cells: { own: everyone } },
  "decisions.mayRecordDecisions": { leaves: "nothing", cells: { own: "              H H H H V V H V H H H H H H" } },
  // What a record needs is stated by whoever has asked whether it may be seen.
  "decisions.describeNeed": { leaves: "nothing", cells: { own: everyone } },
  "decisions.findBasis": { leaves: "nothing", cells: { own: everyone } },
  "decisions.listWaiting": { leaves: "nothing", cells: listProject },
  "decisions.countDecisionsByMatter": { leaves: "nothing", cells: { own: everyone } },
  "decisions.listUnreported": { leaves: "nothing", cells: { own: everyone } },
  "decisions.listUnknownBases": { leaves: "nothing", cells: { own: everyone } },
  "decisions.recordDecision": { leaves: "audit", cells: { own: minutesOfCommittee, other: coordinator, restricted: restrictedMinutes, restrictedElsewhere } },
  "decisions.correctDecision": { leaves: "audit", cells: { ...writeDecision, archived: "                   N N N N F F N N N N N N N N" } },
  "decisions.archiveDecision": { leaves: "audit", cells: { ...writeDecision, archived: "                   N N N N A A N N N N N N N N" } },
  "visits.listVisits": { leaves: "nothing", cells: listVisit },
  "visits.listVisitYears": { leaves: "nothing", cells: { own: everyone } },
  "visits.countVisitsByUnit": { leaves: "nothing", cells: listVisit },
  "visits.countVisitEvidence": { leaves: "nothing", cells: { own: everyone } },
  "visits.listNoticeGaps": { leaves: "nothing", cells: { own: everyone } },
  "visits.listToNotify": { leaves: "nothing", cells: { own: everyone } },
  "visits.openVisit": { leaves: "nothing", cells: readVisit },
  "visits.getVisit": { leaves: "nothing", cells: readVisit },
  "visits.listVisitHistory": { leaves: "nothing", cells: readVisit },
  "visits.announceVisit": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "visits.changeVisit": { leaves: "audit", cells: editVisit },
  "visits.addVisits": { leaves: "audit", cells: partOfUnit },
  "visits.applyChange": { leaves: "audit", cells: editVisit },
  "visits.exportVisits": { leaves: "nothing", cells: listVisit },
  "visits/imports.listVisitImportFields": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "visits/imports.judgeVisitRows": { leaves: "nothing", cells: { own: everyone } },
  "visits/imports.addVisitRows": { leaves: "audit", cells: partOfUnit },
  "visits/imports.changeVisitRows": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "visits/imports.listPointedToVisits": { leaves: "nothing", cells: { own: everyone } },
  "visits/imports.takeBackVisits": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "visits/imports.restoreVisits": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "visits.cancelVisit": { leaves: "audit", cells: editVisit },
  "visits.archiveVisit": {
    leaves: "audit",
    cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" },
  },

  // A town relation: read by all, written by its unit and the office, with its towns and episodes.
  "town-relations.listRelations": { leaves: "nothing", cells: listVisit },
  "town-relations.exportRelations": { leaves: "nothing", cells: listVisit },
  "town-relations/findings.listRelationCountries": { leaves: "nothing", cells: { own: everyone } },
  "town-relations.openRelation": { leaves: "nothing", cells: readVisit },
  "town-relations.getRelation": { leaves: "nothing", cells: readVisit },
  "town-relations.listRelationHistory": { leaves: "nothing", cells: readVisit },
  "town-relations.getRelationVersion": { leaves: "nothing", cells: editVisit },
  "town-relations.loadRelationChoices": { leaves: "nothing", cells: { own: "                        V V H H H V H H H H H H H H" } },
  "town-relations.enterRelation": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "town-relations.changeUnder": { leaves: "audit", cells: editVisit },
  "town-relations.changeRelation": { leaves: "audit", cells: editVisit },
  "town-relations.archiveRelation": {
    leaves: "audit",
    cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" },
  },
  "town-relations.addEpisode": { leaves: "audit", cells: editVisit },
  "town-relations.changeEpisode": { leaves: "audit", cells: editVisit },
  "town-relations.restoreEpisode": { leaves: "audit", cells: editVisit },
  "town-relations.removeEpisode": { leaves: "audit", cells: editVisit },
  "town-relations.addTown": { leaves: "audit", cells: editVisit },
  "town-relations.changeTown": { leaves: "audit", cells: editVisit },
  "town-relations/towns.putTown": { leaves: "audit", cells: editVisit },
  "town-relations/towns.replaceTown": { leaves: "audit", cells: editVisit },
  "town-relations/towns.listRelationPlaces": { leaves: "nothing", cells: listVisit },
  "town-relations/towns.listRelationsOfPartner": { leaves: "nothing", cells: readOfOffice },
  "town-relations/papers.getAgreement": { leaves: "nothing", cells: readVisit },
  "town-relations/papers.listDocumentedAgreements": { leaves: "nothing", cells: listVisit },
  "town-relations/papers.readPapers": { leaves: "nothing", cells: readVisit },
  "town-relations/papers.addReview": { leaves: "audit", cells: editVisit },
  "town-relations/papers.changeReview": { leaves: "audit", cells: editVisit },
  "town-relations/papers.changeAgreement": { leaves: "audit", cells: editVisit },
  "town-relations/papers.addAgreement": { leaves: "audit", cells: editVisit },
  // An agreement's days are told to those who may act on them.
  "town-relations/papers.listAgreementsDue": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H V H H H H H H H H",
      other: "                      H H H H H V H H H H H H H H",
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "town-relations/findings.findLacking": { leaves: "nothing", cells: listVisit },
  "town-relations/findings.listDecisionNeeds": { leaves: "nothing", cells: listVisit },
  // What lacks something is told to those who may put it right.
  "town-relations/findings.countLacking": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H V H H H H H H H H",
      other: "                      H H H H H V H H H H H H H H",
      archived: "                   H H H H H H H H H H H H H H",
    },
  },

  // A recurring meeting of a relation or network: read by all, written by the unit that answers for it and the office.
  "recurring-meetings.listMeetings": { leaves: "nothing", cells: listVisit },
  "recurring-meetings.listHostDuties": { leaves: "nothing", cells: listVisit },
  "recurring-meetings.getMeeting": { leaves: "nothing", cells: readVisit },
  "recurring-meetings.listMeetingHistory": { leaves: "nothing", cells: readVisit },
  "recurring-meetings.loadMeetingUnits": { leaves: "nothing", cells: { own: "                        V V H H H V H H H H H H H H" } },
  "recurring-meetings.addMeeting": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "recurring-meetings.changeMeeting": { leaves: "audit", cells: editVisit },
  "recurring-meetings.archiveMeeting": {
    leaves: "audit",
    cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" },
  },

  // An exchange within a town relation: read by all, written by the unit that answers for it and the office.
  "town-relations/activities.listActivities": { leaves: "nothing", cells: listVisit },
  "town-relations/activities.exportActivities": { leaves: "nothing", cells: listVisit },
  "town-relations/activities.listActivityYears": { leaves: "nothing", cells: { own: everyone } },
  "town-relations/activities.readLedger": { leaves: "nothing", cells: listVisit },
  "town-relations/activities.countActivitiesByUnit": { leaves: "nothing", cells: listVisit },
  "town-relations/activities.getActivity": { leaves: "nothing", cells: readVisit },
  "town-relations/activities.listActivityHistory": { leaves: "nothing", cells: readVisit },
  "town-relations/activities.loadActivityChoices": { leaves: "nothing", cells: { own: "                        V V H H H V H H H H H H H H" } },
  "town-relations/activities.logActivity": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "town-relations/activities.changeActivity": { leaves: "audit", cells: editVisit },
  "town-relations/activities.archiveActivity": {
    leaves: "audit",
    cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                     A A N N N A N N N N N N N N" },
  },
  "town-relations/findings.listRelationNames": { leaves: "nothing", cells: listVisit },
  "town-relations/findings.listIdle": { leaves: "nothing", cells: listVisit },

  "visits/telling.tellOfVisit": { leaves: "nothing", cells: { own: everyone } },
  "visits.listComing": { leaves: "nothing", cells: listVisit },
  "visits.listRepresentationTasks": {
    leaves: "nothing",
    cells: {
      own: "                        H H H H H H V V H H H H H H",
      other: "                      H H H H H H V V H H H H H H",
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "visits/parts.listParts": { leaves: "nothing", cells: readVisit },
  "visits/parts.listPeopleForVisit": { leaves: "nothing", cells: editVisit },
  "visits/parts.listActionsToDo": { leaves: "nothing", cells: listVisitAction },
  "visits/parts.listVisitsOf": { leaves: "nothing", cells: readProject },
  "visits/parts.savePart": { leaves: "audit", cells: editVisit },
  "visits/parts.removePart": { leaves: "audit", cells: editVisit },
  "visits/parts.eraseName": { leaves: "audit", cells: eraseVisitName },
  "visits/parts.eraseOldNames": { leaves: "nothing", cells: { own: everyone } },
  "visits/parts.settleAction": { leaves: "audit", cells: settleVisitAction },
  "visits/reports.getReport": { leaves: "nothing", cells: readVisit },
  "visits/reports.saveReport": { leaves: "audit", cells: editVisit },
  "visits/reports.closeVisit": { leaves: "audit", cells: editVisit },
  "visits/reports.listAwaited": { leaves: "nothing", cells: awaitedOfVisit },
  "visits/public.listPublicVisits": { leaves: "nothing", cells: listVisit },
  "visits/public.exportPublicVisits": { leaves: "nothing", cells: listVisit },
  "visits.listPresidia": { leaves: "nothing", cells: { own: everyone } },
  // The document in force names no consultation: the presidia are told so, and nobody else is asked.
  "visits/consultations.askConsultation": { leaves: "nothing", cells: { own: presidiumIsRefused, other: presidiumIsRefused, archived: archivedVisitForPresidium } },
  "visits/consultations.waiveConsultation": { leaves: "nothing", cells: { own: presidiumIsRefused, other: presidiumIsRefused, archived: archivedVisitForPresidium } },
  // There is none to answer.
  "visits/consultations.answerConsultation": { leaves: "nothing", cells: { own: presidiumIsRefused, other: presidiumIsRefused, archived: archivedVisitForPresidium } },
  "visits/consultations.listConsultations": { leaves: "nothing", cells: readVisit },
  "visits/consultations.listAwaitedConsultations": { leaves: "nothing", cells: { own: everyone } },
  "visits/representation.takeVisit": { leaves: "audit", cells: representAtVisit },
  "visits/representation.askToTakeOver": { leaves: "audit", cells: representAtVisit },
  // About a visit that another member of the presidium represents at: the secretary acts for the member, another member does not.
  "visits/representation.releaseVisit": {
    leaves: "audit",
    cells: {
      own: "                        F F F F F F F A F F F F F F",
      other: "                      F F F F F F F A F F F F F F",
      archived: archivedVisitForPresidium,
      mine: "                       F F F F F F A A F F F F F F",
    },
  },
  "visits/representation.nameSubstitute": {
    leaves: "audit",
    cells: {
      own: "                        F F F F F F F A F F F F F F",
      other: "                      F F F F F F F A F F F F F F",
      archived: archivedVisitForPresidium,
      mine: "                       F F F F F F A A F F F F F F",
    },
  },
  // Where nobody is named as substitute nobody goes instead; under \`mine\` the presidium's member is.
  "visits/representation.stepIn": {
    leaves: "audit",
    cells: {
      own: "                        F F F F F F F F F F F F F F",
      archived: archivedVisitForPresidium,
      mine: "                       F F F F F F A A F F F F F F",
    },
  },
  // A question to the presidium's member, which the secretary may answer for the member.
  "visits/representation.answerHandover": { leaves: "audit", cells: representAtVisit },
  // A question that the actor has asked under `mine`, else one that another has.
  "visits/representation.withdrawHandover": {
    leaves: "audit",
    cells: {
      own: "                        F F F F F F F F F F F F F F",
      archived: archivedVisitForPresidium,
      mine: "                       F F F F F F A F F F F F F F",
    },
  },

  "projects/lists.listProjects": { leaves: "nothing", cells: listProject },
  "projects/lists.exportProjects": { leaves: "nothing", cells: listProject },
  "projects/lists.countApplications": { leaves: "nothing", cells: listProject },
  "projects/lists.countProjects": { leaves: "nothing", cells: listProject },
  "projects/lists.countByUnit": { leaves: "nothing", cells: listProject },
  "projects/lists.scrutiniseProjects": { leaves: "nothing", cells: listProject },
  "projects/lists.countProjectEvidence": { leaves: "nothing", cells: listProject },
  "projects/lists.countProjectCodes": { leaves: "nothing", cells: listProject },
  "projects/lists.countProjectsByYear": { leaves: "nothing", cells: listProject },
  "projects/lists.listFilterChoices": { leaves: "nothing", cells: { own: everyone } },
  "projects/choices.loadChoices": { leaves: "nothing", cells: { own: everyone } },
  "projects/choices.loadUnits": { leaves: "nothing", cells: { own: everyone } },
  "projects/choices.listCandidates": { leaves: "nothing", cells: { own: everyone } },
  "projects.getProject": { leaves: "nothing", cells: readProject },
  "projects.getProjectWithHistory": { leaves: "nothing", cells: readProject },
  "projects.listProjectHistory": { leaves: "nothing", cells: readProject },
  "projects/lists.listDecisionNeeds": { leaves: "nothing", cells: listProject },
  "projects/lists.listUnreported": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H H H H H H H H H H",
      other: "                      H H H H H H H H H H H H H H",
      restricted: "                 V V H H H H H H H H H H H H",
      restrictedElsewhere: "        H H H H H H H H H H H H H H",
      inherited: "                  V V H H H H H H H H H H H H",
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "projects.logProject": { leaves: "audit", cells: { own: unitWrites, other: coordinator, restricted: unitWrites, restrictedElsewhere: coordinator } },
  "projects.logInTransaction": { leaves: "audit", cells: { own: unitWrites, other: coordinator, restricted: unitWrites, restrictedElsewhere: coordinator } },
  "projects.changeInTransaction": { leaves: "audit", cells: editProject },
  "projects.openProject": { leaves: "nothing", cells: editProject },
  "projects/steps.changeStatus": { leaves: "audit", cells: editProject },
  "projects/steps.correctStatus": { leaves: "audit", cells: editProject },
  "projects/steps.getSteps": { leaves: "nothing", cells: readProject },
  "projects.addProjects": { leaves: "audit", cells: { own: unitWrites, other: coordinator, restricted: unitWrites, restrictedElsewhere: coordinator } },
  "projects.applyChange": { leaves: "audit", cells: editProject },
  "projects.openProjects": { leaves: "nothing", cells: { ...listProject, archived: "                     V V V H H V H H H H H H H H" } },
  "projects/imports.listProjectImportFields": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "projects/imports.judgeProjectRows": { leaves: "nothing", cells: { own: everyone } },
  "projects/imports.addProjectRows": { leaves: "audit", cells: partOfUnit },
  "projects/imports.changeProjectRows": { leaves: "audit", cells: editProject },
  "projects/imports.listPointedToProjects": { leaves: "nothing", cells: { own: everyone } },
  "projects/imports.takeBackProjects": { leaves: "audit", cells: { own: unitWrites, other: coordinator, restricted: restrictedForUnit, restrictedElsewhere, inherited: restrictedForUnit } },
  "projects/imports.restoreProjects": { leaves: "audit", cells: editProject },
  "projects.nameMember": { leaves: "audit", cells: nameMembers },
  "projects.dismissMember": { leaves: "audit", cells: nameMembers },
  "projects.archiveProject": {
    leaves: "audit",
    // To bring it back is the same right as to take it out.
    cells: { own: unitWrites, other: coordinator, restricted: restrictedForUnit, restrictedElsewhere, inherited: restrictedForUnit, archived: archivedForUnit },
  },

  "project-drafts.startLog": {
    leaves: "draft",
    // As a copy of an earlier project, which must be one that the actor sees.
    cells: {
      own: unitWrites,
      other: unitWrites,
      restricted: unitWrites,
      restrictedElsewhere: "        N N F F F A F F F F F F F F",
      inherited: unitWrites,
      archived: unitWrites,
    },
  },
  "project-drafts.startFromInitiative": { leaves: "draft", cells: editVisit },
  "project-drafts.startEdit": { leaves: "draft", cells: editProject },
  "project-drafts.getProjectDraft": {
    leaves: "nothing",
    // A draft of changes holds a copy of its record: who no longer sees the record does not see the copy either.
    cells: { ...draft, restricted: restrictedForReading },
  },
  "project-drafts.saveSection": { leaves: "draft", cells: draft },
  "project-drafts.submitLog": {
    leaves: "audit",
    cells: {
      own: draftOfUnit,
      other: draftElsewhere,
      mine: unitWrites,
    },
  },
  "project-drafts.submitEdit": {
    leaves: "audit",
    cells: { own: draftOfUnit, other: draftElsewhere, inherited: draftOfUnit, mine: unitAndMembersWrite, restricted: restrictedForReading },
  },
  "project-drafts.resolveConflict": {
    leaves: "audit",
    cells: { own: draftOfUnit, other: draftElsewhere, inherited: draftOfUnit, mine: unitAndMembersWrite, restricted: restrictedForReading },
  },
  "project-drafts.getConflict": { leaves: "nothing", cells: { own: draftOfUnit, other: draftElsewhere, inherited: draftOfUnit, mine: everyone, restricted: restrictedForReading } },
  "project-drafts.discardProjectDraft": {
    leaves: "draft",
    cells: {
      own: "                        F F N N N A N N N N N N N N",
      other: draftElsewhere,
      inherited: "                  F F N N N A N N N N N N N N",
      mine: everyone,
    },
  },
  "project-drafts.listProjectDrafts": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H H H H H H H H H H",
      other: "                      H H H H H H H H H H H H H H",
      inherited: "                  V V H H H H H H H H H H H H",
      mine: everyoneIsShown,
    },
  },

  "drafts.beginDraft": { leaves: "draft", cells: { mine: everyone } },
  "drafts.getDraft": { leaves: "nothing", cells: draft },
  "drafts.findOwnDraft": {
    leaves: "nothing",
    cells: {
      own: "                        H H H H H H H H H H H H H H",
      other: "                      H H H H H H H H H H H H H H",
      mine: everyoneIsShown,
    },
  },
  "drafts.listDrafts": {
    leaves: "nothing",
    cells: {
      own: "                        V V H H H H H H H H H H H H",
      other: "                      H H H H H H H H H H H H H H",
      inherited: "                  V V H H H H H H H H H H H H",
      mine: everyoneIsShown,
    },
  },
  "drafts.saveDraftSection": { leaves: "draft", cells: draft },
  "drafts.openDraft": { leaves: "nothing", cells: draft },
  "drafts.discardDraft": {
    leaves: "draft",
    cells: {
      own: "                        F F N N N A N N N N N N N N",
      other: draftElsewhere,
      inherited: "                  F F N N N A N N N N N N N N",
      mine: everyone,
    },
  },

  "people.listPeople": {
    leaves: "nothing",
    cells: {
      own: everyoneIsShown,
      other: everyoneIsShown,
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "people.listEveryone": {
    leaves: "nothing",
    cells: {
      own: everyoneIsShown,
      other: everyoneIsShown,
      archived: "                   H H H H H H H H H H H H H H",
    },
  },
  "people.findPerson": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown, archived: everyoneIsShown } },
  "people.getPerson": { leaves: "nothing", cells: { own: everyone, other: everyone, archived: everyone } },
  "people.listPersonHistory": { leaves: "nothing", cells: { own: everyone, other: everyone, archived: everyone } },
  "people.getDetailsVersion": { leaves: "nothing", cells: { own: office, other: office, archived: office } },
  "people.addPerson": { leaves: "audit", cells: { own: office } },
  "people.changePerson": { leaves: "audit", cells: { own: office, other: office, archived: office } },
  "people.archivePerson": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "people.restorePerson": { leaves: "audit", cells: { archived: administrator } },
  "people.giveRole": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "people.endRole": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "people.giveSeat": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "people.endSeat": { leaves: "audit", cells: { own: administrator, other: administrator } },

  "summaries.listFigures": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries.gatherSummary": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries.getSummary": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries.listMoney": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries.listMoneyOfUnit": { leaves: "nothing", cells: { own: everyone, other: everyone } },
  "summaries.sumMoneyOfUnit": { leaves: "nothing", cells: { own: everyone, other: everyone } },
  "summaries.writeWords": { leaves: "audit", cells: { own: writesSummary } },
  "summaries.holdWords": { leaves: "nothing", cells: { own: writesSummary } },
  "summaries/editions.freezeSummary": { leaves: "audit", cells: { own: writesSummary } },
  "summaries/editions.listEditions": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "summaries/editions.getEdition": { leaves: "nothing", cells: { own: everyone } },
  "summaries/editions.nameEdition": { leaves: "nothing", cells: { own: everyone } },
  "summaries/editions.getEditionFile": { leaves: "nothing", cells: { own: everyone } },
  "summaries/addenda.listAddenda": { leaves: "nothing", cells: { own: everyone } },
  "summaries/addenda.addAddendum": { leaves: "audit", cells: { own: addsToEdition } },
  "summaries/known.lookBack": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries/known.lookBackAt": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries/further.gatherFurther": { leaves: "nothing", cells: { own: everyone } },
  "summaries/exports.exportDraft": { leaves: "nothing", cells: { own: followsSummary } },
  "summaries/exports.exportEdition": { leaves: "nothing", cells: { own: everyone } },
  "summaries/editions.verifyEdition": { leaves: "audit", cells: { own: everyone } },
  "follow-up.openRound": { leaves: "audit", cells: { own: coordinator } },
  "follow-up/added-units.listAddedUnits": { leaves: "nothing", cells: { own: "        H H H H H V H H H H H H H H" } },
  "follow-up/added-units.callAddedUnits": { leaves: "audit", cells: { own: coordinator } },
  "follow-up/remarks.addRemark": { leaves: "audit", cells: { own: statementOfUnit, other: statementElsewhere } },
  "follow-up/remarks.settleRemark": { leaves: "audit", cells: { own: "             F F N F N A N N N N N N N N", other: statementElsewhere } },
  "follow-up/remarks.listRemarks": { leaves: "nothing", cells: { own: ofUnitIsShown, other: elsewhereIsShown } },
  "follow-up/remarks.listOpenRemarks": { leaves: "nothing", cells: { own: elsewhereIsShown } },
  "follow-up/reminders.remindUnanswered": { leaves: "audit", cells: { own: coordinator } },
  "follow-up.listRounds": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "follow-up.getRound": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "follow-up.getStatement": { leaves: "nothing", cells: { own: statementOfUnit, other: statementElsewhere } },
  "follow-up.saveAnswers": { leaves: "audit", cells: { own: statementOfUnit, other: statementElsewhere } },
  "follow-up.submitStatement": { leaves: "audit", cells: { own: statementOfUnit, other: statementElsewhere } },
  "follow-up.approveStatement": {
    leaves: "audit",
    cells: { own: "             F F N F N A N N N N N N N N", other: statementElsewhere },
  },
  "follow-up.returnStatement": {
    leaves: "audit",
    cells: { own: "             F F N F N A N N N N N N N N", other: statementElsewhere },
  },
  "follow-up.listStatements": { leaves: "nothing", cells: { own: ofUnitIsShown, other: elsewhereIsShown } },
  "follow-up.listStatementsInTransaction": { leaves: "nothing", cells: { own: ofUnitIsShown, other: elsewhereIsShown } },
  "follow-up.listUnanswered": {
    leaves: "nothing",
    cells: { own: "             V V H H H H H H H H H H H H", other: "           H H H H H H H H H H H H H H" },
  },
  "follow-up.listSubmitted": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },

  "follow-up/sign-offs.listUnsigned": { leaves: "nothing", cells: { own: everyone } },
  "follow-up/telling.tellOfRound": { leaves: "nothing", cells: { own: everyone } },
  "follow-up/telling.remindOfRound": { leaves: "nothing", cells: { own: everyone } },
  "follow-up/telling.tellOfStatement": { leaves: "nothing", cells: { own: everyone } },
  "follow-up/telling.nameStatement": { leaves: "nothing", cells: { own: statementOfUnit, other: statementElsewhere } },

  // What a person is told is that person's alone. The program alone gathers it, sends it, and does what is due by the clock.
  "notifications.notify": { leaves: "nothing", cells: { own: everyone } },
  "notifications.queueDigest": { leaves: "nothing", cells: { other: notificationElsewhere, mine: nobody } },
  "notifications.resolveNotifications": { leaves: "nothing", cells: { own: everyone } },
  "notifications.listNotifications": { leaves: "nothing", cells: { other: nobodyIsShown, mine: everyoneIsShown } },
  "notifications.countUnread": { leaves: "nothing", cells: { mine: everyone } },
  "notifications.markRead": { leaves: "mark", cells: { other: notificationElsewhere, mine: everyone } },
  "notifications.markAllRead": { leaves: "mark", cells: { mine: everyone } },
  "notifications.getChoice": { leaves: "nothing", cells: { mine: everyone } },
  "notifications.listInvitations": { leaves: "nothing", cells: { mine: everyone } },
  // Which other systems read the registers is the administrator's, and not even seen by others. What is published is no secret.
  "system-tokens.listTokens": { leaves: "nothing", cells: { own: accountOfAnother } },
  "system-tokens.getToken": { leaves: "nothing", cells: { own: accountOfAnother } },
  "system-tokens.makeToken": { leaves: "audit", cells: { own: accountOfAnother } },
  "system-tokens.renewToken": { leaves: "audit", cells: { own: accountOfAnother } },
  "system-tokens.revokeToken": { leaves: "audit", cells: { own: accountOfAnother } },
  "system-tokens.findNewToken": { leaves: "nothing", cells: { own: accountOfAnother } },
  "system-tokens.listTokenHistory": { leaves: "nothing", cells: { own: accountOfAnother } },
  "open-data.getPublication": { leaves: "nothing", cells: { own: everyone } },
  "open-data.listPublicationHistory": { leaves: "nothing", cells: { own: everyone } },
  "open-data.publish": { leaves: "audit", cells: { own: administrator } },
  "open-data.withdraw": { leaves: "audit", cells: { own: administrator } },
  "calendars.listCalendars": { leaves: "nothing", cells: { mine: everyoneIsShown, other: nobodyIsShown } },
  "calendars.openFeed": { leaves: "audit", cells: { own: followsOfUnit, other: coordinator, mine: everyone } },
  "calendars.renewFeed": { leaves: "audit", cells: { other: notificationElsewhere, mine: everyone } },
  "calendars.closeFeed": { leaves: "audit", cells: { other: notificationElsewhere, mine: everyone } },
  "calendars.findNewAddress": { leaves: "nothing", cells: { mine: everyoneIsShown, other: nobodyIsShown } },
  "calendars.fetchCalendar": { leaves: "nothing", cells: { other: notificationElsewhere, mine: everyone } },
  "calendars.writeVisitFile": { leaves: "nothing", cells: readVisit },
  "visits/briefings.readBriefing": { leaves: "nothing", cells: readVisit },
  "visits/calendar-days.listVisitDays": { leaves: "nothing", cells: listVisit },
  "notifications.choose": { leaves: "audit", cells: { mine: everyone } },
  "notifications/mails.sendWaiting": { leaves: "nothing", cells: { own: readsMailsAndSendsNone } },
  "notifications/mails.forgetOldMails": { leaves: "nothing", cells: { own: readsMailsAndSendsNone } },
  "notifications/mails.listMails": { leaves: "nothing", cells: { own: readsMailLog } },
  "notifications/mails.resendMail": {
    leaves: "audit",
    cells: {
      other: readsMailLog,
      mine: "                       F F F F F A F F F F F F A F",
    },
  },
  // In a demonstration; where mails are really sent there is nothing to read for anyone.
  "notifications/mails.listInbox": { leaves: "nothing", cells: { other: "       H H H H H V H H H H H H V H", mine: everyoneIsShown } },
  "notifications/mails.getInboxMail": { leaves: "nothing", cells: { other: readsMailLog, mine: everyone } },
  "municipality/profile.getProfile": { leaves: "nothing", cells: { own: administrator } },
  "municipality/profile.getProfileVersion": { leaves: "nothing", cells: { own: administrator } },
  "municipality/profile.listProfileHistory": { leaves: "nothing", cells: { own: administrator } },
  "municipality/profile.changeProfile": { leaves: "audit", cells: { own: administrator } },
  "municipality/profile.restoreProfile": { leaves: "audit", cells: { own: administrator } },
  // Who is signed in, and what the program does by itself, is the administrator's; one's own sessions are one's own.
  "accounts/sessions.listSessions": { leaves: "nothing", cells: { other: accountOfAnother } },
  "accounts/sessions.listOwnSessions": { leaves: "nothing", cells: { other: nobodyIsShown, mine: everyoneIsShown } },
  "accounts/sessions.endSession": { leaves: "audit", cells: { other: accountOfAnother, mine: everyone } },
  "jobs.listJobs": { leaves: "nothing", cells: { own: accountOfAnother } },
  "jobs.startJob": { leaves: "audit", cells: { own: accountOfAnother } },
  "people/extract.readExtract": { leaves: "nothing", cells: { own: administrator, other: administrator, mine: everyone } },
  "people/extract.takeExtract": { leaves: "audit", cells: { own: administrator, other: administrator, mine: everyone } },
  "people/erasure.listLeavers": { leaves: "nothing", cells: { own: administrator } },
  "people/erasure.getLeaver": { leaves: "nothing", cells: { archived: administrator } },
  "people/erasure.erasePerson": { leaves: "audit", cells: { archived: administrator } },
  "people/processing.readProcessing": { leaves: "nothing", cells: { own: "          N N N N N A N N N N A N A N" } },
  "audit-trail.listEntries": { leaves: "nothing", cells: { own: readsLog } },
  "audit-trail.exportEntries": { leaves: "nothing", cells: { own: readsLog } },
  "audit-trail.listEntryChoices": { leaves: "nothing", cells: { own: readsLog } },
  "audit-trail.findLatestCheck": { leaves: "nothing", cells: { own: readsLog } },
  "audit-trail.requestCheck": { leaves: "audit", cells: { own: readsLog } },
  "audit-trail.carryOutCheck": { leaves: "nothing", cells: { own: readsLogAndRecountsNone } },
  "notifications/schedules.runSchedules": { leaves: "nothing", cells: { own: notificationElsewhere } },

  "terms-of-office.addTermOfOffice": { leaves: "audit", cells: { own: office } },
  "terms-of-office.changeTermOfOffice": { leaves: "audit", cells: { own: office } },
  "terms-of-office.listTermsOfOffice": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "terms-of-office.findTermOfOffice": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "terms-of-office.listTermHistory": { leaves: "nothing", cells: { own: everyone } },

  "contact-persons.scrutiniseUnits": { leaves: "nothing", cells: { own: everyone } },
  "contact-persons.countCurrent": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "contact-persons.appointContactPerson": { leaves: "audit", cells: { own: office, other: office } },
  "contact-persons.endAppointment": { leaves: "audit", cells: { own: office, other: office } },
  "contact-persons.endAppointmentsOfUnit": { leaves: "audit", cells: { own: office, other: office } },
  "contact-persons.confirmTime": {
    leaves: "audit",
    cells: {
      own: "                        F F F A F A F F F F F F F F",
      other: coordinator,
    },
  },
  "contact-persons.listAppointments": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "contact-persons.listWorkingGroup": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "contact-persons.listGaps": { leaves: "nothing", cells: { own: everyone } },
  "contact-persons.getAppointment": { leaves: "nothing", cells: { own: everyone, other: everyone } },
  "contact-persons/overview.listContactPersons": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "contact-persons/overview.listEnding": { leaves: "nothing", cells: { own: everyone } },
  "contact-persons/overview.listSeveral": { leaves: "nothing", cells: { own: everyone } },
  "contact-persons/overview.listUnconfirmed": { leaves: "nothing", cells: { own: "                         H H H V H H H H H H H H H H", other: nobodyIsShown } },
  // What somebody answers of the room that was given is nobody's to see but the person's own and the office's.
  "contact-persons/space.getSpace": { leaves: "nothing", cells: { own: restrictedElsewhere, other: restrictedElsewhere } },
  "contact-persons/space.answerSpace": { leaves: "audit", cells: { own: restrictedElsewhere, other: restrictedElsewhere } },
  "contact-persons/space.listOpenQuestions": { leaves: "nothing", cells: { own: "                            V H H H H H H H H H H H H H", other: nobodyIsShown } },
  // A handover is the unit's and the office's to read; somebody else's than the actor's, here.
  "contact-persons/handovers.getHandover": { leaves: "nothing", cells: { own: draftOfUnit, other: restrictedElsewhere } },
  "contact-persons/handovers.getHandoverVersion": { leaves: "nothing", cells: { own: "                     F F N N N A N N N N N N N N", other: restrictedElsewhere } },
  "contact-persons/handovers.saveHandover": { leaves: "audit", cells: { own: "                            F F N N N A N N N N N N N N", other: restrictedElsewhere } },
  "contact-persons/handovers.receiveHandover": { leaves: "audit", cells: { own: draftOfUnit, other: restrictedElsewhere } },
  "contact-persons/handovers.listWaitingHandovers": { leaves: "nothing", cells: { own: "                   V V H H H H H H H H H H H H", other: nobodyIsShown } },
  // The working group: read by all, and its meetings and assignment written by the office.
  "competence.planActivity": { leaves: "audit", cells: { own: coordinator } },
  "competence.logIndividual": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "competence.changeActivity": { leaves: "audit", cells: editVisit },
  "competence.inviteContactPersons": { leaves: "audit", cells: { own: coordinator } },
  "competence.cancelActivity": { leaves: "audit", cells: editVisit },
  "competence.archiveActivity": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator, archived: "                  A A N N N A N N N N N N N N" } },
  "competence.listActivities": { leaves: "nothing", cells: listVisit },
  "competence.exportActivities": { leaves: "nothing", cells: listVisit },
  "competence.listActivityYears": { leaves: "nothing", cells: { own: everyone } },
  "competence.listContactChoices": { leaves: "nothing", cells: { own: ofUnitAndOffice, other: forOfficeAlone.own ?? "" } },
  "competence.listProgrammeChoices": { leaves: "nothing", cells: { own: everyone } },
  "competence.getActivity": { leaves: "nothing", cells: readVisit },
  "competence.getActivityVersion": { leaves: "nothing", cells: editVisit },
  "competence.listActivityHistory": { leaves: "nothing", cells: readVisit },
  "competence/enrolments.signUp": { leaves: "audit", cells: { own: ofContactAndOffice, mine: "                              A A R R R R R R R R R R R R" } },
  "competence/enrolments.withdraw": { leaves: "audit", cells: { own: ofContactAndOffice } },
  "competence/enrolments.tellAttendance": { leaves: "audit", cells: { own: ofContactAndOffice } },
  "competence/enrolments.writeAttendances": { leaves: "audit", cells: { own: coordinator } },
  "competence/enrolments.listEnrolments": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "competence/enrolments.listOwnEnrolments": { leaves: "nothing", cells: { own: "                        V H H H H H H H H H H H H H" } },
  "competence/staff.tellStaff": { leaves: "audit", cells: { own: unitAndOfficeWrite, other: coordinator } },
  "competence/staff.listStaff": { leaves: "nothing", cells: { own: everyone } },
  "competence/staff.exportStaff": { leaves: "nothing", cells: { own: everyone } },
  "competence/staff.countStaff": { leaves: "nothing", cells: { own: everyone } },
  "competence/staff.listStaffOf": { leaves: "nothing", cells: { own: everyone } },
  "competence/overview.listPersons": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "competence/overview.exportPersons": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "competence/overview.countByUnit": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "competence/overview.listLate": { leaves: "nothing", cells: forOfficeAlone },
  "working-group.planMeeting": { leaves: "audit", cells: { own: coordinator } },
  "working-group.changeMeeting": { leaves: "audit", cells: { own: coordinator } },
  "working-group.callMeeting": { leaves: "audit", cells: { own: coordinator } },
  "working-group.cancelMeeting": { leaves: "audit", cells: { own: coordinator } },
  "working-group.writeMinutes": { leaves: "audit", cells: { own: coordinator } },
  "working-group.getMeeting": { leaves: "nothing", cells: { own: everyone } },
  "working-group.listMeetings": { leaves: "nothing", cells: { own: everyoneIsShown } },
  "working-group.countMeetings": { leaves: "nothing", cells: { own: everyone } },
  "working-group.listOfficeTasks": { leaves: "nothing", cells: { own: "                              H H H H H V H H H H H H H H" } },
  "working-group.getMeetingVersion": { leaves: "nothing", cells: { own: coordinator } },
  "working-group.listMeetingHistory": { leaves: "nothing", cells: { own: everyone } },
  "working-group/invitations.callMembers": { leaves: "audit", cells: { own: office } },
  "working-group/invitations.callOff": { leaves: "audit", cells: { own: office } },
  "working-group/invitations.followMembership": { leaves: "audit", cells: { own: office } },
  "working-group/follow-ups.addFollowUp": { leaves: "audit", cells: { own: coordinator } },
  "working-group/follow-ups.settleFollowUp": { leaves: "audit", cells: { own: "                            F F F F F A F F F F A F F F" } },
  "working-group/follow-ups.removeFollowUp": { leaves: "audit", cells: { own: coordinator } },
  "working-group/follow-ups.listFollowUps": { leaves: "nothing", cells: { own: everyone } },
  "working-group/follow-ups.listOwnFollowUps": { leaves: "nothing", cells: { own: "                          H H H H H H H H H H V H H H" } },
  "working-group/assignments.proposeAssignment": { leaves: "audit", cells: { own: coordinator } },
  "working-group/assignments.changeAssignment": { leaves: "audit", cells: { own: coordinator, archived: "            N N N N N F N N N N N N N N" } },
  "working-group/assignments.archiveAssignment": { leaves: "audit", cells: { own: coordinator, archived: restrictedElsewhere } },
  "working-group/assignments.getAssignment": { leaves: "nothing", cells: { own: everyone, archived: restrictedElsewhere } },
  "working-group/assignments.listAssignments": { leaves: "nothing", cells: { own: everyoneIsShown, archived: nobodyIsShown } },
  "working-group/assignments.listUndecided": { leaves: "nothing", cells: { own: everyoneIsShown, archived: nobodyIsShown } },
  "working-group/assignments.listToRenew": { leaves: "nothing", cells: { own: everyone } },
  "working-group/assignments.getAssignmentVersion": { leaves: "nothing", cells: { own: coordinator, archived: "      N N N N N F N N N N N N N N" } },
  "working-group/assignments.listAssignmentHistory": { leaves: "nothing", cells: { own: everyone, archived: restrictedElsewhere } },

  "bodies.addBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.describeBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.renameBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.moveBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.closeBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.mergeBody": { leaves: "audit", cells: { own: administrator, other: administrator } },
  "bodies.listBodiesOn": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "bodies.listUnits": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "bodies.listBodies": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "bodies.getBody": { leaves: "nothing", cells: { own: everyone, other: everyone } },
  "bodies.findBody": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "bodies.findBodyByAnyName": { leaves: "nothing", cells: { own: everyoneIsShown, other: everyoneIsShown } },
  "bodies.listBodyHistory": { leaves: "nothing", cells: { own: everyone, other: everyone } },
  "bodies.listIdsWithPredecessors": { leaves: "nothing", cells: { own: everyone, other: everyone } },

  "accounts.addLocalAccount": { leaves: "audit", cells: { other: accountOfAnother, mine: administrator } },
  "accounts.addOidcIdentity": { leaves: "audit", cells: { other: accountOfAnother, mine: administrator } },
  "accounts.disableAccount": {
    leaves: "audit",
    cells: {
      other: accountOfAnother,
      mine: "                       F F F F F F F F F F F F R F",
    },
  },
  "accounts.enableAccount": {
    leaves: "audit",
    cells: {
      other: accountOfAnother,
      mine: "                       F F F F F F F F F F F F R F",
    },
  },
  "accounts.endSessionsOf": { leaves: "audit", cells: { other: accountOfAnother, mine: everyone } },
  "accounts.listAccounts": { leaves: "nothing", cells: { other: accountOfAnother, mine: administrator } },

  // What is counted is each register's to decide, and stands in its own rows.
  "coverage.readPolicyInPractice": { leaves: "nothing", cells: { own: everyone } },
  "coverage.readCoverage": { leaves: "nothing", cells: { own: everyone } },
  "search.search": { leaves: "nothing", cells: listProject },
  "scrutiny.readScrutiny": { leaves: "nothing", cells: { own: everyone } },
  "scrutiny.exportScrutiny": { leaves: "nothing", cells: { own: everyone } },

  // Under `restricted` a draft, which is the administrator's and the office's to see; else the version in force.
  "governing-documents.listVersions": { leaves: "nothing", cells: { own: everyoneIsShown, restricted: draftIsShown } },
  "governing-documents.getVersion": { leaves: "nothing", cells: { own: everyone, restricted: readsDraft } },
  "governing-documents.exportVersion": { leaves: "nothing", cells: { own: everyone, restricted: readsDraft } },
  "governing-documents.listVersionHistory": { leaves: "nothing", cells: { own: everyone, restricted: readsDraft } },
  "governing-documents.listRemovedRules": { leaves: "nothing", cells: { own: everyone, restricted: readsDraft } },
  "governing-documents.changeVersion": { leaves: "audit", cells: { own: administrator, restricted: changesDraft } },
  "governing-documents.importVersion": { leaves: "audit", cells: { own: administrator } },
  "governing-documents.copyVersion": { leaves: "audit", cells: { own: administrator, restricted: administrator } },
  "governing-documents.previewInForce": { leaves: "nothing", cells: { restricted: changesDraft } },
  "governing-documents.putInForce": { leaves: "audit", cells: { restricted: changesDraft } },
  "governing-documents.archiveVersion": { leaves: "audit", cells: { restricted: changesDraft, archived: changesDraft } },
  "governing-documents.readPackInForce": { leaves: "nothing", cells: { own: everyone } },
  "governing-documents.rewriteDraft": { leaves: "audit", cells: { restricted: changesDraft } },
  "governing-documents/mandate-rules.saveRule": { leaves: "audit", cells: { restricted: changesDraft } },
  "governing-documents/mandate-rules.removeRule": { leaves: "audit", cells: { restricted: changesDraft } },
  "governing-documents/mandate-rules.restoreRule": { leaves: "audit", cells: { restricted: changesDraft } },
  // The own unit keeps the document.
  "governing-documents.listReviews": { leaves: "nothing", cells: { own: "              V V H V H V H H H H H H H H" } },
  // Only the program itself, when a release brings it.
  "governing-documents.bringShipped": { leaves: "audit", cells: { own: nobody } },

  "municipality.findMunicipality": { leaves: "nothing", cells: { own: everyone } },
  // Only the program itself, when it is set up.
  "municipality.beginDemonstration": { leaves: "audit", cells: { own: nobody } },
  "municipality.recordMunicipality": { leaves: "audit", cells: { own: nobody } },

  "projects/checklist.getChecklist": { leaves: "nothing", cells: readProject },
  "projects/checklist.tick": { leaves: "audit", cells: editProject },
  "projects/checklist.untick": { leaves: "audit", cells: editProject },
  "projects/deadlines.getDeadlines": { leaves: "nothing", cells: readProject },
  "projects/deadlines.listDeadlines": { leaves: "nothing", cells: listProject },
  "projects/deadlines.exportDeadlines": { leaves: "nothing", cells: listProject },
  "projects/deadlines.listDue": {
    leaves: "nothing",
    cells: { own: "                       V V H H H H H H H H H H H H", other: "                     H H H H H H H H H H H H H H", restricted: "                V V H H H H H H H H H H H H", inherited: "                 V V H H H H H H H H H H H H", archived: "                  H H H H H H H H H H H H H H" },
  },
  "projects/deadlines.addDeadline": { leaves: "audit", cells: editProject },
  "projects/deadlines.finishDeadline": { leaves: "audit", cells: editProject },
  "projects/deadlines.reopenDeadline": { leaves: "audit", cells: editProject },
  "projects/deadlines.removeDeadline": { leaves: "audit", cells: editProject },

  // The list of programmes and their calls, which belongs to no unit: read by all, also what has been taken out of it, and kept by the office and the administrator.
  "programmes.addProgramme": { leaves: "audit", cells: { own: office } },
  "programmes.changeProgramme": { leaves: "audit", cells: changeProgrammes },
  "programmes.archiveProgramme": { leaves: "audit", cells: { own: office, archived: office } },
  "programmes.listProgrammes": { leaves: "nothing", cells: listOfOffice },
  "programmes.exportProgrammes": { leaves: "nothing", cells: listOfOffice },
  "programmes.listFunds": { leaves: "nothing", cells: { own: everyone } },
  "programmes.getProgramme": { leaves: "nothing", cells: { own: everyone, archived: everyone } },
  "programmes.getProgrammeVersion": { leaves: "nothing", cells: changeProgrammes },
  "programmes.listProgrammeHistory": { leaves: "nothing", cells: { own: everyone, archived: everyone } },
  "programmes/calls.addCall": { leaves: "audit", cells: { own: office } },
  "programmes/calls.changeCall": { leaves: "audit", cells: changeProgrammes },
  "programmes/calls.archiveCall": { leaves: "audit", cells: { own: office, archived: office } },
  "programmes/calls.listCalls": { leaves: "nothing", cells: listOfOffice },
  "programmes/calls.exportCalls": { leaves: "nothing", cells: listOfOffice },
  "programmes/calls.getCall": { leaves: "nothing", cells: { own: everyone, archived: everyone } },
  "programmes/calls.getCallVersion": { leaves: "nothing", cells: changeProgrammes },
  "programmes/calls.listCallHistory": { leaves: "nothing", cells: { own: everyone, archived: everyone } },
  "funding.getProjectMoney": { leaves: "nothing", cells: readProject },
  "funding.addClaim": { leaves: "audit", cells: editProject },
  "funding.changeClaim": { leaves: "audit", cells: editProject },
  "funding.removeClaim": { leaves: "audit", cells: editProject },
  "funding.addPayment": { leaves: "audit", cells: editProject },
  "funding.changePayment": { leaves: "audit", cells: editProject },
  "funding.removePayment": { leaves: "audit", cells: editProject },
  // What the actor's own units wait for, and nobody else's.
  "funding.listLatePayments": { leaves: "nothing", cells: { own: ofUnitIsShownToContacts, other: nobodyIsShown } },
  "funding/forecasts.forecastOfProject": { leaves: "nothing", cells: readProject },
  "funding/forecasts.forecastOfUnit": { leaves: "nothing", cells: listProject },
  "funding/forecasts.listForecastUnits": { leaves: "nothing", cells: { own: everyone } },
  // Of open projects alone, the same for everyone.
  "funding/years.getMoneyYear": { leaves: "nothing", cells: { own: everyone } },
  "funding/years.listMoneyProjects": { leaves: "nothing", cells: ofOpenProjects },
  "funding/years.exportMoneyProjects": { leaves: "nothing", cells: ofOpenProjects },
  "funding/years.listMoneyNames": { leaves: "nothing", cells: { own: everyone } },

  // A person's list of what there is to do is that person's alone; a unit's is its people's and the office's, and who leads it only reads. What is handed over is whoever may do it's.
  "tasks.listTasks": { leaves: "nothing", cells: { mine: everyone } },
  "tasks.listUnitTasks": { leaves: "nothing", cells: readsUnitTasks },
  "tasks.readTasks": { leaves: "nothing", cells: readsUnitTasks },
  "tasks.exportTasks": { leaves: "nothing", cells: readsUnitTasks },
  "tasks.listTaskUnits": { leaves: "nothing", cells: { own: "                      V V H V H V H H H H H H H H", other: forOfficeAlone.own ?? "" } },
  "tasks.prepareTask": { leaves: "nothing", cells: doesUnitTask },
  "tasks.snooze": { leaves: "mark", cells: doesUnitTask },
  "tasks.wake": { leaves: "mark", cells: { mine: everyone } },
  "tasks.handOver": { leaves: "audit", cells: doesUnitTask },
  "tasks.takeBack": { leaves: "audit", cells: { own: "                            A A N N N A N N N N N N N N", other: restrictedElsewhere } },
  "tasks.forgetGone": { leaves: "nothing", cells: { mine: nobody } },
};

/** Exports that no actor is handed to, and why that is right. */
export const WITHOUT_ACTOR: Readonly<Record<string, string>> = {
  "municipality/profile.readCoat": "stands on the sign-in page",
  "accounts.signInWithPassword": "nobody is signed in yet",
  "accounts.findOidcAccount": "nobody is signed in yet",
  "api.listRecords": "asks what the system's token names, which stands for no person; tested with tokens of several kinds",
  "api.getRecord": "asks what the system's token names, which stands for no person; tested with tokens of several kinds",
  "api.streamDataset": "reads what is published, which is everyone's",
  "open-data.findPublished": "finds what is published, which is everyone's, and nothing while it is off",
  "open-data.tagOf": "says whether a published file is another one",
  "drafts.finishDraft": "takes the permit that openDraft gave",
  "drafts.rebaseDraft": "takes the permit that openDraft gave",
  "imports/drafts.settleDraft": "takes the permit that openDraft gave",
  "imports/rows.storeRows": "takes the permit that openDraft gave",
  "imports/rows.readTop": "takes the permit that openDraft or getDraft gave",
  "imports/rows.countRows": "takes the permit that openDraft or getDraft gave",
  "imports/rows.judgeRows": "takes the permit that openDraft gave",
  "imports/rows.writeRows": "takes the permit that openDraft gave",
  "imports/rows.countJudged": "takes the permit that openDraft or getDraft gave",
  "imports/rows.listJudged": "takes the permit that openDraft or getDraft gave",
};

/** Every form's action: the use case it runs, which says who may, or that it is for everyone, signed in or not. */
export const ACTIONS: Readonly<Record<string, { runs: string } | { open: string }>> = {
  "accounts.signIn": { open: "the way in" },
  "accounts.signOut": { open: "ends the browser's own session" },
  "accounts.setDisplay": { open: "language and theme, on the sign-in page too" },

  "tasks.snooze": { runs: "tasks.snooze" },
  "tasks.wake": { runs: "tasks.wake" },
  "tasks.handOver": { runs: "tasks.handOver" },
  "tasks.takeBack": { runs: "tasks.takeBack" },

  "system-tokens.make": { runs: "system-tokens.makeToken" },
  "system-tokens.renew": { runs: "system-tokens.renewToken" },
  "system-tokens.revoke": { runs: "system-tokens.revokeToken" },
  "open-data.publish": { runs: "open-data.publish" },
  "open-data.withdraw": { runs: "open-data.withdraw" },
  "calendars.open": { runs: "calendars.openFeed" },
  "calendars.renew": { runs: "calendars.renewFeed" },
  "calendars.close": { runs: "calendars.closeFeed" },
  "notifications.read": { runs: "notifications.markRead" },
  "notifications.readAll": { runs: "notifications.markAllRead" },
  "notifications.chooseDelivery": { runs: "notifications.choose" },
  "municipality/profile.change": { runs: "municipality/profile.changeProfile" },
  "municipality/profile.restore": { runs: "municipality/profile.restoreProfile" },
  "accounts/sessions.end": { runs: "accounts/sessions.endSession" },
  "accounts/sessions.endAll": { runs: "accounts.endSessionsOf" },
  "accounts/sessions.endOwn": { runs: "accounts/sessions.endSession" },
  "accounts/sessions.endAllOwn": { runs: "accounts.endSessionsOf" },
  "jobs.start": { runs: "jobs.startJob" },
  "people/erasure.erase": { runs: "people/erasure.erasePerson" },
  "audit-trail.check": { runs: "audit-trail.requestCheck" },
  "notifications/mails.resend": { runs: "notifications/mails.resendMail" },

  "projects/steps.take": { runs: "projects/steps.changeStatus" },
  "projects/steps.correct": { runs: "projects/steps.correctStatus" },
  "projects.nameMember": { runs: "projects.nameMember" },
  "projects.dismissMember": { runs: "projects.dismissMember" },
  "projects.archive": { runs: "projects.archiveProject" },
  "projects.restore": { runs: "projects.archiveProject" },

  "projects/checklist.tick": { runs: "projects/checklist.tick" },
  "projects/checklist.untick": { runs: "projects/checklist.untick" },
  "projects/deadlines.add": { runs: "projects/deadlines.addDeadline" },
  "projects/deadlines.finish": { runs: "projects/deadlines.finishDeadline" },
  "projects/deadlines.reopen": { runs: "projects/deadlines.reopenDeadline" },
  "projects/deadlines.remove": { runs: "projects/deadlines.removeDeadline" },

  "project-drafts.startLog": { runs: "project-drafts.startLog" },
  "project-drafts.startFromInitiative": { runs: "project-drafts.startFromInitiative" },
  "project-drafts.startEdit": { runs: "project-drafts.startEdit" },
  "project-drafts.saveSection": { runs: "project-drafts.saveSection" },
  "project-drafts.submitLog": { runs: "project-drafts.submitLog" },
  "project-drafts.submitEdit": { runs: "project-drafts.submitEdit" },
  "project-drafts.resolveConflict": { runs: "project-drafts.resolveConflict" },
  "project-drafts.discardDraft": { runs: "project-drafts.discardProjectDraft" },

  "people.add": { runs: "people.addPerson" },
  "people.change": { runs: "people.changePerson" },
  "people.archive": { runs: "people.archivePerson" },
  "people.restore": { runs: "people.restorePerson" },
  "people.give": { runs: "people.giveRole" },
  "people.end": { runs: "people.endRole" },
  "people.seat": { runs: "people.giveSeat" },
  "people.leaveSeat": { runs: "people.endSeat" },
  "people.addLogin": { runs: "accounts.addLocalAccount" },
  "people.addIdentity": { runs: "accounts.addOidcIdentity" },
  "people.closeLogin": { runs: "accounts.disableAccount" },
  "people.openLogin": { runs: "accounts.enableAccount" },
  "people.endSessions": { runs: "accounts.endSessionsOf" },

  "summaries.write": { runs: "summaries.writeWords" },
  "summaries.freeze": { runs: "summaries/editions.freezeSummary" },
  "summaries.add": { runs: "summaries/addenda.addAddendum" },
  "summaries.verify": { runs: "summaries/editions.verifyEdition" },
  "follow-up.open": { runs: "follow-up.openRound" },
  "follow-up.call": { runs: "follow-up/added-units.callAddedUnits" },
  "follow-up/remarks.add": { runs: "follow-up/remarks.addRemark" },
  "follow-up/remarks.settle": { runs: "follow-up/remarks.settleRemark" },
  "follow-up.remind": { runs: "follow-up/reminders.remindUnanswered" },
  "follow-up.answer": { runs: "follow-up.saveAnswers" },
  "follow-up.approve": { runs: "follow-up.approveStatement" },
  "follow-up.sendBack": { runs: "follow-up.returnStatement" },

  "terms-of-office.add": { runs: "terms-of-office.addTermOfOffice" },
  "terms-of-office.change": { runs: "terms-of-office.changeTermOfOffice" },

  "governing-documents.change": { runs: "governing-documents.changeVersion" },
  "governing-documents.take": { runs: "governing-documents.importVersion" },
  "governing-documents.copy": { runs: "governing-documents.copyVersion" },
  "governing-documents.putInForce": { runs: "governing-documents.putInForce" },
  "governing-documents.archive": { runs: "governing-documents.archiveVersion" },
  "governing-documents.restore": { runs: "governing-documents.archiveVersion" },
  "governing-documents/mandate-rules.save": { runs: "governing-documents/mandate-rules.saveRule" },
  "governing-documents/mandate-rules.remove": { runs: "governing-documents/mandate-rules.removeRule" },
  "governing-documents/mandate-rules.restore": { runs: "governing-documents/mandate-rules.restoreRule" },

  "contact-persons.appoint": { runs: "contact-persons.appointContactPerson" },
  "competence.plan": { runs: "competence.planActivity" },
  "competence.log": { runs: "competence.logIndividual" },
  "competence.change": { runs: "competence.changeActivity" },
  "competence.invite": { runs: "competence.inviteContactPersons" },
  "competence.cancel": { runs: "competence.cancelActivity" },
  "competence.archive": { runs: "competence.archiveActivity" },
  "competence.restore": { runs: "competence.archiveActivity" },
  "competence/enrolments.enrol": { runs: "competence/enrolments.signUp" },
  "competence/enrolments.leave": { runs: "competence/enrolments.withdraw" },
  "competence/enrolments.tell": { runs: "competence/enrolments.tellAttendance" },
  "competence/enrolments.tellAll": { runs: "competence/enrolments.writeAttendances" },
  "competence/staff.tell": { runs: "competence/staff.tellStaff" },
  "working-group.plan": { runs: "working-group.planMeeting" },
  "working-group.change": { runs: "working-group.changeMeeting" },
  "working-group.call": { runs: "working-group.callMeeting" },
  "working-group.cancel": { runs: "working-group.cancelMeeting" },
  "working-group.minute": { runs: "working-group.writeMinutes" },
  "working-group/follow-ups.add": { runs: "working-group/follow-ups.addFollowUp" },
  "working-group/follow-ups.settle": { runs: "working-group/follow-ups.settleFollowUp" },
  "working-group/follow-ups.remove": { runs: "working-group/follow-ups.removeFollowUp" },
  "working-group/assignments.propose": { runs: "working-group/assignments.proposeAssignment" },
  "working-group/assignments.change": { runs: "working-group/assignments.changeAssignment" },
  "working-group/assignments.archive": { runs: "working-group/assignments.archiveAssignment" },
  "working-group/assignments.restore": { runs: "working-group/assignments.archiveAssignment" },
  "contact-persons/space.answer": { runs: "contact-persons/space.answerSpace" },
  "contact-persons/handovers.save": { runs: "contact-persons/handovers.saveHandover" },
  "contact-persons/handovers.receive": { runs: "contact-persons/handovers.receiveHandover" },
  "contact-persons.end": { runs: "contact-persons.endAppointment" },
  "contact-persons.confirmTime": { runs: "contact-persons.confirmTime" },

  "decisions.record": { runs: "decisions.recordDecision" },
  "decisions.correct": { runs: "decisions.correctDecision" },
  "decisions.archive": { runs: "decisions.archiveDecision" },
  "decisions.restore": { runs: "decisions.archiveDecision" },

  "coordination.note": { runs: "coordination.noteEntry" },
  "coordination.change": { runs: "coordination.changeEntry" },
  "coordination.finish": { runs: "coordination.markDone" },
  "coordination.reopen": { runs: "coordination.reopenTask" },
  "coordination.archive": { runs: "coordination.archiveEntry" },
  "coordination.restore": { runs: "coordination.archiveEntry" },

  "partners.add": { runs: "partners.addPartner" },
  "partners.change": { runs: "partners.changePartner" },
  "partners.rename": { runs: "partners.renamePartner" },
  "partners.dissolve": { runs: "partners.dissolvePartner" },
  "partners.merge": { runs: "partners.mergePartner" },
  "projects/closings.save": { runs: "projects/closings.saveClosing" },
  "projects/closings.remove": { runs: "projects/closings.removeClosing" },
  "funding.addClaim": { runs: "funding.addClaim" },
  "funding.changeClaim": { runs: "funding.changeClaim" },
  "funding.removeClaim": { runs: "funding.removeClaim" },
  "funding.addPayment": { runs: "funding.addPayment" },
  "funding.changePayment": { runs: "funding.changePayment" },
  "funding.removePayment": { runs: "funding.removePayment" },
  "projects/partners.link": { runs: "projects/partners.linkProjectPartner" },
  "partners/contacts.add": { runs: "partners/contacts.addContact" },
  "partners/contacts.change": { runs: "partners/contacts.changeContact" },
  "partners/contacts.erase": { runs: "partners/contacts.eraseContact" },
  "comments.write": { runs: "comments.writeComment" },
  "comments.change": { runs: "comments.changeComment" },
  "comments.archive": { runs: "comments.archiveComment" },
  "comments.restore": { runs: "comments.archiveComment" },
  "documents.change": { runs: "documents.changeDocument" },
  "documents.archive": { runs: "documents.archiveDocument" },
  "documents.restore": { runs: "documents.archiveDocument" },
  "economy-support.log": { runs: "economy-support.logCase" },
  "economy-support.change": { runs: "economy-support.changeCase" },
  "economy-support.archive": { runs: "economy-support.archiveCase" },
  "economy-support.restore": { runs: "economy-support.archiveCase" },
  "eu-monitoring.log": { runs: "eu-monitoring.logItem" },
  "eu-monitoring.change": { runs: "eu-monitoring.changeItem" },
  "eu-monitoring.archive": { runs: "eu-monitoring.archiveItem" },
  "eu-monitoring.restore": { runs: "eu-monitoring.archiveItem" },
  "eu-monitoring/influence.add": { runs: "eu-monitoring/influence.addInfluence" },
  "eu-monitoring/influence.change": { runs: "eu-monitoring/influence.changeInfluence" },
  "eu-monitoring/influence.remove": { runs: "eu-monitoring/influence.removeInfluence" },
  "eu-monitoring/readiness.add": { runs: "eu-monitoring/readiness.addReadiness" },
  "eu-monitoring/readiness.change": { runs: "eu-monitoring/readiness.changeReadiness" },
  "eu-monitoring/readiness.remove": { runs: "eu-monitoring/readiness.removeReadiness" },
  "opportunities.log": { runs: "opportunities.logOpportunity" },
  "opportunities.change": { runs: "opportunities.changeOpportunity" },
  "opportunities.archive": { runs: "opportunities.archiveOpportunity" },
  "opportunities.restore": { runs: "opportunities.archiveOpportunity" },
  "opportunities/savings.save": { runs: "opportunities/savings.saveOpportunity" },
  "opportunities/savings.unsave": { runs: "opportunities/savings.unsaveOpportunity" },
  "opportunities/information.log": { runs: "opportunities/information.logInformation" },
  "opportunities/information.forward": { runs: "opportunities/information.logInformation" },
  "opportunities/information.change": { runs: "opportunities/information.changeInformation" },
  "opportunities/information.archive": { runs: "opportunities/information.archiveInformation" },
  "opportunities/information.restore": { runs: "opportunities/information.archiveInformation" },
  "initiatives.log": { runs: "initiatives.logInitiative" },
  "initiatives.change": { runs: "initiatives.changeInitiative" },
  "initiatives.nameProject": { runs: "initiatives.nameProject" },
  "initiatives.archive": { runs: "initiatives.archiveInitiative" },
  "initiatives.restore": { runs: "initiatives.archiveInitiative" },
  "initiatives/examinations.examine": { runs: "initiatives/examinations.examine" },
  "initiatives/examinations.remove": { runs: "initiatives/examinations.removeExamination" },
  "partners/searches.log": { runs: "partners/searches.logSearch" },
  "partners/searches.change": { runs: "partners/searches.changeSearch" },
  "partners/searches.conclude": { runs: "partners/searches.concludeSearch" },
  "partners/searches.archive": { runs: "partners/searches.archiveSearch" },
  "partners/searches.restore": { runs: "partners/searches.archiveSearch" },
  "partners.archive": { runs: "partners.archivePartner" },
  "partners.restore": { runs: "partners.archivePartner" },

  "networks.add": { runs: "networks.addNetwork" },
  "networks.change": { runs: "networks.changeNetwork" },
  "networks.step": { runs: "networks.takeMembershipStep" },
  "networks.archive": { runs: "networks.archiveNetwork" },
  "networks.restore": { runs: "networks.archiveNetwork" },
  "networks/entries.fee": { runs: "networks/entries.addFee" },
  "networks/entries.participation": { runs: "networks/entries.addParticipation" },
  "networks/entries.assessment": { runs: "networks/entries.assessNeed" },
  "networks/entries.evaluation": { runs: "networks/entries.evaluateNetwork" },
  "networks/entries.remove": { runs: "networks/entries.removeEntry" },
  "priorities.propose": { runs: "priorities.proposePriority" },
  "priorities.change": { runs: "priorities.changePriority" },
  "priorities.step": { runs: "priorities.takePriorityStep" },
  "priorities.archive": { runs: "priorities.archivePriority" },
  "priorities.restore": { runs: "priorities.archivePriority" },

  "recurring-meetings.add": { runs: "recurring-meetings.addMeeting" },
  "recurring-meetings.change": { runs: "recurring-meetings.changeMeeting" },
  "recurring-meetings.archive": { runs: "recurring-meetings.archiveMeeting" },
  "recurring-meetings.restore": { runs: "recurring-meetings.archiveMeeting" },

  "town-relations.enter": { runs: "town-relations.enterRelation" },
  "town-relations.change": { runs: "town-relations.changeRelation" },
  "town-relations.archive": { runs: "town-relations.archiveRelation" },
  "town-relations.restore": { runs: "town-relations.archiveRelation" },
  "town-relations.beginEpisode": { runs: "town-relations.addEpisode" },
  "town-relations.correctEpisode": { runs: "town-relations.changeEpisode" },
  "town-relations.dropEpisode": { runs: "town-relations.removeEpisode" },
  "town-relations.bringBackEpisode": { runs: "town-relations.restoreEpisode" },
  "town-relations.joinTown": { runs: "town-relations.addTown" },
  "town-relations.correctTown": { runs: "town-relations.changeTown" },

  "town-relations/papers.review": { runs: "town-relations/papers.addReview" },
  "town-relations/papers.correctReview": { runs: "town-relations/papers.changeReview" },
  "town-relations/papers.correctAgreement": { runs: "town-relations/papers.changeAgreement" },
  "town-relations/papers.agree": { runs: "town-relations/papers.addAgreement" },
  "town-relations/activities.log": { runs: "town-relations/activities.logActivity" },
  "town-relations/activities.change": { runs: "town-relations/activities.changeActivity" },
  "town-relations/activities.archive": { runs: "town-relations/activities.archiveActivity" },
  "town-relations/activities.restore": { runs: "town-relations/activities.archiveActivity" },

  "visits.announce": { runs: "visits.announceVisit" },
  "visits.change": { runs: "visits.changeVisit" },
  "visits.cancel": { runs: "visits.cancelVisit" },
  "visits.resume": { runs: "visits.cancelVisit" },
  "visits.archive": { runs: "visits.archiveVisit" },
  "visits.restore": { runs: "visits.archiveVisit" },
  "visits/parts.save": { runs: "visits/parts.savePart" },
  "visits/parts.remove": { runs: "visits/parts.removePart" },
  "visits/parts.erase": { runs: "visits/parts.eraseName" },
  "visits/parts.settle": { runs: "visits/parts.settleAction" },
  "visits/reports.save": { runs: "visits/reports.saveReport" },
  "visits/reports.close": { runs: "visits/reports.closeVisit" },
  "visits/reports.reopen": { runs: "visits/reports.closeVisit" },
  "visits/consultations.consult": { runs: "visits/consultations.askConsultation" },
  "visits/consultations.waive": { runs: "visits/consultations.waiveConsultation" },
  "visits/consultations.reply": { runs: "visits/consultations.answerConsultation" },
  "visits/representation.take": { runs: "visits/representation.takeVisit" },
  "visits/representation.release": { runs: "visits/representation.releaseVisit" },
  "visits/representation.substitute": { runs: "visits/representation.nameSubstitute" },
  "visits/representation.goInstead": { runs: "visits/representation.stepIn" },
  "visits/representation.ask": { runs: "visits/representation.askToTakeOver" },
  "visits/representation.answer": { runs: "visits/representation.answerHandover" },
  "visits/representation.withdraw": { runs: "visits/representation.withdrawHandover" },

  "merging.merge": { runs: "networks/merging.mergeNetwork" },
  "merging.separate": { runs: "networks/merging.separateNetwork" },
  "imports.upload": { runs: "imports/drafts.uploadList" },
  "imports.choose": { runs: "imports/drafts.chooseSheet" },
  "imports.tell": { runs: "imports/drafts.tellColumns" },
  "imports.answer": { runs: "imports/drafts.answerRows" },
  "imports.run": { runs: "imports/runs.readList" },
  "imports.discard": { runs: "imports/drafts.discardList" },
  "imports.undo": { runs: "imports.undoImport" },

  "programmes.add": { runs: "programmes.addProgramme" },
  "programmes.change": { runs: "programmes.changeProgramme" },
  "programmes.archive": { runs: "programmes.archiveProgramme" },
  "programmes.restore": { runs: "programmes.archiveProgramme" },
  "programmes/calls.add": { runs: "programmes/calls.addCall" },
  "programmes/calls.change": { runs: "programmes/calls.changeCall" },
  "programmes/calls.archive": { runs: "programmes/calls.archiveCall" },
  "programmes/calls.restore": { runs: "programmes/calls.archiveCall" },

  "bodies.add": { runs: "bodies.addBody" },
  "bodies.describe": { runs: "bodies.describeBody" },
  "bodies.rename": { runs: "bodies.renameBody" },
  "bodies.move": { runs: "bodies.moveBody" },
  "bodies.close": { runs: "bodies.closeBody" },
  "bodies.merge": { runs: "bodies.mergeBody" },
};

/** Every route handler: what it answers each role, or why nobody needs to be signed in for it. */
export const ROUTES: Readonly<Record<string, { cells: Partial<Record<Situation, string>> } | { open: string }>> = {
  "GET /api/export/[file]": { cells: listProject },
  "GET /api/partners/[what]": { cells: { own: everyone } },
  "GET /api/search": { cells: { own: everyone, restricted: listProject.restricted ?? "", restrictedElsewhere: listProject.restrictedElsewhere ?? "" } },
  "GET /api/scrutiny": { cells: { own: everyone } },
  "GET /api/imports/[id]": { cells: ownList },
  "GET /api/imports/runs/[id]": { cells: ownList },
  "POST /api/drafts": { cells: draft },
  "POST /api/documents": { cells: editProject },
  "POST /api/documents/versions": { cells: editProject },
  "GET /api/documents/[fileId]": { cells: readProject },
  "GET /api/documents/[fileId]/image": { cells: readProject },
  "GET /api/documents/[fileId]/pages/[page]": { cells: readProject },
  "GET /api/governing-documents/[id]": { cells: { own: everyone, restricted: readsDraft } },
  "GET /api/pack-schema": { cells: { own: everyone } },
  "GET /api/fact-sheets/[kind]/[id]": { cells: readVisit },
  "GET /api/visits/[id]/briefing": { cells: readVisit },
  "GET /api/visits/[id]/calendar": { cells: readVisit },
  "GET /api/v1/[register]": { open: "a system's token in its header opens it, for the registers that the token names; tested with tokens of several kinds" },
  "GET /api/v1/[register]/[id]": { open: "a system's token in its header opens it, for the registers that the token names; tested with tokens of several kinds" },
  "GET /api/v1/openapi.json": { open: "a system's token opens it, and so does a session; it holds no record" },
  "GET /open-data/[file]": { open: "everyone's once the municipality has turned it on, and not there before; tested on and off" },
  "GET /api/calendars/[file]": { open: "the key in its address opens it; tested with the rights of whoever was given it" },
  "GET /api/editions/[year]/[number]/[file]": { cells: { own: everyone } },
  "GET /api/summaries/[year]/[file]": { cells: { own: followsSummary } },
  "GET /api/people/[id]/[file]": { cells: { own: administrator, other: administrator, mine: everyone } },
  "GET /api/processing/[file]": { cells: { own: "                         N N N N N A N N N N A N A N" } },
  "GET /api/municipality/coat/[id]": { open: "the coat of arms stands on the sign-in page" },
  "GET /api/auth/[...nextauth]": { open: "the way in; tested with a real provider" },
  "POST /api/auth/[...nextauth]": { open: "the way in; tested with a real provider" },
  "GET /healthz": { open: "says that the process answers, and nothing else" },
  "GET /readyz": { open: "says in a word whether the database answers, and nothing else" },
};
