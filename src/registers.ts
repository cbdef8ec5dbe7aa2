import type { Registers } from "@/domain/registers";
import type { Resources } from "@/features/api/schema";
import { bodyResource } from "@/features/bodies/register";
import { competenceRegister, competenceResource } from "@/features/competence/register";
import { appointmentResource, contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister, coordinationResource } from "@/features/coordination/register";
import { decisionRegister, decisionResource } from "@/features/decisions/register";
import { economySupportRegister, supportCaseResource } from "@/features/economy-support/register";
import { monitoringRegister, monitoringResource } from "@/features/eu-monitoring/register";
import { followUpRegister, statementRegister } from "@/features/follow-up/register";
import { claimResource, fundingRegister, paymentResource } from "@/features/funding/register";
import { governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister, initiativeResource } from "@/features/initiatives/register";
import { importRegister } from "@/features/imports/register";
import type { Importables } from "@/features/imports/service";
import type { Mergeables } from "@/features/merging/service";
import { informationRegister, informationResource, opportunityImport, opportunityRegister, opportunityResource } from "@/features/opportunities/register";
import { partnerImport, partnerMerging, partnerRegister, partnerResource, partnerSearchRegister, partnerSearchResource } from "@/features/partners/register";
import { networkImport, networkMerging, networkRegister, networkResource } from "@/features/networks/register";
import { priorityRegister, priorityResource } from "@/features/priorities/register";
import { callRegister, callResource, programmeRegister, programmeResource } from "@/features/programmes/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { fundingLineResource, projectImport, projectRegister, projectResource } from "@/features/projects/register";
import { recurringMeetingRegister, recurringMeetingResource } from "@/features/recurring-meetings/register";
import { editionResource, summaryRegister } from "@/features/summaries/register";
import { exchangeRegister, exchangeResource, townAgreementRegister, townRelationImport, townRelationMerging, townRelationRegister, townRelationResource } from "@/features/town-relations/register";
import { groupAssignmentRegister, groupMeetingRegister, groupMeetingResource } from "@/features/working-group/register";
import { visitImport, visitRegister, visitResource } from "@/features/visits/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, visitRegister, followUpRegister, statementRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, townAgreementRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, importRegister, initiativeRegister, opportunityRegister, informationRegister, fundingRegister, programmeRegister, callRegister, economySupportRegister, monitoringRegister, groupMeetingRegister, groupAssignmentRegister, competenceRegister];

/** The registers that take lists from elsewhere. */
export const importables: Importables = [projectImport, partnerImport, townRelationImport, networkImport, visitImport, opportunityImport];

/** The registers in which a record may be found twice. */
export const mergeables: Mergeables = [partnerMerging, townRelationMerging, networkMerging];

/** What other systems may read through the API, and what of it may be published as open data. */
export const resources: Resources = [projectResource, fundingLineResource, claimResource, paymentResource, visitResource, townRelationResource, exchangeResource, recurringMeetingResource, networkResource, partnerResource, partnerSearchResource, programmeResource, callResource, opportunityResource, informationResource, initiativeResource, decisionResource, priorityResource, coordinationResource, monitoringResource, supportCaseResource, competenceResource, groupMeetingResource, appointmentResource, bodyResource, editionResource];
