import type { Places, Registers } from "@/domain/registers";
import { bodyPlace } from "@/features/bodies/register";
import { competenceRegister } from "@/features/competence/register";
import { contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister } from "@/features/coordination/register";
import { decisionRegister } from "@/features/decisions/register";
import { economySupportRegister } from "@/features/economy-support/register";
import { monitoringRegister } from "@/features/eu-monitoring/register";
import { followUpRegister, statementRegister } from "@/features/follow-up/register";
import { fundingRegister } from "@/features/funding/register";
import { governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister } from "@/features/initiatives/register";
import { importRegister } from "@/features/imports/register";
import type { Importables } from "@/features/imports/service";
import type { Mergeables } from "@/features/merging/service";
import { informationRegister, opportunityImport, opportunityRegister } from "@/features/opportunities/register";
import { personPlace } from "@/features/people/register";
import { partnerImport, partnerMerging, partnerRegister, partnerSearchRegister } from "@/features/partners/register";
import { networkImport, networkMerging, networkRegister } from "@/features/networks/register";
import { priorityRegister } from "@/features/priorities/register";
import { callRegister, programmeRegister } from "@/features/programmes/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { projectImport, projectRegister } from "@/features/projects/register";
import { recurringMeetingRegister } from "@/features/recurring-meetings/register";
import { summaryRegister } from "@/features/summaries/register";
import { termPlace } from "@/features/terms-of-office/register";
import { exchangeRegister, townAgreementRegister, townRelationImport, townRelationMerging, townRelationRegister } from "@/features/town-relations/register";
import { groupAssignmentRegister, groupMeetingRegister } from "@/features/working-group/register";
import { visitImport, visitRegister } from "@/features/visits/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, visitRegister, followUpRegister, statementRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, townAgreementRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, importRegister, initiativeRegister, opportunityRegister, informationRegister, fundingRegister, programmeRegister, callRegister, economySupportRegister, monitoringRegister, groupMeetingRegister, groupAssignmentRegister, competenceRegister];

/** The registers that take lists from elsewhere. */
export const importables: Importables = [projectImport, partnerImport, townRelationImport, networkImport, visitImport, opportunityImport];

/** The registers in which a record may be found twice. */
export const mergeables: Mergeables = [partnerMerging, townRelationMerging, networkMerging];

/** What is no register and yet has a page of its own. */
export const places: Places = [personPlace, bodyPlace, termPlace];
