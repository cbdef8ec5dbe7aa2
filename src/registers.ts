import type { Places, Registers, Searchables } from "@/domain/registers";
import { bodyImport, bodyPlace, bodyResource, bodySearchable } from "@/features/bodies/register";
import { competenceRegister, competenceResource, competenceSearchable } from "@/features/competence/register";
import { appointmentRegister, appointmentResource, contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister, coordinationResource, coordinationSearchable } from "@/features/coordination/register";
import { decisionRegister, decisionResource, decisionSearchable } from "@/features/decisions/register";
import { disclosureRegister } from "@/features/disclosures/register";
import { documentSearchable } from "@/features/documents/register";
import { economySupportRegister, supportCaseResource, supportCaseSearchable } from "@/features/economy-support/register";
import { monitoringRegister, monitoringResource, monitoringSearchable } from "@/features/eu-monitoring/register";
import { followUpRegister, statementRegister } from "@/features/follow-up/register";
import { claimResource, fundingRegister, paymentResource } from "@/features/funding/register";
import { clauseSearchable, documentVersionSearchable, governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister, initiativeResource, initiativeSearchable } from "@/features/initiatives/register";
import { importRegister } from "@/features/imports/register";
import type { Importables } from "@/features/imports/service";
import type { Mergeables } from "@/features/merging/service";
import { informationRegister, informationResource, informationSearchable, opportunityImport, opportunityRegister, opportunityResource, opportunitySearchable } from "@/features/opportunities/register";
import { partnerImport, partnerMerging, partnerRegister, partnerResource, partnerSearchable, partnerSearchRegister, partnerSearchResource, partnerSearchSearchable } from "@/features/partners/register";
import { personImport, personPlace, personSearchable } from "@/features/people/register";
import { networkImport, networkMerging, networkRegister, networkResource, networkSearchable } from "@/features/networks/register";
import { priorityRegister, priorityResource, prioritySearchable } from "@/features/priorities/register";
import { callRegister, callResource, callSearchable, programmeRegister, programmeResource, programmeSearchable } from "@/features/programmes/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { fundingLineResource, projectImport, projectRegister, projectResource, projectSearchable } from "@/features/projects/register";
import { recurringMeetingRegister, recurringMeetingResource, recurringMeetingSearchable } from "@/features/recurring-meetings/register";
import { editionResource, summaryRegister } from "@/features/summaries/register";
import { exchangeRegister, exchangeResource, exchangeSearchable, townAgreementRegister, townAgreementSearchable, townRelationImport, townRelationMerging, townRelationRegister, townRelationResource, townRelationSearchable } from "@/features/town-relations/register";
import { groupAssignmentRegister, groupAssignmentSearchable, groupMeetingRegister, groupMeetingResource, groupMeetingSearchable } from "@/features/working-group/register";
import { visitImport, visitRegister, visitResource, visitSearchable } from "@/features/visits/register";
import type { Resources } from "@/features/api/schema";
import { termPlace } from "@/features/terms-of-office/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, appointmentRegister, visitRegister, followUpRegister, statementRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, townAgreementRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, importRegister, initiativeRegister, opportunityRegister, informationRegister, fundingRegister, programmeRegister, callRegister, economySupportRegister, monitoringRegister, groupMeetingRegister, groupAssignmentRegister, competenceRegister, disclosureRegister];

/** The registers that take lists from elsewhere. */
export const importables: Importables = [bodyImport, personImport, projectImport, partnerImport, townRelationImport, networkImport, visitImport, opportunityImport];

/** The registers in which a record may be found twice. */
export const mergeables: Mergeables = [partnerMerging, townRelationMerging, networkMerging];

/** Every kind of record that is searched, in the order in which equally good ones are shown. */
export const searchables: Searchables = [
  projectSearchable, initiativeSearchable, visitSearchable, townRelationSearchable, townAgreementSearchable, exchangeSearchable, recurringMeetingSearchable, networkSearchable, partnerSearchable,
  partnerSearchSearchable, opportunitySearchable, programmeSearchable, callSearchable, decisionSearchable, documentVersionSearchable, clauseSearchable, prioritySearchable, documentSearchable(registers),
  monitoringSearchable, informationSearchable, competenceSearchable, coordinationSearchable, supportCaseSearchable, groupMeetingSearchable, groupAssignmentSearchable, bodySearchable, personSearchable,
];
/** What other systems may read through the API, and what of it may be published as open data. */
export const resources: Resources = [projectResource, fundingLineResource, claimResource, paymentResource, visitResource, townRelationResource, exchangeResource, recurringMeetingResource, networkResource, partnerResource, partnerSearchResource, programmeResource, callResource, opportunityResource, informationResource, initiativeResource, decisionResource, priorityResource, coordinationResource, monitoringResource, supportCaseResource, competenceResource, groupMeetingResource, appointmentResource, bodyResource, editionResource];
/** What is no register and yet has a page of its own. */
export const places: Places = [personPlace, bodyPlace, termPlace];
