import type { Registers } from "@/domain/registers";
import { contactPersonRegister } from "@/features/contact-persons/register";
import { coordinationRegister } from "@/features/coordination/register";
import { decisionRegister } from "@/features/decisions/register";
import { followUpRegister } from "@/features/follow-up/register";
import { governingDocumentRegister } from "@/features/governing-documents/register";
import { initiativeRegister } from "@/features/initiatives/register";
import { partnerRegister, partnerSearchRegister } from "@/features/partners/register";
import { networkRegister } from "@/features/networks/register";
import { priorityRegister } from "@/features/priorities/register";
import { projectDraftRegister } from "@/features/project-drafts/register";
import { projectRegister } from "@/features/projects/register";
import { recurringMeetingRegister } from "@/features/recurring-meetings/register";
import { summaryRegister } from "@/features/summaries/register";
import { exchangeRegister, townRelationRegister } from "@/features/town-relations/register";
import { visitRegister } from "@/features/visits/register";

/** Every register. A new one is a folder with its own `register.ts`, and a line here. */
export const registers: Registers = [projectRegister, projectDraftRegister, contactPersonRegister, visitRegister, followUpRegister, summaryRegister, governingDocumentRegister, decisionRegister, priorityRegister, coordinationRegister, townRelationRegister, exchangeRegister, recurringMeetingRegister, networkRegister, partnerRegister, partnerSearchRegister, initiativeRegister];
