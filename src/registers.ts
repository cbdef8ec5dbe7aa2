import type { Registers, Searchables } from "@/domain/registers";
import { bodySearchable } from "@/features/bodies/register";
import { competenceRegister, competenceSearchable } from "@/features/competence/register";
import { contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister, coordinationSearchable } from "@/features/coordination/register";
import { decisionRegister, decisionSearchable } from "@/features/decisions/register";
import { documentSearchable } from "@/features/documents/register";
import { economySupportRegister, supportCaseSearchable } from "@/features/economy-support/register";
import { monitoringRegister, monitoringSearchable } from "@/features/eu-monitoring/register";
import { followUpRegister, statementRegister } from "@/features/follow-up/register";
import { fundingRegister } from "@/features/funding/register";
import { clauseSearchable, documentVersionSearchable, governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister, initiativeSearchable } from "@/features/initiatives/register";
import { importRegister } from "@/features/imports/register";
import type { Importables } from "@/features/imports/service";
import type { Mergeables } from "@/features/merging/service";
import { informationRegister, informationSearchable, opportunityImport, opportunityRegister, opportunitySearchable } from "@/features/opportunities/register";
import { partnerImport, partnerMerging, partnerRegister, partnerSearchable, partnerSearchRegister, partnerSearchSearchable } from "@/features/partners/register";
import { personSearchable } from "@/features/people/register";
import { networkImport, networkMerging, networkRegister, networkSearchable } from "@/features/networks/register";
import { priorityRegister, prioritySearchable } from "@/features/priorities/register";
import { callRegister, callSearchable, programmeRegister, programmeSearchable } from "@/features/programmes/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { projectImport, projectRegister, projectSearchable } from "@/features/projects/register";
import { recurringMeetingRegister, recurringMeetingSearchable } from "@/features/recurring-meetings/register";
import { summaryRegister } from "@/features/summaries/register";
import { exchangeRegister, exchangeSearchable, townAgreementRegister, townAgreementSearchable, townRelationImport, townRelationMerging, townRelationRegister, townRelationSearchable } from "@/features/town-relations/register";
import { groupAssignmentRegister, groupAssignmentSearchable, groupMeetingRegister, groupMeetingSearchable } from "@/features/working-group/register";
import { visitImport, visitRegister, visitSearchable } from "@/features/visits/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, visitRegister, followUpRegister, statementRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, townAgreementRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, importRegister, initiativeRegister, opportunityRegister, informationRegister, fundingRegister, programmeRegister, callRegister, economySupportRegister, monitoringRegister, groupMeetingRegister, groupAssignmentRegister, competenceRegister];

/** The registers that take lists from elsewhere. */
export const importables: Importables = [projectImport, partnerImport, townRelationImport, networkImport, visitImport, opportunityImport];

/** The registers in which a record may be found twice. */
export const mergeables: Mergeables = [partnerMerging, townRelationMerging, networkMerging];

/** Every kind of record that is searched, in the order in which equally good ones are shown. */
export const searchables: Searchables = [
  projectSearchable, initiativeSearchable, visitSearchable, townRelationSearchable, townAgreementSearchable, exchangeSearchable, recurringMeetingSearchable, networkSearchable, partnerSearchable,
  partnerSearchSearchable, opportunitySearchable, programmeSearchable, callSearchable, decisionSearchable, documentVersionSearchable, clauseSearchable, prioritySearchable, documentSearchable(registers),
  monitoringSearchable, informationSearchable, competenceSearchable, coordinationSearchable, supportCaseSearchable, groupMeetingSearchable, groupAssignmentSearchable, bodySearchable, personSearchable,
];
