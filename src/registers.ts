import type { Registers } from "@/domain/registers";
import { contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister } from "@/features/coordination/register";
import { decisionRegister } from "@/features/decisions/register";
import { followUpRegister } from "@/features/follow-up/register";
import { governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister } from "@/features/initiatives/register";
import { importRegister } from "@/features/imports/register";
import type { Importables } from "@/features/imports/service";
import type { Mergeables } from "@/features/merging/service";
import { partnerImport, partnerMerging, partnerRegister, partnerSearchRegister } from "@/features/partners/register";
import { networkImport, networkMerging, networkRegister } from "@/features/networks/register";
import { priorityRegister } from "@/features/priorities/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { projectRegister } from "@/features/projects/register";
import { recurringMeetingRegister } from "@/features/recurring-meetings/register";
import { summaryRegister } from "@/features/summaries/register";
import { exchangeRegister, townRelationImport, townRelationMerging, townRelationRegister } from "@/features/town-relations/register";
import { visitRegister } from "@/features/visits/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, visitRegister, followUpRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, importRegister, initiativeRegister];

/** The registers that take lists from elsewhere. */
export const importables: Importables = [partnerImport, townRelationImport, networkImport];

/** The registers in which a record may be found twice. */
export const mergeables: Mergeables = [partnerMerging, townRelationMerging, networkMerging];
